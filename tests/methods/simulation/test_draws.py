"""Draws have the shape and the dependence that were asked, and are the same for the same seed."""

import numpy as np
import pytest
from scipy import stats

from wiel.errors import InvalidProblem
from wiel.methods.simulation import Fixed, Lognormal, Triangular, Uncertain, draw

A, B, C = (Uncertain(name, Triangular(0, 1, 4), "costs") for name in "abc")
FREE = Uncertain("free", Lognormal(6, 24))


def test_the_same_seed_gives_the_same_draws():
    """And another seed gives others."""
    first, again, other = (draw([A, FREE], {"costs": 0.3}, 100, seed)["a"] for seed in (1, 1, 2))

    assert (first == again).all()
    assert (first != other).any()


def test_one_number_more_changes_no_draw_of_the_others():
    """Every number has a stream of its own, so that two scenarios with different numbers can be compared draw by draw."""
    few, many = draw([A, FREE], {"costs": 0.3}, 50, 7), draw([C, FREE, B, A], {"costs": 0.3}, 50, 7)

    assert (few["a"] == many["a"]).all()
    assert (few["free"] == many["free"]).all()


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.8, 1.0])
def test_numbers_of_a_group_have_the_dependence_that_was_asked(rho):
    """The rank correlation is that of the Gaussian copula, (6/π)·asin(ρ/2), within four standard errors."""
    found = draw([A, B], {"costs": rho}, 40_000, seed=3)
    expected = 6 / np.pi * np.arcsin(rho / 2)

    assert stats.spearmanr(found["a"], found["b"]).statistic == pytest.approx(expected, abs=4 / np.sqrt(40_000))


def test_a_number_against_its_group_goes_down_when_the_others_go_up():
    """The rank correlation has the opposite sign."""
    against = Uncertain("b", Triangular(0, 1, 4), "costs", against=True)
    found = draw([A, against], {"costs": 0.8}, 20_000, seed=3)

    assert stats.spearmanr(found["a"], found["b"]).statistic == pytest.approx(-6 / np.pi * np.arcsin(0.4), abs=0.03)


def test_dependence_leaves_the_shape_of_each_number_alone():
    """The draws follow their own distribution: the test of Kolmogorov and Smirnov finds no difference."""
    found = draw([A, B], {"costs": 0.9}, 20_000, seed=5)

    assert stats.kstest(found["a"], stats.triang(c=0.25, loc=0, scale=4).cdf).pvalue > 0.001


def test_a_certain_number_is_the_same_in_every_draw():
    """Nothing is added to what is known."""
    assert set(draw([Uncertain("x", Fixed(5))], {}, 10, 1)["x"].tolist()) == {5.0}


@pytest.mark.parametrize(
    ("numbers", "together", "count", "message"),
    [
        ([A, A], {"costs": 0.1}, 10, "occur twice: a"),
        ([A], {}, 10, "dependence of group costs"),
        ([A], {"costs": 1.2}, 10, "dependence of group costs is 1.2"),
        ([FREE], {}, 1, "1 draws are too few"),
    ],
)
def test_what_cannot_be_drawn_is_refused(numbers, together, count, message):
    """The message names the number, the group or the count."""
    with pytest.raises(InvalidProblem, match=message):
        draw(numbers, together, count, 1)
