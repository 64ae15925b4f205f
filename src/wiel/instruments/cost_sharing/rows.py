"""The rows of every result table. Money in whole cents; nothing where something is unknown."""

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from wiel.instruments.cost_sharing.divide import Division
from wiel.instruments.cost_sharing.judge import POSSIBLE, SURE, Judgement, Violation
from wiel.instruments.cost_sharing.leave import Cents, entry_book, entry_investment, exit_damage, exit_path
from wiel.instruments.cost_sharing.outcome import Answer
from wiel.instruments.cost_sharing.propose import standing
from wiel.instruments.cost_sharing.stake import Stake
from wiel.ledger.agreement import SCHEMA
from wiel.methods.allocation import whole_cents
from wiel.quantities import cents as in_cents

COMPUTED, NOT_COMPUTED = "berekend", "niet berekend"
MOST_GROUPS_OF = 12  # of more members only single members, all but one and the groups named elsewhere stand in the table
TEXT, WHOLE, REAL, FLAG, NAMES = pl.String(), pl.Int64(), pl.Float64(), pl.Boolean(), pl.List(pl.String())
TYPES: Mapping[str, Mapping[str, pl.DataType]] = {
    "keys": {
        "key": TEXT, "state": TEXT, "lacks": NAMES, "lacking": TEXT, "members": WHOLE, "losers": WHOLE, "greatest_rise": WHOLE,
        "groups": WHOLE, "violations": WHOLE, "possible": WHOLE, "greatest_excess": WHOLE, "stable": FLAG, "negative": WHOLE,
        "standard_error": WHOLE, "proof": FLAG, "proposed": FLAG,
    },
    "shares": {
        "key": TEXT, "organisation": TEXT, "organisation_name": TEXT, "amount": WHOLE, "today": WHOLE, "difference_today": WHOLE,
        "per_inhabitant": REAL, "advantage_per_inhabitant": REAL, "share_of_budget": REAL, "today_per_inhabitant": REAL,
        "amount_per_inhabitant": REAL, "alone": WHOLE, "once": WHOLE, "assumed": FLAG, "proposed": FLAG,
    },
    "violations": {
        "key": TEXT, "coalition": NAMES, "size": WHOLE, "paid": WHOLE, "cost_least": WHOLE, "cost_most": WHOLE, "excess": WHOLE,
        "certainty": TEXT,
    },
    "phase_in": {
        "key": TEXT, "organisation": TEXT, "organisation_name": TEXT, "year": WHOLE, "amount": WHOLE, "rise": REAL, "cap": REAL,
    },
    "entry": {
        "key": TEXT, "organisation": TEXT, "organisation_name": TEXT, "share": REAL, "book": WHOLE, "investment": WHOLE,
    },
    "exit": {
        "key": TEXT, "organisation": TEXT, "organisation_name": TEXT, "contribution": WHOLE, "path_first": WHOLE,
        "path_second": WHOLE, "damage_fixed": WHOLE, "damage": WHOLE, "separable": WHOLE,
    },
    "game": {"coalition": NAMES, "size": WHOLE, "cost": WHOLE, "apart": WHOLE},
}  # fmt: skip
Row = dict[str, Any]


def _frame(name: str, rows: Iterable[Row]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(TYPES[name]), orient="row")


def keys(answer: Answer) -> pl.DataFrame:
    """One row per key."""
    pairs = zip(answer.divisions, answer.judgements, strict=True)
    return _frame("keys", (_key(answer, answer.stake, d, j) for d, j in pairs if answer.stake is not None))


def _key(answer: Answer, stake: Stake | None, division: Division, judged: Judgement | None) -> Row:
    common = {
        "key": division.key,
        "lacks": list(division.lacks),
        "lacking": division.lacking or division.reason or None,
        "members": len(answer.names),
        "groups": 2 ** len(answer.names) - 2,
    }
    if division.cents is None or judged is None or stake is None:
        return common | {"state": NOT_COMPUTED, "proposed": False}
    how = standing(stake, division.cents)
    worst = max((violation.excess for violation in judged.named), default=None)
    return common | {
        "state": COMPUTED,
        "losers": how.losers,
        "greatest_rise": how.greatest,
        "violations": judged.count,
        "possible": len(judged.possible),
        "greatest_excess": 0 if worst is None else round(worst),
        "stable": judged.stable,
        "negative": sum(cents < 0 for cents in division.cents),
        "standard_error": None if division.error is None else math.ceil(float(division.error.max())),
        "proof": division.proof,
        "proposed": _is_proposed(answer, division),
    }


