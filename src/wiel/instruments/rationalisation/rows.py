"""The plan row by row: what serves which function of whom, the decision, and the reason for it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from wiel.costing import NEW, CostTable
from wiel.costing.table import Floats, Ints
from wiel.instruments.rationalisation.beside import Beside, staying
from wiel.instruments.rationalisation.decide import Decided
from wiel.instruments.rationalisation.demands import MUST_GO, WISH, Demands
from wiel.landscape import Plan
from wiel.landscape.plan import JOIN, KEEP, REPLACE, RETIRE
from wiel.methods.facility.regret import Regret, Regrets

REASON = "rationalisation.reason."
CENTS = 100
STATUS = "voorstel"


def row_regrets(decided: Decided, work: float) -> Mapping[tuple[int, int], Regret]:
    """What it costs to serve (member, function) by anything else than the plan does; nothing when the caller stopped the work."""
    if decided.stopped:
        return {}
    regrets, problem = Regrets(decided.joint, work), decided.joint.problem
    arcs = np.concatenate(decided.joint.arcs)
    return {(int(problem.arc_member[a]), int(problem.arc_function[a])): regrets.avoiding(int(a)) for a in arcs}


def reasons(decided: Decided, demands: Demands, regrets: Mapping[tuple[int, int], Regret]) -> dict[tuple[int, int], str]:
    """Why (member, function) is served as it is: the key of a sentence, in the order of what weighs most."""
    table, plan = decided.table, decided.plan.served
    choices = np.zeros(table.needed.shape, np.int64)
    np.add.at(choices, (table.serve_member[demands.allowed], table.serve_component[demands.allowed]), 1)
    users = np.zeros(len(table.solutions), np.int64)
    m, k = np.unique(np.stack([np.nonzero(plan >= 0)[0], plan[plan >= 0]]), axis=1)
    np.add.at(users, k, 1)
    kept = set(demands.keep)
    found = {}
    for m, f in np.argwhere(table.needed).tolist():
        to, now = int(plan[m, f]), int(table.primary[m, f])
        name = (
            _kept(choices[m, f], (m, to) in kept, regrets.get((m, f)))
            if to == now
            else _moved(table, demands, m, f, now, users[to])
        )
        found[m, f] = REASON + name
    return found


def _kept(choices: int, asked: bool, regret: Regret | None) -> str:
    if asked:
        return "must-keep"
    if choices == 1:
        return "only-choice"
    if regret is not None and regret.found is not None and regret.found < 0.005:
        return "equal"
    return "cheapest-kept"


def _moved(table: CostTable, demands: Demands, m: int, f: int, now: int, users: int) -> str:
    """What ruled out the solution of today, else that together or otherwise is cheaper."""
    arc = table.arc_of.get((m, f, now))
    for name, ruled_out in demands.against.items():
        if arc is not None and ruled_out[arc]:
            return {MUST_GO: "must-go"}.get(name, "wish" if name.startswith(WISH) else name)
    return "cheaper-together" if users > 1 else "cheaper"


def plan_rows(decided: Decided, why: Mapping[tuple[int, int], str], beside: Beside) -> Plan:
    """The plan as rows: what serves each function of each member, second applications, and what goes without anything new."""
    table, served, kept = decided.table, decided.plan.served, decided.plan.kept
    moving = _moving(table, served)
    rows = []
    for (m, f), current in beside.current.items():
        to = int(served[m, f])
        rows.append(_row(table, m, f, to, decision_of(table, m, f, to), why[m, f], moving[m, f]))
        stay = staying(table, beside, served, kept, m, f)
        for k in current:
            if k != to and table.aside[m, k] and k in stay:
                rows.append(_row(table, m, f, k, KEEP, REASON + "second-stays", 0))
            elif k != to and k not in stay and (to in current or table.aside[m, k]):
                rows.append(_row(table, m, f, k, RETIRE, REASON + "second-goes", 0))
    return Plan.of(pl.DataFrame(rows, infer_schema_length=None))


def _row(table: CostTable, m: int, f: int, k: int, decision: str, reason: str, cents: int) -> dict[str, Any]:
    solution = table.solutions[k]
    return {
        "organisation": table.members[m],
        "component": table.components[f],
        "solution": solution,
        "application": None if solution.startswith(NEW) else solution,
        "product": table.product[k],
        "holder": table.holder[k],
        "decision": decision,
        "reason": reason,
        "status": STATUS,
        "planned_cost": cents,
    }


def decision_of(table: CostTable, m: int, f: int, k: int) -> str:
    """Kept where it serves the function now; joined where another has it; else replaced by something new or by another of its own."""
    if k == table.primary[m, f]:
        return KEEP
    return REPLACE if table.solutions[k].startswith(NEW) or table.in_use[m, k] else JOIN


def _moving(table: CostTable, served: Ints) -> Ints:
    """Cents that going over costs once, divided evenly over the functions that go to the same solution."""
    cents = np.zeros(served.shape, np.int64)
    for m in range(len(table.members)):
        for k in np.unique(served[m][served[m] >= 0]).tolist():
            functions = np.flatnonzero((served[m] == k) & (table.primary[m] != k))
            amount = 0 if table.in_use[m, k] else round(float(table.move[m, k]) * CENTS)
            if len(functions):
                share, rest = divmod(amount, len(functions))
                cents[m, functions] = share + (np.arange(len(functions)) < rest)
    return cents


def year_of(table: CostTable, served: Ints) -> Floats:
    """EUR a year of running cost per (member, function): serving, and of opening what the member bears by its share of today."""
    yearly = np.zeros(served.shape)
    m, f = np.nonzero(served >= 0)
    k = served[m, f]
    arcs = np.array([table.arc_of[key] for key in zip(m.tolist(), f.tolist(), k.tolist(), strict=True)], np.int64)
    yearly[m, f] = (table.serve_parts[:, arcs] / table.factors[:, None]).sum(axis=0)
    opened = (table.open_parts / table.factors[:, None]).sum(axis=0)
    bearing = table.bearing_parts[:, arcs].sum(axis=0)
    total = np.bincount(k, bearing, len(table.solutions))
    count = np.bincount(k, minlength=len(table.solutions))
    share = np.where(total[k] > 0, bearing / np.where(total[k] > 0, total[k], 1.0), 1.0 / count[k])
    yearly[m, f] += opened[k] * share
    return yearly
