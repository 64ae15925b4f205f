"""Brings together who uses which application for which function, and what is unknown about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from wiel.landscape import Landscape

KNOWN, UNKNOWN, NONE = "bekend", "onbekend", "geen"
OUT_OF_USE = "buiten gebruik"
PRODUCTION = "productie"


@dataclass(frozen=True)
class Used:
    """The uses of a group of members, ready to be counted.

    `members`: organisation, organisation_name, inhabitants, list_complete, seat (their order, from 0).
    `components`: component, component_name, domain, row (their order, from 0); only those that an application in use serves.
    `uses`: one row per member and application in use: organisation, seat, application, name, product and supplier by key and name, shared.
    `serving`: the same, once per component that the application serves, with cost (cents a year; null is unknown).
    `cells`: one row per component and member: state, has (an application serves it), open (a product may be missing), applications, shared.
    `unserved`: components that no application in use serves. `unplaced`: applications in use that serve no known component.
    `unused`: applications that a member holds while nothing is known about who uses them.
    """

    members: pl.DataFrame
    components: pl.DataFrame
    uses: pl.DataFrame
    serving: pl.DataFrame
    cells: pl.DataFrame
    unserved: pl.DataFrame
    unplaced: pl.DataFrame
    unused: pl.DataFrame


def gather(landscape: Landscape, members: Sequence[str]) -> Used:
    """What do these members use, for which function? Uses that do not run on the date of the landscape are left out."""
    people = members_of(landscape, members)
    uses = _uses(landscape, people)
    links = landscape["application_components"].unique(maintain_order=True)
    serving = _serving(landscape, uses, links, people)
    unplaced = uses.join(links, on="application", how="anti")
    unused = _unused(landscape, people)
    cells = _cells(landscape, people, serving, unplaced, unused.join(links, left_on="id", right_on="application"))
    served = cells.filter(pl.col("has").any().over("component"))
    components = (
        served.select("component", "component_name", "domain")
        .unique()
        .sort("domain", "component_name", "component", nulls_last=True)
    )
    components = components.with_row_index("row").select("component", "component_name", "domain", pl.col("row").cast(pl.Int64))
    return Used(
        people,
        components,
        uses,
        serving.join(components.select("component", "component_name", "domain", "row"), on="component", maintain_order="left"),
        served.drop("component_name", "domain").join(components, on="component").sort("row", "seat"),
        _unserved(cells),
        unplaced,
        unused,
    )


def members_of(landscape: Landscape, members: Sequence[str]) -> pl.DataFrame:
    """The members in their order, with what is known of them."""
    about = landscape["organisations"].unique("id", keep="first", maintain_order=True)
    asked = pl.DataFrame({"organisation": list(dict.fromkeys(members))}, schema={"organisation": pl.String})
    found = asked.with_row_index("seat").join(about, left_on="organisation", right_on="id", how="left", maintain_order="left")
    return found.select(
        "organisation",
        pl.coalesce("name", "organisation").alias("organisation_name"),
        "inhabitants",
        "list_complete",
        pl.col("seat").cast(pl.Int64),
    )


def _applications(landscape: Landscape) -> pl.DataFrame:
    """Applications in production that are not out of use, each once, with product and supplier by name."""
    names = landscape["organisations"].unique("id", keep="first").select(supplier="id", supplier_name="name")
    products = landscape["products"].unique("id", keep="first").select(product="id", product_name="name", supplier="supplier")
    running = landscape["applications"].unique("id", keep="first", maintain_order=True)
    running = running.filter(pl.col("status").cast(pl.String).ne_missing(OUT_OF_USE))
    # A test or training environment is no second application in use; where nothing is said, it is production.
    running = running.filter(pl.col("environment").cast(pl.String).fill_null(PRODUCTION) == PRODUCTION)
    described = running.join(products, on="product", how="left", maintain_order="left").join(
        names, on="supplier", how="left", maintain_order="left"
    )
    return described.select(
        "id",
        "name",
        "holder",
        "product",
        pl.coalesce("product_name", "product").alias("product_name"),
        "supplier",
        pl.coalesce("supplier_name", "supplier").alias("supplier_name"),
    )


def _uses(landscape: Landscape, people: pl.DataFrame) -> pl.DataFrame:
    """One row per member and application in use, in the order of the members."""
    running = landscape.at(landscape.as_of)["application_uses"].select("application", "organisation").unique()
    found = running.join(people.select("organisation", "organisation_name", "seat"), on="organisation")
    described = found.join(_applications(landscape), left_on="application", right_on="id").sort("seat", "application")
    return described.with_columns(shared=pl.len().over("application") > 1)


def _serving(landscape: Landscape, uses: pl.DataFrame, links: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """One row per use and component; the cost of an application is spread evenly over its components."""
    spread = links.group_by("application").agg(components=pl.len())
    costs = _costs(landscape, people).join(spread, on="application")
    costs = costs.select("organisation", "application", cost=pl.col("amount") / pl.col("components"))
    found = uses.join(links, on="application", maintain_order="left")
    return found.join(costs, on=["organisation", "application"], how="left", maintain_order="left")


def _costs(landscape: Landscape, people: pl.DataFrame) -> pl.DataFrame:
    """Cents a year per member and application: actual cost of the latest year, else the budget of the latest year.

    An application with a line whose amount is unknown has an unknown cost; a total below zero weighs nothing.
    """
    recent = (pl.col("year") <= landscape.as_of.year) & pl.col("kind").is_not_null() & pl.col("application").is_not_null()
    lines = landscape["costs"].filter(recent).join(people.select("organisation"), on="organisation")
    lines = lines.with_columns(rank=(pl.col("kind").cast(pl.String) == "realisatie").cast(pl.Int64) * 10_000 + pl.col("year"))
    lines = lines.filter(pl.col("rank") == pl.col("rank").max().over("organisation"))
    totals = lines.group_by("organisation", "application").agg(pl.col("amount").sum(), missing=pl.col("amount").null_count())
    return totals.filter(pl.col("missing") == 0).with_columns(pl.col("amount").clip(lower_bound=0)).drop("missing")


def _unused(landscape: Landscape, people: pl.DataFrame) -> pl.DataFrame:
    """Applications that a member holds and of which no use, running or ended, is stated."""
    held = _applications(landscape).join(people.select(holder="organisation"), on="holder", maintain_order="left")
    return held.join(landscape["application_uses"].select(id="application"), on="id", how="anti", maintain_order="left")


def _cells(
    landscape: Landscape, people: pl.DataFrame, serving: pl.DataFrame, unplaced: pl.DataFrame, unsure: pl.DataFrame
) -> pl.DataFrame:
    """One row per component and member with what is known there.

    None: an absence says so, or the list is complete, every application on it has its function, and none held for this function lacks
    a statement of use.
    """
    here = ["component", "organisation"]
    found = serving.group_by(here).agg(
        applications=pl.col("application").n_unique(),
        known=pl.col("product").is_not_null().any(),
        blank=pl.col("product").is_null().any(),
        shared=pl.col("shared").any(),
    )
    absent = landscape["absences"].select(*here, absent=pl.lit(True)).unique(here)
    perhaps = unsure.select("component", organisation="holder", perhaps=pl.lit(True)).unique(here)
    loose = unplaced.select("organisation", loose=pl.lit(True)).unique()
    grid = _reference(landscape, serving).join(people, how="cross").join(loose, on="organisation", how="left")
    for more in (found, absent, perhaps):
        grid = grid.join(more, on=here, how="left")
    filled = grid.with_columns(pl.col("known", "blank", "shared", "absent", "perhaps", "loose", "list_complete").fill_null(False))
    has = pl.col("applications").is_not_null()
    complete = pl.col("list_complete") & ~pl.col("loose") & ~pl.col("perhaps")
    state = (
        pl.when("known")
        .then(pl.lit(KNOWN))
        .when(~has & (pl.col("absent") | complete))
        .then(pl.lit(NONE))
        .otherwise(pl.lit(UNKNOWN))
    )
    marked = filled.with_columns(state=state, has=has, applications=pl.col("applications").fill_null(0).cast(pl.Int64))
    return marked.with_columns(
        open=(pl.col("state") == UNKNOWN) | pl.col("blank"), contradicted=pl.col("has") & pl.col("absent")
    ).drop("known", "blank", "absent", "perhaps", "loose", "list_complete")


def _reference(landscape: Landscape, serving: pl.DataFrame) -> pl.DataFrame:
    """Every component of the reference list, and those in use that are not on it under their identifier."""
    listed = landscape["components"].unique("id", keep="first").select(component="id", component_name="name", domain="domain")
    strange = serving.select("component").unique().join(listed, on="component", how="anti")
    strange = strange.with_columns(component_name=pl.col("component"), domain=pl.lit(None, pl.String))
    return pl.concat([listed, strange])


def _unserved(cells: pl.DataFrame) -> pl.DataFrame:
    """Components that nobody is known to have an application for, with how many members are known to have none."""
    empty = cells.filter(~pl.col("has").any().over("component"))
    counted = empty.group_by("component", "component_name", "domain").agg(
        members_absent=(pl.col("state") == NONE).sum().cast(pl.Int64),
        members_unknown=(pl.col("state") == UNKNOWN).sum().cast(pl.Int64),
    )
    return counted.sort("domain", "component_name", "component", nulls_last=True)
