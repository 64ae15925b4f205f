"""How the cells of a table are written on a page: by the kind of value, the unit of the column and the form asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from wiel.reports.document import TableBlock
from wiel.reports.theme import PAPER_MARGIN, text_width
from wiel.schema import Meaning
from wiel.texts import keys, say
from wiel.texts.numbers import formatted, number

PAPER_ROOM, PAPER_SIZE, PADDING, LEAST = 492.0, 8.3, 11.0, 14.0  # points
FULL_WIDTH = 4  # a table with fewer columns is as wide as its cells, so that name and number stay together
MONEY = ("EUR", "cent")  # columns of money hold whole cents, whatever they are called
UNITS = ("EUR", "fte", "GB")  # the units that are the same word in every language
OPTIONAL = "optional"  # the form of a column in which nothing means that there is none, not that it is unknown


@dataclass(frozen=True, slots=True)
class PageCell:
    """A cell as it is written; `unknown` gets the hatching."""

    text: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class PageColumn:
    """Header, manner and width on paper (in points) of a column."""

    head: str
    numeric: bool
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table ready for a page; `hidden` rows stand in the workbook only."""

    columns: tuple[PageColumn, ...]
    rows: tuple[tuple[PageCell, ...], ...]
    hidden: int


def page_table(block: TableBlock, language: str) -> PageTable:
    """The columns and rows of a table that stand on the page."""
    frame = block.table.frame.select(list(block.columns))
    shown = frame if block.rows_on_page is None else frame.head(block.rows_on_page)
    rows = tuple(_row(block, values, language) for values in shown.iter_rows())
    columns = [
        PageColumn(header(block.table.columns[name], language), frame[name].dtype.is_numeric() or frame[name].dtype == pl.Date)
        for name in block.columns
    ]
    widths = column_widths([column.head for column in columns], rows)
    sized = tuple(replace(column, width=width) for column, width in zip(columns, widths, strict=True))
    return PageTable(sized, rows, frame.height - shown.height)


def header(meaning: Meaning, language: str) -> str:
    """The header of a column, with a capital; money is in euros, and a unit that is in the name already is not said twice.

    >>> header(Meaning("jaarbedrag", "annual value", unit="cent"), "nl"), header(Meaning("inwoners", "", unit="inwoners"), "nl")
    ('Jaarbedrag (EUR)', 'Inwoners')
    """
    said = meaning.nl if language == "nl" else meaning.en
    unit = "EUR" if meaning.unit in MONEY else "" if meaning.unit.lower() in said.lower() else meaning.unit
    if language != "nl" and unit not in UNITS:
        unit = ""
    text = replace(meaning, unit=unit).header(language)
    return text[:1].upper() + text[1:]


def _row(block: TableBlock, values: Sequence[Any], language: str) -> tuple[PageCell, ...]:
    return tuple(
        cell(value, block.table.columns[name], block.formats.get(name, ""), language)
        for name, value in zip(block.columns, values, strict=True)
    )


def cell(value: Any, meaning: Meaning, form: str, language: str) -> PageCell:
    """One value as it stands in a table: unit in the head, thousands marked, short dates, unknown as the word.

    >>> cell(None, Meaning("a", "a"), "", "nl").text, cell(123456, Meaning("a", "a", unit="EUR"), "", "nl").text
    ('onbekend', '1.235')
    """
    if value is None:
        return PageCell("") if form == OPTIONAL else PageCell(formatted(None, language), unknown=True)
    if form == "word":
        return word(str(value), language)
    if meaning.unit in MONEY and isinstance(value, int):
        return PageCell(number(Decimal(value).scaleb(-2), language))
    form = "" if form == OPTIONAL else form
    if isinstance(value, bool) or not isinstance(value, int | float | date | list):
        return PageCell(formatted(value, language))
    if isinstance(value, float) and not form:
        return PageCell(number(value, language, 2))
    return PageCell(formatted(value, language, "day" if isinstance(value, date) else form))


def word(value: str, language: str) -> PageCell:
    """A word of a fixed list in the language of the dossier; any other text as it is.

    >>> word("geen", "en").text, word("onbekend", "nl").unknown
    ('none', True)
    """
    key = f"reports.word.{value}"
    return PageCell(say(key, language) if key in keys(language) else value, unknown=value == "onbekend")


def column_widths(heads: Sequence[str], rows: Sequence[Sequence[PageCell]], room: float = PAPER_ROOM) -> list[float]:
    """How wide is each column on paper, in points, so that no word is broken and names get the room that numbers leave?

    Each column has a least width (its longest word) and a natural one (its longest cell). Where the natural widths fit, they are taken,
    and a table of four columns or more gives the rest to its first; otherwise what is left above the least widths is divided in
    proportion to what each still lacks.
    """
    least, natural = [], []
    for i, head in enumerate(heads):
        texts = [row[i].text + ("   " if row[i].unknown else "") for row in rows]
        words = max((_width(word) for text in texts for word in text.split()), default=0.0)
        head_words = max((_width(word, bold=True) for word in head.split()), default=0.0)
        least.append(max(words, head_words, LEAST) + PADDING)
        natural.append(
            max(max((_width(text) for text in texts), default=0.0), head_words, _width(head, bold=True) / 2, LEAST) + PADDING
        )
    spare = room - sum(natural)
    if spare >= 0:
        return [natural[0] + spare, *natural[1:]] if len(heads) >= FULL_WIDTH else natural
    lacking = sum(natural) - sum(least)
    share = max(0.0, room - sum(least)) / lacking if lacking else 0.0
    scale = min(1.0, room / sum(least))
    return [scale * low + share * (high - low) for low, high in zip(least, natural, strict=True)]


def _width(text: str, bold: bool = False) -> float:
    return text_width(text, PAPER_SIZE, bold, PAPER_MARGIN)


def sheet_value(value: Any, meaning: Meaning, form: str, language: str) -> Any:
    """One value for a cell of a workbook: numbers and dates stay numbers and dates, the rest is text."""
    if value is None:
        return None if form == OPTIONAL else formatted(None, language)
    if meaning.unit in MONEY and isinstance(value, int) and not isinstance(value, bool):
        return value / 100
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return value
    return word(str(value), language).text if form == "word" else formatted(value, language)
