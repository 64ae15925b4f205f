"""Counts and money behind the plan: per function, per member, per part of cost and per alternative."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from wiel.costing import NEW, PARTS, CostTable, choice_of, plain_merger, price
from wiel.costing.table import Ints
from wiel.instruments.rationalisation.beside import Beside, staying
from wiel.instruments.rationalisation.decide import Decided, Found
from wiel.instruments.rationalisation.rows import CENTS, year_of
from wiel.methods.facility.nearby import Likeness

PLAN, OTHER, TODAY, MERGER = "voorstel", "anders", "vandaag", "alles samen"
Row = dict[str, Any]


def cents(euros: float) -> int:
    """Whole cents."""
    return round(float(euros) * CENTS)


def functions(decided: Decided, beside: Beside) -> list[Row]:
    """One row per function: applications, products, members, changes and what a year costs less."""
    table, plan = decided.table, decided.plan
    saving = year_of(table, table.primary) - year_of(table, plan.served)
    rows = []
    for f in np.flatnonzero(table.needed.any(axis=0)).tolist():
        here = table.needed[:, f]
        users = np.flatnonzero(here).tolist()
        before = {k for m in users for k in beside.current[m, f]}
        after = {int(plan.served[m, f]) for m in users}
        after |= {k for m in users for k in staying(table, beside, plan.served, plan.kept, m, f)}
        rows.append(
            {
                "f": f,
                "members": int(here.sum()),
                "applications_today": len(before),
                "applications_target": len(after),
                "products_today": len({table.product[k] or k for k in before}),
                "products_target": len({table.product[k] or k for k in after}),
                "changes": int((plan.served[here, f] != table.primary[here, f]).sum()),
                "saving_year": cents(saving[here, f].sum()),
            }
        )
    return rows


def moves(decided: Decided) -> Iterator[Row]:
    """Per function how many members go from which application to which, applications by their place: the most used first."""
    table, plan = decided.table, decided.plan.served
    for f in np.flatnonzero(table.needed.any(axis=0)).tolist():
        here = np.flatnonzero(table.needed[:, f])
        before, after = _places(table.primary[here, f]), _places(plan[here, f])
        pairs: dict[tuple[int, int], int] = {}
        for m in here.tolist():
            pair = before[int(table.primary[m, f])], after[int(plan[m, f])]
            pairs[pair] = pairs.get(pair, 0) + 1
        stay = {(before[k], after[k]) for k in before if k in after}
        for (left, right), members in sorted(pairs.items()):
            yield {"f": f, "from_place": left, "to_place": right, "members": members, "stays": (left, right) in stay}


def _places(solutions: Ints) -> dict[int, int]:
    """The place of each solution, from 1: by number of members, then by number."""
    found, count = np.unique(solutions, return_counts=True)
    order = np.lexsort((found, -count))
    return {int(found[i]): place for place, i in enumerate(order, 1)}


def members(decided: Decided) -> list[Row]:
    """What each member pays today and under the plan, as its own ledger would show it."""
    table = decided.table
    before, after = decided.today.cost, decided.plan.cost
    assumed = before.assumed / np.maximum(before.running.sum(axis=0), 1e-9)
    return [
        {
            "m": m,
            "cost_today": cents(before.per_member[m]),
            "cost_plan": cents(after.per_member[m]),
            "difference": cents(after.per_member[m]) - cents(before.per_member[m]),
            "difference_year": cents(after.yearly[:, m].sum()) - cents(before.yearly[:, m].sum()),
            "once": cents(after.once[m] + after.contracts[m]),
            "changes": int((decided.plan.served[m] != table.primary[m]).sum()),
            "assumed_share": float(assumed[m]),
        }
        for m in range(len(table.members))
    ]


def parts(decided: Decided) -> list[Row]:
    """Cost by part, today and under the plan: what runs every year, and what is paid once."""
    before, after = decided.today.cost, decided.plan.cost
    rows = [
        _part(name, before.running[p].sum(), after.running[p].sum(), before.yearly[p].sum(), after.yearly[p].sum())
        for p, name in enumerate(PARTS)
    ]
    for name in ("once", "contracts", "interfaces"):
        rows.append(_part(name, getattr(before, name).sum(), getattr(after, name).sum(), None, None))
    return rows


def _part(name: str, before: float, after: float, year_before: float | None, year_after: float | None) -> Row:
    today, plan = cents(before), cents(after)
    year = None if year_before is None else cents(year_before)
    return {
        "part": name,
        "cost_today": today,
        "cost_plan": plan,
        "difference": plan - today,
        "year_today": year,
        "year_plan": None if year_after is None else cents(year_after),
    }


def alternatives(decided: Decided) -> list[Row]:
    """The plan, what may be chosen instead, everything as it is, and everybody on the most used product, side by side."""
    table, whole = decided.table, decided.table.facility()
    choice = choice_of(table, plain_merger(table))
    merger = Found(choice.served, decided.plan.kept, price(table, type(choice)(choice.served, decided.plan.kept)))
    compared = [(PLAN, 0, decided.plan)]
    compared += [(OTHER, number, found) for number, (found, _) in enumerate(decided.others, 1)]
    compared += [(TODAY, 0, decided.today), (MERGER, 0, merger)]
    likeness, best = Likeness(whole), _arcs(table, decided.plan.served)
    cost = cents(decided.plan.total)
    return [
        {
            "alternative": kind if not number else f"{kind} {number}",
            "cost": cents(found.total),
            "more": cents(found.total) - cost,
            "more_share": (cents(found.total) - cost) / cost if cost else 0.0,
            "different": likeness.difference(_arcs(table, found.served), best),
            "applications": applications(table, found),
            "fresh": sum(table.solutions[k].startswith(NEW) for k in np.unique(found.served[found.served >= 0]).tolist()),
            "changes": int((found.served != table.primary).sum()),
            "once": cents(found.cost.once.sum() + found.cost.contracts.sum()),
            "largest_supplier": largest_supplier(table, found.served),
        }
        for kind, number, found in compared
    ]


def _arcs(table: CostTable, served: Ints) -> Ints:
    return np.array([table.arc_of[m, f, int(served[m, f])] for m, f in np.argwhere(table.needed).tolist()], np.int64)


def applications(table: CostTable, found: Found) -> int:
    """How many solutions are in use, those kept aside included; what no application is known for does not count."""
    in_use = set(np.unique(found.served[found.served >= 0]).tolist()) | set(np.flatnonzero(found.kept.any(axis=0)).tolist())
    return sum(not table.solutions[k].startswith("rest:") for k in in_use)


def largest_supplier(table: CostTable, served: Ints) -> float | None:
    """The greatest share of what is served that one known supplier serves; None where no supplier is known."""
    names = [table.supplier[k] for k in served[served >= 0].tolist()]
    known = [name for name in names if name]
    return max(known.count(name) for name in set(known)) / len(names) if known else None
