"""A large network with names: from tables of shares or drivers straight to arrays, without a fraction per flow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from wiel.findings import Findings
from wiel.methods.allocation.exact import WRITING, Number, approximate, exact, refuse_duplicates, refused, same_names
from wiel.methods.allocation.flows import Flows
from wiel.methods.allocation.network import own_use_noted

CENTS = 100


@dataclass(frozen=True)
class NamedFlows:
    """`flows` in cents, `cost` of each service as written, `members` by name, `own_use` that was taken out, by service."""

    flows: Flows
    cost: Mapping[str, Fraction]
    members: tuple[str, ...]
    own_use: Mapping[str, float]

    @property
    def findings(self) -> Findings:
        """A note for each service whose own use was taken out."""
        return own_use_noted(self.own_use)


def named_flows(
    cost: Mapping[str, Number],
    table: Mapping[str, Mapping[str, Number]],
    members: Iterable[str] | None = None,
    are_shares: bool = False,
) -> NamedFlows:
    """Which arrays stand for this network? The same checks as `Network.of_drivers`, or `of_shares` when `are_shares`.

    `cost` in euros by service, `table` by service and receiver, `members` the receivers that are no service (None: whoever
    receives).

    >>> named_flows({"IT": "1.00"}, {"IT": {"A": 1, "B": 3}}).flows.outer.toarray().tolist()
    [[0.25, 0.75]]
    """
    own_cost = {name: exact(amount, f"{name}, cost") for name, amount in cost.items()}
    same_names(own_cost, table, "shares of the services")
    outside = dict.fromkeys(receiver for name in own_cost for receiver in table[name] if receiver not in own_cost)
    served = list(outside if members is None else members)
    refuse_duplicates([*own_cost, *served], "services and members")
    place = {name: number for number, name in enumerate([*own_cost, *served])}
    for receiver in outside:
        if receiver not in place:
            raise refused("unknown-receiver", receiver=receiver, known=list(place)[:20])
    giver = np.repeat(np.arange(len(own_cost)), [len(table[name]) for name in own_cost])
    receivers = np.array([place[to] for name in own_cost for to in table[name]], dtype=np.int64)
    driver = np.array([approximate(value, f"{name}, {to}") for name in own_cost for to, value in table[name].items()])
    if are_shares:
        _check_shares(giver, driver, list(own_cost))
    in_cents = [float(amount * CENTS) for amount in own_cost.values()]
    flows = Flows.of(in_cents, giver, receivers, driver, len(served), list(place))
    own_use = _own_use(giver, receivers, driver, list(own_cost))
    return NamedFlows(flows, own_cost, tuple(served), own_use)


def _check_shares(giver: NDArray[np.int64], share: NDArray[np.float64], names: Sequence[str]) -> None:
    total = np.bincount(giver, share, len(names))
    for service in np.flatnonzero((total > 0) & (np.abs(total - 1) > float(WRITING)))[:1]:
        raise refused("shares-not-one", where=names[service], total=f"{total[service]:.10g}")


def _own_use(
    giver: NDArray[np.int64], receiver: NDArray[np.int64], driver: NDArray[np.float64], names: Sequence[str]
) -> dict[str, float]:
    whole = np.bincount(giver, driver, len(names))
    own = np.flatnonzero((giver == receiver) & (driver > 0))
    return {names[giver[row]]: float(driver[row] / whole[giver[row]]) for row in own}
