"""Warehouses with limited capacity whose customers may be served from several: the best set to open, with proof.

Branch and bound on opening; each part is bounded by the linear relaxation with x_ij <= y_i added where it is violated. The customers'
prices of that relaxation are the certificate: for any prices v a plan costs at least

    sum of v + sum over warehouses of min(0, open_i + least of sum (cost_ij - v_j) x_j over 0 <= x <= 1 with sum demand_j x_j <= capacity_i).

Source: J. E. Beasley, "An algorithm for solving large capacitated warehouse location problems", EJOR 33 (1988).
"""

import heapq
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.facility.budget import Budget, Meter, News, WorkBudget
from wiel.texts import Sentence

Floats = NDArray[np.float64]
Fixed = tuple[tuple[int, bool], ...]

TOLERANCE = 1e-9
OPTIMAL_GAP = 1e-6
DEFAULT_WORK = 5_000_000.0
_VIOLATED = 1e-7
# Parts between two messages.
NEWS_EVERY = 128


@dataclass(frozen=True, eq=False)
class CapacitatedProblem:
    """`capacity` and `open_cost` per warehouse, `demand` per customer, `cost[i, j]` of serving all demand of j from i.

    Raises `InvalidProblem` for figures that are negative or not finite, and when all warehouses together hold too little.
    """

    capacity: Floats
    open_cost: Floats
    demand: Floats
    cost: Floats

    def __post_init__(self) -> None:
        for name in ("capacity", "open_cost", "demand", "cost"):
            figures = np.array(getattr(self, name), dtype=float)
            if not np.isfinite(figures).all():
                raise InvalidProblem(Sentence("facility.not-finite", {"name": name}))
            if (figures < 0).any():
                raise InvalidProblem(Sentence("facility.negative", {"name": name, "cost": float(figures.min())}))
            figures.setflags(write=False)
            object.__setattr__(self, name, figures)


@dataclass(frozen=True)
class OpeningLeaf:
    """Warehouses decided upon (open or not), and what serving each customer is worth."""

    decisions: Fixed
    prices: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class CapacitatedSolution:
    """`served[i, j]` is the share of customer j served from i; `leaves` prove that no plan costs less than `bound`."""

    cost: float
    bound: float
    open: tuple[int, ...]
    served: Floats
    leaves: tuple[OpeningLeaf, ...]

    @property
    def gap(self) -> float:
        """(cost - bound) / cost."""
        return (self.cost - self.bound) / self.cost if self.cost > 0 else 0.0

    @property
    def status(self) -> str:
        """Optimal when the gap is at most one in a million."""
        return "optimal" if self.gap <= OPTIMAL_GAP else "feasible"


def solve_capacitated(problem: CapacitatedProblem, budget: Budget | None = None) -> CapacitatedSolution:
    """Which warehouses should open, and what does each customer get from where?

    Raises `InvalidProblem` when all warehouses together hold less than is asked.
    """
    if problem.capacity.sum() < problem.demand.sum() * (1 - 1e-12):
        total = {"capacity": float(problem.capacity.sum()), "demand": float(problem.demand.sum())}
        raise InvalidProblem(Sentence("facility.capacity-short", total))
    budget = WorkBudget(DEFAULT_WORK) if budget is None else budget
    search = _Search(problem, budget.meter(0.0, 1.0))
    search.run(budget)
    bound = min(search.bound, search.cost)
    leaves = tuple(OpeningLeaf(fixed, tuple(v.tolist())) for _, fixed, v in search.parts)
    opened = tuple(int(i) for i in np.flatnonzero(search.served.sum(axis=1) > 1e-12))
    return CapacitatedSolution(search.cost, bound, opened, search.served, leaves)


