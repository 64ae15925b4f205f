"""A facility in levels, of which everybody needs all levels up to the own one."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games.game import Game, Kind, Shares
from wiel.texts import Sentence

Levels = tuple[NDArray[np.float64], NDArray[np.float64]]


def _levels(costs: ArrayLike, users: ArrayLike) -> Levels:
    costs, users = np.asarray(costs, dtype=np.float64), np.asarray(users, dtype=np.float64)
    if costs.ndim != 1 or costs.shape != users.shape or not costs.size:
        raise InvalidProblem(Sentence("games.levels-shape", {"levels": costs.size, "users": users.size}))
    if not (np.isfinite(costs).all() and np.isfinite(users).all()):
        raise InvalidProblem(Sentence("games.levels-numbers"))
    if costs[0] < 0 or (np.diff(costs) < 0).any():
        raise InvalidProblem(Sentence("games.levels-falling"))
    if (users < 0).any() or users[-1] <= 0:
        raise InvalidProblem(Sentence("games.levels-unused"))
    return costs, users


def airport_shares(costs: ArrayLike, users: ArrayLike) -> Shares:
    """What does one unit of use of each level cost, when every step is shared equally by all who need it?

    `costs` are cumulative per level and do not fall; `users` is the use per level; the last level is used. x_k = x_{k−1} +
    (C_k − C_{k−1}) / (use of k and higher). Algorithm `airport.serial`; the Shapley value. Littlechild and Owen (1973).

    >>> airport_shares([8, 11, 13, 18], [1, 1, 1, 1]).tolist()
    [2.0, 3.0, 4.0, 9.0]
    """
    costs, users = _levels(costs, users)
    needing = users[::-1].cumsum()[::-1]
    shares: Shares = np.cumsum(np.diff(costs, prepend=0.0) / needing)
    return shares


def airport_nucleolus(costs: ArrayLike, users: ArrayLike) -> Shares:
    """What does one user of each level pay in the nucleolus of the airport game?

    `users` are whole numbers of users per level. The first group that pays alike is the one for which cost over (users up to it
    + 1) is smallest (for the last level: over all users); its members pay that, the next group carries on from there.
    Algorithm `airport.nucleolus`. Littlechild (1974).

    >>> airport_nucleolus([1, 2, 3], [1, 1, 1]).tolist()
    [0.5, 0.75, 1.75]
    """
    costs, users = _levels(costs, users)
    counted = users.cumsum()
    shares = np.zeros(costs.size)
    first, paid, covered, share = 0, 0.0, 0.0, 0.0
    while first < costs.size:
        divisor = counted[first:] - covered + np.where(np.arange(first, costs.size) < costs.size - 1, 1, 0)
        candidates = (costs[first:] - paid) / divisor
        candidates[counted[first:] == covered] = np.inf
        last = first + int(np.flatnonzero(candidates <= candidates.min() * (1 + 1e-12))[-1])
        share = float(candidates.min())
        shares[first : last + 1] = share
        paid += share * (counted[last] - covered)
        covered = float(counted[last])
        first = last + 1
    return shares


def airport_game(costs: ArrayLike) -> Game:
    """The airport game with one player per entry: a coalition costs what its most demanding member costs.

    >>> airport_game([1, 2]).values.tolist()
    [0.0, 1.0, 2.0, 2.0]
    """
    values = np.zeros(1)
    for cost in np.asarray(costs, dtype=np.float64):
        values = np.concatenate([values, np.maximum(values, cost)])
    return Game(values, Kind.COST)


def serial_shares(demands: ArrayLike, cost: Callable[[float], float]) -> Shares:
    """What does each demand cost, when nobody pays for how much larger another's demand is?

    With demands q in rising order and s_k = q_1 + … + q_{k−1} + (n−k+1)·q_k, share k is Σ_{j≤k} (C(s_j) − C(s_{j−1})) / (n−j+1);
    what no use at all costs is shared equally (C(s_0) = 0).
    Algorithm `serial.cost-sharing`. Moulin and Shenker (1992). Raises `InvalidProblem` for a negative demand.

    >>> serial_shares([1, 2, 3], lambda total: total**2).tolist()
    [3.0, 11.0, 22.0]
    """
    array = np.asarray(demands, dtype=np.float64)
    if not array.size or not np.isfinite(array).all() or (array < 0).any():
        raise InvalidProblem(Sentence("games.demands"))
    order = np.argsort(array, kind="stable")
    rising = array[order]
    left = array.size - np.arange(array.size)
    reached = np.cumsum(rising) - rising + left * rising
    steps = np.diff([cost(float(total)) for total in reached], prepend=0.0) / left
    shares = np.empty(array.size)
    shares[order] = np.cumsum(steps)
    return shares
