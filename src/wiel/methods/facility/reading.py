"""Problems as they are published: JSON with members, functions and packages, and warehouse text of the OR-Library.

Source of the text format: J. E. Beasley, "OR-Library: distributing test problems by electronic mail", Journal of the Operational
Research Society 41 (1990), file capinfo.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.facility.capacitated import CapacitatedProblem
from wiel.methods.facility.problem import FacilityProblem
from wiel.texts import Sentence

REQUIRED = ("members", "functions", "packages", "open", "join", "serve")
OPTIONAL = ("seed", "family", "couplings", "supplier", "supplier_cap", "must_keep", "must_go", "max_moves", "in_use")
MOST_INDEX = 2**53
FORMS = {
    "members": "a whole number",
    "functions": "a whole number",
    "packages": "a whole number",
    "open": "one cost per package",
    "join": "one row per member with one cost per package",
    "serve": "rows of member, function, package, cost",
    "couplings": "rows of function, function, cost",
    "supplier": "one name per package",
    "supplier_cap": "a share from 0 to 1",
    "must_keep": "rows of member, package",
    "must_go": "rows of member, package",
    "in_use": "rows of member, package",
    "max_moves": "one whole number, or one per member",
}


def problem_from_json(content: Mapping[str, Any]) -> FacilityProblem:
    """The problem that a JSON or YAML object states; numbers may be written as text.

    Raises `InvalidProblem` for a field that is missing, unknown or of the wrong form.
    """
    for name in REQUIRED:
        if name not in content:
            raise InvalidProblem(Sentence("facility.field-missing", {"field": name}))
    for name in content:
        if name not in REQUIRED + OPTIONAL:
            known = ", ".join(REQUIRED + OPTIONAL)
            raise InvalidProblem(Sentence("facility.field-unknown", {"field": str(name), "known": known}))
    members, functions, packages = (_field(content, name, _whole) for name in ("members", "functions", "packages"))
    serve = _field(content, "serve", lambda rows: _table(rows, 4))
    join = _field(content, "join", lambda rows: np.array(rows, dtype=float).reshape(members, packages))
    return FacilityProblem(
        open_cost=_field(content, "open", lambda row: np.array(row, dtype=float).reshape(packages)),
        join_cost=join,
        functions=functions,
        arc_member=_field(content, "serve", lambda _: _index(serve[:, 0])),
        arc_function=_field(content, "serve", lambda _: _index(serve[:, 1])),
        arc_package=_field(content, "serve", lambda _: _index(serve[:, 2])),
        arc_cost=serve[:, 3],
        **_sides(content, members),
    )


def _sides(content: Mapping[str, Any], members: int) -> dict[str, Any]:
    sides: dict[str, Any] = {}
    if content.get("couplings") is not None:
        sides["couplings"] = _field(content, "couplings", lambda rows: tuple((_whole(f), _whole(g), float(c)) for f, g, c in rows))
    if content.get("supplier") is not None:
        sides["supplier"] = _field(content, "supplier", _names)
    if content.get("supplier_cap") is not None:
        sides["supplier_cap"] = _field(content, "supplier_cap", float)
    for name in ("must_keep", "must_go", "in_use"):
        if content.get(name) is not None:
            sides[name] = _field(content, name, lambda rows: tuple((_whole(m), _whole(k)) for m, k in rows))
    if content.get("max_moves") is not None:
        sides["max_moves"] = _field(content, "max_moves", lambda cap: _per_member(cap, members))
    return sides


def _field(content: Mapping[str, Any], name: str, reader: Callable[[Any], Any]) -> Any:
    try:
        return reader(content[name])
    except (TypeError, ValueError, OverflowError):
        raise InvalidProblem(Sentence("facility.field-form", {"field": name, "form": FORMS[name]})) from None


def _whole(value: Any) -> int:
    number = float(value)
    if isinstance(value, bool) or number != int(number):
        raise ValueError(value)
    return int(number)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(str(name) for name in value)


def _per_member(cap: Any, members: int) -> tuple[int, ...]:
    return tuple(_whole(c) for c in cap) if isinstance(cap, list) else (_whole(cap),) * members


def _table(rows: Any, width: int) -> NDArray[np.float64]:
    if not isinstance(rows, list):
        raise TypeError(rows)
    return np.array(rows, dtype=float).reshape(len(rows), width)


def _index(column: NDArray[np.float64]) -> NDArray[np.int64]:
    if not (np.abs(column) < MOST_INDEX).all() or (column != np.floor(column)).any():
        raise ValueError(column)
    return column.astype(np.int64)


def warehouses_from_text(text: str, capacity: float | None = None) -> CapacitatedProblem:
    """The problem that a warehouse file of the OR-Library states.

    First the numbers of warehouses m and customers n; then m times capacity and fixed cost; then n times the demand and the m costs of
    serving all of it. Files that write the word ``capacity`` take it from `capacity`. Raises `InvalidProblem` with the place of what
    is missing or no number.

    >>> problem = warehouses_from_text("1 2  10 5.  3 7. 4 8.")
    >>> problem.capacity.tolist(), problem.cost.tolist()
    ([10.0], [[7.0, 8.0]])
    """
    words = text.split()
    figures = [_figure(word, place, capacity) for place, word in enumerate(words, 1)]
    sizes = [int(f) for f in figures[:2]]
    if len(sizes) < 2 or min(sizes) < 1:
        raise _text_error(min(len(sizes), 1) + 1, "a count of at least 1")
    m, n = sizes
    wanted = 2 + 2 * m + n * (m + 1)
    if len(figures) != wanted:
        raise _text_error(min(len(figures), wanted) + 1, "a number" if len(figures) < wanted else "the end")
    sites = np.array(figures[2 : 2 + 2 * m]).reshape(m, 2)
    customers = np.array(figures[2 + 2 * m :]).reshape(n, m + 1)
    return CapacitatedProblem(sites[:, 0], sites[:, 1], customers[:, 0], customers[:, 1:].T)


def _figure(word: str, place: int, capacity: float | None) -> float:
    if word.lower() == "capacity":
        if capacity is None:
            raise InvalidProblem(Sentence("facility.capacity-word", {}))
        return capacity
    try:
        figure = float(word)
    except ValueError:
        raise _text_error(place, "a number") from None
    if not math.isfinite(figure):
        raise _text_error(place, "a number")
    return figure


def _text_error(place: int, wanted: str) -> InvalidProblem:
    return InvalidProblem(Sentence("facility.text", {"place": place, "wanted": wanted}))


def uncapacitated(problem: CapacitatedProblem) -> FacilityProblem:
    """The same warehouses without capacities: one member, whose functions are the customers."""
    warehouses, customers = problem.cost.shape
    package, function = np.divmod(np.arange(warehouses * customers), customers)
    return FacilityProblem(
        problem.open_cost, np.zeros((1, warehouses)), customers, np.zeros_like(package), function, package, problem.cost.ravel()
    )
