"""Puts what each member spends beside the published figure of the same category, unit, size and price level."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from wiel.instruments.benchmark.gather import KNOWN, LEAST, TOTAL, UNKNOWN
from wiel.instruments.benchmark.published import BAND, EVERY, INHABITANT, SIZE, Figure, Figures, measures

ABOVE_BAND, IN_BAND, BELOW_BAND = "boven de band", "binnen de band", "onder de band"
ABOVE, BELOW, OLD, NO_FIGURE = "boven het cijfer", "onder het cijfer", "te oud", "geen cijfer"
FOUR = 4  # with fewer values a quarter of them is nobody
POSITIONS = {
    "organisation": pl.String, "organisation_name": pl.String, "category": pl.String, "basis": pl.String, "reference": pl.String,
    "size_class": pl.String, "year": pl.Int64, "cost_kind": pl.String, "state": pl.String, "own": pl.Int64, "own_least": pl.Int64,
    "own_indexed": pl.Int64, "published": pl.Int64, "published_year": pl.Int64, "published_indexed": pl.Int64, "band_low": pl.Int64,
    "band_high": pl.Int64, "position": pl.String, "label": pl.String, "source": pl.String, "members_known": pl.Int64,
    "members_lower": pl.Int64,
}  # fmt: skip
SERIES = {
    "name": pl.String, "figure": pl.String, "figure_en": pl.String, "year": pl.Int64, "value": pl.Int64, "indexed": pl.Int64,
    "label": pl.String, "source": pl.String,
}  # fmt: skip
DISTRIBUTION = {
    "category": pl.String, "basis": pl.String, "members_known": pl.Int64, "members_unknown": pl.Int64, "together": pl.Int64,
    "lowest": pl.Int64, "quarter": pl.Int64, "median": pl.Int64, "three_quarters": pl.Int64, "highest": pl.Int64,
    "published": pl.Int64, "published_year": pl.Int64, "published_indexed": pl.Int64, "band_low": pl.Int64, "band_high": pl.Int64,
    "position": pl.String, "label": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Band:
    """The assumed middle half in cents at the price level, and over how many years a figure may be indexed to be judged."""

    low: int | None
    high: int | None
    most_years: int
    price_year: int

    @classmethod
    def of(cls, figures: Figures) -> "Band":
        """The band of the parameters; without ends on a day before they hold."""
        low, high = map(figures.named, BAND)
        most = figures.parameters.count("benchmark.most_years_indexed")
        return cls(low.indexed if low else None, high.indexed if high else None, most, figures.price_year)

    def ends(self, category: str, basis: str, reference: str) -> tuple[int | None, int | None]:
        """Only for the total per inhabitant of all municipalities was a band assumed."""
        return (self.low, self.high) if (category, basis, reference) == (TOTAL, INHABITANT, EVERY) else (None, None)

    def position(self, value: float | None, least: float | None, figure: Figure | None, ends: tuple[int | None, int | None]) -> str:
        """Where a value stands. A value that is only known to be at least so much is above whatever lies below that, else unknown."""
        if value is None and least is None:
            return UNKNOWN
        if figure is None:
            return NO_FIGURE
        if figure.bridged(self.price_year) > self.most_years:
            return OLD
        low, high = ends
        if low is None or high is None:
            low = high = figure.indexed
        above, below = (ABOVE_BAND, BELOW_BAND) if ends[0] is not None else (ABOVE, BELOW)
        if value is None:
            return above if least is not None and least > high else UNKNOWN
        return above if value > high else below if value < low else IN_BAND


def positions(members: pl.DataFrame, spent: pl.DataFrame, years: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Where does each member stand for each category and unit?

    own = amount ÷ units, in cents as booked; own_indexed = own × (1 + index) ^ (price year − year of the costs). `own_least` stands where
    some amounts are unknown. members_lower counts the other members of which the value is known and lower, out of members_known − 1.
    """
    joined = spent.join(years, on="organisation", how="left", maintain_order="left")
    joined = joined.join(members, on="organisation", how="left", maintain_order="left")
    by_key = {(row["organisation"], row["category"]): row for row in joined.iter_rows(named=True)}
    band = Band.of(figures)
    rows = [
        _position(by_key[organisation, category], basis, reference, figures, band)
        for organisation in members["organisation"]
        for category, basis, reference in measures()
    ]
    frame = pl.DataFrame(rows, schema={name: dtype for name, dtype in POSITIONS.items() if not name.startswith("members_")})
    value = pl.col("own_indexed")
    measure = ("category", "basis", "reference")
    return frame.with_columns(
        members_known=value.count().over(measure).cast(pl.Int64),
        members_lower=(value.rank("min") - 1).over(measure).cast(pl.Int64),
    ).select(list(POSITIONS))


