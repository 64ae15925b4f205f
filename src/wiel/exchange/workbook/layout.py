"""How the workbook looks: one calm set of formats, widths per kind of column, notes and pick-lists."""

from dataclasses import dataclass
from typing import Any

import xlsxwriter

from wiel.exchange.workbook.cells import WORDS
from wiel.landscape import TABLES
from wiel.schema import Column, Kind
from wiel.texts import say

WIDTHS = {
    Kind.KEY: 18, Kind.LINK: 24, Kind.TEXT: 28, Kind.MANY: 32, Kind.CHOICE: 20, Kind.FLAG: 10, Kind.DAY: 14, Kind.COUNT: 14,
    Kind.DECIMAL: 14, Kind.AMOUNT: 16,
}  # fmt: skip
NUMBERS = {Kind.COUNT: "#,##0", Kind.AMOUNT: "#,##0.00", Kind.DECIMAL: "#,##0.##", Kind.DAY: "d-m-yyyy"}
# A year or a key is a number without a thousands mark; text stays text, so that a leading zero is kept.
TEXT = "@"
SPARE_ROWS = 1000
LIST_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of the workbook, as ``#RRGGBB``."""

    ink: str = "#17212B"
    muted: str = "#4A5763"
    panel: str = "#F4F6F4"
    line: str = "#D0D6DA"
    accent: str = "#00538A"


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, palette: Palette) -> None:
        def add(**properties: Any) -> Any:
            """A format in the house letter."""
            return book.add_format({"font_name": "Arial", "font_size": 10, "font_color": palette.ink, "valign": "top"} | properties)

        edge = {"bottom": 1, "bottom_color": palette.line, "bg_color": palette.panel, "text_wrap": True, "valign": "vcenter"}
        self.header = add(**edge)
        self.required_header = add(bold=True, **edge)
        self.text = add(num_format=TEXT)
        self.shielded = add(num_format=TEXT, quote_prefix=True)
        self.kinds = {kind: add(num_format=form) for kind, form in NUMBERS.items()}
        self.year = add(num_format="0")
        self.title = add(bold=True, font_size=20, font_color=palette.accent)
        self.heading = add(bold=True, font_size=12)
        self.body = add(text_wrap=True)
        self.label = add(bold=True, text_wrap=True)
        self.muted = add(text_wrap=True, font_color=palette.muted)
        self.link = add(font_color=palette.accent, underline=1)
        self.as_of = add(num_format="d-m-yyyy", align="left", bg_color=palette.panel, border=1, border_color=palette.line)

    def of(self, column: Column) -> Any:
        """The format of the cells of a column."""
        if column.kind is Kind.COUNT and column.least is not None and column.least >= 1900:
            return self.year
        return self.kinds.get(column.kind, self.text)


def pick_list(column: Column, language: str) -> list[str]:
    """The words that a cell of the column may hold; empty where anything may stand."""
    if column.kind is Kind.FLAG:
        return list(WORDS[language][:2])
    return list(column.choices)


def note(column: Column, language: str) -> str:
    """The note on a header: what the column means, whether it must be filled, and which words it takes."""
    parts = [column.meaning.text]
    if column.required:
        parts.append(say("workbook.required", language))
    if words := pick_list(column, language):
        parts.append(say("workbook.choose", language, words=words))
    elif column.kind in (Kind.MANY, Kind.DAY, Kind.AMOUNT):
        parts.append(say(f"workbook.kind-{column.kind}", language))
    if column.meaning.references:
        parts.append(say("workbook.refers", language, table=_named(column.meaning.references, language)))
    return "\n".join(part for part in parts if part)


def _named(table: str, language: str) -> str:
    named = TABLES[table].named
    return named.nl if language == "nl" else named.en


def dress(sheet: Any, columns: list[Column], rows: int, formats: Formats, language: str) -> None:
    """Headers, notes, widths, pick-lists and the frozen header of one sheet."""
    last = max(rows + SPARE_ROWS, 2 * SPARE_ROWS)
    sheet.set_row(0, 32)
    for index, column in enumerate(columns):
        header = column.header(language)
        sheet.set_column(index, index, max(WIDTHS[column.kind], min(len(header) + 4, 34)), formats.of(column))
        sheet.write_string(0, index, header, formats.required_header if column.required else formats.header)
        if text := note(column, language):
            sheet.write_comment(0, index, text, {"author": "Wiel", "x_scale": 2, "y_scale": 1.2, "font_size": 9})
        if words := pick_list(column, language):
            sheet.data_validation(1, index, last, index, _choose(words, language))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _choose(words: list[str], language: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": words,
        "error_title": say("workbook.not-in-list", language),
        "error_message": say("workbook.choose-from-list", language),
        "error_type": "warning",
    }
