"""Gathers what each member spends on ICT in one year, by the categories of the published figures."""

from collections.abc import Sequence

import polars as pl

from wiel.landscape import Landscape

TOTAL, PERSONNEL, SOFTWARE, OTHER = "totaal", "personeel", "software", "overig"
CATEGORIES = (TOTAL, PERSONNEL, SOFTWARE, OTHER)
GROUP = {"personeel": PERSONNEL, "inhuur": PERSONNEL, "software": SOFTWARE}
KNOWN, LEAST, UNKNOWN = "bekend", "minstens", "onbekend"
ACTUAL = "realisatie"
SPENT = {
    "organisation": pl.String, "category": pl.String, "amount": pl.Int64, "lines": pl.Int64, "lines_unknown": pl.Int64,
}  # fmt: skip


def members_of(landscape: Landscape, members: Sequence[str]) -> pl.DataFrame:
    """The members in their order, with their size: organisation, organisation_name, cbs_code, inwoner, werkplek, fte (null unknown)."""
    about = landscape["organisations"].unique("id", keep="first", maintain_order=True)
    asked = pl.DataFrame({"organisation": list(dict.fromkeys(members))}, schema={"organisation": pl.String})
    joined = asked.join(about, left_on="organisation", right_on="id", how="left", maintain_order="left")
    return joined.select(
        "organisation",
        pl.coalesce("name", "organisation").alias("organisation_name"),
        pl.col("cbs_code").str.strip_chars().str.zfill(4),
        *[
            pl.when(pl.col(column) > 0).then(pl.col(column).cast(pl.Float64)).alias(basis)
            for basis, column in (("inwoner", "inhabitants"), ("werkplek", "workplaces"), ("fte", "employees_fte"))
        ],
    )


def ledger(landscape: Landscape, members: pl.DataFrame) -> pl.DataFrame:
    """The lines that count: per member those of the latest year with actual cost, else of the latest budget; never of a later year."""
    lines = landscape["costs"].filter((pl.col("year") <= landscape.as_of.year) & pl.col("kind").is_not_null())
    lines = lines.join(members.select("organisation"), on="organisation", how="semi", maintain_order="left")
    actual = pl.col("kind").cast(pl.String) == ACTUAL
    lines = lines.filter(actual == actual.any().over("organisation"))
    return lines.filter(pl.col("year") == pl.col("year").max().over("organisation"))


def spent(lines: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """What does each member spend, in all and per category?

    Columns: organisation, category, amount (cents, the sum of what is known; null without any known amount), lines, lines_unknown, state.
    bekend: every line has an amount; minstens: some have none, or it is unknown to which category a line belongs; onbekend: no amount at all.
    A category without a single line is unknown, because an empty place in a ledger is not the same as no cost.
    """
    category = pl.col("category").cast(pl.String)
    grouped = lines.with_columns(
        category=pl.when(category.is_not_null()).then(category.replace_strict(GROUP, default=OTHER, return_dtype=pl.String))
    )
    per_group = _summed(grouped.filter(pl.col("category").is_not_null()), "organisation", "category")
    stray = grouped.filter(pl.col("category").is_null()).group_by("organisation").agg(stray=pl.len().cast(pl.Int64))
    per_group = per_group.join(stray, on="organisation", how="left").with_columns(
        pl.col("lines_unknown") + pl.col("stray").fill_null(0)
    )
    total = _summed(grouped, "organisation").with_columns(category=pl.lit(TOTAL))
    both = pl.concat([pl.DataFrame(schema=SPENT), *[part.select(list(SPENT)) for part in (total, per_group)]])
    grid = members.select("organisation").join(pl.DataFrame({"category": list(CATEGORIES)}), how="cross")
    joined = grid.join(both, on=["organisation", "category"], how="left", maintain_order="left")
    state = (
        pl.when(pl.col("amount").is_null())
        .then(pl.lit(UNKNOWN))
        .when(pl.col("lines_unknown") > 0)
        .then(pl.lit(LEAST))
        .otherwise(pl.lit(KNOWN))
    )
    return joined.with_columns(pl.col("lines", "lines_unknown").fill_null(0), state=state)


def _summed(lines: pl.DataFrame, *keys: str) -> pl.DataFrame:
    amount = pl.col("amount")
    return lines.group_by(*keys, maintain_order=True).agg(
        amount=pl.when(amount.count() > 0).then(amount.sum()),
        lines=pl.len().cast(pl.Int64),
        lines_unknown=amount.null_count().cast(pl.Int64),
    )


def years(lines: pl.DataFrame) -> pl.DataFrame:
    """Per member the year and kind of its lines: organisation, year, cost_kind."""
    return lines.group_by("organisation", maintain_order=True).agg(
        pl.col("year").first(), pl.col("kind").cast(pl.String).first().alias("cost_kind")
    )
