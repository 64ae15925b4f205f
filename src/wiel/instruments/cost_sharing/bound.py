"""What a group would cost at least and at best, when it may choose its own plan instead of its part of the plan of all."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from wiel.costing import Choice, Collective, CostTable
from wiel.costing.coalitions import SERVICES
from wiel.costing.table import Bools, Ints
from wiel.methods.facility.joint import solve_jointly
from wiel.methods.facility.problem import FacilityProblem, Floats

CENTS = 100.0


@dataclass(frozen=True)
class Weights:
    """How much one euro of each kind counts for a group: running cost per part, going over, interfaces; and when contracts are left,
    after `delay` years and over the `ramp` years that follow."""

    running: Floats
    move: float
    interfaces: float
    delay: float = 0.0
    ramp: float = 0.0

    @classmethod
    def of(cls, collective: Collective, members: int) -> "Weights":
        """A group of one has neither ramp nor overrun nor governance; see `wiel.costing.game_of`."""
        if members == 1:
            return cls(np.ones_like(collective.effect), 1.0, 1.0)
        felt = collective.effect
        return cls(felt + collective.governance_share, collective.overrun, float(felt[SERVICES]), collective.delay, collective.ramp)


@dataclass
class Bounds:
    """Asks, for at most `most` groups, what the group costs with a plan of its own: (proven lower bound, best found), cents a year.

    `both` gives the present value of a group together under the plan of all, and of its members apart. The cost of working together
    does not depend on the plan, so that it is what the plan of all costs the group minus what the choices in it cost. Groups beyond
    `most` get no bound: their lower end is None.
    """

    table: CostTable
    choice: Choice
    collective: Collective
    both: Callable[[int], tuple[float, float]]
    most: int
    work: float
    seed: int
    _known: dict[int, tuple[float | None, float]] = field(default_factory=dict, repr=False)

    def __call__(self, coalition: int) -> tuple[float | None, float]:
        """The interval of one group; asked once."""
        if coalition not in self._known:
            self._known[coalition] = self._asked(coalition) if len(self._known) < self.most else self._unasked(coalition)
        return self._known[coalition]

    def _unasked(self, coalition: int) -> tuple[None, float]:
        return None, self._yearly(min(self.both(coalition)))

    def _asked(self, coalition: int) -> tuple[float | None, float]:
        inside = np.array([coalition >> m & 1 for m in range(len(self.table.members))], bool)
        if not (self.choice.served[inside] >= 0).any():
            return self._unasked(coalition)
        group = Group.of(self.table, self.choice, inside, Weights.of(self.collective, int(inside.sum())))
        together, apart = self.both(coalition)
        rest = together - group.cost(group.planned)
        found = solve_jointly(group.problem, seed=self.seed, work=self.work)
        least, best = rest + found.bound, min(rest + group.cost(found.served_by()), together)
        return self._yearly(min(least, apart)), self._yearly(min(best, apart))

    def _yearly(self, present: float) -> float:
        return present * CENTS / self.table.annuity


@dataclass(frozen=True, eq=False)
class Group:
    """The choices of a group, for the functions that the plan serves, with the weights that count for it.

    `planned` is what the plan of all chooses for the group, (members, functions), −1 for none. Only solutions that can serve the group
    are numbered.
    """

    problem: FacilityProblem
    planned: Ints

    @classmethod
    def of(cls, table: CostTable, choice: Choice, inside: Bools, weights: Weights) -> "Group":
        """The group of the members that are inside."""
        rows = np.flatnonzero(inside)
        place = np.full(len(inside), -1)
        place[rows] = np.arange(len(rows))
        needed = choice.served[rows] >= 0
        arcs = np.flatnonzero(inside[table.serve_member])
        arcs = arcs[needed[place[table.serve_member[arcs]], table.serve_component[arcs]]]
        kept, solution = np.unique(table.serve_solution[arcs], return_inverse=True)
        join = np.tensordot(weights.running, table.join_parts[:, rows][:, :, kept], axes=1)
        pairs = np.ix_(rows, kept)
        problem = FacilityProblem(
            weights.running @ table.open_parts[:, kept] + table.open_once[kept],
            np.where(table.aside[pairs], 0.0, join) + np.where(table.in_use[pairs], 0.0, table.move[pairs] * weights.move),
            len(table.components),
            place[table.serve_member[arcs]],
            table.serve_component[arcs],
            solution,
            weights.running @ table.serve_parts[:, arcs] + table.leaving(arcs, weights.delay, weights.ramp),
            needed,
            tuple((f, g, euros * weights.interfaces) for f, g, euros in table.couplings),
        )
        return cls(problem, np.where(needed, np.searchsorted(kept, choice.served[rows]), -1))

    def cost(self, served: Ints) -> float:
        """What choices (members, functions) cost the group, interfaces included."""
        problem = self.problem
        m, f = np.nonzero(served >= 0)
        wanted = (m * problem.functions + f) * problem.packages + served[m, f]
        keys = (problem.arc_member * problem.functions + problem.arc_function) * problem.packages + problem.arc_package
        order = np.argsort(keys)
        arcs = order[np.searchsorted(keys[order], wanted)]
        used = np.zeros(problem.join_cost.shape, bool)
        used[m, served[m, f]] = True
        total = problem.arc_cost[arcs].sum() + problem.join_cost[used].sum() + problem.open_cost[used.any(axis=0)].sum()
        for a, b, euros in problem.couplings:
            both = (served[:, a] >= 0) & (served[:, b] >= 0)
            total += euros * (both & (served[:, a] != served[:, b])).sum()
        return float(total)
