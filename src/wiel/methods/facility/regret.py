"""What it would cost to decide otherwise: the best plan with one decision forbidden, less the plan at hand.

Only the part in which the decision lies is solved anew; the rest of the plan stays. Without ties between parts that is exact, where
parts are small. In a large part the plan is repaired, and solved anew too while there is work left to do that for every decision. With
ties, `found` is what the repaired plan costs more when it obeys every row, and None when it does not; `bound` says that no plan with
the decision forbidden costs less than so much more, by the prices of the rows. A bound below zero: the plan itself is not proven.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from wiel.methods.facility.budget import WorkBudget
from wiel.methods.facility.enumeration import Choice
from wiel.methods.facility.joint import Joint, Table
from wiel.methods.facility.repair import Repair
from wiel.methods.facility.searched import Searched
from wiel.methods.facility.ties import plan_cost

# Solving a part anew with less work per demand than this finds nothing that repairing did not.
LEAST_WORK = 100.0
Question = Callable[[Table | Repair], Choice]


@dataclass(frozen=True, slots=True)
class Regret:
    """Euro more than the plan: at least `bound`, and `found` by a plan at hand. Both None: there is no plan without the decision."""

    bound: float | None
    found: float | None


class Regrets:
    """Answers what forbidding decisions costs, for one plan; `work` is what all decisions about large parts may take together."""

    def __init__(self, joint: Joint, work: float = 2_000_000.0) -> None:
        self.joint, problem = joint, joint.problem
        self.part = np.full(problem.packages, -1, np.int64)
        for p, part in enumerate(joint.parts):
            self.part[problem.arc_package[part.arcs]] = p
        self.use = joint.use()
        self.cost = [plan_cost(problem, arcs) for arcs in joint.arcs]
        self.tables = _able(joint, work)

    def without(self, package: int) -> Regret:
        """Nobody uses the package."""
        return self._regret(int(self.part[package]), lambda part: part.without(package))

    def keeping(self, member: int, package: int) -> Regret:
        """The member uses the package."""
        return self._regret(int(self.part[package]), lambda part: part.forced(member, package))

    def avoiding(self, arc: int) -> Regret:
        """The function is not served by this arc."""
        return self._regret(int(self.part[self.joint.problem.arc_package[arc]]), lambda part: part.avoiding(arc))

    def _regret(self, p: int, question: Question) -> Regret:
        """The answer for part p, from the best of those who can answer."""
        joint = self.joint
        others = [question(table) for table in self.tables[p]]
        least = max(other.bound for other in others)
        if not np.isfinite(least):
            return Regret(None, None)
        bound = joint.priced_bound - float(joint.least[p]) + least - joint.cost
        found = [more for other in others if (more := self._more(p, other)) is not None]
        return Regret(min([bound, *found]), min(found, default=None))

    def _more(self, p: int, other: Choice) -> float | None:
        """What another plan of part p costs more; None where it is none or breaks a row."""
        joint = self.joint
        if not np.isfinite(other.value):
            return None
        use = self.use - joint.ties.use(joint.arcs[p]) + joint.ties.use(other.arcs)
        return plan_cost(joint.problem, other.arcs) - self.cost[p] if joint.obeyed(use) else None


def _able(joint: Joint, work: float) -> list[list[Table | Repair]]:
    """Per part who answers: trying everything; or repair, and searching where the work suffices for two questions per demand."""
    sizes = [len(arcs) if isinstance(table, Searched) else 0 for table, arcs in zip(joint.tables, joint.arcs, strict=True)]
    able: list[list[Table | Repair]] = []
    for p, (table, size) in enumerate(zip(joint.tables, sizes, strict=True)):
        if not isinstance(table, Searched):
            able.append([table])
            continue
        each = work * size / sum(sizes) / (2 * size)
        repair = Repair(joint.problem, joint.parts[p], joint.arcs[p], float(joint.least[p]))
        able.append([repair, replace(table, budget=WorkBudget(each))] if each >= LEAST_WORK * size else [repair])
    return able
