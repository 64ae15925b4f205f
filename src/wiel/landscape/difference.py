"""What differs between two landscapes."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from wiel.landscape.digest import canonical_rows
from wiel.landscape.tables import TABLES
from wiel.schema import Table


@dataclass(frozen=True)
class TableDifference:
    """Rows of one table: `added` and `removed` whole, `changed` as one row per changed cell (key columns, changed_column, before, after)."""

    added: pl.DataFrame
    removed: pl.DataFrame
    changed: pl.DataFrame

    def __bool__(self) -> bool:
        return bool(self.added.height or self.removed.height or self.changed.height)


@dataclass(frozen=True)
class Difference:
    """Per table what is added, removed and changed; tables without difference are left out."""

    tables: Mapping[str, TableDifference]

    def __bool__(self) -> bool:
        return bool(self.tables)


def difference(before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]) -> Difference:
    """Compare two sets of tables by key; origins do not count."""
    parts = {name: _table(table, before[name], after[name]) for name, table in TABLES.items() if name != "origins"}
    return Difference({name: part for name, part in parts.items() if part})


def _table(table: Table, before: pl.DataFrame, after: pl.DataFrame) -> TableDifference:
    key = list(table.key)
    old, new = _numbered(before, key), _numbered(after, key)
    match = [*key, "nth__"]
    joined = old.join(new, on=match, how="inner", suffix="__after", nulls_equal=True)
    changed = joined.filter(pl.col("row__") != pl.col("row____after"))
    return TableDifference(
        new.join(old, on=match, how="anti", nulls_equal=True).select(after.columns),
        old.join(new, on=match, how="anti", nulls_equal=True).select(before.columns),
        _cells(changed, key, [c for c in before.columns if c not in key]),
    )


def _numbered(frame: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Rows with their canonical text; rows that share a key are told apart by their order."""
    return frame.with_columns(canonical_rows(frame).alias("row__"), pl.int_range(pl.len()).over(key).alias("nth__"))


def _cells(changed: pl.DataFrame, key: list[str], columns: list[str]) -> pl.DataFrame:
    """One row per cell that changed, with both values as text."""
    parts = [
        changed.filter(pl.col(c).ne_missing(pl.col(f"{c}__after"))).select(
            *key,
            pl.lit(c).alias("changed_column"),
            _text(changed, c).alias("before"),
            _text(changed, f"{c}__after").alias("after"),
        )
        for c in columns
    ]
    empty = changed.select(
        *key, changed_column=pl.lit("", pl.String), before=pl.lit("", pl.String), after=pl.lit("", pl.String)
    ).clear()
    return pl.concat([empty, *parts])


def _text(frame: pl.DataFrame, column: str) -> pl.Expr:
    if isinstance(frame.schema[column], pl.List):
        return pl.col(column).list.join("; ")
    return pl.col(column).cast(pl.String)
