"""Who uses which application for which function: the solutions of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.costing.table import Bools, Ints
from wiel.landscape import Landscape

OUT_OF_USE, PRODUCTION = "buiten gebruik", "productie"


@dataclass(frozen=True, eq=False)
class Usage:
    """Applications in use by members (`applications`, K) with what is known of them, and the functions that they serve.

    `names` are those of the members; `uses[m, k]`; `serves[k]` the components of k by number; `unstated` how many applications have no
    statement of use and count for their holder.
    """

    members: tuple[str, ...]
    names: tuple[str, ...]
    applications: tuple[str, ...]
    product: tuple[str | None, ...]
    holder: tuple[str | None, ...]
    components: tuple[str, ...]
    serves: tuple[tuple[int, ...], ...]
    uses: Bools
    unstated: int

    @property
    def number(self) -> Mapping[str, int]:
        """The number of an application by its identifier."""
        return {application: k for k, application in enumerate(self.applications)}


def usage_of(landscape: Landscape, members: Sequence[str]) -> Usage:
    """What do these members use on the date of the landscape? Only production, nothing that is out of use."""
    running = _running(landscape)
    stated = landscape.at(landscape.as_of)["application_uses"].select("application", "organisation").unique()
    silent = running.join(landscape["application_uses"], left_on="id", right_on="application", how="anti")
    silent = silent.select(application="id", organisation="holder").filter(pl.col("organisation").is_in(list(members)))
    uses = pl.concat([stated, silent]).filter(pl.col("organisation").is_in(list(members)))
    used = uses.join(running, left_on="application", right_on="id").sort("application")
    about = used.unique("application", maintain_order=True)
    links = (
        landscape["application_components"]
        .drop_nulls(["application", "component"])
        .unique()
        .join(about.select("application"), on="application")
    )
    components = tuple(links["component"].unique().sort().to_list())
    number = {application: k for k, application in enumerate(about["application"])}
    at = {component: f for f, component in enumerate(components)}
    serves: list[list[int]] = [[] for _ in number]
    for application, component in links.sort("application", "component").iter_rows():
        serves[number[application]].append(at[component])
    return Usage(
        tuple(members),
        _names(landscape, members),
        tuple(number),
        tuple(about["product"].to_list()),
        tuple(about["holder"].to_list()),
        components,
        tuple(tuple(found) for found in serves),
        _matrix(used, members, number),
        silent.height,
    )


def _names(landscape: Landscape, members: Sequence[str]) -> tuple[str, ...]:
    """What the members are called; the identifier where that is unknown."""
    known = dict(landscape["organisations"].unique("id", keep="first").select("id", "name").iter_rows())
    return tuple(known.get(member) or member for member in members)


def _running(landscape: Landscape) -> pl.DataFrame:
    """Applications in production that are not out of use, each once."""
    unique = landscape["applications"].drop_nulls("id").unique("id", keep="first", maintain_order=True)
    in_use = unique.filter(pl.col("status").cast(pl.String).ne_missing(OUT_OF_USE))
    production = in_use.filter(pl.col("environment").cast(pl.String).fill_null(PRODUCTION) == PRODUCTION)
    return production.select("id", "product", "holder")


def _matrix(used: pl.DataFrame, members: Sequence[str], number: Mapping[str, int]) -> Bools:
    seat = {member: m for m, member in enumerate(members)}
    uses = np.zeros((len(members), len(number)), bool)
    for application, organisation in used.select("application", "organisation").iter_rows():
        uses[seat[organisation], number[application]] = True
    return uses


def primary_of(usage: Usage) -> Ints:
    """Which application is the first choice for each (member, function)? The one that serves fewest functions, then by identifier.

    -1 where the member has none. The others stay aside.
    """
    primary = np.full((len(usage.members), len(usage.components)), -1, np.int64)
    order = sorted(range(len(usage.applications)), key=lambda k: (-len(usage.serves[k]), -k))
    for k in order:
        users = np.flatnonzero(usage.uses[:, k])
        for f in usage.serves[k]:
            primary[users, f] = k
    return primary
