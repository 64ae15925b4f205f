"""Whose rows may be read: the program, the database and the rule in plain words give the same answer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Membership, Opening, Organisation
from wiel_web.tenancy.readable import readable_owners
from wiel_web.tenancy.roles import Kind
from wiel_web.tenancy.scoping import acting_for

KINDS = (Kind.MUNICIPALITY, Kind.MUNICIPALITY, Kind.MUNICIPALITY, Kind.PARTNERSHIP, Kind.PARTNERSHIP, Kind.SUPPLIER)
ANYONE, PARTNERSHIPS = st.integers(0, len(KINDS) - 1), st.integers(3, 4)


@dataclass(frozen=True)
class Term:
    """Days from today on which something starts and ends; None never ends."""

    since: int
    until: int | None

    @property
    def runs(self) -> bool:
        """Whether today is within it."""
        return self.since <= 0 and (self.until is None or self.until >= 0)

    def days(self) -> dict[str, date | None]:
        """As columns."""
        today = timezone.localdate()
        return {
            "since": today + timedelta(self.since),
            "until": None if self.until is None else today + timedelta(self.until),
        }


TERMS = st.builds(Term, st.integers(-2, 1), st.one_of(st.none(), st.integers(1, 2))) | st.builds(
    Term, st.just(-2), st.integers(-2, 0)
)
MEMBERS = st.dictionaries(st.tuples(PARTNERSHIPS, st.integers(0, 2)), TERMS, max_size=6)
OPENINGS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(["landscape", "contracts"]), st.one_of(st.none(), ANYONE), TERMS, st.booleans()),
    max_size=6,
)


def _oracle(me: int, subject: str, members, openings) -> set[int]:
    """The rule in plain words."""
    found = {me}
    for owner, about, receiver, term, withdrawn in openings:
        counts = about == subject and term.runs and not withdrawn and KINDS[me] is not Kind.SUPPLIER
        takes_part = {member for (group, member), lasts in members.items() if group == receiver and lasts.runs}
        circle = takes_part | {receiver} if owner in takes_part else set()
        through = {receiver} if receiver not in (3, 4) else circle
        if counts and (receiver is None or me in through):
            found.add(owner)
    return found


def _circle(receiver: int | None) -> str:
    return "municipalities" if receiver is None else "partnership" if receiver in (3, 4) else "organisation"


def _fill(members, openings) -> list[Organisation]:
    made = [Organisation.objects.create(name=f"O{n}", identifier=f"org:o:{n}", kind=kind) for n, kind in enumerate(KINDS)]
    for (group, member), term in members.items():
        Membership.objects.create(partnership=made[group], member=made[member], **term.days())
    for owner, subject, receiver, term, withdrawn in openings:
        with acting_for(made[owner].pk):
            Opening.objects.create(
                owner=made[owner], subject=subject, circle=_circle(receiver), receiver=None if receiver is None else made[receiver],
                withdrawn_at=timezone.now() if withdrawn else None, **term.days(),
            )  # fmt: skip
    return made


def _database(subject: str) -> set[int] | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenancy_readable(%s)", [subject])
        return {row[0] for row in cursor.fetchall()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(members=MEMBERS, openings=OPENINGS)
def test_readable_owners_follow_the_rule_in_program_and_database(db, members, openings):
    """For every organisation and subject: exactly who opened it, while it runs, to whom takes part on both sides."""
    with transaction.atomic():
        made = _fill(members, openings)
        for me, organisation in enumerate(made):
            with acting_for(organisation.pk):
                actor = Actor(None, organisation.pk, KINDS[me])
                for subject in ("landscape", "contracts", "own"):
                    expected = {me} if subject == "own" else _oracle(me, subject, members, openings)
                    keys = {made[place].pk for place in expected}
                    known = {owner.pk for owner in made}

                    assert readable_owners(actor, subject) & known == keys
                    assert (_database(subject) or keys) & known == keys
        transaction.set_rollback(True)
