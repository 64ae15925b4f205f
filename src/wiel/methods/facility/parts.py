"""Functions that share no package are problems of their own: the parts of a landscape, and every way to serve one member within one.

Two functions lie in one part when some package can serve both, directly or through other functions. Costs and bounds of parts add up
exactly; only a supplier cap, a limit on moves or a rule about who pays what ties parts together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wiel.methods.facility.problem import Coupling, FacilityProblem, Floats, Ints

# Beyond so many packages that several members can use, or ways to serve one member, trying everything takes too long.
MOST_SHARED, MOST_WAYS = 16, 20_000


@dataclass(frozen=True, eq=False)
class Part:
    """Some functions with every arc of a problem that can serve them; arcs keep their number in the problem."""

    functions: Ints
    arcs: Ints


@dataclass(frozen=True, eq=False)
class Ways:
    """Every way to serve one member within a part: row w serves the i-th function by arc `arcs[w, i]`.

    `cost[w]` counts serving, joining, couplings within the part and opening what nobody else can use; `shared[w]` has a bit for each
    package that several members can use; `packages[w]` names each package used once, with -1 in the places left over.
    """

    member: int
    arcs: Ints
    cost: Floats
    shared: Ints
    packages: Ints


def usable_arcs(problem: FacilityProblem) -> Ints:
    """Arcs of needed functions whose package need not go at the member."""
    gone = np.zeros((problem.members, problem.packages), bool)
    for pair in problem.must_go:
        gone[pair] = True
    m, k = problem.arc_member, problem.arc_package
    return np.flatnonzero(problem.demands[m, problem.arc_function] & ~gone[m, k])


def parts_of(problem: FacilityProblem) -> list[Part]:
    """The parts, by their first function. A function that nothing can serve is a part without arcs."""
    arcs = usable_arcs(problem)
    f, k = problem.arc_function[arcs], problem.functions + problem.arc_package[arcs]
    size = problem.functions + problem.packages
    graph = coo_array((np.ones(len(arcs)), (f, k)), shape=(size, size))
    label = connected_components(graph, directed=False)[1][: problem.functions]
    asked = np.flatnonzero(problem.demands.any(axis=0))
    first = {int(part): int(g) for g, part in zip(asked[::-1], label[asked][::-1], strict=True)}
    found = []
    for part, _ in sorted(first.items(), key=lambda item: item[1]):
        functions = asked[label[asked] == part]
        found.append(Part(functions, arcs[label[f] == part]))
    return found


def shared_packages(problem: FacilityProblem, part: Part) -> Ints:
    """Packages of a part that at least two members can use."""
    pairs = np.unique(problem.arc_package[part.arcs] * problem.members + problem.arc_member[part.arcs])
    packages, users = np.unique(pairs // problem.members, return_counts=True)
    return packages[users > 1]


def count_ways(problem: FacilityProblem, part: Part) -> int:
    """The most ways that any member has."""
    demand = problem.arc_member[part.arcs] * problem.functions + problem.arc_function[part.arcs]
    number, count = np.unique(demand, return_counts=True)
    per_member = np.ones(problem.members)
    np.multiply.at(per_member, number // problem.functions, count)
    return int(min(per_member.max(initial=0.0), 1e18))


def small(problem: FacilityProblem, part: Part) -> bool:
    """Whether every plan of the part can be tried."""
    return len(shared_packages(problem, part)) <= MOST_SHARED and count_ways(problem, part) <= MOST_WAYS


def ways_of(problem: FacilityProblem, part: Part, member: int, shared: Ints, couplings: Sequence[Coupling]) -> Ways:
    """All ways to serve a member, those that break a `must_keep` left out; no rows when there is none."""
    own = part.arcs[problem.arc_member[part.arcs] == member]
    functions = part.functions[problem.demands[member, part.functions]]
    choices = [own[problem.arc_function[own] == f] for f in functions]
    arcs = _product(choices)
    packages = problem.arc_package[arcs]
    for m, k in problem.must_keep:
        if m == member and k in problem.arc_package[part.arcs]:
            stays = (packages == k).any(axis=1)
            arcs, packages = arcs[stays], packages[stays]
    ordered = np.sort(packages, axis=1)
    once = np.ones(ordered.shape, bool)
    once[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    bit = np.zeros(problem.packages, np.int64)
    bit[shared] = 1 << np.arange(len(shared))
    own_cost = problem.join_cost[member] + np.where(bit > 0, 0.0, problem.open_cost)
    return Ways(
        member,
        arcs,
        problem.arc_cost[arcs].sum(axis=1) + (own_cost[ordered] * once).sum(axis=1) + _couplings(couplings, functions, packages),
        (bit[ordered] * once).sum(axis=1),
        np.where(once, ordered, -1),
    )


def _product(choices: Sequence[Ints]) -> Ints:
    """Every combination that takes one of each."""
    grids = np.meshgrid(*choices, indexing="ij") if choices else [np.zeros(1, np.int64)]
    return np.stack([grid.ravel() for grid in grids], axis=1)[:, : len(choices)]


def _couplings(couplings: Sequence[Coupling], functions: Ints, packages: Ints) -> Floats:
    """What functions served apart cost per way."""
    place = {int(f): i for i, f in enumerate(functions)}
    total = np.zeros(len(packages))
    for f, g, cost in couplings:
        if f in place and g in place:
            total += cost * (packages[:, place[f]] != packages[:, place[g]])
    return total


def couplings_within(problem: FacilityProblem, part: Part) -> tuple[Coupling, ...]:
    """The couplings whose functions both lie in the part."""
    inside = set(part.functions.tolist())
    return tuple(coupling for coupling in problem.couplings if coupling[0] in inside and coupling[1] in inside)
