"""Where every row came from: delivery, file, sheet and line."""

from collections.abc import Mapping

import polars as pl

from wiel.intake.rows import LINE, SOURCE, Places
from wiel.landscape import TABLES
from wiel.schema import Table

# Tables that are about other rows and have no origin of their own.
ABOUT_ROWS = ("origins",)


def origins(frames: Mapping[str, pl.DataFrame], places: Places) -> pl.DataFrame:
    """One row per row that was read. Rows whose origin a delivery already tells (a data package) keep that one."""
    where = pl.DataFrame(
        [(i, s.digest, s.raw.file, s.raw.sheet) for i, s in enumerate(places.sources)],
        schema={SOURCE: pl.Int64, "delivery": pl.String, "file": pl.String, "sheet": pl.String},
        orient="row",
    )
    told = frames["origins"].select(list(TABLES["origins"].columns))
    tables = [table for table in TABLES.values() if table.name not in ABOUT_ROWS and frames[table.name].height]
    nothing = pl.DataFrame(schema={"table": pl.String, "row_id": pl.String, SOURCE: pl.Int64, "row": pl.Int64})
    parts = [nothing, *(_of_table(table, frames[table.name]) for table in tables)]
    new = pl.concat(parts).join(where, on=SOURCE, maintain_order="left").select(list(TABLES["origins"].columns))
    untold = new.join(told.select("table", "row_id").unique(), on=["table", "row_id"], how="anti", maintain_order="left")
    return pl.concat([told, untold]).unique(maintain_order=True)


def _of_table(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Table, identifier, source and line of every row, also of rows that became part of another."""
    key = pl.concat_str([pl.col(column).cast(pl.String).fill_null("") for column in table.key], separator="|")
    return frame.select(pl.lit(table.name).alias("table"), key.alias("row_id"), SOURCE, pl.col(LINE).alias("row")).unique(
        maintain_order=True
    )
