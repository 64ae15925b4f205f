"""Counts what each member has."""

import polars as pl

from wiel.instruments.inventory.scope import held_applications, owned_rows, rows_of, running_uses
from wiel.landscape import Landscape

NUMBERS = ("applications_held", "uses", "shared_uses", "cost_lines", "cost_lines_unknown")


def counts(landscape: Landscape, members: pl.DataFrame) -> pl.DataFrame:
    """What does each member have?

    applications_held counts applications, uses counts uses: an application that two members share is held once and used twice.
    shared_uses are uses of an application that another member uses too. Couplings and contracts of a member that delivered no row of
    them are unknown, not zero. Costs are those of the latest year with actual cost up to the
    date of the landscape, else of the latest budget; lines without amount are counted beside the sum.
    """
    uses = running_uses(landscape).filter(pl.col("organisation").is_in(members["organisation"].implode()))
    shared = pl.len().over("application") > 1
    couplings, contracts = owned_rows(landscape, "couplings"), owned_rows(landscape, "contracts")
    running = pl.col("end").is_null() | (pl.col("end") >= landscape.as_of)
    held = held_applications(landscape).select(organisation="holder")
    joined = members
    for name, rows in (
        ("applications_held", held),
        ("uses", uses.select("organisation")),
        ("shared_uses", uses.filter(shared).select("organisation")),
        ("couplings", _owners(couplings)),
        ("contracts", _owners(None if contracts is None else contracts.filter(running))),
    ):
        counted = rows.group_by("organisation").agg(pl.len().cast(pl.Int64).alias(name))
        joined = joined.join(counted, on="organisation", how="left", maintain_order="left")
    for name, owned in (("couplings", couplings), ("contracts", contracts)):
        delivered = pl.col("organisation").is_in(_owners(owned)["organisation"].unique().implode())
        joined = joined.with_columns(pl.when(delivered).then(pl.col(name).fill_null(0)).alias(name))
    joined = joined.join(_costs(landscape), on="organisation", how="left", maintain_order="left")
    return joined.with_columns(pl.col(NUMBERS).fill_null(0))


def _owners(rows: pl.DataFrame | None) -> pl.DataFrame:
    if rows is None:
        return pl.DataFrame(schema={"organisation": pl.String})
    return rows.select(organisation="owner__")


def _costs(landscape: Landscape) -> pl.DataFrame:
    """Per organisation the sum of one year: actual cost of the latest year, else budget."""
    lines = landscape["costs"].filter((pl.col("year") <= landscape.as_of.year) & pl.col("kind").is_not_null())
    actual = (pl.col("kind").cast(pl.String) == "realisatie").cast(pl.Int64)
    lines = lines.with_columns(rank=actual * 10_000 + pl.col("year"))
    lines = lines.filter(pl.col("rank") == pl.col("rank").max().over("organisation"))
    amount = pl.col("amount")
    return lines.group_by("organisation").agg(
        cost_known=pl.when(amount.count() > 0).then(amount.sum()),
        cost_lines=pl.len().cast(pl.Int64),
        cost_lines_unknown=amount.null_count().cast(pl.Int64),
        cost_year=pl.col("year").first(),
        cost_kind=pl.col("kind").cast(pl.String).first(),
    )


def tables(landscape: Landscape, members: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """How many rows has each table, and how many members have any in it? Null where all members share the table."""
    rows = [
        {"table": name, "rows": rows_of(landscape, name, members).height, "members_with_rows": _filled(landscape, name, members)}
        for name in names["table"]
    ]
    counted = pl.DataFrame(rows, schema={"table": pl.String, "rows": pl.Int64, "members_with_rows": pl.Int64})
    return names.join(counted, on="table", maintain_order="left")


def _filled(landscape: Landscape, table: str, members: pl.DataFrame) -> int | None:
    owned = owned_rows(landscape, table)
    return None if owned is None else int(members["organisation"].is_in(owned["owner__"].unique().implode()).sum())
