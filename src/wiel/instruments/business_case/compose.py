"""A scenario as streams of money: the same formula for one value of every number and for ten thousand draws."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wiel.costing import PARTS
from wiel.instruments.business_case.doubt import ASSUMED, DISCOUNT
from wiel.instruments.business_case.ground import SERVICES, SOFTWARE, Ground
from wiel.methods.simulation import Draws, Floats, Stream

EXTRA = ("governance", "retained", "transition", "stranded", "deciding", "staff", "financing", "vat", "exit")
KINDS = (*PARTS, *EXTRA)
LASTING = (*PARTS, "governance", "retained", "vat")  # comes back every year; the rest is once or for a while
MONTHS = 12.0
BOUGHT = (SOFTWARE, SERVICES)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is looked at: who does the work (a form of costing) and whether the applications of the plan come in."""

    identifier: str
    form: str
    with_plan: bool = False


@dataclass(frozen=True, eq=False)
class Terms:
    """What is not drawn: the horizon, how long is written off, the rate of VAT, up to how many inhabitants scale is worst, the share of
    staff that is technical, and per parameter its middle, low and high value.
    """

    years: int
    life: int
    vat_rate: float
    smallest: float
    middle: Mapping[str, float]
    ends: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Setting:
    """The ground and one value of every number per draw. `shock` is the extra price of the largest supplier, 0 without one."""

    ground: Ground
    values: Draws
    terms: Terms
    shock: float = 0.0

    def of(self, name: str) -> Floats:
        """The values of a parameter, (D,)."""
        return self.values[name]

    @cached_property
    def years(self) -> Floats:
        """1, 2, … up to the horizon."""
        numbers: Floats = np.arange(1, self.terms.years + 1, dtype=np.float64)
        return numbers

    @cached_property
    def discount(self) -> Floats:
        """(1 + r)⁻ᵗ, (D, Y), or one row where the rate is the same in every draw."""
        rate = self.of(DISCOUNT)
        rate = rate[:1] if (rate == rate[0]).all() else rate
        worth: Floats = (1.0 + rate[:, None]) ** -self.years
        return worth

    @cached_property
    def weight(self) -> Floats:
        """By what the cost of each member is multiplied: 1, or what the draw makes of the part that is an assumption, (D, M)."""
        weight = np.ones((self.values.count, len(self.ground.members)))
        for m, member in enumerate(self.ground.members):
            if ASSUMED + member in self.values:
                weight[:, m] += self.ground.assumed_share[m] * (self.of(ASSUMED + member) - 1.0)
        return weight

    @cached_property
    def rises(self) -> tuple[Floats, ...]:
        """The price of each part against the base year, (D, Y) each."""
        return tuple((1.0 + self.of(f"costing.rise_{part}")[:, None]) ** self.years for part in PARTS)

    def over_middle(self, name: str) -> Floats:
        """The values of a parameter as a part of its middle value, (D,); ones where that is zero."""
        middle = self.terms.middle[name]
        return self.of(name) / middle if middle else np.ones(self.values.count)


def apart(setting: Setting) -> Iterator[Stream]:
    """What everybody pays when nothing is done: today's cost at the prices of each year."""
    ground = setting.ground
    for p, part in enumerate(PARTS):
        raised = 1.0 + (setting.shock * ground.supplier if p in BOUGHT else 0.0)
        yield Stream(part, ground.running[p] * raised, setting.rises[p], setting.weight)
