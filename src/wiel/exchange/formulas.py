"""Texts that a spreadsheet would run as a formula: made harmless on the way out of CSV, and back on the way in.

A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return and is no plain number gets an apostrophe in front. A text
that could be taken for such a one, because it begins with apostrophes before such a sign, gets one more. So every text comes back as it was.
XLSX needs none of this: there a text is a text.
"""

import re

FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?!\d+(?:[.,]\d+)?$))")
MARK = "'"
MARKS = tuple(MARK + sign for sign in "=+-@\t\r")


def harmless(text: str) -> str:
    """A text that no spreadsheet runs.

    >>> harmless("=1+1"), harmless("-5"), harmless("-5+cmd|' /C calc'!A0"), harmless("'=1"), harmless("Zaakspil")
    ("'=1+1", '-5', "'-5+cmd|' /C calc'!A0", "''=1", 'Zaakspil')
    """
    return MARK + text if FORMULA.match(text) else text


def original(text: str) -> str:
    """The text that `harmless` made harmless, as it was; any other text as it is.

    >>> original("'=1+1"), original("''=1"), original("-5"), original("'s-Hertogenbosch")
    ('=1+1', "'=1", '-5', "'s-Hertogenbosch")
    """
    return text[1:] if text.startswith(MARK) and FORMULA.match(text[1:]) else text


def has_marks(text: str) -> bool:
    """Whether any cell of a file may have been made harmless; looking at every cell takes longer.

    >>> has_marks("naam;versie\\n'=1;2"), has_marks("'s-Hertogenbosch")
    (True, False)
    """
    return any(mark in text for mark in MARKS)
