"""What every group of members costs without the rest: written out up to 24 members, asked one by one beyond."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wiel.errors import InvalidProblem
from wiel.methods.games import (
    Complaint,
    Game,
    Kind,
    Property,
    certify,
    complaints,
    excesses,
    generated_nucleolus,
    least_core,
    nucleolus,
    prenucleolus,
    sampled_shapley,
    shapley,
    superadditive,
)
from wiel.methods.games.coalitions import coalition_of, incidence
from wiel.methods.games.game import Shares

MOST_EXACT = 24
DRAWN = 400


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of a rule over the game in cents. `error`: standard error per member where sampled; `proof`: whether the shares are
    certified, None where that cannot be; `limited`: nobody pays more than alone."""

    shares: Shares
    error: Shares | None = None
    proof: bool | None = None
    limited: bool = True


class Coalitions(Protocol):
    """The cost of every group in cents a year. Bit i of a group says whether member i takes part."""

    @property
    def exact(self) -> bool:
        """Whether every group is looked at."""
        ...

    @property
    def singles(self) -> Shares:
        """What each member costs alone."""
        ...

    @property
    def separable(self) -> Shares:
        """What falls away when each member leaves the others."""
        ...

    @property
    def total(self) -> float:
        """What all cost together."""
        ...

    def cost(self, coalition: int) -> float:
        """What one group costs."""
        ...

    def shapley(self) -> Found:
        """What each member adds on average."""
        ...

    def nucleolus(self) -> Found:
        """The shares with which the least content group is as content as can be."""
        ...

    def complaints(self, shares: Shares, limit: int) -> tuple[tuple[Complaint, ...], int]:
        """The groups that pay more than they cost, worst first, at most `limit`, and how many there are (found)."""
        ...

    def closest(self, shares: Shares, limit: int) -> tuple[Complaint, ...]:
        """The groups with the greatest excess, whether they pay too much or not."""
        ...

    def epsilon(self) -> float | None:
        """The smallest greatest excess; None where it cannot be known."""
        ...

    def subadditive(self) -> Property | None:
        """Whether two groups never cost more together; None where that cannot be known."""
        ...

    def relief(self, member: int) -> tuple[int, float]:
        """The group that costs least more (or most less) with a member than without it, and that difference."""
        ...


@dataclass(frozen=True, eq=False)
class Listed:
    """Every group written out, for at most 24 members.

    >>> listed = Listed(Game(np.array([0.0, 60, 50, 95]), Kind.COST))
    >>> listed.shapley().shares.tolist(), listed.relief(1)
    ([52.5, 42.5], (3, 35.0))
    """

    game: Game

    @property
    def exact(self) -> bool:
        """Always."""
        return True

    @property
    def singles(self) -> Shares:
        """What each member costs alone."""
        return self.game.singles

    @property
    def separable(self) -> Shares:
        """What falls away when each member leaves."""
        return self.game.separable

    @property
    def total(self) -> float:
        """What all cost together."""
        return self.game.total

    def cost(self, coalition: int) -> float:
        """What one group costs."""
        return float(self.game.values[coalition])

    def shapley(self) -> Found:
        """The Shapley value, exact."""
        return Found(shapley(self.game))

    def nucleolus(self) -> Found:
        """The nucleolus with Kohlberg's certificate; the prenucleolus where somebody is worse off than alone in every division."""
        return self._nucleolus

    @cached_property
    def _nucleolus(self) -> Found:
        try:
            shares, limited = nucleolus(self.game).shares, True
        except InvalidProblem:
            shares, limited = prenucleolus(self.game).shares, False
        return Found(shares, proof=certify(self.game, shares, limited=limited).accepted, limited=limited)

    def complaints(self, shares: Shares, limit: int) -> tuple[tuple[Complaint, ...], int]:
        """Every group is looked at."""
        return complaints(self.game, shares, limit)

    def closest(self, shares: Shares, limit: int) -> tuple[Complaint, ...]:
        """By looking at every group; ties in order of the group."""
        excess = excesses(self.game, shares)
        excess[[0, -1]] = -np.inf
        near = np.argpartition(-excess, min(limit, excess.size - 1))[:limit]
        ordered = near[np.lexsort((near, -excess[near]))]
        return tuple(Complaint(int(group), float(excess[group])) for group in ordered if np.isfinite(excess[group]))

    def epsilon(self) -> float | None:
        """ε of the least core."""
        core = least_core(self.game)
        return None if core is None else core.epsilon

    def subadditive(self) -> Property | None:
        """All pairs up to 12 members; beyond, each group with each single member and with its complement."""
        return superadditive(self.game)

    def relief(self, member: int) -> tuple[int, float]:
        """By looking at every group with the member."""
        inside = np.flatnonzero(np.arange(self.game.values.size) >> member & 1)
        added = self.game.values[inside] - self.game.values[inside ^ (1 << member)]
        place = int(added.argmin())
        return int(inside[place]), float(added[place])


