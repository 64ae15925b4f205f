"""What it would cost to decide otherwise: the best plan with one decision forbidden, less the plan at hand.

Only the part in which the decision lies is solved anew; the rest of the plan stays. Without ties between parts that is exact. With
ties, `found` is what the repaired plan costs more when it obeys every row, and None when it does not; `bound` says that no plan with
the decision forbidden costs less than so much more, by the prices of the rows. A bound below zero: the plan itself is not proven.
"""

from dataclasses import dataclass

import numpy as np

from wiel.methods.facility.enumeration import Choice
from wiel.methods.facility.joint import Joint
from wiel.methods.facility.ties import plan_cost


@dataclass(frozen=True, slots=True)
class Regret:
    """Euro more than the plan: at least `bound`, and `found` by a plan at hand. Both None: there is no plan without the decision."""

    bound: float | None
    found: float | None


class Regrets:
    """Answers what forbidding decisions costs, for one plan."""

    def __init__(self, joint: Joint) -> None:
        self.joint, problem = joint, joint.problem
        self.part = np.full(problem.packages, -1, np.int64)
        for p, part in enumerate(joint.parts):
            self.part[problem.arc_package[part.arcs]] = p
        self.use = joint.use()
        self.cost = [plan_cost(problem, arcs) for arcs in joint.arcs]

    def without(self, package: int) -> Regret:
        """Nobody uses the package."""
        p = int(self.part[package])
        return self._regret(p, self.joint.tables[p].without(package))

    def keeping(self, member: int, package: int) -> Regret:
        """The member uses the package."""
        p = int(self.part[package])
        return self._regret(p, self.joint.tables[p].forced(member, package))

    def avoiding(self, arc: int) -> Regret:
        """The function is not served by this arc."""
        p = int(self.part[self.joint.problem.arc_package[arc]])
        return self._regret(p, self.joint.tables[p].avoiding(arc))

    def _regret(self, p: int, other: Choice) -> Regret:
        joint = self.joint
        if not np.isfinite(other.value):
            return Regret(None, None)
        bound = joint.priced_bound - float(joint.least[p]) + other.bound - joint.cost
        use = self.use - joint.ties.use(joint.arcs[p]) + joint.ties.use(other.arcs)
        more = plan_cost(joint.problem, other.arcs) - self.cost[p]
        return Regret(min(bound, more), more if joint.obeyed(use) else None)
