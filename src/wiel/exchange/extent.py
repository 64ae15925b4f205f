"""What the sheets of a workbook will ask of the memory, told from their XML before a reader believes it.

calamine takes memory for the whole rectangle of a sheet, and a copy of a shared text for every cell in which it stands. A file of half a
megabyte can so ask for gigabytes. What is counted here is never less than what calamine will take.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from lxml import etree

from wiel.errors import InputRefused
from wiel.exchange.files import refused
from wiel.exchange.limits import CELLS, CHARACTERS, COLUMNS, FILLED, LINES, MEGABYTE, ROWS, STRINGS

PLACE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
LETTERS = re.compile(rb"""\sr=["']([A-Za-z]{1,5})""")
NUMBERS = re.compile(rb"""\sr=["'][A-Za-z]*([0-9]{1,9})""")
VALUE = re.compile(rb"<v>([^<]*)<")
ODD = re.compile(rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r(?:\s|=(?!["'](?:[A-Za-z]{1,3}[0-9]{1,7}|[0-9]{1,7})["']))""")
"""A row or cell whose place is written as no spreadsheet program writes it: too long, with blanks around the sign, or with other signs."""

UNUSUAL = re.compile(rb"""<(?:c(?! r="[A-Z]{1,3}[0-9]{1,7}")[ />]|row(?! r="[0-9]{1,7}")[ />])""")
RARE = (
    b":c ", b":c>", b":c/", b":row ", b":row>", b"<c\t", b"<c\n", b"<c\r", b"<row\t", b"<row\n", b"<row\r", b" r='", b" r =", b" r\t",
    b" r\n", b"\tr=", b"\nr=", b"\rr=", b' r="&', b"<!",
)  # fmt: skip
"""Signs of another way of writing. Then each cell is counted, which takes longer; hardly any file needs it."""

RARE_VALUES = (b"<v ", b"<v\t", b"<v\n", b"<v\r", b":v>", b":v ", b":v\t", b":v\n", b":v\r", b"<!")
UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
MARKS = 4
"""A cell that holds something takes at least so many tags, and so does a shared text."""


Target = TypeVar("Target", "Count", "_Texts")


@dataclass
class Meter:
    """What a workbook has asked for so far. `lengths` are the bytes of each text that its cells share."""

    file: str
    lengths: Sequence[int]
    cells: int = 0
    filled: int = 0
    characters: int = 0

    def spend(self, xml: bytes, sheet: str) -> None:
        """Count one sheet.

        Raises:
            InputRefused: the sheet runs on too far, or the workbook holds more than one may.
            XMLSyntaxError, ValueError: what has to be counted is no XML.
        """
        self.filled += xml.count(b"<") // MARKS
        if self.filled > FILLED:
            raise too_large(self.file, sheet)
        unusual = UNUSUAL.search(xml) is not None or any(sign in xml for sign in RARE)
        if xml[:2] in UTF16 or (unusual and ODD.search(xml)):
            raise refused("sheet.unreadable", self.file, sheet, reason="r")
        rows, columns = _furthest(xml)
        if columns > COLUMNS or rows > ROWS:
            # No spreadsheet program writes such a cell; a reader that believes it fills the rectangle up to there.
            raise self._too_far(sheet, rows, columns)
        characters = None if unusual else _characters(xml, self.lengths)
        if characters is None or self.characters + characters > CHARACTERS or self.cells + rows * columns > CELLS:
            # Cells that only carry a format do not count, but telling them apart takes longer.
            counted = _parsed(xml, Count(self.lengths))
            rows, columns, characters = counted.rows, counted.columns, counted.characters
        self.cells, self.characters = self.cells + rows * columns, self.characters + characters
        if self.cells > CELLS:
            raise self._too_far(sheet, rows, columns)
        if self.characters > CHARACTERS:
            raise too_large(self.file, sheet)

    def _too_far(self, sheet: str, rows: int, columns: int) -> InputRefused:
        return refused("sheet.too-many-cells", self.file, sheet, rows=rows, columns=column_letters(columns))


@dataclass
class Count:
    """A parser that counts: the last row and column of the cells that hold something, and the bytes of their shared texts."""

    lengths: Sequence[int]
    rows: int = 0
    columns: int = 0
    characters: int = 0
    _row: int = 0
    _column: int = 0
    _at: tuple[int, int] | None = None
    _shared: bool = False
    _text: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell, or something in a cell; what has no place stands behind what came before."""
        name, place = tag.rpartition("}")[2], attributes.get("r", "")
        if name == "row":
            self._row, self._column = int(place) if place.isdecimal() else self._row + 1, 0
        elif name == "c":
            own = PLACE.fullmatch(place)
            self._column = column_number(own.group(1)) if own else self._column + 1
            self._at = (int(own.group(2)) if own else max(self._row, 1)), self._column
            self._shared = attributes.get("t") == "s"
        elif self._at is not None:
            self.rows, self.columns = max(self.rows, self._at[0]), max(self.columns, self._at[1])
            self._text.clear()

    def data(self, text: str) -> None:
        """The number of a shared text."""
        if self._shared and self._at is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """The end of a cell or of what is in it."""
        name = tag.rpartition("}")[2]
        if name == "c":
            self._at = None
        elif name == "v" and self._shared and self._at is not None:
            self.characters += _length(self.lengths, "".join(self._text))

    def close(self) -> "Count":
        """What was counted."""
        return self


@dataclass
class _Texts:
    """A parser that gives the bytes of each shared text."""

    lengths: list[int] = field(default_factory=list)

    def start(self, tag: str, _: Mapping[str, str]) -> None:
        """A text may begin."""
        if tag.rpartition("}")[2] == "si":
            self.lengths.append(0)

    def data(self, text: str) -> None:
        """A piece of a text."""
        if self.lengths:
            self.lengths[-1] += len(text.encode())

    def close(self) -> "_Texts":
        """What was counted."""
        return self


def shared_lengths(xml: bytes, file: str) -> list[int]:
    """The bytes of each text that the cells of a workbook share.

    Raises:
        InputRefused: more texts than a workbook may hold.
        XMLSyntaxError, ValueError: it is no XML.
    """
    if xml.count(b"<") > MARKS * STRINGS:
        raise too_large(file)
    return _parsed(xml, _Texts()).lengths


def too_large(file: str, sheet: str | None = None) -> InputRefused:
    """The refusal of a list that holds more than a list may."""
    return refused("grid.too-large", file, sheet, rows=LINES, cells=FILLED, megabytes=CHARACTERS // MEGABYTE)


def _parsed(xml: bytes, target: Target) -> Target:
    """What a target has seen when the XML is at its end; nothing is kept of the XML itself."""
    if b"<!DOCTYPE" in xml:
        raise ValueError("DOCTYPE")
    parser = etree.XMLParser(target=cast(Any, target), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    etree.fromstring(xml, parser)
    return target


def _furthest(xml: bytes) -> tuple[int, int]:
    """The last row and column that any place in a sheet names."""
    columns = max(map(column_number, map(bytes.decode, set(LETTERS.findall(xml)))), default=1)
    return max(map(int, set(NUMBERS.findall(xml))), default=1), columns


def _characters(xml: bytes, lengths: Sequence[int]) -> int | None:
    """At most how many bytes of shared texts a sheet asks for: every number in it is taken for that of a text. None: to be counted."""
    if not lengths:
        return 0
    if any(sign in xml for sign in RARE_VALUES):
        return None
    values = Counter(VALUE.findall(xml))
    if any(b"&" in value for value in values):
        return None
    return sum(n * _length(lengths, value.decode(errors="replace")) for value, n in values.items())


def _length(lengths: Sequence[int], number: str) -> int:
    """The bytes of the text with this number; nothing where there is none."""
    text = number.strip().removeprefix("+")
    place = int(text) if text.isdecimal() and len(text) < 9 else len(lengths)
    return lengths[place] if place < len(lengths) else 0


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