def _is_proposed(answer: Answer, division: Division) -> bool:
    return answer.proposal is not None and answer.proposal.key == division.key


def shares(answer: Answer) -> pl.DataFrame:
    """One row per key and member; of a key that is not computed the amounts are unknown."""
    if answer.stake is None:
        return _frame("shares", ())
    stake, members = answer.stake, range(len(answer.stake.members))
    pairs = [(division, _once(stake, division)) for division in answer.divisions]
    return _frame("shares", (_share(answer, stake, division, once, place) for division, once in pairs for place in members))


def _once(stake: Stake, division: Division) -> tuple[int | None, ...]:
    """The part of each member in what the move costs once; it is in the yearly amount already."""
    if division.cents is None or stake.investment is None or not stake.total:
        return (None,) * len(stake.members)
    return whole_cents([Fraction(stake.investment * cents, stake.total) for cents in division.cents])


def _share(answer: Answer, stake: Stake, division: Division, once: tuple[int | None, ...], place: int) -> Row:
    amount = None if division.cents is None else division.cents[place]
    today, inhabitants = stake.today[place], stake.inhabitants[place]
    difference = None if amount is None else amount - today
    effect = _per_head(difference, inhabitants)
    budget = stake.budget[place] if stake.budget else None
    return {
        "key": division.key,
        "organisation": stake.members[place],
        "organisation_name": stake.names[place],
        "amount": amount,
        "today": today,
        "difference_today": difference,
        "per_inhabitant": effect,
        "advantage_per_inhabitant": None if effect is None else -effect,
        "share_of_budget": None if difference is None or not budget else difference / budget,
        "today_per_inhabitant": _per_head(today, inhabitants),
        "amount_per_inhabitant": _per_head(amount, inhabitants),
        "alone": round(float(stake.coalitions.singles[place])),
        "once": once[place],
        "assumed": bool(_at(stake.assumed_cost, place)) or (division.key == "usage" and bool(_at(stake.assumed_uses, place))),
        "proposed": _is_proposed(answer, division),
    }


def _at(values: tuple[int, ...] | tuple[bool, ...], place: int) -> int:
    return values[place] if values else 0


def _per_head(cents: int | None, inhabitants: float | None) -> float | None:
    """EUR per inhabitant, from cents; nobody to divide among is unknown too."""
    return None if cents is None or not inhabitants else cents / 100 / inhabitants


def violations(answer: Answer) -> pl.DataFrame:
    """The named groups of every key, worst first."""
    stake = answer.stake
    if stake is None:
        return _frame("violations", ())
    judged = [judgement for judgement in answer.judgements if judgement is not None]
    return _frame("violations", (_violation(stake, j.key, one) for j in judged for one in (*j.named, *j.possible)))


def _violation(stake: Stake, key: str, violation: Violation) -> Row:
    return {
        "key": key,
        "coalition": stake.group(violation.coalition),
        "size": violation.coalition.bit_count(),
        "paid": violation.paid,
        "cost_least": None if violation.least is None else round(violation.least),
        "cost_most": round(violation.most),
        "excess": round(violation.excess),
        "certainty": SURE if violation.sure else POSSIBLE,
    }


def phase_in(answer: Answer) -> pl.DataFrame:
    """One row per key, year and member."""
    stake = answer.stake
    if stake is None:
        return _frame("phase_in", ())
    names = dict(zip(stake.members, stake.names, strict=True))
    rows: list[Row] = []
    for transition in answer.transitions:
        before: dict[str, int] = {}
        for number, year in enumerate(transition.path.years):
            for member, amount in year.bills.items():
                rise = None if not before.get(member) else amount / before[member] - 1
                row = {"key": transition.key, "organisation": member, "organisation_name": names[member], "year": number}
                rows.append(row | {"amount": amount, "rise": rise, "cap": None if year.cap is None else float(year.cap)})
            before = year.bills
    return _frame("phase_in", rows)


