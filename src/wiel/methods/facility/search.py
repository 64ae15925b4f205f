"""Good plans: simulated annealing over whole plans, in compiled code.

A plan is one arc per demand. A move reassigns a handful of demands: empty a package at one member or everywhere, or let a package
take over what it can serve at one member or everywhere; packages that lost demands are then emptied when that pays. Every move is a
series of single reassignments whose change in cost is kept exactly, so that a move that is refused is undone step by step.

Source: S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, "Optimization by simulated annealing", Science 220 (1983).
"""

from typing import Any, NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Records = NDArray[Any]

PACKAGE = np.dtype([("open_cost", "f8"), ("first", "i8"), ("last", "i8"), ("supplier", "i8"), ("live", "i8")])
PAIR = np.dtype(
    [
        ("join_cost", "f8"),
        ("package", "i8"),
        ("member", "i8"),
        ("first", "i8"),
        ("last", "i8"),
        ("used", "i8"),
        ("novel", "i8"),
        ("keep", "i8"),
    ]
)
ARC = np.dtype([("cost", "f8"), ("pair", "i8"), ("demand", "i8")])
DEMAND = np.dtype([("at", "i8"), ("first", "i8"), ("last", "i8"), ("tie_first", "i8"), ("tie_last", "i8")])
TIE = np.dtype([("cost", "f8"), ("demand", "i8")])
CAP = np.dtype([("now", "i8"), ("cap", "i8")])
STEP = np.dtype([("demand", "i8"), ("arc", "i8")])
BROKEN, TRAIL = 0, 1
# A pair that serves more than this is not emptied on the side.
FEW = 4


class Board(NamedTuple):
    """A plan and the net it lies on: `first` and `last` are ranges in the table below (packages, pairs, arcs) or in `choices`."""

    packages: Records
    pairs: Records
    arcs: Records
    demands: Records
    choices: Ints
    ties: Records
    suppliers: Records
    members: Records
    trail: Records
    tally: Ints


@nb.njit(cache=True, nogil=True)
def _leave(p: int, board: Board, penalty: float) -> float:
    board.pairs[p].used -= 1
    delta, k = 0.0, board.pairs[p].package
    if board.pairs[p].used == 0:
        delta -= board.pairs[p].join_cost
        if board.pairs[p].keep:
            board.tally[BROKEN] += 1
            delta += penalty
        if board.pairs[p].novel:
            m = board.pairs[p].member
            if board.members[m].now > board.members[m].cap:
                board.tally[BROKEN] -= 1
                delta -= penalty
            board.members[m].now -= 1
        board.packages[k].live -= 1
        if board.packages[k].live == 0:
            delta -= board.packages[k].open_cost
    s = board.packages[k].supplier
    if board.suppliers[s].now > board.suppliers[s].cap:
        board.tally[BROKEN] -= 1
        delta -= penalty
    board.suppliers[s].now -= 1
    return float(delta)


@nb.njit(cache=True, nogil=True)
def _enter(p: int, board: Board, penalty: float) -> float:
    board.pairs[p].used += 1
    delta, k = 0.0, board.pairs[p].package
    if board.pairs[p].used == 1:
        delta += board.pairs[p].join_cost
        if board.pairs[p].keep:
            board.tally[BROKEN] -= 1
            delta -= penalty
        if board.pairs[p].novel:
            m = board.pairs[p].member
            board.members[m].now += 1
            if board.members[m].now > board.members[m].cap:
                board.tally[BROKEN] += 1
                delta += penalty
        board.packages[k].live += 1
        if board.packages[k].live == 1:
            delta += board.packages[k].open_cost
    s = board.packages[k].supplier
    board.suppliers[s].now += 1
    if board.suppliers[s].now > board.suppliers[s].cap:
        board.tally[BROKEN] += 1
        delta += penalty
    return delta


@nb.njit(cache=True, nogil=True)
def _reassign(d: int, b: int, board: Board, penalty: float) -> float:
    """Serve demand `d` by arc `b`; return the change in cost."""
    a = board.demands[d].at
    p, q = board.arcs[a].pair, board.arcs[b].pair
    delta = board.arcs[b].cost - board.arcs[a].cost
    if p != q:
        delta += _enter(q, board, penalty) + _leave(p, board, penalty)
        for i in range(board.demands[d].tie_first, board.demands[d].tie_last):
            other = board.arcs[board.demands[board.ties[i].demand].at].pair
            if other == p:
                delta += board.ties[i].cost
            elif other == q:
                delta -= board.ties[i].cost
    board.demands[d].at = b
    return float(delta)


@nb.njit(cache=True, nogil=True)
def _log(d: int, b: int, board: Board, penalty: float) -> float:
    """Reassign and write the way back on the trail."""
    n = board.tally[TRAIL]
    if n >= len(board.trail):
        return np.inf
    board.trail[n].demand = d
    board.trail[n].arc = board.demands[d].at
    board.tally[TRAIL] = n + 1
    return _reassign(d, b, board, penalty)


@nb.njit(cache=True, nogil=True)
def _undo(mark: int, board: Board) -> None:
    while board.tally[TRAIL] > mark:
        n = board.tally[TRAIL] - 1
        _reassign(board.trail[n].demand, board.trail[n].arc, board, 0.0)
        board.tally[TRAIL] = n