def lagrangean_bound(problem: CapacitatedProblem, prices: Floats, fixed: Fixed = ()) -> float:
    """The lower bound that customers' prices give for plans that obey `fixed`; see the formula above."""
    state = np.full(len(problem.capacity), -1)
    for i, opened in fixed:
        state[i] = int(opened)
    gain = np.minimum(problem.cost - prices, 0.0)
    density = np.where(problem.demand > 0, gain / np.where(problem.demand > 0, problem.demand, 1.0), -np.inf)
    order = np.argsort(np.where(gain < 0, density, 0.0), axis=1, kind="stable")
    size = np.where(np.take_along_axis(gain, order, 1) < 0, problem.demand[order], 0.0)
    before = np.cumsum(size, axis=1) - size
    room = np.maximum(problem.capacity[:, None] - before, 0.0)
    share = np.where(size > 0, np.minimum(1.0, room / np.where(size > 0, size, 1.0)), 1.0)
    total = problem.open_cost + (share * np.take_along_axis(gain, order, 1)).sum(axis=1)
    return float(prices.sum() + np.where(state == 1, total, np.where(state == 0, 0.0, np.minimum(total, 0.0))).sum())


class _Search:
    """Best-first branch and bound."""

    def __init__(self, problem: CapacitatedProblem, meter: Meter) -> None:
        self.problem, self.meter = problem, meter
        self.relaxation = _Relaxation(problem)
        self.cost, self.served = np.inf, np.zeros_like(problem.cost)
        self.parts: list[tuple[float, Fixed, Floats]] = []
        self.waiting: list[tuple[float, int, Fixed, Floats, Floats]] = []
        self.tried: set[tuple[int, ...]] = set()
        self.made = 0

    @property
    def bound(self) -> float:
        """The least bound over all parts."""
        return min([p[0] for p in self.parts] + [w[0] for w in self.waiting], default=-np.inf)

    def run(self, budget: Budget) -> None:
        """Split the weakest part until all are proven or the budget is spent; what still waits is kept as a part."""
        self._add(())
        while self.waiting and self.meter.share() < 1.0:
            bound, _, fixed, v, y = heapq.heappop(self.waiting)
            free = np.minimum(y, 1.0 - y)
            free[[i for i, _ in fixed]] = -1.0
            if bound >= self.cost - TOLERANCE * abs(self.cost) or free.max() < 0:
                self.parts.append((bound, fixed, v))
                continue
            branch = int(np.argmax(free))
            for opened in (True, False):
                self._add((*fixed, (branch, opened)))
            if self.made % NEWS_EVERY == 1:
                budget.report(News(self.meter.share(), self.cost, min(self.bound, self.cost)))
        self.parts += [(bound, fixed, v) for bound, _, fixed, v, _ in self.waiting]
        self.waiting = []

    def _add(self, fixed: Fixed) -> None:
        answer = self.relaxation.solve(fixed)
        self.meter.spend(self.relaxation.steps)
        if answer is None:
            v = self._beyond(fixed)
            self.parts.append((lagrangean_bound(self.problem, v, fixed), fixed, v))
            return
        v, y = answer
        self.made += 1
        heapq.heappush(self.waiting, (lagrangean_bound(self.problem, v, fixed), self.made, fixed, v, y))
        for least in (0.5, 1e-6):
            self._try(y >= least)

    def _beyond(self, fixed: Fixed) -> Floats:
        """Prices that prove a part without room for everybody worse than any plan: so much per unit of demand."""
        left = self.problem.capacity.sum() - sum(self.problem.capacity[i] for i, opened in fixed if not opened)
        short = max(self.problem.demand.sum() - left, 1e-9)
        most = self.problem.cost.max(axis=0).sum() + self.problem.open_cost.sum()
        unit: float = 4.0 * most / short + (
            self.problem.cost.max() / max(self.problem.demand[self.problem.demand > 0].min(initial=1.0), 1e-9)
        )
        return np.asarray(self.problem.demand * unit)

    def _try(self, opened: NDArray[np.bool_]) -> None:
        """Open these and serve everybody as cheaply as they allow; more are opened, cheapest per unit first, while room is short."""
        chosen = opened.copy()
        for i in np.argsort(self.problem.open_cost / np.maximum(self.problem.capacity, 1e-12), kind="stable"):
            if self.problem.capacity[chosen].sum() >= self.problem.demand.sum():
                break
            chosen[i] = True
        key = tuple(np.flatnonzero(chosen).tolist())
        if key in self.tried:
            return
        self.tried.add(key)
        served = self.relaxation.transport(chosen)
        self.meter.spend(self.relaxation.steps)
        if served is not None:
            used = served.sum(axis=1) > 1e-12
            cost = float((served * self.problem.cost).sum() + self.problem.open_cost[used].sum())
            if cost < self.cost:
                self.cost, self.served = cost, served


