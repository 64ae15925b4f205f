"""From old shares to new ones in years, with a cap on the yearly rise; each year's bills equal that year's cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from wiel.errors import Place
from wiel.findings import Findings, Rule, Severity
from wiel.methods.allocation.exact import Number, exact, non_negative, refused, same_names
from wiel.methods.allocation.keys import Key, divided
from wiel.methods.allocation.rounding import whole_cents

RELAXED = Rule("allocation.cap-relaxed", Severity.WARNING)
ZERO = Fraction(0)
Parts = dict[str, Fraction]


@dataclass(frozen=True)
class Year:
    """One year of the path: exact `parts` and whole `bills` in cents by member; `cap` the rise that held, None without a
    cap."""

    parts: Parts
    bills: dict[str, int]
    cap: Fraction | None


@dataclass(frozen=True)
class Path:
    """The years from the old shares on; year 0 is billed by the old shares."""

    years: tuple[Year, ...]
    asked_cap: Fraction | None
    algorithm: str = "alloc.phase-in"

    @property
    def findings(self) -> Findings:
        """A warning for each year in which the asked cap could not be met."""
        return Findings.of(
            RELAXED.broken(Place(row=number), year=number, asked=float(self.asked_cap), cap=float(year.cap))
            for number, year in enumerate(self.years)
            if self.asked_cap is not None and year.cap is not None and year.cap > self.asked_cap
        )


def phase_in(old: Key, new: Key, costs: Sequence[int], years: int, cap: Number | None = None) -> Path:
    """What does each member pay in each year on the way from one key to another? ``alloc.phase-in``.

    k_j(t) = (1 - t/T) * old_j + (t/T) * new_j. `old` and `new` are keys over the same members, `costs` in whole cents for year
    0, 1, 2, … (more than T + 1 is allowed), `years` T at least 1, `cap` the greatest yearly rise of a bill as a fraction (0.05
    = 5%), None for no cap. Above the cap the gainers pay, in proportion to their gain; a cap that cannot be met is relaxed and
    reported.

    >>> path = phase_in({"A": Fraction(1)}, {"A": Fraction(1)}, [100, 110], 4, "0.05")
    >>> path.years[1].bills, path.years[1].cap
    ({'A': 110}, Fraction(1, 10))
    """
    limit = _checked(old, new, costs, years, cap)
    path: list[Year] = []
    for number, cost in enumerate(costs):
        parts = divided(cost, interpolated(old, new, number, years))
        held = None if limit is None or not number else limit
        if held is not None:
            parts, held = _capped(parts, divided(cost, old), path[-1].parts, held)
        path.append(Year(parts, dict(zip(parts, whole_cents(list(parts.values())), strict=True)), held))
    return Path(tuple(path), limit)


def interpolated(old: Key, new: Key, year: int, years: int) -> Parts:
    """Which share does each member bear in a year? The new share from year T on.

    >>> interpolated({"A": Fraction(2, 5)}, {"A": Fraction(3, 5)}, 1, 4)
    {'A': Fraction(9, 20)}
    """
    way = min(Fraction(year, years), Fraction(1))
    return {member: (1 - way) * share + way * new[member] for member, share in old.items()}


def _checked(old: Key, new: Key, costs: Sequence[int], years: int, cap: Number | None) -> Fraction | None:
    same_names(old, new, "new shares")
    for where, key in (("old shares", old), ("new shares", new)):
        total = sum(key.values(), start=ZERO)
        if total != 1:
            raise refused("shares-not-one", where=where, total=f"{float(total):.10g}")
    if years < 1 or not costs:
        raise refused("too-few", what="years")
    if cap is None:
        return None
    for number, cost in enumerate(costs):
        if cost < 0:
            raise refused("negative-year", year=number, cost=cost)
    return non_negative(exact(cap, "cap"), "cap")


def _capped(due: Parts, by_old: Parts, before: Parts, cap: Fraction) -> tuple[Parts, Fraction]:
    """The parts of one year under the cap, and the cap that held (greater than asked when that could not be met)."""
    gains = {member: max(ZERO, by_old[member] - part) for member, part in due.items()}
    held = max(cap, _least_cap(due, gains, before))
    ceilings = {member: (1 + held) * part for member, part in before.items() if part}
    parts = {member: min(part, ceilings.get(member, part)) for member, part in due.items()}
    rest = sum(due.values(), start=ZERO) - sum(parts.values(), start=ZERO)
    while rest:
        room = {m: gain for m, gain in gains.items() if gain and parts[m] < ceilings.get(m, parts[m] + 1)}
        whole = sum(room.values(), start=ZERO)
        wanted = {m: parts[m] + rest * gain / whole for m, gain in room.items()}
        taken = {m: min(part, ceilings.get(m, part)) for m, part in wanted.items()}
        rest -= sum((part - parts[m] for m, part in taken.items()), start=ZERO)
        parts |= taken
    return parts, held


def _least_cap(due: Parts, gains: Parts, before: Parts) -> Fraction:
    """The smallest cap at which the gainers can carry what the others do not pay.

    At cap c the gainers have (1 + c) * before - due of room, and each other member lacks max(0, due - (1 + c) * before). Room
    minus lack rises with c and bends where a member comes below its ceiling, so members leave the sum in the order of their
    rise until the zero lies before the next bend. A gainer that paid nothing before has no ceiling and so all the room that is
    needed.
    """
    if any(gain and not before[member] for member, gain in gains.items()):
        return ZERO
    counted = {member for member, part in before.items() if part}
    rise = {member: due[member] / before[member] - 1 for member in counted if not gains[member]}
    for leaving in [*sorted(rise, key=lambda member: rise[member]), None]:
        if not counted:
            break
        root = sum((due[m] for m in counted), start=ZERO) / sum((before[m] for m in counted), start=ZERO) - 1
        if leaving is None or root <= rise[leaving]:
            return root
        counted.remove(leaving)
    return ZERO
