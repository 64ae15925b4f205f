"""Makes chosen changes in a landscape."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from wiel.errors import InputRefused
from wiel.intake.reimport.change_set import ChangeKind, ChangeSet, RowChange
from wiel.intake.reimport.scope import GOES_WITH
from wiel.landscape import TABLES, Landscape
from wiel.landscape.digest import canonical_rows
from wiel.schema import Table
from wiel.texts import Sentence


def choose(current: Landscape, change_set: ChangeSet, remove_missing: bool = False, accept_unknown: bool = False) -> ChangeSet:
    """The same change set with the choices of a person in it.

    Args:
        current: the landscape that the change set is about.
        change_set: as `preview` gives it.
        remove_missing: rows that the delivery no longer has, go; with an application go its uses and functions where the delivery has
            no list of those. A row to which others still refer, stays.
        accept_unknown: rows that wait are taken over as they were read: what could not be read is unknown.
    """
    rows = tuple(replace(row, waits=None) if accept_unknown else row for row in change_set.rows)
    if not remove_missing:
        return replace(change_set, rows=rows)
    missing = [row for row in rows if row.kind is ChangeKind.MISSING]
    stay = [row for row in rows if row.kind is not ChangeKind.MISSING]
    held: set[str] = set()
    while True:
        removed = [replace(row, kind=ChangeKind.REMOVED) for row in missing if row.row.get("id") not in held]
        kept = [row for row in missing if row.row.get("id") in held]
        trial = replace(change_set, rows=(*stay, *removed, *_along(current, removed, change_set), *kept))
        needed = _referred(apply(current, trial)) & {str(row.row.get("id")) for row in removed}
        if not needed:
            return trial
        held |= needed


def _along(current: Landscape, removed: Sequence[RowChange], change_set: ChangeSet) -> Iterator[RowChange]:
    """The rows that are part of what goes, where the delivery has no list of its own for them."""
    gone: dict[str, set[str]] = defaultdict(set)
    for row in removed:
        if "id" in row.row:
            gone[row.table].add(str(row.row["id"]))
    for table, (column, parent) in GOES_WITH.items():
        if table not in change_set.lists and gone[parent]:
            parts = current[table].filter(pl.col(column).is_in(sorted(gone[parent])))
            yield from (RowChange(table, ChangeKind.REMOVED, row, None) for row in parts.to_dicts())


def _referred(landscape: Landscape) -> set[str]:
    """Every identifier that some row names."""
    named = [landscape[name][column] for name, table in TABLES.items() for column in table.links()]
    loose = [landscape["dependencies"][column] for column in ("dependent", "needs")]
    return set(pl.concat([*named, *loose]).drop_nulls().unique().to_list())


def apply(current: Landscape, change_set: ChangeSet) -> Landscape:
    """The landscape after a change set. What waits and what is missing stays as it is; rows that do not change keep their place.

    Raises:
        InputRefused: a row that should change or go is not in the landscape as the change set knows it: the landscape has changed
            since.
    """
    if current.as_of != change_set.as_of[0]:
        raise InputRefused(Sentence("reimport.stale"))
    per_table: dict[str, list[RowChange]] = defaultdict(list)
    for row in change_set.effective:
        per_table[row.table].append(row)
    tables: dict[str, pl.DataFrame] = dict(current.tables)
    for name, changes in per_table.items():
        tables[name] = _changed(TABLES[name], current[name], changes)
    return Landscape.of(change_set.as_of[1], tables)


def _changed(table: Table, frame: pl.DataFrame, changes: Sequence[RowChange]) -> pl.DataFrame:
    leaving = [change for change in changes if change.before is not None]
    coming = [change.after for change in changes if change.before is None and change.after is not None]
    instead: dict[str, list[Mapping[str, Any] | None]] = defaultdict(list)
    if leaving:
        texts = canonical_rows(rows_frame(table, [change.before for change in leaving if change.before is not None]))
        for text, change in zip(texts.to_list(), leaving, strict=True):
            instead[text].append(change.after)
    kept, replaced = [], []
    for index, text in enumerate(canonical_rows(frame).to_list() if leaving else ()):
        if instead.get(text):
            after = instead[text].pop(0)
            replaced.extend([] if after is None else [(index, after)])
        else:
            kept.append(index)
    if any(instead.values()):
        raise InputRefused(Sentence("reimport.stale"))
    stay = frame.with_row_index("at__") if not leaving else frame.with_row_index("at__").filter(pl.col("at__").is_in(kept))
    new = rows_frame(table, [after for _, after in replaced])
    new = new.with_columns(pl.Series("at__", [index for index, _ in replaced], dtype=pl.UInt32))
    whole = pl.concat([stay, new.select(stay.columns)]).sort("at__", maintain_order=True).drop("at__")
    return pl.concat([whole, rows_frame(table, coming)])


def rows_frame(table: Table, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of the table."""
    columns = {name: [row[name] for row in rows] for name in table.columns}
    return pl.DataFrame([pl.Series(name, columns[name], dtype=column.dtype) for name, column in table.columns.items()])
