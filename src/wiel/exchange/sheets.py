"""XLSX as rows of cells, read fast and without trust in the file.

calamine reads the values. What it cannot be trusted with is looked at in the XML first: how far a sheet runs (it takes memory for
the whole rectangle) and which cells hold a failed formula (it gives those as empty).
"""

import io
import math
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import python_calamine as calamine
from lxml import etree

from wiel.exchange.files import fingerprint, read_bytes, refused, unpacked
from wiel.exchange.kinds import refuse_other, refuse_other_members

Cell = str | float | int | bool | date | datetime | time | timedelta
Row = list[Any]

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
CELLS = 8 * 1_048_576
"""Cells from the first to the last of a sheet, empty ones too: 26 columns of 320,000 rows. More would take more than 500 MB."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
REFERENCE = re.compile(rb"""\sr=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
PLACE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
WIDE = re.compile(rb"""\sr=["'][A-Za-z]{2}""")
LETTERS = re.compile(rb"""\sr=["']([A-Za-z]{1,5})""")
FAR_ROWS = re.compile(rb"""\sr=["'][A-Za-z]*([0-9]{5,9})""")
ODD = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r(?:\s|=(?!["'](?:[A-Za-z]{1,3}[0-9]{1,7}|[0-9]{1,7})["']))""")
"""A row or cell whose place is written as no spreadsheet program writes it: too long, with blanks around the sign, or with other signs."""

FAILED = re.compile(rb"""\st=(?:"e"|'e')""")
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
UNUSUAL = re.compile(rb"""<(?:c (?!r="[A-Z]{1,3}[0-9]{1,7}")|row (?!r="[0-9]{1,7}"))""")
RARE = (
    b":c ",
    b":row ",
    b"<c\t",
    b"<c\n",
    b"<c\r",
    b"<row\t",
    b"<row\n",
    b"<row\r",
    b" r='",
    b" r =",
    b" r\t",
    b" r\n",
    b"\tr=",
    b"\nr=",
    b"\rr=",
    b' r="&',
)
"""What `ODD` must be looked for after: it takes longer, and hardly any file needs it."""

LONG = re.compile(rb' r="[A-Za-z]*[0-9]{6}')
UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
NOISE = 4
EXACT_DIGITS = 15
MOST_WHOLE = 1e15


@dataclass(frozen=True)
class Book:
    """An open workbook: the names of its visible and hidden sheets in order, and the rows of each on demand."""

    file: str
    digest: str
    names: tuple[str, ...]
    rows: Callable[[str], list[Row]]


def open_book(path: Path | str) -> Book:
    """Which sheets does this workbook hold?

    Raises:
        InputRefused: not readable as bytes, no XLSX, truncated, damaged, locked with a password or larger than the limits.
    """
    data, file = read_bytes(path), Path(path).name
    if data.startswith(OLD_OFFICE):
        raise refused("file.password" if ENCRYPTED in data else "sheet.not-a-workbook", file)
    if not data.startswith(b"PK"):
        refuse_other(data, file)
        raise refused("sheet.not-a-workbook", file)
    members = unpacked(data, file)
    refuse_other_members(members, file)
    with _reading(file):
        parts = _sheet_parts(members, file)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = tuple(m.name for m in book.sheets_metadata if m.typ is calamine.SheetTypeEnum.WorkSheet and m.name in parts)
    if not names:
        raise refused("sheet.not-a-workbook", file)

    def rows(name: str) -> list[Row]:
        """The cells of a sheet from A1 on; reading a sheet takes time, so each is read when it is asked for."""
        xml = members[parts[name]]
        _check_extent(xml, file, name)
        with _reading(file):
            read: list[Row] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for row, column, text in _failed_cells(xml):
            if row < len(read) and column < len(read[row]):
                read[row][column] = text
        return read

    return Book(file, fingerprint(data), names, rows)


@contextmanager
def _reading(file: str) -> Iterator[None]:
    """What goes wrong inside calamine or the XML is a refusal of the file."""
    try:
        yield
    except (calamine.CalamineError, etree.XMLSyntaxError, KeyError, OSError, ValueError) as error:
        raise refused("sheet.unreadable", file, reason=str(error).partition("\n")[0]) from error


def _xml(data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data:
        raise ValueError("DOCTYPE")
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False))


def _sheet_parts(members: dict[str, bytes], file: str) -> dict[str, str]:
    """Name of each sheet → the member that holds it."""
    try:
        book = next(target for kind, target in _targets(members, "").values() if kind == "officeDocument")
        targets = _targets(members, book)
        root = _xml(members[book])
    except (StopIteration, KeyError) as error:
        raise refused("sheet.not-a-workbook", file) from error
    parts: dict[str, str] = {}
    for element in root.iter("{*}sheet"):
        link = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), None)
        kind, target = targets.get(str(link), ("", ""))
        if kind == "worksheet" and target in members:
            parts[str(element.get("name"))] = target
    return parts


