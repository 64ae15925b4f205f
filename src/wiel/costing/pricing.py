"""What a plan costs, per member, part and year."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.costing.table import NOISE, Bools, CostTable, Floats, Ints, still_running
from wiel.errors import InvalidProblem
from wiel.landscape.plan import RETIRE, Plan
from wiel.texts import Sentence


@dataclass(frozen=True, eq=False)
class PlanCost:
    """EUR of one plan per member, as present value over the horizon.

    `running` (P, M) is paid every year; `once` (M,) at the start: going over, tenders; `contracts` (M,) still paid after leaving;
    `interfaces` (M,) more or less than today. The fixed cost of a solution is divided over its users by what each bears today for the
    same functions, so that the plan of today gives every member its own ledger; who should pay is for cost sharing to say.
    `assumed` (M,) is the part of `running` today that rests on an assumption. `factors` (P,) turn running cost into a year.
    """

    running: Floats
    once: Floats
    contracts: Floats
    interfaces: Floats
    assumed: Floats
    factors: Floats

    @property
    def per_member(self) -> Floats:
        """What each member pays in all, (M,)."""
        total: Floats = self.running.sum(axis=0) + self.once + self.contracts + self.interfaces
        return total

    @property
    def total(self) -> float:
        """What the plan costs in all."""
        return float(self.per_member.sum())

    @property
    def yearly(self) -> Floats:
        """Running cost of one year at the prices of the base year, (P, M)."""
        year: Floats = self.running / self.factors[:, None]
        return year


@dataclass(frozen=True, eq=False)
class Choice:
    """A plan in numbers: `served[m, f]` the solution, -1 for none; `kept[m, k]` what stays aside."""

    served: Ints
    kept: Bools


def choice_of(table: CostTable, plan: Plan) -> Choice:
    """The plan by number. Members and components that the plan does not name are not served; what goes away is not kept.

    Raises `InvalidProblem` for a solution that the table does not know or that cannot serve the component.
    """
    members = {name: m for m, name in enumerate(table.members)}
    components = {name: f for f, name in enumerate(table.components)}
    served = np.full(table.needed.shape, -1, np.int64)
    kept = table.aside.copy()
    gone = pl.col("decision").cast(pl.String).eq_missing(pl.lit(RETIRE))
    rows = plan.frame.select("organisation", "component", "solution", gone=gone)
    for organisation, component, solution, goes in rows.iter_rows():
        m, f, k = members.get(organisation), components.get(component), table.number.get(solution)
        if m is None or (goes and k is None):
            continue
        if goes or (k is not None and table.aside[m, k]):
            kept[m, k] = kept[m, k] and not goes
            continue
        if f is None or k is None or (m, f, k) not in table.arc_of:
            raise InvalidProblem(
                Sentence("costing.impossible", {"member": organisation, "component": component, "solution": solution})
            )
        served[m, f] = k
    return Choice(served, kept)


def cost_of(table: CostTable, plan: Plan, delay: float = 0.0, ramp: float = 0.0) -> PlanCost:
    """What does this plan cost each member? The sum over members is open + join + serve + move + contracts + interfaces.

    Contracts are left at once after `delay` years, or evenly over the `ramp` years that follow.
    """
    return price(table, choice_of(table, plan), delay, ramp)


def choice_today(table: CostTable) -> Choice:
    """Everybody keeps what it has."""
    return Choice(table.primary, table.aside)


@dataclass(frozen=True, eq=False)
class Own:
    """EUR of a choice that each member causes alone, before solutions are opened: `running` (P, M), and what is paid once (M,).

    `used` (M, K) says who uses which solution as a choice of the plan; `bearing` (P, M, K) by what its opening is divided.
    """

    used: Bools
    running: Floats
    move: Floats
    contracts: Floats
    interfaces: Floats
    bearing: Floats


def own_cost(table: CostTable, choice: Choice, delay: float = 0.0, ramp: float = 0.0) -> Own:
    """What does each member cause by this choice, apart from the opening of solutions?

    Contracts are left at once after `delay` years, or evenly over the `ramp` years that follow.
    """
    count = len(table.members)
    m, f = np.nonzero(choice.served >= 0)
    k = choice.served[m, f]
    arcs = np.array([table.arc_of[key] for key in zip(m.tolist(), f.tolist(), k.tolist(), strict=True)], np.int64)
    used = np.zeros(table.in_use.shape, bool)
    used[m, k] = True
    running = np.stack([np.bincount(m, parts[arcs], minlength=count).astype(np.float64) for parts in table.serve_parts])
    running += np.where(used | choice.kept, table.join_parts, 0.0).sum(axis=2)
    pairs = m * len(table.solutions) + k
    bearing = np.stack([np.bincount(pairs, parts[arcs], minlength=used.size) for parts in table.bearing_parts])
    return Own(
        used,
        running,
        np.where(used & ~table.in_use, table.move, 0.0).sum(axis=1),
        _left(table, choice, delay, ramp),
        _interfaces(table, choice.served) - _interfaces(table, np.where(choice.served >= 0, table.primary, -1)),
        bearing.reshape(len(table.factors), *used.shape).astype(np.float64),
    )


def _left(table: CostTable, choice: Choice, delay: float, ramp: float) -> Floats:
    """What each member still pays under contracts of what it leaves: for a function in proportion, for what stood aside whole, (M,)."""
    still = table.contract_remainder * still_running(table.contract_years, delay, ramp)
    per_function = np.where(table.aside, 0.0, still) / np.maximum(table.functions_today, 1)
    m, f = np.nonzero((table.primary >= 0) & (choice.served != table.primary))
    left = np.bincount(m, per_function[m, table.primary[m, f]], minlength=len(table.members)).astype(np.float64)
    gone: Floats = left + np.where(table.aside & ~choice.kept, still, 0.0).sum(axis=1)
    return gone


def price(table: CostTable, choice: Choice, delay: float = 0.0, ramp: float = 0.0) -> PlanCost:
    """What does this choice cost each member? As `cost_of`."""
    own = own_cost(table, choice, delay, ramp)
    general = _shares(own.bearing.sum(axis=0), _even(table, own.used))
    running = own.running + np.stack([_shares(own.bearing[p], general) @ cost for p, cost in enumerate(table.open_parts)])
    once = own.move + general @ table.open_once
    return PlanCost(running, once, own.contracts, own.interfaces, table.assumed_parts.sum(axis=0), table.factors)


def _shares(bearing: Floats, otherwise: Floats) -> Floats:
    """Which share of the opening of a solution falls on each user: by what each bears today, where nobody bears anything `otherwise`.

    (M, K); per solution in use the shares add up to 1.
    """
    total = bearing.sum(axis=0)
    shares: Floats = np.where(total > NOISE, bearing / np.where(total > NOISE, total, 1.0), otherwise)
    return shares


def _even(table: CostTable, used: Bools) -> Floats:
    """Shares by inhabitants among the users of each solution; evenly where those are unknown, (M, K)."""
    people = table.inhabitants if np.isfinite(table.inhabitants).all() else np.ones(len(table.members))
    weight = used * people[:, None]
    shares: Floats = weight / np.maximum(weight.sum(axis=0), NOISE)
    return shares


def _interfaces(table: CostTable, served: Ints) -> Floats:
    """EUR per member for the pairs of functions that exchange data and have two different solutions."""
    if not table.couplings:
        return np.zeros(len(table.members))
    ends, euros = np.array([pair for *pair, _ in table.couplings], np.int64), np.array([cost for *_, cost in table.couplings])
    one, other = served[:, ends[:, 0]], served[:, ends[:, 1]]
    cost: Floats = ((one >= 0) & (other >= 0) & (one != other)) @ euros
    return cost
