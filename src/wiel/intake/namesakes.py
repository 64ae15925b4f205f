"""Rows of one list that have the same name and another key: perhaps one thing that was entered twice."""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.links import folded
from wiel.intake.rows import KEY, LINE, OWNER, SOURCE, Places
from wiel.landscape import TABLES

TWICE = Rule("names.twice", Severity.WARNING)
# What else must be equal: an application in test, in another version or of another holder is another row.
BESIDE = {
    "organisations": ("kind",),
    "components": (),
    "products": ("supplier",),
    "applications": ("holder", "environment", "version"),
    "services": (),
}
_NAME, _FIRST, _FIRST_KEY = "name__", "first__", "first_key__"


def namesakes(frames: Mapping[str, pl.DataFrame], places: Places) -> Findings:
    """Which rows carry the name of an earlier row of their list under another key? One finding per row; both rows stay."""
    return Findings.of(finding for table, beside in BESIDE.items() for finding in _of_table(table, beside, frames[table], places))


def _of_table(table: str, beside: tuple[str, ...], frame: pl.DataFrame, places: Places) -> Iterator[Finding]:
    keyed = frame.filter(pl.col(KEY).is_not_null(), pl.col("name").is_not_null(), pl.col(SOURCE).is_not_null())
    group = [SOURCE, OWNER, _NAME, *beside]
    named = keyed.with_columns(folded(pl.col("name")).alias(_NAME)).sort(SOURCE, LINE, maintain_order=True)
    named = named.with_columns(pl.col(LINE).first().over(group).alias(_FIRST), pl.col(KEY).first().over(group).alias(_FIRST_KEY))
    again = named.filter(pl.col(KEY) != pl.col(_FIRST_KEY))
    for source, line, name, first, key in again.select(SOURCE, LINE, "name", _FIRST, _FIRST_KEY).iter_rows():
        place = places.of(source, line, "name")
        yield TWICE.broken(place, text=name, table=TABLES[table].named.nl, row=str(first), key=key)
