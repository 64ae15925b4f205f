"""A list of names from CSV or XLSX: id, name, and what else stands beside them."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from wiel.exchange.delimited import decoded, delimited_rows
from wiel.exchange.files import read_bytes
from wiel.exchange.grid import Grid, grid
from wiel.exchange.headers import plain
from wiel.exchange.sheets import OLD_OFFICE, open_book
from wiel.findings import Findings, Place, Rule, Severity
from wiel.schema import Notation

HEADERS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "key", "sleutel", "nummer", "nr"),
    "name": ("name", "naam", "title", "titel", "applicatie", "applicatienaam", "product", "productnaam", "pakket", "pakketnaam"),
    "supplier": ("supplier", "leverancier", "manufacturer", "vendor", "leveranciersnaam"),
    "component": ("component", "referentiecomponent", "reference component", "componenten"),
}
"""Headers by which each column is known, the best first."""

WITHOUT_NAME = Rule("review.without-name", Severity.WARNING)
ENCODING = Rule("csv.encoding", Severity.INFO)
SPREADSHEETS = (b"PK", OLD_OFFICE)


def read_names(path: Path | str) -> tuple[pl.DataFrame, Findings]:
    """Which names does this list hold? All columns as text; those of `HEADERS` under their own name, the others as they are called.

    Rows without a name are kept and told in one finding; they are linked to nothing.

    Raises:
        InputRefused: the file cannot be read as a whole, or it has no header.
    """
    path = Path(path)
    cells, findings = _cells(path)
    taken = _columns(cells)
    columns = {taken.get(header, header): cells.text(header, Notation()) for header in cells.headers}
    table = pl.DataFrame({name: text.alias(name) for name, text in columns.items()})
    if "name" in table.columns:
        bare = table.filter(pl.col("name").str.strip_chars() == "").height
        if bare:
            findings += Findings.of([WITHOUT_NAME.broken(Place(file=path.name), n=bare)])
    return table, findings


def _cells(path: Path) -> tuple[Grid, Findings]:
    data = read_bytes(path)
    if data.startswith(SPREADSHEETS):
        book = open_book(path)
        return grid(book.rows(book.names[0]), 1, book.file, book.names[0])
    text, encoding = decoded(data, path.name)
    rows, _ = delimited_rows(text, path.name, [word for words in HEADERS.values() for word in words])
    first = next((number for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)), 1)
    cells, findings = grid(rows, first, path.name)
    if encoding == "cp1252":
        findings += Findings.of([ENCODING.broken(Place(file=path.name))])
    return cells, findings


def _columns(cells: Grid) -> dict[str, str]:
    """Header in the file → column of ours, for the headers that name one; each column once."""
    there = {plain(header): header for header in reversed(cells.headers)}
    return {there[found]: column for column, words in HEADERS.items() if (found := next((w for w in words if w in there), None))}
