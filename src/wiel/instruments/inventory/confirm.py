"""Measures how long ago data were confirmed, by which role, and how much of it never was."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from wiel.instruments.inventory.measure import WHOLE_ROW, column_names, table_names
from wiel.instruments.inventory.scope import counted_tables, owned_rows, rows_of
from wiel.landscape import Landscape
from wiel.schema import Table

UNKNOWN, FRESH, STALE = "onbekend", "vers", "verouderd"
MEASURED: dict[str, pl.DataType | type[pl.DataType]] = {
    "organisation": pl.String,
    "table": pl.String,
    "rows": pl.Int64,
    "rows_confirmed": pl.Int64,
    "rows_stale": pl.Int64,
    "cells_known": pl.Int64,
    "cells_confirmed": pl.Int64,
    "last_on": pl.Date,
}


def said(landscape: Landscape) -> pl.DataFrame:
    """The confirmations up to the date of the landscape: table, row_id, column, role, on. A later one has not happened yet."""
    return landscape["attestations"].filter(pl.col("on").is_not_null() & (pl.col("on") <= landscape.as_of))


def freshness(landscape: Landscape, members: pl.DataFrame, limit_months: int) -> pl.DataFrame:
    """Per member and kind of data: how many months ago was it last confirmed, and how much of it ever was?

    months = whole months from the last confirmation of any of its rows to the date of the landscape. A row is stale when its own last
    confirmation is more than `limit_months` old; the state follows from the last one of all. Never confirmed is unknown, not stale.
    Members without rows of a kind have no row here.
    """
    parts = []
    for table in counted_tables():
        owned = owned_rows(landscape, table.name)
        if owned is not None:
            here = owned.filter(pl.col("owner__").is_in(members["organisation"].implode()))
            parts += list(_measured(landscape, table, here, limit_months))
    found = pl.DataFrame(parts, schema=MEASURED, orient="row").join(table_names(), on="table", maintain_order="left")
    seated = found.join(members.select("organisation", "organisation_name", "seat"), on="organisation", maintain_order="left")
    return _judged(landscape, seated.sort("seat", maintain_order=True), limit_months)


def freshness_per_table(landscape: Landscape, members: pl.DataFrame, limit_months: int) -> pl.DataFrame:
    """The same per kind of data over all members together, with how many of the members that have rows ever confirmed any."""
    parts = []
    for table in counted_tables():
        frame = rows_of(landscape, table.name, members).with_columns(owner__=pl.lit("", pl.String))
        parts += list(_measured(landscape, table, frame, limit_months))
    found = pl.DataFrame(parts, schema=MEASURED, orient="row").join(table_names(), on="table", maintain_order="left")
    own = freshness(landscape, members, limit_months).group_by("table").agg(
        members_with_rows=pl.len().cast(pl.Int64), members_confirmed=(pl.col("rows_confirmed") > 0).sum().cast(pl.Int64)
    )  # fmt: skip
    return _judged(landscape, found.join(own, on="table", how="left", maintain_order="left"), limit_months)


def confirmations(landscape: Landscape, members: pl.DataFrame) -> pl.DataFrame:
    """Who confirmed what, when? One row per member, kind of data, column, role and day, with the number of rows; latest first."""
    parts = []
    for table in counted_tables():
        owned = owned_rows(landscape, table.name)
        if owned is None:
            continue
        marks = said(landscape).filter(table=table.name).select("table", "column", "role", "on", row__="row_id")
        parts.append(keyed(owned, table).select("row__", organisation="owner__").join(marks, on="row__").drop("row__"))
    grouped = pl.concat(parts).group_by("organisation", "table", "column", "role", "on").agg(rows=pl.len().cast(pl.Int64))
    named = grouped.join(members.select("organisation", "organisation_name", "seat"), on="organisation")
    named = named.join(table_names(), on="table").join(column_names().drop("table_name"), on=["table", "column"], how="left")
    ordered = named.sort("seat", "on", "table", "column", "role", descending=[False, True, False, False, False], nulls_last=True)
    return ordered.with_columns(months=_months(landscape.as_of, "on"))


def keyed(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """The rows with their key as one text, as a confirmation names it."""
    return frame.with_columns(row__=pl.concat_str([pl.col(c).cast(pl.String).fill_null("") for c in table.key], separator="|"))


def _measured(landscape: Landscape, table: Table, frame: pl.DataFrame, limit_months: int) -> Iterator[tuple[object, ...]]:
    """One row per owner: rows, confirmed and stale ones, known and confirmed cells, the last day."""
    if frame.is_empty():
        return
    columns = [column.name for column in table.columns.values() if not column.in_key]
    marks = said(landscape).filter(table=table.name).select("column", "on", row__="row_id")
    whole = marks.filter(column=WHOLE_ROW).group_by("row__").agg(whole__=pl.col("on").max())
    last = marks.group_by("row__").agg(last__=pl.col("on").max())
    rows = keyed(frame, table).join(whole, on="row__", how="left").join(last, on="row__", how="left")
    known = pl.sum_horizontal([pl.lit(0), *[pl.col(c).is_not_null().cast(pl.Int64) for c in columns]])
    single = [pl.col(c).is_not_null() & pl.col("row__").is_in(marks.filter(column=c)["row__"].implode()) for c in columns]
    cells = pl.sum_horizontal([pl.lit(0), *[one.cast(pl.Int64) for one in single]])
    limit = pl.lit(landscape.as_of).dt.offset_by(f"-{limit_months}mo")
    grouped = rows.with_columns(known__=known, cells__=pl.when(pl.col("whole__").is_not_null()).then(known).otherwise(cells))
    yield from grouped.group_by("owner__", maintain_order=True).agg(
        pl.lit(table.name).alias("table"),
        pl.len().cast(pl.Int64).alias("rows"),
        pl.col("last__").count().cast(pl.Int64).alias("confirmed"),
        (pl.col("last__") < limit).sum().cast(pl.Int64).alias("stale"),
        pl.col("known__").sum().cast(pl.Int64),
        pl.col("cells__").sum().cast(pl.Int64),
        pl.col("last__").max(),
    ).iter_rows()  # fmt: skip


def _judged(landscape: Landscape, found: pl.DataFrame, limit_months: int) -> pl.DataFrame:
    """Months, the agreed limit, the state and the shares."""
    limit = pl.lit(landscape.as_of).dt.offset_by(f"-{limit_months}mo")
    last = pl.col("last_on")
    state = pl.when(last.is_null()).then(pl.lit(UNKNOWN)).when(last < limit).then(pl.lit(STALE)).otherwise(pl.lit(FRESH))
    return found.with_columns(
        months=_months(landscape.as_of, "last_on"),
        limit_months=pl.lit(limit_months, pl.Int64),
        state=state,
        share_rows=pl.col("rows_confirmed") / pl.col("rows"),
        share_cells=pl.when(pl.col("cells_known") > 0).then(pl.col("cells_confirmed") / pl.col("cells_known")),
    )


def _months(as_of: date, column: str) -> pl.Expr:
    """Whole months from a day to the date of the landscape."""
    day = pl.col(column).dt
    whole = (as_of.year - day.year().cast(pl.Int64)) * 12 + as_of.month - day.month().cast(pl.Int64)
    return whole - (day.day().cast(pl.Int64) > as_of.day).cast(pl.Int64)
