"""The one hand-over of cost: what every solution costs whom, in euros of today over the horizon."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.facility.problem import FacilityProblem
from wiel.texts import Sentence

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Coupling = tuple[int, int, float]

PARTS = ("personnel", "hire", "software", "infrastructure", "services")
NEW, REST = "new:", "rest:"
REST = "rest:"
# Present values that differ less than this part of the greatest are the noise of floating point.
NOISE = 1e-9


@dataclass(frozen=True, eq=False)
class CostTable:
    """What does every solution cost, to open, to join and per function that it serves?

    All money is EUR present value over `horizon` years: yearly cost × `factors` of its part, plus what is paid once at the start.
    M members, F components, K solutions, A arcs, P parts. Solutions are every application in use today, ``new:<product>`` for one
    that is still to be set up, and ``rest:<member>`` for cost of a member without any application.

    open[k] = Σ open_parts[:, k] + open_once[k], paid once however many use k. join[m, k] = Σ join_parts[:, m, k], paid by each that
    uses k. serve[a] = Σ serve_parts[:, a]; an arc that is absent is impossible. move[m, k] is what going to k costs m once; 0 where it
    is in use. `bearing_parts[:, a]` is what m bears today of the fixed cost of the function: only a weight. `contract_remainder`
    [m, k] is what m still pays under its contracts after leaving k now, in proportion to the functions that leave; `contract_years`
    how long they still run; what stands aside leaves as a whole.

    `aside[m, k]`: in use, but not a choice of the model, because k is a second application for a function or serves none that is
    known; its whole cost stands in join and stays until a plan says that it goes. `couplings`: EUR per member when two components
    are served by different solutions; a plan is charged the difference with today. `primary[m, f]` is the solution that serves
    f of m today, -1 where m does not need it. `unknown[m, k]`: part of the money is an assumption, `assumed_parts[:, m]` how much of
    each part of m. `layer_parts[:, m]` is what m pays now for the work that depends on who works together and not on the solution
    (infrastructure and technical staff), part of the money above. `overhead_share[m]`: the part of personnel cost on taakveld 0.4.

    Raises `InvalidProblem` for shapes that do not fit, money that is negative or no number, and parts that do not add up.
    """

    members: tuple[str, ...]
    components: tuple[str, ...]
    solutions: tuple[str, ...]
    product: tuple[str | None, ...]
    supplier: tuple[str | None, ...]
    holder: tuple[str | None, ...]
    inhabitants: Floats
    needed: Bools
    primary: Ints
    in_use: Bools
    unknown: Bools
    aside: Bools
    open_once: Floats
    move: Floats
    contract_remainder: Floats
    contract_years: Floats
    serve_member: Ints
    serve_component: Ints
    serve_solution: Ints
    bearing_parts: Floats
    open_parts: Floats
    join_parts: Floats
    serve_parts: Floats
    assumed_parts: Floats
    layer_parts: Floats
    couplings: tuple[Coupling, ...]
    factors: Floats
    rises: Floats
    overhead_share: Floats
    annuity: float
    horizon: int
    discount: float
    base_year: int

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
        _check_shapes(self)
        _check_money(self)
        _check_arcs(self)

    @cached_property
    def open(self) -> Floats:
        """What opening costs, (K,)."""
        total: Floats = self.open_parts.sum(axis=0) + self.open_once
        return total

    @cached_property
    def join(self) -> Floats:
        """What joining costs every year that it lasts, as present value, (M, K)."""
        total: Floats = self.join_parts.sum(axis=0)
        return total

    @cached_property
    def serve(self) -> Floats:
        """What serving one function of one member costs, (A,)."""
        total: Floats = self.serve_parts.sum(axis=0)
        return total

    @cached_property
    def bearing(self) -> Floats:
        """What each member bears today of the fixed cost of the function of an arc, all parts together, (A,)."""
        total: Floats = self.bearing_parts.sum(axis=0)
        return total

    @cached_property
    def arc_of(self) -> dict[tuple[int, int, int], int]:
        """The arc of (member, component, solution)."""
        triples = zip(self.serve_member.tolist(), self.serve_component.tolist(), self.serve_solution.tolist(), strict=True)
        return {triple: arc for arc, triple in enumerate(triples)}

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of a solution by its identifier."""
        return {solution: k for k, solution in enumerate(self.solutions)}

    @cached_property
    def functions_today(self) -> Ints:
        """How many functions solution k is the first choice for at member m today, (M, K)."""
        counts = np.zeros((len(self.members), len(self.solutions)), np.int64)
        m, f = np.nonzero(self.primary >= 0)
        np.add.at(counts, (m, self.primary[m, f]), 1)
        return counts

    def facility(self) -> FacilityProblem:
        """The problem that `wiel.methods.facility.solve` takes: today and every plan are points of it.

        Its cost differs from the cost of a plan by what is fixed: what stays aside, and the interfaces of today.
        """
        arcs = np.arange(len(self.serve_member))
        m, k = np.nonzero(self.in_use & ~self.aside)
        return FacilityProblem(
            self.open,
            np.where(self.aside, 0.0, self.join) + self.move,
            len(self.components),
            self.serve_member,
            self.serve_component,
            self.serve_solution,
            self.serve + self.leaving(arcs),
            self.needed,
            self.couplings,
            tuple(name or "" for name in self.supplier),
            in_use=tuple(zip(m.tolist(), k.tolist(), strict=True)),
        )

    def leaving(self, arcs: Ints, delay: float = 0.0, ramp: float = 0.0) -> Floats:
        """What each of these arcs costs under contracts that are left: the function goes away from the solution that serves it now.

        All at once after `delay` years, or evenly over the `ramp` years that follow: until then a contract is paid as today.
        """
        m, now = self.serve_member[arcs], self.primary[self.serve_member[arcs], self.serve_component[arcs]]
        left = still_running(self.contract_years[m, now], delay, ramp) * self.contract_remainder[m, now]
        share = left / np.maximum(self.functions_today[m, now], 1)
        return np.where(now == self.serve_solution[arcs], 0.0, share)


