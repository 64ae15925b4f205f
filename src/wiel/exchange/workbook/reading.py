"""Reads a filled workbook back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from wiel.exchange.files import refused
from wiel.exchange.grid import grid, is_empty
from wiel.exchange.headers import matched, plain, table_named
from wiel.exchange.sheets import Row, open_book
from wiel.exchange.workbook.cells import CONTINUED, NOTATION
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.schema import Delivery, RawTable, Table
from wiel.texts import LANGUAGES, say

UNKNOWN_SHEET = Rule("workbook.unknown-sheet", Severity.WARNING)
EMPTY_SHEET = Rule("workbook.empty-sheet", Severity.INFO)
NO_KNOWN_HEADERS = Rule("workbook.no-known-headers", Severity.ERROR)
NO_DATE = Rule("workbook.no-date", Severity.WARNING)
LOST_PIECE = Rule("workbook.lost-piece", Severity.ERROR)
DAY_MONTH_YEAR = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\s*$")
PIECE_START = 1


@dataclass(frozen=True)
class WorkbookDelivery:
    """A filled workbook: its tables as text, and the date on the first sheet (None where it is not filled)."""

    delivery: Delivery
    as_of: date | None


def read(path: Path | str) -> tuple[WorkbookDelivery, Findings]:
    """What stands in this filled workbook? Sheets may stand in any order and may be missing; headers may be Dutch, English or code.

    Cells are text in the notation of `wiel.exchange.workbook.cells`; `wiel.schema.typed` gives the values. A sheet that is no table
    of the landscape is a finding; so are a missing date and the rest of a long text that is gone.

    Raises:
        InputRefused: the file cannot be read as a whole, or no sheet is a table of the landscape.
    """
    book = open_book(path)
    sheets = {name: book.rows(name) for name in book.names}
    explanation = _special(sheets, "workbook.sheet-explanation")
    continuation = _special(sheets, "workbook.sheet-continuation")
    as_of = _as_of(sheets.get(explanation or "", []))
    findings = [] if as_of else [NO_DATE.broken(Place(book.file, explanation))]
    pieces = _pieces(sheets.get(continuation or "", []))
    tables: list[RawTable] = []
    for name, rows in sheets.items():
        table = table_named(name)
        if name in (explanation, continuation):
            continue
        if table is None:
            findings.append(UNKNOWN_SHEET.broken(Place(book.file, name)))
        elif all(is_empty(row) for row in rows):
            findings.append(EMPTY_SHEET.broken(Place(book.file, name)))
        else:
            raw, found = _table(rows, table, book.file, name, pieces)
            findings.extend(found)
            tables += [raw] if raw else []
    if not any(table_named(name) for name in sheets):
        raise refused("workbook.no-tables", book.file, sheets=book.names[:12])
    return WorkbookDelivery(Delivery(book.file, book.digest, tuple(tables)), as_of), Findings.of(findings)


def _special(sheets: Mapping[str, Sequence[Row]], key: str) -> str | None:
    """The sheet that is no table but has this purpose, in whichever language."""
    names = {plain(say(key, language)) for language in LANGUAGES}
    return next((name for name in sheets if plain(name) in names), None)


def _as_of(rows: Sequence[Row]) -> date | None:
    """The date beside its label."""
    labels = {plain(say("workbook.as-of", language)) for language in LANGUAGES}
    for row in rows:
        if len(row) > 1 and isinstance(row[0], str) and plain(row[0]) in labels:
            return _day(row[1])
    return None


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    try:
        if parts := DAY_MONTH_YEAR.match(text):
            day, month, year = map(int, parts.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def _pieces(rows: Sequence[Row]) -> dict[int, str]:
    """Number of a long text → all that comes after its first piece."""
    texts: dict[int, str] = {}
    for row in rows[PIECE_START:]:
        if len(row) > 1 and isinstance(row[0], int | float):
            texts[int(row[0])] = texts.get(int(row[0]), "") + str(row[1])
    return texts


def _table(
    rows: Sequence[Row], table: Table, file: str, sheet: str, pieces: Mapping[int, str]
) -> tuple[RawTable | None, list[Finding]]:
    cells, found = grid(rows, 1, file, sheet)
    columns = matched(cells.headers, table)
    if not columns:
        return None, [*found, NO_KNOWN_HEADERS.broken(Place(file, sheet, 1))]
    unused = [header for header in cells.headers if header not in columns.values()]
    raw = cells.raw(table.name, columns, NOTATION, unused)
    whole, lost = _joined(raw, pieces)
    return replace(raw, cells=whole), [*found, *lost]


def _joined(raw: RawTable, pieces: Mapping[int, str]) -> tuple[pl.DataFrame, list[Finding]]:
    """Long texts put together again."""
    cells, lost = raw.cells, []
    for name in cells.columns:
        continued = cells[name].str.contains(CONTINUED.pattern).fill_null(False).arg_true().to_list()
        if not continued:
            continue
        texts = cells[name].to_list()
        for index in continued:
            match = CONTINUED.search(texts[index])
            rest = pieces.get(int(match.group(1))) if match else None
            if match is None or rest is None:
                lost.append(LOST_PIECE.broken(raw.place(index, name)))
            else:
                texts[index] = texts[index][: match.start()] + rest
        cells = cells.with_columns(pl.Series(name, texts, dtype=pl.String))
    return cells, lost
