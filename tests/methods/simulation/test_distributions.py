"""Shapes give the values that their formula in a book gives, and refuse what contradicts itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wiel.errors import InvalidProblem
from wiel.methods.simulation import Fixed, Lognormal, Triangular

PLACES = np.linspace(-3, 3, 61)
ordered = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted)


def test_a_triangle_equals_the_one_of_scipy():
    """The value at every place is that of scipy's triangular distribution at the same probability."""
    expected = stats.triang(c=0.25, loc=2, scale=8).ppf(stats.norm.cdf(PLACES))

    assert Triangular(2, 4, 10).at(PLACES) == pytest.approx(expected)
    assert Triangular(2, 4, 10).mean == pytest.approx(stats.triang(c=0.25, loc=2, scale=8).mean())


def test_the_overrun_has_the_median_and_the_ninetieth_that_were_read():
    """A median of +11% and nine of ten below +40% give a sigma of 0.181, worked out by hand as ln(1.40/1.11)/1.2816."""
    overrun = Lognormal(0.11, 0.40, shift=-1)

    assert overrun.sigma == pytest.approx(0.181, abs=5e-4)
    assert overrun.at(np.array([0.0, 1.2815515655446])) == pytest.approx([0.11, 0.40])
    assert overrun.mean == pytest.approx(stats.lognorm(overrun.sigma, scale=1.11).mean() - 1)


def test_a_lognormal_without_spread_is_its_middle():
    """Nine of ten below the median means that every draw is the median."""
    assert Lognormal(6, 6).at(PLACES) == pytest.approx(np.full(61, 6.0))


@given(ordered)
def test_a_triangle_stays_within_its_ends_and_goes_up(three):
    """No draw lies outside low and high, and a higher place never gives a lower value."""
    low, middle, high = three
    values = Triangular(low, middle, high).at(PLACES)
    dust = 1e-9 * max(1.0, abs(low), abs(high))

    assert values.min() >= low - dust
    assert values.max() <= high + dust
    assert (np.diff(values) >= -dust).all()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Triangular(2, 1, 3),
        lambda: Triangular(1, 3, 2),
        lambda: Lognormal(2, 1),
        lambda: Lognormal(0, 1),
        lambda: Lognormal(1, 2, low=1.5),
    ],
)
def test_values_that_do_not_ascend_are_refused(wrong):
    """A low above the middle or a high below it is refused with the three numbers in the message."""
    with pytest.raises(InvalidProblem, match="do not ascend: low"):
        wrong()


@pytest.mark.parametrize(
    "wrong", [lambda: Fixed(float("nan")), lambda: Triangular(0, 1, float("inf")), lambda: Lognormal(1, float("nan"))]
)
def test_numbers_that_are_not_finite_are_refused(wrong):
    """NaN and infinity are named."""
    with pytest.raises(InvalidProblem, match="not a finite number"):
        wrong()
