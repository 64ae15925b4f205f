"""Activity-based costing by survey and by time."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.activities import Activity, activity_based, time_driven

number = st.fractions(0, 1000, max_denominator=20)
several = st.lists(st.tuples(number, number), min_size=1, max_size=5).map(
    lambda rows: [Activity(f"a{place}", volume, measure) for place, (volume, measure) in enumerate(rows)]
)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**6), several)
def test_used_and_unused_cost_are_the_cost(cost, capacity, activities):
    """The amounts of the activities are the used cost, and used and unused cost together are the cost."""
    result = time_driven(cost, capacity, activities)
    assert sum(rate.amount for rate in result.rates) == result.used_cost
    assert result.used_cost + result.unused_cost == cost
    assert result.used_capacity + result.unused_capacity == capacity


@given(st.integers(-(10**6), 10**6), st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_surveyed_amounts_are_the_cost(cost, shares):
    """The amounts by surveyed shares add up to the cost, also of a credit."""
    whole = sum(shares)
    result = activity_based(cost, [Activity(str(p), Fraction(10), Fraction(s, whole)) for p, s in enumerate(shares)])
    assert sum(rate.amount for rate in result.rates) == cost


def test_more_time_than_capacity_is_a_finding():
    """Use above the practical capacity gives a negative unused cost and a warning that names both."""
    result = time_driven(100, 10, [Activity.of("orders", 6, 2)])
    assert result.unused_cost == -20
    assert [finding.rule for finding in result.findings] == ["allocation.over-capacity"]
    assert "12" in next(iter(result.findings)).sentence.message("nl")


def test_activity_without_share_and_volume_costs_nothing():
    """An activity that is not done has rate zero instead of a division by zero."""
    result = activity_based(100, [Activity.of("a", 5, 1), Activity.of("b", 0, 0)])
    assert [(one.name, one.rate, one.amount) for one in result.rates] == [("a", 20, 100), ("b", 0, 0)]


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (lambda: time_driven(1, 0, [Activity.of("a", 1, 1)]), "capacity-not-positive"),
        (lambda: time_driven(1, 5, []), "too-few"),
        (lambda: time_driven(1, 5, [Activity.of("a", 1, 1), Activity.of("a", 1, 1)]), "duplicate"),
        (lambda: activity_based(1, [Activity.of("a", 0, 1)]), "no-volume"),
        (lambda: activity_based(1, [Activity.of("a", 1, "1.1")]), "shares-not-one"),
        (lambda: Activity.of("a", -1, 1), "negative-weight"),
        (lambda: Activity.of("a", 1, "x"), "not-a-number"),
    ],
)
def test_unusable_activities_are_refused(call, rule):
    """No capacity, no volume, shares off one and the same name twice are refused by rule."""
    with pytest.raises(InvalidProblem) as refusal:
        call()
    assert refusal.value.sentence.key == f"allocation.{rule}"


def test_a_survey_that_leaves_a_rest_leaves_that_part_unassigned():
    """Shares below one give the rates of the part that was surveyed."""
    result = activity_based(560_000, [Activity.of("orders", 49_000, "0.7")])

    assert result.rates[0].amount == 392_000
    assert result.rates[0].rate == 8