class Sampled:
    """Groups asked one by one, for more than 24 members: estimates with their error, and no proof that no worse group exists."""

    def __init__(self, members: int, value: Callable[[int], float], samples: int, seed: int) -> None:
        self._members, self._value, self._samples, self._seed = members, value, samples, seed
        self._asked: dict[int, float] = {0: 0.0}
        self._everybody = (1 << members) - 1

    @property
    def exact(self) -> bool:
        """Never."""
        return False

    @cached_property
    def singles(self) -> Shares:
        """What each member costs alone."""
        return np.array([self.cost(1 << member) for member in range(self._members)])

    @cached_property
    def separable(self) -> Shares:
        """What falls away when each member leaves."""
        return self.total - np.array([self.cost(self._everybody ^ (1 << member)) for member in range(self._members)])

    @property
    def total(self) -> float:
        """What all cost together."""
        return self.cost(self._everybody)

    def cost(self, coalition: int) -> float:
        """What one group costs, asked once."""
        if coalition not in self._asked:
            self._asked[coalition] = float(self._value(coalition))
        return self._asked[coalition]

    def shapley(self) -> Found:
        """The mean over random orders of arrival and their reverses."""
        sampled = sampled_shapley(self._members, self.cost, pairs=self._samples, seed=self._seed)
        return Found(sampled.shares, error=sampled.standard_error)

    def nucleolus(self) -> Found:
        """The nucleolus over the groups that a search asked."""
        return self._nucleolus

    @cached_property
    def _nucleolus(self) -> Found:
        limited = bool(self.singles.sum() >= self.total)
        made = generated_nucleolus(self._members, self.cost, Kind.COST, limited=limited, seed=self._seed)
        return Found(made.nucleolus.shares, proof=None, limited=limited)

    def complaints(self, shares: Shares, limit: int) -> tuple[tuple[Complaint, ...], int]:
        """Over every group that was ever asked, after asking groups of every size that pay much."""
        self._ask(shares)
        groups, excess = self._excesses(shares)
        found = int((excess > 1e-9 * abs(self.total)).sum())
        return _first(groups, excess, min(limit, found)), found

    def _excesses(self, shares: Shares) -> tuple[NDArray[np.int64], Shares]:
        """Every group that was asked, and what it pays more than it costs; the one that pays most too much first."""
        asked = np.array([group for group in self._asked if 0 < group < self._everybody], dtype=np.int64)
        cost = np.array([self._asked[group] for group in asked.tolist()])
        excess = incidence(asked, self._members) @ shares - cost
        order = np.lexsort((asked, -excess))
        return asked[order], excess[order]

    def closest(self, shares: Shares, limit: int) -> tuple[Complaint, ...]:
        """Of the groups that were asked."""
        return _first(*self._excesses(shares), limit)

    def epsilon(self) -> float | None:
        """Cannot be known without looking at every group."""
        return None

    def subadditive(self) -> Property | None:
        """Cannot be known without looking at every group."""
        return None

    def relief(self, member: int) -> tuple[int, float]:
        """Over the groups with this member that were asked, the member alone and everybody."""
        groups = [group for group in [*self._asked, 1 << member, self._everybody] if group >> member & 1]
        added = {group: self.cost(group) - self.cost(group ^ (1 << member)) for group in groups}
        best = min(added, key=lambda group: (added[group], group))
        return best, added[best]

    def _ask(self, shares: Shares) -> None:
        """Single members, all but one, those who pay most above what they cost alone, and random groups."""
        order = np.argsort(self.singles - shares, kind="stable").tolist()
        random = Random(self._seed)
        groups = [coalition_of(order[:size]) for size in range(1, self._members)]
        groups += [self._everybody ^ (1 << member) for member in range(self._members)]
        groups += [coalition_of(random.sample(range(self._members), random.randint(1, self._members - 1))) for _ in range(DRAWN)]
        for group in groups:
            self.cost(group)


def _first(groups: NDArray[np.int64], excess: Shares, limit: int) -> tuple[Complaint, ...]:
    return tuple(Complaint(int(group), float(amount)) for group, amount in zip(groups[:limit], excess[:limit], strict=True))
