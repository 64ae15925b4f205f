"""Which packages should be opened, who joins them and who is served by what: the problem as given, immutable and checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.texts import Sentence

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pair = tuple[int, int]
Coupling = tuple[int, int, float]


@dataclass(frozen=True, eq=False)
class FacilityProblem:
    """Open packages, join members to them, serve every needed function of every member by one joined package, at the least cost.

    Cost = open_cost of every package in use, join_cost of every (member, package) in use, serve cost of every arc in use, and per
    member the cost of every coupling whose two functions are served by different packages. Arc `i` says that package
    `arc_package[i]` can serve function `arc_function[i]` of member `arc_member[i]` for `arc_cost[i]`; a package with arcs for several
    functions is a suite. A package is in use at a member when it serves at least one of its functions.

    Shapes: open_cost (packages,), join_cost (members, packages), arcs all of one length, needed (members, functions). Money in euro.

    Side constraints: `supplier` names one supplier per package and `supplier_cap` is the greatest share of the needed
    (member, function) pairs that one supplier may serve; `must_keep` and `must_go` are (member, package) pairs that must and must not
    be in use; `max_moves` is per member the greatest number of packages in use that are not in `in_use`.

    Raises `InvalidProblem` for shapes, indices and figures that have no meaning; whether a plan exists is not asked here.
    """

    open_cost: Floats
    join_cost: Floats
    functions: int
    arc_member: Ints
    arc_function: Ints
    arc_package: Ints
    arc_cost: Floats
    needed: NDArray[np.bool_] | None = None
    couplings: tuple[Coupling, ...] = ()
    supplier: tuple[str, ...] = ()
    supplier_cap: float | None = None
    must_keep: tuple[Pair, ...] = ()
    must_go: tuple[Pair, ...] = ()
    max_moves: tuple[int, ...] | None = None
    in_use: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        for name in ("open_cost", "join_cost", "arc_cost"):
            object.__setattr__(self, name, _frozen(getattr(self, name), np.float64))
        for name in ("arc_member", "arc_function", "arc_package"):
            object.__setattr__(self, name, _frozen(getattr(self, name), np.int64))
        needed = np.ones((self.members, self.functions), bool) if self.needed is None else self.needed
        object.__setattr__(self, "needed", _frozen(needed, np.bool_))
        _check_shapes(self)
        _check_money(self)
        _check_arcs(self)
        _check_sides(self)

    @property
    def members(self) -> int:
        """The number of members."""
        return int(self.join_cost.shape[0])

    @property
    def packages(self) -> int:
        """The number of packages."""
        return len(self.open_cost)

    @property
    def demands(self) -> NDArray[np.bool_]:
        """Which (member, function) must be served."""
        assert self.needed is not None
        return self.needed

    @property
    def supplier_limit(self) -> int | None:
        """The greatest number of (member, function) pairs that one supplier may serve; None without a cap."""
        if self.supplier_cap is None:
            return None
        return int(np.floor(self.supplier_cap * int(self.demands.sum()) + 1e-9))

    @property
    def constrained(self) -> bool:
        """Whether anything but serving every function is asked."""
        return bool(self.must_keep or self.must_go) or self.supplier_cap is not None or self.max_moves is not None


def _frozen(values: object, kind: type) -> NDArray[Any]:
    array: NDArray[Any] = np.array(values, dtype=kind)
    array.setflags(write=False)
    return array


def _refuse(key: str, **values: object) -> InvalidProblem:
    return InvalidProblem(Sentence(f"facility.{key}", {name: str(value) for name, value in values.items()}))


def _check_shapes(p: FacilityProblem) -> None:
    arcs = {len(p.arc_member), len(p.arc_function), len(p.arc_package), len(p.arc_cost)}
    fits = p.join_cost.ndim == 2 and p.join_cost.shape == (p.members, p.packages) and len(arcs) == 1
    if not fits or p.demands.shape != (p.members, p.functions) or p.members < 1 or p.packages < 1 or p.functions < 1:
        raise _refuse("shapes", members=p.members, functions=p.functions, packages=p.packages)


def _check_money(p: FacilityProblem) -> None:
    money = {"open": p.open_cost, "join": p.join_cost, "serve": p.arc_cost, "couplings": np.array([c for *_, c in p.couplings])}
    for name, figures in money.items():
        if not np.isfinite(figures).all():
            raise _refuse("not-finite", name=name)
        if (figures < 0).any():
            raise _refuse("negative", name=name, cost=float(figures.min()))


def _check_arcs(p: FacilityProblem) -> None:
    ranges = (("m", p.arc_member, p.members), ("f", p.arc_function, p.functions), ("k", p.arc_package, p.packages))
    for name, numbers, count in ranges:
        if len(numbers) and (numbers.min() < 0 or numbers.max() >= count):
            wrong = int(numbers[(numbers < 0) | (numbers >= count)][0])
            raise _refuse("index", field="serve", name=name, number=wrong, last=count - 1)
    key = (p.arc_member * p.functions + p.arc_function) * p.packages + p.arc_package
    order = np.sort(key)
    double = np.flatnonzero(order[1:] == order[:-1])
    if len(double):
        m, rest = divmod(int(order[double[0]]), p.functions * p.packages)
        raise _refuse("double", m=m, f=rest // p.packages, k=rest % p.packages)


def _check_pairs(p: FacilityProblem, field: str, pairs: Iterable[Pair]) -> None:
    for m, k in pairs:
        for name, number, count in (("m", m, p.members), ("k", k, p.packages)):
            if not 0 <= number < count:
                raise _refuse("index", field=field, name=name, number=number, last=count - 1)


def _check_sides(p: FacilityProblem) -> None:
    for field in ("must_keep", "must_go", "in_use"):
        _check_pairs(p, field, getattr(p, field))
    for f, g, _ in p.couplings:
        for number in (f, g):
            if not 0 <= number < p.functions:
                raise _refuse("index", field="couplings", name="f", number=number, last=p.functions - 1)
        if f == g:
            raise _refuse("self-coupling", f=f)
    if p.supplier and len(p.supplier) != p.packages:
        raise _refuse("suppliers", given=len(p.supplier), packages=p.packages)
    if p.supplier_cap is not None and (not p.supplier or not 0 <= p.supplier_cap <= 1):
        raise _refuse("supplier-cap", cap=p.supplier_cap)
    if p.max_moves is not None and (len(p.max_moves) != p.members or min(p.max_moves) < 0):
        raise _refuse("max-moves", given=list(p.max_moves), members=p.members)
