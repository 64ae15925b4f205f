"""What every coalition pays for things that are bought once for all who use them: a subset transform."""

import numpy as np
from numpy.typing import NDArray


def covering_cost(users: NDArray[np.bool_], costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """For every coalition S: Σ costs[k] over the things k of which at least one user is in S, by bit order of `Game`.

    `users` (players, things), `costs` (things,), not negative. A thing without users costs nobody anything. With g(U) the cost of the
    things whose users are exactly U, the things that S does not use cost Σ g(U) over U ⊆ N∖S: one subset sum of n·2ⁿ additions.

    >>> users = np.array([[True, True, False], [False, True, True]])
    >>> covering_cost(users, np.array([1.0, 10.0, 100.0])).tolist()
    [0.0, 11.0, 110.0, 111.0]
    """
    players, things = users.shape
    masks = (users.astype(np.int64) << np.arange(players)[:, None]).sum(axis=0) if things else np.zeros(0, np.int64)
    within = np.bincount(masks, np.where(masks > 0, costs, 0.0), minlength=1 << players)
    for player in range(players):
        halves = within.reshape(-1, 2, 1 << player)
        halves[:, 1] += halves[:, 0]
    cost: NDArray[np.float64] = within[-1] - within[::-1]
    cost[0] = 0.0
    return cost
