"""Shapley value: exact, with weights, with unions, with blocks; Banzhaf value."""

from collections.abc import Sequence
from math import comb

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import coalition_of, members, subset_sums
from wiel.methods.games.folding import sums_with_each_player
from wiel.methods.games.game import Game, Shares, shares_of
from wiel.texts import Sentence


def shapley(game: Game) -> Shares:
    """What does each player add, on average over all orders in which the players could arrive?

    φᵢ = Σ_{S∌i} s!(n−s−1)!/n! · (v(S+i) − v(S)); one amount per player, in the unit of the game.
    Algorithm `game.shapley.exact`: the weights of v(S) for members and for others differ by the same number for everybody,
    so one folded sum per player suffices and efficiency gives the constant. L.S. Shapley (1953).

    >>> shapley(Game(np.array([0, 2, 4, 18, 5, 14, 9, 24.0]))).tolist()
    [9.5, 8.0, 6.5]
    """
    n = game.players
    weights = np.zeros(n + 1)
    weights[n] = 1 / n
    for size in range(1, n):
        weights[size] = 1 / ((n - 1) * comb(n - 2, size - 1))
    sums = sums_with_each_player(game.values, weights)
    shares: Shares = sums + (game.total - sums.sum()) / n
    return shares


def banzhaf(game: Game) -> Shares:
    """What does each player add, on average over all coalitions of the others?

    βᵢ = 2^{1−n} Σ_{S∌i} (v(S+i) − v(S)). The amounts do not sum to v(N). Algorithm `game.banzhaf.raw`. J.F. Banzhaf (1965).

    >>> banzhaf(Game(np.array([0, 0, 0, 1, 0, 1, 1, 1.0]))).tolist()
    [0.5, 0.5, 0.5]
    """
    sums = sums_with_each_player(game.values, np.ones(game.players + 1))
    raw: Shares = (2 * sums - game.values.sum()) / 2.0 ** (game.players - 1)
    return raw


def banzhaf_shares(game: Game) -> Shares:
    """How is v(N) divided in proportion to the Banzhaf values?

    Raises `InvalidProblem` when the Banzhaf values sum to zero while there is something to divide. Algorithm `game.banzhaf`.

    >>> banzhaf_shares(Game(np.array([0, 0, 0, 1, 0, 1, 0, 1.0]))).round(3).tolist()
    [0.6, 0.2, 0.2]
    """
    raw = banzhaf(game)
    power = raw.sum()
    if abs(power) > 1e-12 * game.scale:
        shares: Shares = raw * (game.total / power)
        return shares
    if game.total != 0:
        raise InvalidProblem(Sentence("games.banzhaf-zero"))
    return np.zeros(game.players)


@njit(cache=True)
def _potential(values: NDArray[np.float64], weights: NDArray[np.float64], potential: NDArray[np.float64]) -> None:
    for coalition in range(1, values.size):
        weight, gathered = 0.0, values[coalition]
        for player in range(weights.size):
            if coalition >> player & 1:
                weight += weights[player]
                gathered += weights[player] * potential[coalition ^ (1 << player)]
        potential[coalition] = gathered / weight


def weighted_shapley(game: Game, weights: ArrayLike) -> Shares:
    """What is the Shapley value when players carry joint effects in proportion to weights?

    Each dividend of a coalition is divided in proportion to the positive `weights` of its members. Algorithm
    `game.shapley.weighted`: the weighted potential P(S) = (v(S) + Σ wᵢP(S∖i)) / w(S); φᵢ = wᵢ(P(N) − P(N∖i)).
    Hart and Mas-Colell (1989).
    Raises `InvalidProblem` unless every weight is positive.

    >>> weighted_shapley(Game(np.array([0.0, 0, 0, 12])), [2, 1]).tolist()
    [8.0, 4.0]
    """
    weights = shares_of(weights, game.players)
    if not (weights > 0).all():
        raise InvalidProblem(Sentence("games.weights-positive"))
    parts: Shares = weights / weights.sum()
    potential = np.zeros(game.values.size)
    _potential(game.values, parts, potential)
    without = potential[game.everybody ^ (1 << np.arange(game.players))]
    shares: Shares = parts * (potential[-1] - without)
    return shares


def partition_of(blocks: Sequence[Sequence[int]], players: int) -> tuple[int, ...]:
    """The coalitions of a partition; `InvalidProblem` unless every player is in exactly one block.

    >>> partition_of([[0, 2], [1]], 3)
    (5, 2)
    """
    seated = sorted(player for block in blocks for player in block)
    if seated != list(range(players)) or not all(blocks):
        raise InvalidProblem(Sentence("games.partition", {"n": players}))
    return tuple(coalition_of(block) for block in blocks)


def aumann_dreze(game: Game, blocks: Sequence[Sequence[int]]) -> Shares:
    """What is the Shapley value when players work only inside their own block?

    Every block divides its own value. Algorithm `game.shapley.aumann-dreze`. Aumann and Drèze (1974).

    >>> aumann_dreze(Game(np.array([0, 2, 4, 18, 5, 14, 9, 24.0])), [[0, 1], [2]]).tolist()
    [8.0, 10.0, 5.0]
    """
    shares = np.zeros(game.players)
    for block in partition_of(blocks, game.players):
        shares[list(members(block))] = shapley(game.within(block))
    return shares


def owen(game: Game, unions: Sequence[Sequence[int]]) -> Shares:
    """What is the Shapley value when players have united beforehand and unions arrive as one?

    Averages over orders of the unions and, inside the union, of its members. Algorithm `game.shapley.owen`: for each union a small
    game, weighted over the sets of other unions, of which the Shapley value is taken. G. Owen (1977).

    >>> owen(Game(np.array([0, 0, 0, 10, 0, 10, 10, 12.0])), [[0, 1], [2]]).round(6).tolist()
    [5.5, 5.5, 1.0]
    """
    partition = partition_of(unions, game.players)
    shares = np.zeros(game.players)
    for place, union in enumerate(partition):
        others = partition[:place] + partition[place + 1 :]
        together = subset_sums(np.array([float(other) for other in others])).astype(np.int64)
        inside = subset_sums(np.array([float(1 << player) for player in members(union)])).astype(np.int64)
        worth = np.zeros(inside.size)
        for chosen, coalition in enumerate(together):
            count = chosen.bit_count()
            chance = 1 / (len(partition) * comb(len(partition) - 1, count))
            worth += chance * (game.values[coalition + inside] - game.values[coalition])
        shares[list(members(union))] = shapley(Game(worth, game.kind))
    return shares
