"""Lays the plan out in named tables, with names beside keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from wiel.costing import NEW, CostTable
from wiel.instruments.rationalisation import classify, count
from wiel.instruments.rationalisation.beside import Beside
from wiel.instruments.rationalisation.columns import TABLES
from wiel.instruments.rationalisation.contracts import terms_of
from wiel.instruments.rationalisation.decide import Decided
from wiel.instruments.rationalisation.demands import Conflict, Demands
from wiel.instruments.rationalisation.options import Options
from wiel.instruments.rationalisation.rows import decision_of, plan_rows, reasons, row_regrets, year_of
from wiel.landscape import Landscape
from wiel.methods.facility.regret import Regret
from wiel.results import ResultTable

Row = dict[str, Any]
ORDER = (
    "functions", "alternatives", "parts", "plan_members", "moves", "decisions", "choices", "plan", "alternative_choices", "conflicts",
)  # fmt: skip
DTYPES: Mapping[str, Any] = {
    "members": pl.Int64, "applications_today": pl.Int64, "applications_target": pl.Int64, "products_today": pl.Int64,
    "products_target": pl.Int64, "changes": pl.Int64, "saving_year": pl.Int64, "from_place": pl.Int64, "to_place": pl.Int64,
    "stays": pl.Boolean, "cost": pl.Int64, "more": pl.Int64, "more_share": pl.Float64, "different": pl.Int64, "applications": pl.Int64,
    "fresh": pl.Int64, "once": pl.Int64, "largest_supplier": pl.Float64, "cost_today": pl.Int64, "cost_plan": pl.Int64,
    "difference": pl.Int64, "year_today": pl.Int64, "year_plan": pl.Int64, "difference_year": pl.Int64, "assumed_share": pl.Float64,
    "regret_bound": pl.Int64, "regret_found": pl.Int64, "functions": pl.List(pl.String), "users_today": pl.Int64,
    "users_target": pl.Int64, "today": pl.List(pl.String), "together": pl.Int64, "conflict": pl.Int64, "gave_way": pl.Boolean,
    "contract_end": pl.Date, "notice_by": pl.Date,
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What the steps found, before it is laid out in tables."""

    landscape: Landscape
    decided: Decided
    demands: Demands
    beside: Beside
    options: Options
    material: float

    @cached_property
    def names(self) -> "Names":
        """Names by key."""
        return Names(self.landscape)


class Names:
    """What organisations, functions and solutions are called."""

    def __init__(self, landscape: Landscape) -> None:
        self.organisation = _known(landscape, "organisations")
        self.component = _known(landscape, "components")
        self.domain = dict(landscape["components"].select("id", "domain").iter_rows())
        self.product = _known(landscape, "products")
        self.application = _known(landscape, "applications")
        self.product_of = dict(landscape["applications"].select("id", "product").iter_rows())

    def solution(self, key: str) -> str:
        """The own name of an application, else its product; a new one by its product."""
        if key.startswith(NEW):
            return self.product.get(key.removeprefix(NEW), key)
        product = self.product_of.get(key)
        return self.application.get(key) or self.product.get(product or "") or key


def _known(landscape: Landscape, table: str) -> dict[str, str]:
    """Key → name, of those that have one."""
    return {key: name for key, name in landscape[table].select("id", "name").iter_rows() if name}


def lay_out(answer: Answer) -> dict[str, ResultTable]:
    """All tables of a plan."""
    decided, names, table = answer.decided, answer.names, answer.decided.table
    regrets = row_regrets(decided, answer.options.work)
    why = reasons(decided, answer.demands, regrets)
    rows: dict[str, Iterable[Row]] = {
        "functions": _with_component(answer, count.functions(decided, answer.beside)),
        "alternatives": count.alternatives(decided),
        "parts": count.parts(decided),
        "plan_members": (row | _member(answer, row["m"]) for row in count.members(decided)),
        "moves": _with_component(answer, count.moves(decided)),
        "decisions": _decisions(answer, why),
        "choices": _choices(answer, why, regrets),
        "alternative_choices": _alternative_choices(answer),
        "conflicts": conflict_rows(names, answer.demands.conflicts),
    }
    found = {name: made(name, content) for name, content in rows.items()}
    found["plan"] = plan_rows(decided, why, answer.beside).table()
    assert len(table.members) == found["plan_members"].frame.height
    return {name: found[name] for name in ORDER}


def made(name: str, rows: Iterable[Row]) -> ResultTable:
    """A table of rows, in the columns that it declares."""
    meanings, visibility = TABLES[name]
    schema: dict[str, Any] = {column: DTYPES.get(column, pl.String) for column in meanings}
    return ResultTable(name, pl.DataFrame([{c: row.get(c) for c in schema} for row in rows], schema=schema), meanings, visibility)


