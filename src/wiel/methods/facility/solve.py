"""The target landscape: the best plan found, a proven lower bound and the proof."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

import numpy as np

from wiel.methods.facility.annealing import CHUNK, Annealing, Best
from wiel.methods.facility.budget import Budget, Meter, News, WorkBudget
from wiel.methods.facility.certificate import Certificate
from wiel.methods.facility.conflicts import feasible_arcs
from wiel.methods.facility.layout import Layout, layout
from wiel.methods.facility.plan import Plan, plan_of
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.relaxation import Point, Relaxation, root_bound
from wiel.methods.facility.tree import Tree, undecided_plan

TOLERANCE = 1e-7
OPTIMAL_GAP = 1e-6
DEFAULT_WORK = 2_000_000.0
FIRST_MOVES = 60
POLISH_CHUNKS = 2


@dataclass(frozen=True, eq=False)
class Solution:
    """The plan, the greatest proven lower bound on the cost of any plan, and the certificate of that bound."""

    plan: Plan
    bound: float
    certificate: Certificate

    @property
    def gap(self) -> float:
        """(cost - bound) / cost."""
        return (self.plan.cost - self.bound) / self.plan.cost if self.plan.cost > 0 else 0.0

    @property
    def status(self) -> Literal["optimal", "feasible"]:
        """Optimal when the gap is at most one in a million."""
        return "optimal" if self.gap <= OPTIMAL_GAP else "feasible"


def solve(problem: FacilityProblem, seed: int = 0, budget: Budget | None = None) -> Solution:
    """Which plan is cheapest, and how far can it be from the best?

    Runs two strands side by side in three rounds: annealing for good plans, and cuts, prices and splitting for the bound; they
    exchange what they know only between rounds, so that with a `WorkBudget` the answer depends on problem, seed and work alone.

    Raises `Infeasible` with an irreducible set of constraint names when no plan obeys all constraints.
    """
    budget = WorkBudget(DEFAULT_WORK) if budget is None else budget
    net = layout(problem)
    run = _Run(net, seed, budget, feasible_arcs(problem, net))
    run.first_round(budget.meter(0.0, 0.1), budget.meter(0.0, 0.15))
    for turn, (first, last) in enumerate(((0.1, 0.6), (0.6, 1.0))):
        if not run.proven:
            run.round(turn, budget.meter(first, last), budget.meter(max(0.15, first), last))
    return run.solution()


class _Run:
    """The state of one solve."""

    def __init__(self, net: Layout, seed: int, budget: Budget, start: Ints) -> None:
        self.net, self.budget = net, budget
        self.annealing, self.rounding = Annealing(net, 2 * seed), Annealing(net, 2 * seed + 1)
        start = self.annealing.first() if not net.problem.constrained else start
        self.best = Best(start, self.annealing.cost(start))
        self.heat = _heat(net)
        self.relaxation = Relaxation(net)
        self.rounds = 0
        self.tree: Tree
        self.done = False

    @property
    def proven(self) -> bool:
        """Whether the best plan is proven to be optimal."""
        return self.best.cost - min(self.tree.bound, self.best.cost) <= 2 * self.tree.tolerance

    def first_round(self, moving: Meter, pricing: Meter) -> None:
        """A first good plan, and the bound of the root with cuts."""
        fresh = Best(self.best.arcs, self.best.cost)
        most = FIRST_MOVES * self.net.demands

        def share() -> float:
            moving.spend(CHUNK)
            return max(moving.share(), (self.annealing.moves + CHUNK) / most)

        with ThreadPoolExecutor(1) as pool:
            search = pool.submit(self.annealing.run, fresh, self.best.arcs, self.heat, self.heat / 20.0, share)
            root = self._root(pricing)
            search.result()
        self.best = fresh
        self.tree = Tree(self.relaxation, root, self.best.cost, self._tolerance(), self._round)
        self._guide(root)
        self._report(moving.share())

    def _root(self, meter: Meter) -> Point:
        spent = [0.0]

        def enough() -> bool:
            meter.spend(self.relaxation.spent - spent[0])
            spent[0] = self.relaxation.spent
            return meter.share() >= 1.0

        steps = 600 if self.net.arcs < 20_000 else 1500
        return root_bound(self.relaxation, self.best.cost, 40, steps, enough)

    def _tolerance(self) -> float:
        return TOLERANCE * max(self.best.cost, 1e-6)

    def _guide(self, root: Point) -> None:
        """Let the search pick from arcs that the prices do not rule out in practice."""
        net = self.net
        _, red, _ = self.relaxation.value(root.price, net.fix)
        first = net.packages + net.pairs
        arc = red[first : first + net.arcs]
        pair = red[net.packages : first] + np.bincount(net.arc_pair, np.minimum(arc, 0.0), net.pairs)
        package = red[: net.packages] + np.bincount(net.pair_package, np.minimum(pair, 0.0), net.packages)
        forced = (
            np.maximum(arc, 0.0) + np.maximum(pair, 0.0)[net.arc_pair] + np.maximum(package, 0.0)[net.pair_package[net.arc_pair]]
        )
        self.annealing.limit(forced, 2.5 * self.heat)

    def _round(self, average: Floats) -> float:
        """Turn a fractional solution into a plan, improve it a little, and return the cost of the best such plan so far."""
        net = self.net
        arcs = undecided_plan(average, (net.demand_ptr, net.demand_arc), net.packages + net.pairs)
        left = [POLISH_CHUNKS + 1]

        def share() -> float:
            left[0] -= 1
            return 1.0 - left[0] / POLISH_CHUNKS

        self.rounding.run(self.rounded, arcs, self.heat / 5.0, self.heat / 40.0, share)
        return self.rounded.cost

    def round(self, turn: int, moving: Meter, pricing: Meter) -> None:
        """Anneal beside growing the tree; both start from what is known now."""
        fresh, self.rounded, self.done = Best(self.best.arcs, self.best.cost), Best(self.best.arcs, self.best.cost), False
        self.tree.upper = self.best.cost
        spent = [self.relaxation.spent]

        def share() -> float:
            moving.spend(CHUNK)
            return 1.0 if self.done else moving.share()

        def enough() -> bool:
            pricing.spend(self.relaxation.spent - spent[0])
            spent[0] = self.relaxation.spent
            return pricing.share() >= 1.0

        hot = self.heat if turn == 0 else self.heat / 4.0
        with ThreadPoolExecutor(1) as pool:
            search = pool.submit(self.annealing.run, fresh, self.best.arcs, hot, self.heat / 20.0, share)
            self.tree.grow(enough)
            self.done = not self.tree.open
            search.result()
        self.best = self.rounded if self.done or self.rounded.cost <= fresh.cost else fresh
        self._report(moving.share())

    def _report(self, share: float) -> None:
        self.budget.report(News(min(1.0, share), self.best.cost, min(self.tree.bound, self.best.cost)))

    def solution(self) -> Solution:
        """The best plan with the bound and its proof."""
        plan = plan_of(self.best.arcs, self.net)
        bound = min(self.tree.bound, plan.cost)
        return Solution(plan, bound, self.tree.certificate(bound))


def _heat(net: Layout) -> float:
    """The first temperature: about two thirds of a typical cost of joining, or of opening where joining is free."""
    joins = net.cost[net.packages : net.packages + net.pairs]
    typical = float(joins.mean()) if joins.any() else float(net.cost[: net.packages].mean())
    return max(typical * 0.66, 1e-3)
