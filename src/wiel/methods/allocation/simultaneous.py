"""Solve g = b + transpose(P) g for a sparse share matrix P whose circles all leak, to a stated residual."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, hstack, tril, vstack
from scipy.sparse.csgraph import depth_first_order
from scipy.sparse.linalg import LinearOperator, gmres, splu

from wiel.methods.allocation.loops import components

Floats = NDArray[np.float64]
Shares = csr_array[np.float64, tuple[int, int]]
# Residual in the unit of b (cents): wanted, and the most that is accepted; larger numbers carry no better than RELATIVE.
WANTED, ACCEPTED, RELATIVE = 1e-4, 1e-2, 1e-14
LAST_DIGIT = 4 * float(np.finfo(np.float64).eps)
BASIS = 40


@dataclass(frozen=True)
class Effort:
    """How many `rounds` a search may take, GMRES `restarts` in each, and the `gain` in residual that a round must bring."""

    rounds: int
    restarts: int
    gain: float


# Most networks leak so well that steps as they are converge at once; a search that gains little is given up for the swept one.
PLAIN, SWEPT = Effort(rounds=5, restarts=1, gain=100.0), Effort(rounds=12, restarts=5, gain=2.0)


@dataclass(frozen=True)
class Solution:
    """`values` g, the largest equation error `residual` in the unit of b, and the number of refinement `rounds`."""

    values: Floats
    residual: float
    rounds: int

    @property
    def accepted(self) -> bool:
        """Whether the residual is below what a cent asks, or as small as floating point can make it."""
        return self.residual < max(ACCEPTED, RELATIVE * _size(self.values))

    @property
    def finished(self) -> bool:
        """Whether more search cannot help: the residual is wanted, or the last digit of the largest value."""
        return self.residual <= max(WANTED, LAST_DIGIT * _size(self.values))


def flow_order(shares: Shares) -> NDArray[np.int64]:
    """In which order does cost flow? Givers before receivers where there is no circle, depth first inside one.

    >>> flow_order(csr_array(np.array([[0.0, 0.0, 0.0], [0.5, 0.0, 0.5], [0.5, 0.0, 0.0]]))).tolist()
    [1, 2, 0]
    """
    count = shares.shape[0]
    flows = shares.tocoo()
    label = components(flows.row.astype(np.int64), flows.col.astype(np.int64), count)
    # An extra root that serves everybody lets one search reach all services.
    below = csr_array(np.ones((1, count)))
    rooted = vstack([hstack([shares, csr_array((count, 1))]), hstack([below, csr_array((1, 1))])]).tocsr()
    visited = depth_first_order(rooted, count, return_predecessors=False)
    position = np.empty(count + 1, dtype=np.int64)
    position[visited] = np.arange(count + 1)
    return np.lexsort((position[:count], -label))


def triangular(shares: Shares, order: NDArray[np.int64], b: Floats) -> Floats:
    """The answer when every flow goes from earlier to later in `order`: one forward substitution.

    >>> triangular(csr_array(np.array([[0.0, 0.2], [0.0, 0.0]])), np.array([0, 1]), np.array([100.0, 50.0])).tolist()
    [100.0, 70.0]
    """
    answer = np.empty_like(b)
    answer[order] = _Sweep(_turned(shares, order)).solve(b[order])
    return answer


def _turned(shares: Shares, order: NDArray[np.int64]) -> Shares:
    """The transposed shares with services in this order: row = receiver, column = giver."""
    return csr_array(shares[order][:, order].T)


class _Sweep:
    """One Gauss-Seidel step: forward substitution with the lower triangle of I - P transposed."""

    def __init__(self, turned: Shares) -> None:
        lower = tril(eye_array(turned.shape[0], format="csr") - turned, format="csc")
        # The triangle needs no pivots and no other order, so the factor is the triangle itself.
        self._factor = splu(lower, permc_spec="NATURAL", diag_pivot_thresh=0.0)

    def solve(self, right: Floats) -> Floats:
        """The g for which the triangle times g is this right-hand side."""
        return np.asarray(self._factor.solve(right), dtype=np.float64)


def solved(shares: Shares, b: Floats) -> Solution:
    """Which g satisfies g = b + transpose(`shares`) g?

    `shares` (n, n), rows adding up to at most 1, every circle leaking; `b` (n,) in cents. GMRES, refined until the
    residual is at most 0.0001; where that gains little, GMRES on Gauss-Seidel steps in the order of the flow; where that
    stalls, sparse LU. See `Solution.accepted`.
    Source: Saad & Schultz 1986; docs/algorithms/allocation.md, ``alloc.reciprocal``.

    >>> answer = solved(csr_array(np.array([[0.0, 0.5], [0.5, 0.0]])), np.array([100.0, 50.0]))
    >>> [round(value, 6) for value in answer.values.tolist()], answer.accepted
    ([166.666667, 133.333333], True)
    """
    found = _searched(shares.T.tocsr(), b, lambda right: right, PLAIN)
    if found.finished:
        return found
    order = flow_order(shares)
    turned = _turned(shares, order)
    found = _searched(turned, b[order], _Sweep(turned).solve, SWEPT)
    if not found.accepted:
        found = min(found, _factored(turned, b[order]), key=lambda solution: solution.residual)
    values = np.empty_like(b)
    values[order] = found.values
    return Solution(values, found.residual, found.rounds)


def _searched(turned: Shares, b: Floats, sweep: Callable[[Floats], Floats], effort: Effort) -> Solution:
    """GMRES on steps that `sweep` has shortened, refined while each round gains enough."""
    count = len(b)
    steps = LinearOperator((count, count), matvec=lambda g: sweep(g - turned @ g), dtype=np.float64)
    best = Solution(np.zeros_like(b), _size(b), 0)
    error = b
    for done in range(1, effort.rounds + 1):
        # No more is asked of one round than the residual still lacks, nor more than one round of floating point gives.
        lacking = min(max(WANTED / (10 * _size(error) or 1.0), 1e-9), 1e-2)
        change, _ = gmres(steps, sweep(error), rtol=lacking, atol=0.0, restart=min(BASIS, count), maxiter=effort.restarts)
        values = best.values + change
        error = b - (values - turned @ values)
        stalled = _size(error) > best.residual / effort.gain
        if _size(error) < best.residual:
            best = Solution(values, _size(error), done)
        if best.finished or stalled:
            break
    return best


def _factored(turned: Shares, b: Floats) -> Solution:
    try:
        factor = splu((eye_array(len(b), format="csr") - turned).tocsc())
    except RuntimeError:  # the factor is singular in floating point
        return Solution(np.zeros_like(b), np.inf, 0)
    values = np.asarray(factor.solve(b), dtype=np.float64)
    for _ in range(2):
        values = values + factor.solve(b - (values - turned @ values))
    return Solution(values, _size(b - (values - turned @ values)), 3)


def _size(error: Floats) -> float:
    size = float(np.abs(error).max(initial=0.0))
    return size if np.isfinite(size) else np.inf
