"""Who pays which part of a cost: keys, tariffs, support services, activities, phase-in, whole cents, bills.

Each method has an identifier and a section in docs/algorithms/allocation.md. Numbers are exact fractions, in the unit of the
caller; `Flows` holds large networks as arrays.
"""

from wiel.methods.allocation.activities import Activities, Activity, TimeDriven, activity_based, time_driven
from wiel.methods.allocation.bills import Bills, Line, bill
from wiel.methods.allocation.exact import Number, exact
from wiel.methods.allocation.flows import FlowAllocation, Flows, direct_flows, reciprocal_flows, step_down_flows
from wiel.methods.allocation.keys import Key, divided, equal, given, mixed, proportional, stand_alone
from wiel.methods.allocation.network import Allocation, Network
from wiel.methods.allocation.phase_in import Path, Year, interpolated, phase_in
from wiel.methods.allocation.problem import solve_allocate
from wiel.methods.allocation.rounding import billed_cents, divide_cents, divide_lines, whole_cents, whole_cents_of_floats
from wiel.methods.allocation.support import direct, reciprocal, step_down
from wiel.methods.allocation.tariffs import Band, DualRate, Tiered, cost_price, dual_rate, tiered, two_part

__all__ = [
    "Activities",
    "Activity",
    "Allocation",
    "Band",
    "Bills",
    "DualRate",
    "FlowAllocation",
    "Flows",
    "Key",
    "Line",
    "Network",
    "Number",
    "Path",
    "Tiered",
    "TimeDriven",
    "Year",
    "activity_based",
    "bill",
    "billed_cents",
    "cost_price",
    "direct",
    "direct_flows",
    "divide_cents",
    "divide_lines",
    "divided",
    "dual_rate",
    "equal",
    "exact",
    "given",
    "interpolated",
    "mixed",
    "phase_in",
    "proportional",
    "reciprocal",
    "reciprocal_flows",
    "solve_allocate",
    "stand_alone",
    "step_down",
    "step_down_flows",
    "tiered",
    "time_driven",
    "two_part",
    "whole_cents",
    "whole_cents_of_floats",
]
