"""Says per application what happens to it, in the words of the field, and what deciding otherwise would cost."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from wiel.costing import NEW, REST, CostTable
from wiel.costing.table import Bools
from wiel.instruments.rationalisation.decide import Decided
from wiel.instruments.rationalisation.rows import REASON
from wiel.methods.facility.regret import Regret, Regrets

KEEP, JOIN, REPLACE, RETIRE, FRESH = "keep", "join", "replace", "retire", "new"
# Tolerate, invest, migrate, eliminate: what stays for one member, what grows, what is handed over, what goes.
TIME = {JOIN: "migrate", REPLACE: "migrate", RETIRE: "eliminate", FRESH: "invest"}
NOTHING = Regret(None, None)


def used(table: CostTable, decided: Decided) -> tuple[Bools, Bools]:
    """Who uses which solution today and in the plan, (members, solutions)."""
    after = decided.plan.kept.copy()
    m, f = np.nonzero(decided.plan.served >= 0)
    after[m, decided.plan.served[m, f]] = True
    return table.in_use, after


def decisions(decided: Decided, why: Mapping[tuple[int, int], str], work: float) -> list[dict[str, Any]]:
    """One row per application in use and per new solution: classification, TIME, reason and regret; solutions by number."""
    table = decided.table
    before, after = used(table, decided)
    regrets = None if decided.stopped else Regrets(decided.joint, work)
    found = []
    for k, name in enumerate(table.solutions):
        if name.startswith(REST) or not (before[:, k].any() or after[:, k].any()):
            continue
        kind = _kind(decided, k, after)
        users, stay = int(before[:, k].sum()), int(after[:, k].sum())
        regret = NOTHING if regrets is None else _regret(decided, regrets, k, kind)
        found.append(
            {
                "k": k,
                "classification": kind,
                "time": TIME.get(kind) or ("invest" if stay > users or stay > 1 else "tolerate"),
                "users_today": users,
                "users_target": stay,
                "reason": _reason(decided, why, k),
                "regret": regret,
            }
        )
    return found


def _kind(decided: Decided, k: int, after: Bools) -> str:
    table, plan = decided.table, decided.plan.served
    if table.solutions[k].startswith(NEW):
        return FRESH
    if after[:, k].any():
        return KEEP
    m, f = np.nonzero(table.primary == k)
    to = plan[m, f]
    if any(table.solutions[j].startswith(NEW) for j in to.tolist()):
        return REPLACE
    return JOIN if (~table.in_use[m, to]).any() else RETIRE


def _reason(decided: Decided, why: Mapping[tuple[int, int], str], k: int) -> str:
    """The reason that weighs for most functions of the application."""
    table, plan = decided.table, decided.plan.served
    fresh = table.solutions[k].startswith(NEW)
    places = np.argwhere((plan if fresh else table.primary) == k).tolist()
    if not places:
        return REASON + ("second-stays" if decided.plan.kept[:, k].any() else "second-goes")
    if not fresh and all(plan[m, f] == k for m, f in places) and (plan == k).sum() > len(places):
        return REASON + "others-join"
    return Counter(why[m, f] for m, f in places).most_common(1)[0][0]


def _regret(decided: Decided, regrets: Regrets, k: int, kind: str) -> Regret:
    """What it costs when what stays may not be used, or when what goes stays with the user for whom that costs least."""
    table = decided.table
    if regrets.part[k] < 0:
        return NOTHING
    if kind in (FRESH, KEEP):
        return regrets.without(k) if (decided.plan.served == k).any() else NOTHING
    users = np.flatnonzero((table.primary == k).any(axis=1))
    other = [regrets.keeping(int(m), k) for m in users]
    bounds = [one.bound for one in other if one.bound is not None]
    found = [one.found for one in other if one.found is not None]
    return Regret(min(bounds, default=None), min(found, default=None))
