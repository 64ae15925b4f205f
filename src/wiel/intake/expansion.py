"""Rows of link tables from columns that hold several words."""

from collections.abc import Mapping

import polars as pl

from wiel.findings import Findings
from wiel.intake.links import Directory, followed
from wiel.intake.rows import LINE, LIST, OWNER, SOURCE, Places, no_rows
from wiel.landscape import EXPANSIONS, TABLES


def expanded(
    table: str, rows: pl.DataFrame, directories: Mapping[str, Directory], places: Places
) -> tuple[dict[str, pl.DataFrame], Findings]:
    """Per link table the rows that the lists in a table stand for; a word that leads nowhere is a finding at its cell."""
    made: dict[str, pl.DataFrame] = {}
    found = Findings()
    for column, (link_table, own, other) in EXPANSIONS.get(table, {}).items():
        if rows[LIST + column].null_count() == rows.height:
            continue
        words = rows.select(SOURCE, LINE, OWNER, pl.col("id").alias(own), pl.col(LIST + column).alias(other))
        words = words.explode(other, empty_as_null=True).filter(pl.col(other).is_not_null())
        target = TABLES[link_table].links()[other]
        identifiers, faults = followed(words, other, (target,), directories, places, header=column)
        found += faults
        linked = words.with_columns(identifiers.alias(other)).filter(pl.col(other).is_not_null())
        made[link_table] = pl.concat([no_rows(TABLES[link_table]), linked], how="diagonal")
    return made, found
