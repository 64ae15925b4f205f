"""Finds the plan: the cheapest way to serve every function of every member under the demands, alternatives and a bound."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from wiel.costing import Choice, CostTable, PlanCost, price
from wiel.costing.table import Bools, Ints
from wiel.errors import Infeasible, InvalidProblem
from wiel.instruments.rationalisation.demands import Conflict, Demands
from wiel.instruments.rationalisation.options import Options
from wiel.methods.facility.joint import Joint, solve_jointly
from wiel.methods.facility.nearby import Alternative, alternatives
from wiel.methods.facility.problem import FacilityProblem, Floats
from wiel.methods.facility.ties import Fairness, paid
from wiel.texts import Sentence


@dataclass(frozen=True, eq=False)
class Found:
    """A plan of the whole: which solution serves (member, function), what stays aside, and what it costs in euro."""

    served: Ints
    kept: Bools
    cost: PlanCost

    @property
    def total(self) -> float:
        """EUR present value over the horizon."""
        return self.cost.total


@dataclass(frozen=True, eq=False)
class Decided:
    """The plan with what it is compared with.

    `joint` answers how the plan changes; `number[a]` is the arc of the cost table behind arc a of its problem. `bound` is in euro, as the
    plan's total. `others` are the alternatives in the order found, with how many decisions differ.
    """

    table: CostTable
    joint: Joint
    number: Ints
    today: Found
    plan: Found
    bound: float
    others: tuple[tuple[Found, int], ...]
    stopped: bool


def decide(
    table: CostTable, demands: Demands, options: Options, years: int, aside: Bools, stopped: Callable[[], bool]
) -> Decided | Conflict:
    """The cheapest plan that meets the demands, or the demands that cannot hold together.

    `aside[m, k]`: the second application k of m stays. The same table, options and seed give the same plan.
    """
    whole = table.facility()
    problem, number = _allowed(table, whole, demands, options, years)
    now = np.array([table.arc_of[m, f, int(table.primary[m, f])] for m, f in np.argwhere(table.needed).tolist()], np.int64)
    known = np.flatnonzero(np.isin(number, now))
    try:
        joint = solve_jointly(problem, _fairness(table, whole, now, options), options.seed, options.work, [known], stopped)
    except Infeasible as error:
        return _conflict(table, error)
    served = joint.served_by()
    plan, today = _found(table, served, aside), _found(table, table.primary, table.aside)
    halted = stopped()
    near = [] if halted else alternatives(joint, options.alternatives, options.within * plan.total, [known])
    others = tuple((_found(table, _served(table, problem, one), aside), one.different) for one in near)
    return Decided(table, joint, number, today, plan, joint.bound + plan.total - joint.cost, others, halted or joint.stopped)


def _allowed(
    table: CostTable, whole: FacilityProblem, demands: Demands, options: Options, years: int
) -> tuple[FacilityProblem, Ints]:
    """The problem with only what is allowed, and the arc of the table behind each of its arcs."""
    arcs = np.flatnonzero(demands.allowed)
    # Of whom nobody knows the supplier is not one supplier.
    supplier = tuple(name or f"?{k}" for k, name in enumerate(table.supplier))
    problem = replace(
        whole,
        arc_member=whole.arc_member[arcs],
        arc_function=whole.arc_function[arcs],
        arc_package=whole.arc_package[arcs],
        arc_cost=whole.arc_cost[arcs],
        supplier=supplier,
        supplier_cap=options.supplier_cap if options.supplier_cap < 1 else None,
        must_keep=demands.keep,
        max_moves=(options.max_changes * years,) * whole.members if options.max_changes else None,
    )
    return problem, arcs


def _fairness(table: CostTable, whole: FacilityProblem, now: Ints, options: Options) -> Fairness | None:
    """Nobody pays more than today when what solutions cost to open is divided among their users by the key."""
    if not options.nobody_worse_off:
        return None
    weights: Floats = table.inhabitants if options.nobody_worse_off == "inhabitants" else np.ones(whole.members)
    if not np.isfinite(weights).all() or (weights <= 0).any():
        m = int(np.flatnonzero(~np.isfinite(weights) | (weights <= 0))[0])
        raise InvalidProblem(Sentence("rationalisation.inhabitants-unknown", {"member": table.members[m]}))
    most = paid(whole, now, weights)
    # A hundredth of a cent of room, so that rounding does not refuse today.
    return Fairness(weights, most + 1e-4)


def _served(table: CostTable, problem: FacilityProblem, one: Alternative) -> Ints:
    served = np.full(table.needed.shape, -1, np.int64)
    served[problem.arc_member[one.arcs], problem.arc_function[one.arcs]] = problem.arc_package[one.arcs]
    return served


def _found(table: CostTable, served: Ints, kept: Bools) -> Found:
    return Found(served, kept, price(table, Choice(served, kept)))


def _conflict(table: CostTable, error: Infeasible) -> Conflict:
    """The demands that cannot hold together, with the members and solutions that they name."""
    return Conflict(tuple(_said(table, name) for name in error.conflict), None, None, False)


def _said(table: CostTable, name: str) -> str:
    """A constraint of the problem by the demand and the keys that it names.

    Forms: ``must_keep:<member>:<solution>``, ``max_changes:<member>``, ``supplier_cap:<supplier>``, ``nobody_worse_off``.
    """
    kind, _, rest = name.partition("[")
    numbers = rest.removesuffix("]").split(",")
    match kind:
        case "must_keep":
            return f"must_keep|{table.members[int(numbers[0])]}|{table.solutions[int(numbers[1])]}"
        case "max_moves":
            return f"max_changes|{table.members[int(numbers[0])]}"
        case "supplier_cap":
            return f"supplier_cap|{rest.removesuffix(']')}"
        case "serve":
            return f"serve|{table.members[int(numbers[0])]}|{table.components[int(numbers[1])]}"
        case _:
            return kind
