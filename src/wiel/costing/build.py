"""From landscape and parameters to the cost table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wiel.costing.baseline import Baseline, baseline_of
from wiel.costing.inhabitants import inhabitants_of
from wiel.costing.interfaces import interfaces_of
from wiel.costing.ledger import overhead_share
from wiel.costing.offers import Offers, offers_of
from wiel.costing.options import CostingOptions
from wiel.costing.rates import Rates, rates_of
from wiel.costing.table import NEW, PARTS, REST, Bools, CostTable, Floats, Ints
from wiel.costing.usage import Usage, primary_of, usage_of
from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.results import ParameterUse

CENTS = 100.0


def cost_table(
    landscape: Landscape, members: Sequence[str], parameters: Parameters, options: CostingOptions | None = None
) -> tuple[CostTable, Findings, tuple[ParameterUse, ...]]:
    """What does every solution cost these members, today's and the ones that can be shared?

    `parameters` must stand at a date; what was used is returned for the trace. Raises `InvalidProblem` where a member without ledger
    has no number of inhabitants either. See docs/algorithms/costing.md.
    """
    known = parameters.at(landscape.as_of)
    rates = rates_of(known, options or CostingOptions())
    usage = usage_of(landscape, members)
    inhabitants, remarks = inhabitants_of(landscape, usage.members)
    baseline, findings = baseline_of(landscape, usage, inhabitants, rates.remainder_weight)
    offers, unsure = offers_of(landscape, usage)
    table = _assemble(landscape, usage, inhabitants, baseline, offers, rates)
    return table, remarks + findings + unsure, known.uses()


@dataclass(frozen=True, eq=False)
class _Money:
    """EUR a year of today's use: `pair` (P, M, K') per application, `function` (P, M, F) where it is the first choice, K' with rest."""

    pair: Floats
    function: Floats
    aside: Bools
    primary: Ints


def _money(usage: Usage, baseline: Baseline) -> _Money:
    pair = (baseline.known + baseline.assumed) / CENTS
    primary = primary_of(usage)
    m, f = np.nonzero(primary >= 0)
    chosen = np.zeros(pair.shape[1:], np.int64)
    np.add.at(chosen, (m, primary[m, f]), 1)
    function = np.zeros((len(PARTS), *primary.shape))
    function[:, m, f] = pair[:, m, primary[m, f]] / chosen[m, primary[m, f]]
    in_use = np.column_stack([usage.uses, pair[:, :, -1].sum(axis=0) > 0])
    return _Money(pair, function, in_use & (chosen == 0), primary)


@dataclass(frozen=True, eq=False)
class _Solutions:
    """The solutions in their order: applications of today, rests of members without any, products to set up anew."""

    identifiers: tuple[str, ...]
    product: tuple[str | None, ...]
    supplier: tuple[str | None, ...]
    holder: tuple[str | None, ...]
    covers: tuple[tuple[int, ...], ...]
    rests: Ints
    fresh: int


def _solutions(usage: Usage, offers: Offers, money: _Money, new_instances: bool) -> _Solutions:
    rests = np.flatnonzero(money.pair[:, :, -1].sum(axis=0) > 0)
    names = tuple(usage.members[m] for m in rests)
    fresh = offers.products if new_instances else ()
    empty: tuple[None, ...] = (None,) * len(names)
    product = usage.product + empty + fresh
    holders = tuple(holder if holder in usage.members else None for holder in usage.holder)
    return _Solutions(
        usage.applications + tuple(REST + name for name in names) + tuple(NEW + name for name in fresh),
        product,
        tuple(None if name is None else offers.supplier.get(name) for name in product),
        holders + names + (None,) * len(fresh),
        usage.serves + ((),) * len(names) + tuple(tuple(sorted(found)) for found in offers.covers[: len(fresh)]),
        rests,
        len(usage.applications) + len(names),
    )


