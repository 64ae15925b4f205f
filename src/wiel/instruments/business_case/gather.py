"""From landscape, cost table and plan to the ground of the scenarios."""

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from wiel.costing import PARTS, Choice, CostTable, choice_of, cost_of, cost_table, plain_merger, price, today
from wiel.errors import InvalidProblem
from wiel.findings import Findings
from wiel.instruments.business_case.ground import SERVICES, SOFTWARE, Bools, Ground, Planned
from wiel.landscape import Landscape
from wiel.landscape.plan import Plan
from wiel.methods.simulation import Floats
from wiel.parameters import Parameters
from wiel.results import ParameterUse
from wiel.texts import Sentence

FIXED = tuple(f"costing.fixed_share_{part}" for part in PARTS)
MONTHS = 12.0
LEAST_KNOWN = 3  # fewer others than this say too little about how far a member without ledger may differ


@dataclass(frozen=True, eq=False)
class Source:
    """The cost table as it is and with every fixed share low and high, and the plan that is to be worked out.

    `start` and `ramp`, in years at the middle values: until a contract is left it is paid as now, and not a second time.
    """

    table: CostTable
    low: CostTable
    high: CostTable
    plan: Plan
    handed: bool
    start: float
    ramp: float

    def planned(self, present: Bools) -> Planned:
        """What the plan costs those who are present; the fixed cost of an application is divided over its users among them."""
        choice = _restricted(choice_of(self.table, self.plan), present)
        found = price(self.table, choice, self.start, self.ramp)
        used = np.zeros(self.table.in_use.shape, bool)
        m, f = np.nonzero(choice.served >= 0)
        used[m, choice.served[m, f]] = True
        moved = np.where(used & ~self.table.in_use, self.table.move, 0.0)
        same = np.where(_has_product(self.table), moved, 0.0).sum(axis=1)
        return Planned(
            found.yearly[:, present],
            price(self.low, choice).yearly[:, present],
            price(self.high, choice).yearly[:, present],
            same[present],
            (moved.sum(axis=1) - same)[present],
            (found.once - moved.sum(axis=1))[present],
            found.contracts[present],
            (found.interfaces / self.table.annuity)[present],
            _largest_supplier(self.table, choice, present),
        )


def gather(
    landscape: Landscape, members: tuple[str, ...], parameters: Parameters, plan: Plan | None, form: str
) -> tuple[Ground, Source, Findings, tuple[ParameterUse, ...]]:
    """What do the members pay now, and what with the plan, or with the plain merger where there is no plan, in this form of costing?

    Raises `InvalidProblem` where nobody takes part, or where the inhabitants of a member are unknown: without them neither scale nor the
    cost per inhabitant can be told.
    """
    if not members:
        raise InvalidProblem(Sentence("business_case.nobody"))
    table, findings, uses = cost_table(landscape, members, parameters)
    about = _about(landscape, table.members)
    unknown = [name for name, people in zip(about["name"], table.inhabitants, strict=True) if not np.isfinite(people)]
    if unknown:
        raise InvalidProblem(Sentence("business_case.no-inhabitants", {"names": unknown}))
    low, high = (cost_table(landscape, members, _at_end(parameters, end))[0] for end in ("low", "high"))
    months = parameters.decimal(f"costing.deciding_months_{form}") + parameters.decimal("costing.delay_months")
    ramp = parameters.decimal("costing.years_to_full_effect")
    source = Source(table, low, high, plan if plan is not None else plain_merger(table), plan is not None, months / MONTHS, ramp)
    everybody = np.ones(len(table.members), bool)
    now = cost_of(table, today(table))
    assumed = table.assumed_parts / table.factors[:, None]
    ground = Ground(
        members=table.members,
        names=tuple(about["name"]),
        inhabitants=table.inhabitants,
        workplaces=about["workplaces"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
        running=now.yearly,
        layer=np.minimum(table.layer_parts / table.factors[:, None], now.yearly),
        assumed=np.minimum(assumed, now.yearly),
        bounds=_bounds(now.yearly.sum(axis=0), assumed.sum(axis=0), table.inhabitants, parameters),
        overhead_share=table.overhead_share,
        supplier=_largest_supplier(table, choice_of(table, today(table)), everybody),
        planned=source.planned(everybody),
    )
    return ground, source, findings, uses


def _about(landscape: Landscape, members: tuple[str, ...]) -> pl.DataFrame:
    asked = pl.DataFrame({"id": list(members)}, schema={"id": pl.String})
    found = asked.join(landscape["organisations"].unique("id", keep="first"), on="id", how="left", maintain_order="left")
    return found.with_columns(pl.col("name").fill_null(pl.col("id")))


def _at_end(parameters: Parameters, end: str) -> Parameters:
    """The same parameters with every fixed share at its low or high end; a share without one stays as it is."""
    entries = dict(parameters.entries)
    for name in FIXED:
        changed = tuple(one if getattr(one, end) is None else replace(one, value=getattr(one, end)) for one in entries[name].values)
        entries[name] = replace(entries[name], values=changed)
    return replace(parameters, entries=entries)


def _restricted(choice: Choice, present: Bools) -> Choice:
    """The same choice without those who are not there."""
    return Choice(np.where(present[:, None], choice.served, -1), choice.kept & present[:, None])


def _has_product(table: CostTable) -> Bools:
    """Which members have the product of a solution already, (M, K)."""
    names = np.array([name or f"?{k}" for k, name in enumerate(table.product)])
    return np.stack([np.isin(names, names[used]) for used in table.in_use])


def _largest_supplier(table: CostTable, choice: Choice, present: Bools) -> Floats:
    """Which part of each member's software and services goes to the one supplier that gets most from all together?

    Counted over the functions that are served, without what stays aside; 0 where no supplier is known.
    """
    m, f = np.nonzero(choice.served >= 0)
    k = choice.served[m, f]
    arcs = [table.arc_of[key] for key in zip(m.tolist(), f.tolist(), k.tolist(), strict=True)]
    paid = table.serve_parts[[SOFTWARE, SERVICES]][:, arcs].sum(axis=0)
    total = np.bincount(m, paid, minlength=len(table.members)).astype(np.float64)
    by: dict[str, Floats] = {}
    for member, solution, euros in zip(m.tolist(), k.tolist(), paid.tolist(), strict=True):
        supplier = table.supplier[solution]
        if supplier is not None and present[member]:
            by.setdefault(supplier, np.zeros(len(table.members)))[member] += euros
    largest = max(by.values(), key=lambda each: float(each.sum()), default=np.zeros(len(table.members)))
    share: Floats = np.divide(largest, total, out=np.zeros_like(total), where=total > 0)
    return share[present]


def _bounds(running: Floats, assumed: Floats, people: Floats, parameters: Parameters) -> Floats:
    """Between which factors of the assumption may the cost of a member without ledger lie? (2, M), ones where a ledger is known.

    The lowest and highest cost per inhabitant of the members that know theirs, divided by their median; with fewer than three of them
    the parameters.
    """
    known = (assumed <= 0) & (running > 0)
    each = running[known] / people[known]
    ends = (parameters.decimal("business_case.assumed_low"), parameters.decimal("business_case.assumed_high"))
    if known.sum() >= LEAST_KNOWN:
        middle = float(np.median(each))
        ends = float(each.min()) / middle, float(each.max()) / middle
    bounds: Floats = np.where(assumed > 0, np.array(ends)[:, None], 1.0)
    return bounds
