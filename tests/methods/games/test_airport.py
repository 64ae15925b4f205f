"""Facilities in levels and serial cost sharing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.games import airport_game, airport_nucleolus, airport_shares, complaints, nucleolus, serial_shares, shapley

steps = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 3)), min_size=1, max_size=4).filter(lambda rows: rows[-1][1] > 0)


@given(steps)
@settings(max_examples=60, deadline=None)
def test_levels_equal_the_game_written_out(rows):
    """Per level what the Shapley value and the nucleolus of the game of single users give; both in the core."""
    costs, users = np.cumsum([step for step, _ in rows]), [use for _, use in rows]
    each = np.repeat(np.arange(len(rows)), users)
    game = airport_game(costs[each])
    np.testing.assert_allclose(airport_shares(costs, users)[each], shapley(game), atol=1e-9)
    np.testing.assert_allclose(airport_nucleolus(costs, users)[each], nucleolus(game).shares, atol=1e-8)
    assert complaints(game, airport_shares(costs, users)[each])[1] == 0


def test_textbook_runway():
    """Littlechild and Owen (1973), four aircraft that need runways of 8, 11, 13 and 18: 2, 3, 4 and 9."""
    assert airport_shares([8, 11, 13, 18], [1, 1, 1, 1]).tolist() == [2, 3, 4, 9]


def test_worked_example_of_the_page():
    """Levels of 100 and 180 with 4 and 6 users: 10 and 23.33 each, together 180."""
    shares = airport_shares([100, 180], [4, 6])
    np.testing.assert_allclose(shares, [10, 10 + 80 / 6])
    assert shares @ [4, 6] == pytest.approx(180)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_serial_shares_divide_the_cost_and_ignore_larger_demands(demands):
    """Shares sum to the cost of all demands; doubling the largest demand changes no other share."""
    shares = serial_shares(demands, lambda total: 5 + total**1.5)
    assert shares.sum() == pytest.approx(5 + sum(demands) ** 1.5)
    largest = int(np.argmax(demands))
    grown = list(demands)
    grown[largest] *= 2
    others = np.arange(len(demands)) != largest
    np.testing.assert_allclose(serial_shares(grown, lambda total: 5 + total**1.5)[others], shares[others], atol=1e-9)


@pytest.mark.parametrize(
    ("costs", "users", "key"),
    [
        ([], [], "games.levels-shape"),
        ([1, 2], [1], "games.levels-shape"),
        ([1, np.nan], [1, 1], "games.levels-numbers"),
        ([2, 1], [1, 1], "games.levels-falling"),
        ([-1, 1], [1, 1], "games.levels-falling"),
        ([1, 2], [1, 0], "games.levels-unused"),
        ([1, 2], [-1, 1], "games.levels-unused"),
    ],
)
def test_levels_that_cannot_be_used_are_named(costs, users, key):
    """Unequal lists, NaN, falling cost and levels without users are refused by name."""
    for rule in (airport_shares, airport_nucleolus):
        with pytest.raises(InvalidProblem) as refused:
            rule(costs, users)
        assert refused.value.sentence.key == key


def test_a_negative_demand_is_named():
    """Demand below zero has no serial share."""
    with pytest.raises(InvalidProblem) as refused:
        serial_shares([1, -2], float)
    assert refused.value.sentence.key == "games.demands"
