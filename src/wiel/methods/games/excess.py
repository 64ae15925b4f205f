"""What each coalition has to complain about, and which coalitions complain most."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wiel.methods.games.coalitions import sizes, subset_sums
from wiel.methods.games.game import NOISE, Game, Kind, Shares
from wiel.methods.games.span import PRIME, Span, subset_sums_modulo

# The scan returns the worst coalition of every block of 2^BLOCK, so the block decides how varied its answer is.
BLOCK = 8
# Coalitions are looked at in tables of 2^TABLE, which fit in a fast memory.
TABLE = 14
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


class Scan:
    """The worst coalitions outside a span, by looking at every entry of the array.

    `divisors[s]` is what the excess of a coalition of s members is divided by; None means 1 for all.
    """

    def __init__(self, game: Game, divisors: NDArray[np.float64] | None = None) -> None:
        self.game = game
        self.divisors = divisors
        self._low = min(game.players, TABLE)
        self._block = 1 << min(self._low, BLOCK)
        self._sizes = sizes(self._low)

    def __call__(self, shares: Shares, span: Span, above: float, limit: int) -> list[Complaint]:
        """At most `limit` coalitions outside `span` with (divided) excess above a threshold, worst first, one per block."""
        low_sums, high_sums = subset_sums(shares[: self._low]), subset_sums(shares[self._low :])
        hashes = [subset_sums_modulo(part) for part in (span.orthogonal[: self._low], span.orthogonal[self._low :])]
        tables = self.game.values.reshape(-1, low_sums.size)
        worst, places = np.empty(tables.size // self._block), np.empty(tables.size // self._block, dtype=np.int64)
        starts = np.arange(0, low_sums.size, self._block)
        for high, table in enumerate(tables):
            excess = table - low_sums
            excess -= high_sums[high]
            excess *= self.game.sign
            if self.divisors is not None:
                excess /= self.divisors[high.bit_count() + self._sizes]
            excess[hashes[0] == np.uint64(-int(hashes[1][high]) % PRIME)] = -np.inf
            greatest = starts + excess.reshape(-1, self._block).argmax(axis=1)
            rows = slice(high * starts.size, (high + 1) * starts.size)
            worst[rows], places[rows] = excess[greatest], high * low_sums.size + greatest
        over = np.flatnonzero(worst > above)
        order = over[np.lexsort((places[over], -worst[over]))][:limit]
        return [Complaint(int(places[row]), float(worst[row])) for row in order]


def divisors_per_member(players: int) -> NDArray[np.float64]:
    """What the excess is divided by in the per-capita nucleolus: the number of members (1 for nobody)."""
    return np.maximum(1.0, np.arange(players + 1))
