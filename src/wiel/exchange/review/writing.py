"""Writes linked pairs as CSV, and as a workbook in which a person decides."""

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from wiel.exchange.files import write_atomically
from wiel.exchange.formulas import harmless
from wiel.texts import say

CREATED = datetime(2000, 1, 1)
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
REVIEW_COLUMNS = ("same", "left_name", "right_name", "left_supplier", "right_supplier", "probability", "reasons", "left", "right")
OPTIONAL_COLUMNS = ("kind", "where", "rows")
"""Columns that are shown where a table has them: what sort of name it is, in which files, and in how many rows."""

WIDTHS = {
    "same": 10, "left_name": 42, "right_name": 42, "left_supplier": 24, "right_supplier": 24, "probability": 12, "reasons": 46,
    "kind": 16, "where": 36, "rows": 8, "left": 18, "right": 18,
}  # fmt: skip
SHEETS = ("questions", "linked")


def write_pairs(pairs: pl.DataFrame, path: Path | str) -> None:
    """Write a table of pairs as CSV (UTF-8 with mark, semicolons), whole or not at all.

    A text that a spreadsheet would run as a formula gets an apostrophe in front (see `wiel.exchange.formulas`).

    Raises:
        InputRefused: the place cannot be written to.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(pairs.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in pairs.iter_rows())
    write_atomically(path, buffer.getvalue().encode("utf-8-sig"))


def _harmless(cell: Any) -> Any:
    """A cell that no spreadsheet runs.

    >>> _harmless("=1+1"), _harmless("-5"), _harmless(None)
    ("'=1+1", '-5', '')
    """
    if cell is None:
        return ""
    return harmless(cell) if isinstance(cell, str) else cell


def write_review(questions: pl.DataFrame, linked: pl.DataFrame, path: Path | str, language: str = "nl") -> None:
    """Write the workbook in which a person says yes or no: first the questions, then everything that was linked.

    Args:
        questions: columns of `REVIEW_COLUMNS`; `same` is a boolean or unknown.
        linked: the same columns, and those of `OPTIONAL_COLUMNS` where there are any.
        path: the file; written whole or not at all, equal tables give equal bytes.
        language: ``nl`` or ``en``.

    Raises:
        InputRefused: the place cannot be written to.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, AS_TEXT) as book:
        book.set_properties({"created": CREATED})
        looks = {
            "header": book.add_format({"bold": True, "bottom": 1, "bg_color": "#F4F6F4", "text_wrap": True, "valign": "vcenter"}),
            "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
            "probability": book.add_format({"num_format": "0%", "valign": "top"}),
            "rows": book.add_format({"num_format": "0", "valign": "top"}),
            "same": book.add_format(
                {"num_format": "@", "bg_color": "#FFF8DC", "border": 1, "border_color": "#D0D6DA", "valign": "top"}
            ),
        }
        for name, table in zip(SHEETS, (questions, linked), strict=True):
            _sheet(book.add_worksheet(say(f"review.sheet-{name}", language)), table, looks, language)
    write_atomically(path, buffer.getvalue())


def _sheet(sheet: Any, table: pl.DataFrame, looks: dict[str, Any], language: str) -> None:
    words = {True: say("review.yes", language), False: say("review.no", language), None: ""}
    told = [name for name in OPTIONAL_COLUMNS if name in table.columns]
    columns = (*REVIEW_COLUMNS[:-2], *told, *REVIEW_COLUMNS[-2:])
    for column, name in enumerate(columns):
        sheet.write_string(0, column, say(f"review.column-{name.replace('_', '-')}", language), looks["header"])
        sheet.set_column(column, column, WIDTHS[name])
        for row, cell in enumerate(table[name].to_list(), 1):
            if name in ("probability", "rows"):
                sheet.write_number(row, column, cell, looks[name])
            else:
                text = words[cell] if name == "same" else cell or ""
                sheet.write_string(row, column, text, looks["same" if name == "same" else "text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(table.height, 1), len(columns) - 1)
    if table.height:
        choices = {"validate": "list", "source": [words[True], words[False]], "ignore_blank": True}
        sheet.data_validation(1, 0, table.height, 0, choices)
