"""Rows of tables without a key of their own that say the same twice."""

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.rows import KEPT, LINE, SOURCE, Places
from wiel.schema import Table

REPEATED = Rule("row.repeated", Severity.INFO)
_INDEX = "index__"


def each_once(table: Table, frame: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, Findings]:
    """Mark repeated rows as not kept.

    A row is repeated when an earlier row is equal in every column; a row whose key is partly unknown never is. A row that was made from
    a list in another table and only holds the key, says nothing more than any row with that key. Repeats that stand in the list itself
    are counted in one finding per source.
    """
    key, columns = list(table.key), list(table.columns)
    if frame.is_empty():
        return frame, Findings()
    made = pl.col(SOURCE).is_in([i for i, source in enumerate(places.sources) if source.raw.table != table.name])
    known = pl.all_horizontal(pl.col(c).is_not_null() for c in key)
    frame = frame.with_row_index(_INDEX).with_columns(made.fill_null(True).alias("made__"), known.alias("known__"))
    # What lists say comes first, so that a row made from a list elsewhere yields to it.
    ordered = frame.sort("made__", _INDEX)
    same = ~pl.struct(columns).is_first_distinct()
    yields = pl.col("made__") & ~pl.struct(key).is_first_distinct()
    ordered = ordered.with_columns(KEPT_BEFORE=pl.col(KEPT)).with_columns(
        (pl.col(KEPT) & ~(pl.col("known__") & (same | yields))).alias(KEPT)
    )
    repeated = ordered.filter(pl.col("KEPT_BEFORE") & ~pl.col(KEPT) & ~pl.col("made__")).sort(_INDEX)
    found = [
        _repeated(places, *row)
        for row in repeated.group_by(SOURCE, maintain_order=True).agg(pl.col(LINE).min(), pl.len()).iter_rows()
    ]
    return ordered.sort(_INDEX).drop(_INDEX, "made__", "known__", "KEPT_BEFORE"), Findings.of(found)


def _repeated(places: Places, source: int, line: int, n: int) -> Finding:
    return REPEATED.broken(places.of(source, line), n=n)
