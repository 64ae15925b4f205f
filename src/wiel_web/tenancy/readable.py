"""Whose rows may somebody read? The one place that answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.roles import LANDSCAPE_KINDS

_kept: ContextVar[dict[tuple[int, str, date], frozenset[int]] | None] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Find each answer once meanwhile: for requests that only look. What changes openings or memberships must not run within."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def readable_owners(actor: Actor, subject: str, day: date | None = None) -> frozenset[int]:
    """The organisations whose rows of a subject the actor may read on a day: the own one, and those that opened it to the actor.

    An opening counts while it runs and is not withdrawn. One to a partnership counts for the partnership and for its members, as long as
    both sides take part. Suppliers read nothing of others. On PostgreSQL the function ``tenancy_readable`` gives the same answer.
    """
    if actor.organisation is None:
        return frozenset()
    if subject == "own" or actor.kind not in LANDSCAPE_KINDS:
        return frozenset({actor.organisation})
    asked = (actor.organisation, str(subject), day or timezone.localdate())
    kept = _kept.get()
    if kept is not None and asked in kept:
        return kept[asked]
    found = opened_to(*asked) | {actor.organisation}
    if kept is not None:
        kept[asked] = found
    return found


def opened_to(organisation: int, subject: str, day: date) -> frozenset[int]:
    """Who opened a subject to an organisation, on a day."""
    running = Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))
    takes_part = apps.get_model("tenancy", "Membership").objects.filter(running).values_list("partnership_id", "member_id")
    members = {(partnership, member) for partnership, member in takes_part}
    mine = {partnership for partnership, member in members if member == organisation} | {organisation}
    openings = apps.get_model("tenancy", "Opening").objects.filter(running, subject=subject, withdrawn_at=None)
    direct = openings.filter(Q(circle="municipalities") | Q(circle="organisation", receiver_id=organisation))
    shared = openings.filter(circle="partnership", receiver_id__in=mine).values_list("owner_id", "receiver_id")
    through = {owner for owner, partnership in shared if (partnership, owner) in members}
    return frozenset(direct.values_list("owner_id", flat=True)) | through
