"""What every coalition would pay: the game behind the division of cost."""

from dataclasses import dataclass

import numpy as np

from wiel.costing.collective import ADDITIVE, Collective
from wiel.costing.pricing import Own, choice_of, choice_today, own_cost, price
from wiel.costing.table import PARTS, CostTable, Floats
from wiel.landscape.plan import Plan
from wiel.methods.games.coalitions import subset_sums
from wiel.methods.games.coverage import covering_cost
from wiel.methods.games.game import Game, Kind
from wiel.methods.games.properties import Property, superadditive

SERVICES = PARTS.index("services")


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

    @property
    def subadditive(self) -> Property:
        """Do two groups never lose by becoming one? If not, the two that lose most; it can be so where governance outweighs scale."""
        return superadditive(Game(self.values, Kind.COST))


def coalition_costs(table: CostTable, plan: Plan, collective: Collective) -> Floats:
    """v(S) = min(cost of the plan restricted to S, Σ of its members apart), for all S in bit order of `wiel.methods.games.Game`."""
    return game_of(table, plan, collective).values


def game_of(table: CostTable, plan: Plan, collective: Collective) -> CoalitionCosts:
    """Both sides of every v(S). A solution of the plan is opened for S when a member of S uses it: one subset transform.

    Raises `InvalidProblem` for a solution that the table does not know or that cannot serve the component.
    """
    alone = price(table, choice_today(table))
    choice = choice_of(table, plan)
    own = own_cost(table, choice, collective.delay, collective.ramp)
    opening = [covering_cost(own.used, cost) for cost in (table.open_parts.sum(axis=0), table.open_once)]
    felt = collective.effect
    change = own.interfaces * felt[SERVICES] + felt @ (own.running - alone.running)
    fixed = alone.running.sum(axis=0) + own.contracts
    together = subset_sums(fixed + change + own.move * collective.overrun + _additive(collective))
    together += covering_cost(own.used, felt @ table.open_parts) + opening[1]
    together += _scale(collective)
    together += collective.governance_share * (subset_sums(own.running.sum(axis=0)) + opening[0])
    at_once = own_cost(table, choice)
    for m in range(len(table.members)):
        together[1 << m] = _by_itself(table, at_once, m)
    together[0] = 0.0
    return CoalitionCosts(together, subset_sums(alone.per_member))


def _additive(collective: Collective) -> Floats:
    amounts = collective.additive()
    amounts["transition"] = amounts["transition"] * collective.overrun
    total: Floats = np.sum([amounts[item] for item in ADDITIVE], axis=0)
    return total


def _scale(collective: Collective) -> Floats:
    layer = collective.felt_layer
    efficient = layer / (1.0 + collective.own_inefficiency)
    return collective.scale(subset_sums(layer), subset_sums(efficient), subset_sums(np.nan_to_num(collective.inhabitants)))


def _by_itself(table: CostTable, own: Own, m: int) -> float:
    """The plan for one member alone: no ramp, no cost of working together."""
    used = own.used[m]
    opening = float(table.open_parts[:, used].sum() + table.open_once[used].sum())
    return opening + float(own.running[:, m].sum() + own.move[m] + own.contracts[m] + own.interfaces[m])
