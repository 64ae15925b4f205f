"""The log of what people did and looked at."""

from typing import Any

from wiel_web.frame.observe import REQUEST
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import AuditEntry
from wiel_web.tenancy.scoping import Scoped

DONE, REFUSED, FAILED = "done", "refused", "failed"


def record(actor: Actor, action: str, thing: Any = None, *, outcome: str = DONE, address: str = "", **detail: Any) -> None:
    """Write one entry: who, for which organisation, did what to which thing of whom, with what outcome; and with which access key."""
    owner = thing.owner_id if isinstance(thing, Scoped) else detail.pop("owner", None)
    AuditEntry.objects.create(
        user=actor.user,
        user_name=actor.user_name,
        organisation=actor.organisation,
        owner=owner,
        action=action,
        thing=_named(thing),
        outcome=outcome,
        address=address,
        request=REQUEST.get(),
        detail=detail if actor.key is None else detail | {"access_key": actor.key},
    )


def _named(thing: Any) -> str:
    """The kind and key of a row, or a text as it is."""
    if thing is None or isinstance(thing, str):
        return thing or ""
    return f"{thing._meta.label_lower}:{thing.pk}"