@nb.njit(cache=True, nogil=True)
def _best_elsewhere(d: int, barred: int, shut: int, board: Board) -> int:
    """The cheapest arc for a demand outside pair `barred` and package `shut`, counting what must be joined and opened for it."""
    best, least = -1, 1e300
    for i in range(board.demands[d].first, board.demands[d].last):
        b = board.choices[i]
        q = board.arcs[b].pair
        k = board.pairs[q].package
        if q == barred or k == shut:
            continue
        cost = board.arcs[b].cost
        if board.pairs[q].used == 0:
            cost += board.pairs[q].join_cost
            if board.packages[k].live == 0:
                cost += board.packages[k].open_cost
        for t in range(board.demands[d].tie_first, board.demands[d].tie_last):
            if board.arcs[board.demands[board.ties[t].demand].at].pair != q:
                cost += board.ties[t].cost
        if cost < least:
            best, least = b, cost
    return best


@nb.njit(cache=True, nogil=True)
def _vacate(p: int, shut: int, board: Board, penalty: float) -> float:
    """Serve elsewhere what pair `p` serves; infinite when something cannot be served elsewhere (what was moved stays on the trail)."""
    delta = 0.0
    for a in range(board.pairs[p].first, board.pairs[p].last):
        d = board.arcs[a].demand
        if board.demands[d].at == a:
            b = _best_elsewhere(d, p, shut, board)
            if b < 0:
                return np.inf
            delta += _log(d, b, board, penalty)
    return delta


@nb.njit(cache=True, nogil=True)
def _tidy(d: int, a: int, p: int, board: Board, penalty: float) -> float:
    """After demand `d` left arc `a` of pair `p`: empty the pair if little is left on it, else go back, whichever pays; return the change."""
    here = board.tally[TRAIL]
    if board.pairs[p].used <= FEW:
        gain = _vacate(p, -1, board, penalty)
        if gain < 0.0:
            return gain
        _undo(here, board)
    back = _log(d, a, board, penalty)
    if back < 0.0:
        return back
    _undo(here, board)
    return 0.0


@nb.njit(cache=True, nogil=True)
def _grab(q: int, board: Board, penalty: float) -> float:
    """Let pair `q` take over all it can serve, then empty the packages that lost something where that pays."""
    mark = board.tally[TRAIL]
    delta = 0.0
    for a in range(board.pairs[q].first, board.pairs[q].last):
        if board.demands[board.arcs[a].demand].at != a:
            delta += _log(board.arcs[a].demand, a, board, penalty)
    end = board.tally[TRAIL]
    for t in range(mark, end):
        d, a = board.trail[t].demand, board.trail[t].arc
        p = board.arcs[a].pair
        if board.pairs[p].used > 0 and board.demands[d].at != a:
            delta += _tidy(d, a, p, board, penalty)
    return delta


@nb.njit(cache=True, nogil=True)
def _close(k: int, board: Board, penalty: float) -> float:
    """Empty package `k` at every member."""
    delta = 0.0
    for p in range(board.packages[k].first, board.packages[k].last):
        if board.pairs[p].used > 0:
            delta += _vacate(p, k, board, penalty)
            if delta == np.inf:
                break
    return delta


@nb.njit(cache=True, nogil=True)
def _spread(k: int, board: Board, penalty: float) -> float:
    """Let package `k` take over at every member where that pays once it is open."""
    fresh = board.packages[k].open_cost if board.packages[k].live == 0 else 0.0
    delta = 0.0
    for p in range(board.packages[k].first, board.packages[k].last):
        here = board.tally[TRAIL]
        first = board.packages[k].live == 0
        gain = _grab(p, board, penalty)
        if gain - (fresh if first and board.packages[k].live > 0 else 0.0) < 0.0:
            delta += gain
        else:
            _undo(here, board)
    return delta


@nb.njit(cache=True, nogil=True)
def _propose(kind: float, mix: Floats, board: Board, penalty: float) -> float:
    """Make one random move; return its change in cost."""
    d = np.random.randint(len(board.demands))
    here = board.arcs[board.demands[d].at].pair
    i = np.random.randint(board.demands[d].first, board.demands[d].last)
    there = board.arcs[board.choices[i]].pair
    if kind < mix[0]:
        return _vacate(here, -1, board, penalty)
    if kind < mix[1]:
        return 0.0 if there == here else _grab(there, board, penalty)
    if kind < mix[2]:
        return _close(board.pairs[here].package, board, penalty)
    if kind < mix[3]:
        return _spread(board.pairs[there].package, board, penalty)
    if kind < mix[4]:
        delta = _spread(board.pairs[there].package, board, penalty)
        return delta + _close(board.pairs[here].package, board, penalty)
    return 0.0 if there == here else _log(d, board.choices[i], board, penalty)


@nb.njit(cache=True, nogil=True)
def anneal(
    seed: int, moves: int, heat: float, penalty: float, cost: float, least: float, best: Ints, mix: Floats, board: Board
) -> tuple[float, float]:
    """Make random moves at temperature `heat` (euro); return the cost of the board and of the best plan, kept in `best`.

    `cost` includes `penalty` for everything broken; only plans that break nothing become best. `mix` are the cumulative shares of
    the kinds of moves.
    """
    np.random.seed(seed)
    for _ in range(moves):
        board.tally[TRAIL] = 0
        delta = _propose(np.random.random(), mix, board, penalty)
        if delta <= 0.0 or np.random.random() < np.exp(-delta / heat):
            cost += delta
            if cost < least - 1e-7 and board.tally[BROKEN] == 0:
                least = cost
                for d in range(len(best)):
                    best[d] = board.demands[d].at
        else:
            _undo(0, board)
    return cost, least
