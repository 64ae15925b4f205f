"""Dividing an estate that is smaller than the claims on it."""

import numpy as np
from numpy.typing import ArrayLike

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import subset_sums
from wiel.methods.games.game import NOISE, Game, Shares
from wiel.texts import Sentence


def shortage(estate: float, claims: ArrayLike) -> Shares:
    """The claims as an array; `InvalidProblem` unless 0 ≤ estate ≤ Σ claims and no claim is negative.

    >>> shortage(2, [1, 3]).tolist()
    [1.0, 3.0]
    """
    array = np.asarray(claims, dtype=np.float64)
    if array.ndim != 1 or not array.size or not (np.isfinite(array).all() and np.isfinite(estate)):
        raise InvalidProblem(Sentence("games.claims-numbers"))
    if (array < 0).any() or estate < 0:
        raise InvalidProblem(Sentence("games.claims-negative"))
    if estate > array.sum() * (1 + NOISE):
        raise InvalidProblem(Sentence("games.no-shortage", {"estate": str(estate), "claims": str(float(array.sum()))}))
    return array


def proportional_awards(estate: float, claims: ArrayLike) -> Shares:
    """Awards in proportion to the claims. Algorithm `claims.proportional`.

    >>> proportional_awards(300, [100, 200, 300]).tolist()
    [50.0, 100.0, 150.0]
    """
    array = shortage(estate, claims)
    total = float(array.sum())
    return array * (estate / total) if total > 0 else array


def equal_awards(estate: float, claims: ArrayLike) -> Shares:
    """Constrained equal awards: min(claim, λ), the same λ for all. Algorithm `claims.cea`.

    >>> equal_awards(200, [100, 200, 300]).round(2).tolist()
    [66.67, 66.67, 66.67]
    """
    array = shortage(estate, claims)
    ordered = np.sort(array)
    left = array.size - np.arange(array.size)
    # λ if the k smallest claims are met in full and the others get the same; the first k whose λ stays within
    # the next claim is right.
    levels = (estate - (np.cumsum(ordered) - ordered)) / left
    fits = np.flatnonzero(levels <= ordered)
    awards: Shares = np.minimum(array, levels[fits[0]] if fits.size else ordered[-1])
    return awards


def equal_losses(estate: float, claims: ArrayLike) -> Shares:
    """Constrained equal losses: max(claim − λ, 0), the same λ for all. Algorithm `claims.cel`.

    >>> equal_losses(200, [100, 200, 300]).tolist()
    [0.0, 50.0, 150.0]
    """
    array = shortage(estate, claims)
    return array - equal_awards(max(float(array.sum()) - estate, 0.0), array)


def talmud(estate: float, claims: ArrayLike) -> Shares:
    """Equal awards on half the claims while the estate is at most that; beyond it, equal losses on the other half.

    Equals the nucleolus of the bankruptcy game. Algorithm `claims.talmud`. Aumann and Maschler (1985).

    >>> talmud(200, [100, 200, 300]).tolist()
    [50.0, 75.0, 75.0]
    """
    array = shortage(estate, claims)
    half = array / 2
    if estate <= half.sum():
        return equal_awards(estate, half)
    return array - equal_awards(max(float(array.sum()) - estate, 0.0), half)


def claims_game(estate: float, claims: ArrayLike) -> Game:
    """The bankruptcy game: a coalition is worth what is left of the estate when all others are paid in full. O'Neill (1982).

    >>> claims_game(200, [100, 200, 300]).values.tolist()
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0, 200.0]
    """
    array = shortage(estate, claims)
    values = np.maximum(estate - subset_sums(array)[::-1], 0.0)
    values[0] = 0.0
    return Game(values)
