"""Is an allocation the nucleolus? Kohlberg's criterion, checked without knowing how the allocation was made."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import null_space
from scipy.optimize import nnls

from wiel.methods.games.coalitions import incidence, subset_sums
from wiel.methods.games.excess import divided, divisors_per_member, excesses
from wiel.methods.games.game import Game, Shares, shares_of
from wiel.methods.games.span import Span, subset_sums_modulo

# A residual of non-negative least squares below this part of what had to be balanced is zero.
BALANCED = 1e-7
# Coalitions weighed at once; more are added while they would lower the residual.
COLUMNS = 400
LADDER = (1e-8, 1e-9, 1e-10, 1e-11, 1e-12)


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
    game: Game, shares: ArrayLike, *, per_capita: bool = False, limited: bool = True, tolerance: float = LADDER[0]
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
    divisors = divisors_per_member(game.players) if per_capita else None
    excess = excesses(game, array)
    measure = max(float(np.abs(excess).max()), 1e-7 * game.scale)
    if abs(float(excess[-1])) > tolerance * measure:
        return Certificate(False, "efficiency")
    alone = game.sign * (game.singles - array)
    if limited and (alone > tolerance * measure).any():
        return Certificate(False, "limit")
    excess = divided(excess, divisors)
    verdict = Certificate(False)
    for step in (step for step in LADDER if step <= tolerance):
        at_limit = np.flatnonzero(np.abs(alone) <= step * measure) if limited else np.empty(0, np.int64)
        verdict = _kohlberg(game, excess, at_limit, step * measure)
        if verdict.accepted:
            break
    return verdict


def _kohlberg(game: Game, excess: NDArray[np.float64], at_limit: NDArray[np.int64], near: float) -> Certificate:
    """Level by level: are the coalitions with the greatest excess that can still change balanced?"""
    span = Span(game.players, [game.everybody])
    settled = [game.everybody]
    levels = 0
    while not span.full:
        free = _outside(span)
        top = np.where(free, excess, -np.inf)
        complaining = np.flatnonzero(top >= top.max() - near)
        direction = _unbalanced(complaining, at_limit, settled, game.players)
        if direction is not None:
            return Certificate(False, "unbalanced", levels, _first(complaining), game.sign * direction)
        levels += 1
        while complaining.size:
            settled.append(int(complaining[0]))
            span.add(settled[-1])
            complaining = complaining[_outside(span)[complaining]]
    return Certificate(True, levels=levels)


def _first(coalitions: NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(coalitions[:COLUMNS].tolist())


def _outside(span: Span) -> NDArray[np.bool_]:
    """Which of the 2ⁿ coalitions are independent of the span?"""
    outside: NDArray[np.bool_] = subset_sums_modulo(span.orthogonal) != 0
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
