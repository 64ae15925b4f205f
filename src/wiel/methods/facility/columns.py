"""One plan per part such that all together obey the rows that tie them: a linear program over plans found, then whole numbers.

Source: G. B. Dantzig, P. Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960).
"""

from dataclasses import dataclass, field

import highspy
import numpy as np

from wiel.methods.facility.problem import Floats, Ints

MOST_NODES = 5000
# How near to the worthiest choice is near enough: a part of its worth.
NEAR = 1e-3
# A row overrun by one costs this many times the most that any plan of a part costs, so that it happens only where there is no other way.
PENALTY = 10.0


@dataclass(frozen=True, eq=False)
class Column:
    """One plan of one part: its arcs, its cost, how much it uses of every row, and what it is worth in another objective."""

    part: int
    arcs: Ints
    cost: float
    use: Floats
    worth: float = 0.0


@dataclass
class Pool:
    """Columns found so far, each plan of a part once."""

    parts: int
    limit: Floats
    columns: list[Column] = field(default_factory=list)
    seen: set[tuple[int, bytes]] = field(default_factory=set)

    def add(self, column: Column) -> bool:
        """Whether the column is new."""
        key = (column.part, column.arcs.tobytes())
        if key in self.seen:
            return False
        self.seen.add(key)
        self.columns.append(column)
        return True

    def relaxed(self) -> tuple[Floats, Floats, float]:
        """The price of every part and of every row when plans may be mixed, and by how much rows are overrun in all."""
        model, penalty = self._model([c.cost for c in self.columns]), self._penalty()
        for r in range(len(self.limit)):
            model.addCol(penalty, 0.0, highspy.kHighsInf, 1, np.array([self.parts + r]), np.array([-1.0]))
        model.run()
        solution = model.getSolution()
        dual, over = np.array(solution.row_dual), float(sum(solution.col_value[len(self.columns) :]))
        return dual[: self.parts], np.maximum(-dual[self.parts :], 0.0), over

    def chosen(self) -> list[Column] | None:
        """The cheapest whole choice among the columns; None when none obeys the rows."""
        return self._whole([c.cost for c in self.columns], None)

    def worthiest(self, most_cost: float) -> list[Column] | None:
        """The choice of most worth that costs at most so much."""
        # Among choices of equal worth the cheaper one: cost counts for less than half a unit of worth.
        scale = 0.49 / max(most_cost, 1e-9)
        return self._whole([scale * c.cost - c.worth for c in self.columns], most_cost)

    def _whole(self, objective: list[float], most_cost: float | None) -> list[Column] | None:
        model = self._model(objective)
        if most_cost is not None:
            every = np.arange(len(self.columns), dtype=np.int32)
            model.addRow(-highspy.kHighsInf, most_cost, len(every), every, np.array([c.cost for c in self.columns]))
            model.setOptionValue("mip_rel_gap", NEAR)
        for c in range(len(self.columns)):
            model.changeColIntegrality(c, highspy.HighsVarType.kInteger)
        model.setOptionValue("mip_max_nodes", MOST_NODES)
        model.run()
        values = np.array(model.getSolution().col_value)
        if not len(values) or model.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return [self.columns[c] for c in np.flatnonzero(values > 0.5)]

    def _penalty(self) -> float:
        return PENALTY * max((abs(c.cost) for c in self.columns), default=1.0) + 1.0

    def _model(self, objective: list[float]) -> highspy.Highs:
        """Take one column of every part and stay within the rows."""
        model = highspy.Highs()
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 1e-9)):
            model.setOptionValue(option, value)
        for _ in range(self.parts):
            model.addRow(1.0, 1.0, 0, np.zeros(0, np.int32), np.zeros(0))
        for limit in self.limit:
            model.addRow(-highspy.kHighsInf, float(limit), 0, np.zeros(0, np.int32), np.zeros(0))
        for column, cost in zip(self.columns, objective, strict=True):
            rows = np.flatnonzero(column.use)
            index = np.concatenate([[column.part], self.parts + rows]).astype(np.int32)
            model.addCol(cost, 0.0, 1.0, len(index), index, np.concatenate([[1.0], column.use[rows]]))
        return model
