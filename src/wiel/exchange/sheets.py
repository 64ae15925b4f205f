"""XLSX as rows of cells, read fast and without trust in the file.

calamine reads the values. What it cannot be trusted with is looked at in the XML first: how much memory a sheet will take (see
`wiel.exchange.extent`) and which cells hold a failed formula (it gives those as empty).
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

from wiel.exchange.extent import Meter, column_number, shared_lengths
from wiel.exchange.files import fingerprint, is_inside, read_bytes, refused, unpacked
from wiel.exchange.kinds import refuse_other, refuse_other_members

Cell = str | float | int | bool | date | datetime | time | timedelta
Row = list[Any]

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOOK = "xl/workbook.xml"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
REFERENCE = re.compile(rb"""\sr=["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
FAILED = re.compile(rb"""\st=(?:"e"|'e')""")
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
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
        meter = Meter(file, _shared(members, file))
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = tuple(m.name for m in book.sheets_metadata if m.typ is calamine.SheetTypeEnum.WorkSheet and m.name in parts)
        _refuse_twins(names)
    if not names:
        raise refused("sheet.not-a-workbook", file)
    sheets = {name: members[parts[name]] for name in names}
    del members

    def rows(name: str) -> list[Row]:
        """The cells of a sheet from A1 on; reading a sheet takes time and memory, so each is read once, when it is asked for."""
        xml = sheets.pop(name)
        with _reading(file):
            meter.spend(xml, name)
            failed = list(_failed_cells(xml))
            del xml
            read: list[Row] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for row, column, text in failed:
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
    """Name of each sheet → the member that holds it; where calamine might find another one, the file is not read."""
    _refuse_twins([name.casefold() for name in members])
    if not all(map(is_inside, members)):
        raise ValueError("..")
    try:
        book = next(target for kind, target in _targets(members, "").values() if kind == "officeDocument")
        targets = _targets(members, book)
        root = _xml(members[book])
    except (StopIteration, KeyError) as error:
        raise refused("sheet.not-a-workbook", file) from error
    if book != BOOK and any(name.casefold() == BOOK for name in members):
        raise ValueError(BOOK)
    parts: dict[str, str] = {}
    for element in root.iter("{*}sheet"):
        link = next((value for key, value in element.attrib.items() if str(key).endswith("}id")), None)
        kind, target = targets.get(str(link), ("", ""))
        if kind == "worksheet" and target in members:
            parts[str(element.get("name"))] = target
    _refuse_twins(list(parts.values()))
    return parts


def _refuse_twins(names: Sequence[str]) -> None:
    """Two things of one name: one would be measured, and the other read."""
    if len(set(names)) < len(names):
        raise ValueError(max(names, key=names.count))


def _shared(members: dict[str, bytes], file: str) -> list[int]:
    """The bytes of each text that cells share; calamine looks for them under one name, whatever its capitals."""
    found = [content for name, content in members.items() if name.casefold().endswith("sharedstrings.xml")]
    if len(found) > 1:
        raise ValueError("sharedStrings.xml")
    return shared_lengths(found[0], file) if found else []


def _targets(members: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Relations of a member: identifier → kind and the member it points to."""
    folder, name = posixpath.split(part)
    root = _xml(members[posixpath.join(folder, "_rels", f"{name}.rels")])
    _refuse_twins([str(link.get("Id")) for link in root.iter(RELATIONSHIPS)])
    return {
        str(link.get("Id")): (
            str(link.get("Type")).rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, str(link.get("Target")))).lstrip("/"),
        )
        for link in root.iter(RELATIONSHIPS)
    }


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
