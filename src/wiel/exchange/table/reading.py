"""Reads CSV and XLSX."""

from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from wiel.exchange.delimited import decoded, delimited_rows
from wiel.exchange.files import fingerprint, read_bytes, refused
from wiel.exchange.grid import Grid, grid
from wiel.exchange.headers import best_table, matched, plain, table_named
from wiel.exchange.limits import first
from wiel.exchange.sheets import OLD_OFFICE, open_book
from wiel.exchange.table.delivery import Excluded, Part, TableDelivery
from wiel.exchange.table.mapping import Exclusion, Mapping, TableMapping
from wiel.exchange.table.shaping import shaped
from wiel.findings import Findings, Place, Rule, Severity
from wiel.schema import Notation

ENCODING = Rule("csv.encoding", Severity.INFO)
LOOSE_QUOTE = Rule("csv.loose-quote", Severity.WARNING)
SPREADSHEETS = (b"PK", OLD_OFFICE)


@dataclass(frozen=True)
class _Source:
    """A file that is open: its sheets (one without a name for CSV) and the rows of each."""

    file: str
    digest: str
    sheets: tuple[str | None, ...]
    rows: MappingType[str | None, Sequence[Sequence[Any]]]
    findings: Findings

    def sheet(self, name: str | None) -> str | None:
        """The sheet with this name (capitals and blanks aside), or the first."""
        if name is None or self.sheets == (None,):
            return self.sheets[0]
        found = [sheet for sheet in self.sheets if sheet is not None and plain(sheet) == plain(name)]
        if not found:
            raise refused("sheet.missing", self.file, sheet=name, sheets=[str(sheet) for sheet in self.sheets])
        return found[0]


def read(path: Path | str, mapping: Mapping | None = None) -> tuple[TableDelivery, Findings]:
    """What stands in this CSV or XLSX file? Without a mapping, headers are matched to the tables of the landscape.

    Every row that is not wholly empty is in the delivery: kept, or excluded with the reason that the mapping gives.

    Args:
        path: the file; its first bytes, not its name, say what it is.
        mapping: which tables it brings, see `load_mapping`.

    Raises:
        InputRefused: the file cannot be read as a whole, the mapping names a header or sheet that is not there, or no table fits.
    """
    path = Path(path)
    source = _open(path, mapping)
    grids: dict[tuple[str | None, int, int], Grid] = {}
    findings = list(source.findings)
    for table in mapping.tables if mapping else (TableMapping(""),):
        where = _where(source, table)
        if where not in grids:
            grids[where], found = grid(source.rows[where[0]], where[1], source.file, where[0], header_rows=where[2])
            findings.extend(found)
    if mapping is None:
        mapping = Mapping((_from_headers(next(iter(grids.values())), path),))
    parts = []
    for where, cells in grids.items():
        tables = [table for table in mapping.tables if _where(source, table) == where]
        named = [_resolved(table, cells, mapping.file) for table in tables]
        unused = _unused(cells, named)
        for i, table in enumerate(named):
            part, told = _part(table, cells, unused if i == 0 else ())
            parts.append((mapping.tables.index(tables[i]), part))
            findings.extend(told)
    ordered = tuple(part for _, part in sorted(parts, key=lambda pair: pair[0]))
    return TableDelivery(source.file, source.digest, ordered), Findings.of(findings)


def _where(source: _Source, table: TableMapping) -> tuple[str | None, int, int]:
    """The sheet, the first row of the header and how many rows it takes."""
    return source.sheet(table.sheet), table.header_row, table.header_rows


def _open(path: Path, mapping: Mapping | None) -> _Source:
    data = read_bytes(path)
    if data.startswith(SPREADSHEETS):
        book = open_book(path)
        wanted = {plain(table.sheet) for table in mapping.tables if table.sheet} if mapping else set()
        names = [name for name in book.names if plain(name) in wanted or name == book.names[0]]
        return _Source(book.file, book.digest, book.names, {name: book.rows(name) for name in names}, Findings())
    text, encoding = decoded(data, path.name)
    headers = [header for table in mapping.tables for header in table.columns.values()] if mapping else []
    rows, loose = delimited_rows(text, path.name, headers)
    found = first((LOOSE_QUOTE.broken(Place(path.name, row=row)) for row in loose), Place(path.name))
    if encoding == "cp1252":
        found.append(ENCODING.broken(Place(path.name)))
    return _Source(path.name, fingerprint(data), (None,), {None: rows}, Findings.of(found))


def _from_headers(cells: Grid, path: Path) -> TableMapping:
    """The mapping that the headers speak of by themselves; the name of sheet or file decides where it names a table."""
    table = (table_named(cells.sheet) if cells.sheet else None) or table_named(path.stem) or best_table(cells.headers)
    columns = matched(cells.headers, table) if table else {}
    if table is None or not columns:
        raise refused("mapping.needed", cells.file, cells.sheet, headers=cells.headers[:12])
    return TableMapping(table.name, columns)


def _resolved(table: TableMapping, cells: Grid, file: str | None) -> TableMapping:
    """The mapping with headers as they stand in the file, capitals and blanks aside; every one of them must be there."""
    there = {plain(header): header for header in reversed(cells.headers)} | {header: header for header in cells.headers}

    def header(name: str) -> str:
        """The header in the file that the mapping means."""
        found = there.get(" ".join(name.split())) or there.get(plain(name))
        if found is None:
            raise refused("mapping.no-such-header", cells.file, cells.sheet, text=name, mapping=file, headers=cells.headers[:20])
        return found

    return replace(
        table,
        columns={column: header(name) for column, name in table.columns.items()},
        exclude=tuple(replace(rule, column=header(rule.column)) for rule in table.exclude),
        member_column=None if table.member_column is None else header(table.member_column),
    )


def _unused(cells: Grid, tables: Sequence[TableMapping]) -> tuple[str, ...]:
    """Headers that no table of the mapping takes and none leaves out on purpose."""
    used = {plain(name) for table in tables for name in table.ignore}
    for table in tables:
        used |= {plain(name) for name in (*table.columns.values(), *(rule.column for rule in table.exclude))}
        used |= {plain(table.member_column)} if table.member_column else set()
    return tuple(header for header in cells.headers if plain(header) not in used)


def _part(table: TableMapping, cells: Grid, unused: Sequence[str]) -> tuple[Part, Findings]:
    usual = Notation()
    notation = Notation(decimal=table.decimal, dates=table.dates or usual.dates)
    keep = pl.repeat(True, len(cells.rows), eager=True)
    rows = pl.Series("row", cells.rows, dtype=pl.Int64)
    excluded = []
    for rule in table.exclude:
        # A row that several rules exclude counts for the first, so that the counts add up.
        out = keep & _meets(rule, cells.text(rule.column, notation).str.strip_chars())
        excluded.append(Excluded(table.table, rule.reason, rule.column, tuple(rows.filter(out).to_list())))
        keep = keep & ~out
    raw = replace(cells.raw(table.table, table.columns, notation, unused, keep), separators=dict(table.split))
    members = None if table.member_column is None else cells.text(table.member_column, notation).filter(keep)
    raw, members, found = shaped(raw, table, members)
    return Part(raw, table, members, tuple(excluded), len(cells.rows)), found


def _meets(rule: Exclusion, text: pl.Series) -> pl.Series:
    if rule.equals is not None:
        met = text == rule.equals
    elif rule.matches is not None:
        met = text.str.contains(rule.matches)
    else:
        met = text.is_in(list(rule.among))
    return met.fill_null(False)
