"""Landscapes that fall apart: blocks of functions that share few packages with one another.

Each block is a problem of its own. For a bound, what opening and joining a package costs is divided among the blocks that it serves;
whatever the division, the bounds of the blocks add up to a bound of the whole. For a better plan, a block is solved anew while the
rest of the plan stays: what is open or joined for the rest costs nothing more.

Source: M. Guignard, S. Kim, "Lagrangean decomposition", Mathematical Programming 39 (1987); E. Taillard, S. Voss, "POPMUSIC" (2002).
"""

from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from wiel.methods.facility.layout import Layout
from wiel.methods.facility.plan import arcs_of
from wiel.methods.facility.problem import FacilityProblem, Floats, Ints

LARGEST_BLOCK = 24
# Blocks count as a structure of the landscape when at least this part of the packages lies within one.
WITHIN = 0.75


@dataclass(frozen=True, eq=False)
class SubProblem:
    """A problem on some functions; `functions` and `packages` are their numbers in the whole, `demands` the demands in the whole."""

    problem: FacilityProblem
    functions: Ints
    packages: Ints
    demands: Ints


def blocks_of(net: Layout) -> list[Ints]:
    """Functions in groups of at most `LARGEST_BLOCK` that share packages more with each other than with the rest."""
    n = net.problem.functions
    serves = np.zeros((n, net.packages), bool)
    serves[net.demand_function[net.demand], net.pair_package[net.arc_pair]] = True
    shared = serves.astype(float) @ serves.T.astype(float)
    np.fill_diagonal(shared, 0.0)
    if n < 3:
        return [np.arange(n)]
    tree = linkage(squareform(shared.max() - shared, checks=False), "average")
    return [np.array(group) for group in _cut(tree, n)]


def _cut(tree: Floats, n: int) -> list[list[int]]:
    """Follow the merging of groups and keep the last ones that are not too large; what is left over joins in pairs of neighbours."""
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    closed: list[list[int]] = []
    for step, (left, right, *_) in enumerate(tree):
        a, b = members.pop(int(left), None), members.pop(int(right), None)
        if a is not None and b is not None and len(a) + len(b) <= LARGEST_BLOCK:
            members[n + step] = a + b
        else:
            closed += [group for group in (a, b) if group is not None]
    groups = sorted(closed + list(members.values()), key=lambda group: (-len(group), group))
    packed: list[list[int]] = []
    for group in groups:
        if packed and len(group) < LARGEST_BLOCK // 8 and len(packed[-1]) + len(group) <= LARGEST_BLOCK:
            packed[-1] = packed[-1] + group
        else:
            packed.append(group)
    return [sorted(group) for group in packed]


def within(net: Layout, blocks: list[Ints]) -> float:
    """The part of the packages whose functions all lie in one block."""
    block = np.empty(net.problem.functions, np.int64)
    for number, functions in enumerate(blocks):
        block[functions] = number
    of_arc, package = block[net.demand_function[net.demand]], net.pair_package[net.arc_pair]
    least, most = np.full(net.packages, len(blocks)), np.full(net.packages, -1)
    np.minimum.at(least, package, of_arc)
    np.maximum.at(most, package, of_arc)
    return float((least == most)[most >= 0].mean())


def part(net: Layout, functions: Ints, open_cost: Floats, join_cost: Floats) -> SubProblem:
    """The problem on some functions at other costs of opening and joining (shapes of the whole)."""
    inside = np.isin(net.demand_function[net.demand], functions)
    d, pair = net.demand[inside], net.arc_pair[inside]
    packages, k = np.unique(net.pair_package[pair], return_inverse=True)
    problem = FacilityProblem(
        open_cost[packages],
        join_cost[:, packages],
        len(functions),
        net.demand_member[d],
        np.searchsorted(functions, net.demand_function[d]),
        k,
        net.cost[net.packages + net.pairs :][: net.arcs][inside],
        net.problem.demands[:, functions],
    )
    return SubProblem(problem, functions, packages, np.flatnonzero(np.isin(net.demand_function, functions)))


def shares(net: Layout, blocks: list[Ints], red: Floats) -> list[tuple[Floats, Floats]]:
    """Per block the part of open (packages,) and join (members, packages) that it bears, by what it gains at reduced costs `red`."""
    first = net.packages + net.pairs
    gain = np.maximum(-red[first : first + net.arcs], 0.0)
    block = np.empty(net.problem.functions, np.int64)
    for number, functions in enumerate(blocks):
        block[functions] = number
    of_arc = block[net.demand_function[net.demand]]
    by_pair = np.zeros((len(blocks), net.pairs))
    serves = np.zeros((len(blocks), net.pairs))
    np.add.at(by_pair, (of_arc, net.arc_pair), gain)
    np.add.at(serves, (of_arc, net.arc_pair), 1.0)
    pair_share = _parts(by_pair, serves)
    left = np.maximum(by_pair - pair_share * red[net.packages : first], 0.0)
    by_package, can = np.zeros((len(blocks), net.packages)), np.zeros((len(blocks), net.packages))
    np.add.at(by_package.T, net.pair_package, left.T)
    np.add.at(can.T, net.pair_package, serves.T)
    package_share = _parts(by_package, can)
    divided = []
    for number in range(len(blocks)):
        join = np.zeros((net.problem.members, net.packages))
        join[net.pair_member, net.pair_package] = pair_share[number] * net.cost[net.packages : first]
        divided.append((package_share[number] * net.problem.open_cost, join))
    return divided


def _parts(weight: Floats, fallback: Floats) -> Floats:
    """Columns divided by their sums; by `fallback` where all weights are zero; slightly less than one together, so as not to exceed it."""
    total, other = weight.sum(axis=0), fallback.sum(axis=0)
    by_weight = weight / np.where(total > 0, total, 1.0)
    by_fallback = fallback / np.where(other > 0, other, 1.0)
    return np.where(total > 0, by_weight, by_fallback) * (1.0 - 1e-12)


def anew(net: Layout, functions: Ints, arcs: Ints) -> SubProblem:
    """The problem of serving some functions while all others stay as in the plan `arcs`."""
    stays = ~np.isin(net.demand_function, functions)
    pairs = np.unique(net.arc_pair[arcs[stays]])
    open_cost = net.problem.open_cost.copy()
    open_cost[np.unique(net.pair_package[pairs])] = 0.0
    join = net.problem.join_cost.copy()
    join[net.pair_member[pairs], net.pair_package[pairs]] = 0.0
    return part(net, functions, open_cost, join)


def own_plan(net: Layout, sub: SubProblem, arcs: Ints) -> Ints:
    """How the plan `arcs` of the whole serves the functions of a part, in the numbers of the part."""
    served = np.full((net.problem.members, len(sub.functions)), -1, np.int64)
    place = np.searchsorted(sub.functions, net.demand_function[sub.demands])
    served[net.demand_member[sub.demands], place] = np.searchsorted(sub.packages, net.pair_package[net.arc_pair[arcs[sub.demands]]])
    return served


def replaced(net: Layout, sub: SubProblem, served_by: Ints, arcs: Ints) -> Ints:
    """The plan `arcs` with the functions of a part served as its own plan says."""
    served = np.full((net.problem.members, net.problem.functions), -1, np.int64)
    served[net.demand_member, net.demand_function] = net.pair_package[net.arc_pair[arcs]]
    place = np.searchsorted(sub.functions, net.demand_function[sub.demands])
    member = net.demand_member[sub.demands]
    served[member, net.demand_function[sub.demands]] = sub.packages[served_by[member, place]]
    return arcs_of(served, net)
