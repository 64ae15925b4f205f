"""The network of services: names, shares, own use."""

from fractions import Fraction

import pytest

from wiel.errors import InvalidProblem
from wiel.methods.allocation.network import Network
from wiel.methods.allocation.support import reciprocal


def test_drivers_become_exact_ratios():
    """Counted drivers are divided by their exact sum, never rounded."""
    network = Network.of_drivers({"HR": 160000}, {"HR": {"GF": 60, "P1": 80, "P2": 170}})
    assert network.shares["HR"] == {"GF": Fraction(6, 31), "P1": Fraction(8, 31), "P2": Fraction(17, 31)}
    assert network.members == ("GF", "P1", "P2")


def test_own_use_is_taken_out_and_said():
    """What a service uses itself is spread over the others; the members pay the same and a note says so."""
    drivers = {"S": {"T": 1, "A": 3}, "T": {"S": 1, "A": 1}}
    with_own = Network.of_drivers({"S": 100, "T": 50}, {"S": {"S": 4, **drivers["S"]}, "T": drivers["T"]})
    without = Network.of_drivers({"S": 100, "T": 50}, drivers)
    assert reciprocal(with_own).received == reciprocal(without).received
    assert [(f.rule, f.place.column) for f in with_own.findings] == [("allocation.own-use", "S")]
    assert "50,0%" in next(iter(with_own.findings)).sentence.message("nl")


def test_zero_driver_is_no_flow():
    """A receiver with driver zero gets nothing and is no service served."""
    network = Network.of_drivers({"S": 100}, {"S": {"A": 2, "B": 0}})
    assert network.shares["S"] == {"A": 1}
    assert network.members == ("A", "B")


@pytest.mark.parametrize(
    ("cost", "drivers", "members", "rule", "named"),
    [
        ({}, {}, None, "too-few", "services"),
        ({"S": 1}, {}, None, "missing-name", "S"),
        ({"S": 1}, {"S": {"A": 1}, "T": {"A": 1}}, None, "unknown-name", "T"),
        ({"S": 1}, {"S": {"A": 1, "Q": 1}}, ["A"], "unknown-receiver", "Q"),
        ({"S": 1}, {"S": {"A": 1}}, ["A", "A"], "duplicate", "A"),
        ({"S": 1}, {"S": {"A": 1}}, ["A", "S"], "duplicate", "S"),
        ({"S": 1}, {"S": {"S": 7}}, None, "feeds-only-itself", "S"),
        ({"S": 1}, {"S": {"A": 0}}, None, "key-sums-to-zero", "S"),
        ({"S": 1}, {"S": {"A": -1, "B": 2}}, None, "negative-weight", "S, A"),
        ({"S": "n/a"}, {"S": {"A": 1}}, None, "not-a-number", "S"),
    ],
)
def test_unusable_networks_are_refused(cost, drivers, members, rule, named):
    """Unknown receivers, names twice, keys of zero and negative keys are refused by name."""
    with pytest.raises(InvalidProblem) as refusal:
        Network.of_drivers(cost, drivers, members)
    assert refusal.value.sentence.key == f"allocation.{rule}"
    assert named in refusal.value.sentence.message("nl")


def test_shares_off_one_are_refused():
    """Shares of a service that do not add up to one are refused with their sum."""
    with pytest.raises(InvalidProblem, match=r"IS: the shares add up to 0\.9"):
        Network.of_shares({"IS": 1}, {"IS": {"A": 0.4, "B": 0.5}})
