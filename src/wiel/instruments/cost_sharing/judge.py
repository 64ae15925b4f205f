"""Which groups pay more than they would cost without the rest, and which members get money back?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from wiel.instruments.cost_sharing.divide import Division
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.stake import Stake
from wiel.methods.games import Property

SURE, POSSIBLE = "zeker", "mogelijk"
MOST_SEEN = 5000  # groups among which the smallest is looked for


@dataclass(frozen=True, slots=True)
class Violation:
    """A group that pays more than it costs alone, in cents a year.

    `least` and `most` are the proven lower bound and the best cost found of the group; `least` is None where nothing is proven.
    `excess` = paid − most when sure, else paid − least.
    """

    coalition: int
    paid: int
    least: float | None
    most: float
    sure: bool

    @property
    def excess(self) -> float:
        """How much too much."""
        return self.paid - (self.most if self.sure or self.least is None else self.least)


@dataclass(frozen=True, slots=True)
class Refund:
    """A member whose bill is negative, the group to which it adds least, and what it adds to it, in cents."""

    key: str
    place: int
    amount: int
    coalition: int
    added: float


@dataclass(frozen=True)
class Judgement:
    """The core test of one key: `count` groups surely pay too much (found so many when not every group is looked at); `named` are
    the worst of them and the smallest one; `possible` those whose amount lies within the interval."""

    key: str
    count: int
    named: tuple[Violation, ...]
    possible: tuple[Violation, ...]

    @property
    def stable(self) -> bool:
        """Whether no group surely has a reason to leave."""
        return self.count == 0


@dataclass(frozen=True)
class Room:
    """What holds for every key: ε of the least core in cents and subadditivity, None where they cannot be known."""

    epsilon: float | None
    subadditive: Property | None


def room(stake: Stake) -> Room:
    """How much room is there for a division that no group leaves, and do two groups ever cost more together?"""
    return Room(stake.coalitions.epsilon(), stake.coalitions.subadditive())


def judge(stake: Stake, division: Division, options: Options) -> Judgement | None:
    """Which groups pay more than they cost without the rest? None for a key that is not computed.

    A group counts when it pays more than the best cost found for it; rounding to cents (one cent a member) never counts. The worst
    and the smallest group, or where none counts those that come closest, are shown with the proven lower bound of what they cost.
    """
    if division.cents is None:
        return None
    shares = np.array(division.cents, dtype=np.float64) - 1.0
    worst, count = stake.coalitions.complaints(shares, MOST_SEEN)
    if not count:
        near = tuple(_near(stake, division.cents, options.named))
        sure = tuple(one for one in near if one.sure)
        return Judgement(division.key, len(sure), sure, tuple(one for one in near if not one.sure))
    groups = [complaint.coalition for complaint in worst]
    smallest = min(groups, key=int.bit_count)
    shown = dict.fromkeys([*groups[: options.named], smallest])
    return Judgement(division.key, count, tuple(_violations(stake, division.cents, shown)), ())


def refunds(stake: Stake, division: Division) -> tuple[Refund, ...]:
    """Which members get money back, and the group that causes it (`share.negative`)."""
    places = [place for place, cents in enumerate(division.cents or ()) if cents < 0]
    amounts = division.cents or ()
    return tuple(Refund(division.key, place, amounts[place], *stake.coalitions.relief(place)) for place in places)


def paid(cents: tuple[int, ...], coalition: int) -> int:
    """What a group pays together, in cents.

    >>> paid((100, 20, 3), 0b101)
    103
    """
    return sum(amount for place, amount in enumerate(cents) if coalition >> place & 1)


def _violations(stake: Stake, cents: tuple[int, ...], groups: Iterable[int]) -> Iterator[Violation]:
    """The groups with what they pay and cost; of the first, which is the worst, and the last, the smallest, the interval is asked."""
    ordered = list(groups)
    for group in ordered:
        least, cost = None, stake.coalitions.cost(group)
        if stake.interval is not None and group in (ordered[0], ordered[-1]):
            least, found = stake.interval(group)
            cost = min(cost, found)
        yield Violation(group, paid(cents, group), None if least is None else min(least, cost), cost, sure=True)


def _near(stake: Stake, cents: tuple[int, ...], limit: int) -> list[Violation]:
    """Groups that come closest to paying too much and whose amount lies above the proven lower bound of their cost."""
    if stake.interval is None:
        return []
    found = []
    for complaint in stake.coalitions.closest(np.array(cents, dtype=np.float64), limit):
        group = complaint.coalition
        least, most = stake.interval(group)
        amount, cost = paid(cents, group), min(most, stake.coalitions.cost(group))
        if least is not None and amount > least + group.bit_count():
            found.append(Violation(group, amount, min(least, cost), cost, amount > cost + group.bit_count()))
    return found
