"""Sums and maxima over the coalitions with a given player, for every player in one pass over the array."""

import numpy as np
from numpy.typing import NDArray

from wiel.methods.games.coalitions import sizes, subset_sums

# The low bits of a coalition are folded in a table of 2^LOW entries that stays in a fast memory, the high bits per block.
LOW = 14


def sums_with_each_player(values: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every player: Σ weights[|S|] · v(S) over the coalitions S with that player.

    `values` has length 2ⁿ, `weights` length n + 1. Work 2ⁿ, not n·2ⁿ.

    >>> sums_with_each_player(np.array([0.0, 1.0, 2.0, 4.0]), np.array([0.0, 1.0, 10.0])).tolist()
    [41.0, 42.0]
    """
    players = weights.size - 1
    low_sizes = sizes(min(players, LOW))
    blocks = values.reshape(-1, low_sizes.size)
    running, per_block = np.zeros(low_sizes.size), np.zeros(len(blocks))
    for high, block in enumerate(blocks):
        weighted = block * weights[high.bit_count() + low_sizes]
        running += weighted
        per_block[high] = weighted.sum()
    return np.concatenate([_sums_by_bit(running), _sums_by_bit(per_block)])


def _sums_by_bit(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every bit: the sum of the entries whose place has that bit."""
    bits = amounts.size.bit_length() - 1
    return np.array([amounts.reshape(-1, 2, 1 << bit)[:, 1].sum() for bit in range(bits)])


def maxima_with_each_player(values: NDArray[np.float64], sign: float, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every player: the greatest sign · v(S) − x(S) over the coalitions S with that player.

    >>> maxima_with_each_player(np.array([0.0, 1.0, 2.0, 4.0]), 1.0, np.array([0.0, 3.0])).tolist()
    [1.0, 1.0]
    """
    low_sums, high_sums = subset_sums(shares[:LOW]), subset_sums(shares[LOW:])
    running, per_block = np.full(low_sums.size, -np.inf), np.empty(high_sums.size)
    for high, block in enumerate(values.reshape(-1, low_sums.size)):
        rest = sign * block - low_sums - high_sums[high]
        np.maximum(running, rest, out=running)
        per_block[high] = rest.max()
    return np.concatenate([_maxima_by_bit(running), _maxima_by_bit(per_block)])


def _maxima_by_bit(amounts: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every bit: the greatest of the entries whose place has that bit."""
    bits = amounts.size.bit_length() - 1
    return np.array([amounts.reshape(-1, 2, 1 << bit)[:, 1].max() for bit in range(bits)])
