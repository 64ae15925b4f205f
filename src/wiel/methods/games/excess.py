"""What each coalition has to complain about, and which coalitions complain most."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wiel.methods.games.coalitions import subset_sums
from wiel.methods.games.game import NOISE, Game, Kind, Shares
from wiel.methods.games.span import PRIME, Span, subset_sums_modulo

# The scan returns the worst coalition of every block of 2^BLOCK, so the block decides how varied its answer is.
BLOCK = 8
# The core test looks at 2^CHUNK coalitions at a time, which bounds its memory.
CHUNK = 20


@dataclass(frozen=True, slots=True)
class Complaint:
    """A coalition and its excess: what it pays more, or gets less, than on its own."""

    coalition: int
    excess: float


def excesses(game: Game, shares: Shares) -> NDArray[np.float64]:
    """What has each coalition to complain about? Value: v(S) − x(S); cost: x(S) − c(S). Length 2ⁿ.

    >>> excesses(Game(np.array([0.0, 60, 50, 95]), "cost"), np.array([55.0, 40])).tolist()
    [0.0, -5.0, -10.0, 0.0]
    """
    paid = subset_sums(shares)
    return game.values - paid if game.kind is Kind.VALUE else paid - game.values


def complaints(game: Game, shares: Shares, limit: int = 100) -> tuple[tuple[Complaint, ...], int]:
    """Which coalitions are better off alone, worst first, and how many are there?

    At most `limit` are returned; ties in order of the coalition. An excess counts when it exceeds 10⁻⁹ of the greatest amount
    in the game. Algorithm `game.core.test`.

    >>> complaints(Game(np.array([0.0, 60, 50, 95, 40, 88, 70, 120]), "cost"), np.array([40.0, 40, 40]))
    ((Complaint(coalition=6, excess=10.0),), 1)
    """
    threshold = NOISE * game.scale
    found, count = np.empty((0, 2)), 0
    low_sums = subset_sums(shares[:CHUNK])
    high_sums = subset_sums(shares[CHUNK:])
    for high, added in enumerate(high_sums):
        first = high * low_sums.size
        excess = game.sign * (game.values[first : first + low_sums.size] - low_sums - added)
        if first == 0:
            excess[0] = -np.inf
        if first + excess.size == game.values.size:
            excess[-1] = -np.inf
        places = np.flatnonzero(excess > threshold)
        count += places.size
        rows = np.column_stack([-excess[places], first + places])
        found = np.concatenate([found, rows])
        found = found[np.lexsort((found[:, 1], found[:, 0]))][:limit]
    return tuple(Complaint(int(coalition), -float(minus)) for minus, coalition in found), count


@njit(cache=True)
def _worst_per_block(
    values: NDArray[np.float64],
    sign: float,
    sums: tuple[NDArray[np.float64], NDArray[np.float64]],
    weights: NDArray[np.float64],
    hashes: tuple[NDArray[np.uint64], NDArray[np.uint64]],
    prime: np.uint64,
    worst: NDArray[np.float64],
    coalitions: NDArray[np.int64],
) -> None:
    low_sums, high_sums = sums
    low_hashes, high_hashes = hashes
    block = low_sums.size
    low_sizes = np.zeros(block, np.int64)
    for low in range(1, block):
        low_sizes[low] = low_sizes[low >> 1] + (low & 1)
    for high in range(high_sums.size):
        settled = (prime - high_hashes[high]) % prime
        high_size, rest = 0, high
        while rest:
            high_size += rest & 1
            rest >>= 1
        greatest, place = -np.inf, -1
        for low in range(block):
            excess = sign * values[high * block + low] - low_sums[low] - high_sums[high]
            excess *= weights[high_size + low_sizes[low]]
            if excess > greatest and low_hashes[low] != settled:
                greatest, place = excess, low
        worst[high], coalitions[high] = greatest, high * block + place


class Scan:
    """The worst coalitions outside a span, by looking at every entry of the array.

    `divisors[s]` is what the excess of a coalition of s members is divided by; None means 1 for all.
    """

    def __init__(self, game: Game, divisors: NDArray[np.float64] | None = None) -> None:
        self.game = game
        self.low = min(game.players, BLOCK)
        self.weights = np.ones(game.players + 1) if divisors is None else 1 / divisors
        blocks = game.values.size >> self.low
        self._worst = np.empty(blocks)
        self._coalitions = np.empty(blocks, dtype=np.int64)

    def __call__(self, shares: Shares, span: Span, above: float, limit: int) -> list[Complaint]:
        """At most `limit` coalitions outside `span` with (divided) excess above a threshold, worst first, one per block."""
        gains = self.game.sign * shares
        _worst_per_block(
            self.game.values,
            self.game.sign,
            (subset_sums(gains[: self.low]), subset_sums(gains[self.low :])),
            self.weights,
            (subset_sums_modulo(span.orthogonal[: self.low]), subset_sums_modulo(span.orthogonal[self.low :])),
            np.uint64(PRIME),
            self._worst,
            self._coalitions,
        )
        over = np.flatnonzero(self._worst > above)
        order = over[np.lexsort((self._coalitions[over], -self._worst[over]))][:limit]
        return [Complaint(int(self._coalitions[block]), float(self._worst[block])) for block in order]


def divisors_per_member(players: int) -> NDArray[np.float64]:
    """What the excess is divided by in the per-capita nucleolus: the number of members (1 for nobody)."""
    return np.maximum(1.0, np.arange(players + 1))
