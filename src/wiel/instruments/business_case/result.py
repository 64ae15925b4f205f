"""The answer in named tables, single figures, findings and a trace."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from typing import Any

import numpy as np
import polars as pl

from wiel.costing import PARTS
from wiel.errors import Place
from wiel.findings import Finding, Findings, Rule, Severity
from wiel.instruments.business_case import tables
from wiel.instruments.business_case.columns import TABLES
from wiel.instruments.business_case.gather import Source
from wiel.instruments.business_case.ground import PERSONNEL
from wiel.instruments.business_case.joint import CLOUD, Joint
from wiel.instruments.business_case.options import Options
from wiel.instruments.business_case.prepare import ALONE, Prepared
from wiel.instruments.business_case.value import Measure
from wiel.instruments.business_case.vary import MOST_MEMBERS, Happened, Sizes
from wiel.instruments.business_case.weigh import Outcome
from wiel.landscape import Landscape
from wiel.methods.simulation import Draws, Swing, probability
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts import Sentence
from wiel.texts.numbers import Value

OPENBAAR = Confidentiality.OPENBAAR
# What costing finds where no member knows a part of the cost: that part counts nowhere.
PART_NOWHERE = "costing.part-nowhere"
ASSUMED_COST = Rule("business_case.without-ledger", Severity.WARNING, OPENBAAR)
NOTHING_KNOWN = Rule("business_case.nothing-known", Severity.WARNING, OPENBAAR)
ALONE_HERE = Rule("business_case.alone", Severity.WARNING, OPENBAAR)
NO_PLAN = Rule("business_case.no-plan", Severity.INFO, OPENBAAR)
EVIDENCE = Rule("business_case.evidence", Severity.INFO, OPENBAAR)
TOO_MANY = Rule("business_case.too-many", Severity.INFO, OPENBAAR)
DO, IF, DO_NOT, OPEN = ("doen", "onder-voorwaarden", "niet-doen", "nog-niet-te-zeggen")
METHOD = "Monte Carlo; Gaussische copula met één factor per groep; interval van Wilson; tornado; spel van alle groepen"


@dataclass(frozen=True, slots=True)
class Bars:
    """Where words begin: the middle part of draws that an interval holds, and from which share on something is called likely."""

    mass: float
    convincing: float
    most_assumed: float
    loss_most: float


def bars_of(parameters: Parameters) -> Bars:
    """The bars that hold on the day."""
    ask = parameters.decimal
    return Bars(
        ask("business_case.interval_mass"), ask("business_case.convincing"),
        ask("business_case.most_assumed"), ask("business_case.loss_most"),
    )  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What the steps found, before it is laid out in tables."""

    prepared: Prepared
    outcomes: tuple[Outcome, ...]
    swings: Mapping[str, tuple[Swing, ...]]
    happened: tuple[Happened, ...]
    groups: tuple[Sizes, ...]
    measures: tuple[Measure, ...]
    source: Source
    bars: Bars
    parameters: Parameters
    options: Options
    findings: Findings
    uses: tuple[ParameterUse, ...]

    @property
    def best(self) -> Outcome:
        """The joint scenario with the lowest expected cost."""
        return min(self.outcomes[1:], key=lambda outcome: float(outcome.together.mean()))


def unanswered(refusal: Sentence, members: int, options: Options, landscape: Landscape, uses: tuple[ParameterUse, ...]) -> Result:
    """No answer, because something is missing that nothing can stand for: empty tables, and the reason as a finding."""
    facts: dict[str, Value] = {"members": members, "draws": options.draws, "seed": options.seed, "verdict": OPEN}
    facts |= dict.fromkeys(("cost_alone", "best_scenario", "chance_best_beats_alone", "members_with_loss_most"))
    made = {name: ResultTable(name, _frame(name, []), columns, OPENBAAR) for name, columns in TABLES.items()}
    missing = Findings.of([Finding(refusal, Severity.WARNING, Place(), OPENBAAR)])
    return Result(facts | {"headline": "business_case.headline.unknown"}, made, missing, _trace(options, landscape, uses))


def result(answer: Answer, landscape: Landscape) -> Result:
    """Lay out the answer."""
    frames = {name: _frame(name, rows) for name, rows in _rows(answer).items()}
    facts = _facts(answer, frames)
    made = {name: ResultTable(name, frame, TABLES[name], OPENBAAR) for name, frame in frames.items()}
    # Whoever made the plan told what costing found; without a plan nobody did.
    told = Findings() if answer.source.handed else answer.findings
    return Result(facts, made, told + _findings(answer, facts), _trace(answer.options, landscape, answer.uses))


