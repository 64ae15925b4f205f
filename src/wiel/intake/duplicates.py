"""Rows that share an identifier: the same thing told by several files becomes one row, anything else keeps both rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.rows import KEPT, KEY, LINE, SHARED, SOURCE, Places
from wiel.schema import Table

DUPLICATE = Rule("key.duplicate", Severity.ERROR)
_INDEX = "index__"
Row = dict[str, Any]


@dataclass
class _Thing:
    """One thing as one or more sources tell it: the row that stays, the sources, and the rows that say the same."""

    row: Row
    sources: set[int | None]
    others: list[Row]

    def takes(self, row: Row, columns: Iterable[str]) -> bool:
        """Whether a row of another source says nothing that contradicts this one."""
        if row[SOURCE] in self.sources:
            return False
        return all(row[c] is None or self.row[c] is None or row[c] == self.row[c] for c in columns)

    def take(self, row: Row, columns: Iterable[str]) -> None:
        """Learn from a row of another source what was still unknown."""
        self.row.update({c: row[c] for c in columns if self.row[c] is None})
        self.sources.add(row[SOURCE])
        self.others.append(row)

    def spoken(self) -> Iterator[Row]:
        """The row that stays and those that point to it."""
        yield self.row
        yield from (row | {"id": self.row["id"], KEPT: False} for row in self.others)


def told_apart(table: Table, frame: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, Findings]:
    """Make identifiers unique; `KEPT` marks the rows that stand for themselves.

    In the tables that all members share, rows of different files with one identifier become one row as long as they do not contradict
    one another; the others point to it by its identifier. In every other case both rows stay, the second as ``id#2`` with a finding.
    """
    frame = frame.with_row_index(_INDEX).with_columns(pl.col(_INDEX).cast(pl.Int64), pl.lit(True).alias(KEPT))
    twice = frame["id"].is_duplicated()
    if not twice.any():
        return frame.drop(_INDEX), Findings()
    taken = set(frame["id"].to_list())
    found: list[Finding] = []
    mended: list[Row] = []
    ordered = frame.filter(twice).sort("id", _INDEX).iter_rows(named=True)
    for _, rows in groupby(ordered, key=lambda row: row["id"]):
        things = _things(list(rows), [c for c in table.columns if c != "id"], table.name in SHARED)
        found.extend(_number(table, things, taken, places))
        mended.extend(row for thing in things for row in thing.spoken())
    whole = pl.concat([frame.filter(~twice), pl.DataFrame(mended, schema=frame.schema)]).sort(_INDEX)
    return whole.drop(_INDEX), Findings.of(found)


def _things(rows: list[Row], columns: list[str], shared: bool) -> list[_Thing]:
    things: list[_Thing] = []
    for row in rows:
        same = next((thing for thing in things if shared and thing.takes(row, columns)), None)
        if same is None:
            things.append(_Thing(dict(row), {row[SOURCE]}, []))
        else:
            same.take(row, columns)
    return things


def _number(table: Table, things: list[_Thing], taken: set[str], places: Places) -> Iterator[Finding]:
    """Number every thing after the first; a row whose key Wiel made itself is no fault of the file."""
    first = things[0].row
    for nth, thing in enumerate(things[1:], start=2):
        key, plain = thing.row[KEY], first["id"]
        while (new := f"{plain}#{nth}") in taken:
            nth += 1
        taken.add(new)
        thing.row["id"] = new
        if key is not None:
            place = places.of(thing.row[SOURCE], thing.row[LINE], "id")
            yield DUPLICATE.broken(place, table=table.named.nl, key=key, first=str(places.of(first[SOURCE], first[LINE])), new=new)
