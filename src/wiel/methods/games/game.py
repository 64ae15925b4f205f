"""A cooperative game as an array: what every coalition costs or is worth on its own."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import members, subset_sums
from wiel.texts import Sentence

Shares = NDArray[np.float64]

# Numbers smaller than this part of the greatest number in a game are noise of floating point.
NOISE = 1e-9


class Kind(StrEnum):
    """Whether the values of a game are costs to bear or gains to divide."""

    COST = "cost"
    VALUE = "value"

    @property
    def sign(self) -> float:
        """Factor that turns a value of this kind into a gain: −1 for costs."""
        return -1.0 if self is Kind.COST else 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Game:
    """What does every coalition cost (or is it worth) on its own?

    `values` has length 2ⁿ; entry S belongs to the coalition whose bit i says whether player i takes part; entry 0 is 0.
    The array is not copied: a game of 24 players takes 128 MB.

    Raises `InvalidProblem` when the length is no power of two, when entry 0 is not 0 or when a value is not a finite number.

    >>> pair = Game(np.array([0.0, 60.0, 50.0, 95.0]), Kind.COST)
    >>> pair.players, pair.total, pair.singles.tolist(), pair.separable.tolist()
    (2, 95.0, [60.0, 50.0], [45.0, 35.0])
    """

    values: NDArray[np.float64]
    kind: Kind = Kind.VALUE

    def __post_init__(self) -> None:
        values = np.ascontiguousarray(self.values, dtype=np.float64)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "kind", Kind(self.kind))
        if values.ndim != 1 or values.size < 2 or values.size & (values.size - 1):
            raise InvalidProblem(Sentence("games.length", {"length": values.size}))
        if values[0] != 0:
            raise InvalidProblem(Sentence("games.nobody", {"value": str(values[0])}))
        if not np.isfinite(values.sum()):
            strange = np.flatnonzero(~np.isfinite(values))
            if strange.size:
                raise InvalidProblem(Sentence("games.not-finite", {"coalition": str(members(int(strange[0])))}))

    @property
    def players(self) -> int:
        """n."""
        return int(self.values.size).bit_length() - 1

    @property
    def everybody(self) -> int:
        """The coalition of all players."""
        return self.values.size - 1

    @property
    def total(self) -> float:
        """What is divided."""
        return float(self.values[-1])

    @property
    def sign(self) -> float:
        """Factor that turns a value into a gain."""
        return self.kind.sign

    @property
    def singles(self) -> Shares:
        """What each player costs or is worth alone."""
        alone: Shares = self.values[1 << np.arange(self.players)]
        return alone

    @property
    def separable(self) -> Shares:
        """What each player adds to all the others together."""
        added: Shares = self.total - self.values[self.everybody ^ (1 << np.arange(self.players))]
        return added

    @property
    def scale(self) -> float:
        """The greatest amount in the game: the measure of what is noise."""
        return max(float(self.values.max()), -float(self.values.min()))

    def within(self, coalition: int) -> "Game":
        """The same game among the members of one coalition, renumbered in their order.

        >>> Game(np.arange(8.0)).within(0b101).values.tolist()
        [0.0, 1.0, 4.0, 5.0]
        """
        places = subset_sums(np.array([float(1 << player) for player in members(coalition)]))
        return Game(self.values[places.astype(np.int64)], self.kind)


def savings(costs: Game) -> Game:
    """What does each coalition save by working together? Σ c(i) − c(S), as a game of gains.

    >>> savings(Game(np.array([0.0, 60.0, 50.0, 95.0]), Kind.COST)).values.tolist()
    [0.0, 0.0, 0.0, 15.0]
    """
    return Game(subset_sums(costs.singles) - costs.values, Kind.VALUE)


def game_of(players: int, value: Callable[[int], float], kind: Kind = Kind.VALUE) -> Game:
    """The array of a game that is given as a function of the coalition.

    >>> game_of(2, lambda coalition: 10.0 * coalition.bit_count()).values.tolist()
    [0.0, 10.0, 10.0, 20.0]
    """
    return Game(np.array([0.0, *(value(coalition) for coalition in range(1, 1 << players))]), kind)


def shares_of(shares: ArrayLike, players: int) -> Shares:
    """An allocation as an array, checked to be one finite number per player."""
    array = np.asarray(shares, dtype=np.float64)
    if array.shape != (players,) or not np.isfinite(array).all():
        raise InvalidProblem(Sentence("games.shares-shape", {"n": players}))
    return array
