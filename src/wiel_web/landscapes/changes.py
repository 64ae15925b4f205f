"""From what a delivery says to rows: what would change, taking it over, and taking it back."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wiel.errors import InputRefused
from wiel.findings import Findings
from wiel.intake.reimport import ChangeKind, ChangeSet, RowChange, choose, preview, read_delivery
from wiel.landscape import TABLES, Landscape
from wiel.texts import Sentence
from wiel_web.landscapes import store
from wiel_web.landscapes.indexing import settle
from wiel_web.landscapes.models import MODELS, Delivery
from wiel_web.landscapes.values import place_json, plain

# Rows that a preview keeps to show; its counts are of all of them.
MOST_KEPT = 5000


def change_set(delivery: Delivery, now: Landscape, member: str) -> tuple[ChangeSet, Findings]:
    """What the files of a delivery would change in a landscape, with the choices made so far, and every finding of reading them."""
    with tempfile.TemporaryDirectory(prefix="wiel-") as folder:
        paths = []
        for file in delivery.files.all():
            path = Path(folder) / Path(file.name).name
            path.write_bytes(bytes(file.content))
            paths.append(path)
        intake, scope = read_delivery(paths, now, member)
        found = preview(now, intake, scope)
    return choose(now, found, delivery.remove_missing, delivery.accept_unknown), intake.findings


def shown(changes: ChangeSet) -> list[dict[str, Any]]:
    """The differences as plain values, as many as a preview keeps; origins are not shown."""
    rows = [row for row in changes.rows if row.table != "origins"]
    return [_shown(row) for row in rows[:MOST_KEPT]]


def _shown(row: RowChange) -> dict[str, Any]:
    cells = [{"column": cell.column, "before": plain(cell.before), "after": plain(cell.after)} for cell in row.cells()]
    key = {"table": row.table, "kind": row.kind.value, "row": row.row_id, "name": row.row.get("name"), "waits": row.waits}
    return key | {"place": place_json(row.place), "cells": cells}


def carry_out(change: store.Change, changes: ChangeSet) -> int:
    """Make the changes in the rows of the owner: all of them, or none because a row changed meanwhile.

    A row that belongs to a partnership and is changed here, gets an own version beside the shared one.

    Raises:
        InputRefused: a row that should change or go is not the current one any more.
    """
    leaving: dict[str, list[RowChange]] = defaultdict(list)
    coming: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in changes.effective:
        if row.before is not None:
            leaving[row.table].append(row)
        if row.after is not None:
            coming[row.table].append(row.after)
    for table, rows in leaving.items():
        numbers = _numbers(change.owner, table, rows)
        if store.end(change, table, numbers) != len(numbers):
            raise InputRefused(Sentence("reimport.stale"))
    made = sum(store.add(change, table, rows) for table, rows in coming.items())
    return made + sum(row.kind is ChangeKind.REMOVED for row in changes.effective)


def _numbers(owner: int, table: str, rows: Iterable[RowChange]) -> list[int]:
    """The current versions of these rows at the owner; rows of a partnership have none."""
    keys = [store.row_key(TABLES[table], row.before or {}) for row in rows]
    found: dict[str, list[int]] = defaultdict(list)
    for start in range(0, len(keys), store.BATCH):
        own = store.current(MODELS[table].objects.of(owner)).filter(row_key__in=keys[start : start + store.BATCH])
        for key, number in own.order_by("number").values_list("row_key", "number"):
            found[key].append(number)
    return [found[key].pop(0) for key in keys if found[key]]


def take_back(change: store.Change, delivery: Delivery) -> int:
    """Undo a delivery: what it brought ends, what it ended comes back.

    Raises:
        InputRefused: a row that it brought was changed since.
    """
    undone = 0
    for name, model in MODELS.items():
        mine = model.objects.of(change.owner)
        brought = mine.filter(made_in=delivery)
        if brought.exclude(kept_until=None).exists():
            raise InputRefused(Sentence("landscapes.changed-since", {"name": delivery.label}))
        undone += brought.update(kept_until=change.moment, ended_in=None, changed_by=change.user)
        ended = mine.filter(ended_in=delivery).order_by("number")
        columns = [
            field.attname
            for field in model._meta.fields
            if field.attname not in ("number", "kept_since", "kept_until", "ended_in_id")
        ]
        back = [
            model(**dict(zip(columns, values, strict=True)), kept_since=change.moment) for values in ended.values_list(*columns)
        ]
        model.everything.bulk_create(back, batch_size=store.BATCH)
        settle(change.owner, name, change.moment)
        undone += len(back)
    return undone
