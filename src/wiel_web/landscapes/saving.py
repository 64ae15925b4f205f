"""Rows of a table as a file that people open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import polars as pl
import xlsxwriter

from wiel.exchange.formulas import harmless
from wiel.exchange.workbook.cells import Continuation, cells
from wiel.quantities import Confidentiality
from wiel.schema import Column, Table
from wiel.texts import formatted, say
from wiel_web.frame.context import language
from wiel_web.landscapes.factory import Row, field_name
from wiel_web.landscapes.seeing import ceiling
from wiel_web.tenancy.actor import Actor

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
# A cell of a spreadsheet holds 32,767 units of UTF-16, of which a character takes one or two.
LONGEST_CELL = 16_000
FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Whole(Continuation):
    """Long texts stay in their cell."""

    def first(self, text: str) -> str:
        """The text itself."""
        return text


def saved(actor: Actor, table: Table, rows: Sequence[Row], columns: Sequence[Column], form: str) -> bytes:
    """These rows as a file, with the organisation in front. What is unknown says so, what may not be seen too."""
    heads = [say("landscapes.owner", language()), *(column.header(language()) for column in columns)]
    body = [[row.owner.name for row in rows], *(list(_cells(actor, table, rows, column)) for column in columns)]
    lines = list(zip(*body, strict=True))
    return _csv(heads, lines) if form == "csv" else _xlsx(table, heads, lines, level_of(columns))


def level_of(columns: Sequence[Column]) -> Confidentiality:
    """The class of a page or file with these columns: the highest of what it shows."""
    return max((column.meaning.visibility for column in columns), default=Confidentiality.INTERN)


def file_name(table: Table, columns: Sequence[Column], form: str) -> str:
    """The name of the file; what is confidential says so."""
    secret = "-vertrouwelijk" if level_of(columns) is Confidentiality.VERTROUWELIJK else ""
    return f"{table.name}{secret}.{form}"


def _cells(actor: Actor, table: Table, rows: Sequence[Row], column: Column) -> Iterator[Any]:
    values = pl.Series(column.name, [getattr(row, field_name(column.name)) for row in rows], dtype=column.dtype, strict=False)
    unknown, withheld = formatted(None, language()), say("landscapes.withheld", language())
    for row, cell in zip(rows, cells(column, values, language(), Whole()), strict=True):
        if column.meaning.visibility > ceiling(actor, table, row.owner_id == actor.organisation):
            yield withheld
        else:
            yield unknown if cell is None else cell


def _csv(heads: Sequence[str], lines: Sequence[Sequence[Any]]) -> bytes:
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


def _xlsx(table: Table, heads: Sequence[str], lines: Sequence[Sequence[Any]], level: Confidentiality) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, AS_TEXT) as book:
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F4F6F4", "text_wrap": True})
        day = book.add_format({"num_format": "d-m-yyyy"})
        sheet = book.add_worksheet((table.named.nl if language() == "nl" else table.named.en)[:31])
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