def _assemble(
    landscape: Landscape, usage: Usage, inhabitants: Floats, baseline: Baseline, offers: Offers, rates: Rates
) -> CostTable:
    """Put present values on opening, joining, serving and moving."""
    money = _money(usage, baseline)
    ways = _solutions(usage, offers, money, rates.new_instances)
    in_use, aside, paid, assumed = _spread(usage, baseline, money, ways)
    m, f, k = _arcs(offers, money, ways, in_use & ~aside)
    serve, bearing = _serve(money, rates, ways, m, f, k)
    open_parts, open_once = _opening(paid, aside, rates, ways)
    factors = rates.factors[:, None]
    remainder = np.zeros(in_use.shape)
    remainder[:, : offers.remainder.shape[1]] = offers.remainder * ~aside[:, : offers.remainder.shape[1]]
    guessed = np.zeros(in_use.shape, bool)
    guessed[m, k] = assumed.sum(axis=0)[m, money.primary[m, f]] > 0
    return CostTable(
        members=usage.members,
        components=usage.components,
        solutions=ways.identifiers,
        product=ways.product,
        supplier=ways.supplier,
        holder=ways.holder,
        inhabitants=inhabitants,
        needed=money.primary >= 0,
        primary=money.primary,
        in_use=in_use,
        unknown=guessed | (assumed.sum(axis=0) > 0),
        aside=aside,
        open_once=open_once,
        move=_moving(money, rates, ways, in_use, (m, f, k)),
        contract_remainder=remainder,
        serve_member=m,
        serve_component=f,
        serve_solution=k,
        bearing=bearing,
        open_parts=open_parts,
        join_parts=np.where(aside, paid, 0.0) * factors[:, None],
        serve_parts=serve,
        assumed_parts=baseline.assumed.sum(axis=2) / CENTS * factors,
        layer_parts=money.pair.sum(axis=2) * rates.operations[:, None] * factors,
        couplings=interfaces_of(landscape, usage, rates),
        factors=rates.factors,
        rises=rates.rises,
        overhead_share=overhead_share(baseline.lines, usage.members),
        annuity=rates.annuity,
        horizon=rates.horizon,
        discount=rates.discount,
        base_year=landscape.as_of.year,
    )


def _spread(usage: Usage, baseline: Baseline, money: _Money, ways: _Solutions) -> tuple[Bools, Bools, Floats, Floats]:
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


def _arcs(offers: Offers, money: _Money, ways: _Solutions, chosen: Bools) -> tuple[Ints, Ints, Ints]:
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


def _aside_elsewhere(money: _Money, ways: _Solutions) -> Bools:
    """Pairs that a member already has beside its first choice: they are kept or go, and are no choice."""
    aside = np.zeros((len(money.primary), len(ways.identifiers)), bool)
    aside[:, : money.aside.shape[1] - 1] = money.aside[:, :-1]
    return aside


def _serve(money: _Money, rates: Rates, ways: _Solutions, m: Ints, f: Ints, k: Ints) -> tuple[Floats, Floats]:
    """Present value of serving, per part and arc, and what the member bears of the fixed cost today.

    A member keeps the variable cost that it has for the function. Where its fixed cost is higher than that of the solution it goes
    to, the difference goes along: a small application does not become large for nothing.
    """
    own, factors, fixed = money.function[:, m, f], rates.factors[:, None], rates.fixed[:, None]
    bears = rates.fixed @ own
    excess = np.where(money.primary[m, f] == k, 0.0, np.maximum(bears - _level(money, rates, ways)[k, f], 0.0))
    share = np.divide(excess, bears, out=np.zeros_like(bears), where=bears > 0)
    return own * (1 - fixed + fixed * share) * factors, ((own * fixed) * factors).sum(axis=0)


def _level(money: _Money, rates: Rates, ways: _Solutions) -> Floats:
    """EUR a year of fixed cost that a solution carries for a function: that of its largest user, (K, F)."""
    level = np.zeros((len(ways.identifiers), money.primary.shape[1]))
    m, f = np.nonzero(money.primary >= 0)
    np.maximum.at(level, (money.primary[m, f], f), rates.fixed @ money.function[:, m, f])
    place = {ways.product[k]: k for k in range(ways.fresh, len(ways.identifiers))}
    for k in range(ways.fresh):
        if ways.product[k] in place:
            level[place[ways.product[k]]] = np.maximum(level[place[ways.product[k]]], level[k])
    return level


def _opening(paid: Floats, aside: Bools, rates: Rates, ways: _Solutions) -> tuple[Floats, Floats]:
    """Present value of the fixed cost per part and solution, and what a tender costs once."""
    yearly = np.where(aside, 0.0, paid).sum(axis=1) * rates.fixed[:, None]
    place = {ways.product[k]: k for k in range(ways.fresh, len(ways.identifiers))}
    for k in range(ways.fresh):
        new = place.get(ways.product[k]) if ways.product[k] is not None else None
        if new is not None and yearly[:, k].sum() > yearly[:, new].sum():
            yearly[:, new] = yearly[:, k]
    once = np.zeros(len(ways.identifiers))
    once[ways.fresh :] = rates.tender
    return yearly * rates.factors[:, None], once


def _moving(money: _Money, rates: Rates, ways: _Solutions, in_use: Bools, arcs: tuple[Ints, Ints, Ints]) -> Floats:
    """EUR once for going to a solution: a share of a year's cost of the functions that it could take over, less for the same product."""
    m, f, k = arcs
    bound = (money.function * (1 - rates.operations)[:, None, None]).sum(axis=0)
    move = np.zeros(in_use.shape)
    np.add.at(move, (m, k), bound[m, f] * rates.move)
    names = np.array([name or f"?{k}" for k, name in enumerate(ways.product)])
    for member, used in enumerate(in_use):
        same = np.isin(names, names[used])
        move[member] *= np.where(same, rates.same_product, 1.0)
    move[in_use] = 0.0
    return move
