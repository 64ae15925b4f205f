"""Is an allocation the nucleolus? Kohlberg's criterion, checked without knowing how the allocation was made."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import null_space
from scipy.optimize import nnls

from wiel.methods.games.coalitions import incidence, sizes, subset_sums
from wiel.methods.games.excess import divisors_per_member
from wiel.methods.games.game import Game, Shares, shares_of
from wiel.methods.games.span import PRIME, Span, subset_sums_modulo

# A residual of non-negative least squares below this part of what had to be balanced is zero.
BALANCED = 1e-7
# Coalitions weighed at once; more are added while they would lower the residual.
COLUMNS = 400
# Near ties are tried at the tolerance asked for and at these parts of it.
LADDER = (1.0, 1e-1, 1e-2, 1e-3, 1e-4)
# Excesses are looked at 2^CHUNK coalitions at a time: that fits in a cache, the whole array does not.
CHUNK = 14


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whether an allocation is the nucleolus, and if not, why.

    `reason` is empty when accepted, else ``efficiency`` (the shares do not sum to the total), ``limit`` (somebody is worse off
    than alone) or ``unbalanced``: then shifting the shares along `direction` lowers the excess of `coalitions`, the greatest that
    can change.
    """

    accepted: bool
    reason: str = ""
    levels: int = 0
    coalitions: tuple[int, ...] = ()
    direction: Shares | None = None


def certify(
    game: Game, shares: ArrayLike, *, per_capita: bool = False, limited: bool = True, tolerance: float = 1e-8
) -> Certificate:
    """Is this allocation the (per-capita) nucleolus, or the prenucleolus when `limited` is False?

    Coalitions whose (divided) excesses differ less than `tolerance` of the greatest count as equal; smaller tolerances are tried
    before refusing, because near ties that are none may spoil the balance. Algorithm `game.nucleolus.certificate`.
    E. Kohlberg (1971).

    >>> costs = Game(np.array([0.0, 60, 50, 95, 40, 88, 70, 120]), "cost")
    >>> certify(costs, [163 / 3, 109 / 3, 88 / 3]).accepted, certify(costs, [52, 35, 33]).reason
    (True, 'unbalanced')
    """
    array = shares_of(shares, game.players)
    complaints = _Complaints(game, array, per_capita)
    measure = max(complaints.greatest(), 1e-7 * game.scale)
    if abs(game.total - float(array.sum())) > tolerance * measure:
        return Certificate(False, "efficiency")
    alone = game.sign * (game.singles - array)
    if limited and (alone > tolerance * measure).any():
        return Certificate(False, "limit")
    for part in LADDER:
        near = part * tolerance * measure
        at_limit = np.flatnonzero(np.abs(alone) <= near) if limited else np.empty(0, np.int64)
        verdict = _kohlberg(complaints, at_limit, near)
        if verdict.accepted:
            break
    return verdict


class _Complaints:
    """The (divided) excesses of all coalitions at an allocation, a chunk at a time."""

    def __init__(self, game: Game, shares: Shares, per_capita: bool) -> None:
        self.game = game
        self._low, self._high = subset_sums(shares[:CHUNK]), subset_sums(shares[CHUNK:])
        self._sizes = sizes(min(game.players, CHUNK))
        self._divisors = divisors_per_member(game.players) if per_capita else None

    def _excess(self, chunk: int) -> NDArray[np.float64]:
        first = chunk * self._low.size
        values = self.game.values[first : first + self._low.size]
        excess: NDArray[np.float64] = self.game.sign * (values - self._low - self._high[chunk])
        return excess

    def greatest(self) -> float:
        """The greatest excess in size, undivided."""
        return max(float(np.abs(self._excess(chunk)).max()) for chunk in range(self._high.size))

    def worst(self, span: Span, near: float) -> NDArray[np.int64]:
        """The coalitions outside a span whose divided excess is greatest, or less than `near` below that."""
        low, high = (subset_sums_modulo(part) for part in (span.orthogonal[:CHUNK], span.orthogonal[CHUNK:]))
        top, found = -np.inf, []
        for chunk in range(high.size):
            excess = self._excess(chunk)
            if self._divisors is not None:
                excess = excess / self._divisors[chunk.bit_count() + self._sizes]
            excess[low == np.uint64(-int(high[chunk]) % PRIME)] = -np.inf
            greatest = float(excess.max())
            if greatest >= top - near and greatest > -np.inf:
                top = max(top, greatest)
                places = np.flatnonzero(excess >= top - near)
                found.append((excess[places], places + chunk * low.size))
        excesses, coalitions = (np.concatenate(column) for column in zip(*found, strict=True))
        worst: NDArray[np.int64] = coalitions[excesses >= top - near]
        return worst


def _kohlberg(complaints: _Complaints, at_limit: NDArray[np.int64], near: float) -> Certificate:
    """Level by level: are the coalitions with the greatest excess that can still change balanced?"""
    game = complaints.game
    span, settled, levels = Span(game.players, [game.everybody]), [game.everybody], 0
    while not span.full:
        worst = complaints.worst(span, near)
        direction = _unbalanced(worst, at_limit, settled, game.players)
        if direction is not None:
            return Certificate(False, "unbalanced", levels, tuple(worst[:COLUMNS].tolist()), game.sign * direction)
        levels += 1
        while worst.size:
            settled.append(int(worst[0]))
            span.add(settled[-1])
            worst = worst[_outside(worst, span)]
    return Certificate(True, levels=levels)


def _outside(coalitions: NDArray[np.int64], span: Span) -> NDArray[np.bool_]:
    """Which of these coalitions are independent of the span?"""
    low, high = (subset_sums_modulo(part) for part in (span.orthogonal[:CHUNK], span.orthogonal[CHUNK:]))
    sums = low[coalitions & (low.size - 1)] + high[coalitions >> CHUNK]
    outside: NDArray[np.bool_] = sums % np.uint64(PRIME) != 0
    return outside


def _unbalanced(coalitions: NDArray[np.int64], at_limit: NDArray[np.int64], settled: list[int], players: int) -> Shares | None:
    """None when positive weights make the coalitions a combination of the settled ones (limits may help); else the proof.

    With weights 1 + μ the question is whether −Σ 1_S lies in the cone of the coalitions and limits, seen perpendicular to the
    settled ones: non-negative least squares. Its residual r has r·1_S ≤ 0 for all of them and < 0 for some; so −r is the proof.
    """
    basis = null_space(incidence(settled, players))
    total = np.array([np.count_nonzero(coalitions & (1 << player)) for player in range(players)])
    target = -(basis.T @ total) / coalitions.size
    size = float(np.linalg.norm(target))
    if size <= BALANCED:
        return None
    limits = np.eye(players)[at_limit]
    chosen = coalitions[np.linspace(0, coalitions.size - 1, min(COLUMNS, coalitions.size)).astype(np.int64)]
    while True:
        columns = np.concatenate([incidence(chosen, players), limits]) @ basis
        weights, distance = nnls(columns.T, target, maxiter=100 * (len(columns) + players))
        if distance <= BALANCED * max(size, 1.0):
            return None
        residual: Shares = basis @ (target - columns.T @ weights)
        gain = subset_sums(residual)[coalitions]
        more = coalitions[np.argsort(-gain)[:COLUMNS]]
        more = np.setdiff1d(more[subset_sums(residual)[more] > BALANCED * distance], chosen)
        if not more.size:
            return -residual
        chosen = np.concatenate([chosen, more])
