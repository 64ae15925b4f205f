"""Which rows belong to which member."""

from collections.abc import Sequence

import polars as pl

from wiel.landscape import OWNER, TABLES, THROUGH, Landscape
from wiel.schema import Table

OUT_OF_USE = "buiten gebruik"
PRODUCTION = "productie"
BOOKKEEPING = ("origins", "attestations")


def members_of(landscape: Landscape, members: Sequence[str]) -> pl.DataFrame:
    """The members in their order: organisation, organisation_name, inhabitants, seat."""
    about = landscape["organisations"].unique("id", keep="first", maintain_order=True)
    asked = pl.DataFrame({"organisation": list(dict.fromkeys(members))}, schema={"organisation": pl.String})
    found = asked.with_row_index("seat").join(about, left_on="organisation", right_on="id", how="left", maintain_order="left")
    return found.select(
        "organisation", pl.coalesce("name", "organisation").alias("organisation_name"), "inhabitants", pl.col("seat").cast(pl.Int64)
    )


def counted_tables() -> list[Table]:
    """The tables of which completeness means something."""
    return [table for table in TABLES.values() if table.name not in BOOKKEEPING]


def rows_of(landscape: Landscape, table: str, members: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table that count: of organisations only the members, of other tables all that the landscape holds."""
    frame = landscape[table]
    return frame.filter(pl.col("id").is_in(members["organisation"].implode())) if table == "organisations" else frame


def owned_rows(landscape: Landscape, table: str) -> pl.DataFrame | None:
    """The rows of a table with the organisation that they belong to, as column ``owner__``; None for tables that all share.

    A coupling between two holders is a row of both. A row whose owner is unknown belongs to nobody.
    """
    frame = landscape[table]
    if table in OWNER:
        return frame.with_columns(owner__=pl.col(OWNER[table])).filter(pl.col("owner__").is_not_null())
    if table not in THROUGH:
        return None
    rows = frame.with_row_index("row__")
    parts = [
        rows.join(landscape[other].select(pl.col("id").alias(link), owner__=pl.col(OWNER[other])), on=link)
        for link, other in THROUGH[table]
    ]
    columns = [*rows.columns, "owner__"]
    joined = pl.concat([part.select(columns) for part in parts]).unique(["row__", "owner__"], maintain_order=True)
    return joined.filter(pl.col("owner__").is_not_null()).drop("row__")


def running_uses(landscape: Landscape) -> pl.DataFrame:
    """Uses that run on the date of the landscape, of applications in production that are not out of use: application, organisation."""
    others = landscape["applications"].filter(~_counts()).select(application="id")
    uses = landscape.at(landscape.as_of)["application_uses"].select("application", "organisation").unique(maintain_order=True)
    return uses.join(others, on="application", how="anti", maintain_order="left")


def held_applications(landscape: Landscape) -> pl.DataFrame:
    """Applications in production that are not out of use; test and training environments are no applications of their own."""
    return landscape["applications"].filter(_counts())


def _counts() -> pl.Expr:
    in_production = pl.col("environment").cast(pl.String).fill_null(PRODUCTION) == PRODUCTION
    return pl.col("status").cast(pl.String).ne_missing(OUT_OF_USE) & in_production
