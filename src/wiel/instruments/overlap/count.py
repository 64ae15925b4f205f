"""Counts per function, per product and per supplier, as ranges over what is unknown."""

from dataclasses import dataclass

import polars as pl

from wiel.instruments.overlap.gather import KNOWN, NONE, UNKNOWN, Used

REGION = "regio"
HERE = ["row", "seat"]


def products_per_component(used: Used) -> pl.DataFrame:
    """How many members use each product for each function?

    One row per component and product: `members` known to use it, `more` the members that may use it too because a product of theirs is
    unknown there.
    """
    known = used.serving.filter(pl.col("product").is_not_null())
    known = known.select("component", *HERE, "product", "product_name", "supplier_name").unique([*HERE, "product"])
    open_cells = used.cells.filter("open").select("component", *HERE, open=pl.lit(True))
    room = open_cells.group_by("component").agg(room=pl.len())
    counted = (
        known.join(open_cells.drop("component"), on=HERE, how="left")
        .group_by("component", "product", "product_name", "supplier_name")
        .agg(members=pl.len().cast(pl.Int64), taken=pl.col("open").is_not_null().sum())
    )
    return counted.join(room, on="component", how="left").select(
        "component",
        "product",
        "product_name",
        "supplier_name",
        "members",
        more=(pl.col("room").fill_null(0) - pl.col("taken")).cast(pl.Int64),
    )


def components(used: Used, products: pl.DataFrame, contracts: pl.DataFrame) -> pl.DataFrame:
    """Per function: how many products, and how many members share the most used one, at least and at most?

    group_least = max over products of the members known to use it, and at least 1 because somebody has an application;
    group_most = max over products of those members plus every member whose product may turn out to be the same.
    `contracts`: component, contract.
    """
    ranked = products.sort("component", "members", "product_name", "product", descending=[False, True, False, False])
    largest = ranked.group_by("component", maintain_order=True).agg(
        products=pl.len().cast(pl.Int64),
        group=pl.col("members").max(),
        reach=(pl.col("members") + pl.col("more")).max(),
        largest_product=pl.col("product_name").first(),
        product_names=pl.col("product_name").sort(),
    )
    state = pl.col("state")
    cells = used.cells.group_by("component").agg(
        members_known=(state == KNOWN).sum().cast(pl.Int64),
        members_unknown=(state == UNKNOWN).sum().cast(pl.Int64),
        members_absent=(state == NONE).sum().cast(pl.Int64),
        members_having_least=pl.col("has").sum().cast(pl.Int64),
        room=pl.col("open").sum().cast(pl.Int64),
    )
    suppliers = used.serving.group_by("component").agg(
        suppliers=pl.col("supplier").drop_nulls().n_unique().cast(pl.Int64),
        supplier_names=pl.col("supplier_name").drop_nulls().unique().sort(),
        nameless=pl.col("supplier").is_null().any(),
        applications=pl.col("application").n_unique().cast(pl.Int64),
        uses=pl.len().cast(pl.Int64),
        shared=pl.col("shared").any(),
    )
    signed = contracts.group_by("component").agg(contracts=pl.col("contract").n_unique().cast(pl.Int64))
    joined = used.components
    for more in (largest, cells, suppliers, signed):
        joined = joined.join(more, on="component", how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("products", "contracts").fill_null(0),
        pl.col("product_names").fill_null(pl.lit([], pl.List(pl.String))),
        products_open=pl.col("room") > 0,
        suppliers_open=(pl.col("room") > 0) | pl.col("nameless"),
        group_least=pl.col("group").fill_null(0).clip(lower_bound=1),
        group_most=pl.max_horizontal("reach", "room"),
        members_having_most=pl.col("members_known") + pl.col("members_unknown"),
    )


@dataclass(frozen=True, slots=True)
class SameProduct:
    """Of every hundred functions that members have, how many run on the product that most others use? Between `least` and `most`."""

    least: float | None
    most: float | None


def same_product_share(counted: pl.DataFrame) -> SameProduct:
    """Do our applications differ too much to work together?

    Σ over functions of the largest group ÷ Σ of members that have the function. Least: every unknown differs from all others; most: every
    unknown equals the largest group. Both are reached by some way to fill in the unknowns. Null where there is no function.

    >>> table = pl.DataFrame({"group_least": [2, 1], "group_most": [3, 2], "members_having_most": [3, 3]})
    >>> same_product_share(table)
    SameProduct(least=0.5, most=0.8333333333333334)
    """
    least, most, having = (int(counted[name].sum()) for name in ("group_least", "group_most", "members_having_most"))
    return SameProduct(least / having, most / having) if having else SameProduct(None, None)


