"""Coalitions as whole numbers: bit i says whether player i takes part."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


def members(coalition: int) -> tuple[int, ...]:
    """Which players take part?

    >>> members(0b1101)
    (0, 2, 3)
    """
    return tuple(player for player in range(coalition.bit_length()) if coalition >> player & 1)


def coalition_of(players: Iterable[int]) -> int:
    """The coalition of these players.

    >>> coalition_of([0, 2, 3])
    13
    """
    coalition = 0
    for player in players:
        coalition |= 1 << player
    return coalition


def subset_sums(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """What does each coalition have together? x(S) for all 2ⁿ coalitions, by doubling.

    >>> subset_sums(np.array([1.0, 10.0, 100.0])).tolist()
    [0.0, 1.0, 10.0, 11.0, 100.0, 101.0, 110.0, 111.0]
    """
    sums = np.zeros(1 << amounts.size)
    for player, amount in enumerate(amounts):
        half = 1 << player
        np.add(sums[:half], amount, out=sums[half : 2 * half])
    return sums


def sizes(players: int) -> NDArray[np.int64]:
    """How many members has each coalition?

    >>> sizes(3).tolist()
    [0, 1, 1, 2, 1, 2, 2, 3]
    """
    return np.bitwise_count(np.arange(1 << players, dtype=np.uint32)).astype(np.int64)


def incidence(coalitions: Sequence[int] | NDArray[np.int64], players: int) -> NDArray[np.float64]:
    """One row per coalition, one column per player: 1 where the player takes part.

    >>> incidence([0b01, 0b11], 2).tolist()
    [[1.0, 0.0], [1.0, 1.0]]
    """
    masks = np.asarray(coalitions, dtype=np.uint64)
    bits = masks[:, None] >> np.arange(players, dtype=np.uint64)
    return (bits & np.uint64(1)).astype(np.float64)
