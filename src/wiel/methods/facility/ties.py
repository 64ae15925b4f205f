"""What ties the parts of a landscape together: rows that say how much of something all parts may use, and prices on them.

Supplier s may serve so many functions; member m may move to so many packages; member m may pay no more than so much. What a member
pays is what serving and joining cost it, and of every package that others use too its share by weight among those that use it.
"""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.problem import FacilityProblem, Floats, Ints

# Rows may be overrun by this part of their limit: the noise of floating point.
SLACK = 1e-9


@dataclass(frozen=True, eq=False)
class Fairness:
    """No member pays more than `most[m]`, in euro, when what packages cost to open is divided by `weights[m]` among their users."""

    weights: Floats
    most: Floats


@dataclass(frozen=True, eq=False)
class Prices:
    """What is put on top of cost: `arc` (arcs,) and `join` (members, packages) in euro, own cost of a member times `weight` (members,)
    and opening times `opened`."""

    arc: Floats
    join: Floats
    weight: Floats
    opened: float = 1.0

    @cached_property
    def arc_or_none(self) -> Floats:
        """Arc prices, with a zero at -1."""
        return np.append(self.arc, 0.0)

    @cached_property
    def join_or_none(self) -> Floats:
        """Join prices, with a zero at package -1."""
        return np.pad(self.join, ((0, 0), (0, 1)))

    @classmethod
    def none(cls, problem: FacilityProblem) -> "Prices":
        """Cost as it is."""
        return cls(np.zeros(len(problem.arc_cost)), np.zeros(problem.join_cost.shape), np.ones(problem.members))

    def with_arcs(self, more: Floats) -> "Prices":
        """The same with more on top of arcs."""
        return replace(self, arc=self.arc + more)


class Ties:
    """The rows of a problem: `limit[r]`, and how much a plan or part of one uses of each."""

    def __init__(self, problem: FacilityProblem, fairness: Fairness | None) -> None:
        self.problem, self.fairness = problem, fairness
        self.names = sorted(set(problem.supplier)) if problem.supplier_cap is not None else []
        number = {name: i for i, name in enumerate(self.names)}
        self.owner = np.array([number[name] for name in problem.supplier] if number else [], np.int64)
        self.novel = np.ones(problem.join_cost.shape, bool)
        for pair in problem.in_use:
            self.novel[pair] = False
        limits = [np.full(len(self.names), float(problem.supplier_limit or 0))]
        limits += [np.array(problem.max_moves, float)] if problem.max_moves is not None else []
        limits += [fairness.most] if fairness is not None else []
        self.limit: Floats = np.concatenate(limits)

    def __len__(self) -> int:
        return len(self.limit)

    def use(self, arcs: Ints) -> Floats:
        """How much of every row these arcs use."""
        problem, found = self.problem, []
        if self.names:
            found.append(np.bincount(self.owner[problem.arc_package[arcs]], minlength=len(self.names)).astype(float))
        m, k = pairs_of(problem, arcs)
        if problem.max_moves is not None:
            found.append(np.bincount(m[self.novel[m, k]], minlength=problem.members).astype(float))
        if self.fairness is not None:
            found.append(paid(problem, arcs, self.fairness.weights))
        return np.concatenate(found) if found else np.zeros(0)

    def prices(self, dual: Floats, openly: bool = False) -> Prices:
        """Rows priced at `dual` >= 0, as prices on what uses them.

        Of what members pay, opening counts at the least dual of all members, which never asks too much, or with `openly` at their mean
        by weight, which is nearer.
        """
        problem, plain, place = self.problem, Prices.none(self.problem), 0
        arc, join, weight, opened = plain.arc, plain.join, plain.weight, 1.0
        if self.names:
            arc = dual[: len(self.names)][self.owner[problem.arc_package]]
            place = len(self.names)
        if problem.max_moves is not None:
            join = np.where(self.novel, dual[place : place + problem.members, None], 0.0)
            place += problem.members
        if self.fairness is not None:
            own, shares = dual[place:], self.fairness.weights
            weight = 1.0 + own
            opened = 1.0 + float(own @ shares / shares.sum() if openly else own.min())
        return Prices(arc, join, weight, opened)


def within_limits(use: Floats, limit: Floats) -> bool:
    """Whether no row is overrun."""
    return bool((use <= limit + SLACK * np.maximum(1.0, np.abs(limit))).all())


def pairs_of(problem: FacilityProblem, arcs: Ints) -> tuple[Ints, Ints]:
    """Which member uses which package, each pair once."""
    pair = np.unique(problem.arc_member[arcs] * problem.packages + problem.arc_package[arcs])
    return pair // problem.packages, pair % problem.packages


def plan_cost(problem: FacilityProblem, arcs: Ints) -> float:
    """What a plan or part of one costs, couplings between its own functions included."""
    m, k = pairs_of(problem, arcs)
    total = problem.arc_cost[arcs].sum() + problem.join_cost[m, k].sum() + problem.open_cost[np.unique(k)].sum()
    return float(total + _apart(problem, arcs).sum())


def paid(problem: FacilityProblem, arcs: Ints, weights: Floats) -> Floats:
    """What each member pays for a plan or part of one; adds up to its cost."""
    m, k = pairs_of(problem, arcs)
    own = np.bincount(problem.arc_member[arcs], problem.arc_cost[arcs], problem.members)
    own += np.bincount(m, problem.join_cost[m, k], problem.members)
    users = np.bincount(k, weights[m], problem.packages)
    share = problem.open_cost[k] * weights[m] / np.where(users[k] > 0, users[k], 1.0)
    result: Floats = own + np.bincount(m, share, problem.members) + _apart(problem, arcs)
    return result


def _apart(problem: FacilityProblem, arcs: Ints) -> Floats:
    """What couplings cost each member whose two functions are both among these arcs and served apart."""
    total = np.zeros(problem.members)
    present = np.zeros(problem.functions, bool)
    present[problem.arc_function[arcs]] = True
    f, g, cost = _couplings(problem)
    inside = present[f] & present[g]
    if not inside.any():
        return total
    served: NDArray[np.int64] = np.full((problem.members, problem.functions), -1, np.int64)
    served[problem.arc_member[arcs], problem.arc_function[arcs]] = problem.arc_package[arcs]
    left, right = served[:, f[inside]], served[:, g[inside]]
    total += np.where((left >= 0) & (right >= 0) & (left != right), cost[inside], 0.0).sum(axis=1)
    return total


@lru_cache(maxsize=8)
def _couplings(problem: FacilityProblem) -> tuple[Ints, Ints, Floats]:
    """Couplings as columns."""
    ends = np.array([(f, g) for f, g, _ in problem.couplings], np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], np.array([cost for *_, cost in problem.couplings])
