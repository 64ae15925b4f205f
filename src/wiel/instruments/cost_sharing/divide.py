"""Divides the cost by every key, to the cent. Each rule cites its identifier in docs/instruments/cost_sharing.md."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from wiel.instruments.cost_sharing.coalitions import Found
from wiel.instruments.cost_sharing.options import COUNTED, MIX, TWO_PART, Options
from wiel.instruments.cost_sharing.stake import Counts, Stake
from wiel.methods.allocation import divided, equal, mixed, proportional, two_part, whole_cents, whole_cents_of_floats
from wiel.methods.games.game import Shares
from wiel.parameters import Parameters

# Floating-point shares become fractions of a millionth of a cent, so that noise does not decide who gets a cent.
UNIT = 1_000_000
NOTHING_COUNTED, NOT_POSITIVE = "nothing-counted", "own-cost-not-positive"
Key = dict[str, Fraction]


@dataclass(frozen=True)
class Division:
    """What each member pays by one key, in cents a year; None where the key is not computed.

    `lacks`: names of the members of whom `lacking` is unknown; `reason`: why else it is not computed. `error`: standard error in
    cents per member where the shares were sampled.
    """

    key: str
    cents: tuple[int, ...] | None
    lacks: tuple[str, ...] = ()
    lacking: str = ""
    reason: str = ""
    error: Shares | None = None
    proof: bool | None = None
    limited: bool = True

    @property
    def computed(self) -> bool:
        """Whether there are amounts."""
        return self.cents is not None


@dataclass(frozen=True)
class Part:
    """The exact share of each member by one key (adding up to 1), or why there is none.

    `amounts` in cents where the key gives amounts of floating point: these are rounded as they are, so that no tie is decided by noise.
    """

    shares: Key | None
    lacks: tuple[str, ...] = ()
    lacking: str = ""
    reason: str = ""
    found: Found | None = None
    amounts: Shares | None = None


def divide(stake: Stake, options: Options, parameters: Parameters) -> tuple[Division, ...]:
    """What does each member pay by each key that is asked?

    Every division adds up to `stake.total` cents (`share.total`, `share.rounding`); a key that lacks a number of one member is not
    computed (`share.unknown`).
    """
    return tuple(_division(stake, key, _part(stake, key, options, parameters)) for key in options.asked)


def _division(stake: Stake, key: str, part: Part) -> Division:
    if part.shares is None:
        return Division(key, None, part.lacks, part.lacking, part.reason)
    if part.amounts is None:
        cents = whole_cents(list(divided(stake.total, part.shares).values()))
    else:
        cents = tuple(whole_cents_of_floats(part.amounts, stake.total).tolist())
    found = part.found
    if found is None:
        return Division(key, cents)
    return Division(key, cents, error=found.error, proof=found.proof, limited=found.limited)


def _part(stake: Stake, key: str, options: Options, parameters: Parameters) -> Part:
    if key == MIX:
        return _mixture(stake, options)
    if key == TWO_PART:
        return _fixed_and_variable(stake, options, parameters)
    return _plain(stake, key)


def _plain(stake: Stake, key: str) -> Part:
    """One of the seven keys."""
    if key == "equal":
        return Part(equal(stake.members))
    if key in COUNTED:
        return _counted(stake, key, stake.counts.get(key, (None,) * len(stake.members)))
    if key == "own_cost":
        alone = stake.coalitions.singles
        if alone.sum() <= 0:
            return Part(None, reason=NOT_POSITIVE)
        return Part(_shares(stake, alone), amounts=alone * (stake.total / float(alone.sum())))
    found = stake.coalitions.shapley() if key == "shapley" else stake.coalitions.nucleolus()
    if stake.total <= 0:
        return Part(None, reason=NOT_POSITIVE)
    return Part(_shares(stake, found.shares), found=found, amounts=found.shares)


def _counted(stake: Stake, key: str, counts: Counts) -> Part:
    """A key by something that is counted: inhabitants, workplaces, users."""
    unknown = tuple(name for name, count in zip(stake.names, counts, strict=True) if count is None)
    if unknown:
        return Part(None, unknown, key)
    known = {member: count for member, count in zip(stake.members, counts, strict=True) if count is not None}
    if not any(known.values()):
        return Part(None, reason=NOTHING_COUNTED)
    return Part(proportional(known, key))


def _shares(stake: Stake, amounts: Shares) -> Key:
    """Amounts of floating point as exact shares that add up to 1; a share may be negative (`share.negative`)."""
    units = [round(Fraction(float(amount)) * UNIT) for amount in np.asarray(amounts)]
    whole = sum(units)
    return {member: Fraction(unit, whole) for member, unit in zip(stake.members, units, strict=True)}


def _mixture(stake: Stake, options: Options) -> Part:
    """A weighted mixture of keys; a part that is not computed makes the whole not computed."""
    shares: dict[str, Key] = {}
    for name in options.mixture:
        part = _plain(stake, name)
        if part.shares is None:
            return part
        shares[name] = part.shares
    return Part(mixed(shares, options.mixture))


def _fixed_and_variable(stake: Stake, options: Options, parameters: Parameters) -> Part:
    """The fixed part by one key, the variable part by use: who uses nothing pays nothing variable (`share.zero`)."""
    fixed, variable = _plain(stake, options.two_part), _plain(stake, "usage")
    if fixed.shares is None or variable.shares is None:
        return fixed if fixed.shares is None else variable
    share = Fraction(str(parameters.decimal("cost_sharing.fixed_share")))
    used = {member: part * (1 - share) for member, part in variable.shares.items()}
    return Part(two_part(share, fixed.shares, 1, used))
