"""Average linkage: the most alike groups join first, until nothing is left of which it is known how alike it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DIGITS = 9

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups that join: their members (ascending), at which height, and of how many pairs the likeness is known.

    `left` holds the lowest member. `height` = 1 − the mean similarity of the known pairs between the groups.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    height: float
    pairs_known: int

    @property
    def members(self) -> tuple[int, ...]:
        """Everybody in the new group, ascending."""
        return tuple(sorted(self.left + self.right))


def average_linkage(similarity: Matrix) -> tuple[Merge, ...]:
    """Who joins whom, and how alike are they then?

    The distance of two groups is the mean of 1 − similarity over the pairs between them of which it is known. The two nearest groups
    join; of equally near ones those with the lowest members. Groups between which nothing is known never join, so that the answer may
    be several trees. Heights never go down: a mean over known pairs is at least the least of its parts.

    `similarity`: square and symmetric, 0 to 1, NaN where unknown; the diagonal does not count.

    Source: R. R. Sokal and C. D. Michener, "A statistical method for evaluating systematic relationships", University of Kansas Science
    Bulletin 38 (1958).

    >>> square = np.array([[1, 0.6, 0.2], [0.6, 1, 0.4], [0.2, 0.4, 1]])
    >>> [(merge.left, merge.right, merge.height) for merge in average_linkage(square)]
    [((0,), (1,), 0.4), ((0, 1), (2,), 0.7)]
    """
    count = len(similarity)
    known = np.isfinite(similarity)
    sums, pairs = np.where(known, 1.0 - similarity, 0.0), known.astype(np.int64)
    groups: list[tuple[int, ...]] = [(i,) for i in range(count)]
    distance = _means(sums, pairs)
    distance[np.tril_indices(count)] = np.inf
    alive = np.ones(count, dtype=bool)
    found: list[Merge] = []
    while count and np.isfinite(least := distance.min()):
        a, b = divmod(int(np.argmin(distance)), count)
        found.append(Merge(groups[a], groups[b], float(least), int(pairs[a, b])))
        groups[a] = found[-1].members
        for square in (sums, pairs):
            square[a] += square[b]
            square[:, a] += square[:, b]
        means = _means(sums[a], pairs[a])
        alive[b] = False
        means[~alive] = np.inf
        distance[a, a + 1 :], distance[:a, a] = means[a + 1 :], means[:a]
        distance[b], distance[:, b] = np.inf, np.inf
    return tuple(found)


def _means(sums: Matrix, pairs: NDArray[np.int64]) -> Matrix:
    """Mean distance, free of the dust of adding in another order; infinite where no pair is known."""
    with np.errstate(invalid="ignore", divide="ignore"):
        means: Matrix = np.where(pairs > 0, np.round(sums / pairs, DIGITS), np.inf)
    return means
