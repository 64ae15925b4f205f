"""How well the names in the deliveries are linked, measured by the truth behind them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from wiel.landscape import Landscape
from wiel.samples.streek.paper import Truth


@dataclass(frozen=True, slots=True)
class Score:
    """How many names mean a product of the catalogue, how many are linked to one, and how many of these rightly."""

    told: int
    linked: int
    right: int

    @property
    def precision(self) -> float:
        """Right ones among what is linked; 1 where nothing is linked, because nothing is wrong then."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """Right ones among what could be linked; 1 where nothing could."""
        return self.right / self.told if self.told else 1.0


def linked_names(landscape: Landscape, truths: Sequence[Truth], catalogue: Collection[str]) -> pl.DataFrame:
    """Every row of a list of applications that became an application: the product that it means, and the one it was linked to.

    Args:
        landscape: as it was read from the deliveries.
        truths: what the rows really are.
        catalogue: the names of the products in the catalogue; a product that a member's own list brought is no link.

    Returns:
        Columns member, written, meant, linked, applied (a list of distortions), one row per application that the truth knows.
    """
    place = ["file", "sheet", "row"]
    known = pl.DataFrame(
        [(t.file, t.sheet or "", t.row, t.member, t.written, t.product, list(t.applied)) for t in truths],
        schema={
            **dict.fromkeys(("file", "sheet"), pl.String), "row": pl.Int64,
            **dict.fromkeys(("member", "written", "meant"), pl.String), "applied": pl.List(pl.String),
        },
        orient="row",
    )  # fmt: skip
    origins = landscape["origins"].filter(pl.col("table") == "applications")
    rows = origins.select(pl.col("row_id").alias("id"), "file", pl.col("sheet").fill_null(""), "row").join(known, on=place)
    names = landscape["products"].select(pl.col("id").alias("product"), pl.col("name").alias("linked"))
    products = landscape["applications"].select("id", "product").join(names, on="product", how="left")
    listed = pl.when(pl.col("linked").is_in(list(catalogue))).then("linked").alias("linked")
    return rows.join(products, on="id", how="left").select("member", "written", "meant", listed, "applied")


def score(names: pl.DataFrame) -> Score:
    """How many of these names were linked rightly."""
    right = names.filter(pl.col("linked") == pl.col("meant")).height
    return Score(names["meant"].count(), names["linked"].count(), right)
