"""Which claims may stand together? One entry for each name, and where it must be, one name for each entry."""

import numpy as np
from scipy import sparse
from scipy.optimize import linear_sum_assignment
from scipy.sparse.csgraph import connected_components

SURE = 0.9
RARE = 0.05
ENOUGH_CLAIMS = 20


def looks_one_to_one(right: np.ndarray, probability: np.ndarray) -> bool:
    """Whether these lists hold nothing twice: of the entries that a name claims with certainty, hardly any has a second such claim.

    >>> looks_one_to_one(np.arange(30), np.full(30, 0.95)), looks_one_to_one(np.arange(30) // 2, np.full(30, 0.95))
    (True, False)
    """
    _, claims = np.unique(right[probability >= SURE], return_counts=True)
    return len(claims) >= ENOUGH_CLAIMS and float((claims > 1).mean()) < RARE


def assigned(left: np.ndarray, right: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """Which pairs together are the most probable set in which no name and no entry occurs twice? Places of the chosen pairs.

    Maximises Σ log(p / (1 − p)) over pairs with p above one half, apart for every connected part (assignment problem).

    >>> assigned(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([0.9, 0.7, 0.8])).tolist()
    [1, 2]
    """
    places = np.flatnonzero(probability > 0.5)
    if not len(places):
        return places
    _, one = np.unique(left[places], return_inverse=True)
    _, other = np.unique(right[places], return_inverse=True)
    size = one.max() + 1
    links = sparse.coo_array((np.ones(len(places)), (one, other + size)), shape=(size + other.max() + 1,) * 2)
    _, part = connected_components(links, directed=False)
    order = np.argsort(part[one], kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(part[one][order])) + 1)
    odds = np.log(probability[places]) - np.log1p(-np.minimum(probability[places], 1 - 1e-12))
    chosen = [_best(group, one, other, odds) for group in groups]
    return np.sort(places[np.concatenate(chosen)])


def _best(group: np.ndarray, one: np.ndarray, other: np.ndarray, odds: np.ndarray) -> np.ndarray:
    """The chosen pairs of one connected part."""
    if len(group) == 1:
        return group
    rows, row = np.unique(one[group], return_inverse=True)
    columns, column = np.unique(other[group], return_inverse=True)
    gain = np.zeros((len(rows), len(columns)))
    pair = np.full(gain.shape, -1)
    gain[row, column], pair[row, column] = odds[group], group
    chosen = pair[linear_sum_assignment(gain, maximize=True)]
    found: np.ndarray = chosen[chosen >= 0]
    return found
