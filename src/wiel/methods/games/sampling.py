"""The Shapley value of a game that is too large to write out, with its standard error."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from wiel.errors import InvalidProblem
from wiel.methods.games.game import Shares
from wiel.texts import Sentence

MOST_PLAYERS = 64


@dataclass(frozen=True, slots=True)
class Sampled:
    """Estimated shares, the standard error of each, and the number of coalitions that were asked."""

    shares: Shares
    standard_error: Shares
    asked: int


def sampled_shapley(players: int, value: Callable[[int], float], *, pairs: int, seed: int) -> Sampled:
    """What does each player add on average, estimated from random orders of arrival?

    `value(coalition)` takes a whole number whose bit i says whether player i takes part (up to 64 players) and gives what the
    coalition costs or is worth; `value(0)` is taken to be 0 and not asked. `pairs` orders are drawn with `seed`, each with its
    reverse; the error is that of the mean of the pairs. The shares sum to v(N). Algorithm `game.shapley.sampled`.
    Raises `InvalidProblem` for more than 64 players, fewer than two pairs, or a value that is not a finite number.

    >>> pooled = sampled_shapley(30, lambda coalition: float(coalition.bit_count()) ** 0.5, pairs=20, seed=1)
    >>> bool(abs(pooled.shares.sum() - 30**0.5) < 1e-9), bool((pooled.standard_error < 0.1).all())
    (True, True)
    """
    check_players(players)
    if pairs < 2:
        raise InvalidProblem(Sentence("games.few-samples"))
    random = np.random.default_rng(seed)
    known = Asked(value)
    total, squares = np.zeros(players), np.zeros(players)
    for _ in range(pairs):
        order = random.permutation(players).tolist()
        added = (_added(order, known) + _added(order[::-1], known)) / 2
        total += added
        squares += added**2
    mean: Shares = total / pairs
    variance = np.maximum(squares / pairs - mean**2, 0.0) * pairs / (pairs - 1)
    return Sampled(mean, np.sqrt(variance / pairs), len(known.answers) - 1)


def check_players(players: int) -> None:
    """Refuse more players than a coalition of 64 bits can hold."""
    if not 1 <= players <= MOST_PLAYERS:
        raise InvalidProblem(Sentence("games.too-many-for-functions", {"n": players, "most": MOST_PLAYERS}))


class Asked:
    """A value function that is asked once per coalition, and whose answers are checked to be finite.

    >>> asked = Asked(float)
    >>> asked(3), asked(3), len(asked.answers)
    (3.0, 3.0, 2)
    """

    def __init__(self, value: Callable[[int], float]) -> None:
        self._value = value
        self.answers: dict[int, float] = {0: 0.0}

    def __call__(self, coalition: int) -> float:
        """What the coalition costs or is worth."""
        if coalition not in self.answers:
            answer = float(self._value(coalition))
            if not np.isfinite(answer):
                raise InvalidProblem(Sentence("games.not-finite", {"coalition": str(coalition)}))
            self.answers[coalition] = answer
        return self.answers[coalition]


def _added(order: list[int], value: Asked) -> Shares:
    """What each player adds when the players arrive in this order."""
    added = np.zeros(len(order))
    coalition, before = 0, 0.0
    for player in order:
        coalition |= 1 << player
        after = value(coalition)
        added[player] = after - before
        before = after
    return added
