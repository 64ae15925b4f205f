"""The corners of the core, by cutting the set of imputations with one coalition after another."""

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import incidence
from wiel.methods.games.game import NOISE, Game
from wiel.texts import Sentence

MOST_PLAYERS = 8


def core_vertices(game: Game) -> NDArray[np.float64]:
    """What are the corners of the core? One row per corner, in lexicographic order; no rows when the core is empty.

    For at most eight players (`InvalidProblem` beyond). Algorithm `game.core.vertices`, the double description method: two
    corners on either side of a cut give a new one when no third corner shares all the limits that they share. Motzkin e.a. (1953).

    >>> core_vertices(Game(np.array([0.0, 60, 50, 95]), "cost")).tolist()
    [[45.0, 50.0], [60.0, 35.0]]
    """
    n = game.players
    if n > MOST_PLAYERS:
        raise InvalidProblem(Sentence("games.vertices-players", {"n": n, "most": MOST_PLAYERS}))
    gains = game.sign * game.values
    noise = NOISE * max(game.scale, 1e-300)
    alone = gains[1 << np.arange(n)]
    rest = gains[-1] - alone.sum()
    if rest < -noise:
        return np.empty((0, n))
    corners = alone + max(rest, 0.0) * np.eye(n)
    corners = corners[:1] if rest <= noise else corners
    cuts = [coalition for coalition in range(1, game.everybody) if coalition.bit_count() > 1]
    members = incidence([1 << player for player in range(n)] + cuts, n)
    limits = np.concatenate([alone, gains[cuts]])
    for place in range(n, len(limits)):
        corners = _cut(corners, members[: place + 1], limits[: place + 1], noise)
    return _ordered(game.sign * corners, noise)


def _cut(
    corners: NDArray[np.float64], members: NDArray[np.float64], limits: NDArray[np.float64], noise: float
) -> NDArray[np.float64]:
    """The corners of what is left when x(S) ≥ limit is added for the last coalition."""
    slack = corners @ members[-1] - limits[-1]
    inside, outside = np.flatnonzero(slack > noise), np.flatnonzero(slack < -noise)
    if not outside.size:
        return corners
    tight = np.abs(corners @ members[:-1].T - limits[:-1]) <= noise
    fresh = []
    for inner in inside:
        for outer in outside:
            common = tight[inner] & tight[outer]
            if np.count_nonzero((tight[:, common]).all(axis=1)) == 2:
                part = slack[inner] / (slack[inner] - slack[outer])
                fresh.append(corners[inner] + part * (corners[outer] - corners[inner]))
    kept = corners[slack >= -noise]
    return np.concatenate([kept, np.array(fresh)]) if fresh else kept


def _ordered(corners: NDArray[np.float64], noise: float) -> NDArray[np.float64]:
    if not len(corners):
        return corners
    rounded = np.round(corners / noise / 10)
    _, first = np.unique(rounded, axis=0, return_index=True)
    return corners[first] + 0.0
