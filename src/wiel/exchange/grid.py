"""A rectangle of cells with a header: what every table in a file is, before it is known which table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl

from wiel.exchange.extent import column_letters, too_large
from wiel.exchange.files import refused
from wiel.exchange.limits import CELLS, COLUMNS, LINES, first
from wiel.exchange.sheets import column_text
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.schema import Notation, RawTable

DUPLICATE_HEADER = Rule("grid.duplicate-header", Severity.ERROR)
EMPTY_HEADER = Rule("grid.empty-header", Severity.WARNING)
EXTRA_CELLS = Rule("grid.extra-cells", Severity.ERROR)
LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Grid:
    """Cells below a header. `columns` maps each header to its cells; `rows` is the number of each row as the user sees it."""

    file: str
    sheet: str | None
    columns: Mapping[str, Sequence[Any]]
    rows: Sequence[int]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers from left to right."""
        return tuple(self.columns)

    def text(self, header: str, notation: Notation) -> pl.Series:
        """The cells under a header as text."""
        return pl.Series(header, column_text(self.columns[header], notation.decimal), dtype=pl.String)

    def raw(
        self,
        table: str,
        columns: Mapping[str, str],
        notation: Notation,
        unused: Sequence[str] = (),
        keep: pl.Series | None = None,
    ) -> RawTable:
        """The rows as text for a table, `columns` being column of the table → header; `keep` marks the rows to take."""
        cells = pl.DataFrame({name: self.text(header, notation) for name, header in columns.items()})
        rows = pl.Series("row", self.rows, dtype=pl.Int64)
        if not columns:
            cells = pl.DataFrame(height=len(rows))
        if keep is not None:
            cells, rows = cells.filter(keep), rows.filter(keep)
        return RawTable(table, cells, rows, self.file, self.sheet, dict(columns), tuple(unused), notation)


def grid(
    rows: Sequence[Sequence[Any]],
    header_row: int,
    file: str,
    sheet: str | None = None,
    keep_blank: bool = False,
    header_rows: int = 1,
) -> tuple[Grid, Findings]:
    """The grid below the header in row `header_row` (from 1), without its empty rows.

    A header of several rows is read as one: the words above each column, joined by a blank, where a word in an upper row also stands
    above the empty cells to its right (a merged cell).

    With `keep_blank`, a row of blanks or empty cells is a row; only a line without any cell is none.

    A header that stands there twice, cells without a header and cells beyond the header are findings; nothing else is left out.

    Raises:
        InputRefused: there is no header in that row, or the rectangle is larger than a list may be.
    """
    header = joined_header(rows[header_row - 1 : header_row - 1 + header_rows])
    header_row += header_rows - 1
    while header and not header[-1]:
        header.pop()
    if not header:
        raise refused("grid.no-header", file, sheet, row=header_row, header=header_row)
    kept = [(number, row) for number, row in enumerate(rows[header_row:], header_row + 1) if row]
    body = kept if keep_blank else [(number, row) for number, row in kept if not is_empty(row)]
    numbers = [number for number, _ in body]
    width = max((len(row) for _, row in body), default=0)
    if width > COLUMNS or len(header) > COLUMNS or len(body) > LINES or width * len(body) > CELLS:
        # One long row would make every row as long.
        raise too_large(file, sheet)
    filled = [row if len(row) == width else [*row, *[""] * (width - len(row))] for _, row in body]
    columns = list(zip(*filled, strict=True)) or [()] * len(header)
    columns += [("",) * len(body)] * (len(header) - len(columns))
    named, findings = _named(header, columns, Place(file, sheet, header_row))
    findings += _beyond(header, body, width, Place(file, sheet))
    return Grid(file, sheet, named, numbers), Findings.of(findings)


def joined_header(rows: Sequence[Sequence[Any]]) -> list[str]:
    """The words above each column, of one or more rows of header.

    >>> joined_header([["Contract", "", "Naam"], ["Begin", "Einde", ""]])
    ['Contract Begin', 'Contract Einde', 'Naam']
    """
    width = max(map(len, rows), default=0)
    words = [[" ".join(str(cell).split()) for cell in row] + [""] * (width - len(row)) for row in rows]
    for upper, lower in pairwise(words):
        for column in range(1, width):
            # A word stands over the columns to its right as long as these are named below it.
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return [" ".join(filter(None, column)) for column in zip(*words, strict=True)]


def is_empty(row: Sequence[Any]) -> bool:
    """Whether nothing stands in a row but blanks."""
    return all(isinstance(cell, str) and (not cell or cell.isspace()) for cell in row)


def _named(header: Sequence[str], columns: Sequence[Sequence[Any]], place: Place) -> tuple[dict[str, Sequence[Any]], list[Finding]]:
    named: dict[str, Sequence[Any]] = {}
    findings = []
    for index, name in enumerate(header):
        letters = column_letters(index + 1)
        at = Place(place.file, place.sheet, place.row, name or letters)
        if not name:
            if not is_empty(columns[index]):
                findings.append(EMPTY_HEADER.broken(at, column=letters))
        elif name in named:
            findings.append(DUPLICATE_HEADER.broken(at, text=name, column=letters))
        else:
            named[name] = columns[index]
    return named, findings


def _beyond(header: Sequence[str], body: Sequence[tuple[int, Sequence[Any]]], width: int, place: Place) -> list[Finding]:
    """Cells to the right of the last header."""
    return first(_extra(header, body, place), place) if width > len(header) else []


def _extra(header: Sequence[str], body: Sequence[tuple[int, Sequence[Any]]], place: Place) -> Iterator[Finding]:
    for number, row in body:
        extra = "; ".join(str(cell) for cell in row[len(header) :] if str(cell).strip())
        if extra:
            quote = extra if len(extra) <= LONGEST_QUOTE else extra[: LONGEST_QUOTE - 1] + "…"
            yield EXTRA_CELLS.broken(Place(place.file, place.sheet, number), text=quote)
