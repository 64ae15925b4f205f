"""A problem as numbered columns and rows for compiled code.

Columns: packages, then pairs (package, member), then arcs (package, member, function), then agreements (coupling, member, package:
both functions are served by this package). Arcs of functions that are not needed and of `must_go` pairs do not exist here. Rows are
inequalities ``>=`` over columns; each has a key under which a certificate names its price.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wiel.methods.facility.problem import FacilityProblem, Floats, Ints

RowKey = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Rows:
    """Inequalities: row r says sum of value[e] x column[e] over e in start[r]..start[r+1] >= least[r]."""

    start: Ints
    column: Ints
    value: Floats
    least: Floats

    def __len__(self) -> int:
        return len(self.least)

    def with_more(self, columns: list[Ints], values: list[Floats], least: list[float]) -> "Rows":
        """These rows and more after them."""
        sizes = np.cumsum([len(c) for c in columns], dtype=np.int64)
        return Rows(
            np.concatenate([self.start, self.start[-1] + sizes]),
            np.concatenate([self.column, *columns]),
            np.concatenate([self.value, *values]),
            np.concatenate([self.least, np.array(least, dtype=float)]),
        )

    def only(self, chosen: Ints) -> "Rows":
        """The chosen rows, in the order given."""
        empty = Rows(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        parts = [slice(self.start[r], self.start[r + 1]) for r in chosen]
        return empty.with_more(
            [self.column[part] for part in parts], [self.value[part] for part in parts], [float(v) for v in self.least[chosen]]
        )


@dataclass(frozen=True, eq=False)
class Layout:
    """Columns and side rows of a problem. `constant` is the cost of every coupling, which agreements earn back."""

    problem: FacilityProblem
    package_ptr: Ints
    pair_ptr: Ints
    pair_package: Ints
    pair_member: Ints
    arc_pair: Ints
    demand: Ints
    demand_ptr: Ints
    demand_arc: Ints
    demand_member: Ints
    demand_function: Ints
    cost: Floats
    fix: NDArray[np.int8]
    constant: float
    sides: Rows
    side_keys: tuple[RowKey, ...]
    pair_number: dict[tuple[int, int], int]
    agreement_arcs: Ints

    @property
    def packages(self) -> int:
        """The number of packages."""
        return len(self.package_ptr) - 1

    @property
    def pairs(self) -> int:
        """The number of pairs that can serve something."""
        return len(self.pair_ptr) - 1

    @property
    def arcs(self) -> int:
        """The number of arcs."""
        return len(self.demand)

    @property
    def demands(self) -> int:
        """The number of (member, function) to be served."""
        return len(self.demand_ptr) - 1


def layout(problem: FacilityProblem) -> Layout:
    """Number the columns of a problem and write its side constraints as rows."""
    m, f, k, c = _arcs(problem)
    key = k * problem.members + m
    pairs, arc_pair = np.unique(key, return_inverse=True)
    pair_package, pair_member = pairs // problem.members, pairs % problem.members
    where = np.flatnonzero(problem.demands.ravel())
    number = np.full(problem.demands.size, -1, np.int64)
    number[where] = np.arange(len(where))
    demand = number[m * problem.functions + f]
    cost = np.concatenate([problem.open_cost, problem.join_cost[pair_member, pair_package], c])
    demand_arc = np.lexsort((c, demand)).astype(np.int64)
    arc_number = dict(zip(zip(m.tolist(), f.tolist(), k.tolist(), strict=True), range(len(m)), strict=True))
    pair_number = dict(zip(zip(pair_member.tolist(), pair_package.tolist(), strict=True), range(len(pairs)), strict=True))
    sides = _Sides(problem, len(pairs), arc_number, pair_number)
    sides.write(m, f, k)
    cost = np.concatenate([cost, sides.agreement_cost])
    return Layout(
        problem,
        np.searchsorted(pair_package, np.arange(problem.packages + 1)).astype(np.int64),
        np.searchsorted(key, np.append(pairs, problem.members * problem.packages)).astype(np.int64),
        pair_package,
        pair_member,
        arc_pair.astype(np.int64),
        demand,
        np.searchsorted(demand[demand_arc], np.arange(len(where) + 1)).astype(np.int64),
        demand_arc,
        where // problem.functions,
        where % problem.functions,
        cost,
        sides.fixed(len(cost)),
        sides.constant,
        sides.rows(),
        tuple(sides.keys),
        pair_number,
        np.array(sides.agreement_arcs, np.int64).reshape(-1, 2),
    )


def _arcs(problem: FacilityProblem) -> tuple[Ints, Ints, Ints, Floats]:
    """Arcs that may be used, sorted by package, member, function."""
    m, f, k = problem.arc_member, problem.arc_function, problem.arc_package
    usable = problem.demands[m, f].copy()
    gone = np.zeros((problem.members, problem.packages), bool)
    for pair in problem.must_go:
        gone[pair] = True
    usable &= ~gone[m, k]
    order = np.lexsort((f, m, k))
    order = order[usable[order]]
    return m[order], f[order], k[order], problem.arc_cost[order]


class _Sides:
    """Writes the side constraints as rows and the couplings as agreements."""

    def __init__(
        self,
        problem: FacilityProblem,
        pairs: int,
        arc_number: dict[tuple[int, int, int], int],
        pair_number: dict[tuple[int, int], int],
    ) -> None:
        self.problem, self.arc_number, self.pair_number = problem, arc_number, pair_number
        self.first_pair, self.first_arc = problem.packages, problem.packages + pairs
        self.columns: list[Ints] = []
        self.values: list[Floats] = []
        self.least: list[float] = []
        self.keys: list[RowKey] = []
        self.agreement_cost: list[float] = []
        self.agreement_arcs: list[tuple[int, int]] = []
        self.constant = 0.0

    def _row(self, key: RowKey, columns: list[int], value: float, least: float, last: tuple[int, float] | None = None) -> None:
        values = [value] * len(columns)
        if last is not None:
            columns, values = [*columns, last[0]], [*values, last[1]]
        self.keys.append(key)
        self.columns.append(np.array(columns, dtype=np.int64))
        self.values.append(np.array(values, dtype=float))
        self.least.append(least)

    def write(self, m: Ints, f: Ints, k: Ints) -> None:
        """All side constraints of the problem."""
        problem, limit = self.problem, self.problem.supplier_limit
        if limit is not None:
            owner = np.array([sorted(set(problem.supplier)).index(s) for s in problem.supplier])
            for s, name in enumerate(sorted(set(problem.supplier))):
                served = (self.first_arc + np.flatnonzero(owner[k] == s)).tolist()
                self._row(("supplier_cap", name), served, -1.0, -float(limit))
        if problem.max_moves is not None:
            self._moves(problem.max_moves)
        for member, package in sorted(set(problem.must_keep)):
            served = (self.first_arc + np.flatnonzero((m == member) & (k == package))).tolist()
            self._row(("must_keep", member, package), served, 1.0, 1.0)
        for number, (left, right, cost) in enumerate(problem.couplings):
            self._agreements(number, left, right, cost)

    def _moves(self, caps: tuple[int, ...]) -> None:
        today = set(self.problem.in_use)
        for member, cap in enumerate(caps):
            new = [self.first_pair + p for pair, p in self.pair_number.items() if pair[0] == member and pair not in today]
            self._row(("max_moves", member), new, -1.0, -float(cap))

    def _agreements(self, number: int, left: int, right: int, cost: float) -> None:
        for member in range(self.problem.members):
            if not (self.problem.demands[member, left] and self.problem.demands[member, right]):
                continue
            self.constant += cost
            for package in range(self.problem.packages):
                first, second = self.arc_number.get((member, left, package)), self.arc_number.get((member, right, package))
                if first is not None and second is not None:
                    agreement = self.first_arc + len(self.arc_number) + len(self.agreement_cost)
                    self.agreement_cost.append(-cost)
                    self.agreement_arcs.append((first, second))
                    for side, arc in enumerate((first, second)):
                        key = ("coupling", number, member, package, side)
                        self._row(key, [self.first_arc + arc], 1.0, 0.0, (agreement, -1.0))

    def rows(self) -> Rows:
        """The rows written."""
        return Rows(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0)).with_more(
            self.columns, self.values, self.least
        )

    def fixed(self, columns: int) -> NDArray[np.int8]:
        """-1 for columns that are free, 1 for packages and pairs that `must_keep` forces."""
        fix = np.full(columns, -1, np.int8)
        for member, package in self.problem.must_keep:
            if (member, package) in self.pair_number:
                fix[package] = 1
                fix[self.first_pair + self.pair_number[member, package]] = 1
        return fix