def concentration(used: Used) -> pl.DataFrame:
    """How much do we depend on few suppliers, in the region and per domain?

    Herfindahl–Hirschman index Σ share² over suppliers, in uses (a member using an application), from near 0 (many small) to 1 (one).
    `measure` over the uses with a known supplier; `measure_least` when every other use has a supplier of its own, `measure_most` when all
    those belong to the largest supplier.
    """
    region = used.uses.select(pl.lit(REGION).alias("level"), pl.lit(REGION).alias("scope"), "supplier")
    domains = used.serving.filter(pl.col("domain").is_not_null()).unique(["domain", "organisation", "application"])
    per_domain = domains.select(pl.lit("domein").alias("level"), pl.col("domain").alias("scope"), "supplier")
    both = pl.concat([region, per_domain])
    sizes = both.group_by("level", "scope", "supplier").agg(n=pl.len().cast(pl.Int64))
    n = pl.when(pl.col("supplier").is_not_null()).then("n")
    totals = sizes.group_by("level", "scope").agg(
        suppliers=n.count().cast(pl.Int64),
        uses_known=n.sum(),
        uses_unknown=pl.col("n").sum() - n.sum(),
        squares=(n**2).sum(),
        top=n.max().fill_null(0),
    )
    known, unknown, top = (pl.col(name).cast(pl.Float64) for name in ("uses_known", "uses_unknown", "top"))
    all_uses = (known + unknown) ** 2
    return totals.select(
        "level",
        "scope",
        pl.when(known > 0).then(pl.col("squares") / known**2).alias("measure"),
        ((pl.col("squares") + unknown) / all_uses).alias("measure_least"),
        ((pl.col("squares") - top**2 + (top + unknown) ** 2) / all_uses).alias("measure_most"),
        "suppliers",
        "uses_known",
        "uses_unknown",
    ).sort(pl.col("level") != REGION, "scope")


def suppliers(used: Used) -> pl.DataFrame:
    """Which part of all uses is with each supplier? `share` of the uses with a known supplier, `share_least` and `share_most` of all."""
    known = used.uses.filter(pl.col("supplier").is_not_null())
    blank, every = used.uses.height - known.height, max(used.uses.height, 1)
    counted = known.group_by("supplier", "supplier_name").agg(uses=pl.len().cast(pl.Int64))
    return counted.sort("uses", "supplier_name", "supplier", descending=[True, False, False]).with_columns(
        share=pl.col("uses") / max(known.height, 1),
        share_least=pl.col("uses") / every,
        share_most=(pl.col("uses") + blank) / every,
    )


def matrix(used: Used, products: pl.DataFrame) -> pl.DataFrame:
    """Which product does each member use for each function?

    One row per component and member. The main product of a cell is the one that most members use for that function; ties go to the name
    that comes first.
    """
    # Products are ranked once, so that the many cells are sorted by numbers.
    ranked = products.sort("members", "product_name", "product", descending=[True, False, False]).with_row_index("best")
    ranked = ranked.sort("product_name", "product").with_row_index("alphabet")
    known = used.serving.filter(pl.col("product").is_not_null()).select("component", *HERE, "product").unique([*HERE, "product"])
    known = known.join(ranked, on=["component", "product"])
    main = known.sort(*HERE, "best").unique(HERE, keep="first", maintain_order=True)
    main = main.select(*HERE, main_product="product_name", members_with_product="members")
    cells_known = known.sort(*HERE, "alphabet").group_by(HERE, maintain_order=True)
    named = cells_known.agg(products=pl.col("product_name"), product_ids=pl.col("product"))
    groups = used.serving.filter("shared").group_by(HERE).agg(shared_group=pl.col("application").min())
    cells = used.cells
    for more in (main, named, groups):
        cells = cells.join(more, on=HERE, how="left", maintain_order="left")
    nothing = pl.lit([], pl.List(pl.String))
    return cells.with_columns(pl.col("products", "product_ids").fill_null(nothing))
