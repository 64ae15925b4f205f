"""Plans that cost nearly the same and differ as much as possible, because people choose between options.

A decision is which package serves a function of a member. It counts only where the choice changes what is paid: where all packages
that can serve it cost the same there, or where the other plan takes one that costs the same, nothing differs. Each further plan is the
one within the allowed cost that differs most from all before it together.

For every part, plans are found that pay a rising price for each decision shared with earlier plans; one plan per part is then chosen
such that all together differ most within the cost that is allowed.

Source: E. D. Brill, S.-Y. Chang, L. D. Hopkins, "Modeling to generate alternatives: the HSJ approach and an illustration using a problem
in land use planning", Management Science 28 (1982).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.columns import Column, Pool
from wiel.methods.facility.enumeration import Exact
from wiel.methods.facility.joint import Joint, Table
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.ties import Prices, plan_cost

# The price of a shared decision, as part of the cost that may be added in all.
LADDER = (1.0, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003)


@dataclass(frozen=True, eq=False)
class Alternative:
    """A plan with its cost in euro; `different` counts the decisions that differ from the best plan and change cost."""

    arcs: Ints
    cost: float
    different: int


class Likeness:
    """Which arcs of one (member, function) cost the same, and which decisions matter."""

    def __init__(self, problem: FacilityProblem) -> None:
        m, f, k = problem.arc_member, problem.arc_function, problem.arc_package
        self.demand = m * problem.functions + f
        paid = np.stack([problem.arc_cost + problem.join_cost[m, k], problem.open_cost[k]], axis=1)
        self.kind = np.unique(np.round(paid, 6), axis=0, return_inverse=True)[1].ravel()
        pairs = np.unique(np.stack([self.demand, self.kind], axis=1), axis=0)
        number, kinds = np.unique(pairs[:, 0], return_counts=True)
        self.matters = np.zeros(problem.members * problem.functions, bool)
        self.matters[number[kinds > 1]] = True

    def shared(self, arcs: Ints) -> NDArray[np.bool_]:
        """Which arcs, of all, cost the same as what a plan takes for that function, where it matters."""
        taken = np.full(len(self.matters), -1, np.int64)
        taken[self.demand[arcs]] = self.kind[arcs]
        same: NDArray[np.bool_] = (taken[self.demand] == self.kind) & self.matters[self.demand]
        return same

    def difference(self, arcs: Ints, other: Ints) -> int:
        """How many decisions that matter differ between two plans."""
        return int(self.matters[self.demand[arcs]].sum()) - int(self.shared(other)[arcs].sum())


def alternatives(joint: Joint, count: int, slack: float, known: Sequence[Ints] = ()) -> list[Alternative]:
    """Up to `count` plans that cost at most `slack` euro more than the plan of `joint` and differ most; fewer where none differs.

    `known` are plans that may be used in parts, such as that of today.
    """
    best = np.sort(np.concatenate(joint.arcs))
    likeness, most = Likeness(joint.problem), joint.cost + slack - joint.apart
    plans, found = [best], []
    for _ in range(count):
        shared = np.sum([likeness.shared(plan) for plan in plans], axis=0).astype(float)
        chosen = _pool(joint, shared, slack, plans, known).worthiest(most)
        arcs = best if chosen is None else np.sort(np.concatenate([column.arcs for column in chosen]))
        different = [likeness.difference(arcs, plan) for plan in plans]
        if min(different) == 0:
            break
        found.append(Alternative(arcs, plan_cost(joint.problem, arcs), different[0]))
        plans.append(arcs)
    return found


def _pool(joint: Joint, shared: Floats, slack: float, plans: Sequence[Ints], known: Sequence[Ints]) -> Pool:
    """Plans of the parts at every price of a shared decision, with those already known."""
    pool = Pool(len(joint.parts), joint.limit)
    ladder = [joint.prices.with_arcs(step * slack * shared) for step in LADDER]
    for p, part in enumerate(joint.parts):
        given = [np.sort(plan[np.isin(plan, part.arcs)]) for plan in (*plans, *known)]
        for arcs in [one for one in given if joint.complete(p, one)] + _dissimilar(joint.tables[p], ladder):
            pool.add(Column(p, arcs, plan_cost(joint.problem, arcs), joint.ties.use(arcs), -float(shared[arcs].sum())))
    return pool


def _dissimilar(table: Table, ladder: Sequence[Prices]) -> list[Ints]:
    """Plans of a part that share less and less with earlier ones; of a large part fewer, because each is a search."""
    steps = ladder if isinstance(table, Exact) else ladder[2::2]
    found = [table.priced(prices).best() for prices in steps]
    return [choice.arcs for choice in found if np.isfinite(choice.value)]