def _member(answer: Answer, m: int) -> Row:
    key = answer.decided.table.members[m]
    return {"organisation": key, "organisation_name": answer.names.organisation.get(key, key)}


def _component(answer: Answer, f: int) -> Row:
    key = answer.decided.table.components[f]
    name = answer.names.component.get(key, key)
    return {"component": key, "component_name": name, "domain": answer.names.domain.get(key)}


def _with_component(answer: Answer, rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of domain and name."""
    named = [row | _component(answer, row["f"]) for row in rows]
    return sorted(named, key=lambda row: (row["domain"] or "\uffff", row["component_name"], row["component"]))


def _regret(regret: Regret | None) -> Row:
    known = regret or Regret(None, None)
    return {
        "regret_bound": None if known.bound is None else count.cents(known.bound),
        "regret_found": None if known.found is None else count.cents(known.found),
    }


def _decisions(answer: Answer, why: Mapping[tuple[int, int], str]) -> list[Row]:
    table, names, plan = answer.decided.table, answer.names, answer.decided.plan.served
    rows = []
    for row in classify.decisions(answer.decided, why, answer.options.work):
        k, key = row["k"], table.solutions[row["k"]]
        served = plan if key.startswith(NEW) else table.primary
        functions = np.unique(np.nonzero(served == k)[1]).tolist() or sorted({f for _, f, j in answer.beside.second if j == k})
        about = {
            "application": key,
            "application_name": names.solution(key),
            "product_name": names.product.get(table.product[k] or ""),
            "holder_name": names.organisation.get(table.holder[k] or ""),
            "functions": [_component(answer, f)["component_name"] for f in functions],
        }
        rows.append(row | about | _regret(row["regret"]))
    return sorted(rows, key=lambda row: (row["application"].startswith(NEW), row["application"]))


def _choices(answer: Answer, why: Mapping[tuple[int, int], str], regrets: Mapping[tuple[int, int], Regret]) -> list[Row]:
    table, plan, names = answer.decided.table, answer.decided.plan, answer.names
    more = year_of(table, plan.served) - year_of(table, table.primary)
    terms = terms_of(answer.landscape)
    users = np.array([(plan.served == k).any(axis=1).sum() for k in range(len(table.solutions))])
    found = []
    for m, f in np.argwhere(table.needed).tolist():
        k, before = int(plan.served[m, f]), answer.beside.current[m, f]
        about = {
            "today": [names.solution(table.solutions[j]) for j in before],
            "solution": table.solutions[k],
            "target": names.solution(table.solutions[k]),
            "decision": decision_of(table, m, f, k),
            "reason": why[m, f],
            "together": int(users[k]) - 1,
            "difference_year": count.cents(more[m, f]),
        }
        about |= dict(zip(("contract_end", "notice_by"), terms.get(_held(table, m, f), (None, None)), strict=True))
        found.append(_member(answer, m) | _component(answer, f) | about | _regret(regrets.get((m, f))))
    return found


def _held(table: CostTable, m: int, f: int) -> tuple[str, str]:
    """The member and the application that serves its function now."""
    return table.members[m], table.solutions[int(table.primary[m, f])]


def _alternative_choices(answer: Answer) -> list[Row]:
    """Where each alternative differs from the plan."""
    table, plan, names = answer.decided.table, answer.decided.plan.served, answer.names
    rows = []
    for number, (found, _) in enumerate(answer.decided.others, 1):
        for m, f in np.argwhere((found.served != plan) & table.needed).tolist():
            solution = table.solutions[int(found.served[m, f])]
            rows.append(
                {"alternative": f"{count.OTHER} {number}", "solution": solution, "target": names.solution(solution)}
                | {"proposal": names.solution(table.solutions[int(plan[m, f])])}
                | _member(answer, m)
                | _component(answer, f)
            )
    return rows


def conflict_rows(names: Names, conflicts: Iterable[Conflict]) -> list[Row]:
    """One row per demand in a conflict; the demand of a search names its members and solutions itself."""
    rows = []
    for number, conflict in enumerate(conflicts, 1):
        for demand in conflict.demands:
            kind, *keys = demand.split("|")
            member = next((key for key in keys if key in names.organisation and kind != "supplier_cap"), conflict.organisation)
            function = next((key for key in keys if key in names.component), conflict.component)
            about = [key for key in keys if key not in (member, function)]
            rows.append(
                {
                    "conflict": number,
                    "demand": f"rationalisation.demand.{kind.partition(':')[0].replace('_', '-')}",
                    "organisation_name": names.organisation.get(member or "", member),
                    "component_name": names.component.get(function or "", function),
                    "subject": names.organisation.get(about[0], names.solution(about[0])) if about else None,
                    "gave_way": conflict.gave_way,
                }
            )
    return rows
