"""How much work a search may do, who follows it and who may stop it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class News:
    """Where a search stands: share of the budget spent, cost of the best plan, proven bound (both in euro)."""

    share: float
    cost: float
    bound: float


class Meter(Protocol):
    """Counts the work of one strand of a search."""

    def spend(self, work: float) -> None:
        """So much work was done; a unit is about one move of the search or five thousand columns priced."""
        ...

    def share(self) -> float:
        """The share of what this strand may do that is done; 1 or more means stop."""
        ...


class Budget(Protocol):
    """What a search may spend. Strands that run side by side have a meter each."""

    def meter(self, first: float, last: float) -> Meter:
        """The meter of a strand that runs from share `first` to share `last` of the budget."""
        ...

    def report(self, news: News) -> None:
        """There is news."""
        ...


def _silent(news: News) -> None:
    """Nobody listens."""


def _never() -> bool:
    """Nobody stops the work."""
    return False


@dataclass
class WorkMeter:
    """Counts against a fixed number of units."""

    work: float
    stopped: Callable[[], bool]
    spent: float = field(default=0.0, init=False)

    def spend(self, work: float) -> None:
        """So much work was done."""
        self.spent += work

    def share(self) -> float:
        """The share that is done; 1 when the caller stops it."""
        return 1.0 if self.stopped() or self.work <= 0.0 else self.spent / self.work


@dataclass(frozen=True)
class WorkBudget:
    """A number of units of work: the same budget and seed give the same plan on every machine.

    >>> strand = WorkBudget(200.0).meter(0.5, 1.0)
    >>> strand.spend(25.0)
    >>> strand.share()
    0.25
    """

    work: float
    progress: Callable[[News], None] = _silent
    stopped: Callable[[], bool] = _never

    def meter(self, first: float, last: float) -> WorkMeter:
        """The meter of a strand."""
        return WorkMeter(self.work * (last - first), self.stopped)

    def report(self, news: News) -> None:
        """Hand the news on."""
        self.progress(news)


@dataclass(frozen=True)
class SliceBudget:
    """The part of a budget from share `first` to share `last`, as a budget of its own."""

    whole: Budget
    first: float
    last: float

    def meter(self, first: float, last: float) -> Meter:
        """The meter of a strand."""
        span = self.last - self.first
        return self.whole.meter(self.first + first * span, self.first + last * span)

    def report(self, news: News) -> None:
        """What happens in a part is no news of the whole."""
