"""Bills from lines of any method: each line rounded once, so that bills + kept = cost in whole cents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wiel.findings import Findings, Place, Rule, Severity
from wiel.methods.allocation.exact import refuse_duplicates, refused, same_names
from wiel.methods.allocation.rounding import billed_cents, whole_cents

CREDIT = Rule("allocation.credit", Severity.WARNING)


@dataclass(frozen=True)
class Line:
    """One cost and the exact part of every member in it.

    `cents` the cost, `parts` in cents by member, `algorithm` the identifier of the method. A line by a price is `priced`: its
    parts need not add up to the cost, and the difference is kept by the supplier.
    """

    name: str
    cents: int
    parts: Mapping[str, Fraction]
    algorithm: str
    priced: bool = False


@dataclass(frozen=True)
class Bills:
    """Whole cents by line and member; `kept` by line is what the supplier bears (+) or gains (-)."""

    lines: dict[str, dict[str, int]]
    kept: dict[str, int]
    algorithms: dict[str, str]
    algorithm: str = "alloc.bills"

    @property
    def totals(self) -> dict[str, int]:
        """The bill of each member in cents."""
        members = next(iter(self.lines.values()))
        return {member: sum(line[member] for line in self.lines.values()) for member in members}

    @property
    def cost(self) -> int:
        """What came in, in cents: all bills and all that is kept."""
        return sum(self.totals.values()) + sum(self.kept.values())

    @property
    def findings(self) -> Findings:
        """A warning for each member whose bill is a credit."""
        return credits_flagged(self.totals)


def bill(lines: Sequence[Line]) -> Bills:
    """What does each member pay in all, to the cent? ``alloc.bills``.

    Every line is rounded by itself with largest remainders (``alloc.rounding``); members stand in the order of the first line
    and must be the same in all. For any mix of methods sum of bills + sum of kept = sum of cost.

    >>> bill([Line("fixed", 100, {"A": Fraction(100, 3), "B": Fraction(200, 3)}, "alloc.proportional")]).totals
    {'A': 33, 'B': 67}
    """
    if not lines:
        raise refused("too-few", what="lines")
    refuse_duplicates((line.name for line in lines), "lines")
    members = list(lines[0].parts)
    if not members:
        raise refused("too-few", what="members")
    rounded = {line.name: _rounded(line, members) for line in lines}
    kept = {line.name: line.cents - sum(rounded[line.name].values()) for line in lines}
    return Bills(rounded, kept, {line.name: line.algorithm for line in lines})


def _rounded(line: Line, members: Sequence[str]) -> dict[str, int]:
    same_names(members, line.parts, line.name)
    parts = [line.parts[member] for member in members]
    brought_in = sum(parts, start=Fraction(0))
    if not line.priced and brought_in != line.cents:
        raise refused("parts-not-cost", where=line.name, parts=f"{float(brought_in):.2f}", cost=line.cents)
    return dict(zip(members, billed_cents(parts) if line.priced else whole_cents(parts), strict=True))


def credits_flagged(amounts: Mapping[str, Fraction | int]) -> Findings:
    """Which members get money back? A warning per negative amount; the amount itself keeps its sign."""
    return Findings.of(CREDIT.broken(Place(column=member), member=member) for member, cents in amounts.items() if cents < 0)