def still_running(years: Floats, delay: float, ramp: float) -> Floats:
    """Which part of a contract with so many years to go is still to be paid when it is left between `delay` and `delay` + `ramp` years?

    The mean of max(0, years − u) / years over u evenly in that time.

    >>> still_running(np.array([0.0, 0.5, 2.0, 8.0]), 0.5, 3.0).tolist()
    [0.0, 0.0, 0.1875, 0.75]
    >>> still_running(np.array([2.0]), 0.0, 0.0).tolist()
    [1.0]
    """
    after, last = np.maximum(years - delay, 0.0), np.maximum(years - delay - ramp, 0.0)
    mean = (after**2 - last**2) / (2.0 * ramp) if ramp > 0 else after
    part: Floats = np.divide(mean, years, out=np.zeros_like(mean), where=years > 0)
    return part


def _refuse(key: str, **values: object) -> InvalidProblem:
    return InvalidProblem(Sentence(f"costing.{key}", {name: str(value) for name, value in values.items()}))


def _shapes(t: CostTable) -> dict[str, tuple[int, ...]]:
    m, f, k, a, p = len(t.members), len(t.components), len(t.solutions), len(t.serve_member), len(PARTS)
    pairs, arcs = (m, k), (a,)
    return {
        "inhabitants": (m,), "overhead_share": (m,), "needed": (m, f), "primary": (m, f), "in_use": pairs, "unknown": pairs,
        "aside": pairs, "open_once": (k,), "move": pairs, "contract_remainder": pairs, "contract_years": pairs, "serve_member": arcs,
        "serve_component": arcs, "serve_solution": arcs, "bearing_parts": (p, a), "open_parts": (p, k), "join_parts": (p, m, k),
        "serve_parts": (p, a), "assumed_parts": (p, m), "layer_parts": (p, m), "factors": (p,), "rises": (p,),
    }  # fmt: skip


def _check_shapes(t: CostTable) -> None:
    for name, shape in _shapes(t).items():
        if getattr(t, name).shape != shape:
            raise _refuse("shape", name=name, shape=getattr(t, name).shape, expected=shape)
    for name in ("product", "supplier", "holder"):
        if len(getattr(t, name)) != len(t.solutions):
            raise _refuse("shape", name=name, shape=len(getattr(t, name)), expected=len(t.solutions))


def _check_money(t: CostTable) -> None:
    names = (
        "open_once",
        "move",
        "contract_remainder",
        "contract_years",
        "bearing_parts",
        "open_parts",
        "join_parts",
        "serve_parts",
        "layer_parts",
    )
    money: dict[str, Any] = {name: getattr(t, name) for name in names}
    money["couplings"] = np.array([cost for *_, cost in t.couplings])
    for name, figures in money.items():
        if not np.isfinite(figures).all():
            raise _refuse("not-finite", name=name)
        if (figures < 0).any():
            raise _refuse("negative", name=name, cost=float(figures.min()))


def _check_arcs(t: CostTable) -> None:
    numbers = {"serve_member": len(t.members), "serve_component": len(t.components), "serve_solution": len(t.solutions)}
    for name, count in numbers.items():
        found = getattr(t, name)
        if found.size and not 0 <= int(found.min()) <= int(found.max()) < count:
            raise _refuse("index", name=name, last=count - 1)
    if len(t.arc_of) != len(t.serve_member):
        raise _refuse("double", arcs=len(t.serve_member), different=len(t.arc_of))
    today = zip(*np.nonzero(t.primary >= 0), t.primary[t.primary >= 0], strict=True)
    unserved = int((t.needed != (t.primary >= 0)).sum()) or sum((int(m), int(f), int(k)) not in t.arc_of for m, f, k in today)
    if unserved:
        raise _refuse("unserved", n=unserved)
