"""The current rows of the own organisation, for counting."""

from typing import Any

from django.db.models import QuerySet

from wiel_web.landscapes.models import MODELS
from wiel_web.landscapes.store import current
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.roles import Action


def own_rows(actor: Actor, table: str) -> QuerySet[Any]:
    """The rows of a table that are of the own organisation; none where the actor may not read that table.

    Who opened what does not matter here, so nothing is asked about it.
    """
    allowed = may(actor, Action(MODELS[table].reading))
    return current(MODELS[table].objects.of(actor.own if allowed else None))
