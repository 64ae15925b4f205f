"""Landscape and parameters to cost: the only hand-over of money between the instruments. See ``docs/algorithms/costing.md``."""

from wiel.costing.build import cost_table
from wiel.costing.capital import CapitalRules, book_value, capital_charges, capital_rules, transition_charges
from wiel.costing.coalitions import CoalitionCosts, coalition_costs, game_of
from wiel.costing.collective import ADDITIVE, FORMS, Collective, collective_of
from wiel.costing.explain import explain
from wiel.costing.flows import CHANGES, ITEMS, Flows, flows_of
from wiel.costing.options import CostingOptions
from wiel.costing.plans import plain_merger, plan_of, today
from wiel.costing.pricing import Choice, PlanCost, choice_of, cost_of, price
from wiel.costing.staffing import StaffEffect, staff_effect
from wiel.costing.table import NEW, PARTS, REST, CostTable

__all__ = [
    "ADDITIVE",
    "CHANGES",
    "FORMS",
    "ITEMS",
    "NEW",
    "PARTS",
    "REST",
    "CapitalRules",
    "Choice",
    "CoalitionCosts",
    "Collective",
    "CostTable",
    "CostingOptions",
    "Flows",
    "PlanCost",
    "StaffEffect",
    "book_value",
    "capital_charges",
    "capital_rules",
    "choice_of",
    "coalition_costs",
    "collective_of",
    "cost_of",
    "cost_table",
    "explain",
    "flows_of",
    "game_of",
    "plain_merger",
    "plan_of",
    "price",
    "staff_effect",
    "today",
    "transition_charges",
]