class _Relaxation:
    """The linear relaxation in HiGHS: columns y, then x row by row; rows per customer, per warehouse, then x_ij <= y_i as needed."""

    def __init__(self, problem: CapacitatedProblem) -> None:
        self.problem, self.steps = problem, 0.0
        self.sites, self.customers = problem.cost.shape
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.solver.setOptionValue("dual_feasibility_tolerance", 1e-9)
        self.solver.passModel(self._model())
        self.linked = np.zeros(problem.cost.shape, bool)

    def _model(self) -> highspy.HighsLp:
        m, n, p = self.sites, self.customers, self.problem
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = m + m * n, n + m
        model.col_cost_ = np.concatenate([p.open_cost, p.cost.ravel()])
        model.col_lower_, model.col_upper_ = np.zeros(m + m * n), np.ones(m + m * n)
        model.row_lower_ = np.concatenate([np.ones(n), np.zeros(m)])
        model.row_upper_ = np.concatenate([np.ones(n), np.full(m, np.inf)])
        rows = [m + np.arange(m) * n + j for j in range(n)] + [np.concatenate([[i], m + i * n + np.arange(n)]) for i in range(m)]
        values = [np.ones(m)] * n + [np.concatenate([[min(p.capacity[i], p.demand.sum())], -p.demand]) for i in range(m)]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(r) for r in rows])])
        model.a_matrix_.index_ = np.concatenate(rows)
        model.a_matrix_.value_ = np.concatenate(values)
        return model

    def _bound_openings(self, low: Floats, high: Floats) -> None:
        for i in range(self.sites):
            self.solver.changeColBounds(i, float(low[i]), float(high[i]))

    def _run(self) -> Floats | None:
        self.solver.run()
        self.steps += 100.0 + float(self.solver.getInfo().simplex_iteration_count) * (self.sites + self.customers) / 50.0
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self.solver.getSolution().col_value)

    def solve(self, fixed: Fixed) -> tuple[Floats, Floats] | None:
        """Customers' prices and the openings of the relaxation; None when the part has no room for everybody."""
        self.steps = 0.0
        low, high = np.zeros(self.sites), np.ones(self.sites)
        for i, opened in fixed:
            low[i] = high[i] = float(opened)
        self._bound_openings(low, high)
        while True:
            columns = self._run()
            if columns is None:
                return None
            y, x = columns[: self.sites], columns[self.sites :].reshape(self.problem.cost.shape)
            if not self._link((x > y[:, None] + _VIOLATED) & ~self.linked):
                return np.array(self.solver.getSolution().row_dual)[: self.customers], y

    def _link(self, missing: NDArray[np.bool_]) -> int:
        """Add x_ij <= y_i where it is missing."""
        rows, cols = np.nonzero(missing)
        self.linked |= missing
        if len(rows):
            index = np.column_stack([rows, self.sites + rows * self.customers + cols]).ravel().astype(np.int32)
            count = len(rows)
            starts = np.arange(0, 2 * count, 2, dtype=np.int32)
            self.solver.addRows(
                count, np.zeros(count), np.full(count, np.inf), 2 * count, starts, index, np.tile([1.0, -1.0], count)
            )
        return len(rows)

    def transport(self, opened: NDArray[np.bool_]) -> Floats | None:
        """The cheapest way to serve everybody from the open warehouses."""
        self.steps = 0.0
        self._bound_openings(opened.astype(float), opened.astype(float))
        columns = self._run()
        return None if columns is None else np.clip(columns[self.sites :].reshape(self.problem.cost.shape), 0.0, 1.0)
