"""Lower bounds for open / join / serve problems: the Lagrangean function and its ascent, in compiled code.

Columns stand in one vector: packages (open), pairs (a member joins a package), arcs (a package serves a function of a member)
and free columns (agreements of couplings). Arcs lie within their pair and pairs within their package, so that for given prices the
best columns follow package by package. The ascent is the volume algorithm: it keeps a moving average of the columns, whose shortage
is the direction of the next step and which itself comes close to a solution of the linear relaxation.

Source: F. Barahona, R. Anbil, "The volume algorithm: producing primal solutions with a subgradient method", Mathematical
Programming 87 (2000).
"""

import numba as nb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.int8]

FREE = -1
# Steps aim at most this share above the present bound, so that a poor first plan does not make them wild.
REACH = 0.04
# Steps without gain after which they get shorter, and after which the ascent ends.
SCORE, HOPELESS = 20, 1200


@nb.njit(cache=True, nogil=True)
def reduced_costs(
    cost: Floats, demand: Ints, v: Floats, row_ptr: Ints, row_col: Ints, row_val: Floats, mu: Floats, red: Floats, first_arc: int
) -> None:
    """Write the cost of every column less what it earns at demand prices `v` and row prices `mu` into `red`."""
    for j in range(len(cost)):
        red[j] = cost[j]
    for a in range(len(demand)):
        red[first_arc + a] -= v[demand[a]]
    for r in range(len(mu)):
        if mu[r] > 0.0:
            for e in range(row_ptr[r], row_ptr[r + 1]):
                red[row_col[e]] -= mu[r] * row_val[e]


@nb.njit(cache=True, nogil=True)
def best_columns(red: Floats, fix: Flags, package_ptr: Ints, pair_ptr: Ints, out: Floats) -> float:
    """Return the least total of reduced costs over columns that respect `fix` and the nesting; `out` receives the columns."""
    K, P = len(package_ptr) - 1, len(pair_ptr) - 1
    total = 0.0
    for k in range(K):
        s, forced = red[k], fix[k] == 1
        for p in range(package_ptr[k], package_ptr[k + 1]):
            t, must = red[K + p], fix[K + p] == 1
            for a in range(pair_ptr[p], pair_ptr[p + 1]):
                j = K + P + a
                take = fix[j] == 1 or (fix[j] == FREE and red[j] < 0.0)
                out[j] = 1.0 if take else 0.0
                if take:
                    t += red[j]
            join = must or (fix[K + p] == FREE and t < 0.0)
            out[K + p] = 1.0 if join else 0.0
            if join:
                s += t
        opened = forced or (fix[k] == FREE and s < 0.0)
        out[k] = 1.0 if opened else 0.0
        if opened:
            total += s
        for p in range(package_ptr[k], package_ptr[k + 1]):
            if not opened or out[K + p] == 0.0:
                out[K + p] = 0.0
                for a in range(pair_ptr[p], pair_ptr[p + 1]):
                    out[K + P + a] = 0.0
    for j in range(K + P + pair_ptr[P], len(red)):
        out[j] = 1.0 if fix[j] == 1 or (fix[j] == FREE and red[j] < 0.0) else 0.0
        total += red[j] * out[j]
    return total


@nb.njit(cache=True, nogil=True)
def shortage(
    columns: Floats, demand: Ints, first_arc: int, row_ptr: Ints, row_col: Ints, row_val: Floats, rhs: Floats, g: Floats
) -> None:
    """Write what the columns fall short of, demands first and rows after, into `g`."""
    D = len(g) - len(rhs)
    g[:D] = 1.0
    for a in range(len(demand)):
        g[demand[a]] -= columns[first_arc + a]
    for r in range(len(rhs)):
        t = rhs[r]
        for e in range(row_ptr[r], row_ptr[r + 1]):
            t -= row_val[e] * columns[row_col[e]]
        g[D + r] = t


@nb.njit(cache=True, nogil=True)
def lagrangean(
    price: Floats,
    cost: Floats,
    fix: Flags,
    package_ptr: Ints,
    pair_ptr: Ints,
    demand: Ints,
    row_ptr: Ints,
    row_col: Ints,
    row_val: Floats,
    rhs: Floats,
    red: Floats,
    out: Floats,
) -> float:
    """Return the Lagrangean value of the prices (demands first, rows after): a lower bound whatever they are."""
    D = len(price) - len(rhs)
    first_arc = len(package_ptr) - 1 + len(pair_ptr) - 1
    reduced_costs(cost, demand, price[:D], row_ptr, row_col, row_val, price[D:], red, first_arc)
    constant = 0.0
    for d in range(D):
        constant += price[d]
    for r in range(len(rhs)):
        constant += price[D + r] * rhs[r]
    return constant + best_columns(red, fix, package_ptr, pair_ptr, out)


