"""Sheets and text files as people keep them, written by code: the same rows give the same bytes."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from wiel.samples.streek.installed import TODAY
from wiel.samples.streek.told import Told

Cell = str | int | float | date | None
EXCEL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Truth:
    """One row of a delivery with what it really is.

    Args:
        file, sheet, row: where it stands, as findings and origins tell it.
        member: key of the member.
        written: the words that name the product, or what the member calls it.
        product: name of the product in the catalogue; None where the words mean none.
        why: application, environment, shared-twice or double-row.
        applied: the distortions that the words underwent.
        key: number of the application behind the row; None for a row that stands for no application of the member.
    """

    file: str
    sheet: str | None
    row: int
    member: str
    written: str
    product: str | None
    why: str
    applied: tuple[str, ...]
    key: str | None


@dataclass
class Page:
    """One sheet in the making: its rows from the top, merged cells, and which row is which application."""

    name: str | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    told: list[tuple[int, Told]] = field(default_factory=list)

    def add(self, cells: Sequence[Cell], told: Told | None = None) -> None:
        """One row below the others."""
        self.rows.append(list(cells))
        if told is not None:
            self.told.append((len(self.rows), told))

    def merge(self, first: int, last: int) -> None:
        """The cells of the last row from one column to another are one."""
        self.merged.append((len(self.rows) - 1, first, last))

    def truths(self, file: str, member: str, sheet: str | None = None) -> list[Truth]:
        """What its rows really are."""
        return [truth(file, self.name or sheet, row, member, told) for row, told in self.told]


def truth(file: str, sheet: str | None, row: int, member: str, told: Told) -> Truth:
    """What one row really is."""
    key = told.installed.key if told.installed is not None else None
    return Truth(file, sheet, row, member, told.label, told.truth, told.why, told.applied, key)


def write_book(path: Path, pages: Sequence[Page]) -> None:
    """Write sheets as XLSX."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime.combine(TODAY, time())})
    day, merged = book.add_format({"num_format": "d-m-yyyy"}), book.add_format({"align": "center", "bold": True})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        for number, row in enumerate(page.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif isinstance(cell, date):
                    sheet.write_number(number, column, (cell - EXCEL_ZERO).days, day)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
        for number, first, last in page.merged:
            sheet.merge_range(number, first, number, last, str(page.rows[number][first]), merged)
    book.close()
    path.write_bytes(buffer.getvalue())


def write_text(path: Path, page: Page, encoding: str = "utf-8", delimiter: str = ";") -> None:
    """Write one sheet as text with a sign between the cells; an encoding that cannot hold a sign is a fault of the sample."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if cell is None else str(cell) for cell in row] for row in page.rows])
    path.write_bytes(buffer.getvalue().encode(encoding))
