"""Core test, corners of the core, and properties of games."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from wiel.errors import InvalidProblem
from wiel.methods.games import (
    Game,
    airport_game,
    claims_game,
    complaints,
    convex,
    core_vertices,
    excesses,
    least_core,
    monotone,
    superadditive,
)

values = st.integers(1, 5).flatmap(lambda n: st.lists(st.integers(-20, 20), min_size=2**n - 1, max_size=2**n - 1))


def game_of(numbers) -> Game:
    """A game with these values for the coalitions 1, 2, …"""
    return Game(np.array([0.0, *numbers]))


def test_the_coalition_that_would_leave(three):
    """Equal shares of 40: B and C together pay 10 more than alone, nobody else complains."""
    found, number = complaints(three, np.array([40.0, 40, 40]))
    assert (number, found[0].coalition, found[0].excess) == (1, 0b110, 10)


def test_complaints_are_sorted_and_counted_in_full():
    """The worst come first, ties in order of the coalition; the number counts also those not shown."""
    game = Game(np.array([0.0, 3, 3, 4, 1, 1, 1, 0]))
    found, number = complaints(game, np.zeros(3), limit=3)
    assert [one.coalition for one in found] == [3, 1, 2]
    assert number == 6


def test_complaints_agree_with_all_excesses(uniform):
    """Beyond one chunk of memory the same coalitions are found as by one look at everything."""
    game = uniform(21, 1)
    shares = np.full(21, game.total / 21)
    excess = excesses(game, shares)[1:-1]
    found, number = complaints(game, shares, limit=5)
    assert number == np.count_nonzero(excess > 1e-9 * game.scale)
    assert [one.coalition for one in found] == (np.argsort(-excess)[:5] + 1).tolist()


@given(values)
@settings(max_examples=50, deadline=None)
def test_corners_are_extreme_and_lie_in_the_core(numbers):
    """In a random direction the best corner is as good as the best core point of a linear program; no corner means an empty core."""
    game = game_of(numbers)
    corners = core_vertices(game)
    direction = np.random.default_rng(len(numbers)).normal(size=game.players)
    inside = np.arange(1, game.values.size)[:, None] >> np.arange(game.players) & 1
    best = linprog(-direction, -inside, -game.values[1:], np.ones((1, game.players)), [game.total], bounds=(None, None))
    assert (len(corners) == 0) == (best.status == 2)
    if len(corners):
        assert max(corners @ direction) == pytest.approx(-best.fun, abs=1e-6)
        assert all(complaints(game, corner)[1] == 0 for corner in corners)


def test_corners_of_a_convex_game_are_its_marginal_vectors():
    """Shapley (1971): every order of arrival gives a corner, and there are no others."""
    game = claims_game(200, [30, 80, 120, 60])
    expected = set()
    for order in permutations(range(4)):
        seated, vector = 0, [0.0] * 4
        for player in order:
            vector[player] = game.values[seated | 1 << player] - game.values[seated]
            seated |= 1 << player
        expected.add(tuple(vector))
    assert {tuple(corner.round(9)) for corner in core_vertices(game)} == expected


def test_core_of_one_point():
    """An additive game: the core is the allocation itself."""
    assert core_vertices(Game(np.array([0.0, 1, 2, 3, 3, 4, 5, 6]))).tolist() == [[1, 2, 3]]


def test_corners_need_few_players():
    """Nine players are refused with what to use instead."""
    with pytest.raises(InvalidProblem) as refused:
        core_vertices(Game(np.zeros(512)))
    assert refused.value.sentence.key == "games.vertices-players"


def test_one_player_has_no_least_core():
    """Without coalitions there is no excess to make small."""
    assert least_core(Game(np.array([0.0, 5]))) is None


@given(values)
@settings(max_examples=60, deadline=None)
def test_properties_agree_with_their_definitions(numbers):
    """Superadditive, convex and monotone as written out over all pairs of coalitions; the pair shown is a counterexample."""
    game = game_of(numbers)
    v, every = game.values, range(game.values.size)
    apart = [(s, t) for s in every for t in every if not s & t]
    assert superadditive(game).holds == all(v[s | t] >= v[s] + v[t] for s, t in apart)
    assert convex(game).holds == all(v[s | t] + v[s & t] >= v[s] + v[t] for s in every for t in every)
    assert monotone(game).holds == all(v[s | t] >= v[s] for s, t in apart)
    first, second = convex(game).pair
    assert v[first] + v[second] - v[first | second] - v[first & second] == pytest.approx(convex(game).shortfall)


def test_costs_are_judged_with_the_opposite_sign():
    """An airport game is concave and subadditive, and its costs rise with the coalition."""
    game = airport_game([3, 5, 9])
    assert (superadditive(game).holds, convex(game).holds, monotone(game).holds) == (True, True, True)


def test_many_players_are_tested_on_part_of_the_pairs(scale_economies):
    """Beyond 12 players only singles and complements are looked at, and the answer says so."""
    verdict = superadditive(scale_economies(13, 1))
    assert (verdict.holds, verdict.every_pair) == (True, False)
    broken = Game(scale_economies(13, 1).values + 40.0 * (np.arange(1 << 13) == (1 << 13) - 1), "cost")
    assert superadditive(broken).holds is False