@nb.njit(cache=True, nogil=True)
def _blend(g: Floats, fresh: Floats, ceiling: float) -> float:
    """The weight of the newest columns that makes the shortage of the average smallest, within [ceiling / 10, ceiling]."""
    num = 0.0
    den = 0.0
    for i in range(len(g)):
        diff = g[i] - fresh[i]
        num += g[i] * diff
        den += diff * diff
    best = num / den if den > 0.0 else ceiling
    return min(ceiling, max(ceiling / 10.0, best))


@nb.njit(cache=True, nogil=True)
def _step(best: Floats, g: Floats, length: float, price: Floats) -> None:
    """Prices one step along the shortage; prices stay non-negative (serving twice is never needed)."""
    for i in range(len(best)):
        price[i] = max(0.0, best[i] + length * g[i])


@nb.njit(cache=True, nogil=True)
def _norm(g: Floats, price: Floats) -> float:
    """Squared length of the shortage; surplus at a price of zero does not count."""
    total = 0.0
    for i in range(len(g)):
        if g[i] > 0.0 or price[i] > 0.0:
            total += g[i] * g[i]
    return total


@nb.njit(cache=True, nogil=True)
def _copy(source: Floats, target: Floats) -> None:
    """Copy element by element: an array assignment compiles ten times as long."""
    for i in range(len(source)):
        target[i] = source[i]


@nb.njit(cache=True, nogil=True)
def _obey(average: Floats, fix: Flags, package_ptr: Ints, pair_ptr: Ints) -> None:
    """Bring an average in line with fixed columns, so that the next step feels them at once."""
    K, P = len(package_ptr) - 1, len(pair_ptr) - 1
    for j in range(len(fix)):
        if fix[j] != FREE:
            average[j] = float(fix[j])
    for k in range(K):
        for p in range(package_ptr[k], package_ptr[k + 1]):
            if fix[k] == 0:
                average[K + p] = 0.0
            if fix[k] == 0 or fix[K + p] == 0:
                for a in range(pair_ptr[p], pair_ptr[p + 1]):
                    average[K + P + a] = 0.0


@nb.njit(cache=True, nogil=True)
def _pace(state: Floats, weak: int, along: float) -> None:
    """Lengthen the steps while they go the right way, shorten them after a score of steps without gain."""
    if weak == 0 and along > 0.0:
        state[0] = min(2.0, state[0] * 1.1)
    elif weak % SCORE == SCORE - 1:
        state[0] *= 0.66


@nb.njit(cache=True, nogil=True)
def ascend(
    start: Floats, average: Floats, target: float, iterations: int, state: Floats, cost: Floats, fix: Flags, package_ptr: Ints,
    pair_ptr: Ints, demand: Ints, row_ptr: Ints, row_col: Ints, row_val: Floats, rhs: Floats,
) -> tuple[float, int]:  # fmt: skip
    """Raise the bound for at most `iterations` steps or until it reaches `target`; return the bound and the steps made.

    `start` holds the first prices and receives the best ones, `average` the moving average of the columns. `state` is the step
    factor and the ceiling of the blend, kept between calls.
    """
    red, out = np.empty(len(cost)), np.empty(len(cost))
    g, fresh, price = np.empty(len(start)), np.empty(len(start)), start.copy()
    first_arc = len(package_ptr) - 1 + len(pair_ptr) - 1
    best = lagrangean(start, cost, fix, package_ptr, pair_ptr, demand, row_ptr, row_col, row_val, rhs, red, out)
    if average[0] < 0.0:
        _copy(out, average)
    _obey(average, fix, package_ptr, pair_ptr)
    weak, mark = 0, best
    for it in range(iterations):
        shortage(average, demand, first_arc, row_ptr, row_col, row_val, rhs, g)
        size = _norm(g, start)
        if best >= target or weak > HOPELESS:
            return best, it
        _step(start, g, state[0] * min(target - best, REACH * abs(best) + 1.0) / max(size, 1e-9), price)
        value = lagrangean(price, cost, fix, package_ptr, pair_ptr, demand, row_ptr, row_col, row_val, rhs, red, out)
        shortage(out, demand, first_arc, row_ptr, row_col, row_val, rhs, fresh)
        weight = _blend(g, fresh, state[1])
        for j in range(len(out)):
            average[j] += weight * (out[j] - average[j])
        weak = 0 if value > best else weak + 1
        if weak == 0:
            best = value
            _copy(price, start)
        _pace(state, weak, np.dot(g, fresh))
        if it % 500 == 499:
            if best - mark < 1e-4 * abs(best):
                state[1] = max(state[1] / 2.0, 1e-4)
            mark = best
    return best, iterations
