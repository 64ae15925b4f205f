"""Who may join what, what can be set up anew, and what leaving costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from wiel.costing.table import Bools, Floats
from wiel.costing.usage import Usage
from wiel.findings import Findings, Rule, Severity
from wiel.landscape import Landscape
from wiel.quantities import Confidentiality

NOT_JOINABLE = Rule("costing.not-joinable", Severity.INFO)
UNPRICED = Rule("costing.contract-unpriced", Severity.INFO, Confidentiality.INTERN)
DAYS_PER_YEAR = 365.25


@dataclass(frozen=True, eq=False)
class Offers:
    """What may be chosen besides what is in use.

    `joinable[m, k]`: the contract or the partnership of k lets m join. `products`: those in use, that can be set up for many after a
    tender, and `covers` the functions of each. `supplier` by product. `remainder[m, k]`: EUR that m still pays for k after leaving now,
    over `years[m, k]`.
    """

    joinable: Bools
    products: tuple[str, ...]
    covers: tuple[frozenset[int], ...]
    supplier: Mapping[str, str | None]
    remainder: Floats
    years: Floats


def offers_of(landscape: Landscape, usage: Usage) -> tuple[Offers, Findings]:
    """What do contracts, partnerships and products allow? Unknown counts as not allowed, and is counted."""
    terms = _terms(landscape, usage)
    joinable, unsure = _joinable(landscape, usage, terms)
    covers = _covers(landscape, usage)
    products = tuple(sorted(covers))
    names = landscape["products"].unique("id", keep="first")
    supplier = dict(zip(names["id"].to_list(), names["supplier"].to_list(), strict=True))
    remainder, years, unpriced = _remainder(terms, usage, landscape.as_of)
    found = [NOT_JOINABLE.broken(n=unsure, of=terms["application"].n_unique())] if unsure else []
    found += [UNPRICED.broken(n=unpriced)] if unpriced else []
    return Offers(joinable, products, tuple(frozenset(covers[p]) for p in products), supplier, remainder, years), Findings.of(found)


def _terms(landscape: Landscape, usage: Usage) -> pl.DataFrame:
    """The running contracts of applications in use, one row per contract and application."""
    today = landscape.as_of
    running = landscape["contracts"].unique("id", keep="first").filter(pl.col("end").is_null() | (pl.col("end") >= today))
    links = landscape["contract_applications"].unique().filter(pl.col("application").is_in(list(usage.applications)))
    terms = running.join(links, left_on="id", right_on="contract").sort("id", "application")
    return terms.with_columns(shared_by=pl.len().over("id"))


def _joinable(landscape: Landscape, usage: Usage, terms: pl.DataFrame) -> tuple[Bools, int]:
    """Whether m may join k, and of how many applications under contract that is not known."""
    number, seat = usage.number, {member: m for m, member in enumerate(usage.members)}
    spoken = _names(landscape, usage)
    joinable = np.zeros((len(seat), len(number)), bool)
    for application, open_to in terms.drop_nulls("joinable_by").select("application", "joinable_by").iter_rows():
        for name in open_to:
            if name.strip().lower() in spoken:
                joinable[spoken[name.strip().lower()], number[application]] = True
    members = landscape["memberships"].drop_nulls(["partnership", "member"])
    for partnership, member in members.select("partnership", "member").iter_rows():
        if member in seat:
            joinable[seat[member], [k for k, holder in enumerate(usage.holder) if holder == partnership]] = True
    unknown = terms.filter(pl.col("joinable_by").is_null())["application"].n_unique()
    return joinable, unknown


def _names(landscape: Landscape, usage: Usage) -> dict[str, int]:
    """What a contract may call a member: its name, its identifier or its CBS code."""
    spoken = {member.lower(): m for m, member in enumerate(usage.members)}
    about = landscape["organisations"].filter(pl.col("id").is_in(list(usage.members)))
    for member, name, code in about.select("id", "name", "cbs_code").iter_rows():
        for word in (name, code):
            if word:
                spoken[word.strip().lower()] = spoken[member.lower()]
    return spoken


def _covers(landscape: Landscape, usage: Usage) -> dict[str, set[int]]:
    """The functions that each product in use serves: as it is sold, and as it is used."""
    at = {component: f for f, component in enumerate(usage.components)}
    covers: dict[str, set[int]] = {product: set() for product in usage.product if product is not None}
    for product, component in landscape["product_components"].select("product", "component").drop_nulls().iter_rows():
        if product in covers and component in at:
            covers[product].add(at[component])
    for product, serves in zip(usage.product, usage.serves, strict=True):
        if product is not None:
            covers[product].update(serves)
    return {product: found for product, found in covers.items() if found}


def _remainder(terms: pl.DataFrame, usage: Usage, today: date) -> tuple[Floats, Floats, int]:
    """EUR from today to the end of each contract, not discounted, the years that takes, and how many contracts have no amount or end.

    Of several contracts for one application the years are weighed by what they cost a year.
    """
    number, seat = usage.number, {member: m for m, member in enumerate(usage.members)}
    yearly, remainder = np.zeros((2, len(seat), len(number)))
    priced = terms.drop_nulls(["annual_value", "end"])
    rows = priced.select("organisation", "application", "annual_value", "end", "shared_by")
    for organisation, application, value, end, shared_by in rows.iter_rows():
        if organisation in seat:
            place, each = (seat[organisation], number[application]), value / 100 / shared_by
            yearly[place] += each
            remainder[place] += each * (end - today).days / DAYS_PER_YEAR
    years = np.divide(remainder, yearly, out=np.zeros_like(yearly), where=yearly > 0)
    return remainder, years, terms["id"].n_unique() - priced["id"].n_unique()
