"""Writes a plan as a workbook in which people put their wishes."""

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from wiel.errors import InputRefused
from wiel.exchange.files import write_atomically
from wiel.exchange.plan.sheets import SHEETS, WISH, Sheet, header
from wiel.results import ResultTable
from wiel.texts import Sentence, formatted, say

CREATED = datetime(2000, 1, 1)
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDTHS = {"wish": 12, "reason": 46, "today": 30, "functions": 40, "component_name": 34, "application": 30, "solution": 34}
WIDTH, MONEY = 18, "cent"


def write_plan(tables: Mapping[str, ResultTable], path: Path | str, language: str = "nl") -> None:
    """Write the decisions of a plan, per member and function and per application, with an empty column for wishes.

    `tables` are those of the rationalisation. Written whole or not at all; equal tables give equal bytes.

    Raises:
        InputRefused: there is no plan in these tables, or the place cannot be written to.
    """
    if any(sheet.table not in tables for sheet in SHEETS):
        raise InputRefused(Sentence("plan-file.no-plan", {"path": str(path)}))
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, AS_TEXT) as book:
        book.set_properties({"created": CREATED})
        looks = {
            "header": book.add_format({"bold": True, "bottom": 1, "bg_color": "#F4F6F4", "text_wrap": True, "valign": "vcenter"}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0", "valign": "top"}),
            "count": book.add_format({"num_format": "0", "valign": "top"}),
            WISH: book.add_format(
                {"num_format": "@", "bg_color": "#FFF8DC", "border": 1, "border_color": "#D0D6DA", "valign": "top"}
            ),
        }
        for sheet in SHEETS:
            _write(book.add_worksheet(say(f"plan-file.sheet-{sheet.name}", language)), sheet, tables[sheet.table], looks, language)
    write_atomically(path, buffer.getvalue())


def _write(page: Any, sheet: Sheet, table: ResultTable, looks: dict[str, Any], language: str) -> None:
    columns = (WISH, *sheet.columns)
    for place, name in enumerate(columns):
        page.write_string(0, place, header(name, language), looks["header"])
        page.set_column(place, place, WIDTHS.get(name, WIDTH))
    frame = table.frame.select(sheet.columns)
    for row, values in enumerate(frame.iter_rows(), 1):
        page.write_blank(row, 0, None, looks[WISH])
        for place, (name, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
            _cell(page, row, place, _said(sheet, name, value, language), table.columns[name].unit, looks)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(frame.height, 1), len(columns) - 1)
    if frame.height:
        words = [say(f"plan-file.wish-{wish}", language) for wish in sheet.wishes]
        page.data_validation(1, 0, frame.height, 0, {"validate": "list", "source": words, "ignore_blank": True})


def _said(sheet: Sheet, name: str, value: Any, language: str) -> Any:
    """A code in words."""
    if value is None:
        return None
    if name in sheet.spoken:
        return say(value, language)
    return say(f"plan-file.word-{value}", language) if name in sheet.words else value


def _cell(page: Any, row: int, place: int, value: Any, unit: str, looks: dict[str, Any]) -> None:
    if value is None:
        page.write_blank(row, place, None, looks["text"])
    elif isinstance(value, int):
        money = unit == MONEY
        page.write_number(row, place, value / 100 if money else value, looks["money" if money else "count"])
    else:
        page.write_string(row, place, value if isinstance(value, str) else formatted(value, "nl"), looks["text"])
