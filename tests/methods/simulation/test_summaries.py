"""Intervals and probabilities agree with cases of which the answer is known, within the error that they state themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wiel.errors import InvalidProblem
from wiel.methods.simulation import Triangular, Uncertain, central, draw, probability, quantile

ANALYTIC = stats.triang(c=0.5, loc=0, scale=2)  # the sum of two independent uniform numbers


def _sum_of_two(seed: int) -> np.ndarray:
    found = draw([Uncertain("s", Triangular(0, 1, 2))], {}, 10_000, seed)
    return found["s"]


@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_quantiles_agree_with_an_analytic_case_within_sampling_error(part):
    """Of forty seeds, the stated range holds the true quantile in at least thirty-four: fewer has a chance below one in ten thousand."""
    truth = ANALYTIC.ppf(part)
    inside = sum(q.low <= truth <= q.high for q in (quantile(_sum_of_two(seed), part) for seed in range(40)))

    assert inside >= 34


def test_a_sum_of_lognormals_has_the_mean_of_the_formula():
    """The mean of the draws is within four standard errors of the exact mean."""
    values = np.exp(draw([Uncertain("s", Triangular(0, 1, 2))], {}, 10_000, 3)["s"])
    exact = float(ANALYTIC.expect(np.exp))

    assert central(values).value == pytest.approx(exact, abs=4 * values.std() / 100)


def test_the_interval_of_wilson_is_that_of_scipy():
    """Five of twenty: the same interval as scipy gives."""
    expected = stats.binomtest(5, 20).proportion_ci(0.95, "wilson")
    found = probability(5, 20)

    assert (found.value, found.low, found.high) == pytest.approx((0.25, expected.low, expected.high))


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_probability_lies_within_its_own_interval_and_between_none_and_all(case):
    """0 ≤ low ≤ value ≤ high ≤ 1, with room left where it always or never happened."""
    hits, draws = case
    found = probability(hits, draws)

    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.low < found.high


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: central(np.array([1.0]), 1.0),
        lambda: quantile(np.array([1.0]), 0.0),
        lambda: central(np.array([np.nan])),
        lambda: quantile(np.array([]), 0.5),
        lambda: probability(3, 2),
        lambda: probability(0, 0),
    ],
)
def test_what_has_no_answer_is_refused(wrong):
    """No draws, NaN, a part outside 0…1, more hits than draws."""
    with pytest.raises(InvalidProblem):
        wrong()
