"""How much a Parquet file will ask of the memory, told from what it says of itself, page by page.

A file of a few hundred bytes can hold a hundred million equal rows. The description of a Parquet file is written in the compact protocol of
Thrift (https://github.com/apache/parquet-format, file parquet.thrift); only the numbers in it are read here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wiel.exchange.limits import CELLS, LINES, UNPACKED

ROW_GROUPS, ROWS, COLUMNS, META = 4, 3, 1, 3
PACKED, DATA_AT, DICTIONARY_AT = 7, 9, 11
PAGE_UNPACKED, PAGE_PACKED, PAGE_KINDS, PAGE_VALUES = 2, 3, (5, 7, 8), 1
TRUE, FALSE, BYTE, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
DEEPEST = 12


@dataclass
class Compact:
    """A reader of the compact protocol of Thrift."""

    data: bytes
    at: int

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """The fields of a struct by number."""
        fields: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            fields[number] = self._value(head & 15, depth, in_list=False)
        return fields

    def _value(self, kind: int, depth: int, in_list: bool) -> Any:
        if depth > DEEPEST:
            raise ValueError(depth)
        if kind in (TRUE, FALSE):
            return self._byte() == TRUE if in_list else kind == TRUE
        if kind == STRUCT:
            return self.struct(depth + 1)
        if kind in (LIST, SET):
            head = self._byte()
            size = self._whole() if head >> 4 == 15 else head >> 4
            return [self._value(head & 15, depth + 1, in_list=True) for _ in range(min(size, len(self.data)))]
        if kind == BINARY:
            return self._skip(self._whole())
        if kind in (BYTE, DOUBLE):
            return self._skip(1 if kind == BYTE else 8)
        if kind == MAP or kind > STRUCT or kind == 0:
            raise ValueError(kind)
        return self._signed()

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _skip(self, size: int) -> None:
        self.at += size
        if self.at > len(self.data):
            raise ValueError(size)

    def _whole(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number
            if shift > 63:
                raise ValueError(shift)

    def _signed(self) -> int:
        number = self._whole()
        return (number >> 1) ^ -(number & 1)


def is_modest(data: bytes) -> bool:
    """Whether a Parquet file stays within the rows, cells and bytes of a list, by its own description and that of each page.

    Raises:
        ValueError, IndexError, KeyError, TypeError, AttributeError: it is no Parquet file.
    """
    size = int.from_bytes(data[-8:-4], "little")
    if not 0 < size <= len(data) - 8:
        raise ValueError(size)
    whole = Compact(data, len(data) - 8 - size).struct()
    if whole[ROWS] > LINES:
        return False
    unpacked = values = 0
    for group in whole[ROW_GROUPS]:
        for column in group[COLUMNS]:
            for page in _pages(data, column[META]):
                unpacked += max(page[PAGE_UNPACKED], 0)
                values += sum(page[kind].get(PAGE_VALUES, 0) for kind in PAGE_KINDS if kind in page)
                if unpacked > UNPACKED or values > CELLS:
                    return False
    return True


def _pages(data: bytes, column: dict[int, Any]) -> Iterator[dict[int, Any]]:
    """The description of each page of a column."""
    start = min(column[at] for at in (DATA_AT, DICTIONARY_AT) if column.get(at))
    reader, end = Compact(data, start), start + column[PACKED]
    while reader.at < end:
        page = reader.struct()
        if page[PAGE_PACKED] < 0 or reader.at < start:
            raise ValueError(page[PAGE_PACKED])
        reader.at += page[PAGE_PACKED]
        yield page
