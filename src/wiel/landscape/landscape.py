"""The landscape of a group of organisations at a date: frozen tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

import polars as pl

from wiel.findings import Findings
from wiel.landscape.checks import check_links, check_rules
from wiel.landscape.difference import Difference, difference
from wiel.landscape.digest import digest
from wiel.landscape.plan import Plan
from wiel.landscape.selection import only_organisations, valid_at
from wiel.landscape.tables import TABLES
from wiel.landscape.target import target_tables


@dataclass(frozen=True)
class Landscape:
    """All tables of `wiel.landscape.TABLES` at a date, each present and typed. No method computes an instrument's answer.

    Make one with `Landscape.of`, which fills in the tables and columns that are not given.

    >>> nothing = Landscape.of(date(2026, 11, 1))
    >>> nothing["applications"].height, nothing.digest()[:4] == Landscape.of(date(2026, 11, 1)).digest()[:4]
    (0, True)
    """

    as_of: date
    tables: Mapping[str, pl.DataFrame]

    @classmethod
    def of(cls, as_of: date, tables: Mapping[str, pl.DataFrame] | None = None) -> "Landscape":
        """A landscape from some tables; unknown tables, unknown columns and wrong types are refused with `ValueError`."""
        given = dict(tables or {})
        if strange := sorted(set(given) - set(TABLES)):
            raise ValueError(f"unknown tables {strange}; the tables are {sorted(TABLES)}")
        complete = {name: _complete(name, given.get(name)) for name in TABLES}
        return cls(as_of, MappingProxyType(complete))

    def __getitem__(self, table: str) -> pl.DataFrame:
        return self.tables[table]

    def check(self) -> Findings:
        """Which rules of the tables and which links between them do not hold? Places come from the origins of the rows."""
        return check_rules(self.tables) + check_links(self.tables)

    def at(self, day: date) -> "Landscape":
        """The landscape on another day: uses and memberships that do not run on that day are left out."""
        return replace(self, as_of=day, tables=MappingProxyType(valid_at(self.tables, day)))

    def only(self, organisations: Collection[str]) -> "Landscape":
        """The landscape of these organisations: what they hold, use, pay and owe; reference tables stay whole."""
        return replace(self, tables=MappingProxyType(only_organisations(self.tables, frozenset(organisations))))

    def plus(self, plan: Plan) -> "Landscape":
        """The landscape that a plan leads to, as if it were there on the day of this one; what the plan does not name stays."""
        return replace(self, tables=MappingProxyType(target_tables(self.tables, plan, self.as_of)))

    def diff(self, other: "Landscape") -> Difference:
        """What is added, removed and changed in `other`, by key."""
        return difference(self.tables, other.tables)

    def digest(self) -> str:
        """A fingerprint of the content: equal for equal tables in any order of rows, whatever file they came from."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        return digest(self.as_of, self.tables)

    def summary(self) -> dict[str, int]:
        """Number of rows per table that has any."""
        return {name: frame.height for name, frame in self.tables.items() if frame.height}


def _complete(name: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    table = TABLES[name]
    if frame is None:
        return table.empty()
    if strange := sorted(set(frame.columns) - set(table.columns)):
        raise ValueError(f"table {name} has no columns {strange}; it has {list(table.columns)}")
    # Columns without any value may come typed as null, or as a list of null.
    fitting = {c: (table.columns[c].dtype, pl.Null, pl.List(pl.Null)) for c in frame.columns}
    wrong = {c: str(frame[c].dtype) for c in frame.columns if frame[c].dtype not in fitting[c]}
    if wrong:
        raise ValueError(
            f"table {name} has columns of the wrong type: {wrong}; expected { ({c: str(table.columns[c].dtype) for c in wrong}) }"
        )
    absent = [pl.lit(None, dtype=column.dtype).alias(c) for c, column in table.columns.items() if c not in frame.columns]
    return frame.with_columns(absent).select([pl.col(c).cast(column.dtype) for c, column in table.columns.items()])
