"""Reads the wishes that people wrote in a plan workbook."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from wiel.exchange.files import refused
from wiel.exchange.grid import Grid, grid
from wiel.exchange.headers import plain
from wiel.exchange.plan.sheets import SHEETS, WISH, Sheet, header, wish_words
from wiel.exchange.sheets import open_book
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.landscape import Landscape
from wiel.results import ResultTable
from wiel.schema import Meaning, Notation
from wiel.texts import LANGUAGES

UNKNOWN_WISH = Rule("plan-file.unknown-wish", Severity.WARNING)
UNKNOWN_NAME = Rule("plan-file.unknown-name", Severity.ERROR)
DOUBLE = Rule("plan-file.double", Severity.WARNING)
NEW = "new:"
COLUMNS = {
    "wish": Meaning("wens", "wish", "vast, niet, blijven of weg."),
    "organisation": Meaning("lid", "member", "Leeg als de wens voor alle leden geldt."),
    "component": Meaning("functie", "function", "Leeg als de wens voor alle functies geldt."),
    "solution": Meaning("oplossing", "solution", "Sleutel van een applicatie, of new: en een product."),
}
Row = dict[str, str | None]


def read_wishes(path: Path | str, landscape: Landscape) -> tuple[ResultTable, Findings]:
    """Which wishes stand in this plan workbook? Rows without a wish ask nothing.

    Sheets and rows may be moved, sorted or removed; columns are found by their header in Dutch or English. A word that is no wish and a
    name that the landscape does not know become findings, and that row asks nothing.

    Raises:
        InputRefused: no readable workbook, or none of its sheets has the columns of a plan.
    """
    book = open_book(path)
    known, rows, found, sheets = _Known(landscape), list[Row](), list[Finding](), 0
    for name in book.names:
        cells = book.rows(name)
        if not cells or not any(str(cell).strip() for cell in cells[0]):
            continue
        table, more = grid(cells, 1, book.file, name)
        for sheet in SHEETS:
            headers = _headers(table, sheet)
            if headers is not None:
                sheets += 1
                found.extend(more)
                for item in _wishes(table, sheet, headers, known):
                    found.append(item) if isinstance(item, Finding) else rows.append(item)
    if not sheets:
        raise refused("plan-file.no-plan-file", book.file)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row").unique(maintain_order=True)
    return ResultTable("wishes", frame, COLUMNS), Findings.of([*found, *_doubles(frame, book.file)])


def _headers(table: Grid, sheet: Sheet) -> dict[str, str] | None:
    """Column → header in this file; None where a column that is needed is absent."""
    known = {plain(header(name, language)): name for name in (WISH, *sheet.keys) for language in LANGUAGES}
    found = {known[plain(one)]: one for one in table.headers if plain(one) in known}
    return found if set(found) == {WISH, *sheet.keys} else None


def _wishes(table: Grid, sheet: Sheet, headers: Mapping[str, str], known: "_Known") -> Iterator[Row | Finding]:
    words = {plain(word): wish for word, wish in wish_words().items()}
    columns = {name: table.text(head, Notation()).to_list() for name, head in headers.items()}
    for number, row in enumerate(table.rows):
        said = columns[WISH][number].strip()
        if not said:
            continue
        wish = words.get(plain(said))
        if wish not in sheet.wishes:
            yield UNKNOWN_WISH.broken(Place(table.file, table.sheet, row, headers[WISH]), text=said[:40], words=list(sheet.wishes))
            continue
        asked: Row = {"wish": wish, "organisation": None, "component": None, "solution": None}
        strange: Finding | None = None
        for name in sheet.keys:
            column = "solution" if name == "application" else name
            asked[column] = known.key(column, columns[name][number].strip())
            if asked[column] is None and strange is None:
                place = Place(table.file, table.sheet, row, headers[name])
                strange = UNKNOWN_NAME.broken(place, text=columns[name][number].strip()[:60], column=headers[name])
        yield asked if strange is None else strange


class _Known:
    """Keys of the landscape by every word that stands for exactly one of them."""

    def __init__(self, landscape: Landscape) -> None:
        products = landscape["products"]
        fresh = products.select(id=NEW + pl.col("id"), name=NEW + pl.col("name"))
        self.words = {
            "organisation": _words(landscape["organisations"]),
            "component": _words(landscape["components"]),
            "solution": _words(pl.concat([landscape["applications"].select("id", "name"), fresh])),
        }

    def key(self, column: str, text: str) -> str | None:
        """The key that a text stands for; None where there is none, or more than one."""
        return self.words[column].get(text.lower())


def _words(frame: pl.DataFrame) -> dict[str, str]:
    """Keys and names that only one row bears."""
    names = frame.drop_nulls("name").filter(pl.col("name").is_unique())
    said = {name.strip().lower(): key for key, name in names.select("id", "name").iter_rows()}
    return said | {key.lower(): key for key in frame["id"].to_list()}


def _doubles(frame: pl.DataFrame, file: str) -> Iterator[Finding]:
    """One function of a member can be fixed once."""
    fixed = frame.filter(pl.col("wish") == "vast").group_by("organisation", "component", maintain_order=True).len("n")
    for organisation, component, count in fixed.filter(pl.col("n") > 1).iter_rows():
        yield DOUBLE.broken(Place(file=file), organisation=organisation, component=component, n=count)
