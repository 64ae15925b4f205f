"""The best plan of a small part by trying every set of shared packages, and what any change of the question does to it.

For a set S of shared packages that may be used, each member takes its cheapest way within S; the part costs what opening S costs plus
those ways. All 2^q sets are tried at once: the cheapest way per exact set is spread to every larger set, one package at a time (the
zeta transform over minima). Taking packages away, demanding them or putting a price on ways changes one member's row only.

Source: A. Björklund, T. Husfeldt, P. Kaski, M. Koivisto, "Fourier meets Möbius: fast subset convolution", STOC 2007, section 2 (the
transform).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.parts import Part, Ways, couplings_within, shared_packages, ways_of
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints
from wiel.methods.facility.ties import Prices

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Choice:
    """A plan of a part: one arc per needed function, its value at the prices asked for, and a bound on the value of any; infinite when
    there is none."""

    arcs: Ints
    value: float
    bound: float


class Exact:
    """Every plan of a small part, at prices put on ways with `priced`."""

    def __init__(self, problem: FacilityProblem, part: Part) -> None:
        self.problem, self.part = problem, part
        self.shared = shared_packages(problem, part)
        asked = problem.demands[:, part.functions].any(axis=1)
        couplings = couplings_within(problem, part)
        self.ways = [ways_of(problem, part, int(m), self.shared, couplings) for m in np.flatnonzero(asked)]
        self.seat = {ways.member: i for i, ways in enumerate(self.ways)}
        self.open = _open_sums(problem.open_cost[self.shared])
        self._price([ways.cost for ways in self.ways], self.open)

    def _price(self, costs: Sequence[Floats], opened: Floats) -> None:
        self.costs, self.opened = list(costs), opened
        self.rows = np.stack([self._row(ways, cost) for ways, cost in zip(self.ways, costs, strict=True)])
        self.total = opened + self.rows.sum(axis=0)

    def _row(self, ways: Ways, cost: Floats) -> Floats:
        """The cheapest way of a member within every set of shared packages."""
        row = np.full(1 << len(self.shared), np.inf)
        np.minimum.at(row, ways.shared, cost)
        return _spread(row)

    def priced(self, prices: Prices) -> "Exact":
        """The same plans at other prices."""
        other = object.__new__(Exact)
        other.problem, other.part, other.shared = self.problem, self.part, self.shared
        other.ways, other.seat, other.open = self.ways, self.seat, self.open
        other._price([_at(ways, prices) for ways in self.ways], self.open * prices.opened)
        return other

    def best(self) -> Choice:
        """The cheapest plan."""
        return self._choice(self.total, {})

    def without(self, package: int) -> Choice:
        """The cheapest plan in which nobody uses a package."""
        place = np.flatnonzero(self.shared == package)
        if len(place):
            return self._choice(np.where(np.arange(len(self.total)) >> int(place[0]) & 1, np.inf, self.total), {})
        rest = {i: ~self._uses(ways, package) for i, ways in enumerate(self.ways) if self._uses(ways, package).any()}
        return self.among(rest)

    def forced(self, member: int, package: int) -> Choice:
        """The cheapest plan in which a member uses a package."""
        return self.among({self.seat[member]: self._uses(self.ways[self.seat[member]], package)})

    def avoiding(self, arc: int) -> Choice:
        """The cheapest plan without one arc."""
        seat = self.seat[int(self.problem.arc_member[arc])]
        return self.among({seat: ~(self.ways[seat].arcs == arc).any(axis=1)})

    def among(self, allowed: Mapping[int, Bools]) -> Choice:
        """The cheapest plan in which the members given by place take only some of their ways."""
        total = self.total
        if allowed:
            rows = self.rows.copy()
            for i, ways in allowed.items():
                rows[i] = self._row(self.ways[i], np.where(ways, self.costs[i], np.inf))
            total = self.opened + rows.sum(axis=0)
        return self._choice(total, allowed)

    def _uses(self, ways: Ways, package: int) -> Bools:
        used: Bools = (self.problem.arc_package[ways.arcs] == package).any(axis=1)
        return used

    def _choice(self, total: Floats, allowed: Mapping[int, Bools]) -> Choice:
        """The arcs behind the least total."""
        best = int(np.argmin(total))
        if not np.isfinite(total[best]):
            return Choice(np.zeros(0, np.int64), np.inf, np.inf)
        arcs = []
        for i, ways in enumerate(self.ways):
            fits = (ways.shared & ~best) == 0
            fits &= allowed.get(i, np.ones(len(fits), bool))
            arcs.append(ways.arcs[int(np.argmin(np.where(fits, self.costs[i], np.inf)))])
        return Choice(np.sort(np.concatenate(arcs)), float(total[best]), float(total[best]))


def _at(ways: Ways, prices: Prices) -> Floats:
    """The cost of every way at other prices."""
    join = np.append(prices.join[ways.member], 0.0)[ways.packages].sum(axis=1)
    total: Floats = ways.cost * prices.weight[ways.member] + prices.arc[ways.arcs].sum(axis=1) + join
    return total


def _open_sums(cost: Floats) -> Floats:
    """What opening each set of packages costs."""
    total = np.zeros(1)
    for one in cost:
        total = np.concatenate([total, total + one])
    return total


def _spread(row: Floats) -> Floats:
    """For every set the least over its subsets."""
    for bit in range(int(row.size).bit_length() - 1):
        halves = row.reshape(-1, 2, 1 << bit)
        np.minimum(halves[:, 1], halves[:, 0], out=halves[:, 1])
    return row
