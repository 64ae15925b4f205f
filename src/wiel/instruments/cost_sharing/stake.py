"""What is divided and among whom: the hand-over between gathering and dividing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wiel.instruments.cost_sharing.coalitions import Coalitions
from wiel.instruments.cost_sharing.options import refused

Counts = tuple[int | float | None, ...]
Interval = Callable[[int], tuple[float | None, float]]


@dataclass(frozen=True)
class Stake:
    """What every group costs and what each member pays today, in cents a year; what the keys count.

    `today`: what a member pays now. `counts`: per counted key one number per member, None where unknown. `assumed_uses`: of how
    many uses of a member an average stands in for the number of users. `assumed_cost`: whether the money of a member rests on an
    assumption. `budget` in cents. `interval`: proven lower bound (None where none is asked) and best
    cost found of a group. `book_value` and `investment`:
    what is common and what the move costs all together, in cents, None where unknown. `fixed`: of the yearly cost what does not
    follow the number of members. Raises `WrongUse` where the numbers contradict.
    """

    members: tuple[str, ...]
    names: tuple[str, ...]
    coalitions: Coalitions
    today: tuple[int, ...]
    counts: Mapping[str, Counts] = field(default_factory=dict)
    assumed_uses: tuple[int, ...] = ()
    assumed_cost: tuple[bool, ...] = ()
    budget: tuple[int | None, ...] = ()
    interval: Interval | None = None
    book_value: int | None = None
    investment: int | None = None
    fixed: int | None = None
    rate: float | None = None

    def __post_init__(self) -> None:
        for name, cents in zip(self.names, self.today, strict=True):
            if cents < 0:
                raise refused("negative-today", name=name, amount=cents)
        for key, numbers in self.counts.items():
            for name, number in zip(self.names, numbers, strict=True):
                if number is not None and number < 0:
                    raise refused("negative-count", key=key, name=name, value=number)

    @property
    def total(self) -> int:
        """What is divided, in whole cents (`share.total`)."""
        return round(self.coalitions.total)

    @property
    def inhabitants(self) -> Counts:
        """Inhabitants per member."""
        return self.counts.get("inhabitants", (None,) * len(self.members))

    def group(self, coalition: int) -> list[str]:
        """The names of the members of a group."""
        return [name for place, name in enumerate(self.names) if coalition >> place & 1]