def _targets(members: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Relations of a member: identifier → kind and the member it points to."""
    folder, name = posixpath.split(part)
    root = _xml(members[posixpath.join(folder, "_rels", f"{name}.rels")])
    return {
        str(link.get("Id")): (
            str(link.get("Type")).rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, str(link.get("Target")))).lstrip("/"),
        )
        for link in root.iter(RELATIONSHIPS)
    }


def _check_extent(xml: bytes, file: str, sheet: str) -> None:
    """Refuse a sheet whose last cell lies so far away that the rectangle would fill the memory."""
    unusual = UNUSUAL.search(xml) or any(sign in xml for sign in RARE)
    if xml[:2] in UTF16 or (unusual and ODD.search(xml)):
        raise refused("sheet.unreadable", file, sheet, reason="r")
    if not unusual and not WIDE.search(xml) and not LONG.search(xml):
        return
    columns = max(map(column_number, map(bytes.decode, set(LETTERS.findall(xml)))), default=1)
    rows = max(map(int, set(FAR_ROWS.findall(xml))), default=9999)
    if columns > LAST_COLUMN or rows > LAST_ROW:
        # No spreadsheet program writes such a cell; a reader that believes it fills the rectangle up to there.
        raise refused("sheet.too-many-cells", file, sheet, rows=rows, columns=column_letters(columns))
    if rows * columns > CELLS:
        # Cells that only carry a format do not count, but telling them apart takes longer.
        with _reading(file):
            rows, columns = _filled_extent(xml)
    if rows * columns > CELLS:
        raise refused("sheet.too-many-cells", file, sheet, rows=rows, columns=column_letters(columns))


def _filled_extent(xml: bytes) -> tuple[int, int]:
    """The last row and column (from 1) of the cells that hold something, read as XML so that nothing is taken for what it is not.

    Raises:
        XMLSyntaxError: two places in one cell, or anything else that is no XML; a lenient reader would believe one of them.
    """
    rows = columns = 0
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for _, cell in etree.iterparse(io.BytesIO(xml), tag="{*}c", **options):
        place = PLACE.fullmatch(cell.get("r", ""))
        if len(cell) and place:
            rows, columns = max(rows, int(place.group(2))), max(columns, column_number(place.group(1)))
        cell.clear()
    return rows, columns


def _failed_cells(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Row and column (from 0) and text of the cells that hold a failed formula."""
    if b't="e"' not in xml and b"t='e'" not in xml:
        return
    for match in FAILED.finditer(xml):
        start, end = xml.rfind(b"<", 0, match.start()), xml.find(b">", match.end())
        reference, value = REFERENCE.search(xml, start, end), VALUE.search(xml, end)
        if reference and value:
            column = column_number(reference.group(1).decode()) - 1
            yield int(reference.group(2)) - 1, column, unescape(value.group(1).decode())


def column_number(letters: str) -> int:
    """The number of a column, from 1.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters over a column; the first is 1.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def number_text(value: float, mark: str) -> str:
    """A number of a spreadsheet as people write it, without the noise of floating point in whole numbers.

    >>> number_text(12.0, ","), number_text(2.9999999999999996, ","), number_text(1234.5, ","), number_text(2.5e-7, ",")
    ('12', '3', '1234,5', '0,00000025')
    """
    text = repr(value)
    if len(text) <= EXACT_DIGITS and "e" not in text:
        return text.removesuffix(".0").replace(".", mark)
    nearest = round(value) if abs(value) < MOST_WHOLE else None
    if nearest is not None and (nearest or value == 0) and abs(value - nearest) <= NOISE * math.ulp(value):
        return str(nearest)
    if not 1e-30 < abs(value) < 1e30:
        return repr(value)
    return format(Decimal(repr(value)), "f").replace(".", mark)


def column_text(cells: Sequence[Cell], mark: str) -> list[str]:
    """The cells of a column as text: numbers with this decimal mark, dates as ISO, truth as ja and nee."""
    if set(map(type, cells)) <= {str}:
        return [*cells]  # type: ignore[list-item]
    return [_cell_text(cell, mark) for cell in cells]


def _cell_text(cell: Cell, mark: str) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, int | float):
        return number_text(cell, mark)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
