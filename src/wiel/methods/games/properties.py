"""Is a game superadditive, convex, monotone? Each answer shows the pair of coalitions that speaks most against it."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wiel.methods.games.game import NOISE, Game

EVERY_PAIR_UP_TO = 12
Worst = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Property:
    """Whether a property holds; else the two coalitions by which it fails most and by how much.

    `every_pair` is False when only part of the pairs was looked at: then `holds` means that no counterexample was found.
    """

    holds: bool
    shortfall: float = 0.0
    pair: tuple[int, int] = (0, 0)
    every_pair: bool = True


@njit(cache=True)
def _disjoint_pairs(values: NDArray[np.float64], sign: float) -> Worst:
    worst, first, second = 0.0, 0, 0
    everybody = values.size - 1
    for coalition in range(1, values.size):
        others = everybody ^ coalition
        other = others
        while other > coalition:
            short = sign * (values[coalition] + values[other] - values[coalition | other])
            if short > worst:
                worst, first, second = short, coalition, other
            other = (other - 1) & others
    return worst, first, second


@njit(cache=True)
def _singles_and_complements(values: NDArray[np.float64], sign: float) -> Worst:
    worst, first, second = 0.0, 0, 0
    everybody = values.size - 1
    for coalition in range(1, everybody):
        short = sign * (values[coalition] + values[everybody ^ coalition] - values[everybody])
        if short > worst:
            worst, first, second = short, coalition, everybody ^ coalition
        single = 1
        while single <= everybody:
            if not coalition & single:
                short = sign * (values[coalition] + values[single] - values[coalition | single])
                if short > worst:
                    worst, first, second = short, coalition, single
            single <<= 1
    return worst, first, second


@njit(cache=True)
def _two_more(values: NDArray[np.float64], sign: float) -> Worst:
    worst, first, second = 0.0, 0, 0
    for coalition in range(values.size):
        one = 1
        while one < values.size:
            if not coalition & one:
                two = one << 1
                while two < values.size:
                    if not coalition & two:
                        both = values[coalition | one | two] + values[coalition]
                        short = sign * (values[coalition | one] + values[coalition | two] - both)
                        if short > worst:
                            worst, first, second = short, coalition | one, coalition | two
                    two <<= 1
            one <<= 1
    return worst, first, second


@njit(cache=True)
def _one_more(values: NDArray[np.float64]) -> Worst:
    worst, first, second = 0.0, 0, 0
    for coalition in range(values.size):
        one = 1
        while one < values.size:
            if not coalition & one:
                short = values[coalition] - values[coalition | one]
                if short > worst:
                    worst, first, second = short, coalition, coalition | one
            one <<= 1
    return worst, first, second


def _verdict(game: Game, worst: Worst, every_pair: bool = True) -> Property:
    shortfall, first, second = worst
    if shortfall <= NOISE * game.scale:
        return Property(True, every_pair=every_pair)
    return Property(False, shortfall, (first, second), every_pair)


def superadditive(game: Game) -> Property:
    """Do two disjoint coalitions never lose by merging? For costs: is the game subadditive?

    All disjoint pairs up to 12 players; beyond, every coalition with each single player and with its complement.

    >>> superadditive(Game(np.array([0.0, 60, 50, 120]), "cost"))
    Property(holds=False, shortfall=10.0, pair=(1, 2), every_pair=True)
    """
    if game.players <= EVERY_PAIR_UP_TO:
        return _verdict(game, _disjoint_pairs(game.values, game.sign))
    return _verdict(game, _singles_and_complements(game.values, game.sign), every_pair=False)


def convex(game: Game) -> Property:
    """Does a player add more the larger the coalition already is? For costs: is the game concave?

    Checks v(S+i) + v(S+j) ≤ v(S+i+j) + v(S) for every S, i, j, which is equivalent to all pairs of coalitions.

    >>> convex(Game(np.array([0.0, 0, 0, 1, 0, 1, 1, 1.5]))).pair
    (3, 5)
    """
    return _verdict(game, _two_more(game.values, game.sign))


def monotone(game: Game) -> Property:
    """Does a larger coalition never have a lower value or cost?

    >>> monotone(Game(np.array([0.0, 3, 1, 2]))).pair
    (1, 3)
    """
    return _verdict(game, _one_more(game.values))
