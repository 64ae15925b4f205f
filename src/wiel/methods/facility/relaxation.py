"""The Lagrangean relaxation of a problem with a growing pool of cuts."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.certificate import Cut, Prices
from wiel.methods.facility.cuts import LARGEST_SET, odd_sets
from wiel.methods.facility.layout import Layout, RowKey
from wiel.methods.facility.problem import Floats
from wiel.methods.facility.volume import ascend, lagrangean

MOST_SETS = 4000
# So many columns priced take about the time of one move of the search.
COLUMNS_PER_UNIT = 5000.0
# The root is done when this many turns in a row each close less than this share of what is left.
PATIENCE, LITTLE, MOST_TURNS = 2, 0.004, 60
# Where packages serve more functions than this on average, the relaxation is close and sets are too many to grow.
WIDEST = 12
_ROOM = 600_000


@dataclass
class Point:
    """Where an ascent stands: prices (demands first, rows after), the moving average of the columns, the bound reached."""

    price: Floats
    average: Floats
    bound: float = -np.inf

    def copy(self) -> "Point":
        """An independent copy."""
        return Point(self.price.copy(), self.average.copy(), self.bound)


@dataclass
class Relaxation:
    """Side rows and cuts of one problem; cuts are only ever added, or dropped when nothing refers to them."""

    net: Layout
    spent: float = 0.0
    sets: list[tuple[int, ...]] = field(default_factory=list)
    known: set[tuple[int, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rows = self.net.sides
        self._found = np.full((MOST_SETS, LARGEST_SET), -1, np.int64)
        self._ptr = np.zeros(MOST_SETS + 1, np.int64)
        self._cols, self._vals, self._by = np.empty(_ROOM, np.int64), np.empty(_ROOM), np.empty(MOST_SETS)

    def start(self) -> Point:
        """First prices: for each demand the cheapest arc with half of what joining costs."""
        net = self.net
        price = np.full(net.demands, np.inf)
        np.minimum.at(
            price, net.demand, net.cost[self.first_arc : self.first_arc + net.arcs] + net.cost[net.packages + net.arc_pair] / 2
        )
        return Point(np.concatenate([price, np.zeros(len(self.rows))]), np.full(len(net.cost), -1.0))

    @property
    def first_arc(self) -> int:
        """The column of the first arc."""
        return self.net.packages + self.net.pairs

    def raise_bound(
        self,
        point: Point,
        target: float,
        iterations: int,
        step: float = 0.3,
        blend: float = 0.01,
        fix: NDArray[np.int8] | None = None,
    ) -> None:
        """Improve the prices of a point in place, until its bound reaches `target` or the iterations are made."""
        net, rows = self.net, self.rows
        missing = net.demands + len(rows) - len(point.price)
        if missing:
            point.price = np.concatenate([point.price, np.zeros(missing)])
        fixed = net.fix if fix is None else fix
        bound, made = ascend(
            point.price, point.average, target - net.constant, iterations, np.array([step, blend]), net.cost, fixed, net.package_ptr,
            net.pair_ptr, net.demand, rows.start, rows.column, rows.value, rows.least,
        )  # fmt: skip
        point.bound = bound + net.constant
        self.spent += (made + 1) * (len(net.cost) + len(rows.column)) / COLUMNS_PER_UNIT

    def value(self, price: Floats, fix: NDArray[np.int8]) -> tuple[float, Floats, Floats]:
        """The bound of given prices, the reduced cost of every column and the columns that attain it."""
        net, rows = self.net, self.rows
        price = np.concatenate([price, np.zeros(net.demands + len(rows) - len(price))])
        self.spent += (len(net.cost) + len(rows.column)) / COLUMNS_PER_UNIT
        red, out = np.empty(len(net.cost)), np.empty(len(net.cost))
        bound = lagrangean(
            price,
            net.cost,
            fix,
            net.package_ptr,
            net.pair_ptr,
            net.demand,
            rows.start,
            rows.column,
            rows.value,
            rows.least,
            red,
            out,
        )
        return bound + net.constant, red, out

    def separate(self, average: Floats, least: float = 0.02) -> int:
        """Add the odd sets that a point violates by more than `least`; return how many are new."""
        net = self.net
        if net.arcs > WIDEST * net.pairs:
            return 0
        n = odd_sets(
            average, net.packages, net.demand_ptr, net.demand_arc, net.arc_pair, net.pair_ptr, net.demand, least,
            self._found, self._ptr, self._cols, self._vals, self._by,
        )  # fmt: skip
        self.spent += len(net.cost) / 100.0
        columns, values, bounds = [], [], []
        for i in np.argsort(-self._by[:n], kind="stable"):
            chosen = tuple(sorted(int(d) for d in self._found[i] if d >= 0))
            if chosen not in self.known:
                part = slice(self._ptr[i], self._ptr[i + 1])
                self.known.add(chosen)
                self.sets.append(chosen)
                columns.append(self._cols[part].copy())
                values.append(self._vals[part].copy())
                bounds.append(float((len(chosen) + 1) // 2))
        if columns:
            self.rows = self.rows.with_more(columns, values, bounds)
        return len(columns)

    def drop_idle(self, point: Point) -> None:
        """Forget cuts without a price at the only point that is in use; they may be found again."""
        sides, demands = len(self.net.sides), self.net.demands
        point.price = np.concatenate([point.price, np.zeros(demands + len(self.rows) - len(point.price))])
        paid = point.price[demands + sides :] > 1e-9
        keep = np.concatenate([np.arange(sides), sides + np.flatnonzero(paid)])
        self.rows = self.rows.only(keep)
        self.sets = [chosen for chosen, stays in zip(self.sets, paid, strict=True) if stays]
        self.known = set(self.sets)
        point.price = np.concatenate([point.price[:demands], point.price[demands + keep]])

    def cuts(self) -> tuple[Cut, ...]:
        """The cuts of the pool in the words of the problem."""
        return tuple(self._cut(len(self.net.sides) + i, chosen) for i, chosen in enumerate(self.sets))

    def _cut(self, row: int, chosen: tuple[int, ...]) -> Cut:
        net = self.net
        joins: dict[int, float] = {}
        serves: dict[tuple[int, int], float] = {}
        for e in range(self.rows.start[row], self.rows.start[row + 1]):
            column, value = int(self.rows.column[e]), float(self.rows.value[e])
            if column < self.first_arc:
                joins[int(net.pair_package[column - net.packages])] = value
            else:
                arc = column - self.first_arc
                serves[int(net.pair_package[net.arc_pair[arc]]), int(net.demand_function[net.demand[arc]])] = value
        functions = tuple(int(net.demand_function[d]) for d in chosen)
        return Cut(int(net.demand_member[chosen[0]]), functions, joins, serves, float(self.rows.least[row]))

    def prices(self, price: Floats) -> Prices:
        """Prices in the words of the problem."""
        net = self.net
        demand = np.zeros((net.problem.members, net.problem.functions))
        demand[net.demand_member, net.demand_function] = price[: net.demands]
        keys: list[RowKey] = [*net.side_keys, *(("cut", i) for i in range(len(self.sets)))]
        paid = np.flatnonzero(price[net.demands :] > 0)
        return Prices(demand, {keys[r]: float(price[net.demands + r]) for r in paid})


@dataclass
class RootAscent:
    """Alternates ascent and cuts at the root; may be interrupted and taken up again."""

    relaxation: Relaxation
    iterations: int
    converged: bool = False

    def __post_init__(self) -> None:
        self.point = self.relaxation.start()
        self._turn, self._idle = 0, 0

    def run(self, target: float, enough: Callable[[], bool]) -> None:
        """Raise the bound until it reaches the target, nothing moves any more, or there has been enough."""
        if self._turn == 0:
            self.relaxation.raise_bound(self.point, target, 2 * self.iterations, step=0.1, blend=0.1)
        while not (self.converged or enough()):
            before, fresh = self.point.bound, self.relaxation.separate(self.point.average)
            self.relaxation.raise_bound(self.point, target, self.iterations, step=0.05, blend=0.005)
            aim = min(target, 1.02 * self.point.bound)
            self._idle = self._idle + 1 if self.point.bound - before < LITTLE * (aim - self.point.bound) else 0
            self._turn += 1
            self.converged = self.point.bound >= target or self._idle >= PATIENCE or self._turn >= MOST_TURNS
            if self._turn % 3 == 0 or self.converged:
                self.relaxation.drop_idle(self.point)
            if not fresh and not len(self.relaxation.rows):
                self.converged = True