def _position(row: dict[str, Any], basis: str, reference: str, figures: Figures, band: Band) -> dict[str, Any]:
    units, amount, state = row[basis], row["amount"], row["state"]
    own = amount / units if units and amount is not None else None
    factor = (1 + figures.index) ** (figures.price_year - row["year"]) if row["year"] is not None else 1.0
    figure, size_class = figures.of(row["category"], basis), None
    if reference == SIZE:
        figure = figures.of_size(units) if units else None
        size_class = _worded(figures.size_class(units)) if units else None
    ends = band.ends(row["category"], basis, reference)
    exact = own * factor if own is not None and state == KNOWN else None
    least = own * factor if own is not None and state == LEAST else None
    return {
        **{name: row[name] for name in ("organisation", "organisation_name", "category", "year", "cost_kind")},
        "basis": basis, "reference": reference, "size_class": size_class, "state": state if own is not None else UNKNOWN,
        "own": _cents(own if state == KNOWN else None), "own_least": _cents(own if state == LEAST else None),
        "own_indexed": _cents(exact), "band_low": ends[0], "band_high": ends[1],
        "published": figure.published if figure else None, "published_year": figure.year if figure else None,
        "published_indexed": figure.indexed if figure else None, "position": band.position(exact, least, figure, ends),
        "label": figure.label if figure else None, "source": figure.source if figure else None,
    }  # fmt: skip


def _cents(value: float | None) -> int | None:
    return None if value is None else round(value)


def _worded(bounds: tuple[int, int | None] | None) -> str | None:
    if bounds is None:
        return None
    low, high = bounds
    return f"< {high}" if not low else f"≥ {low}" if high is None else f"{low}-{high}"


def distribution(positions: pl.DataFrame, members: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """How do the members spread, and where do those that are known stand together?

    together = Σ amount ÷ Σ units over members of which both are known, at the price level. Quartiles are given from four members on.
    """
    band = Band.of(figures)
    rows = [_spread(positions, members, measure, figures, band) for measure in measures() if measure[2] == EVERY]
    return pl.DataFrame(rows, schema=DISTRIBUTION)


def _spread(
    positions: pl.DataFrame, members: pl.DataFrame, measure: tuple[str, str, str], figures: Figures, band: Band
) -> dict[str, Any]:
    category, basis, reference = measure
    here = positions.filter((pl.col("category") == category) & (pl.col("basis") == basis) & (pl.col("reference") == reference))
    known = here.filter(pl.col("own_indexed").is_not_null()).join(members.select("organisation", basis), on="organisation")
    values = known["own_indexed"].to_numpy()
    together = float(np.average(values, weights=known[basis].to_numpy())) if known.height else None
    figure, ends = figures.of(category, basis), band.ends(category, basis, reference)
    quartiles = np.quantile(values, [0.25, 0.5, 0.75]) if known.height >= FOUR else [None] * 3
    return {
        "category": category, "basis": basis, "members_known": known.height, "members_unknown": here.height - known.height,
        "together": _cents(together), "lowest": known["own_indexed"].min(), "highest": known["own_indexed"].max(),
        **dict(zip(("quarter", "median", "three_quarters"), map(_cents, quartiles), strict=True)),
        "published": figure.published if figure else None, "published_year": figure.year if figure else None,
        "published_indexed": figure.indexed if figure else None, "band_low": ends[0], "band_high": ends[1],
        "position": band.position(together, None, figure, ends), "label": figure.label if figure else None,
    }  # fmt: skip


def published(figures: Figures) -> pl.DataFrame:
    """The whole series: which figure, in Dutch and English, of which year, as published and at the price level."""
    return pl.DataFrame(list(_series(figures)), schema=SERIES)


def _series(figures: Figures) -> Iterator[dict[str, Any]]:
    for parameter, figure in figures.series():
        yield {
            "name": parameter.name.partition(".")[2], "figure": parameter.nl, "figure_en": parameter.en, "year": figure.year,
            "value": figure.published, "indexed": figure.indexed, "label": figure.label, "source": figure.source,
        }  # fmt: skip
