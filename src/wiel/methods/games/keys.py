"""Simple keys over a game: equal, proportional, stand-alone proportional, separable costs; and the tau value."""

import numpy as np
from numpy.typing import ArrayLike

from wiel.errors import InvalidProblem
from wiel.methods.games.folding import maxima_with_each_player
from wiel.methods.games.game import NOISE, Game, Shares, shares_of
from wiel.texts import Sentence


def equal(game: Game) -> Shares:
    """Everybody the same: v(N) / n. Algorithm `game.equal`.

    >>> equal(Game(np.array([0.0, 60, 50, 90]), "cost")).tolist()
    [45.0, 45.0]
    """
    return np.full(game.players, game.total / game.players)


def proportional(game: Game, weights: ArrayLike) -> Shares:
    """v(N) divided by weights, such as inhabitants. Algorithm `game.proportional`.

    Raises `InvalidProblem` for a negative weight and when all weights are zero.

    >>> proportional(Game(np.array([0.0, 60, 50, 90]), "cost"), [2, 1]).tolist()
    [60.0, 30.0]
    """
    weights = shares_of(weights, game.players)
    if (weights < 0).any():
        raise InvalidProblem(Sentence("games.weights-negative"))
    if not weights.any():
        raise InvalidProblem(Sentence("games.weights-zero"))
    shares: Shares = game.total * (weights / weights.sum())
    return shares


def moriarty(game: Game) -> Shares:
    """v(N) in proportion to what everybody costs alone: all save the same percentage. Algorithm `game.moriarty`. Moriarity (1975).

    Raises `InvalidProblem` when the stand-alone amounts sum to zero while there is something to divide.

    >>> moriarty(Game(np.array([0.0, 60, 40, 90]), "cost")).tolist()
    [54.0, 36.0]
    """
    alone = float(game.singles.sum())
    if abs(alone) <= NOISE * float(np.abs(game.singles).max()):
        if game.total == 0 and not game.singles.any():
            return np.zeros(game.players)
        raise InvalidProblem(Sentence("games.alone-zero"))
    return game.singles * (game.total / alone)


def separable_remaining(game: Game) -> Shares:
    """Separable part each, and the rest in proportion to what remains of the stand-alone amounts (SCRB). Algorithm `game.scrb`.

    mᵢ = v(N) − v(N∖i); share mᵢ + (v(N) − Σm)(v(i) − mᵢ) / Σ(v(j) − mⱼ); the rest equally when nothing remains to weigh by.

    >>> separable_remaining(Game(np.array([0.0, 60, 40, 90]), "cost")).tolist()
    [55.0, 35.0]
    """
    separable = game.separable
    remaining = game.singles - separable
    weight = float(remaining.sum())
    if abs(weight) <= NOISE * game.scale:
        return equal_non_separable(game)
    shares: Shares = separable + (game.total - separable.sum()) * (remaining / weight)
    return shares


def equal_non_separable(game: Game) -> Shares:
    """Separable part each, and the rest equally (ECNA). Algorithm `game.ecna`.

    >>> equal_non_separable(Game(np.array([0.0, 60, 40, 90]), "cost")).tolist()
    [55.0, 35.0]
    """
    separable = game.separable
    shares: Shares = separable + (game.total - separable.sum()) / game.players
    return shares


def tau(game: Game) -> Shares:
    """Which point between what everybody can at least claim and at most hope for sums to v(N)?

    Utopia Mᵢ = v(N) − v(N∖i); minimal right mᵢ = max over S with i of v(S) − M(S∖i) (cost: minimum); share m + λ(M − m).
    Raises `InvalidProblem` unless m ≤ M and Σm ≤ v(N) ≤ ΣM. Algorithm `game.tau`. S.H. Tijs (1981).

    >>> tau(Game(np.array([0.0, 0, 0, 0, 0, 0, 100, 200]))).tolist()
    [40.0, 80.0, 80.0]
    """
    utopia = game.sign * game.separable
    right = maxima_with_each_player(game.values, game.sign, utopia) + utopia
    total, noise = game.sign * game.total, NOISE * game.scale * game.players
    if (right > utopia + noise).any() or right.sum() > total + noise or utopia.sum() < total - noise:
        raise InvalidProblem(Sentence("games.tau-undefined"))
    room = float((utopia - right).sum())
    part = (total - float(right.sum())) / room if room > noise else 0.0
    gains = right + part * (utopia - right)
    shares: Shares = game.sign * (gains + (total - gains.sum()) / game.players)
    return shares
