"""What would a delivery change? Nothing is changed here."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from wiel.errors import Place
from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.duplicates import DUPLICATE
from wiel.intake.identifiers import MISSING as NO_KEY
from wiel.intake.origins import ABOUT_ROWS
from wiel.intake.reading import UNDATED, Intake
from wiel.intake.reimport.change_set import ChangeKind, ChangeSet, RowChange
from wiel.intake.reimport.matching import matched
from wiel.intake.reimport.scope import OWN_SIDE, OWNING_COLUMNS, Scope, owners
from wiel.landscape import TABLES, Landscape
from wiel.landscape.checks import CHECKS, DANGLING, ROW_RULES

SAME_NAME = Rule("reimport.same-name", Severity.WARNING)
PARTIAL = Rule("reimport.partial", Severity.INFO)
OLDER = Rule("reimport.older", Severity.WARNING)
# What a row breaks by its content alone; a row that stays as it is breaks it already.
STANDING = {rule.identifier for rule in (*CHECKS.values(), *ROW_RULES.values())} - {DANGLING.identifier}
Where = tuple[str | None, str | None, int | None]


@dataclass
class _Seen:
    """What is compared so far in one table: free rows of the landscape, and the differences."""

    table: str
    free: list[int]
    equal: int = 0
    rows: list[tuple[ChangeKind, int | None, int | None, frozenset[str]]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


def preview(current: Landscape, delivered: Intake, scope: Scope | None = None) -> ChangeSet:
    """Which rows and cells of a landscape would a delivery change, and what must a person choose first?

    Rows are the same when their key is the same. A column that the delivery does not have keeps its values; an emptied cell of a column
    that it has, becomes unknown. A row of the landscape that the delivery speaks about (see `Scope`) and no longer has is missing: it
    stays. A row waits when it has a finding that is an error, shares its key with another row, has no key of its own and differs, or
    is new under the name of a row that is missing.

    Args:
        current: the landscape as it is.
        delivered: what was read, with identifiers and links of the landscape (see `read_delivery`).
        scope: what the delivery speaks about; by default every table with rows.
    """
    scope = scope or Scope.whole(delivered.landscape)
    origins = _Origins(delivered)
    seen = [_compared(current, delivered.landscape, scope, name) for name in TABLES if name not in ABOUT_ROWS]
    partly = _missing(current, scope, seen)
    rows = [row for entry in seen for row in _rows(current, delivered.landscape, entry, origins)]
    rows, named = _same_names(rows)
    unchanged = {entry.table: entry.equal for entry in seen if any(part.columns for part in scope.of(entry.table))}
    lists = frozenset(part.table for part in scope.parts if part.columns and part.among is None)
    findings = _findings(delivered.findings, rows, origins) + named + _told(current, delivered, partly)
    dates = (current.as_of, max(current.as_of, delivered.region.as_of))
    return ChangeSet(dates, tuple(rows), unchanged, lists, findings, delivered.landscape["origins"])


def _compared(current: Landscape, delivered: Landscape, scope: Scope, name: str) -> _Seen:
    """The rows of one table, part by part."""
    table, old, new = TABLES[name], current[name], delivered[name]
    seen = _Seen(name, list(range(old.height)))
    for part in scope.of(name):
        numbers = list(range(new.height)) if part.rows is None else list(part.rows)
        found = matched(table, part.columns, old, new[numbers], seen.free)
        seen.free = found.old
        if part.columns:
            seen.equal += len(found.equal)
            seen.rows += [(ChangeKind.CHANGED, o, numbers[n], part.columns) for o, n in found.changed]
        fresh = [numbers[n] for n in found.new]
        if not part.columns:
            fresh = _not_assumed(current, name, new, fresh)
        seen.rows += [(ChangeKind.NEW, None, n, frozenset(table.columns)) for n in fresh]
    return seen


def _not_assumed(current: Landscape, name: str, new: pl.DataFrame, numbers: list[int]) -> list[int]:
    """Rows that Wiel made itself, without those about a row that the landscape knows better."""
    if name not in OWN_SIDE:
        return numbers
    column, parent = OWN_SIDE[name]
    known = set(current[parent]["id"].to_list())
    return [n for n in numbers if new[column][n] not in known]


def _missing(current: Landscape, scope: Scope, seen: Sequence[_Seen]) -> list[str]:
    """Note which free rows are missing; returns the owners of whom too few rows came to tell."""
    whose: dict[str, list[str | None]] = {}
    total: Counter[str | None] = Counter()
    left: Counter[str | None] = Counter()
    for entry in seen:
        parts = [part for part in scope.of(entry.table) if part.columns]
        listed = frozenset().union(*(part.among for part in parts if part.among is not None))
        if listed:
            own = current[entry.table][OWN_SIDE[entry.table][0]]
            entry.gone += [o for o in entry.free if own[o] in listed]
        if any(part.among is None for part in parts):
            whose[entry.table] = owners(current.tables, entry.table).to_list()
            total.update(whose[entry.table])
            left.update(whose[entry.table][o] for o in entry.free)
    spoken = {owner for owner, n in total.items() if 2 * left[owner] < n} if scope.owners is None else set(scope.owners)
    for entry in seen:
        if of := whose.get(entry.table):
            entry.gone = sorted({*entry.gone, *(o for o in entry.free if of[o] in spoken)})
    return [owner for owner in left if owner is not None and owner not in spoken] if scope.owners is None else []


def _rows(current: Landscape, delivered: Landscape, seen: _Seen, origins: "_Origins") -> Iterator[RowChange]:
    """The differences of one table as whole rows."""
    if not seen.rows and not seen.gone:
        return
    old, new = current[seen.table], delivered[seen.table]
    for kind, o, n, columns in seen.rows:
        before = None if o is None else old.row(o, named=True)
        read: Mapping[str, Any] = new.row(n, named=True) if n is not None else {}
        after = read if before is None else dict(before) | {c: read[c] for c in read if c in columns}
        row = RowChange(seen.table, kind, before, after)
        places = origins.places(row)
        yield RowChange(seen.table, kind, before, after, next(iter(places), Place()), origins.waits(places, row))
    for o in seen.gone:
        yield RowChange(seen.table, ChangeKind.MISSING, old.row(o, named=True), None)


class _Origins:
    """Where delivered rows stand, and what was found there."""

    def __init__(self, delivered: Intake) -> None:
        self._places: dict[tuple[str, str], list[Place]] = {}
        columns = ("table", "row_id", "file", "sheet", "row")
        for table, row_id, file, sheet, line in delivered.landscape["origins"].select(columns).iter_rows():
            self._places.setdefault((table, row_id), []).append(Place(file, sheet, line))
        self._rules: dict[Where, str] = {}
        for finding in delivered.findings.worst_first():
            if finding.place.row is not None and (finding.severity is Severity.ERROR or finding.rule == NO_KEY.identifier):
                self._rules.setdefault(where(finding.place), finding.rule)
        self._doubled = self._firsts(delivered)

    def _firsts(self, delivered: Intake) -> set[tuple[str, str]]:
        """The rows whose key a later row has too."""
        doubled = {where(f.place) for f in delivered.findings if f.rule == DUPLICATE.identifier}
        named = [key for key, places in self._places.items() if any(where(place) in doubled for place in places)]
        return {(table, row_id.rpartition("#")[0]) for table, row_id in named}

    def places(self, row: RowChange) -> list[Place]:
        """Where the delivery has a row."""
        return self._places.get((row.table, row.row_id), [])

    def waits(self, places: Sequence[Place], row: RowChange) -> str | None:
        """The rule for which the row waits."""
        rule = next((self._rules[where(place)] for place in places if where(place) in self._rules), None)
        return rule or (DUPLICATE.identifier if (row.table, row.row_id) in self._doubled else None)


def where(place: Place) -> Where:
    """The row of a place."""
    return place.file, place.sheet, place.row


def _same_names(rows: Sequence[RowChange]) -> tuple[list[RowChange], Findings]:
    """New rows with the name and owner of a missing row: probably the same thing under another key, so a person must say."""
    lost = {_named(row): row for row in rows if row.kind is ChangeKind.MISSING and _named(row)}
    told: list[RowChange] = []
    found: list[Finding] = []
    for row in rows:
        other = lost.get(_named(row)) if row.kind is ChangeKind.NEW and _named(row) else None
        waits = row.waits or (SAME_NAME.identifier if other else None)
        told.append(RowChange(row.table, row.kind, row.before, row.after, row.place, waits))
        if other:
            found.append(SAME_NAME.broken(row.place, name=str(row.row["name"]), key=row.row_id, other=other.row_id))
    return told, Findings.of(found)


def _named(row: RowChange) -> tuple[str, Any, str] | None:
    """Table, owner and name of a row with a name."""
    name = row.row.get("name")
    if not name or "id" not in row.row:
        return None
    owner = next((row.row[column] for column in OWNING_COLUMNS if column in row.row), None)
    return row.table, owner, str(name).strip().casefold()


def _findings(found: Findings, rows: Sequence[RowChange], origins: _Origins) -> Findings:
    """What was found, without what unchanged rows break already and without assumptions that add nothing."""
    changing = {where(place) for row in rows for place in origins.places(row)}
    assumed = any(row.table == "application_uses" and row.kind is ChangeKind.NEW for row in rows)
    kept = (f for f in found if f.rule not in STANDING or f.place.row is None or where(f.place) in changing)
    return Findings.of(f for f in kept if f.rule != "use.assumed" or assumed)


def _told(current: Landscape, delivered: Intake, partly: Sequence[str]) -> Findings:
    """What the delivery as a whole leaves to be said."""
    found = []
    day = delivered.region.as_of
    if UNDATED < day < current.as_of:
        found.append(OLDER.broken(Place(delivered.region.name), day=day, current=current.as_of))
    names = dict(current["organisations"].select("id", "name").iter_rows())
    told = sorted({names.get(owner) or owner.removeprefix("~") for owner in partly})
    if told:
        found.append(PARTIAL.broken(Place(delivered.region.name), owners=told))
    return Findings.of(found)
