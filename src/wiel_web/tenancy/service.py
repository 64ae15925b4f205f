"""The door of tenancy: organisations, memberships and openings are made and changed here."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wiel.errors import WrongUse
from wiel.texts import Sentence
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.models import Circle, Membership, Opening, Organisation, State
from wiel_web.tenancy.roles import LANDSCAPE_KINDS, Action, Kind
from wiel_web.tenancy.scoping import Subject

__all__ = [
    "approve",
    "change_members",
    "drafts",
    "make_organisation",
    "members_of",
    "open_to",
    "openings_of",
    "organisation",
    "partnerships_of",
    "withdraw",
]


def organisation(key: int) -> Organisation:
    """One organisation by key; names and kinds of organisations are public."""
    return Organisation.objects.get(pk=key)


def make_organisation(name: str, kind: Kind, identifier: str = "", state: State = State.DRAFT) -> Organisation:
    """A new organisation; its key in landscapes is made from its name where none is given."""
    return Organisation.objects.create(name=name, kind=kind, identifier=identifier or f"org:gedeeld:{name}", state=state)


def change_members(
    partnership: Organisation, member: Organisation, legal_form: str = "", role: str = "", since: date | None = None
) -> Membership:
    """Let an organisation take part in a partnership."""
    return Membership.objects.create(
        partnership=partnership, member=member, legal_form=legal_form, role=role, since=since or timezone.localdate()
    )


def members_of(partnership: int, day: date | None = None) -> list[Organisation]:
    """The members of a partnership on a day, in the order in which they joined."""
    at = day or timezone.localdate()
    running = Q(since__lte=at) & (Q(until=None) | Q(until__gte=at))
    rows = Membership.objects.filter(running, partnership_id=partnership).select_related("member").order_by("since", "pk")
    return [row.member for row in rows]


def partnerships_of(member: int, day: date | None = None) -> list[Organisation]:
    """The partnerships in which an organisation takes part on a day."""
    at = day or timezone.localdate()
    running = Q(since__lte=at) & (Q(until=None) | Q(until__gte=at))
    rows = Membership.objects.filter(running, member_id=member).select_related("partnership").order_by("since", "pk")
    return [row.partnership for row in rows]


def openings_of(actor: Actor) -> list[Opening]:
    """What the own organisation has opened, newest first, withdrawn ones included."""
    require(actor, Action.READ_SHARING)
    return list(Opening.objects.filter(owner_id=actor.own).select_related("receiver", "made_by").order_by("-since", "-pk"))


@transaction.atomic
def open_to(
    actor: Actor,
    subject: Subject,
    circle: Circle,
    receiver: Organisation | None = None,
    basis: str = "",
    until: date | None = None,
    since: date | None = None,
) -> Opening:
    """Open a subject of the own organisation to a circle, from a day (by default today) until a day (by default without end).

    Raises:
        WrongUse: the receiver may never see a landscape, or is no partnership in which the own organisation takes part; or the last day
            lies before the first.
    """
    require(actor, Action.WRITE_SHARING)
    first = since or timezone.localdate()
    if until is not None and until < first:
        raise WrongUse(Sentence("tenancy.ends-before-start"))
    if receiver is not None and receiver.kind not in LANDSCAPE_KINDS:
        raise WrongUse(Sentence("tenancy.not-for-suppliers", {"name": receiver.name}))
    if circle is Circle.PARTNERSHIP and (receiver is None or receiver not in partnerships_of(actor.own)):
        raise WrongUse(Sentence("tenancy.not-a-member", {"name": receiver.name if receiver else ""}))
    opening = Opening.objects.create(
        owner_id=actor.own,
        subject=subject,
        circle=circle,
        receiver=receiver,
        basis=basis,
        since=first,
        until=until,
        made_by_id=actor.user,
    )
    record(actor, "sharing.open", opening, owner=actor.organisation, subject=subject, circle=circle)
    return opening


@transaction.atomic
def withdraw(actor: Actor, opening: int) -> None:
    """Take an opening back, at once: what was made from it hides for others and for oneself where it holds others' rows."""
    require(actor, Action.WRITE_SHARING)
    found = Opening.objects.select_for_update().get(pk=opening, owner_id=actor.own)
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        record(actor, "sharing.withdraw", found, owner=actor.organisation, subject=found.subject)


def approve(actor: Actor, key: int) -> None:
    """Accept a draft organisation as what it says it is."""
    found = organisation(key)
    require(actor, Action.MANAGE_ORGANISATIONS, found)
    found.state = State.APPROVED
    found.save(update_fields=["state"])
    record(actor, "organisation.approve", found, owner=found.pk)


def drafts(actor: Actor) -> list[Organisation]:
    """The organisations that wait to be accepted, oldest first."""
    require(actor, Action.MANAGE_ORGANISATIONS)
    return list(Organisation.objects.filter(state=State.DRAFT).order_by("made_at", "pk"))
