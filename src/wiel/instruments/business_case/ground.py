"""What every scenario starts from: what the members pay now, and what they would pay with the applications of the plan."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wiel.costing import PARTS
from wiel.methods.simulation import Floats

Bools = NDArray[np.bool_]
PERSONNEL, HIRE, SOFTWARE, INFRASTRUCTURE, SERVICES = range(len(PARTS))


@dataclass(frozen=True, eq=False)
class Planned:
    """What the applications of a plan cost: EUR a year per part and member (P, M), and EUR once per member (M,).

    `running_low` and `running_high` are `running` with every fixed share at its low and at its high end. `same` is paid once by who goes
    to a product that it has already, `other` by who goes to another one, `tenders` for new tenders, `contracts` for what still runs;
    `interfaces` is EUR a year more (or less) than now. `supplier` is the part of software and services that goes to the largest supplier.
    """

    running: Floats
    running_low: Floats
    running_high: Floats
    same: Floats
    other: Floats
    tenders: Floats
    contracts: Floats
    interfaces: Floats
    supplier: Floats


@dataclass(frozen=True, eq=False)
class Ground:
    """EUR a year at today's prices, per part and member (P, M) unless said otherwise.

    `running` is all that is paid now, `layer` the part of it for infrastructure and technical staff, which depends on who works together;
    `assumed` the part that is an assumption, and `bounds` (2, M) between which factors it may lie. `overhead_share` (M,) is the part of
    staff on taakveld 0.4, `supplier` (M,) the part of software and services that goes to the largest supplier now. `workplaces` is NaN
    where unknown.
    """

    members: tuple[str, ...]
    names: tuple[str, ...]
    inhabitants: Floats
    workplaces: Floats
    running: Floats
    layer: Floats
    assumed: Floats
    bounds: Floats
    overhead_share: Floats
    supplier: Floats
    planned: Planned | None

    @property
    def without_ledger(self) -> Bools:
        """Which members rest on an assumption."""
        unsure: Bools = self.assumed.sum(axis=0) > 0
        return unsure

    @property
    def assumed_share(self) -> Floats:
        """Which part of what each member pays is an assumption, (M,)."""
        total = self.running.sum(axis=0)
        share: Floats = np.divide(self.assumed.sum(axis=0), total, out=np.zeros_like(total), where=total > 0)
        return share


def only(ground: Ground, chosen: NDArray[np.int64], planned: Planned | None) -> Ground:
    """The same for some of the members, with what the plan costs these."""
    seats = chosen.tolist()
    return replace(
        ground,
        members=tuple(ground.members[m] for m in seats),
        names=tuple(ground.names[m] for m in seats),
        inhabitants=ground.inhabitants[chosen],
        workplaces=ground.workplaces[chosen],
        running=ground.running[:, chosen],
        layer=ground.layer[:, chosen],
        assumed=ground.assumed[:, chosen],
        bounds=ground.bounds[:, chosen],
        overhead_share=ground.overhead_share[chosen],
        supplier=ground.supplier[chosen],
        planned=planned,
    )
