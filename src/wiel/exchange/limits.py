"""How much one file may ask for, so that reading it never takes more than 500 MB.

The largest list that we know of a Dutch municipality has some tens of thousands of rows; each limit lies far above that. What they let
through was measured with files made to take as much as they can (`docs/exchange/readers.md`).
"""

from collections.abc import Iterable
from itertools import islice

from wiel.findings import Finding, Place, Rule, Severity

MEGABYTE = 1024 * 1024

FILE = 64 * MEGABYTE
"""Bytes of a file as it lies on the disk."""

UNPACKED = 128 * MEGABYTE
"""Bytes that a zip may unpack to: a sheet of 100,000 rows and ten columns unpacks to about 40 MB."""

SUSPECT, RATIO = 32 * MEGABYTE, 150
"""A zip that unpacks to more than the first and to more than so many times its own size holds nothing but padding: the XML of a sheet
packs to a tenth or a thirtieth, that of a sheet with one value in every cell to a hundredth (own measurement, label O)."""

CELLS = 4_000_000
"""Cells of a file, empty ones too, from the first to the last of each sheet."""

FILLED = 2_000_000
"""Cells of a file that hold something: twenty columns of 100,000 rows."""

LINES = 500_000
"""Rows of a list."""

STRINGS = 1_000_000
"""Different texts in a workbook."""

CHARACTERS = 32 * MEGABYTE
"""Bytes of the texts in the cells of a workbook: one text of the file may stand in many cells and takes memory in each."""

COLUMNS, ROWS = 16_384, 1_048_576
"""Columns and rows of a spreadsheet."""

SETTINGS = MEGABYTE
"""Bytes of a file that people write by hand, such as a mapping."""

VALUES = 2_000_000
"""Values in a JSON file."""

FINDINGS = 10_000
"""Findings of one sort that are told one by one; the others are counted."""

MORE = Rule("grid.more", Severity.WARNING)


def first(findings: Iterable[Finding], place: Place) -> list[Finding]:
    """The findings that are told one by one, and one that counts those beyond."""
    rest = iter(findings)
    told = list(islice(rest, FINDINGS))
    left = sum(1 for _ in rest)
    return [*told, MORE.broken(place, n=left)] if left else told
