"""Reads the cells of all lists for one table, those that are written alike together: many small lists cost no more than one long one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

import polars as pl

from wiel.errors import Place
from wiel.findings import Finding, Findings
from wiel.intake.rows import Source
from wiel.schema import Kind, RawTable, Table, typed
from wiel.schema.rows import UNKNOWN_COLUMN

Numbered = tuple[int, Source]


def values(table: Table, sources: Iterable[Numbered]) -> tuple[dict[int, pl.DataFrame], Findings]:
    """Per source (by number) its rows with values, and what could not be read, in the order of source and line."""
    frames: dict[int, pl.DataFrame] = {}
    found: list[tuple[int, int, Finding]] = []
    listed = list(sources)
    frames.update({index: source.values for index, source in listed if source.values is not None})
    in_words = sorted(((i, s) for i, s in listed if s.values is None), key=lambda numbered: (_notation(numbered[1]), numbered[0]))
    for _, group in groupby(in_words, key=lambda numbered: _notation(numbered[1])):
        read, faults = _together(table, list(group))
        frames.update(read)
        found.extend(faults)
    for index, source in in_words:
        found.extend((index, 0, UNKNOWN_COLUMN.broken(source.place(None, header))) for header in source.raw.unused)
    return frames, Findings.of(finding for _, _, finding in sorted(found, key=lambda entry: entry[:2]))


def _notation(source: Source) -> str:
    return repr((source.raw.notation, sorted(source.raw.separators.items())))


def _together(table: Table, group: list[Numbered]) -> tuple[dict[int, pl.DataFrame], list[tuple[int, int, Finding]]]:
    """Read lists that are written alike as one list; only dates are read per list, as each may be written in its own way."""
    days = [name for name, column in table.columns.items() if column.kind is Kind.DAY]
    cells = [_filled(source.raw, [name for name in table.columns if name not in days]) for _, source in group]
    height = sum(source.height for _, source in group)
    numbers = pl.Series(range(height), dtype=pl.Int64)
    first = group[0][1].raw
    whole = RawTable(
        table.name, pl.concat(cells, how="diagonal"), numbers, "", notation=first.notation, separators=first.separators
    )
    frame, faults = typed(whole, table)
    where = [(index, line) for index, source in group for line in source.raw.rows.to_list()]
    sources = dict(group)
    found = list(_placed(faults, where, sources))
    frames, start = {}, 0
    for index, source in group:
        part = frame.slice(start, source.height)
        start += source.height
        own = [name for name in days if name in source.raw.cells.columns]
        if own:
            dated, faults = typed(replace(source.raw, cells=source.raw.cells.select(own), unused=()), table)
            part = part.with_columns(dated.select(own))
            found.extend((index, finding.place.row or 0, finding) for finding in faults)
        frames[index] = part
    return frames, found


def _filled(raw: RawTable, columns: list[str]) -> pl.DataFrame:
    """The columns in which anything stands, beside a number per row: templates have many columns that nobody fills."""
    rows = pl.Series("row__", raw.rows, dtype=pl.Int64)
    there = [raw.cells[name] for name in columns if name in raw.cells.columns]
    return pl.DataFrame([rows, *(cells for cells in there if not (cells.is_null() | (cells == "")).all())])


def _placed(faults: Findings, where: list[tuple[int, int]], sources: Mapping[int, Source]) -> Iterator[tuple[int, int, Finding]]:
    """Findings in the joint list, at their place in the list of their own."""
    for finding in faults:
        index, line = where[finding.place.row or 0]
        place: Place = sources[index].place(line, finding.place.column)
        yield index, line, replace(finding, place=place)
