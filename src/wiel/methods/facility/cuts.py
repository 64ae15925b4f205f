"""Inequalities that every plan obeys and the linear relaxation does not: odd sets of functions of one member.

Take an odd set S of functions that one member needs. A package that serves n of them can, when joined once, stand in for at most n.
Add the demands of S, halve, and round up: for every package, half of the pairs among what it serves in S may be counted by joining
it once, and at most one function remains that is counted by serving it. So

    sum over packages [ floor(n_k / 2) * joins_k  +  (one remaining x_kf if n_k is odd) ]  >=  (|S| + 1) / 2 .

Sets are grown from two functions that share a half-used package, each time with the function that leaves the least weight on
packages that serve an odd number of the set; a set is violated when that weight is below one.

Source: G. Cornuejols, J.-M. Thizy, "Some facets of the simple plant location polytope", Mathematical Programming 23 (1982);
A. Caprara, M. Fischetti, "{0, 1/2}-Chvatal-Gomory cuts", Mathematical Programming 74 (1996).
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LARGEST_SET = 9
_SEEN = 1e-6
# A set with more weight than this on oddly served packages is not looked at; by serving instead of joining it may still be violated
# somewhat above one.
_HOPEFUL = 1.2


@nb.njit(cache=True, nogil=True)
def _change(d: int, demand_ptr: Ints, demand_arc: Ints, arc_pair: Ints, joined: Floats, count: Ints) -> float:
    """How the weight on oddly served packages changes when demand `d` enters the set."""
    change = 0.0
    for i in range(demand_ptr[d], demand_ptr[d + 1]):
        p = arc_pair[demand_arc[i]]
        change += -joined[p] if count[p] % 2 == 1 else joined[p]
    return change


@nb.njit(cache=True, nogil=True)
def _enter(d: int, demand_ptr: Ints, demand_arc: Ints, arc_pair: Ints, count: Ints, sign: int) -> None:
    for i in range(demand_ptr[d], demand_ptr[d + 1]):
        count[arc_pair[demand_arc[i]]] += sign


@nb.njit(cache=True, nogil=True)
def _next_demand(
    chosen: Ints,
    size: int,
    demand_ptr: Ints,
    demand_arc: Ints,
    arc_pair: Ints,
    pair_ptr: Ints,
    demand: Ints,
    joined: Floats,
    count: Ints,
) -> tuple[int, float]:
    """The demand outside the set, sharing a used package with it, whose entry leaves the least odd weight."""
    best, least = -1, 1e300
    for s in range(size):
        for i in range(demand_ptr[chosen[s]], demand_ptr[chosen[s] + 1]):
            p = arc_pair[demand_arc[i]]
            if joined[p] <= _SEEN:
                continue
            for a in range(pair_ptr[p], pair_ptr[p + 1]):
                inside = False
                for q in range(size):
                    inside = inside or chosen[q] == demand[a]
                if not inside:
                    change = _change(demand[a], demand_ptr, demand_arc, arc_pair, joined, count)
                    if change < least:
                        best, least = demand[a], change
    return best, least


@nb.njit(cache=True, nogil=True)
def _package_part(
    p: int,
    chosen: Ints,
    size: int,
    pair_ptr: Ints,
    demand: Ints,
    arc_column: int,
    pair_column: int,
    columns: Floats,
    cols: Ints,
    vals: Floats,
    n: int,
) -> tuple[int, float]:
    """Write what one joined package contributes to the row of a set; return the next free place and the value at `columns`."""
    inside, least, total = 0, -1, 0.0
    for a in range(pair_ptr[p], pair_ptr[p + 1]):
        for q in range(size):
            if chosen[q] == demand[a]:
                inside += 1
                total += columns[arc_column + a]
                if least < 0 or columns[arc_column + a] < columns[arc_column + least]:
                    least = a
    half = inside // 2
    by_join = half * columns[pair_column + p] + (columns[arc_column + least] if inside % 2 == 1 else 0.0)
    if total <= by_join:
        for a in range(pair_ptr[p], pair_ptr[p + 1]):
            for q in range(size):
                if chosen[q] == demand[a]:
                    cols[n], vals[n] = arc_column + a, 1.0
                    n += 1
        return n, total
    if half > 0:
        cols[n], vals[n] = pair_column + p, float(half)
        n += 1
    if inside % 2 == 1:
        cols[n], vals[n] = arc_column + least, 1.0
        n += 1
    return n, by_join


@nb.njit(cache=True, nogil=True)
def _row_of_set(
    chosen: Ints,
    size: int,
    demand_ptr: Ints,
    demand_arc: Ints,
    arc_pair: Ints,
    pair_ptr: Ints,
    demand: Ints,
    packages: int,
    columns: Floats,
    count: Ints,
    cols: Ints,
    vals: Floats,
    n: int,
) -> tuple[int, float]:
    """Write the row of a set from place `n`; return the end and how far `columns` violate it. Counts are set negative as marks."""
    value, pairs = 0.0, len(pair_ptr) - 1
    for s in range(size):
        for i in range(demand_ptr[chosen[s]], demand_ptr[chosen[s] + 1]):
            p = arc_pair[demand_arc[i]]
            if count[p] > 0:
                count[p] = -count[p]
                n, part = _package_part(p, chosen, size, pair_ptr, demand, packages + pairs, packages, columns, cols, vals, n)
                value += part
    for s in range(size):
        for i in range(demand_ptr[chosen[s]], demand_ptr[chosen[s] + 1]):
            p = arc_pair[demand_arc[i]]
            if count[p] < 0:
                count[p] = -count[p]
    return n, (size + 1) // 2 - value


@nb.njit(cache=True, nogil=True)
def _grow(
    d0: int,
    d1: int,
    demand_ptr: Ints,
    demand_arc: Ints,
    arc_pair: Ints,
    pair_ptr: Ints,
    demand: Ints,
    packages: int,
    columns: Floats,
    joined: Floats,
    count: Ints,
    chosen: Ints,
    least: float,
    cols: Ints,
    vals: Floats,
    place: int,
) -> tuple[int, int, float]:
    """Grow a set from two demands until its row, written from `place`, is violated; return its size (0: none), the end and by how much."""
    chosen[0], chosen[1] = d0, d1
    weight = _change(d0, demand_ptr, demand_arc, arc_pair, joined, count)
    _enter(d0, demand_ptr, demand_arc, arc_pair, count, 1)
    weight += _change(d1, demand_ptr, demand_arc, arc_pair, joined, count)
    _enter(d1, demand_ptr, demand_arc, arc_pair, count, 1)
    size, end, by = 2, place, 0.0
    while size < LARGEST_SET and by <= least:
        d, change = _next_demand(chosen, size, demand_ptr, demand_arc, arc_pair, pair_ptr, demand, joined, count)
        if d < 0:
            break
        chosen[size] = d
        size += 1
        weight += change
        _enter(d, demand_ptr, demand_arc, arc_pair, count, 1)
        if size % 2 == 1 and weight < _HOPEFUL:
            end, by = _row_of_set(
                chosen, size, demand_ptr, demand_arc, arc_pair, pair_ptr, demand, packages, columns, count, cols, vals, place
            )
    for q in range(size):
        _enter(chosen[q], demand_ptr, demand_arc, arc_pair, count, -1)
    return (size if by > least else 0), end, by


@nb.njit(cache=True, nogil=True)
def odd_sets(
    columns: Floats, packages: int, demand_ptr: Ints, demand_arc: Ints, arc_pair: Ints, pair_ptr: Ints, demand: Ints, least: float,
    sets: Ints, row_ptr: Ints, cols: Ints, vals: Floats, violation: Floats,
) -> int:  # fmt: skip
    """Find odd sets whose inequality `columns` violate by more than `least`; fill the tables and return how many.

    `sets` has one row of demand numbers per set (-1 beyond its size); `row_ptr`, `cols`, `vals` hold the inequalities.
    """
    joined = columns[packages : packages + len(pair_ptr) - 1]
    count = np.zeros(len(pair_ptr) - 1, np.int64)
    chosen = np.empty(LARGEST_SET, np.int64)
    widest = 0
    for d in range(len(demand_ptr) - 1):
        widest = max(widest, demand_ptr[d + 1] - demand_ptr[d])
    found, room = 0, len(cols) - widest * LARGEST_SET * LARGEST_SET
    for d0 in range(len(demand_ptr) - 1):
        for i in range(demand_ptr[d0], demand_ptr[d0 + 1]):
            p0 = arc_pair[demand_arc[i]]
            if joined[p0] <= _SEEN:
                continue
            for a0 in range(pair_ptr[p0], pair_ptr[p0 + 1]):
                if demand[a0] <= d0 or found >= len(sets) or row_ptr[found] > room:
                    continue
                size, end, by = _grow(
                    d0, demand[a0], demand_ptr, demand_arc, arc_pair, pair_ptr, demand, packages, columns, joined, count, chosen,
                    least, cols, vals, row_ptr[found],
                )  # fmt: skip
                if size > 0:
                    for q in range(LARGEST_SET):
                        sets[found, q] = chosen[q] if q < size else -1
                    violation[found] = by
                    row_ptr[found + 1] = end
                    found += 1
    return found
