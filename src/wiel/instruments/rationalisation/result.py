"""The answer in single figures, findings and a trace."""

from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import numpy as np
import polars as pl

from wiel.costing import CostTable
from wiel.findings import Finding, Findings, Rule, Severity
from wiel.instruments.rationalisation.count import applications, cents
from wiel.instruments.rationalisation.demands import Conflict, Demands
from wiel.instruments.rationalisation.lay_out import Answer, Names, conflict_rows, made
from wiel.instruments.rationalisation.options import Options
from wiel.landscape import Landscape
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts.numbers import Value

CONFLICT = Rule("rationalisation.conflict", Severity.ERROR)
GAVE_WAY = Rule("rationalisation.gave-way", Severity.WARNING)
UNSURE = {name: Rule(f"rationalisation.unsure-{name}", Severity.INFO) for name in ("standards", "jurisdiction")}
SECOND = Rule("rationalisation.second", Severity.INFO)
STOPPED = Rule("rationalisation.stopped", Severity.WARNING)
NOBODY = Rule("rationalisation.no-functions", Severity.WARNING)
METHOD = "openen, aansluiten, bedienen; exact per deel van het landschap; Dantzig-Wolfe over delen; alternatieven naar HSJ"
SHOWN = 5
# When more than this part of the cost is an assumption, the plan is not called cheaper.
MOSTLY = 0.5


def result(answer: Answer, tables: Mapping[str, ResultTable], used: tuple[ParameterUse, ...], costing: Findings) -> Result:
    """The plan with its figures."""
    decided = answer.decided
    facts = _facts(answer, tables)
    trace = _trace(answer.landscape, answer.options, used, facts["bound"], decided.stopped, facts["gap"])
    return Result(facts, dict(tables), costing + _findings(answer), trace)


def conflicting(
    landscape: Landscape,
    table: CostTable,
    options: Options,
    demands: Demands,
    more: tuple[Conflict, ...],
    used: tuple[ParameterUse, ...],
    costing: Findings,
) -> Result:
    """No plan, but the demands that cannot hold together."""
    hard = [conflict for conflict in (*demands.conflicts, *more) if not conflict.gave_way]
    names = Names(landscape)
    rows = made("conflicts", conflict_rows(names, hard))
    said = rows.frame["demand"].unique(maintain_order=True).head(SHOWN).to_list()
    found = CONFLICT.broken(n=len(hard), demands=[key.rpartition(".")[2].replace("-", " ") for key in said])
    facts: dict[str, Value] = {
        "members": len(table.members),
        "functions": int(table.needed.any(axis=0).sum()),
        "conflicts": len(hard),
        "headline": "rationalisation.headline.conflict",
    }
    return Result(facts, {"conflicts": rows}, costing + Findings.of([found]), _trace(landscape, options, used, None, False, None))


def nothing(landscape: Landscape, table: CostTable, options: Options, used: tuple[ParameterUse, ...], costing: Findings) -> Result:
    """No application serves a known function, so that there is nothing to plan."""
    facts: dict[str, Value] = {"members": len(table.members), "functions": 0, "headline": "rationalisation.headline.unknown"}
    found = Findings.of([NOBODY.broken(n=len(table.members))])
    return Result(facts, {}, costing + found, _trace(landscape, options, used, None, False, None))


def _trace(
    landscape: Landscape, options: Options, used: tuple[ParameterUse, ...], bound: Value, stopped: bool, gap: Value
) -> Trace:
    return Trace(
        "rationalisation",
        landscape.as_of.isoformat(),
        landscape.digest(),
        version("wiel"),
        asdict(options),
        used,
        METHOD,
        bound=float(bound) / 100 if isinstance(bound, int) else None,
        gap=gap if isinstance(gap, float) else None,
        seed=options.seed,
        stopped_by="caller" if stopped else "work",
    )


