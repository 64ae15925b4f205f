"""What a value becomes in a cell of the workbook, so that the reader gives back exactly that value.

| value | cell |
|---|---|
| unknown | empty |
| text | text; one that the reader would change (blanks around it, ``?``, ``onbekend``, ``#REF!``, empty) as a literal: ``"?"`` |
| list | words apart by ``; ``; the empty list is ``geen``; words that the reader would change as literals |
| number, amount | a number; one that a spreadsheet cannot hold exactly as text |
| yes or no | ja, nee (yes, no) |
| date | a date |

A text of more than `PIECE` characters continues on a sheet of its own: the cell ends in ``[vervolg 12]``.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from wiel.exchange.sheets import number_text
from wiel.quantities import euros
from wiel.schema import Column, Kind, Notation, literal, read_column

NOTATION = Notation(literal=True)
WORDS = {"nl": ("ja", "nee", "geen"), "en": ("yes", "no", "none")}
FIRST_DAY = date(1900, 1, 1)
MOST_EXACT = 10**15
PIECE = 16_000
"""Characters of a text in one cell: a spreadsheet holds 32,767 units of UTF-16, of which a character takes one or two."""

CONTINUED = re.compile(r"\[vervolg (\d+)\]$")
# What is changed between the writer and the reader of XLSX: escapes that look like _x0041_ and two characters that XML lacks.
UNSAFE = "_x[0-9A-Fa-f]{4}_|[\ufffe\uffff]|\\[vervolg \\d+\\]$"


@dataclass
class Continuation:
    """Pieces of long texts on their way to their own sheet: (number of the text, piece)."""

    pieces: list[tuple[int, str]] = field(default_factory=list)
    texts: int = 0

    def first(self, text: str) -> str:
        """What stands in the cell itself; the rest is kept here."""
        if len(text) <= PIECE:
            return text
        self.texts += 1
        cuts = range(PIECE, len(text), PIECE)
        self.pieces.extend((self.texts, text[cut : cut + PIECE]) for cut in cuts)
        return f"{text[:PIECE]}[vervolg {self.texts}]"


def cells(column: Column, values: pl.Series, language: str, rest: Continuation) -> list[Any]:
    """One cell per value: None, text, number, truth as a word, or date."""
    if values.null_count() == len(values):
        return [None] * len(values)
    match column.kind:
        case Kind.COUNT:
            return [value if value is None or abs(value) < MOST_EXACT else str(value) for value in values]
        case Kind.AMOUNT:
            return [None if value is None else _amount(value) for value in values]
        case Kind.DECIMAL:
            return [None if value is None else _decimal(value) for value in values]
        case Kind.FLAG:
            yes, no, _ = WORDS[language]
            return [None if value is None else yes if value else no for value in values]
        case Kind.DAY:
            return [value if value is None or value >= FIRST_DAY else value.isoformat() for value in values]
        case Kind.MANY:
            texts = _lists(column, values, language)
        case _:
            texts = _texts(column, values.cast(pl.String))
    return [None if text is None else rest.first(text) for text in texts]


def _amount(cents: int) -> float | str:
    exact = euros(cents)
    return float(exact) if abs(cents) < MOST_EXACT else str(exact).replace(".", ",")


def _decimal(value: float) -> float | str:
    """The number itself where the sixteen digits of the writer and the reader of numbers keep it, else its digits as text."""
    if float(f"{value:.16G}") == value and float(number_text(value, ".")) == value:
        return value
    return repr(value).replace(".", ",")


def _texts(column: Column, values: pl.Series) -> list[str | None]:
    """Texts, as literals where the reader would make something else of them."""
    read, _ = read_column(column, values, NOTATION)
    changed = ~read.cast(pl.String).eq_missing(values) | values.str.contains(UNSAFE).fill_null(False)
    texts = values.to_list()
    for index in changed.arg_true().to_list():
        texts[index] = literal(texts[index])
    return texts


def _lists(column: Column, values: pl.Series, language: str) -> list[str | None]:
    """Words apart by ``; ``; all of them as literals in a cell that the reader would read otherwise."""
    none = WORDS[language][2]
    joined = pl.Series([None if words is None else "; ".join(words) or none for words in values], dtype=pl.String)
    read, _ = read_column(column, joined, NOTATION)
    changed = ~read.eq_missing(values) | joined.str.contains(UNSAFE).fill_null(False)
    changed = changed & (values.list.len() > 0)
    texts = joined.to_list()
    for index in changed.fill_null(False).arg_true().to_list():
        texts[index] = "; ".join(literal(word) for word in values[index])
    return texts
