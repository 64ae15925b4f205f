"""Measures how complete each column is, for all together and per member beside its peers."""

from collections.abc import Iterator

import polars as pl

from wiel.instruments.inventory.scope import counted_tables, owned_rows, rows_of
from wiel.landscape import Landscape
from wiel.schema import Table

WHOLE_ROW = "alles"
COMPLETENESS = {"table": pl.String, "column": pl.String, "rows": pl.Int64, "known": pl.Int64, "stale": pl.Int64}
BY_MEMBER = {"organisation": pl.String, "table": pl.String, "column": pl.String, "rows": pl.Int64, "known": pl.Int64}


def table_names() -> pl.DataFrame:
    """table, table_name in the order in which people fill them."""
    return pl.DataFrame([(t.name, t.named.nl) for t in counted_tables()], schema=["table", "table_name"], orient="row")


def column_names() -> pl.DataFrame:
    """table, table_name, column, column_name of every column that is no part of the key."""
    rows = [(t.name, t.named.nl, c.name, c.meaning.nl) for t in counted_tables() for c in t.columns.values() if not c.in_key]
    return pl.DataFrame(rows, schema=["table", "table_name", "column", "column_name"], orient="row")


def completeness(landscape: Landscape, members: pl.DataFrame, freshness_months: int) -> pl.DataFrame:
    """Of every column, how many cells are known, unknown and stale?

    share_known = known ÷ rows, null for a table without rows. Stale: a known cell whose latest confirmation is more than
    `freshness_months` old; null for a table of which nothing was ever confirmed, because then nothing can be said.
    """
    parts = [_column_counts(landscape, table, members, freshness_months) for table in counted_tables()]
    counted = pl.DataFrame([row for part in parts for row in part], schema=COMPLETENESS, orient="row")
    joined = column_names().join(counted, on=["table", "column"], maintain_order="left")
    return joined.with_columns(unknown=pl.col("rows") - pl.col("known"), share_known=_share())


def _share() -> pl.Expr:
    return pl.when(pl.col("rows") > 0).then(pl.col("known") / pl.col("rows"))


def _column_counts(landscape: Landscape, table: Table, members: pl.DataFrame, months: int) -> Iterator[dict[str, object]]:
    frame = rows_of(landscape, table.name, members)
    confirmed = _confirmed(landscape, table, frame)
    limit = pl.lit(landscape.as_of).dt.offset_by(f"-{months}mo")
    for column in table.columns.values():
        if not column.in_key:
            known = frame.height - frame[column.name].null_count()
            stale = None if confirmed is None else _stale(confirmed, column.name, limit)
            yield {"table": table.name, "column": column.name, "rows": frame.height, "known": known, "stale": stale}


def _confirmed(landscape: Landscape, table: Table, frame: pl.DataFrame) -> pl.DataFrame | None:
    """The rows beside their confirmations: columns ``column__`` and ``on__``; None where nothing was ever confirmed."""
    said = landscape["attestations"].filter((pl.col("table") == table.name) & pl.col("on").is_not_null())
    if said.is_empty():
        return None
    keyed = frame.with_columns(row__=pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in table.key], separator="|"))
    marks = said.select(row__=pl.col("row_id"), column__=pl.col("column"), on__=pl.col("on"))
    return keyed.join(marks, on="row__")


def _stale(confirmed: pl.DataFrame, column: str, limit: pl.Expr) -> int:
    """Known cells whose latest confirmation, of the cell or of its whole row, lies before the limit."""
    here = confirmed.filter(pl.col("column__").is_in([column, WHOLE_ROW]) & pl.col(column).is_not_null())
    latest = here.group_by("row__").agg(pl.col("on__").max())
    return latest.filter(pl.col("on__") < limit).height


def by_member(landscape: Landscape, members: pl.DataFrame, bounds: tuple[int, ...] | None) -> pl.DataFrame:
    """How complete is each member beside the median of its peers?

    The peers are all members that have rows in the table, or with `bounds` (inhabitants) those of them in the same size class, itself
    included. Members without rows have no share and do not count in the median; so do members of unknown size when size counts.
    """
    parts = [part for table in counted_tables() if (part := _per_member(landscape, table)) is not None]
    counted = pl.concat([pl.DataFrame(schema=BY_MEMBER), *parts])
    grid = members.join(column_names().filter(pl.col("table").is_in(_owned_tables(landscape).implode())), how="cross")
    joined = grid.join(counted, on=["organisation", "table", "column"], how="left", maintain_order="left")
    joined = joined.with_columns(pl.col("rows", "known").fill_null(0)).with_columns(
        unknown=pl.col("rows") - pl.col("known"), share_known=_share(), size=_size_class(bounds)
    )
    return joined.with_columns(
        median_peers=pl.when(pl.col("size").is_not_null()).then(pl.col("share_known").median().over("table", "column", "size"))
    )


def _size_class(bounds: tuple[int, ...] | None) -> pl.Expr:
    """0 for everybody when size does not count; else how many bounds the inhabitants reach, null where those are unknown."""
    if bounds is None:
        return pl.lit(0, pl.Int64)
    reached = pl.sum_horizontal([pl.lit(0), *[(pl.col("inhabitants") >= bound).cast(pl.Int64) for bound in bounds]])
    return pl.when(pl.col("inhabitants").is_not_null()).then(reached.cast(pl.Int64))


def _owned_tables(landscape: Landscape) -> pl.Series:
    return pl.Series([t.name for t in counted_tables() if owned_rows(landscape, t.name) is not None], dtype=pl.String)


def _per_member(landscape: Landscape, table: Table) -> pl.DataFrame | None:
    """Known cells per owner and column of one table."""
    owned = owned_rows(landscape, table.name)
    columns = [column.name for column in table.columns.values() if not column.in_key]
    if owned is None or not columns:
        return None
    counted = owned.group_by("owner__").agg(pl.len().cast(pl.Int64).alias("rows__"), pl.col(columns).count().cast(pl.Int64))
    long = counted.unpivot(columns, index=["owner__", "rows__"], variable_name="column", value_name="known")
    return long.select(
        pl.col("owner__").alias("organisation"),
        pl.lit(table.name).alias("table"),
        "column",
        pl.col("rows__").alias("rows"),
        "known",
    )
