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
        action=_legible(action),
        thing=_legible(_named(thing)),
        outcome=outcome,
        address=address,
        request=REQUEST.get(),
        detail=_legible(detail if actor.key is None else detail | {"access_key": actor.key}),
    )


def _named(thing: Any) -> str:
    """The kind and key of a row, or a text as it is."""
    if thing is None or isinstance(thing, str):
        return thing or ""
    return f"{thing._meta.label_lower}:{thing.pk}"


def _legible(value: Any) -> Any:
    """A value as a database can keep it: PostgreSQL has no NUL in a text, so its sign stands there."""
    if isinstance(value, str):
        return value.replace("\0", "\u2400")
    if isinstance(value, dict):
        return {key: _legible(part) for key, part in value.items()}
    return [_legible(part) for part in value] if isinstance(value, list) else value
