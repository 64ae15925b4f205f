"""Demands that cannot hold together: a plan that obeys everything, or an irreducible set of constraints that none obeys.

Serving everything that is needed is the background; the constraints that may conflict are must_keep, must_go, max_moves and
supplier_cap, one by one. A set is irreducible when no plan obeys all of it and leaving out any one makes a plan possible. It is found
by leaving out blocks of constraints, then halves of blocks, down to single ones, as long as no plan exists.

Source: J. W. Chinneck, "Feasibility and Infeasibility in Optimization" (Springer, 2008), section 6.2, deletion filter.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from wiel.errors import Infeasible
from wiel.methods.facility.layout import Layout
from wiel.methods.facility.problem import FacilityProblem, Ints
from wiel.texts import Sentence


@dataclass(frozen=True)
class Demand:
    """One constraint: over `columns`, sum of `value` x column >= `least`."""

    name: str
    columns: list[int]
    value: float
    least: float


def feasible_arcs(problem: FacilityProblem, net: Layout) -> Ints:
    """One arc per demand that together obey every constraint; raises `Infeasible` with an irreducible conflict."""
    if not problem.constrained:
        bare = np.flatnonzero(np.diff(net.demand_ptr) == 0)
        if len(bare):
            raise _refused([f"serve[{net.demand_member[bare[0]]},{net.demand_function[bare[0]]}]"])
        return net.demand_arc[net.demand_ptr[:-1]]
    model = _Model(problem)
    share = model.plan(model.demands)
    if share is None:
        raise _refused(_irreducible(model))
    number = np.full((problem.members, problem.functions, problem.packages), -1, np.int64)
    number[net.demand_member[net.demand], net.demand_function[net.demand], net.pair_package[net.arc_pair]] = np.arange(net.arcs)
    chosen = np.flatnonzero(share[model.first_arc :] > 0.5)
    arcs = number[
        problem.arc_member[model.arcs][chosen], problem.arc_function[model.arcs][chosen], problem.arc_package[model.arcs][chosen]
    ]
    return arcs[np.argsort(net.demand[arcs])]


def _refused(names: list[str]) -> Infeasible:
    return Infeasible(Sentence("facility.infeasible", {"conflict": ", ".join(names), "n": len(names)}), tuple(names))


def _irreducible(model: "_Model") -> list[str]:
    if model.plan([]) is None:
        return [model.unserved()]
    kept, block = list(model.demands), max(1, len(model.demands) // 2)
    while True:
        place = 0
        while place < len(kept):
            rest = kept[:place] + kept[place + block :]
            if model.plan(rest) is None:
                kept = rest
            else:
                place += block
        if block == 1:
            return [demand.name for demand in kept]
        block = max(1, block // 2)


class _Model:
    """Whether a plan exists: pairs and arcs as binary columns."""

    def __init__(self, problem: FacilityProblem) -> None:
        self.problem = problem
        self.arcs = np.flatnonzero(problem.demands[problem.arc_member, problem.arc_function])
        pair = problem.arc_member[self.arcs] * problem.packages + problem.arc_package[self.arcs]
        self.pairs, self.arc_pair = np.unique(pair, return_inverse=True)
        self.first_arc = len(self.pairs)
        self.demands = [*self._keeps(), *self._gos(), *self._moves(), *self._caps()]

    def _of_pair(self, m: int, k: int) -> list[int]:
        return (self.first_arc + np.flatnonzero(self.pairs[self.arc_pair] == m * self.problem.packages + k)).tolist()

    def _keeps(self) -> list[Demand]:
        return [Demand(f"must_keep[{m},{k}]", self._of_pair(m, k), 1.0, 1.0) for m, k in sorted(set(self.problem.must_keep))]

    def _gos(self) -> list[Demand]:
        return [Demand(f"must_go[{m},{k}]", self._of_pair(m, k), -1.0, 0.0) for m, k in sorted(set(self.problem.must_go))]

    def _moves(self) -> list[Demand]:
        today = {m * self.problem.packages + k for m, k in self.problem.in_use}
        new = np.array([pair not in today for pair in self.pairs.tolist()], bool)
        caps = enumerate(self.problem.max_moves or ())
        return [
            Demand(f"max_moves[{m}]", np.flatnonzero(new & (self.pairs // self.problem.packages == m)).tolist(), -1.0, -float(cap))
            for m, cap in caps
        ]

    def _caps(self) -> list[Demand]:
        limit = self.problem.supplier_limit
        if limit is None:
            return []
        owner = np.array(self.problem.supplier)[self.problem.arc_package[self.arcs]]
        return [
            Demand(f"supplier_cap[{name}]", (self.first_arc + np.flatnonzero(owner == name)).tolist(), -1.0, -float(limit))
            for name in sorted(set(self.problem.supplier))
        ]

    def unserved(self) -> str:
        """A function that nothing can serve."""
        covered = np.zeros_like(self.problem.demands)
        covered[self.problem.arc_member, self.problem.arc_function] = True
        m, f = np.argwhere(self.problem.demands & ~covered)[0]
        return f"serve[{m},{f}]"

    def plan(self, demands: list[Demand]) -> NDArray[np.float64] | None:
        """The columns of a plan that serves everything and obeys the demands; None when there is none."""
        columns, values, low, high = self._service()
        for demand in demands:
            columns.append(np.array(demand.columns, np.int64))
            values.append(np.full(len(demand.columns), demand.value))
            low.append(demand.least)
            high.append(np.inf)
        if any(least > 0.0 and not len(c) for c, least in zip(columns, low, strict=True)):
            return None
        return _binary_point(self.first_arc + len(self.arcs), columns, values, low, high)

    def _service(self) -> tuple[list[Ints], list[NDArray[np.float64]], list[float], list[float]]:
        demand = self.problem.arc_member[self.arcs] * self.problem.functions + self.problem.arc_function[self.arcs]
        order = np.argsort(demand, kind="stable")
        where = np.flatnonzero(self.problem.demands.ravel())
        ptr = np.searchsorted(demand[order], np.append(where, self.problem.demands.size))
        columns = [self.first_arc + order[ptr[i] : ptr[i + 1]] for i in range(len(where))]
        values = [np.ones(len(c)) for c in columns]
        columns += [np.array([self.arc_pair[a], self.first_arc + a]) for a in range(len(self.arcs))]
        values += [np.array([1.0, -1.0])] * len(self.arcs)
        low = [1.0] * len(where) + [0.0] * len(self.arcs)
        return columns, values, low, [1.0] * len(where) + [np.inf] * len(self.arcs)


def _binary_point(
    count: int, columns: list[Ints], values: list[NDArray[np.float64]], low: list[float], high: list[float]
) -> NDArray[np.float64] | None:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(columns)
    model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(count), np.zeros(count), np.ones(count)
    model.row_lower_, model.row_upper_ = np.array(low), np.array(high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    model.a_matrix_.index_ = np.concatenate(columns)
    model.a_matrix_.value_ = np.concatenate(values)
    model.integrality_ = [highspy.HighsVarType.kInteger] * count
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.passModel(model)
    solver.run()
    return np.array(solver.getSolution().col_value) if solver.getModelStatus() == highspy.HighsModelStatus.kOptimal else None
