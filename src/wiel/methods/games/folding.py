"""Sums and maxima over the coalitions with a given player, for every player in one pass over the array."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wiel.methods.games.coalitions import sizes, subset_sums

# Low bits of a coalition are folded in a table of 2^LOW entries that stays in the fastest memory, high bits per block.
LOW = 10


@njit(cache=True)
def _fold_sums(
    values: NDArray[np.float64], weights: NDArray[np.float64], low_sizes: NDArray[np.int64], sums: NDArray[np.float64]
) -> float:
    block, low_bits = low_sizes.size, 0
    while 1 << low_bits < block:
        low_bits += 1
    running = np.zeros(block)
    total = 0.0
    for high in range(values.size // block):
        high_size, rest, block_sum = 0, high, 0.0
        while rest:
            high_size += rest & 1
            rest >>= 1
        for low in range(block):
            weighted = values[high * block + low] * weights[high_size + low_sizes[low]]
            running[low] += weighted
            block_sum += weighted
        total += block_sum
        for bit in range(sums.size - low_bits):
            if high >> bit & 1:
                sums[low_bits + bit] += block_sum
    for low in range(block):
        for bit in range(low_bits):
            if low >> bit & 1:
                sums[bit] += running[low]
    return total


def sums_with_each_player(values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """For every player: Σ weights[|S|] · v(S) over the coalitions S with that player; and the same sum over all coalitions.

    `values` has length 2ⁿ, `weights` length n + 1. Work 2ⁿ, not n·2ⁿ.

    >>> sums, total = sums_with_each_player(np.array([0.0, 1.0, 2.0, 4.0]), np.array([0.0, 1.0, 10.0]))
    >>> sums.tolist(), total
    ([41.0, 42.0], 43.0)
    """
    players = weights.size - 1
    sums = np.zeros(players)
    total = _fold_sums(values, weights, sizes(min(players, LOW)), sums)
    return sums, float(total)


@njit(cache=True)
def _fold_maxima(
    values: NDArray[np.float64],
    sign: float,
    low_sums: NDArray[np.float64],
    high_sums: NDArray[np.float64],
    maxima: NDArray[np.float64],
) -> None:
    block = low_sums.size
    running = np.full(block, -np.inf)
    low_bits = 0
    while 1 << low_bits < block:
        low_bits += 1
    for high in range(high_sums.size):
        block_max = -np.inf
        for low in range(block):
            rest = sign * values[high * block + low] - low_sums[low] - high_sums[high]
            running[low] = max(running[low], rest)
            block_max = max(block_max, rest)
        for bit in range(maxima.size - low_bits):
            if high >> bit & 1:
                maxima[low_bits + bit] = max(maxima[low_bits + bit], block_max)
    for low in range(block):
        for bit in range(low_bits):
            if low >> bit & 1:
                maxima[bit] = max(maxima[bit], running[low])


def maxima_with_each_player(values: NDArray[np.float64], sign: float, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every player: the greatest sign · v(S) − x(S) over the coalitions S with that player.

    >>> maxima_with_each_player(np.array([0.0, 1.0, 2.0, 4.0]), 1.0, np.array([0.0, 3.0])).tolist()
    [1.0, 1.0]
    """
    maxima = np.full(shares.size, -np.inf)
    low = min(shares.size, LOW)
    _fold_maxima(values, sign, subset_sums(shares[:low]), subset_sums(shares[low:]), maxima)
    return maxima
