"""A known plan of a part after one decision is forbidden: what is forbidden goes, one after another, to whatever is cheapest beside the rest.

Takes the time of a few additions per way to serve, so that it answers for parts in which solving anew for every decision takes too
long. The plan is a plan; that none is cheaper is not claimed, and the bound is that of the part as it was.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.enumeration import NONE, Choice
from wiel.methods.facility.parts import Part
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.ties import pairs_of, plan_cost

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Repair:
    """A part, its plan `arcs` and a bound on the value of any plan of it at the prices of the rows."""

    problem: FacilityProblem
    part: Part
    arcs: Ints
    bound: float

    def avoiding(self, arc: int) -> Choice:
        """A plan without one arc."""
        return self._without(self.arcs == arc, self.part.arcs[self.part.arcs != arc])

    def without(self, package: int) -> Choice:
        """A plan in which nobody uses a package."""
        package_of = self.problem.arc_package
        return self._without(package_of[self.arcs] == package, self.part.arcs[package_of[self.part.arcs] != package])

    def forced(self, member: int, package: int) -> Choice:
        """A plan in which a member uses a package: for the function for which that costs least."""
        p = self.problem
        own = self.part.arcs[(p.arc_member[self.part.arcs] == member) & (p.arc_package[self.part.arcs] == package)]
        if np.isin(own, self.arcs).any():
            return self._choice(self.arcs)
        here = p.arc_member[self.arcs] == member
        plans = [self._without(here & (p.arc_function[self.arcs] == p.arc_function[a]), np.array([a])) for a in own.tolist()]
        return min(plans, key=lambda plan: plan.value, default=NONE)

    def _without(self, leave: Bools, allowed: Ints) -> Choice:
        """The plan with some of its arcs replaced by allowed ones."""
        p, board = self.problem, _Board(self.problem, self.arcs)
        for arc in self.arcs[leave].tolist():
            same = (p.arc_member[allowed] == p.arc_member[arc]) & (p.arc_function[allowed] == p.arc_function[arc])
            if not same.any():
                return NONE
            board.replace(arc, allowed[same])
        return self._choice(np.sort(np.append(self.arcs[~leave], board.taken)))

    def _choice(self, arcs: Ints) -> Choice:
        m, k = pairs_of(self.problem, arcs)
        used, inside = set(zip(m.tolist(), k.tolist(), strict=True)), set(self.problem.arc_package[self.part.arcs].tolist())
        kept = all(pair in used for pair in self.problem.must_keep if pair[1] in inside)
        # Without what must be kept no plan was found; that there is none is not claimed.
        return Choice(arcs, plan_cost(self.problem, arcs), self.bound) if kept else replace(NONE, bound=self.bound)


class _Board:
    """How often each package is used, where and for what, while arcs are replaced."""

    def __init__(self, problem: FacilityProblem, arcs: Ints) -> None:
        self.problem, self.taken = problem, np.zeros(0, np.int64)
        m, f, k = problem.arc_member[arcs], problem.arc_function[arcs], problem.arc_package[arcs]
        self.used = np.zeros(problem.join_cost.shape, np.int64)
        np.add.at(self.used, (m, k), 1)
        self.served = np.full((problem.members, problem.functions), -1, np.int64)
        self.served[m, f] = k

    def replace(self, arc: int, choices: Ints) -> None:
        """Serve what an arc serves by the cheapest of some others."""
        p = self.problem
        m, f = int(p.arc_member[arc]), int(p.arc_function[arc])
        self.used[m, p.arc_package[arc]] -= 1
        k = p.arc_package[choices]
        cost = p.arc_cost[choices] + np.where(self.used[m, k] > 0, 0.0, p.join_cost[m, k])
        cost += np.where(self.used[:, k].any(axis=0), 0.0, p.open_cost[k]) + self._apart(m, f, k)
        best = int(np.argmin(cost))
        self.used[m, k[best]] += 1
        self.served[m, f] = k[best]
        self.taken = np.append(self.taken, choices[best])

    def _apart(self, m: int, f: int, k: Ints) -> Floats:
        """What couplings of a function cost when each of these packages serves it."""
        total = np.zeros(len(k))
        for one, other, cost in self.problem.couplings:
            if f in (one, other):
                beside = self.served[m, other if f == one else one]
                total += cost * ((beside >= 0) & (k != beside))
        return total
