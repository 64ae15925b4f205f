"""What a delivery would change in a landscape: rows and cells, with what waits on a choice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

import polars as pl

from wiel.errors import Place
from wiel.findings import Finding, Findings, Severity
from wiel.intake.origins import ABOUT_ROWS
from wiel.landscape import TABLES

Row = Mapping[str, Any]


class ChangeKind(StrEnum):
    """What happens to a row. A missing row stays where it is; only an explicit choice makes it a removed one."""

    CHANGED = "changed"
    NEW = "new"
    MISSING = "missing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: what stands in the landscape and what it would become. None is unknown."""

    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs.

    Args:
        table: the table of the row.
        kind: what happens to it.
        before: the whole row as it stands in the landscape; None for a new row.
        after: the whole row as it would become; None for a row that goes or is missing.
        place: where the delivery has the row.
        waits: the rule for which a person must choose first; None where nothing stands in the way.
    """

    table: str
    kind: ChangeKind
    before: Row | None
    after: Row | None
    place: Place = field(default_factory=Place)
    waits: str | None = None

    @property
    def row(self) -> Row:
        """The row as it will be, or was."""
        return self.after or self.before or {}

    @property
    def row_id(self) -> str:
        """The key of the row as one text, the way origins name it."""
        return "|".join(str(self.row[column] or "") for column in TABLES[self.table].key)

    @property
    def is_effective(self) -> bool:
        """Whether `apply` carries it out."""
        return self.waits is None and self.kind is not ChangeKind.MISSING

    def cells(self) -> Iterator[CellChange]:
        """The cells that differ; of a new row those that are known."""
        before, after = self.before or {}, self.after or {}
        if self.kind not in (ChangeKind.CHANGED, ChangeKind.NEW):
            return
        for column in TABLES[self.table].columns:
            old, new = before.get(column), after.get(column)
            # Negative zero equals zero and True equals 1, but they are not written alike.
            if old != new or repr(old) != repr(new):
                yield CellChange(column, old, new)

    def reversed(self) -> "RowChange":
        """The change that takes this one back."""
        kinds = {ChangeKind.NEW: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.NEW}
        return RowChange(self.table, kinds.get(self.kind, self.kind), self.after, self.before)


@dataclass(frozen=True)
class ChangeSet:
    """The differences between a landscape and a delivery.

    Args:
        as_of: the date of the landscape, before and after.
        rows: the rows that differ, in the order of the tables.
        unchanged: per delivered table the rows that the delivery repeats as they are.
        lists: the tables of which the delivery has a list of its own.
        findings: what was found in the delivery.
        origins: where the new and changed rows stand in the delivery.
    """

    as_of: tuple[date, date]
    rows: tuple[RowChange, ...] = ()
    unchanged: Mapping[str, int] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    findings: Findings = field(default_factory=Findings)
    origins: pl.DataFrame = field(default_factory=lambda: TABLES["origins"].empty())

    @property
    def is_empty(self) -> bool:
        """Whether the delivery says nothing that the landscape does not say; missing rows are no change."""
        return self.as_of[0] == self.as_of[1] and all(row.kind is ChangeKind.MISSING for row in self.rows)

    @property
    def effective(self) -> tuple[RowChange, ...]:
        """The rows that `apply` changes, with those of the origins."""
        chosen = tuple(row for row in self.rows if row.is_effective)
        told = {(row.table, row.row_id) for row in chosen if row.after is not None}
        origins = [row for row in self.origins.to_dicts() if (row["table"], row["row_id"]) in told]
        return chosen + tuple(RowChange(ABOUT_ROWS[0], ChangeKind.NEW, None, row) for row in origins)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that must be mended, or accepted as unknown, before anything is taken over."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def waiting(self) -> tuple[RowChange, ...]:
        """The rows that wait on a choice."""
        return tuple(row for row in self.rows if row.waits is not None)

    def counts(self, table: str | None = None) -> dict[str, int]:
        """How many rows are unchanged, changed, new, waiting, missing and removed, in one table or in all.

        Every row of the delivery counts once: one that waits is neither changed nor new.
        """
        rows = [row for row in self.rows if row.table not in ABOUT_ROWS and table in (None, row.table)]
        kinds = ["waiting" if row.waits else str(row.kind) for row in rows]
        unchanged = sum(n for name, n in self.unchanged.items() if table in (None, name))
        names = ("changed", "new", "waiting", "missing", "removed")
        return {"unchanged": unchanged} | {name: kinds.count(name) for name in names}


def reverse(change_set: ChangeSet) -> ChangeSet:
    """Which change set takes this one back? For every landscape L: ``apply(apply(L, c), reverse(c))`` has the digest of L.

    >>> from datetime import date
    >>> day, later = date(2026, 11, 1), date(2026, 12, 1)
    >>> reverse(ChangeSet((day, later))).as_of == (later, day)
    True
    """
    back = tuple(row.reversed() for row in reversed(change_set.effective))
    return replace(
        change_set,
        as_of=(change_set.as_of[1], change_set.as_of[0]),
        rows=back,
        unchanged={},
        findings=Findings(),
        origins=change_set.origins.clear(),
    )
