"""Support services that serve members and one another: the network, exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from wiel.findings import Findings, Place, Rule, Severity
from wiel.methods.allocation.bills import credits_flagged
from wiel.methods.allocation.exact import Number, exact, refuse_duplicates, refused, same_names
from wiel.methods.allocation.keys import given, proportional

OWN_USE = Rule("allocation.own-use", Severity.INFO)
Shares = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Network:
    """Who serves whom. Build it with `of_shares` or `of_drivers`, which check it.

    `cost` the own cost of each service in order, in the unit of the caller (cents, euros); `shares` by service and receiver,
    exact, positive, without own use, adding up to 1 per service; `members` the receivers that are no service; `own_use` what
    was taken out.
    """

    cost: Mapping[str, Fraction]
    shares: Shares
    members: tuple[str, ...]
    own_use: Mapping[str, Fraction]

    @classmethod
    def of_shares(
        cls, cost: Mapping[str, Number], shares: Mapping[str, Mapping[str, Number]], members: Iterable[str] | None = None
    ) -> "Network":
        """A network from shares as written, which must add up to 1 for each service."""
        return _network(cost, {name: given(row, name) for name, row in shares.items()}, members)

    @classmethod
    def of_drivers(
        cls, cost: Mapping[str, Number], drivers: Mapping[str, Mapping[str, Number]], members: Iterable[str] | None = None
    ) -> "Network":
        """A network from counted drivers (hours, tickets, square metres), turned into exact ratios.

        `members` None takes every receiver that is no service as a member; otherwise another receiver is refused.

        >>> network = Network.of_drivers({"HR": 160000}, {"HR": {"P1": 80, "P2": 170}})
        >>> str(network.shares["HR"]["P1"]), network.members
        ('8/25', ('P1', 'P2'))
        """
        return _network(cost, {name: proportional(row, name) for name, row in drivers.items()}, members)

    @property
    def services(self) -> tuple[str, ...]:
        """The names of the services in order."""
        return tuple(self.cost)

    @property
    def findings(self) -> Findings:
        """A note for each service whose own use was taken out."""
        return own_use_noted(self.own_use)


def own_use_noted(own_use: Mapping[str, Fraction] | Mapping[str, float]) -> Findings:
    """A note for each service with the share of its output that it used itself."""
    return Findings.of(OWN_USE.broken(Place(column=name), service=name, share=float(share)) for name, share in own_use.items())


def _network(cost: Mapping[str, Number], shares: Mapping[str, Mapping[str, Fraction]], members: Iterable[str] | None) -> Network:
    own_cost = {name: exact(amount, f"{name}, cost") for name, amount in cost.items()}
    if not own_cost:
        raise refused("too-few", what="services")
    same_names(own_cost, shares, "shares of the services")
    receivers = dict.fromkeys(receiver for name in own_cost for receiver in shares[name])
    outside = [name for name in receivers if name not in own_cost]
    served = list(outside if members is None else members)
    refuse_duplicates([*own_cost, *served], "services and members")
    known = set(served)
    for receiver in outside:
        if receiver not in known:
            raise refused("unknown-receiver", receiver=receiver, known=[*own_cost, *served][:20])
    own_use = {name: shares[name][name] for name in own_cost if shares[name].get(name)}
    for name, share in own_use.items():
        if share == 1:
            raise refused("feeds-only-itself", service=name)
    cleaned = {name: _without_own_use(shares[name], name) for name in own_cost}
    return Network(own_cost, cleaned, tuple(served), own_use)


def _without_own_use(row: Mapping[str, Fraction], name: str) -> dict[str, Fraction]:
    rest = 1 - row.get(name, Fraction(0))
    if rest == 1:
        return {receiver: share for receiver, share in row.items() if share}
    return {receiver: share / rest for receiver, share in row.items() if share and receiver != name}


@dataclass(frozen=True)
class Allocation:
    """What passes through each service and what each member receives, in the unit of the network's cost.

    `gross` by service: its own cost and what it received; `received` by member; `order` for step-down; `residual` the largest
    equation error (zero when computed with fractions); `steps` what each service passed to each receiver, to explain a bill.
    """

    algorithm: str
    gross: dict[str, Fraction]
    received: dict[str, Fraction]
    steps: dict[str, dict[str, Fraction]]
    order: tuple[str, ...] = ()
    residual: float = 0.0

    @property
    def findings(self) -> Findings:
        """A warning for each member that receives a credit."""
        return credits_flagged(self.received)


def passed_on(
    algorithm: str, network: Network, gross: Mapping[str, Fraction], shares: Shares, order: tuple[str, ...] = ()
) -> Allocation:
    """The allocation in which each service passes its gross cost on by these shares."""
    steps = {name: {receiver: gross[name] * share for receiver, share in shares[name].items()} for name in network.cost}
    received = dict.fromkeys(network.members, Fraction(0))
    for row in steps.values():
        for receiver, amount in row.items():
            if receiver in received:
                received[receiver] += amount
    return Allocation(algorithm, dict(gross), received, steps, order)
