"""Compares overhead and total cost with all municipalities of the same size, from a table of Iv3. Never ICT cost: Iv3 has no such line."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from wiel.errors import InvalidProblem
from wiel.results import ResultTable
from wiel.texts import Sentence

NEEDED = {
    "code": pl.String,
    "year": pl.Int64,
    "report": pl.String,
    "inhabitants": pl.Int64,
    "overhead": pl.Int64,
    "total": pl.Int64,
}
MEASURES = {"overhead": "overhead", "totale lasten": "total"}
ALL = "alle"
CLASSES = {
    "measure": pl.String, "size_class": pl.String, "year": pl.Int64, "report": pl.String, "towns": pl.Int64, "towns_unknown": pl.Int64,
    "towns_zero": pl.Int64, "quarter": pl.Int64, "median": pl.Int64, "three_quarters": pl.Int64,
}  # fmt: skip
OWN = {
    "organisation": pl.String, "organisation_name": pl.String, "measure": pl.String, "year": pl.Int64, "report": pl.String,
    "size_class": pl.String, "own": pl.Int64, "class_median": pl.Int64, "class_others": pl.Int64, "class_lower": pl.Float64,
    "all_others": pl.Int64, "all_lower": pl.Float64,
}  # fmt: skip


def peers_of(table: ResultTable | None, report: str, latest: int) -> pl.DataFrame | None:
    """Per municipality the report of the last year up to `latest`, in cents per inhabitant; None where there is nothing to compare with.

    Raises:
        InvalidProblem: the table lacks a column of ``iv3`` or has one of another type.
    """
    if table is None:
        return None
    try:
        frame = table.frame.select(pl.col(name).cast(dtype) for name, dtype in NEEDED.items())
    except (pl.exceptions.ColumnNotFoundError, pl.exceptions.InvalidOperationError):
        raise InvalidProblem(Sentence("benchmark.iv3-columns", {"names": list(NEEDED)})) from None
    frame = frame.filter((pl.col("report") == report) & (pl.col("year") <= latest))
    frame = frame.filter(pl.col("year") == pl.col("year").max())
    if frame.is_empty():
        return None
    per_head = [(pl.col(column) / pl.col("inhabitants")).alias(measure) for measure, column in MEASURES.items()]
    positive = pl.when(pl.col("inhabitants") > 0).then(pl.col("inhabitants")).alias("inhabitants")
    return frame.with_columns(positive).with_columns(per_head).select("code", "year", "report", "inhabitants", *MEASURES)


def classes(peers: pl.DataFrame | None, bounds: tuple[int, ...], least: int) -> pl.DataFrame:
    """How do overhead and total cost per inhabitant spread in each size class and in all?

    Quartiles are null in a class of fewer than `least` municipalities. A municipality of unknown size or amount counts as unknown; one
    with an overhead of nothing is counted apart, because its staff then works in a joint organisation.
    """
    rows = list(_classes(peers, bounds, least)) if peers is not None else []
    return pl.DataFrame(rows, schema=CLASSES)


def _classes(peers: pl.DataFrame, bounds: tuple[int, ...], least: int) -> Iterator[dict[str, Any]]:
    for measure in MEASURES:
        for low, high in [*pairwise((0, *bounds, None)), (None, None)]:
            here = peers if low is None else peers.filter(_within(low, high))
            values = here[measure].drop_nulls().to_numpy()
            quartiles = np.quantile(values, [0.25, 0.5, 0.75]).round().astype(int).tolist() if len(values) >= least else [None] * 3
            yield {
                "measure": measure, "size_class": size_word(low, high), "year": here["year"].max(), "report": here["report"].first(),
                "towns": len(values), "towns_unknown": here.height - len(values), "towns_zero": int((values == 0).sum()),
                **dict(zip(("quarter", "median", "three_quarters"), quartiles, strict=True)),
            }  # fmt: skip


def _within(low: int | None, high: int | None) -> pl.Expr:
    above = pl.col("inhabitants") >= (low or 0)
    return above if high is None else above & (pl.col("inhabitants") < high)


def size_word(low: int | None, high: int | None) -> str:
    """A size class in signs; the whole is ``alle``.

    >>> size_word(0, 20000), size_word(20000, 50000), size_word(100000, None), size_word(None, None)
    ('< 20000', '20000-50000', '≥ 100000', 'alle')
    """
    if low is None:
        return ALL
    return f"≥ {low}" if high is None else f"{low}-{high}" if low else f"< {high}"


def own_positions(peers: pl.DataFrame | None, members: pl.DataFrame, bounds: tuple[int, ...]) -> pl.DataFrame:
    """Where does each member stand? Lower = the part of the other municipalities with less per inhabitant; ties count for half.

    Members without a CBS code in the table have no row.
    """
    rows = list(_own(peers, members, bounds)) if peers is not None else []
    return pl.DataFrame(rows, schema=OWN)


def _own(peers: pl.DataFrame, members: pl.DataFrame, bounds: tuple[int, ...]) -> Iterator[dict[str, Any]]:
    found = members.select("organisation", "organisation_name", code="cbs_code").join(peers, on="code", maintain_order="left")
    for row in found.iter_rows(named=True):
        if row["inhabitants"] is None:
            continue
        low, high = next((a, b) for a, b in pairwise((0, *bounds, None)) if b is None or row["inhabitants"] < b)
        others = peers.filter(pl.col("code") != row["code"])
        alike = others.filter(_within(low, high))
        for measure in MEASURES:
            if row[measure] is not None:
                yield {
                    **{name: row[name] for name in ("organisation", "organisation_name", "year", "report")},
                    "measure": measure, "size_class": size_word(low, high), "own": round(row[measure]),
                    "class_median": _median(alike[measure]), "class_others": alike[measure].count(),
                    "class_lower": _lower(alike[measure], row[measure]), "all_others": others[measure].count(),
                    "all_lower": _lower(others[measure], row[measure]),
                }  # fmt: skip


def _median(values: pl.Series) -> int | None:
    middle = values.median()
    return round(middle) if isinstance(middle, int | float) else None


def _lower(values: pl.Series, own: float) -> float | None:
    known = values.drop_nulls().to_numpy()
    return float(np.mean(known < own) + np.mean(known == own) / 2) if len(known) else None
