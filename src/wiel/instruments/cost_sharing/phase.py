"""From the shares of today to those of a key, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from wiel.instruments.cost_sharing.divide import Division
from wiel.instruments.cost_sharing.stake import Stake
from wiel.methods.allocation import Path, phase_in
from wiel.parameters import Parameters


@dataclass(frozen=True)
class Transition:
    """The years of one key: year 0 is what members pay today, the next years divide the cost of the plan. `cap` is the asked cap."""

    key: str
    path: Path
    years: int
    cap: float

    @property
    def relaxed(self) -> float | None:
        """The greatest cap that held in a year, where the asked one could not be met; otherwise None."""
        held = [float(year.cap) for year in self.path.years if year.cap is not None and year.cap > Fraction(str(self.cap))]
        return max(held, default=None)


def transitions(stake: Stake, divisions: tuple[Division, ...], parameters: Parameters) -> Iterator[Transition]:
    """What does each member pay in each year of the phase-in, for every key that is computed?

    `share.phase-in`, `share.cap`; see `wiel.methods.allocation.phase_in`. Nothing where nobody pays anything today or the cost of
    the plan is not positive: then there are no shares to come from or to go to.
    """
    old_total = sum(stake.today)
    if old_total <= 0 or stake.total <= 0:
        return
    years = parameters.count("cost_sharing.phase_in_years")
    cap = parameters.decimal("cost_sharing.yearly_rise_cap")
    old = {member: Fraction(cents, old_total) for member, cents in zip(stake.members, stake.today, strict=True)}
    costs = [old_total, *[stake.total] * years]
    for division in divisions:
        if division.cents is not None:
            new = {member: Fraction(cents, stake.total) for member, cents in zip(stake.members, division.cents, strict=True)}
            yield Transition(division.key, phase_in(old, new, costs, years, Fraction(str(cap))), years, cap)
