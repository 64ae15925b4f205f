"""Openings and entries of the log as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import AuditEntry, Circle, Opening, Organisation
from wiel_web.tenancy.roles import Action, Kind
from wiel_web.tenancy.service import members_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. Of people of other organisations one reads the organisation only."""

    at: datetime
    who: str
    action: str
    thing: str
    outcome: str


def reached(opening: Opening) -> int:
    """How many organisations beside the owner an opening reaches today."""
    if opening.circle == Circle.MUNICIPALITIES:
        return Organisation.objects.filter(kind__in=[Kind.MUNICIPALITY, Kind.PARTNERSHIP]).exclude(pk=opening.owner_id).count()
    if opening.circle == Circle.PARTNERSHIP and opening.receiver_id is not None:
        return len({member.pk for member in members_of(opening.receiver_id)} - {opening.owner_id})
    return 1


def logged(actor: Actor) -> QuerySet[AuditEntry]:
    """What people of the own organisation did, and what others did with what is of the own organisation; newest first."""
    require(actor, Action.READ_LOG)
    return AuditEntry.objects.filter(Q(organisation=actor.own) | Q(owner=actor.own))


def entries(actor: Actor, page: list[AuditEntry]) -> list[Entry]:
    """The lines of one page."""
    others = {entry.organisation for entry in page if entry.organisation is not None} - {actor.own}
    names = dict(Organisation.objects.filter(pk__in=others).values_list("pk", "name"))
    return [_entry(actor, entry, names) for entry in page]


def _entry(actor: Actor, entry: AuditEntry, names: dict[int, str]) -> Entry:
    own = entry.organisation == actor.own
    who = entry.user_name if own else names.get(entry.organisation or 0, "")
    # The address of a page of another organisation may name things of theirs.
    thing = entry.thing if own or entry.owner == actor.own else ""
    return Entry(entry.at, who or say("tenancy.nobody", language()), entry.action, thing, entry.outcome)
