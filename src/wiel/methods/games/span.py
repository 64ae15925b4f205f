"""Which coalitions depend linearly on those that are settled? Decided exactly, modulo a prime."""

from collections.abc import Iterable
from random import Random

import numpy as np
from numpy.typing import NDArray

PRIME = (1 << 61) - 1


def subset_sums_modulo(amounts: Iterable[int]) -> NDArray[np.uint64]:
    """The sum over every subset, modulo the prime 2⁶¹ − 1.

    >>> subset_sums_modulo([PRIME - 1, 3]).tolist()
    [0, 2305843009213693950, 3, 2]
    """
    numbers = list(amounts)
    sums = np.zeros(1 << len(numbers), dtype=np.uint64)
    for player, number in enumerate(numbers):
        half = 1 << player
        np.mod(sums[:half] + np.uint64(number), np.uint64(PRIME), out=sums[half : 2 * half])
    return sums


class Span:
    """The linear span of coalitions, kept in echelon form modulo 2⁶¹ − 1.

    A determinant of zeros and ones of order n ≤ 24 is smaller than the prime, so the rank is that over the rationals. `orthogonal`
    is a random vector perpendicular to the span: a coalition lies in the span when its sum is zero, and otherwise is taken for one
    with chance 2⁻⁶¹. The random numbers have a fixed seed.

    >>> span = Span(3, [0b111])
    >>> span.add(0b001), span.add(0b110), span.rank, 0b110 in span, 0b010 in span
    (True, False, 2, True, False)
    """

    def __init__(self, players: int, coalitions: Iterable[int] = ()) -> None:
        self.players = players
        self._rows: dict[int, list[int]] = {}
        self._random = Random(20261121)
        self._orthogonal: list[int] = []
        for coalition in coalitions:
            self.add(coalition)

    @property
    def rank(self) -> int:
        """The number of independent coalitions."""
        return len(self._rows)

    @property
    def orthogonal(self) -> list[int]:
        """A random vector perpendicular to the span, drawn anew when the span has grown."""
        if not self._orthogonal:
            free = {player: self._random.randrange(1, PRIME) for player in range(self.players) if player not in self._rows}
            bound = {pivot: -sum(row[player] * number for player, number in free.items()) for pivot, row in self._rows.items()}
            self._orthogonal = [free.get(player, bound.get(player, 0)) % PRIME for player in range(self.players)]
        return self._orthogonal

    @property
    def full(self) -> bool:
        """Whether every coalition lies in the span."""
        return self.rank == self.players

    def __contains__(self, coalition: int) -> bool:
        return sum(number for player, number in enumerate(self.orthogonal) if coalition >> player & 1) % PRIME == 0

    def add(self, coalition: int) -> bool:
        """Add a coalition; False when it already lay in the span."""
        row = [coalition >> player & 1 for player in range(self.players)]
        for pivot, known in self._rows.items():
            row = _less(row, row[pivot], known)
        pivot = next((player for player, number in enumerate(row) if number), -1)
        if pivot < 0:
            return False
        inverse = pow(row[pivot], -1, PRIME)
        row = [number * inverse % PRIME for number in row]
        self._rows = {other: _less(known, known[pivot], row) for other, known in self._rows.items()}
        self._rows[pivot] = row
        self._orthogonal = []
        return True


def _less(row: list[int], factor: int, known: list[int]) -> list[int]:
    if not factor:
        return row
    return [(number - factor * other) % PRIME for number, other in zip(row, known, strict=True)]
