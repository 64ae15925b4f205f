"""Simple keys and the tau value."""

import coopgame
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.games import Game, equal, equal_non_separable, moriarty, proportional, separable_remaining, shapley, tau

values = st.integers(1, 5).flatmap(lambda n: st.lists(st.integers(-20, 60), min_size=2**n - 1, max_size=2**n - 1))


def test_worked_example_of_the_page(three):
    """The figures on the page about games, to the cent."""
    assert equal(three).tolist() == [40, 40, 40]
    assert moriarty(three).tolist() == [48, 40, 32]
    np.testing.assert_allclose(equal_non_separable(three), [54.33, 36.33, 29.33], atol=0.005)
    np.testing.assert_allclose(separable_remaining(three), [53.02, 37.44, 29.53], atol=0.005)
    np.testing.assert_allclose(shapley(three), [52.17, 38.17, 29.67], atol=0.005)
    np.testing.assert_allclose(tau(three), [53.61, 36.69, 29.69], atol=0.005)
    assert proportional(three, [30000, 20000, 10000]).tolist() == [60, 40, 20]


@given(values, st.floats(0.001, 1000))
@settings(max_examples=60, deadline=None)
def test_keys_divide_everything_in_any_unit(numbers, unit):
    """The shares sum to v(N) and grow with the unit of the amounts."""
    game, scaled = Game(np.array([0.0, *numbers])), Game(unit * np.array([0.0, *numbers]))
    rules = [equal, equal_non_separable, separable_remaining]
    rules += [moriarty] if game.singles.sum() else []
    for rule in rules:
        assert rule(game).sum() == pytest.approx(game.total, abs=1e-9)
        np.testing.assert_allclose(rule(scaled), unit * rule(game), atol=1e-9 * unit, rtol=1e-9)


@given(values)
@settings(max_examples=60, deadline=None)
def test_tau_agrees_with_another_library(numbers):
    """The same shares where the game is quasi-balanced, the same refusal where it is not, for gains and costs alike."""
    game, costs = Game(np.array([0.0, *numbers])), Game(-np.array([0.0, *numbers]), "cost")
    try:
        expected = coopgame.tau_value(coopgame.Game(numbers))
    except ValueError:
        for one in (game, costs):
            with pytest.raises(InvalidProblem) as refused:
                tau(one)
            assert refused.value.sentence.key == "games.tau-undefined"
    else:
        np.testing.assert_allclose(tau(game), expected, atol=1e-9)
        np.testing.assert_allclose(tau(costs), np.negative(expected), atol=1e-9)


def test_nothing_remains_to_weigh():
    """When separable and stand-alone amounts are equal for all together, SCRB divides the rest equally."""
    game = Game(np.array([0.0, 4, 6, 10]))
    assert separable_remaining(game).tolist() == [4, 6]
    level = Game(np.array([0.0, 1, 1, 0, 1, 0, 0, 1]))
    assert separable_remaining(level).tolist() == equal_non_separable(level).tolist()


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda game: proportional(game, [1, -1, 1]), "games.weights-negative"),
        (lambda game: proportional(game, [0, 0, 0]), "games.weights-zero"),
        (lambda game: proportional(game, [1, np.nan, 1]), "games.shares-shape"),
        (lambda game: moriarty(Game(np.array([0.0, 1, -1, 2]))), "games.alone-zero"),
        (lambda game: Game(np.zeros(3)), "games.length"),
        (lambda game: Game(np.array([1.0, 2])), "games.nobody"),
        (lambda game: Game(np.array([0.0, np.nan])), "games.not-finite"),
    ],
)
def test_what_cannot_be_used_is_named(call, key, three):
    """A negative key, a key of zero, NaN and arrays that are no game are refused by name."""
    with pytest.raises(InvalidProblem) as refused:
        call(three)
    assert refused.value.sentence.key == key
