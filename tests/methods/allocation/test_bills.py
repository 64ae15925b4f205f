"""Lines of any method become bills whose sum is the cost in cents."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation import (
    Band,
    Line,
    Network,
    bill,
    direct,
    divided,
    equal,
    mixed,
    phase_in,
    proportional,
    reciprocal,
    stand_alone,
    step_down,
    tiered,
    two_part,
)

MEMBERS = ("A", "B", "C")
cents = st.integers(-(10**8), 10**8)
weights = st.tuples(*[st.integers(0, 1000)] * 3).filter(any).map(lambda row: dict(zip(MEMBERS, row, strict=True)))


def of_network(method, costs, drivers):
    """The parts of two services that serve one another and all members."""
    network = Network.of_drivers(
        {"S": costs[0], "T": costs[1]},
        {"S": {"T": 1, **drivers}, "T": {"S": 2, "A": 1, "B": 1, "C": 1}},
        MEMBERS,
    )
    result = step_down(network, ["T", "S"]) if method is step_down else method(network)
    return Line(result.algorithm, sum(costs), result.received, result.algorithm)


def of_key(name, cost, key):
    """A line by a key."""
    return Line(name, cost, divided(cost, key), name)


@given(st.lists(cents, min_size=8, max_size=8), weights, weights)
def test_any_mix_of_methods_adds_up_to_the_cost(costs, one, other):
    """Lines by seven kinds of method, credits among them: bills and what is kept are the cost to the cent."""
    mix = mixed({"x": proportional(one), "y": equal(MEMBERS)}, {"x": "0.3", "y": "0.7"})
    path = phase_in(proportional(one), proportional(other), [costs[4]] * 3, 4)
    priced = two_part(costs[5], stand_alone(one), Fraction(7, 3), other)
    banded = tiered([Band(Fraction(10), Fraction(100, 7)), Band(None, Fraction(5))], other).bills
    lines = [
        of_key("mix", costs[0], mix),
        of_network(direct, costs[:2], one),
        of_network(step_down, costs[1:3], one),
        of_network(reciprocal, costs[2:4], one),
        Line("year", costs[4], path.years[2].parts, path.algorithm),
        Line("priced", costs[6], priced, "alloc.two-part", priced=True),
        Line("bands", costs[7], banded, "alloc.tiers", priced=True),
    ]
    result = bill(lines)
    assert sum(result.totals.values()) + sum(result.kept.values()) == sum(line.cents for line in lines) == result.cost
    assert all(not result.kept[line.name] for line in lines if not line.priced)


def test_credit_keeps_its_sign_and_is_flagged():
    """A rebate larger than the bill gives a negative total and one warning that names the member."""
    result = bill(
        [
            of_key("cost", 100, {"A": Fraction(1, 4), "B": Fraction(3, 4)}),
            of_key("rebate", -90, {"A": Fraction(1), "B": Fraction(0)}),
        ]
    )
    assert result.totals == {"A": -65, "B": 75}
    assert [(f.rule, f.place.column) for f in result.findings] == [("allocation.credit", "A")]


def test_line_keeps_its_algorithm():
    """Every line of the bills carries the identifier of its method."""
    assert bill([of_key("alloc.equal", 10, equal(MEMBERS))]).algorithms == {"alloc.equal": "alloc.equal"}


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ([], "too-few"),
        ([Line("x", 1, {}, "a")], "too-few"),
        ([of_key("x", 1, equal("AB")), of_key("x", 1, equal("AB"))], "duplicate"),
        ([of_key("x", 1, equal("AB")), of_key("y", 1, equal("AC"))], "missing-name"),
        ([Line("x", 3, {"A": Fraction(2)}, "a")], "parts-not-cost"),
    ],
)
def test_lines_that_do_not_fit_are_refused(lines, rule):
    """No lines, no members, one name twice, other members and parts that miss the cost are refused."""
    with pytest.raises(InvalidProblem) as refusal:
        bill(lines)
    assert refusal.value.sentence.key == f"allocation.{rule}"
