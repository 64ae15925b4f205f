"""The nucleolus of a game that is too large to write out: coalitions are asked when they may matter."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.coalitions import incidence
from wiel.methods.games.excess import Complaint, divisors_per_member
from wiel.methods.games.game import Kind, Shares
from wiel.methods.games.lexicographic import Nucleolus, Search, Setting, sequence
from wiel.methods.games.sampling import Asked, check_players
from wiel.methods.games.span import Span
from wiel.texts import Sentence

# Starting points of one search: the worst coalitions already known, and random ones.
KNOWN_STARTS, RANDOM_STARTS = 12, 12


@dataclass(frozen=True, slots=True)
class Generated:
    """The nucleolus over the coalitions that were asked; `proven` when the search promises to find the worst coalition."""

    nucleolus: Nucleolus
    asked: int
    proven: bool


class Neighbours:
    """Search by letting one player in or out as long as that raises the excess, from known and from random coalitions."""

    def __init__(self, players: int, sign: float, value: Asked, weights: NDArray[np.float64], seed: int) -> None:
        self.players, self.sign, self.value, self.weights = players, sign, value, weights
        self._random = Random(seed)

    def __call__(self, shares: Shares, span: Span, above: float, limit: int) -> list[Complaint]:
        """At most `limit` coalitions outside the span with (divided) excess above the threshold, worst first."""
        for start in self._starts(shares):
            self._climb(start, shares, span)
        known = np.array([coalition for coalition in self.value.answers if coalition not in span], dtype=np.uint64)
        excess = self._known(known, shares)
        over = np.flatnonzero(excess > above)
        order = over[np.lexsort((known[over], -excess[over]))][:limit]
        return [Complaint(int(known[place]), float(excess[place])) for place in order]

    def _starts(self, shares: Shares) -> list[int]:
        known = np.array(list(self.value.answers), dtype=np.uint64)
        worst = known[np.argsort(-self._known(known, shares), kind="stable")[:KNOWN_STARTS]]
        return [int(coalition) for coalition in worst] + [self._random.getrandbits(self.players) for _ in range(RANDOM_STARTS)]

    def _known(self, coalitions: NDArray[np.uint64], shares: Shares) -> NDArray[np.float64]:
        inside = incidence(coalitions.tolist(), self.players)
        values = np.array([self.value.answers[coalition] for coalition in coalitions.tolist()])
        excess = self.sign * (values - inside @ shares)
        divided: Shares = excess / self.weights[inside.sum(axis=1).astype(np.int64)]
        return divided

    def _excess(self, coalition: int, shares: Shares, span: Span) -> float:
        if coalition in span:
            return -np.inf
        paid = sum(float(shares[player]) for player in range(self.players) if coalition >> player & 1)
        return float(self.sign * (self.value(coalition) - paid) / self.weights[coalition.bit_count()])

    def _climb(self, coalition: int, shares: Shares, span: Span) -> None:
        reached = self._excess(coalition, shares, span)
        while True:
            neighbours = [coalition ^ (1 << player) for player in range(self.players)]
            offers = [self._excess(neighbour, shares, span) for neighbour in neighbours]
            best = int(np.argmax(offers))
            if offers[best] <= reached:
                return
            coalition, reached = neighbours[best], offers[best]


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
    return Generated(sequence(setting), len(asked.answers) - 1, proven=search is not None)
