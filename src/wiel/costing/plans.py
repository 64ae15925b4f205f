"""Two plans that need no search: everything stays as it is, and everybody together on the most used product."""

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl

from wiel.costing.table import NEW, CostTable, Ints
from wiel.landscape.plan import Plan

ROWS = dict.fromkeys(("organisation", "component", "solution", "application", "product", "holder", "decision"), pl.String)


def today(table: CostTable) -> Plan:
    """Everybody keeps what it has: the plan that costs what is paid now."""
    return plan_of(table, table.primary)


def plain_merger(table: CostTable) -> Plan:
    """Per component all members together on the product that most of them use, run by the largest of those.

    Ties go to the product with most inhabitants, then to the first identifier. Where the contract of the largest user lets everybody
    join, that application serves all; else the product is set up anew. A component that one member has, or whose product nobody
    knows, stays as it is.
    """
    served = table.primary.copy()
    runs: dict[int, str] = {}
    for f in range(len(table.components)):
        users = np.flatnonzero(table.needed[:, f])
        joint = _together(table, f, users) if len(users) > 1 else None
        if joint is not None:
            served[users, f] = joint[0]
            runs.setdefault(joint[0], table.members[joint[1]])
    return plan_of(table, served, runs)


def _together(table: CostTable, f: int, users: Ints) -> tuple[int, int] | None:
    """The solution that can serve this component for all its users, and the member that runs it; None where there is none."""
    found: dict[str, list[int]] = {}
    for m in users.tolist():
        product = table.product[int(table.primary[m, f])]
        if product is not None:
            found.setdefault(product, []).append(m)
    if not found:
        return None
    people = np.nan_to_num(table.inhabitants)
    best = min(found, key=lambda p: (-len(found[p]), -float(people[found[p]].sum()), p))
    largest = max(found[best], key=lambda m: (float(people[m]), -m))
    options = (int(table.primary[largest, f]), table.number.get(NEW + best))
    open_to_all = (k for k in options if k is not None and all((m, f, k) in table.arc_of for m in users.tolist()))
    return next(((k, largest) for k in open_to_all), None)


def plan_of(table: CostTable, served: Ints, runs: Mapping[int, str] | None = None) -> Plan:
    """A plan from the solution that serves each (member, component), (M, F), -1 for none.

    `runs` says who will run a solution that nobody holds yet.
    """
    m, f = np.nonzero(served >= 0)
    rows = pl.DataFrame(list(_rows(table, m, f, served[m, f], runs or {})), schema=ROWS)
    return Plan.of(rows)


def _rows(
    table: CostTable, members: Ints, components: Ints, solutions: Ints, runs: Mapping[int, str]
) -> Iterable[dict[str, str | None]]:
    for m, f, k in zip(members.tolist(), components.tolist(), solutions.tolist(), strict=True):
        name = table.solutions[k]
        yield {
            "organisation": table.members[m],
            "component": table.components[f],
            "solution": name,
            "application": None if name.startswith(NEW) else name,
            "product": table.product[k],
            "holder": table.holder[k] or runs.get(k),
            "decision": _decision(table, m, k),
        }


def _decision(table: CostTable, m: int, k: int) -> str:
    """Kept where in use, joined where somebody else has it, else replaced by something new."""
    if table.in_use[m, k]:
        return "behouden"
    return "vervangen" if table.solutions[k].startswith(NEW) else "aansluiten"
