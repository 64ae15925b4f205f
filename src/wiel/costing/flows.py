"""What a plan costs each member in every year, per part; adds up to its present value."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from wiel.costing.collective import ADDITIVE, PERSONNEL, Collective
from wiel.costing.pricing import PlanCost, choice_of, choice_today, own_cost, price
from wiel.costing.table import PARTS, CostTable, Floats
from wiel.landscape.plan import Plan
from wiel.methods.allocation.rounding import whole_cents_of_floats

SERVICES = PARTS.index("services")
# After the parts of running cost: what else changes, in the order of a bill.
CHANGES = ("interfaces", "moving", "contracts", "scale", "governance", *ADDITIVE)
ITEMS = (*PARTS, *CHANGES)


@dataclass(frozen=True, eq=False)
class Flows:
    """EUR per item, member and year, (I, M, T + 1), at the prices of each year; year 0 is the start, `worth` (T + 1,) brings it to now.

    The items are `ITEMS`: the five parts of running cost, interfaces above those of today, going over, contracts that are left, and what
    working together adds.
    """

    members: tuple[str, ...]
    base_year: int
    amounts: Floats
    worth: Floats

    @cached_property
    def present(self) -> Floats:
        """Present value per item and member, (I, M)."""
        value: Floats = self.amounts @ self.worth
        return value

    @property
    def per_member(self) -> Floats:
        """Present value per member, (M,)."""
        value: Floats = self.present.sum(axis=0)
        return value

    def frame(self) -> pl.DataFrame:
        """One row per organisation, year and item in whole cents: every year of a member adds up to its rounded total.

        Columns organisation, year, part, amount; nothing is left out but rows of zero.
        """
        rows = []
        for m, member in enumerate(self.members):
            for t in range(self.amounts.shape[2]):
                euros = self.amounts[:, m, t] * 100.0
                cents = whole_cents_of_floats(euros, round(float(euros.sum())))
                year = self.base_year + t
                rows += [(member, year, item, int(c)) for item, c in zip(ITEMS, cents, strict=True) if c]
        return pl.DataFrame(
            rows, schema={"organisation": pl.String, "year": pl.Int64, "part": pl.String, "amount": pl.Int64}, orient="row"
        )


def flows_of(table: CostTable, plan: Plan, collective: Collective) -> Flows:
    """What does this plan cost every member in every year, all of them together in the legal form of `collective`?

    Running cost of a year = that of today + the share of the effect there is by then × (that of the plan − that of today), with the price
    rise of each part. What goes over, contracts that are left and deciding are paid at the start. Scale, governance and margin are borne
    by what each member brings in. Source of the shape: docs/algorithms/costing.md.
    """
    choice = choice_of(table, plan)
    before, after = price(table, choice_today(table)), price(table, choice, collective.delay, collective.ramp)
    amounts = np.zeros((len(ITEMS), len(table.members), table.horizon + 1))
    years = amounts[:, :, 1:]
    grown = collective.growth[:, None, :]
    change = (after.yearly - before.yearly)[:, :, None] * collective.reached
    years[: len(PARTS)] = (before.yearly[:, :, None] + change) * grown
    item = {name: place for place, name in enumerate(ITEMS)}
    years[item["interfaces"]] = (
        (after.interfaces / table.factors[SERVICES])[:, None] * collective.reached * collective.growth[SERVICES]
    )
    amounts[item["moving"], :, 0] = after.once + own_cost(table, choice).move * (collective.overrun - 1.0)
    amounts[item["contracts"], :, 0] = after.contracts
    if len(table.members) > 1:
        for name, yearly in _shared(collective, after).items():
            years[item[name]] = yearly
        amounts[item["deciding"], :, 0] = collective.deciding
        amounts[item["transition"], :, 0] = collective.transition * collective.overrun
    worth = np.concatenate([[1.0], collective.worth])
    return Flows(table.members, table.base_year, amounts, worth)


def _shared(collective: Collective, after: PlanCost) -> dict[str, Floats]:
    """What working together adds to every year of every member, (M, T) per item."""
    layer = (collective.layer * collective.brought_in)[:, :, None] * collective.growth[:, None, :]
    joint = 1.0 + collective.scale_inefficiency
    gain = (joint / (1.0 + collective.own_inefficiency) - 1.0)[:, None]
    staff = collective.growth[PERSONNEL]
    return {
        "scale": layer.sum(axis=0) * collective.reached * gain,
        "governance": collective.governance_share * (after.yearly[:, :, None] * collective.growth[:, None, :]).sum(axis=0),
        "regie": collective.regie[:, None] * staff,
        "stranded": (collective.layer.sum(axis=0) * collective.brought_in)[:, None] * collective.stranded,
        "vat": collective.vat[:, None] * staff,
        "margin": collective.margin[:, None] * layer.sum(axis=0),
    }