def _trace(options: Options, landscape: Landscape, uses: tuple[ParameterUse, ...]) -> Trace:
    return Trace(
        "business_case", landscape.as_of.isoformat(), landscape.digest(), version("wiel"), asdict(options), uses,
        method=METHOD, seed=options.seed,
    )  # fmt: skip


def _rows(answer: Answer) -> dict[str, list[dict[str, Any]]]:
    prepared, base_year = answer.prepared, answer.source.table.base_year
    counted = tables.count(answer.outcomes, prepared.setting.discount[0])
    running = float(prepared.setting.ground.running.sum())
    smallest = {outcome.scenario.identifier: _smallest(answer, outcome) for outcome in answer.outcomes[1:]}
    rows = {
        "scenarios": tables.scenarios(counted, prepared, answer.bars.mass, base_year, _places(prepared)),
        "members": tables.members(counted, prepared, answer.bars.mass),
        "flows": tables.flows(counted, prepared, base_year),
        "parts": tables.parts(counted),
        "tornado": tables.tornado(answer.swings, prepared, answer.parameters),
        "break_even": tables.break_even(answer.outcomes[1:], running, smallest, answer.bars.mass),
        "group_sizes": tables.group_sizes(answer.groups),
        "events": tables.events(answer.happened, answer.bars.mass),
        "quality": tables.quality(answer.measures),
    }
    return {name: list(found) for name, found in rows.items()}


