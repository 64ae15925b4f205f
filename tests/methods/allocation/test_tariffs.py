"""Two-part, dual rate and marginal bands."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.keys import proportional
from wiel.methods.allocation.tariffs import Band, cost_price, dual_rate, tiered, two_part

amount = st.fractions(0, 10**6, max_denominator=100)
three_uses = st.tuples(amount, amount, amount).map(lambda uses: dict(zip("ABC", uses, strict=True)))


@st.composite
def bands(draw):
    """Rising borders with an open end and prices of any order."""
    borders = sorted(draw(st.sets(st.integers(1, 1000), max_size=4)))
    prices = draw(st.lists(amount, min_size=len(borders) + 1, max_size=len(borders) + 1))
    return [Band(None if border is None else Fraction(border), p) for border, p in zip([*borders, None], prices, strict=True)]


@given(amount, three_uses.filter(lambda uses: any(uses.values())), amount)
def test_two_part_at_cost_price_brings_in_the_cost(fixed, use, variable):
    """With the cost price the fixed and the variable cost come in exactly, and nobody gets a negative bill."""
    bills = two_part(fixed, proportional(use), cost_price(variable, use), use)
    assert sum(bills.values()) == fixed + variable
    assert min(bills.values()) >= 0


@given(amount, three_uses.filter(lambda uses: any(uses.values())), amount, three_uses, amount)
def test_dual_rate_bills_and_kept_are_the_cost(fixed, budgeted, rate, actual, variable):
    """What is billed and what the supplier keeps is the actual cost."""
    result = dual_rate(fixed, budgeted, rate, actual, variable)
    assert sum(result.bills.values()) + result.kept == fixed + variable


def test_dual_rate_leaves_others_alone():
    """A member's fixed part does not change because another uses less than budgeted."""
    planned = {"A": 8000, "B": 4000}
    less = dual_rate(3000000, planned, 200, {"A": 9000, "B": 0}, 0).bills
    assert less["A"] == dual_rate(3000000, planned, 200, {"A": 9000, "B": 3000}, 0).bills["A"]


@given(bands(), three_uses, amount)
def test_bands_never_make_a_bill_fall(price_bands, use, more):
    """Bills are at least zero, rise with use, and their units add up to the use."""
    result = tiered(price_bands, use)
    assert all(bill >= 0 for bill in result.bills.values())
    assert {member: sum(parts) for member, parts in result.units.items()} == use
    assert tiered(price_bands, {"A": use["A"] + more}).bills["A"] >= result.bills["A"]


@pytest.mark.parametrize(("use", "bill"), [(0, "0"), (99, "198"), (100, "200"), (101, "201.5"), (150, "275")])
def test_worked_table_of_the_page(use, bill):
    """Bands of 2.00 up to 100 and 1.50 above give the table of the algorithm page."""
    assert tiered([Band.of(100, "2.00", "1"), Band.of(None, "1.50", "2")], {"A": use}).bills["A"] == Fraction(bill)


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (lambda: tiered([], {"A": 1}), "too-few"),
        (lambda: tiered([Band.of(None, 1, "1"), Band.of(5, 1, "2")], {"A": 1}), "open-band-not-last"),
        (lambda: tiered([Band.of(5, 1, "1"), Band.of(5, 1, "2")], {"A": 1}), "bands-not-rising"),
        (lambda: tiered([Band.of(0, 1, "1")], {"A": 1}), "bands-not-rising"),
        (lambda: tiered([Band.of(5, 1, "1")], {"A": 6}), "above-last-band"),
        (lambda: tiered([Band.of(None, 1, "1")], {"A": -6}), "negative-weight"),
        (lambda: Band.of(5, -1, "1"), "negative-weight"),
        (lambda: cost_price(100, {"A": 0}), "key-sums-to-zero"),
        (lambda: two_part(100, {"A": Fraction(1)}, 1, {"B": 1}), "missing-name"),
        (lambda: dual_rate(1, {"A": 0}, 1, {"A": 1}, 1), "key-sums-to-zero"),
    ],
)
def test_unusable_tariffs_are_refused(call, rule):
    """Bands out of order, use beyond the last band and negative prices are refused by rule."""
    with pytest.raises(InvalidProblem) as refusal:
        call()
    assert refusal.value.sentence.key == f"allocation.{rule}"
