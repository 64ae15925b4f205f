"""Which organisations are studied."""

import polars as pl

from wiel.errors import Place
from wiel.findings import Findings, Rule, Severity
from wiel.intake.region import Largest, Region
from wiel.intake.region_file import NAME
from wiel.intake.work import Assembly
from wiel.landscape import Landscape

WITHOUT_DATA = Rule("member.without-data", Severity.WARNING)


def chosen_members(region: Region, landscape: Landscape, work: Assembly) -> tuple[tuple[str, ...], Findings]:
    """Identifiers of the members that are studied, in the order of the region or from the largest down.

    A member about whom no file has an application or use is a finding: it may be a misspelt name.
    """
    chosen = region.study.members or region.named or None
    known = work.members.identifiers
    if isinstance(chosen, Largest):
        members = _largest(chosen, landscape, tuple(dict.fromkeys(known.values())))
    elif chosen is not None:
        members = tuple(dict.fromkeys(known[name.casefold()] for name in chosen))
    elif known:
        members = tuple(dict.fromkeys(known.values()))
    else:
        return _municipalities(landscape), Findings()
    active = set(_held_and_used(landscape)["organisation"].to_list())
    names = dict(landscape["organisations"].select("id", "name").iter_rows())
    missing = [WITHOUT_DATA.broken(Place(NAME), name=names[member]) for member in members if member not in active]
    return members, Findings.of(missing)


def _municipalities(landscape: Landscape) -> tuple[str, ...]:
    """Where nobody says who the members are: the municipalities, or else whoever holds or uses applications."""
    listed = landscape["organisations"].filter(pl.col("kind") == "gemeente")["id"].to_list()
    return tuple(listed or _held_and_used(landscape)["organisation"].unique(maintain_order=True).to_list())


def _held_and_used(landscape: Landscape) -> pl.DataFrame:
    """Every pair of an organisation and an application that it holds or uses, once, with the product."""
    held = landscape["applications"].select(pl.col("holder").alias("organisation"), pl.col("id").alias("application"))
    used = landscape["application_uses"].select("organisation", "application")
    pairs = pl.concat([held, used]).drop_nulls().unique(maintain_order=True)
    products = landscape["applications"].select(pl.col("id").alias("application"), "product")
    return pairs.join(products, on="application", how="left", maintain_order="left")


def _largest(largest: Largest, landscape: Landscape, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The largest by a measure; unknown counts as smallest, and equal ones go by name.

    By products: different products among what is held or used, where every application of which the product is unknown counts as one of
    its own, because it is not known to be equal to another.
    """
    names = (
        landscape["organisations"].select("id", "name", "inhabitants", "workplaces").filter(pl.col("id").is_in(list(candidates)))
    )
    if largest.by in ("inhabitants", "workplaces"):
        sized = names.select("id", "name", pl.col(largest.by).cast(pl.Int64).alias("size"))
    else:
        thing = pl.coalesce("product", "application") if largest.by == "products" else pl.col("application")
        counted = _held_and_used(landscape).group_by("organisation").agg(thing.n_unique().cast(pl.Int64).alias("size"))
        sized = names.join(counted, left_on="id", right_on="organisation", how="left").select("id", "name", "size")
    ranked = sized.sort(pl.col("size").fill_null(-1), "name", "id", descending=[True, False, False])
    return tuple(ranked["id"].head(largest.count).to_list())
