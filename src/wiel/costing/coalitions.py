"""What every coalition would pay: the game behind the division of cost."""

from dataclasses import dataclass

import numpy as np

from wiel.costing.collective import Collective
from wiel.costing.plans import today
from wiel.costing.pricing import Choice, choice_of, own_cost, price
from wiel.costing.table import CostTable, Floats
from wiel.landscape.plan import Plan
from wiel.methods.games.coalitions import subset_sums
from wiel.methods.games.coverage import covering_cost


@dataclass(frozen=True, eq=False)
class CoalitionCosts:
    """EUR present value for all 2ⁿ coalitions in bit order of `Game`: `together` the plan restricted to S with what working together
    costs, `apart` what its members pay now, `values` the lower of the two.
    """

    together: Floats
    apart: Floats

    @property
    def values(self) -> Floats:
        """What each coalition pays at best, (2ⁿ,)."""
        lowest: Floats = np.minimum(self.together, self.apart)
        return lowest


def coalition_costs(table: CostTable, plan: Plan, collective: Collective) -> Floats:
    """v(S) = min(cost of the plan restricted to S, Σ of its members apart), for all S in bit order of `wiel.methods.games.Game`."""
    return game_of(table, plan, collective).values


def game_of(table: CostTable, plan: Plan, collective: Collective) -> CoalitionCosts:
    """Both sides of every v(S). A solution of the plan is opened for S when a member of S uses it: one subset transform."""
    choice = choice_of(table, plan)
    alone = price(table, choice_of(table, today(table)))
    apart = subset_sums(alone.per_member)
    running, other = _restricted(table, choice)
    now = subset_sums(alone.running.sum(axis=0))
    scale = collective.scale(
        *(subset_sums(x) for x in (collective.layer, collective.efficient, np.nan_to_num(collective.inhabitants)))
    )
    effect = collective.effect
    together = now + effect * (running - now) + other + scale
    together += collective.governance_share * running + subset_sums(collective.additive)
    for m in range(len(table.members)):
        together[1 << m] = running[1 << m] + other[1 << m]
    together[0] = 0.0
    return CoalitionCosts(together, apart)


def _restricted(table: CostTable, choice: Choice) -> tuple[Floats, Floats]:
    """Running cost, and one-off cost with contracts and interfaces, of the plan restricted to every coalition."""
    own = own_cost(table, choice)
    running = subset_sums(own.running.sum(axis=0)) + covering_cost(own.used, table.open_parts.sum(axis=0))
    other = subset_sums(own.move + own.contracts + own.interfaces) + covering_cost(own.used, table.open_once)
    return running, other
