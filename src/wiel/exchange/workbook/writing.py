"""Writes a landscape, or an empty template, as a workbook."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from wiel.errors import WrongUse
from wiel.exchange.files import refused, write_atomically
from wiel.exchange.workbook.cells import Continuation, cells
from wiel.exchange.workbook.layout import Formats, Palette, dress
from wiel.landscape import TABLES, Landscape
from wiel.schema import Kind, Table
from wiel.texts import LANGUAGES, Sentence, say

MOST_ROWS = 1_048_575
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
CREATED = datetime(2000, 1, 1)
# Origins are kept by Wiel itself; nobody fills them in.
NOT_FOR_PEOPLE = ("origins",)


def write(landscape: Landscape, path: Path | str, language: str = "nl", palette: Palette | None = None) -> None:
    """Write a landscape as a workbook that `read` gives back without loss; equal landscapes give equal bytes.

    One sheet per table, first a sheet with explanations and the date. Texts are never formulas. What becomes of a value in a cell
    is told in `wiel.exchange.workbook.cells`.

    Args:
        landscape: what is written; numbers of more than 15 digits come back as a finding, because no spreadsheet holds them.
        path: the file; written whole or not at all.
        language: ``nl`` or ``en``, of headers and explanations.
        palette: the colours.

    Raises:
        InputRefused: the file cannot be written, or a table has more rows than a sheet.
        WrongUse: there is no such language.
    """
    shown = [table for table in TABLES.values() if table.name not in NOT_FOR_PEOPLE or landscape[table.name].height]
    write_atomically(path, _book(shown, landscape.tables, landscape.as_of, language, palette or Palette(), str(path)))


def template(path: Path | str, language: str = "nl", palette: Palette | None = None) -> None:
    """Write an empty workbook with explanations and pick-lists, to be filled and read back with `read`.

    Raises as `write` does.
    """
    shown = [table for table in TABLES.values() if table.name not in NOT_FOR_PEOPLE]
    empty = {table.name: table.empty() for table in shown}
    write_atomically(path, _book(shown, empty, None, language, palette or Palette(), str(path)))


def _book(
    tables: list[Table],
    frames: Mapping[str, pl.DataFrame],
    as_of: date | None,
    language: str,
    palette: Palette,
    file: str,
) -> bytes:
    if language not in LANGUAGES:
        raise WrongUse(Sentence("workbook.no-such-language", {"text": language, "languages": LANGUAGES}))
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    created = CREATED if as_of is None else datetime.combine(as_of, time())
    book.set_properties({"title": "Wiel", "author": "Wiel", "created": created})
    book.set_size(2000, 1400)
    formats, rest = Formats(book, palette), Continuation()
    _explain(book.add_worksheet(say("workbook.sheet-explanation", language)), tables, frames, as_of, language, formats)
    for table in tables:
        if frames[table.name].height > MOST_ROWS:
            raise refused("workbook.too-many-rows", file, table.named.nl, n=frames[table.name].height)
        sheet = book.add_worksheet(sheet_name(table, language))
        dress(sheet, list(table.columns.values()), frames[table.name].height, formats, language)
        _fill(sheet, table, frames[table.name], language, formats, rest)
    if rest.pieces:
        _continue(book.add_worksheet(say("workbook.sheet-continuation", language)), rest, language, formats)
    book.close()
    return buffer.getvalue()


def sheet_name(table: Table, language: str) -> str:
    """The sheet of a table."""
    return table.named.nl if language == "nl" else table.named.en


def _fill(sheet: Any, table: Table, frame: pl.DataFrame, language: str, formats: Formats, rest: Continuation) -> None:
    for index, column in enumerate(table.columns.values()):
        shape = formats.of(column)
        for row, value in enumerate(cells(column, frame[column.name], language, rest), 1):
            if isinstance(value, str):
                sheet.write_string(row, index, value, formats.shielded if value.startswith(FORMULA_SIGNS) else formats.text)
            elif isinstance(value, date):
                sheet.write_datetime(row, index, value, formats.kinds[Kind.DAY])
            elif value is not None:
                sheet.write_number(row, index, value, shape)


def _explain(
    sheet: Any,
    tables: list[Table],
    frames: Mapping[str, pl.DataFrame],
    as_of: date | None,
    language: str,
    formats: Formats,
) -> None:
    """The first sheet: the date, how to fill in, and what each sheet holds."""
    sheet.set_column(0, 0, 30, formats.body)
    sheet.set_column(1, 1, 92, formats.body)
    sheet.set_column(2, 2, 12, formats.body)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, say("workbook.title", language), formats.title)
    sheet.write_string(1, 0, say("workbook.as-of", language), formats.label)
    if as_of is None:
        sheet.write_blank(1, 1, None, formats.as_of)
    elif as_of.year >= 1900:
        sheet.write_datetime(1, 1, as_of, formats.as_of)
    else:
        sheet.write_string(1, 1, as_of.isoformat(), formats.as_of)
    sheet.write_string(2, 1, say("workbook.as-of-text", language), formats.muted)
    row = 4
    sheet.write_string(row, 0, say("workbook.how", language), formats.heading)
    for topic in ("unknown", "none", "key", "link", "several", "numbers", "literal", "persons"):
        row += 1
        sheet.write_string(row, 0, say(f"workbook.how-{topic}", language), formats.label)
        sheet.write_string(row, 1, say(f"workbook.how-{topic}-text", language), formats.body)
    row += 2
    sheet.write_string(row, 0, say("workbook.sheets", language), formats.heading)
    sheet.write_string(row, 2, say("workbook.rows", language), formats.muted)
    for table in tables:
        row += 1
        name = sheet_name(table, language)
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats.link, name)
        sheet.write_string(row, 1, table.named.text, formats.body)
        sheet.write_number(row, 2, frames[table.name].height, formats.kinds[Kind.COUNT])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _continue(sheet: Any, rest: Continuation, language: str, formats: Formats) -> None:
    """The sheet that holds the rest of long texts: number of the text, piece."""
    sheet.set_column(0, 0, 12, formats.year)
    sheet.set_column(1, 1, 100, formats.text)
    sheet.write_string(0, 0, say("workbook.continuation-number", language), formats.required_header)
    sheet.write_string(0, 1, say("workbook.continuation-text", language), formats.header)
    sheet.freeze_panes(1, 0)
    for row, (number, piece) in enumerate(rest.pieces, 1):
        sheet.write_number(row, 0, number, formats.year)
        sheet.write_string(row, 1, piece, formats.shielded if piece.startswith(FORMULA_SIGNS) else formats.text)
