"""What a legal form does to staff: where the work moves, what is kept, which hired work could end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.costing.collective import PERSONNEL, Collective
from wiel.costing.pricing import choice_today, price
from wiel.costing.table import PARTS, Bools, CostTable, Floats, Ints
from wiel.landscape import Landscape
from wiel.parameters import Parameters

HIRE = PARTS.index("hire")


@dataclass(frozen=True, eq=False)
class StaffEffect:
    """Fte per member (M,): `today`, `moving` to the joint organisation, `regie` that must be there, `scale` no longer needed in time.

    `assumed` (M,) marks members whose fte are their personnel cost ÷ the cost of one fte; `roles_unknown` (M,) counts roles without fte.
    `hire_moving` is EUR a year of hired work in what moves: the first to end where work becomes less.
    """

    today: Floats
    moving: Floats
    regie: Floats
    scale: Floats
    hire_moving: Floats
    assumed: Bools
    roles_unknown: Ints


def staff_effect(landscape: Landscape, table: CostTable, collective: Collective, parameters: Parameters) -> StaffEffect:
    """How many places does working together in this form touch, per member? `parameters` must stand at a date.

    Fte today = Σ fte of the roles; where none is known, personnel cost ÷ cost per fte. The share that moves is that of the personnel
    cost of technical staff that is brought in; what scale saves is counted in full effect, and never laid upon persons.
    """
    stated, unknown = _roles(landscape, table.members)
    personnel = price(table, choice_today(table)).yearly[PERSONNEL]
    wages = personnel / parameters.decimal("costing.fte_cost")
    assumed = ~(stated > 0)
    today = np.where(assumed, wages, stated)
    part = np.divide(collective.layer[PERSONNEL], personnel, out=np.zeros_like(wages), where=personnel > 0)
    moving = today * part * collective.brought_in
    gain = 1.0 - (1.0 + collective.scale_inefficiency) / (1.0 + collective.own_inefficiency)
    return StaffEffect(
        today, moving, collective.regie_fte, moving * gain, collective.layer[HIRE] * collective.brought_in, assumed, unknown
    )


def _roles(landscape: Landscape, members: Sequence[str]) -> tuple[Floats, Ints]:
    """Fte that the roles of each member state together, and how many roles state none."""
    roles = landscape["staff"].group_by("organisation").agg(fte=pl.col("fte").sum(), unknown=pl.col("fte").null_count())
    known = {organisation: (float(fte), int(unknown)) for organisation, fte, unknown in roles.iter_rows()}
    stated = [known.get(member, (0.0, 0)) for member in members]
    return np.array([fte for fte, _ in stated]), np.array([unknown for _, unknown in stated], np.int64)
