"""The best order of the leaves of a tree: every group stays together, and likes stand as near as the tree allows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wiel.methods.grouping.linkage import Matrix, Merge

SCALE = 1_000_000
NEVER = np.int64(2**61)

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class _Group:
    """The cheapest row of a group for every two ends: `cost`, and where the row passes from one part to the other."""

    leaves: Whole
    cost: Whole
    parts: tuple["_Group", "_Group"] | None = None
    last: Whole | None = None
    first: Whole | None = None


def leaf_order(similarity: Matrix, merges: Sequence[Merge], bonds: NDArray[np.bool_] | None = None) -> tuple[int, ...]:
    """In which order do the leaves stand, so that blocks of likes are seen?

    Of all orders that keep every group of the tree together: first the most neighbours that are bound (`bonds`, square), then the fewest
    neighbours of which it is unknown how alike they are, then the greatest sum of similarity between neighbours (to six decimals), then
    the lowest first. Trees that are not joined follow one another, the largest first; that of the lowest member first where equal.
    Work: the cube of the number of leaves.

    Source: Z. Bar-Joseph, D. K. Gifford and T. S. Jaakkola, "Fast optimal leaf ordering for hierarchical clustering", Bioinformatics 17
    (2001).

    >>> square = np.array([[1, 0.6, 0.4], [0.6, 1, 0.2], [0.4, 0.2, 1]])
    >>> leaf_order(square, [Merge((0,), (1,), 0.4, 1), Merge((0, 1), (2,), 0.7, 2)])
    (1, 0, 2)
    """
    costs = _costs(similarity, np.zeros(similarity.shape, dtype=bool) if bonds is None else bonds)
    groups: dict[tuple[int, ...], _Group] = {
        (i,): _Group(np.array([i]), np.zeros((1, 1), dtype=np.int64)) for i in range(len(costs))
    }
    for merge in merges:
        groups[merge.members] = _joined(groups.pop(merge.left), groups.pop(merge.right), costs)
    trees = sorted(groups.items(), key=lambda item: (-len(item[0]), item[0]))
    return tuple(leaf for _, tree in trees for leaf in _row(tree))


def _costs(similarity: Matrix, bonds: NDArray[np.bool_]) -> Whole:
    """What two neighbours cost, in whole numbers: a bond outweighs every unknown, an unknown every distance."""
    count, known = len(similarity), np.isfinite(similarity)
    unknown = count * SCALE + 1
    distance = np.where(known, np.round((1.0 - np.where(known, similarity, 0.0)) * SCALE), unknown).astype(np.int64)
    costs: Whole = distance + np.where(bonds, 0, (count + 1) * unknown)
    return costs


def _joined(left: _Group, right: _Group, costs: Whole) -> _Group:
    """The cheapest rows of two groups side by side, for every end in the one and every end in the other."""
    between = costs[np.ix_(left.leaves, right.leaves)]
    to_end, first = _cheapest(between, right.cost)
    through, last = _cheapest(left.cost, to_end)
    leaves = np.concatenate([left.leaves, right.leaves])
    size = len(left.leaves)
    cost = np.full((len(leaves), len(leaves)), NEVER)
    cost[:size, size:], cost[size:, :size] = through, through.T
    return _Group(leaves, cost, (left, right), last, first)


def _cheapest(one: Whole, other: Whole) -> tuple[Whole, Whole]:
    """For every row of the one and column of the other the least sum over what lies between, and where it is reached."""
    least = np.empty((one.shape[0], other.shape[1]), dtype=np.int64)
    where = np.empty_like(least)
    for i, row in enumerate(one):
        sums = row[:, None] + other
        where[i] = sums.argmin(axis=0)
        least[i] = sums.min(axis=0)
    return np.minimum(least, NEVER), where


def _row(tree: _Group) -> list[int]:
    """The leaves of the cheapest row, from the end with the lowest number."""
    by_number = np.argsort(tree.leaves)
    start, end = divmod(int(tree.cost[np.ix_(by_number, by_number)].argmin()), len(by_number))
    found: list[int] = []
    waiting = [(tree, int(by_number[start]), int(by_number[end]))]
    while waiting:
        group, begin, stop = waiting.pop()
        if group.parts is None or group.last is None or group.first is None:
            found.append(int(group.leaves[0]))
            continue
        left, right = group.parts
        size = len(left.leaves)
        u, w = (begin, stop - size) if begin < size else (stop, begin - size)
        m = int(group.last[u, w])
        k = int(group.first[m, w])
        halves = [(left, u, m), (right, k, w)] if begin < size else [(right, w, k), (left, m, u)]
        waiting += reversed(halves)
    return found
