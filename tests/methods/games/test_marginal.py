"""Shapley value and its relatives, against orders written out, axioms and another library."""

from itertools import permutations

import coopgame
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.games import Game, aumann_dreze, banzhaf, banzhaf_shares, moriarty, owen, shapley, weighted_shapley

values = st.integers(1, 5).flatmap(lambda n: st.lists(st.integers(-50, 50), min_size=2**n - 1, max_size=2**n - 1))


def game_of(numbers) -> Game:
    """A game with these values for the coalitions 1, 2, …"""
    return Game(np.array([0.0, *numbers]))


def by_orders(game: Game, orders) -> np.ndarray:
    """What each player adds on average over the given orders of arrival."""
    shares = np.zeros(game.players)
    for order in orders:
        coalition = 0
        for player in order:
            before = game.values[coalition]
            coalition |= 1 << player
            shares[player] += game.values[coalition] - before
    return shares / len(orders)


@given(values)
@settings(max_examples=60, deadline=None)
def test_shapley_is_the_mean_over_all_orders(numbers):
    """The folded sums give what writing out all n! orders gives."""
    game = game_of(numbers)
    np.testing.assert_allclose(shapley(game), by_orders(game, list(permutations(range(game.players)))), atol=1e-10)


@given(values, values)
@settings(max_examples=60, deadline=None)
def test_shapley_is_efficient_and_additive(first, second):
    """All of v(N) is divided, and the value of a sum of games is the sum of the values."""
    one, other = game_of(first), game_of(second)
    assert abs(shapley(one).sum() - one.total) < 1e-9
    if one.players == other.players:
        np.testing.assert_allclose(shapley(game_of(np.add(first, second))), shapley(one) + shapley(other), atol=1e-9)


@given(values, st.floats(-20, 20))
@settings(max_examples=60, deadline=None)
def test_a_player_who_adds_a_fixed_amount_gets_that(numbers, amount):
    """A dummy gets what it is worth alone and leaves the others what they had."""
    game = game_of(numbers)
    wider = Game(np.concatenate([game.values, game.values + amount]))
    np.testing.assert_allclose(shapley(wider), [*shapley(game), amount], atol=1e-9)


@given(values, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_relabelling_and_scaling_carry_over(numbers, random):
    """Players in another order and amounts in another unit give the same shares in that order and unit."""
    game = game_of(numbers)
    order = list(range(game.players))
    random.shuffle(order)
    moved = np.array([sum(1 << order[p] for p in range(game.players) if s >> p & 1) for s in range(game.values.size)])
    relabelled = np.empty_like(game.values)
    relabelled[moved] = game.values * 1e6
    np.testing.assert_allclose(shapley(Game(relabelled))[order], 1e6 * shapley(game), atol=1e-3)


@pytest.mark.parametrize("players", [1, 2, 3, 7, 10, 11, 13])
def test_agrees_with_another_library(players, uniform):
    """Shapley, Banzhaf, Owen and Aumann–Drèze values equal those of coopgame-py on both sides of the width of a block."""
    game = uniform(players, 3)
    other = coopgame.Game(game.values[1:].tolist())
    blocks = [[p for p in range(players) if p % 2 == 0], [p for p in range(players) if p % 2]][: min(players, 2)]
    np.testing.assert_allclose(shapley(game), coopgame.shapley(other), atol=1e-11)
    np.testing.assert_allclose(banzhaf(game), coopgame.banzhaf(other), atol=1e-11)
    np.testing.assert_allclose(owen(game, blocks), coopgame.owen(other, blocks), atol=1e-11)
    np.testing.assert_allclose(aumann_dreze(game, blocks), coopgame.aumann_dreze(other, blocks), atol=1e-11)


@given(values)
@settings(max_examples=40, deadline=None)
def test_equal_weights_give_the_shapley_value(numbers):
    """Weights that are all alike change nothing."""
    game = game_of(numbers)
    np.testing.assert_allclose(weighted_shapley(game, np.full(game.players, 3.0)), shapley(game), atol=1e-9)


@given(values)
@settings(max_examples=40, deadline=None)
def test_weights_divide_every_dividend(numbers):
    """The potential gives what dividing each Harsanyi dividend by weight gives."""
    game = game_of(numbers)
    weights = 1.0 + np.arange(game.players)
    expected = np.zeros(game.players)
    dividends = np.zeros(game.values.size)
    for coalition in range(1, game.values.size):
        inside = [part for part in range(1, coalition) if part & coalition == part]
        dividends[coalition] = game.values[coalition] - dividends[inside].sum()
        players = [p for p in range(game.players) if coalition >> p & 1]
        expected[players] += dividends[coalition] * weights[players] / weights[players].sum()
    np.testing.assert_allclose(weighted_shapley(game, weights), expected, atol=1e-8)


def test_owen_with_one_union_or_singles_is_shapley(uniform):
    """Nobody has united, or everybody has: the Owen value is the Shapley value."""
    game = uniform(6, 1)
    np.testing.assert_allclose(owen(game, [[p] for p in range(6)]), shapley(game), atol=1e-12)
    np.testing.assert_allclose(owen(game, [list(range(6))]), shapley(game), atol=1e-12)


def test_banzhaf_shares_divide_the_total(three):
    """The shares sum to the total; raw values need not."""
    assert abs(banzhaf_shares(three).sum() - 120) < 1e-9
    np.testing.assert_allclose(banzhaf_shares(three) / banzhaf(three), 120 / banzhaf(three).sum())


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda game: weighted_shapley(game, [1, 0, 1]), "games.weights-positive"),
        (lambda game: weighted_shapley(game, [1, 1]), "games.shares-shape"),
        (lambda game: owen(game, [[0, 1], [1, 2]]), "games.partition"),
        (lambda game: aumann_dreze(game, [[0, 1]]), "games.partition"),
        (lambda game: banzhaf_shares(Game(np.array([0, 0, 0, -1, 0, -1, -1, 1.0]))), "games.banzhaf-zero"),
    ],
)
def test_what_cannot_be_used_is_named(call, key, three):
    """Weights, blocks and games without meaning are refused by name."""
    with pytest.raises(InvalidProblem) as refused:
        call(three)
    assert refused.value.sentence.key == key


def test_a_game_of_nothing_has_nothing_to_divide():
    """All zero: every share is zero, also where a proportion would be zero over zero."""
    nothing = Game(np.zeros(8))
    assert shapley(nothing).tolist() == banzhaf_shares(nothing).tolist() == moriarty(nothing).tolist() == [0, 0, 0]
