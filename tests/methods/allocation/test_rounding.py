"""Whole cents by largest remainders."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.allocation.rounding import (
    billed_cents,
    divide_cents,
    divide_lines,
    whole_cents,
    whole_cents_of_floats,
)

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)
totals = st.integers(-(10**9), 10**9)
fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=97)


def closed(parts):
    """The parts and one more that makes the sum whole."""
    rest = -sum(parts, start=Fraction(0)) % 1
    return [*parts, rest]


@pytest.mark.parametrize(
    ("total", "key", "expected"),
    [
        (10000, [1, 1, 1], (3334, 3333, 3333)),
        (-10000, [1, 1, 1], (-3334, -3333, -3333)),
        (10, [47000, 16000, 15900, 12000, 6000, 3100], (5, 2, 1, 1, 1, 0)),
        (25, [1500, 1500, 900, 500, 500, 200], (7, 7, 4, 3, 3, 1)),
        (26, [1500, 1500, 900, 500, 500, 200], (8, 8, 5, 2, 2, 1)),
        (0, [1, 2], (0, 0)),
        (1, [0, 1, 0], (0, 1, 0)),
    ],
)
def test_published_tables(total, key, expected):
    """The cents, the usual apportionment example and the Alabama paradox come out as published."""
    assert divide_cents(total, key) == expected


def test_both_signs_in_one_set():
    """Missing cents are counted with their sign: 2.6, -1.3 and -0.3 cents become 2, -1 and 0."""
    assert whole_cents([Fraction("2.6"), Fraction("-1.3"), Fraction("-0.3")]) == (2, -1, 0)


@given(totals, weights)
def test_cents_add_up_and_move_less_than_a_cent(total, key):
    """The cents are the total, and each is less than a cent from the exact part."""
    parts = divide_cents(total, key)
    assert sum(parts) == total
    assert all(abs(part - Fraction(total * weight, sum(key))) < 1 for part, weight in zip(parts, key, strict=True))


@given(st.lists(fractions, max_size=9).map(closed))
def test_any_signs_add_up_and_mirror(parts):
    """With any mix of signs the sum holds, no part moves a cent, none changes sign, and the credit is the mirror."""
    cents = whole_cents(parts)
    assert sum(cents) == sum(parts)
    assert all(abs(cent - part) < 1 and cent * part >= 0 for cent, part in zip(cents, parts, strict=True))
    assert whole_cents([-part for part in parts]) == tuple(-cent for cent in cents)


@given(totals, weights, st.integers(1, 1000))
def test_scaling_the_weights_changes_nothing(total, key, factor):
    """Weights times a factor give the same cents."""
    assert divide_cents(total, [factor * weight for weight in key]) == divide_cents(total, key)


@given(totals, weights, st.randoms(use_true_random=False))
def test_relabelling_moves_at_most_a_cent(total, key, random):
    """In another order a member pays at most one cent more or less."""
    order = random.sample(range(len(key)), len(key))
    moved = divide_cents(total, [key[place] for place in order])
    still = divide_cents(total, key)
    assert all(abs(moved[new] - still[old]) <= 1 for new, old in enumerate(order))


@given(st.lists(fractions, min_size=1, max_size=9))
def test_bills_by_a_price_round_what_they_bring_in(parts):
    """A set that is no whole number of cents is rounded as a whole first; no part moves a cent."""
    cents = billed_cents(parts)
    assert abs(sum(cents) - sum(parts)) <= Fraction(1, 2)
    assert all(abs(cent - part) < 1 for cent, part in zip(cents, parts, strict=True))


@given(st.lists(st.tuples(totals, st.lists(st.integers(0, 10**6), min_size=4, max_size=4).filter(any)), min_size=1, max_size=6))
def test_many_lines_equal_line_by_line(lines):
    """The array version gives the same cents as one line at a time."""
    amounts, keys = np.array([a for a, _ in lines]), np.array([k for _, k in lines])
    assert divide_lines(amounts, keys).tolist() == [list(divide_cents(a, k)) for a, k in lines]


def test_lines_too_large_for_integers_stay_exact():
    """A line whose product does not fit in 64 bits goes through fractions and still adds up."""
    weights = np.array([[10**12, 10**12, 10**12 + 1], [1, 1, 1]])
    cents = divide_lines(np.array([10**15, 100]), weights)
    assert cents.sum(axis=1).tolist() == [10**15, 100]
    assert cents[0].tolist() == list(divide_cents(10**15, weights[0].tolist()))


@given(totals, weights)
def test_floating_parts_equal_exact_ones(total, key):
    """Floating-point parts of ordinary size give the cents of the exact parts."""
    parts = np.array([total * weight / sum(key) for weight in key])
    exact = divide_cents(total, key)
    found = whole_cents_of_floats(parts, total)
    assert int(found.sum()) == total
    assert np.abs(found - np.array(exact)).max() <= 1


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        (lambda: divide_cents(100, [0, 0]), "key-sums-to-zero"),
        (lambda: divide_cents(100, [1, -1]), "negative-weight"),
        (lambda: divide_cents(100, [1, float("nan")]), "not-a-number"),
        (lambda: whole_cents([Fraction(1, 3)]), "part-of-a-cent"),
        (lambda: whole_cents_of_floats(np.array([1.0, np.nan]), 1), "not-a-number"),
        (lambda: whole_cents_of_floats(np.array([1.0, 2.0]), 100), "parts-not-cost"),
        (lambda: divide_lines(np.array([1]), np.array([[1, -1]])), "negative-weight"),
        (lambda: divide_lines(np.array([1]), np.array([[0, 0]])), "key-sums-to-zero"),
    ],
)
def test_unusable_input_is_refused(call, rule):
    """Keys of zero, negative weights, NaN and totals that cannot hold are refused by name."""
    with pytest.raises(InvalidProblem) as refusal:
        call()
    assert refusal.value.sentence.key == f"allocation.{rule}"
