"""Every table of a dossier as a sheet: class in words in A1, title, headers, values; the picture of a figure beside its table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wiel.reports.cells import MONEY, header, sheet_value
from wiel.reports.document import Dossier, FigureBlock, TableBlock
from wiel.schema import Meaning
from wiel.texts import say

HEAD_ROW, FIRST_ROW, LONGEST_NAME, WIDEST = 4, 5, 31, 60
LONGEST_TEXT = 32767  # letters in a cell, the most that the format holds
PICTURE_SCALE = 96 / 144  # pictures are one and a half times their size
# Nothing in a cell is ever a formula, a link or a number in disguise: a text stays the text that was delivered.
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


@dataclass(frozen=True)
class Sheet:
    """A table with the name of its sheet and the pictures that belong to it."""

    name: str
    block: TableBlock
    caption: str
    pictures: tuple[tuple[bytes, str], ...] = ()


def dossier_xlsx(dossier: Dossier, pictures: Mapping[str, bytes]) -> bytes:
    """The bytes of the workbook; `pictures` holds the PNG per identifier of a figure. The same dossier gives the same bytes."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, AS_TEXT)
    moment = datetime(dossier.as_of.year, dossier.as_of.month, dossier.as_of.day)
    title = say(f"reports.title.{dossier.ceiling.dutch}", dossier.language, name=dossier.study)
    book.set_properties({"title": title, "author": "Wiel", "created": moment, "comments": _class(dossier)})
    formats = _formats(book)
    sheets = tuple(_sheets(dossier, pictures))
    _contents(book, dossier, sheets, title, formats)
    for sheet in sheets:
        _table(book.add_worksheet(sheet.name), sheet, dossier, formats)
    book.close()
    return made.getvalue()


def _class(dossier: Dossier) -> str:
    word = say(f"reports.class.{dossier.ceiling.dutch}", dossier.language)
    circle = say(f"reports.circle.{dossier.ceiling.dutch}", dossier.language, name=dossier.study)
    return f"{say('reports.sheet.class', dossier.language, word=word)}. {circle}".strip()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    looks: dict[str, dict[str, Any]] = {
        "class": {"bold": True}, "title": {"bold": True, "font_size": 14}, "note": {"font_color": "#4A5763"},
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}, "unknown": {"font_color": "#4A5763", "pattern": 16},
        "text": {}, "count": {"num_format": "#,##0"}, "money": {"num_format": "#,##0.00"}, "share": {"num_format": "0.0%"},
        "decimal": {"num_format": "0.00"}, "day": {"num_format": "d-m-yyyy"},
    }  # fmt: skip
    return {name: book.add_format(look) for name, look in looks.items()}


def _sheets(dossier: Dossier, pictures: Mapping[str, bytes]) -> Iterator[Sheet]:
    for chapter in dossier.chapters:
        for block in chapter.blocks:
            if isinstance(block, FigureBlock):
                drawn = tuple((pictures[f.identifier], f"{f.title}. {f.description}") for f in block.figures)
                caption = f"{say('reports.sheet.behind', dossier.language, number=block.number)}: {block.title}. {block.caption}"
                yield Sheet(block.number, block.twin, caption, drawn)
            elif isinstance(block, TableBlock):
                yield Sheet(block.number, block, block.caption)
    for block in dossier.tables:
        yield Sheet(block.key[:LONGEST_NAME], block, block.caption)


def _contents(
    book: xlsxwriter.Workbook, dossier: Dossier, sheets: tuple[Sheet, ...], title: str, formats: dict[str, Format]
) -> None:
    language = dossier.language
    page = book.add_worksheet(say("reports.sheet.contents", language))
    source = say("reports.source", language, as_of=dossier.as_of, code=dossier.code, version=dossier.version)
    for row, (text, look) in enumerate(
        ((_class(dossier), "class"), (title, "title"), (dossier.question, "text"), (source, "note"))
    ):
        page.write_string(row, 0, text, formats[look])
    for column, (key, width) in enumerate((("name", 30), ("title", 90), ("rows", 10))):
        page.write_string(HEAD_ROW + 1, column, say(f"reports.sheet.{key}", language), formats["head"])
        page.set_column(column, column, width)
    for row, sheet in enumerate(sheets, HEAD_ROW + 2):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
        page.write_string(row, 1, sheet.block.title)
        page.write_number(row, 2, sheet.block.table.frame.height, formats["count"])


def _table(page: Worksheet, sheet: Sheet, dossier: Dossier, formats: dict[str, Format]) -> None:
    block, language = sheet.block, dossier.language
    for row, (text, look) in enumerate(((_class(dossier), "class"), (block.title, "title"), (sheet.caption, "note"))):
        page.write_string(row, 0, text, formats[look])
    columns = block.table.columns
    for column, (name, meaning) in enumerate(columns.items()):
        page.write_string(HEAD_ROW, column, header(meaning, language), formats["head"])
        values = [sheet_value(value, meaning, block.formats.get(name, ""), language) for value in block.table.frame[name].to_list()]
        unknown = block.table.frame[name].is_null().to_list()
        for row, value in enumerate(values, FIRST_ROW):
            look = "unknown" if unknown[row - FIRST_ROW] else _look(value, meaning, block.formats.get(name, ""))
            _write(page, row, column, value, formats[look])
        longest = max((len(str(value)) for value in values if value is not None), default=0)
        page.set_column(column, column, min(WIDEST, max(longest, len(header(meaning, language)) * 0.7, 8) + 2))
    last = FIRST_ROW + max(1, block.table.frame.height) - 1
    page.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    page.freeze_panes(FIRST_ROW, 1)
    _pictures(page, sheet, len(columns) + 1)


def _look(value: Any, meaning: Meaning, form: str) -> str:
    if isinstance(value, date):
        return "day"
    if isinstance(value, str | None):
        return "text"
    if meaning.unit in MONEY:
        return "money"
    return "share" if form == "share" else "count" if isinstance(value, int) else "decimal"


def _write(page: Worksheet, row: int, column: int, value: Any, look: Format) -> None:
    if value is None:
        return
    if isinstance(value, date):
        page.write_datetime(row, column, value, look)
    elif isinstance(value, str):
        page.write_string(row, column, value[:LONGEST_TEXT], look)
    else:
        page.write_number(row, column, value, look)


def _pictures(page: Worksheet, sheet: Sheet, column: int) -> None:
    row = FIRST_ROW
    for picture, words in sheet.pictures:
        place = {"image_data": BytesIO(picture), "x_scale": PICTURE_SCALE, "y_scale": PICTURE_SCALE, "description": words}
        page.insert_image(row, column, f"{sheet.name}.png", place)
        row += 36
