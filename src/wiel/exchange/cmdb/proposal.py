"""What a list of applications seems to hold: per sheet where it begins, per column what it is, and the mapping that follows."""

import re
from collections import Counter
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from wiel.exchange.cmdb.columns import NAME, PRODUCT, SURE, Column, assigned
from wiel.exchange.cmdb.layout import Header, found_header, left_out
from wiel.exchange.cmdb.profile import Profile
from wiel.exchange.cmdb.tables import tables_of
from wiel.exchange.cmdb.words import PEOPLE, headers
from wiel.exchange.delimited import decoded, delimited_rows
from wiel.exchange.files import read_bytes, refused
from wiel.exchange.grid import grid
from wiel.exchange.sheets import OLD_OFFICE, open_book
from wiel.exchange.table import Exclusion, Mapping, TableMapping
from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.schema import Notation

ASSUMED = Rule("cmdb.assumed", Severity.INFO)
PEOPLE_COLUMN = Rule("person.column", Severity.WARNING)
SHEET_LEFT = Rule("cmdb.sheet-left", Severity.INFO)
MOST_SHEETS = 60
LEAST_UNDERSTOOD = 2


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file (a CSV is one without a name) with what was understood of it."""

    name: str | None
    header: Header
    columns: tuple[Column, ...]
    left_out: MappingType[str, int]
    rows: int
    tables: tuple[TableMapping, ...]

    @property
    def understood(self) -> int:
        """How many columns have a target."""
        return sum(column.target not in (None, PEOPLE) for column in self.columns)

    @property
    def sure(self) -> bool:
        """Whether the mapping may be used unseen: the column with the names is beyond doubt, and another column is understood."""
        names = [column.confidence for column in self.columns if column.target in (NAME, PRODUCT)]
        return bool(self.tables) and max(names, default=0.0) >= SURE and self.understood >= LEAST_UNDERSTOOD


@dataclass(frozen=True)
class Proposal:
    """What a file seems to hold: its sheets with a list of applications, and the names of the sheets without one."""

    file: str
    sheets: tuple[Sheet, ...]
    other_sheets: tuple[str, ...]

    @cached_property
    def used(self) -> tuple[Sheet, ...]:
        """The sheets that are sure; where none is, all that have something to propose."""
        return tuple(s for s in self.sheets if s.sure) or tuple(s for s in self.sheets if s.tables)

    @property
    def sure(self) -> bool:
        """Whether the mapping may be used unseen."""
        return any(sheet.sure for sheet in self.sheets)

    @property
    def mapping(self) -> Mapping:
        """The mapping that follows."""
        return Mapping(tuple(table for sheet in self.used for table in sheet.tables))

    def findings(self) -> Findings:
        """What a reader of the list must know when the proposal is used unseen."""
        found: list[Finding] = []
        for sheet in self.used:
            place = Place(self.file, sheet.name, sheet.header.row)
            pairs = [f"{c.header} = {name}" for c in sheet.columns if c.target for name in (c.target, *c.also) if name != PEOPLE]
            found.append(ASSUMED.broken(place, columns=pairs, n=len(pairs), text=self.file))
            for column in sheet.columns:
                at = Place(self.file, sheet.name, sheet.header.row, column.header)
                if column.target == PEOPLE:
                    found.append(PEOPLE_COLUMN.broken(at))
        left = [*self.other_sheets, *(str(s.name) for s in self.sheets if s not in self.used)]
        found.extend(SHEET_LEFT.broken(Place(self.file, name)) for name in left)
        return Findings.of(found)


def propose(path: Path | str) -> Proposal:
    """Which mapping fits this list of applications, whoever made it?

    Headers are compared with a table of Dutch and English words and with the columns of the landscape; what stands below them must be of
    the kind. Rows above the header, totals, repeated headers and notes are left out by rules that stand in the mapping.

    Args:
        path: CSV of any delimiter, or XLSX with any number of sheets.

    Raises:
        InputRefused: the file cannot be read as a whole, or no sheet has a row that looks like a header.
    """
    path = Path(path)
    sheets: list[Sheet] = []
    others: list[str] = []
    found = list(_sheets(path))
    for name, rows in found:
        sheet = _sheet(name, rows, path.name)
        if sheet is not None and sheet.tables:
            sheets.append(sheet)
        elif name is not None and any(any(str(cell).strip() for cell in row) for row in rows):
            others.append(name)
    if not sheets:
        first = [" ".join(str(cell).split()) for _, rows in found for row in rows[:5] for cell in row if str(cell).strip()]
        raise refused("cmdb.no-list", path.name, headers=first[:12])
    return Proposal(path.name, tuple(sheets), tuple(others))


def _sheets(path: Path) -> Sequence[tuple[str | None, Sequence[Sequence[Any]]]]:
    data = read_bytes(path)
    if data.startswith((b"PK", OLD_OFFICE)):
        book = open_book(path)
        return [(name, book.rows(name)) for name in book.names[:MOST_SHEETS]]
    text, _ = decoded(data, path.name)
    rows, _ = delimited_rows(text, path.name, tuple(headers()))
    return [(None, rows)]


def _sheet(name: str | None, rows: Sequence[Sequence[Any]], file: str) -> Sheet | None:
    header = found_header(rows)
    if header is None:
        return None
    cells, _ = grid(rows, header.row, file, name, header_rows=header.rows)
    texts = {text: cells.text(text, Notation()).to_list() for text in cells.headers}
    columns = assigned({text: Profile.of(column) for text, column in texts.items()}, name)
    named = next((c.header for target in (NAME, PRODUCT) for c in columns if c.target == target), None)
    if named is None:
        return Sheet(name, header, tuple(columns), {}, len(cells.rows), ())
    top = rows[header.row - 1 : header.row - 1 + header.rows]
    excluded = tuple(left_out(cells, top, named))
    out = {index: rule.reason for rule in reversed(excluded) for index in _met(rule, texts)}
    kept = {text: [cell for i, cell in enumerate(column) if i not in out] for text, column in texts.items()}
    profiles = {text: Profile.of(column) for text, column in kept.items()}
    columns = assigned(profiles, name)
    names = [column.header for column in columns if column.target in (NAME, PRODUCT)]
    if not any(profiles[header].cells for header in names):
        # All that looked like a name was a total or a heading.
        return Sheet(name, header, tuple(columns), {}, len(cells.rows), ())
    base = TableMapping("applications", sheet=name, header_row=header.row, header_rows=header.rows, exclude=excluded)
    tables, columns = tables_of(columns, profiles, kept, base)
    return Sheet(name, header, tuple(columns), Counter(out.values()), len(cells.rows), tables)


def _met(rule: Exclusion, texts: MappingType[str, Sequence[str]]) -> list[int]:
    """The rows (from 0) that an exclusion leaves out."""
    cells = [(text or "").strip() for text in texts[rule.column]]
    if rule.matches is not None:
        return [i for i, text in enumerate(cells) if re.search(rule.matches, text)]
    return [i for i, text in enumerate(cells) if text in rule.among]