def entry(answer: Answer) -> pl.DataFrame:
    """What each member would pay if it joined later, at the share of the proposal."""
    stake, years = answer.stake, answer.write_off_years
    if stake is None or answer.agreement is None:
        return _frame("entry", ())
    return _frame(
        "entry",
        (
            _of_member(answer, stake, member)
            | {
                "share": float(share),
                "book": entry_book(share, stake.book_value),
                "investment": entry_investment(share, stake.investment, answer.options.entry_year, years),
            }
            for member, share in answer.agreement.shares.items()
        ),
    )


def _of_member(answer: Answer, stake: Stake, member: str) -> Row:
    key = answer.proposal.key if answer.proposal else None
    return {"key": key, "organisation": member, "organisation_name": stake.names[stake.members.index(member)]}


def leaving(answer: Answer) -> pl.DataFrame:
    """What each member would pay when it left, by both methods, at the proposal."""
    stake = answer.stake
    if stake is None or answer.agreement is None or answer.proposal is None or answer.proposal.cents is None:
        return _frame("exit", ())
    bills = dict(zip(stake.members, answer.proposal.cents, strict=True))
    return _frame("exit", (_exit(answer, stake, member, bills[member], share) for member, share in answer.agreement.shares.items()))


def _exit(answer: Answer, stake: Stake, member: str, contribution: int, share: Fraction) -> Row:
    place, options, years = stake.members.index(member), answer.options, answer.exit_years
    known = options.leaving in (member, stake.names[place]) and bool(options.leaving)
    given = [_euros(amount) if known else None for amount in (options.exit_assets, options.exit_staff, options.exit_taken_over)]
    fixed = stake.fixed if stake.rate is not None else None
    damage = exit_damage(share, fixed, stake.rate or 0.0, years, assets=given[0], staff=given[1], taken_over=given[2])
    return _of_member(answer, stake, member) | {
        "contribution": contribution,
        "path_first": sum(exit_path(contribution, years, first_in_full=True)),
        "path_second": sum(exit_path(contribution, years, first_in_full=False)),
        "damage_fixed": damage.fixed,
        "damage": damage.total,
        "separable": round(float(stake.coalitions.separable[place])),
    }


def _euros(amount: float) -> Cents:
    """An amount of the options in cents; unknown where it is none."""
    return None if math.isnan(amount) else in_cents(str(amount))


def game(answer: Answer) -> pl.DataFrame:
    """What groups cost: every group up to 12 members; beyond, single members, all but one, all, and the groups named."""
    stake = answer.stake
    if stake is None:
        return _frame("game", ())
    count = len(stake.members)
    everybody = (1 << count) - 1
    groups: Iterable[int] = range(1, everybody + 1)
    if count > MOST_GROUPS_OF:
        singles = [1 << place for place in range(count)]
        named = [one.coalition for j in answer.judgements if j is not None for one in (*j.named, *j.possible)]
        groups = sorted({*singles, *(everybody ^ one for one in singles), *named, everybody})
    alone = stake.coalitions.singles.tolist()
    ordered = sorted(groups, key=lambda group: (group.bit_count(), group))
    return _frame("game", (_group(stake, group, alone) for group in ordered))


def _group(stake: Stake, group: int, alone: list[float]) -> Row:
    apart = sum(cost for place, cost in enumerate(alone) if group >> place & 1)
    return {
        "coalition": stake.group(group),
        "size": group.bit_count(),
        "cost": round(stake.coalitions.cost(group)),
        "apart": round(apart),
    }


def agreement(answer: Answer) -> pl.DataFrame:
    """The proposal; no rows where there is none."""
    if answer.agreement is not None:
        return answer.agreement.table().frame
    return pl.DataFrame(schema=SCHEMA)
