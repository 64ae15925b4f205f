"""Rows as a file that people open in a spreadsheet: XLSX or CSV, in which no cell is run as a formula."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from wiel.exchange.formulas import harmless
from wiel.quantities import Confidentiality
from wiel.texts import say
from wiel_web.frame.context import language

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
# A cell of a spreadsheet holds 32,767 units of UTF-16, of which a character takes one or two.
LONGEST_CELL = 16_000
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def as_file(form: str, name: str, heads: Sequence[str], lines: Sequence[Sequence[Any]], level: Confidentiality) -> bytes:
    """Heads and lines as a file; the sheet has a name and says its class."""
    return as_csv(heads, lines) if form == "csv" else as_xlsx(name, heads, lines, level)


def as_csv(heads: Sequence[str], lines: Sequence[Sequence[Any]]) -> bytes:
    """The bytes of a Dutch CSV."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return buffer.getvalue().encode("utf-8-sig")


def _plain(cell: Any) -> str:
    """A cell of a Dutch CSV that no spreadsheet runs.

    >>> _plain("=1+1"), _plain(12.5), _plain(date(2027, 12, 31))
    ("'=1+1", '12,5', '31-12-2027')
    """
    if isinstance(cell, date):
        return f"{cell.day}-{cell.month}-{cell.year}"
    return harmless(cell) if isinstance(cell, str) else str(cell).replace(".", ",")


def as_xlsx(name: str, heads: Sequence[str], lines: Sequence[Sequence[Any]], level: Confidentiality) -> bytes:
    """The bytes of a workbook with one sheet, whose first cell says its class."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, AS_TEXT) as book:
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F4F6F4", "text_wrap": True})
        day = book.add_format({"num_format": "d-m-yyyy"})
        sheet = book.add_worksheet(name[:31])
        sheet.write_string(0, 0, say(f"reports.class.{level.dutch}", language()))
        sheet.set_column(0, len(heads), 22)
        for place, text in enumerate(heads):
            sheet.write_string(1, place, text, head)
        for number, line in enumerate(lines, 2):
            for place, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, datetime.combine(cell, time()), day)
                elif isinstance(cell, str):
                    sheet.write_string(number, place, cell[:LONGEST_CELL])
                else:
                    sheet.write_number(number, place, cell)
        sheet.freeze_panes(2, 1)
    return buffer.getvalue()
