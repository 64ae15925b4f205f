"""Rows written by hand become a landscape."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from wiel.landscape import TABLES, Landscape

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def landscape_from_rows(as_of: date, tables: Rows) -> Landscape:
    """A landscape from plain rows; columns that a row does not name are unknown. A name that no table has is refused.

    >>> rows = {"organisations": [{"id": "org:gedeeld:a", "name": "A", "inhabitants": 12000}]}
    >>> landscape_from_rows(date(2026, 11, 1), rows)["organisations"]["inhabitants"].to_list()
    [12000]
    """
    return Landscape.of(as_of, {name: _frame(name, rows) for name, rows in tables.items()})


def _frame(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    table = TABLES[name]
    strange = {key for row in rows for key in row} - set(table.columns)
    if strange:
        raise ValueError(f"table {name} has no columns {sorted(strange)}; it has {list(table.columns)}")
    return pl.DataFrame([dict(row) for row in rows], schema=table.dtypes, orient="row")
