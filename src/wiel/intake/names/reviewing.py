"""The pairs that a person is asked about, with the largest effect first."""

from collections.abc import Iterable

import polars as pl

from wiel.intake.names.settling import Settled
from wiel.intake.names.spoken import NAME_ID, TIMES, Kind
from wiel.intake.rows import SOURCE, Places
from wiel.texts import say

PAIRS = {
    "same": pl.Boolean, "kind": pl.String, "left_name": pl.String, "right_name": pl.String, "left_supplier": pl.String,
    "right_supplier": pl.String, "probability": pl.Float64, "reasons": pl.String, "where": pl.String, "rows": pl.Int64,
    "left": pl.String, "right": pl.String, "open": pl.Boolean,
}  # fmt: skip


def review_pairs(
    named: Iterable[tuple[Kind, Settled]], decided: pl.DataFrame, places: Places, language: str = "nl"
) -> pl.DataFrame:
    """Which pairs are open, and which were linked without asking? Columns of `PAIRS`, the most used names first.

    What was decided before is filled in.
    """
    told = [_of_kind(kind, settled, places, language) for kind, settled in named]
    pairs = pl.concat([pl.DataFrame(schema=PAIRS), *told]).drop("same")
    pairs = pairs.join(decided, on=["left", "right"], how="left", maintain_order="left").select(list(PAIRS))
    most = pl.col("rows").max().over("left")
    return pairs.sort(-most, "left", -pl.col("probability"), "right", maintain_order=True)


def _of_kind(kind: Kind, settled: Settled, places: Places, language: str) -> pl.DataFrame:
    where: dict[str, list[str]] = {}
    rows: dict[str, int] = {}
    supplier: dict[str, str | None] = {}
    for name, source, times, beside in settled.said.select(NAME_ID, SOURCE, TIMES, "supplier").iter_rows():
        file = places.sources[source].raw.file
        if file not in where.setdefault(name, []):
            where[name].append(file)
        rows[name] = rows.get(name, 0) + times
        supplier[name] = beside
    beside_entry = settled.suppliers
    told = []
    for left, right, probability, reasons, is_open in settled.pairs.iter_rows():
        words = ", ".join(say(reason, language) for reason in reasons)
        files = "; ".join(where.get(left, []))
        told.append(
            (
                None, say(f"names.kind-{kind.word}", language), settled.called.get(left, left), settled.called.get(right, right),
                supplier.get(left), supplier.get(right) or beside_entry.get(right), probability, words, files, rows.get(left, 0),
                left, right, is_open,
            )
        )  # fmt: skip
    return pl.DataFrame(told, schema=PAIRS, orient="row")