def _frame(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """The rows with the columns of the table, also where there are none."""
    kinds = {"cent": pl.Int64, "jaar": pl.Int64, "leden": pl.Int64, "groepen": pl.Int64, "inwoners": pl.Int64, "fte": pl.Float64}
    numbers = dict.fromkeys(("year", "payback_year", "now", "of", "unknown", "planned", "planned_of", "planned_unknown"), pl.Int64)
    shares = ("probability", "share", "cheaper", "payback_share", "each_")
    schema: dict[str, Any] = {}
    for column, meaning in TABLES[name].items():
        if column in numbers:
            schema[column] = numbers[column]
        elif column in ("without_ledger", "turns", "lasting"):
            schema[column] = pl.Boolean
        elif column.startswith(shares) or (name == "tornado" and column in ("low", "middle", "high")):
            schema[column] = pl.Float64
        else:
            schema[column] = kinds.get(meaning.unit, pl.String)
    return pl.DataFrame(rows, schema=schema, orient="row")


def _smallest(answer: Answer, outcome: Outcome) -> int | None:
    """The smallest size at which at least one group is cheaper than apart."""
    works = [g.size for g in answer.groups if g.scenario == outcome.scenario and float(g.differences.min()) < -0.005]
    return min(works, default=None)


def _places(prepared: Prepared) -> dict[str, float | None]:
    """Staff places that disappear when the full effect is there, at the middle values; unknown where a place has no price."""
    setting = prepared.setting
    middle = {number.name: np.array([number.shape.middle]) for number in prepared.numbers}
    still = replace(setting, values=Draws(middle, 1, None))
    found: dict[str, float | None] = {}
    for scenario in prepared.joint:
        joint = Joint(still, scenario)
        wages = next(handed for handed in joint.handed if handed.part == PERSONNEL)
        gone = np.ones_like(joint.ratio[0]) if scenario.form == CLOUD else 1.0 - joint.ratio[0]
        euros, each = float(wages.amount @ gone) * float(wages.share[0]), float(still.of("costing.fte_cost")[0])
        found[scenario.identifier] = round(euros / each, 1) if each > 0 else None
    return found


def _facts(answer: Answer, frames: Mapping[str, pl.DataFrame]) -> dict[str, Value]:
    """The single figures: of doing nothing, of the best scenario together, of the group, and the verdict."""
    alone = frames["scenarios"].row(by_predicate=pl.col("scenario") == ALONE, named=True)
    told: dict[str, Value] = {
        "cost_alone": alone["expected"],
        "cost_alone_low": alone["low"],
        "cost_alone_high": alone["high"],
        "cost_assumed": alone["assumed"],
        "horizon": answer.source.table.horizon,
        "first_year": answer.source.table.base_year + 1,
        "interval_tenths": round(10 * answer.bars.mass, 1),
        "interval_mass": answer.bars.mass,
        "draws": answer.options.draws,
        "seed": answer.options.seed,
        "with_plan": answer.source.handed,
    }
    facts = told | _about_group(answer) | _about_best(answer, frames)
    verdict = _verdict(answer, facts)
    return facts | {"verdict": verdict, "headline": headline(verdict, facts)}


def _about_group(answer: Answer) -> dict[str, Value]:
    """Who takes part, and whose cost is an assumption."""
    ground = answer.prepared.setting.ground
    return {
        "members": len(ground.members),
        "scenarios": len(answer.outcomes),
        "parts_unknown": sum(finding.sentence.key == PART_NOWHERE for finding in answer.findings),
        "members_without_ledger": int(ground.without_ledger.sum()),
        "names_without_ledger": [name for name, unsure in zip(ground.names, ground.without_ledger, strict=True) if unsure],
    }


def _about_best(answer: Answer, frames: Mapping[str, pl.DataFrame]) -> dict[str, Value]:
    """The joint scenario with the lowest expected cost: what it costs more or less, how sure that is, and for whom."""
    best = answer.best
    here = pl.col("scenario") == best.scenario.identifier
    row, even = (frames[name].row(by_predicate=here, named=True) for name in ("scenarios", "break_even"))
    cheaper = probability(int((best.together < -0.005).sum()), len(best.together))
    lasting, passing = (int(frames["parts"].filter(here, lasting=kept)["difference"].sum()) for kept in (True, False))
    same = ("difference", "difference_low", "difference_high", "payback_year", "payback_share")
    of_even = ("saving_needed", "share_needed", "share_found", "share_low", "share_high", "smallest_group")
    return {
        "best_scenario": best.scenario.identifier,
        "best_name": row["scenario_name"],
        "best_name_en": row["scenario_name_en"],
        "cost_best": row["expected"],
        "chance_best_beats_alone": cheaper.value,
        "chance_low": cheaper.low,
        "chance_high": cheaper.high,
        "tenths_cheaper": int(10 * cheaper.value + 1e-9),
        "tenths_dearer": int(10 * row["probability_of_loss"] + 1e-9),
        "difference_size": abs(row["difference"]),
        "difference_lasting": lasting,
        "difference_passing": passing,
        "members_with_loss_most": frames["members"].filter(here, pl.col("probability_of_loss") > answer.bars.loss_most).height,
        **{name: row[name] for name in same},
        **{name: even[name] for name in of_even},
    }


def _verdict(answer: Answer, facts: Mapping[str, Any]) -> str:
    """Which word answers the question? See "Het oordeel" in docs/instruments/business_case.md."""
    unsure = facts["cost_assumed"] > answer.bars.most_assumed * facts["cost_alone"]
    unsure = unsure or facts["parts_unknown"] == len(PARTS)
    if facts["members"] < 2 or facts["cost_alone"] <= 0 or unsure:
        return OPEN
    if facts["chance_best_beats_alone"] >= answer.bars.convincing:
        return IF if facts["members_with_loss_most"] else DO
    return DO_NOT if facts["chance_best_beats_alone"] <= 1 - answer.bars.convincing + 1e-9 else OPEN


def headline(verdict: str, facts: Mapping[str, Any]) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    good: together is convincingly cheaper; mixed: doing nothing is; undecided: neither; unknown: too little is known to say anything.
    """
    if verdict in (DO, IF):
        return "business_case.headline.good"
    if verdict == DO_NOT:
        return "business_case.headline.mixed"
    known = facts["members"] >= 2 and facts["cost_alone"] > 0 and facts["parts_unknown"] < len(PARTS)
    return "business_case.headline.undecided" if known else "business_case.headline.unknown"


def _findings(answer: Answer, facts: Mapping[str, Any]) -> Findings:
    """What the reader must know beside the numbers."""
    found = []
    if facts["members"] < 2:
        found.append(ALONE_HERE.broken(n=facts["members"]))
    if facts["cost_alone"] <= 0:
        found.append(NOTHING_KNOWN.broken())
    if facts["members_without_ledger"]:
        names: Sequence[str] = facts["names_without_ledger"]
        found.append(ASSUMED_COST.broken(n=len(names), names=names, amount=facts["cost_assumed"], total=facts["cost_alone"]))
    if not answer.source.handed:
        found.append(NO_PLAN.broken())
    if facts["difference"] < 0:
        found.append(EVIDENCE.broken())
    if facts["members"] > MOST_MEMBERS:
        found.append(TOO_MANY.broken(n=facts["members"], most=MOST_MEMBERS))
    return Findings.of(found)
