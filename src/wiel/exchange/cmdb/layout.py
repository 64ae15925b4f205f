"""Where a list begins in a sheet: the rows of its header, and the rows below that are no application."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wiel.exchange.cmdb.words import header_scores, table
from wiel.exchange.grid import Grid, is_empty, joined_header
from wiel.exchange.table import Exclusion

FIRST_ROWS = 40
LONGEST_HEADER = 60
SURE_WORD = 0.6
NUMBER = re.compile(r"^[\s\d.,:%€/+-]+$")


@dataclass(frozen=True)
class Header:
    """The first row of a header (from 1), how many rows it takes and how well its words are known."""

    row: int
    rows: int
    score: float


def found_header(rows: Sequence[Sequence[Any]]) -> Header | None:
    """Where is the header of this sheet? One or two rows among the first; None where no row looks like one."""
    best: Header | None = None
    for index in range(min(len(rows), FIRST_ROWS)):
        for height in (1, 2):
            lines = rows[index : index + height]
            if len(lines) < height or any(is_empty(line) for line in lines) or not all(map(_is_header_like, lines)):
                continue
            score = _score(joined_header(lines))
            if score and (best is None or score > best.score + 0.3):
                best = Header(index + 1, height, score)
    return best


def _texts(row: Sequence[Any]) -> list[str]:
    return [" ".join(str(cell).split()) for cell in row]


def _is_header_like(row: Sequence[Any]) -> bool:
    """Words, short, and no values."""
    filled = [text for text in _texts(row) if text]
    values = sum(not isinstance(cell, str) or bool(NUMBER.match(cell)) for cell in row if str(cell).strip())
    return len(filled) >= 2 and not values and max(map(len, filled)) <= LONGEST_HEADER


def _score(header: Sequence[str]) -> float:
    """How many different targets the words name, each as sure as it is."""
    targets: dict[str, float] = {}
    for text in header:
        for target, score in header_scores(text).items() if text else ():
            if score >= SURE_WORD:
                targets[target] = max(targets.get(target, 0.0), score)
    return sum(targets.values())


def left_out(cells: Grid, header_rows: Sequence[Sequence[Any]], name: str) -> Iterator[Exclusion]:
    """Rows below the header that are no application: totals, the header once more, headings between rows and notes."""
    columns = {header: _texts(column) for header, column in cells.columns.items()}
    patterns, reasons = table()["rows"], table()["reasons"]
    first = list(columns)[:4]
    for header in dict.fromkeys((name, *first)):
        if any(re.search(patterns["total"], text) for text in columns[header]):
            yield Exclusion(header, reasons["total"], matches=patterns["total"])
    above = {text for row in header_rows for text in _texts(row) if text}
    yield from _again(columns, above, name)
    yield from _lone(columns, name)


def _again(columns: dict[str, list[str]], above: set[str], name: str) -> Iterator[Exclusion]:
    """Rows that say nothing but words of the header; each is told by the column of the names, or by its first filled one."""
    found: dict[str, dict[str, None]] = {}
    for index in range(len(columns[name])):
        filled = {header: texts[index] for header, texts in columns.items() if texts[index]}
        if len(filled) > 1 and set(filled.values()) <= above:
            header = name if name in filled else next(iter(filled))
            found.setdefault(header, {})[filled[header]] = None
    for header, texts in found.items():
        yield Exclusion(header, table()["reasons"]["header"], among=tuple(texts))


def _lone(columns: dict[str, list[str]], name: str) -> Iterator[Exclusion]:
    """Rows with one filled cell that speaks like a heading or a note."""
    patterns, reasons = table()["rows"], table()["reasons"]
    found: dict[tuple[str, str], dict[str, None]] = {}
    for index in range(len(columns[name])):
        filled = [(header, texts[index]) for header, texts in columns.items() if texts[index]]
        if len(filled) != 1 or len(columns) < 3:
            continue
        header, text = filled[0]
        if re.search(patterns["total"], text):
            continue
        if re.search(patterns["section"], text) or text.endswith(":"):
            found.setdefault((header, "section"), {})[text] = None
        elif re.search(patterns["note"], text) or len(text.split()) > 7 or header != name:
            found.setdefault((header, "note"), {})[text] = None
    for (header, reason), texts in found.items():
        yield Exclusion(header, reasons[reason], among=tuple(texts))
