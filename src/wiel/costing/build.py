"""From landscape and parameters to the cost table."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from wiel.costing.baseline import Baseline, baseline_of
from wiel.costing.inhabitants import inhabitants_of
from wiel.costing.interfaces import interfaces_of
from wiel.costing.ledger import overhead_share
from wiel.costing.money import CENTS, money_of
from wiel.costing.offers import Offers, offers_of
from wiel.costing.options import CostingOptions
from wiel.costing.rates import Rates, rates_of
from wiel.costing.solutions import arcs_of, solutions_of, spread_over
from wiel.costing.table import Bools, CostTable, Floats
from wiel.costing.usage import Usage, usage_of
from wiel.costing.valuing import moving, opening, serving
from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.results import ParameterUse


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
    inhabitants, remarks = inhabitants_of(landscape, usage.members, usage.names)
    baseline, findings = baseline_of(landscape, usage, inhabitants, rates.remainder_weight)
    offers, unsure = offers_of(landscape, usage)
    table = _assemble(landscape, usage, inhabitants, baseline, offers, rates)
    return table, remarks + findings + unsure, known.uses()


def _assemble(
    landscape: Landscape, usage: Usage, inhabitants: Floats, baseline: Baseline, offers: Offers, rates: Rates
) -> CostTable:
    """Put present values on opening, joining, serving and moving."""
    money = money_of(usage, baseline)
    ways = solutions_of(usage, offers, money, rates.new_instances)
    in_use, aside, paid, assumed = spread_over(usage, baseline, money, ways)
    m, f, k = arcs_of(offers, money, ways, in_use & ~aside)
    serve, bearing = serving(money, rates, ways, m, f, k)
    opened, once = opening(paid, aside, rates, ways)
    guessed = assumed.sum(axis=0) > 0
    guessed[m, k] |= guessed[m, money.primary[m, f]]
    return CostTable(
        members=usage.members,
        components=usage.components,
        solutions=ways.identifiers,
        **{name: getattr(ways, name) for name in ("product", "supplier", "holder")},
        inhabitants=inhabitants,
        needed=money.primary >= 0,
        primary=money.primary,
        in_use=in_use,
        unknown=guessed,
        aside=aside,
        open_once=once,
        move=moving(money, rates, ways, in_use, (m, f, k)),
        contract_remainder=_widened(offers.remainder, aside),
        contract_years=_widened(offers.years, aside),
        serve_member=m,
        serve_component=f,
        serve_solution=k,
        bearing_parts=bearing,
        open_parts=opened,
        join_parts=np.where(aside, paid, 0.0) * rates.factors[:, None, None],
        serve_parts=serve,
        assumed_parts=baseline.assumed.sum(axis=2) / CENTS * rates.factors[:, None],
        layer_parts=money.pair.sum(axis=2) * (rates.operations * rates.factors)[:, None],
        couplings=interfaces_of(landscape, usage, rates),
        overhead_share=overhead_share(baseline.lines, usage.members),
        **_time(rates, landscape),
    )


def _time(rates: Rates, landscape: Landscape) -> dict[str, Any]:
    """How money of years is brought together."""
    names = ("factors", "rises", "annuity", "horizon", "discount")
    return {name: getattr(rates, name) for name in names} | {"base_year": landscape.as_of.year}


def _widened(amounts: Floats, like: Bools) -> Floats:
    """Figures per member and application for all solutions, nothing for what is not there yet, (M, K)."""
    wide = np.zeros(like.shape)
    wide[:, : amounts.shape[1]] = amounts
    return wide
