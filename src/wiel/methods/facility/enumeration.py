"""The best plan of a small part by trying every set of shared packages, and what any change of the question does to it.

For a set S of shared packages that may be used, each member takes its cheapest way within S; the part costs what opening S costs plus
those ways. All 2^q sets are tried at once: the cheapest way per exact set is spread to every larger set, one package at a time (the
zeta transform over minima). Taking packages away, demanding them or putting a price on ways changes one member's row only.

Source: A. Björklund, T. Husfeldt, P. Kaski, M. Koivisto, "Fourier meets Möbius: fast subset convolution", STOC 2007, section 2 (the
transform).
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.parts import Part, couplings_within, shared_packages, ways_of
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


NONE = Choice(np.zeros(0, np.int64), np.inf, np.inf)


class Exact:
    """Every plan of a small part, at prices put on ways with `priced`.

    Ways of all members stand in one block: `arcs` (members, ways, functions) with -1 in places left over, `packages` likewise, `shared`
    and `cost` (members, ways), where a place left over costs infinitely much.
    """

    def __init__(self, problem: FacilityProblem, part: Part) -> None:
        self.problem, self.part = problem, part
        self.shared_packages = shared_packages(problem, part)
        asked = np.flatnonzero(problem.demands[:, part.functions].any(axis=1))
        couplings = couplings_within(problem, part)
        ways = [ways_of(problem, part, int(m), self.shared_packages, couplings) for m in asked]
        self.members = asked
        self.counts = tuple(len(one.cost) for one in ways)
        self.arcs = _block([one.arcs for one in ways], max(self.counts), len(part.functions))
        self.packages = _block([one.packages for one in ways], max(self.counts), len(part.functions))
        self.shared = _block([one.shared[:, None] for one in ways], max(self.counts), 1)[:, :, 0]
        self.base = np.full(self.shared.shape, np.inf)
        for i, one in enumerate(ways):
            self.base[i, : len(one.cost)] = one.cost
        self.shared[np.isinf(self.base)] = 0
        self.open = _open_sums(problem.open_cost[self.shared_packages])
        self._price(self.base, self.open)

    def _price(self, cost: Floats, opened: Floats) -> None:
        self.cost, self.opened, self.rows = cost, opened, self._rows(cost)
        self.total = opened + self.rows.sum(axis=0)

    def _rows(self, cost: Floats) -> Floats:
        """The cheapest way of every member within every set of shared packages."""
        rows = np.full((len(self.members), len(self.open)), np.inf)
        np.minimum.at(rows, (np.arange(len(self.members))[:, None], self.shared), cost)
        return _spread(rows)

    def every_plan(self) -> Iterator[Ints]:
        """The arcs of every plan, one after another."""
        for rows in product(*(self.arcs[i, :count] for i, count in enumerate(self.counts))):
            arcs = np.concatenate(rows)
            yield np.sort(arcs[arcs >= 0])

    def priced(self, prices: Prices) -> "Exact":
        """The same plans at other prices."""
        other = copy(self)
        arc = prices.arc_or_none[self.arcs].sum(axis=2)
        join = prices.join_or_none[self.members[:, None, None], self.packages].sum(axis=2)
        other._price(self.base * prices.weight[self.members, None] + arc + join, self.open * prices.opened)
        return other

    def best(self) -> Choice:
        """The cheapest plan."""
        return self._choice(self.total, self.cost)

    def without(self, package: int) -> Choice:
        """The cheapest plan in which nobody uses a package."""
        place = np.flatnonzero(self.shared_packages == package)
        if len(place):
            free = (np.arange(len(self.total)) >> int(place[0]) & 1) == 0
            return self._choice(np.where(free, self.total, np.inf), self.cost)
        return self._among(~(self.packages == package).any(axis=2))

    def forced(self, member: int, package: int) -> Choice:
        """The cheapest plan in which a member uses a package."""
        return self._among((self.packages == package).any(axis=2) | (self.members != member)[:, None])

    def avoiding(self, arc: int) -> Choice:
        """The cheapest plan without one arc."""
        return self._among(~(self.arcs == arc).any(axis=2))

    def _among(self, allowed: Bools) -> Choice:
        """The cheapest plan in which members take only the ways allowed, (members, ways)."""
        cost = np.where(allowed, self.cost, np.inf)
        return self._choice(self.opened + self._rows(cost).sum(axis=0), cost)

    def _choice(self, total: Floats, cost: Floats) -> Choice:
        """The arcs behind the least total."""
        best = int(np.argmin(total))
        if not np.isfinite(total[best]):
            return NONE
        within = np.where((self.shared & ~best) == 0, cost, np.inf)
        arcs = self.arcs[np.arange(len(self.members)), np.argmin(within, axis=1)].ravel()
        return Choice(np.sort(arcs[arcs >= 0]), float(total[best]), float(total[best]))


def _block(rows: Sequence[Ints], height: int, width: int) -> Ints:
    """Arrays of different size in one block, with -1 in the places left over."""
    block = np.full((len(rows), height, width), -1, np.int64)
    for i, one in enumerate(rows):
        block[i, : one.shape[0], : one.shape[1]] = one
    return block


def _open_sums(cost: Floats) -> Floats:
    """What opening each set of packages costs."""
    total = np.zeros(1)
    for one in cost:
        total = np.concatenate([total, total + one])
    return total


def _spread(rows: Floats) -> Floats:
    """For every set the least over its subsets, in every row."""
    for bit in range(int(rows.shape[1]).bit_length() - 1):
        halves = rows.reshape(len(rows), -1, 2, 1 << bit)
        np.minimum(halves[:, :, 1], halves[:, :, 0], out=halves[:, :, 1])
    return rows
