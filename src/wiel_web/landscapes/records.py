"""One row by hand: its versions, changing it, confirming it. Whoever saves after somebody else is told so, and nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wiel.errors import WrongUse
from wiel.landscape import OWNER
from wiel.schema import Column, Kind, Table
from wiel.texts import Sentence, say
from wiel_web.landscapes import store
from wiel_web.landscapes.factory import Row, field_name
from wiel_web.landscapes.models import MODELS
from wiel_web.landscapes.seeing import seen
from wiel_web.landscapes.showing import Names, linked_names, told
from wiel_web.landscapes.telling import Cell
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.roles import ALLOWED, Action

WHOLE = "alles"
# Confirmations are given with a button; where a row came from, Wiel keeps itself.
BY_ITSELF = ("attestations", "origins")


class Overtaken(WrongUse):
    """Somebody else changed the row first."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a row: from when until when, by whom, from which delivery, and what it changed."""

    number: int
    since: datetime
    until: datetime | None
    who: str
    delivery: int | None
    label: str
    by_hand: bool
    first: bool
    cells: tuple[Cell, ...]


def changeable(actor: Actor, row: Row) -> list[Column]:
    """The columns that the actor may change by hand: neither the key, on which links rest, nor whose the row is."""
    table = row.declared
    fixed = {*table.key, OWNER.get(table.name)}
    return [] if table.name in BY_ITSELF else [table.columns[name] for name in seen(actor, row) if name not in fixed]


def values_of(row: Row) -> dict[str, Any]:
    """The values of a row by column."""
    return {name: getattr(row, field_name(name)) for name in row.declared.columns}


def current_of(actor: Actor, row: Row) -> Row | None:
    """The version of a row that holds now; None where it is gone."""
    if row.kept_until is None:
        return row
    model = MODELS[row.declared.name]
    return (
        store.current(model.objects.visible_to(actor))
        .filter(owner_id=row.owner_id, row_key=row.row_key)
        .order_by("-number")
        .first()
    )


def edit(actor: Actor, row: Row, changes: Mapping[str, Any]) -> Row:
    """Put a new version in the place of exactly the one that the person saw, and give it.

    Raises:
        Overtaken: that version no longer holds; nothing was changed.
    """
    require(actor, Action.WRITE_LANDSCAPE, row)
    table, change = row.declared, store.Change(actor.own, actor.user, timezone.now())
    with transaction.atomic():
        if store.end(change, table.name, [row.number]) == 0:
            raise Overtaken(Sentence("landscapes.overtaken"))
        store.add(change, table.name, [values_of(row) | dict(changes)])
        made = store.current(MODELS[table.name].objects.of(actor.own)).filter(row_key=row.row_key).latest("number")
        record(actor, "row.edit", made, before=row.number, columns=sorted(changes))
    return made


def confirm(actor: Actor, row: Row) -> None:
    """Say that a row is right, today, in the role that the person has; it takes the place of what was said of it before.

    Raises:
        Overtaken: the person saw a version that no longer holds.
    """
    require(actor, Action.CONFIRM_LANDSCAPE, row)
    model, change = MODELS["attestations"], store.Change(actor.own, actor.user, timezone.now())
    about = {"table": row.declared.name, "row_id": row.row_key, "column": WHOLE}
    with transaction.atomic():
        rows = MODELS[row.declared.name].objects.of(actor.own).select_for_update()
        if not rows.filter(number=row.number, kept_until=None).exists():
            raise Overtaken(Sentence("landscapes.overtaken"))
        before = store.current(model.objects.of(actor.own)).filter(**about).values_list("number", flat=True)
        store.end(change, "attestations", list(before))
        store.add(change, "attestations", [about | {"role": _role(actor), "on": timezone.localdate()}])
        record(actor, "row.confirm", row)


def _role(actor: Actor) -> str:
    """The word of the role in which somebody confirms; the landscape holds Dutch words and no names."""
    first = next(role for role in ALLOWED[Action.CONFIRM_LANDSCAPE] if role in actor.roles)
    return say(f"tenancy.role.{first}", "nl")


def confirmation(actor: Actor, row: Row) -> Row | None:
    """The latest confirmation of a row as a whole."""
    rows: QuerySet[Any] = store.current(MODELS["attestations"].objects.visible_to(actor))
    about = {"owner_id": row.owner_id, "table": row.declared.name, "row_id": row.row_key, "column": WHOLE}
    found: Row | None = rows.filter(**about).exclude(on=None).order_by("-on").first()
    return found


def history(actor: Actor, row: Row) -> list[Version]:
    """The versions of a row, newest first. Of rows of others one reads which organisation changed them, never which person."""
    model = MODELS[row.declared.name]
    rows = model.objects.visible_to(actor).filter(owner_id=row.owner_id, row_key=row.row_key)
    versions = list(rows.select_related("owner", "changed_by", "made_in").order_by("kept_since", "number"))
    names = linked_names(actor, row.declared, versions)
    pairs = zip([None, *versions], versions, strict=False)
    return [_version(actor, before, version, names) for before, version in pairs][::-1]


def _version(actor: Actor, before: Row | None, row: Row, names: Names) -> Version:
    own = row.owner_id == actor.organisation
    person = str(row.changed_by) if own and row.changed_by else ""
    delivery = row.made_in if own else None
    return Version(
        number=row.number,
        since=row.kept_since,
        until=row.kept_until,
        who=person or row.owner.name,
        delivery=delivery.pk if delivery else None,
        label=delivery.label if delivery else "",
        by_hand=row.made_in_id is None,
        first=before is None,
        cells=() if before is None else tuple(changed_cells(actor, row.declared, before, row, names)),
    )


def changed_cells(actor: Actor, table: Table, before: Row, after: Row, names: Names) -> list[Cell]:
    """What differs between two versions, as far as the actor may see it."""
    old, new = values_of(before), values_of(after)
    return [
        Cell(name, told(table.columns[name], old[name], names), told(table.columns[name], new[name], names))
        for name in seen(actor, after)
        if not _equal(table.columns[name], old[name], new[name])
    ]


def _equal(column: Column, one: Any, other: Any) -> bool:
    return list(one or ()) == list(other or ()) and (one is None) == (other is None) if column.kind is Kind.MANY else one == other
