"""May this actor do this to that? Every page, API operation and command asks here."""

from typing import Any

from django.core.exceptions import PermissionDenied

from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.readable import readable_owners
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.scoping import Scoped

_READING = frozenset(action for action in Action if action.value.endswith(".read"))


def may(actor: Actor, action: Action, thing: Any = None) -> bool:
    """May the actor do this, with this thing?

    `thing` is a row of an organisation, an organisation, or None for "at all, at the own organisation". Reading also reaches what others
    opened; anything else needs the thing to be of the own organisation. Only who manages organisations reaches other ones.
    """
    if action not in actor.actions:
        return False
    if thing is None:
        return True
    owner = thing.owner_id if isinstance(thing, Scoped) else thing.pk
    if action is Action.MANAGE_ORGANISATIONS or owner == actor.organisation:
        return True
    return action in _READING and isinstance(thing, Scoped) and owner in readable_owners(actor, thing.subject)


def require(actor: Actor, action: Action, thing: Any = None) -> None:
    """Refuse what `may` does not allow."""
    if not may(actor, action, thing):
        raise PermissionDenied(action.value)
