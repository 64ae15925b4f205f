"""Direct, step-down and reciprocal with fractions, against repeated distribution."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.network import Network
from wiel.methods.allocation.support import direct, reciprocal, step_down

SERVICES, MEMBERS = ("S", "T", "U"), ("A", "B")


costs_from_zero, costs_and_credits = st.integers(0, 10**6), st.integers(-(10**6), 10**6)


@st.composite
def networks(draw, costs=costs_from_zero):
    """Three services that may serve one another and always serve A."""
    drivers = {}
    for name in SERVICES:
        others = {other: draw(st.integers(0, 20)) for other in SERVICES if other != name}
        drivers[name] = others | {"A": draw(st.integers(1, 20)), "B": draw(st.integers(0, 20))}
    return Network.of_drivers({name: draw(costs) for name in SERVICES}, drivers, MEMBERS)


def repeated_distribution(network, rounds=400):
    """Empty every service in turn, reopened by what it receives, until hardly anything is left."""
    held, received = {name: float(cost) for name, cost in network.cost.items()}, dict.fromkeys(network.members, 0.0)
    shares = {name: {to: float(share) for to, share in row.items()} for name, row in network.shares.items()}
    for _ in range(rounds):
        for name in network.services:
            amount, held[name] = held[name], 0.0
            for to, share in shares[name].items():
                (received if to in received else held)[to] += amount * share
    return received


@given(networks(costs_and_credits), st.permutations(SERVICES))
def test_what_goes_in_comes_out_by_every_method(network, order):
    """The members receive exactly the cost of the services, credits included, in steps that add up per service."""
    for result in (direct(network), step_down(network, order), reciprocal(network)):
        assert sum(result.received.values()) == sum(network.cost.values())
        assert {name: sum(row.values()) for name, row in result.steps.items()} == result.gross


@given(networks(), st.permutations(SERVICES))
def test_no_negative_bill_from_a_cost(network, order):
    """Costs of at least zero never give a negative part or a warning."""
    for result in (direct(network), step_down(network, order), reciprocal(network)):
        assert min(result.received.values()) >= 0
        assert not len(result.findings)


@given(networks())
def test_reciprocal_is_the_limit_of_repeated_distribution(network):
    """Emptying all services again and again, each reopened, ends at the reciprocal answer."""
    limit = repeated_distribution(network)
    exact = reciprocal(network).received
    scale = 1 + sum(network.cost.values())
    assert all(abs(limit[member] - float(part)) < 1e-9 * float(scale) for member, part in exact.items())


@given(networks(), st.permutations(SERVICES), st.integers(1, 1000))
def test_names_order_and_scale_change_nothing(network, order, factor):
    """Other names, another order and costs times a factor give the same exact parts, renamed and scaled."""
    name = {old: old * 2 for old in (*SERVICES, *MEMBERS)}
    renamed = Network(
        {name[old]: factor * network.cost[old] for old in reversed(SERVICES)},
        {name[old]: {name[to]: share for to, share in network.shares[old].items()} for old in order},
        tuple(name[old] for old in reversed(MEMBERS)),
        {},
    )
    for method in (direct, reciprocal, lambda net: step_down(net, [name.get(o, o) if net is renamed else o for o in order])):
        plain = method(network).received
        assert method(renamed).received == {name[member]: factor * part for member, part in plain.items()}


def test_order_decides_and_is_kept():
    """Another order gives other amounts, so the order stands in the answer."""
    network = Network.of_drivers({"S": 100, "T": 100}, {"S": {"T": 1, "A": 1}, "T": {"S": 1, "B": 1}})
    first, second = step_down(network, ["S", "T"]), step_down(network, ["T", "S"])
    assert (first.received, first.order) == ({"A": 50, "B": 150}, ("S", "T"))
    assert (second.received, second.order) == ({"A": 150, "B": 50}, ("T", "S"))


def test_credit_goes_through_with_its_sign():
    """A service with a negative cost lowers the members' parts; a negative part gets a warning."""
    network = Network.of_shares({"S": -10}, {"S": {"A": Fraction(1)}})
    result = reciprocal(network)
    assert result.received == {"A": -10}
    assert [finding.place.column for finding in result.findings] == ["A"]


CIRCLE = {"S": {"T": 1}, "T": {"U": 1}, "U": {"S": 1}, "V": {"S": 1, "A": 1}}
PAIR = {"S": {"T": 1}, "T": {"A": 1}}


@pytest.mark.parametrize(
    ("drivers", "method", "rule", "named"),
    [
        (CIRCLE, reciprocal, "closed-loop", "S → T → U → S"),
        (PAIR, direct, "no-member-served", "T"),
        (PAIR, lambda net: step_down(net, ["T", "S"]), "no-receiver-left", "S"),
        (PAIR, lambda net: step_down(net, ["S"]), "order-misses", "T"),
        (PAIR, lambda net: step_down(net, ["S", "T", "S"]), "duplicate", "S"),
        (PAIR, lambda net: step_down(net, ["S", "Q"]), "order-unknown", "Q"),
    ],
)
def test_impossible_distributions_are_refused(drivers, method, rule, named):
    """Closed circles, services without members and broken orders are refused by name."""
    network = Network.of_drivers(dict.fromkeys(drivers, 1), drivers, ["A"])
    with pytest.raises(InvalidProblem) as refusal:
        method(network)
    assert refusal.value.sentence.key == f"allocation.{rule}"
    assert named in refusal.value.sentence.message("nl")
