"""Landscape and parameters to cost: the only hand-over of money between the instruments. See ``docs/algorithms/costing.md``."""

from wiel.costing.build import cost_table
from wiel.costing.coalitions import CoalitionCosts, coalition_costs, game_of
from wiel.costing.collective import FORMS, Collective, collective_of
from wiel.costing.options import CostingOptions
from wiel.costing.plans import plain_merger, plan_of, today
from wiel.costing.pricing import Choice, PlanCost, choice_of, cost_of, price
from wiel.costing.table import NEW, PARTS, REST, CostTable

__all__ = [
    "FORMS",
    "NEW",
    "PARTS",
    "REST",
    "Choice",
    "CoalitionCosts",
    "Collective",
    "CostTable",
    "CostingOptions",
    "PlanCost",
    "choice_of",
    "coalition_costs",
    "collective_of",
    "cost_of",
    "cost_table",
    "game_of",
    "plain_merger",
    "plan_of",
    "price",
    "today",
]
