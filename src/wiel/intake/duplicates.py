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
_INDEX, _NTH, _NEW = "index__", "nth__", "new__"
_FIRST_SOURCE, _FIRST_LINE = "first_source__", "first_line__"
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
        yield from (row | {KEPT: False} for row in self.others)


def told_apart(table: Table, frame: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, Findings]:
    """Make identifiers unique; `KEPT` marks the rows that stand for themselves.

    In the tables that all members share, rows of different files with one identifier become one row as long as they do not contradict
    one another; the others point to it by its identifier. In every other case both rows stay, the second as ``id#2`` with a finding.
    """
    frame = frame.with_row_index(_INDEX).with_columns(pl.col(_INDEX).cast(pl.Int64), pl.lit(True).alias(KEPT))
    twice = frame["id"].is_duplicated()
    if not twice.any():
        return frame.drop(_INDEX), Findings()
    double = frame.filter(twice)
    if table.name in SHARED:
        double = _merged(double, [c for c in table.columns if c != "id"])
    else:
        double = double.with_columns(pl.int_range(pl.len()).over("id").alias(_NTH))
    double, findings = _numbered(table, double, set(frame["id"].to_list()), places)
    return pl.concat([frame.filter(~twice), double.select(frame.columns)]).sort(_INDEX).drop(_INDEX), findings


def _merged(double: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Rows with one identifier as things: `_NTH` numbers the things under each identifier."""
    rows: list[Row] = []
    for _, group in groupby(double.sort("id", _INDEX).iter_rows(named=True), key=lambda row: row["id"]):
        things: list[_Thing] = []
        for row in group:
            same = next((thing for thing in things if thing.takes(row, columns)), None)
            if same is None:
                things.append(_Thing(dict(row), {row[SOURCE]}, []))
            else:
                same.take(row, columns)
        rows.extend(row | {_NTH: nth} for nth, thing in enumerate(things) for row in thing.spoken())
    return pl.DataFrame(rows, schema=dict(double.schema) | {_NTH: pl.Int64})


def _numbered(table: Table, double: pl.DataFrame, taken: set[str], places: Places) -> tuple[pl.DataFrame, Findings]:
    """Number every thing after the first; a row whose key Wiel made itself is no fault of the file."""
    first = double.filter(pl.col(_NTH) == 0, pl.col(KEPT)).select(
        "id", pl.col(SOURCE).alias(_FIRST_SOURCE), pl.col(LINE).alias(_FIRST_LINE)
    )
    others = double.filter(pl.col(_NTH) > 0, pl.col(KEPT)).sort(_INDEX).join(first, on="id", maintain_order="left")
    found: list[Finding] = []
    named: list[str] = []
    for plain, nth, key, source, line, first_source, first_line in others.select(
        "id", _NTH, KEY, SOURCE, LINE, _FIRST_SOURCE, _FIRST_LINE
    ).iter_rows():
        number = nth + 1
        while (new := f"{plain}#{number}") in taken:
            number += 1
        taken.add(new)
        named.append(new)
        if key is not None:
            place, before = places.of(source, line, "id"), str(places.of(first_source, first_line))
            found.append(DUPLICATE.broken(place, table=table.named.nl, key=key, first=before, new=new))
    names = others.select("id", _NTH, pl.Series(_NEW, named, dtype=pl.String))
    renamed = double.join(names, on=["id", _NTH], how="left", maintain_order="left")
    return renamed.with_columns(pl.coalesce(_NEW, "id").alias("id")), Findings.of(found)
