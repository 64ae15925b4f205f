"""Reads the decisions that people took in a review file."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from wiel.exchange.files import refused
from wiel.exchange.grid import Grid, grid
from wiel.exchange.headers import plain
from wiel.exchange.sheets import open_book
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.schema import Notation
from wiel.texts import LANGUAGES, say

WORDS = {"ja": True, "j": True, "yes": True, "y": True, "waar": True, "true": True, "1": True, "x": True,
         "nee": False, "n": False, "no": False, "onwaar": False, "false": False, "0": False}  # fmt: skip
OPEN = {"", "?", "onbekend", "unknown"}
DECISION = Rule("review.decision", Severity.WARNING)
CONFLICT = Rule("review.conflict", Severity.WARNING)
NEEDED = ("same", "left", "right")
SCHEMA = {"left": pl.String, "right": pl.String, "same": pl.Boolean}


def read_decisions(path: Path | str) -> tuple[pl.DataFrame, Findings]:
    """What did people decide? Columns left, right, same (boolean), each pair once; open rows are left out.

    Sheets and rows may be moved, sorted or removed; columns are found by their header in Dutch or English. A word that is neither yes
    nor no, and a pair that got both, become findings and count as open.

    Raises:
        InputRefused: no readable workbook, or none of its sheets has the columns of a review file.
    """
    book = open_book(path)
    told: list[tuple[str, str, bool, Place]] = []
    found: list[Finding] = []
    sheets = 0
    for name in book.names:
        rows = book.rows(name)
        if not rows or not any(str(cell).strip() for cell in rows[0]):
            continue
        cells, more = grid(rows, 1, book.file, name)
        headers = _headers(cells)
        if all(column in headers for column in NEEDED):
            sheets += 1
            found.extend(more)
            for item in _decisions(cells, headers):
                found.append(item) if isinstance(item, Finding) else told.append(item)
    if not sheets:
        raise refused("review.no-review", book.file)
    decided, conflicts = _once(told)
    return decided, Findings.of([*found, *conflicts])


def _headers(cells: Grid) -> dict[str, str]:
    """Column of a review file → header in this one."""
    known = {plain(say(f"review.column-{name}", language)): name for name in NEEDED for language in LANGUAGES}
    return {known[plain(header)]: header for header in cells.headers if plain(header) in known}


def _decisions(cells: Grid, headers: dict[str, str]) -> Iterator[tuple[str, str, bool, Place] | Finding]:
    columns = [cells.text(headers[name], Notation()).to_list() for name in NEEDED]
    for word, left, right, row in zip(*columns, cells.rows, strict=True):
        place = Place(file=cells.file, sheet=cells.sheet, row=row, column=headers["same"])
        plain_word = word.strip().casefold()
        if plain_word in WORDS:
            yield left, right, WORDS[plain_word], place
        elif plain_word not in OPEN:
            yield DECISION.broken(place, text=word[:40])


def _once(told: list[tuple[str, str, bool, Place]]) -> tuple[pl.DataFrame, list[Finding]]:
    """Each pair once; one that got both answers is open again."""
    answers: dict[tuple[str, str], bool | None] = {}
    found = []
    for left, right, same, place in told:
        before = answers.setdefault((left, right), same)
        if before is not None and before != same:
            answers[left, right] = None
            found.append(CONFLICT.broken(place, left=left, right=right))
    rows = [(left, right, same) for (left, right), same in answers.items() if same is not None]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row"), found