def _facts(answer: Answer, tables: Mapping[str, ResultTable]) -> dict[str, Value]:
    decided, table = answer.decided, answer.decided.table
    today, plan, bound = cents(decided.today.total), cents(decided.plan.total), cents(decided.bound)
    alternatives = tables["alternatives"].frame
    others = alternatives.filter(pl.col("alternative").str.starts_with("anders"))
    merger = int(alternatives["cost"][-1])
    changes = int((decided.plan.served != table.primary).sum())
    needs = int(table.needed.sum())
    facts: dict[str, Value] = {
        "members": len(table.members),
        "functions": int(table.needed.any(axis=0).sum()),
        "needs": needs,
        "applications_today": applications(table, decided.today),
        "applications_target": applications(table, decided.plan),
        "changes": changes,
        "changes_share": changes / needs,
        "fresh": int(alternatives["fresh"][0]),
        "cost_today": today,
        "cost_plan": plan,
        "saving": today - plan,
        "saving_share": (today - plan) / today if today else 0.0,
        "saving_year": cents(decided.today.cost.yearly.sum() - decided.plan.cost.yearly.sum()),
        "once": int(alternatives["once"][0]),
        "bound": bound,
        "gap": max(0.0, (plan - bound) / plan) if plan else 0.0,
        "horizon": table.horizon,
        "alternatives": others.height,
        "within": answer.options.within,
        "different_most": others["different"].max() if others.height else 0,  # type: ignore[dict-item]
        "today_more_share": (today - plan) / plan if plan else 0.0,
        "merger_more": merger - plan,
        "members_worse": int((tables["plan_members"].frame["difference"] > 0).sum()),
        "second_applications": len({k for _, _, k in answer.beside.second}),
        "second_year": _second_year(answer),
        "assumed_share": _assumed(answer),
        "conflicts": 0,
        "gave_way": len(answer.demands.conflicts),
    }
    return facts | {"headline": headline(facts, answer.material)}


def _second_year(answer: Answer) -> int:
    """Cents a year that second applications bear: at most so much goes away when all go."""
    table = answer.decided.table
    pairs = sorted({(m, k) for m, _, k in answer.beside.second})
    yearly = (table.join_parts / table.factors[:, None, None]).sum(axis=0)
    return cents(sum(float(yearly[m, k]) for m, k in pairs))


def _assumed(answer: Answer) -> float:
    cost = answer.decided.today.cost
    return float(cost.assumed.sum() / max(cost.running.sum(), 1e-9))


def headline(facts: Mapping[str, Any], material: float) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    nothing: no other plan is cheaper than today; mixed: less cheap than matters; undecided: what is assumed or not proven weighs more
    than what is saved; good: cheaper than today by more than that.
    """
    if not facts["changes"] or facts["saving"] <= 0:
        return "rationalisation.headline.nothing"
    if facts["saving_share"] < material:
        return "rationalisation.headline.mixed"
    if facts["gap"] >= facts["saving_share"] or facts["assumed_share"] > MOSTLY:
        return "rationalisation.headline.undecided"
    return "rationalisation.headline.good"


def _findings(answer: Answer) -> Findings:
    """What the reader should know or mend."""
    decided, demands, found = answer.decided, answer.demands, list[Finding]()
    names = answer.names
    gave = [c for c in demands.conflicts if c.gave_way]
    if gave:
        examples = [
            f"{names.component.get(c.component or '', '')} ({names.organisation.get(c.organisation or '', '')})" for c in gave
        ]
        found.append(GAVE_WAY.broken(n=len(gave), names=examples[:SHOWN]))
    arcs = decided.number[np.concatenate(decided.joint.arcs)]
    for name, unsure in demands.unsure.items():
        if unsure[arcs].any():
            found.append(UNSURE[name].broken(n=int(unsure[arcs].sum()), of=len(arcs)))
    seconds = {k for m, _, k in answer.beside.second if decided.plan.kept[m, k]}
    if seconds:
        found.append(SECOND.broken(n=len(seconds)))
    if decided.stopped:
        found.append(STOPPED.broken())
    return Findings.of(found)
