"""Text that the cell reader would otherwise take for something else, written as a literal between double quotes.

Own formats (the workbook) promise that every text comes back as it was: with blanks around it, empty, equal to a word for unknown
such as ``?``, or with a separator in it. Such a text stands in its cell as a JSON string: ``"?"``. The reader takes a cell as a
literal only where `Notation.literal` says so, and only when it is a JSON string from its first to its last character.
"""

import json
import re

import polars as pl

# JSON leaves these as they are, but XML cannot hold the first two and spreadsheets read the last as an escape of their own.
_UNSAFE = re.compile("[\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ELEMENT = re.compile(r'\s*("(?:[^"\\]|\\.)*"(?=\s*(?:[;|]|$))|[^;|]*)\s*(?:([;|])|$)', re.DOTALL)


def literal(text: str) -> str:
    """The text between double quotes, as a JSON string.

    >>> literal(" ?"), literal('De "Waag"')
    ('" ?"', '"De \\\\"Waag\\\\""')
    """
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def literal_text(cell: str) -> str | None:
    """The text of a literal, or None where the cell is none.

    >>> literal_text('" ?"'), literal_text('"De Waag" en "De Hal"'), literal_text("'s-Hertogenbosch")
    (' ?', None, None)
    """
    if len(cell) < 2 or not cell.startswith('"') or not cell.endswith('"'):
        return None
    try:
        value = json.loads(cell, strict=False)
        value.encode()
    except ValueError:
        return None
    return str(value)


def literals(cells: pl.Series) -> dict[int, str]:
    """Index → text of the cells that are literals."""
    candidates = cells.str.contains(r'(?s)^\s*".*"\s*$').fill_null(False).arg_true()
    found = ((int(i), literal_text(str(cells[int(i)]).strip())) for i in candidates)
    return {index: text for index, text in found if text is not None}


def literal_lists(cells: pl.Series) -> dict[int, list[str]]:
    """Index → words of the cells that hold a literal among their words."""
    candidates = cells.str.contains('"', literal=True).fill_null(False).arg_true()
    return {int(i): _elements(str(cells[int(i)])) for i in candidates}


def _elements(cell: str) -> list[str]:
    words: list[str] = []
    for match in _ELEMENT.finditer(cell):
        element = match.group(1).strip()
        text = literal_text(element)
        if text is not None or element:
            words.append(element if text is None else text)
        if match.group(2) is None:
            break
    return words
