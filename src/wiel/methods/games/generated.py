"""The nucleolus of a game that is too large to write out: coalitions are asked when they may matter."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from random import Random

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import coalition_of
from wiel.methods.games.excess import Complaint, divisors_per_member
from wiel.methods.games.game import Kind, Shares
from wiel.methods.games.lexicographic import Nucleolus, Search, Setting, sequence
from wiel.methods.games.sampling import Asked, check_players
from wiel.methods.games.span import PRIME, Span
from wiel.texts import Sentence

# Starting points of one search: the worst coalitions already known, and random ones of every size.
KNOWN_STARTS, RANDOM_STARTS = 8, 24
# The sequence is repeated with everything that was asked so far until the answer stays, at most this often.
MOST_PASSES = 12


@dataclass(frozen=True, slots=True)
class Generated:
    """The nucleolus over the coalitions that were asked; `proven` when the search promises to find the worst coalition."""

    nucleolus: Nucleolus
    asked: int
    proven: bool


class Neighbours:
    """Search by letting one player in or out as long as that raises the excess, from known and from random coalitions."""

    def __init__(self, players: int, sign: float, value: Asked, weights: NDArray[np.float64], seed: int) -> None:
        self.players, self.sign, self.value = players, sign, value
        self._weights = weights.tolist()
        self._random = Random(seed)
        self._known = np.zeros(0, dtype=np.uint64)
        self._values = np.zeros(0)

    def __call__(self, shares: Shares, span: Span, above: float, limit: int) -> list[Complaint]:
        """At most `limit` coalitions outside the span with (divided) excess above the threshold, worst first."""
        starts = [complaint.coalition for complaint in self._worst(shares, span, -np.inf, KNOWN_STARTS)]
        for start in starts + [self._anybody() for _ in range(RANDOM_STARTS)]:
            self._climb(start, shares.tolist(), span)
        return self._worst(shares, span, above, limit)

    def _anybody(self) -> int:
        """A random coalition; first its size is drawn, then its members."""
        size = self._random.randint(1, self.players)
        return coalition_of(self._random.sample(range(self.players), size))

    def _worst(self, shares: Shares, span: Span, above: float, limit: int) -> list[Complaint]:
        """The worst of all coalitions that were ever asked."""
        fresh = list(islice(self.value.answers.items(), self._known.size, None))
        self._known = np.concatenate([self._known, np.array([coalition for coalition, _ in fresh], dtype=np.uint64)])
        self._values = np.concatenate([self._values, [value for _, value in fresh]])
        rest = self._values.copy()
        for player, share in enumerate(shares):
            rest -= share * (self._known >> np.uint64(player) & np.uint64(1))
        excess = self.sign * rest / np.array(self._weights)[np.bitwise_count(self._known)]
        over = np.flatnonzero(excess > above)
        ordered = over[np.lexsort((self._known[over], -excess[over]))]
        outside = (place for place in ordered if int(self._known[place]) not in span)
        return [Complaint(int(self._known[place]), float(excess[place])) for place in islice(outside, limit)]

    def _climb(self, coalition: int, shares: list[float], span: Span) -> None:
        """Ask neighbours until none has a greater excess; those in the span cannot change and are passed over."""
        reached = -np.inf
        while True:
            paid = sum(share for player, share in enumerate(shares) if coalition >> player & 1)
            residue = sum(number for player, number in enumerate(span.orthogonal) if coalition >> player & 1)
            best = (reached, coalition)
            for player, share in enumerate(shares):
                neighbour, way = coalition ^ (1 << player), -1 if coalition >> player & 1 else 1
                if (residue + way * span.orthogonal[player]) % PRIME:
                    excess = self.sign * (self.value(neighbour) - paid - way * share) / self._weights[neighbour.bit_count()]
                    best = max(best, (excess, neighbour))
            if best[1] == coalition:
                return
            reached, coalition = best


def generated_nucleolus(
    players: int,
    value: Callable[[int], float],
    kind: Kind = Kind.VALUE,
    *,
    per_capita: bool = False,
    limited: bool = True,
    search: Search | None = None,
    seed: int = 0,
) -> Generated:
    """Which allocation is the (pre)nucleolus, when the game is a function `value(coalition)` of up to 64 players?

    Without `search` coalitions are found by climbing over neighbours, which may miss some: the answer is then exact for the
    coalitions asked and `proven` is False. A `search` of your own gets shares in the unit of the game.
    Algorithm `game.nucleolus.generated`.
    Raises `InvalidProblem` for more than 64 players, or when `limited` and in every allocation somebody is worse off than alone.

    >>> found = generated_nucleolus(30, lambda coalition: float(coalition.bit_count()) ** 0.5, Kind.COST)
    >>> found.nucleolus.shares.round(6).tolist() == [round(30**0.5 / 30, 6)] * 30
    True
    """
    check_players(players)
    kind, asked = Kind(kind), Asked(value)
    weights = divisors_per_member(players) if per_capita else np.ones(players + 1)
    everybody = (1 << players) - 1
    total = kind.sign * asked(everybody)
    alone = kind.sign * np.array([asked(1 << player) for player in range(players)])
    shift = alone + (total - alone.sum()) / players
    others = kind.sign * np.array([asked(everybody ^ (1 << player)) for player in range(players)])
    scale = float(max(np.abs(alone - shift).max(), np.abs(others - total + shift).max()))
    measure = float(max(abs(total), np.abs(alone).max()))
    scale = scale if scale > 1e-12 * measure else max(measure, 1.0)
    if limited and alone.sum() > total + 1e-9 * measure:
        raise InvalidProblem(Sentence("games.no-imputation", {"total": str(kind.sign * total)}))
    setting = Setting(
        players,
        kind.sign,
        lambda coalition: kind.sign * asked(coalition),
        search or Neighbours(players, kind.sign, asked, weights, seed),
        shift,
        scale,
        weights,
        (everybody,),
        (alone - shift) / scale if limited else None,
    )
    found = sequence(setting)
    for _ in range(MOST_PASSES if search is None else 0):
        before, found = found, sequence(setting)
        if np.abs(found.shares - before.shares).max() <= 1e-9 * scale:
            break
    return Generated(found, len(asked.answers) - 1, proven=search is not None)
