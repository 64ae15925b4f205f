"""A plan: which package serves every needed function, and what that costs."""

from dataclasses import dataclass

import numpy as np

from wiel.methods.facility.layout import Layout
from wiel.methods.facility.problem import Ints


@dataclass(frozen=True, eq=False)
class Plan:
    """`served_by[m, f]` is the package that serves function f of member m, -1 where nothing is needed. Cost in euro per year."""

    served_by: Ints
    open: tuple[int, ...]
    cost: float
    open_cost: float
    join_cost: float
    serve_cost: float
    coupling_cost: float


def plan_of(arcs: Ints, net: Layout) -> Plan:
    """The plan that serves each demand by the arc given, with its cost split."""
    problem = net.problem
    pairs = np.unique(net.arc_pair[arcs])
    packages = np.unique(net.pair_package[pairs])
    served = np.full((problem.members, problem.functions), -1, np.int64)
    served[net.demand_member, net.demand_function] = net.pair_package[net.arc_pair[arcs]]
    first_arc = net.packages + net.pairs
    split = (
        float(problem.open_cost[packages].sum()),
        float(net.cost[net.packages + pairs].sum()),
        float(net.cost[first_arc + arcs].sum()),
        sum(
            cost * int((served[:, f] != served[:, g])[problem.demands[:, f] & problem.demands[:, g]].sum())
            for f, g, cost in problem.couplings
        ),
    )
    return Plan(served, tuple(int(k) for k in packages), sum(split), *split)


def arcs_of(served_by: Ints, net: Layout) -> Ints:
    """The arc of every demand in a plan given as package per (member, function)."""
    package = served_by[net.demand_member, net.demand_function]
    chosen = np.flatnonzero(net.pair_package[net.arc_pair] == package[net.demand])
    arcs = np.empty(net.demands, np.int64)
    arcs[net.demand[chosen]] = chosen
    return arcs
