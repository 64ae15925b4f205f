"""What a member uses for a function beside its first choice, and what of that stays under a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wiel.costing import CostTable
from wiel.costing.table import Bools, Ints
from wiel.landscape import Landscape


@dataclass(frozen=True)
class Beside:
    """`current[m, f]`: the solutions that serve f of m today, the first choice first. `second`: (m, f, k) where k serves nothing of m
    as first choice, so that it is no choice of the model either."""

    current: Mapping[tuple[int, int], tuple[int, ...]]
    second: tuple[tuple[int, int, int], ...]


def beside_of(landscape: Landscape, table: CostTable) -> Beside:
    """Who uses what for which function today?"""
    at = {component: f for f, component in enumerate(table.components)}
    serves: dict[str, list[int]] = {}
    for application, component in landscape["application_components"].unique(maintain_order=True).iter_rows():
        if component in at:
            serves.setdefault(application, []).append(at[component])
    current = {(m, f): [int(table.primary[m, f])] for m, f in np.argwhere(table.needed).tolist()}
    for m, k in np.argwhere(table.in_use).tolist():
        for f in sorted(serves.get(table.solutions[k], [])):
            if table.needed[m, f] and k != table.primary[m, f]:
                current[m, f].append(k)
    second = tuple((m, f, k) for (m, f), found in current.items() for k in found[1:] if table.aside[m, k])
    return Beside({place: tuple(found) for place, found in current.items()}, second)


def kept_aside(table: CostTable, beside: Beside, go: bool) -> Bools:
    """Which applications stay that are no choice of the model: all, or those of which the function is not known."""
    kept: Bools = table.aside.copy()
    if go:
        for m, _, k in beside.second:
            kept[m, k] = False
    return kept


def staying(table: CostTable, beside: Beside, served: Ints, kept: Bools, m: int, f: int) -> tuple[int, ...]:
    """What stays in use for a function of a member beside what serves it in the plan.

    A second application as the plan says. Another application of the member that does more goes on doing this too, as long as the
    plan keeps it for the rest and nothing new comes for this function.
    """
    current, to = beside.current[m, f], int(served[m, f])
    return tuple(
        k for k in current if k != to and (kept[m, k] if table.aside[m, k] else to in current and bool((served[m] == k).any()))
    )
