"""Which row of a list is which row of a table: by key, and among rows with one key the equal ones first."""

from dataclasses import dataclass

import polars as pl

from wiel.landscape.digest import canonical_rows
from wiel.schema import Table

_KEY, _TEXT, _NTH, _OLD, _NEW = "key__", "text__", "nth__", "old__", "new__"


@dataclass(frozen=True)
class Matched:
    """Row numbers: pairs that are equal in the compared columns, pairs with one key that differ, and what is left on either side."""

    equal: list[tuple[int, int]]
    changed: list[tuple[int, int]]
    old: list[int]
    new: list[int]


def matched(table: Table, columns: frozenset[str], old: pl.DataFrame, new: pl.DataFrame, free: list[int]) -> Matched:
    """Compare the rows `free` of a table with the rows of a list, in some columns.

    Rows without a unique key (a key may be partly unknown) are told apart by their order, after the equal ones are set aside, so that
    another order of rows is no change.
    """
    compared = [column for column in table.columns if column in columns or column in table.key]
    here = _texts(table, compared, old).with_row_index(_OLD).filter(pl.col(_OLD).is_in(free))
    there = _texts(table, compared, new).with_row_index(_NEW)
    equal = _pairs(here, there, [_KEY, _TEXT])
    here = here.join(equal, on=_OLD, how="anti", maintain_order="left")
    there = there.join(equal, on=_NEW, how="anti", maintain_order="left")
    changed = _pairs(here, there, [_KEY])
    return Matched(
        list(equal.iter_rows()),
        list(changed.iter_rows()),
        here.join(changed, on=_OLD, how="anti", maintain_order="left")[_OLD].to_list(),
        there.join(changed, on=_NEW, how="anti", maintain_order="left")[_NEW].to_list(),
    )


def _texts(table: Table, compared: list[str], frame: pl.DataFrame) -> pl.DataFrame:
    return pl.DataFrame(
        {
            _KEY: canonical_rows(frame.select(list(table.key))),
            _TEXT: canonical_rows(frame.select(compared)),
        },
        schema={_KEY: pl.String, _TEXT: pl.String},
    )


def _pairs(here: pl.DataFrame, there: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """The n-th row on one side with the n-th on the other."""
    nth = pl.int_range(pl.len()).over(on).alias(_NTH)
    joined = here.with_columns(nth).join(there.with_columns(nth), on=[*on, _NTH], maintain_order="left_right")
    return joined.select(_OLD, _NEW)
