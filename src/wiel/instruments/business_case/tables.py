"""The rows of every result table, in whole cents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wiel.instruments.business_case.compose import KINDS, LASTING
from wiel.instruments.business_case.doubt import ASSUMED
from wiel.instruments.business_case.prepare import ALONE, Prepared
from wiel.instruments.business_case.value import Measure
from wiel.instruments.business_case.vary import Happened, Sizes
from wiel.instruments.business_case.weigh import Outcome, payback
from wiel.methods.simulation import Floats, Swing, central, probability
from wiel.parameters import Parameters
from wiel.texts import say

Rows = Iterator[dict[str, Any]]
CENTS = 100.0


@dataclass(frozen=True, eq=False)
class Counted:
    """One scenario in cents: `amounts` and `present` (kinds, M, Y); every total is a sum of these cells."""

    outcome: Outcome
    amounts: "np.ndarray[Any, np.dtype[np.int64]]"
    present: "np.ndarray[Any, np.dtype[np.int64]]"

    @property
    def per_member(self) -> list[int]:
        """Cents per member over the horizon."""
        found: list[int] = self.present.sum(axis=(0, 2)).tolist()
        return found


def cents(euros: Any) -> Any:
    """Whole cents."""
    return np.rint(np.asarray(euros, dtype=np.float64) * CENTS).astype(np.int64)


def count(outcomes: Sequence[Outcome], discount: Floats) -> tuple[Counted, ...]:
    """Every expected amount rounded to cents once, as it is and as present value (rule `case.rounding`)."""
    made = []
    for outcome in outcomes:
        nothing = np.zeros_like(next(iter(outcome.flows.values())))
        flows = np.stack([outcome.flows.get(kind, nothing) for kind in KINDS])
        made.append(Counted(outcome, cents(flows), cents(flows * discount)))
    return tuple(made)


def named(identifier: str, key: str, head: str) -> dict[str, str]:
    """An identifier with its name in both languages."""
    return {head: identifier, f"{head}_name": say(key, "nl"), f"{head}_name_en": say(key, "en")}


def scenario_of(identifier: str) -> dict[str, str]:
    """The columns that say which scenario a row is about."""
    return named(identifier, f"business_case.scenario.{identifier}", "scenario")


def scenarios(
    counted: Sequence[Counted], prepared: Prepared, mass: float, base_year: int, places: Mapping[str, float | None]
) -> Rows:
    """One row per scenario, doing nothing first."""
    ground, discount = prepared.setting.ground, prepared.setting.discount
    alone = sum(counted[0].per_member)
    assumed = counted[0].present.sum(axis=(0, 2)) @ ground.assumed_share
    for one in counted:
        outcome, expected = one.outcome, sum(one.per_member)
        draws = payback(outcome.yearly, discount)
        early, late = np.quantile(draws, [(1 - mass) / 2, (1 + mass) / 2], method="inverted_cdf").tolist()
        middle = float(payback(outcome.yearly.mean(axis=0, keepdims=True), discount[:1])[0])
        doing = outcome.scenario.identifier != ALONE
        worse = [m - a for m, a in zip(one.per_member, counted[0].per_member, strict=True)]
        yield {
            **scenario_of(outcome.scenario.identifier),
            "expected": expected,
            **_interval(outcome.total.sum(axis=1), mass, "low", "high"),
            "assumed": round(float(assumed)),
            "difference": expected - alone,
            **_interval(outcome.together, mass, "difference_low", "difference_high"),
            **_chance(outcome.together),
            "members_worse": sum(each > 0 for each in worse),
            "payback_year": base_year + int(middle) if doing and np.isfinite(middle) else None,
            "payback_share": float(np.isfinite(draws).mean()) if doing else None,
            "payback_low": _years(early) if doing else None,
            "payback_high": _years(late) if doing else None,
            "yearly": int(one.amounts[[k for k, kind in enumerate(KINDS) if kind != "exit"], :, -1].sum()),
            **_each(expected, discount, float(ground.inhabitants.sum()), float(ground.workplaces.sum())),
            "places": places.get(outcome.scenario.identifier, 0.0),
        }


def _years(found: float) -> int | None:
    return int(found) if np.isfinite(found) else None


def _interval(values: Floats, mass: float, low: str, high: str) -> dict[str, int]:
    found = central(values, mass)
    return {low: int(cents(found.low)), high: int(cents(found.high))}


def _chance(differences: Floats) -> dict[str, float]:
    """The chance that it is dearer than doing nothing; less than half a cent is no difference (rule `case.loss`)."""
    found = probability(int((differences > 0.005).sum()), len(differences))
    return {"probability_of_loss": found.value, "probability_low": found.low, "probability_high": found.high}


def _each(total: int, discount: Floats, people: float, places: float) -> dict[str, int | None]:
    """As an equal amount a year, per inhabitant and per workplace."""
    yearly = total / float(discount[0].sum())
    known = np.isfinite(places) and places > 0
    return {"per_inhabitant": round(yearly / people), "per_workplace": round(yearly / places) if known else None}


def members(counted: Sequence[Counted], prepared: Prepared, mass: float) -> Rows:
    """One row per scenario and member."""
    ground, discount = prepared.setting.ground, prepared.setting.discount
    alone, annuity = counted[0].per_member, float(discount[0].sum())
    for one in counted:
        for m, organisation in enumerate(ground.members):
            npv, people = one.per_member[m], float(ground.inhabitants[m]) * annuity
            spread = _interval(one.outcome.difference[:, m], mass, "difference_low", "difference_high")
            yield {
                **scenario_of(one.outcome.scenario.identifier),
                "organisation": organisation,
                "organisation_name": ground.names[m],
                "inhabitants": int(ground.inhabitants[m]),
                "without_ledger": bool(ground.without_ledger[m]),
                "npv": npv,
                **_interval(one.outcome.total[:, m], mass, "low", "high"),
                "difference": npv - alone[m],
                **spread,
                **_chance(one.outcome.difference[:, m]),
                "difference_year": round((npv - alone[m]) / annuity),
                "each_difference": (npv - alone[m]) / people / CENTS,
                "each_low": spread["difference_low"] / people / CENTS,
                "each_high": spread["difference_high"] / people / CENTS,
                **_each(npv, discount, float(ground.inhabitants[m]), float(ground.workplaces[m])),
            }


def flows(counted: Sequence[Counted], prepared: Prepared, base_year: int) -> Rows:
    """One row per scenario, member, year and kind of money with an amount."""
    ground = prepared.setting.ground
    for one in counted:
        scenario = scenario_of(one.outcome.scenario.identifier)
        for k, m, y in np.argwhere((one.amounts != 0) | (one.present != 0)).tolist():
            yield {
                **scenario,
                "organisation": ground.members[m],
                "organisation_name": ground.names[m],
                "year": base_year + y + 1,
                **named(KINDS[k], f"business_case.part.{KINDS[k]}", "part"),
                "amount": int(one.amounts[k, m, y]),
                "present": int(one.present[k, m, y]),
            }


def parts(counted: Sequence[Counted]) -> Rows:
    """One row per scenario and kind of money, all members and years together."""
    alone = counted[0].present.sum(axis=(1, 2)).tolist()
    for one in counted:
        for k, present in enumerate(one.present.sum(axis=(1, 2)).tolist()):
            yield {
                **scenario_of(one.outcome.scenario.identifier),
                **named(KINDS[k], f"business_case.part.{KINDS[k]}", "part"),
                "lasting": KINDS[k] in LASTING,
                "present": present,
                "difference": present - alone[k],
            }


def tornado(swings: Mapping[str, Sequence[Swing]], prepared: Prepared, parameters: Parameters) -> Rows:
    """One row per scenario and number that moves the outcome, widest first."""
    names = dict(zip(prepared.setting.ground.members, prepared.setting.ground.names, strict=True))
    for identifier, found in swings.items():
        for swing in found:
            if swing.width <= 0.005:
                continue
            outcomes = [swing.outcome_low, swing.outcome_middle, swing.outcome_high]
            low, middle, high = cents(outcomes).tolist()
            yield {
                **scenario_of(identifier),
                "parameter": swing.name,
                **_meaning(swing.name, parameters, names),
                "low": swing.low,
                "middle": swing.middle,
                "high": swing.high,
                "difference_low": low,
                "difference_middle": middle,
                "difference_high": high,
                "width": int(cents(swing.width)),
                "turns": min(outcomes) < 0 < max(outcomes),
            }


def _meaning(name: str, parameters: Parameters, names: Mapping[str, str]) -> dict[str, str]:
    if name.startswith(ASSUMED):
        member = names[name.removeprefix(ASSUMED)]
        return {
            key: say("business_case.assumed", language, name=member)
            for key, language in (("description", "nl"), ("description_en", "en"))
        }
    entry = parameters.entries[name]
    return {"description": entry.nl, "description_en": entry.en}


def break_even(outcomes: Sequence[Outcome], running: float, smallest: Mapping[str, int | None], mass: float) -> Rows:
    """One row per joint scenario: the saving that would earn everything back, and the one that there is. `running` is EUR a year now."""
    for outcome in outcomes:
        cost = float((outcome.together - outcome.running).mean())
        needed = cost / max(float(outcome.full.mean()), 1e-9)
        felt = outcome.full > 1e-9
        found = np.where(felt, -outcome.running / np.where(felt, outcome.full, 1.0) / max(running, 1e-9), 0.0)
        spread = central(found, mass)
        yield {
            **scenario_of(outcome.scenario.identifier),
            "extra_cost": int(cents(cost)),
            "saving_needed": int(cents(needed)),
            "share_needed": needed / running if running > 0 else None,
            "share_found": spread.value,
            "share_low": spread.low,
            "share_high": spread.high,
            "smallest_group": smallest.get(outcome.scenario.identifier),
        }


def group_sizes(groups: Sequence[Sizes]) -> Rows:
    """One row per joint scenario and size."""
    for group in groups:
        best, median, worst = np.quantile(group.differences, [0.0, 0.5, 1.0]).tolist()
        yield {
            **scenario_of(group.scenario.identifier),
            "size": group.size,
            "groups": len(group.differences),
            "best": int(cents(best)),
            "median": int(cents(median)),
            "worst": int(cents(worst)),
            "cheaper": float((group.differences < -0.005).mean()),
        }


def events(happened: Sequence[Happened], mass: float) -> Rows:
    """One row per joint scenario and event."""
    for one in happened:
        before, after = int(cents(one.before.mean())), int(cents(one.after.mean()))
        yield {
            **scenario_of(one.scenario.identifier),
            **named(one.event, f"business_case.event.{one.event}", "event"),
            "who": ", ".join(one.who) or None,
            "before": before,
            "difference": after,
            **_interval(one.after, mass, "difference_low", "difference_high"),
            "change": after - before,
            **_chance(one.after),
        }


def quality(measures: Sequence[Measure]) -> Rows:
    """One row per measure of quality or vulnerability."""
    for one in measures:
        yield {
            **named(one.name, f"business_case.measure.{one.name}", "measure"),
            "aspect": one.aspect,
            "now": one.now,
            "of": one.of,
            "unknown": one.unknown,
            "planned": one.planned,
            "planned_of": one.planned_of,
            "planned_unknown": one.planned_unknown,
        }
