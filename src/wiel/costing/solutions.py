"""Which solutions there are, and whom each could serve."""

from dataclasses import dataclass

import numpy as np

from wiel.costing.baseline import Baseline
from wiel.costing.money import CENTS, Money
from wiel.costing.offers import Offers
from wiel.costing.table import NEW, PARTS, REST, Bools, Floats, Ints
from wiel.costing.usage import Usage


@dataclass(frozen=True, eq=False)
class Solutions:
    """The solutions in their order: applications of today, rests of members without any, products to set up anew."""

    identifiers: tuple[str, ...]
    product: tuple[str | None, ...]
    supplier: tuple[str | None, ...]
    holder: tuple[str | None, ...]
    covers: tuple[tuple[int, ...], ...]
    rests: Ints
    fresh: int


def solutions_of(usage: Usage, offers: Offers, money: Money, new_instances: bool) -> Solutions:
    """Every application in use, the rest of members that have none, and each product in use set up anew."""
    rests = np.flatnonzero(money.pair[:, :, -1].sum(axis=0) > 0)
    names = tuple(usage.members[m] for m in rests)
    fresh = offers.products if new_instances else ()
    empty: tuple[None, ...] = (None,) * len(names)
    product = usage.product + empty + fresh
    holders = tuple(holder if holder in usage.members else None for holder in usage.holder)
    return Solutions(
        usage.applications + tuple(REST + name for name in names) + tuple(NEW + name for name in fresh),
        product,
        tuple(None if name is None else offers.supplier.get(name) for name in product),
        holders + names + (None,) * len(fresh),
        usage.serves + ((),) * len(names) + tuple(tuple(sorted(found)) for found in offers.covers[: len(fresh)]),
        rests,
        len(usage.applications) + len(names),
    )


def spread_over(usage: Usage, baseline: Baseline, money: Money, ways: Solutions) -> tuple[Bools, Bools, Floats, Floats]:
    """In use and aside (M, K), yearly EUR paid and the assumed part of it (P, M, K), over all solutions."""
    applications, size = len(usage.applications), (len(usage.members), len(ways.identifiers))
    in_use, aside = np.zeros(size, bool), np.zeros(size, bool)
    in_use[:, :applications], aside[:, :applications] = usage.uses, money.aside[:, :-1]
    paid, assumed = np.zeros((len(PARTS), *size)), np.zeros((len(PARTS), *size))
    paid[:, :, :applications] = money.pair[:, :, :-1]
    assumed[:, :, :applications] = baseline.assumed[:, :, :-1] / CENTS
    places = applications + np.arange(len(ways.rests))
    in_use[ways.rests, places] = aside[ways.rests, places] = True
    paid[:, ways.rests, places] = money.pair[:, ways.rests, -1]
    assumed[:, ways.rests, places] = baseline.assumed[:, ways.rests, -1] / CENTS
    return in_use, aside, paid, assumed


def arcs_of(offers: Offers, money: Money, ways: Solutions, chosen: Bools) -> tuple[Ints, Ints, Ints]:
    """Which (member, function, solution) are possible: what is in use as first choice, what is open to join, what is set up anew."""
    functions = money.primary.shape[1]
    covers = np.zeros((functions, len(ways.identifiers)), bool)
    for k, found in enumerate(ways.covers):
        covers[list(found), k] = True
    allowed = chosen.copy()
    allowed[:, : offers.joinable.shape[1]] |= offers.joinable
    allowed[:, ways.fresh :] = True
    allowed &= chosen | ~_aside_elsewhere(money, ways)
    m, f = np.nonzero(money.primary >= 0)
    row, ways_open = np.nonzero(allowed[m] & covers[f])
    return m[row].astype(np.int64), f[row].astype(np.int64), ways_open.astype(np.int64)


def _aside_elsewhere(money: Money, ways: Solutions) -> Bools:
    """Pairs that a member already has beside its first choice: they are kept or go, and are no choice."""
    aside = np.zeros((len(money.primary), len(ways.identifiers)), bool)
    aside[:, : money.aside.shape[1] - 1] = money.aside[:, :-1]
    return aside
