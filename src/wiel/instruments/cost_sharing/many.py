"""What one group of many members costs, where there are too many groups to write them all out."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wiel.costing import ADDITIVE, Choice, Collective, CostTable, choice_of, price, today
from wiel.costing.coalitions import SERVICES
from wiel.costing.pricing import Own, own_cost
from wiel.costing.table import Bools, Floats


@dataclass(frozen=True, eq=False)
class OneByOne:
    """EUR present value of one group at a time: the same as `wiel.costing.game_of`, for any number of members.

    What a group pays together is a sum over its members (`each`), the fixed cost of every solution that one of them uses (`opening`)
    and what scale changes. A group of one works by itself (`single`). `alone` is what members pay now.
    """

    collective: Collective
    used: Bools
    each: Floats
    opening: Floats
    single: Floats
    alone: Floats

    @classmethod
    def of(cls, table: CostTable, choice: Choice, collective: Collective) -> "OneByOne":
        """The groups under a plan."""
        alone = price(table, choice_of(table, today(table)))
        own = own_cost(table, choice, collective.delay, collective.ramp)
        felt, share = collective.effect, collective.governance_share
        running = alone.running.sum(axis=0) + felt @ (own.running - alone.running) + share * own.running.sum(axis=0)
        each = running + own.contracts + own.interfaces * felt[SERVICES] + own.move * collective.overrun + _additive(collective)
        opening = (felt + share) @ table.open_parts + table.open_once
        return cls(collective, own.used, each, opening, _single(table, own_cost(table, choice)), alone.per_member)

    @cached_property
    def layer(self) -> Floats:
        """What goes over as far as it is felt, the same without the inefficiency of own size, and inhabitants, (3, M)."""
        felt = self.collective.felt_layer
        return np.array([felt, felt / (1.0 + self.collective.own_inefficiency), np.nan_to_num(self.collective.inhabitants)])

    def both(self, coalition: int) -> tuple[float, float]:
        """What a group pays together under the plan, and what its members pay apart."""
        inside = np.array([coalition >> m & 1 for m in range(len(self.each))], bool)
        apart = float(self.alone[inside].sum())
        if inside.sum() < 2:
            return float(self.single[inside].sum()), apart
        scale = self.collective.scale(*self.layer[:, inside].sum(axis=1, keepdims=True))
        opened = self.opening[self.used[inside].any(axis=0)].sum()
        return float(self.each[inside].sum() + opened + scale[0]), apart


def _additive(collective: Collective) -> Floats:
    amounts = collective.additive()
    amounts["transition"] = amounts["transition"] * collective.overrun
    total: Floats = np.sum([amounts[item] for item in ADDITIVE], axis=0)
    return total


def _single(table: CostTable, own: Own) -> Floats:
    """The plan for each member by itself: no ramp, no cost of working together."""
    opening = own.used @ (table.open_parts.sum(axis=0) + table.open_once)
    total: Floats = opening + own.running.sum(axis=0) + own.move + own.contracts + own.interfaces
    return total
