"""From the divisions to one proposal: which key, from when, with which shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from wiel.instruments.cost_sharing.divide import Division
from wiel.instruments.cost_sharing.judge import Judgement
from wiel.instruments.cost_sharing.options import MIX, TWO_PART, Options
from wiel.instruments.cost_sharing.stake import Stake
from wiel.ledger import Agreement
from wiel.parameters import Parameters

YEARS_AHEAD, CENTS = 2, 100  # amounts of groups that differ by less than a euro are equal


@dataclass(frozen=True, slots=True)
class Standing:
    """How one key does against today: `losers` pay more, `greatest` is the greatest rise in cents (0 where nobody pays more)."""

    losers: int
    greatest: int


def standing(stake: Stake, cents: Sequence[int]) -> Standing:
    """How many members pay more than today, and by how much at most? A rise of no more than a cent is rounding."""
    rises = [new - old for new, old in zip(cents, stake.today, strict=True) if new - old > 1]
    return Standing(len(rises), max(rises, default=0))


def proposed(
    stake: Stake,
    divisions: Sequence[Division],
    judgements: Sequence[Judgement | None],
    options: Options,
) -> Division | None:
    """Which key is put forward? The one that was asked for, else one with which no group surely has a reason to leave, or else the
    one with which the greatest amount that a group pays too much is smallest; among equals the one with the fewest members that pay
    more than today, then the smallest greatest rise. None where no key is computed."""
    computed = [(d, j) for d, j in zip(divisions, judgements, strict=True) if d.cents is not None and j is not None]
    if options.key:
        return next((division for division, _ in computed if division.key == options.key), None)

    def rank(pair: tuple[Division, Judgement]) -> tuple[int, int, int]:
        """How much speaks against a key."""
        how = standing(stake, pair[0].cents or ())
        worst = max((violation.excess for violation in pair[1].named), default=0.0)
        return round(worst / CENTS), how.losers, how.greatest

    return min(computed, key=rank)[0] if computed else None


def agreement(stake: Stake, division: Division | None, options: Options, parameters: Parameters) -> Agreement | None:
    """The proposal as an agreement; None where there is nothing to divide or nobody pays anything today."""
    old_total = sum(stake.today)
    as_of = parameters.as_of
    if as_of is None or division is None or division.cents is None or stake.total <= 0 or old_total <= 0:
        return None
    starts = options.starts or date(as_of.year + YEARS_AHEAD, 1, 1)
    return Agreement(
        division.key,
        starts,
        {member: Fraction(cents, stake.total) for member, cents in zip(stake.members, division.cents, strict=True)},
        {member: Fraction(cents, old_total) for member, cents in zip(stake.members, stake.today, strict=True)},
        parameters.count("cost_sharing.phase_in_years"),
        Fraction(str(parameters.decimal("cost_sharing.yearly_rise_cap"))),
        detail=_detail(division.key, options, parameters),
    )


def _detail(key: str, options: Options, parameters: Parameters) -> str:
    """What a mixed key or a key in two parts is made of."""
    if key == MIX:
        return " ".join(f"{name}={part:g}" for name, part in options.mixture.items())
    if key == TWO_PART:
        return f"{options.two_part}={parameters.decimal('cost_sharing.fixed_share'):g} usage"
    return ""
