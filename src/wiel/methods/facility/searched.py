"""The best plan of a part that is too large to try everything, by search and bound; the same questions as `Exact` answers."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wiel.errors import Infeasible
from wiel.methods.facility.budget import Budget, WorkBudget
from wiel.methods.facility.enumeration import NONE, Choice
from wiel.methods.facility.parts import Part
from wiel.methods.facility.problem import FacilityProblem, Ints
from wiel.methods.facility.solve import solve
from wiel.methods.facility.ties import Prices

# Work for answering a question about a plan that is known, in units per demand.
ANEW = 400.0


@dataclass(frozen=True, eq=False)
class Searched:
    """A part at prices. `whole`: the part is all of the problem, and its supplier cap and limits on moves hold here."""

    problem: FacilityProblem
    part: Part
    seed: int
    whole: bool
    prices: Prices
    budget: Budget | None = None

    def priced(self, prices: Prices) -> "Searched":
        """The same part at other prices, with less work for each answer."""
        return replace(self, prices=prices, budget=None)

    def best(self) -> Choice:
        """The cheapest plan found."""
        return self._answer(self.part.arcs)

    def without(self, package: int) -> Choice:
        """The cheapest plan found in which nobody uses a package."""
        return self._answer(self.part.arcs[self.problem.arc_package[self.part.arcs] != package])

    def forced(self, member: int, package: int) -> Choice:
        """The cheapest plan found in which a member uses a package."""
        return self._answer(self.part.arcs, ((member, package),))

    def avoiding(self, arc: int) -> Choice:
        """The cheapest plan found without one arc."""
        return self._answer(self.part.arcs[self.part.arcs != arc])

    def _answer(self, arcs: Ints, keep: tuple[tuple[int, int], ...] = ()) -> Choice:
        sub, packages = self._problem(arcs, keep)
        if sub is None:
            return NONE
        demands = int(sub.demands.sum())
        try:
            solution = solve(sub, self.seed, self.budget or WorkBudget(ANEW * demands))
        except Infeasible:
            return NONE
        served = solution.plan.served_by
        chosen = packages[served[sub.arc_member, sub.arc_function]] == self.problem.arc_package[arcs]
        chosen &= served[sub.arc_member, sub.arc_function] >= 0
        return Choice(arcs[chosen], solution.plan.cost, solution.bound)

    def _problem(self, arcs: Ints, keep: tuple[tuple[int, int], ...]) -> tuple[FacilityProblem | None, Ints]:
        """The part with some of its arcs as a problem, and the number of each of its packages in the whole."""
        p, prices = self.problem, self.prices
        packages, k = np.unique(p.arc_package[arcs], return_inverse=True)
        if not len(packages):
            return None, packages
        number = {int(package): i for i, package in enumerate(packages)}
        keeps = tuple((m, number[package]) for m, package in (*p.must_keep, *keep) if package in number)
        if len(keeps) < len([pair for pair in (*p.must_keep, *keep) if self._inside(pair[1])]):
            return None, packages
        weight: NDArray[np.float64] = prices.weight
        place = np.searchsorted(self.part.functions, p.arc_function[arcs])
        join = p.join_cost[:, packages] * weight[:, None] + prices.join[:, packages]
        sides = self._sides(packages, number) if self.whole else {}
        couplings = tuple(
            (int(np.searchsorted(self.part.functions, f)), int(np.searchsorted(self.part.functions, g)), cost)
            for f, g, cost in p.couplings
            if f in self.part.functions and g in self.part.functions
        )
        serve = p.arc_cost[arcs] * weight[p.arc_member[arcs]] + prices.arc[arcs]
        opening, needed = p.open_cost[packages] * prices.opened, p.demands[:, self.part.functions]
        made = FacilityProblem(
            opening,
            join,
            len(self.part.functions),
            p.arc_member[arcs],
            place,
            k,
            serve,
            needed,
            couplings,
            must_keep=keeps,
            **sides,
        )
        return made, packages

    def _inside(self, package: int) -> bool:
        return bool((self.problem.arc_package[self.part.arcs] == package).any())

    def _sides(self, packages: Ints, number: dict[int, int]) -> dict[str, Any]:
        p = self.problem
        return {
            "supplier": tuple(p.supplier[k] for k in packages) if p.supplier else (),
            "supplier_cap": p.supplier_cap,
            "max_moves": p.max_moves,
            "in_use": tuple((m, number[k]) for m, k in p.in_use if k in number),
        }
