"""Nucleolus, prenucleolus, per-capita nucleolus, least core and the certificate."""

import coopgame
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem
from wiel.methods.games import (
    Game,
    airport_game,
    certificate,
    certify,
    claims_game,
    complaints,
    least_core,
    nucleolus,
    prenucleolus,
    talmud,
)
from wiel.methods.games.program import ExcessProgram

values = st.integers(1, 5).flatmap(lambda n: st.lists(st.integers(-20, 20), min_size=2**n - 1, max_size=2**n - 1))
UNITS = [1e-6, 1.0, 1e12]


def game_of(numbers, unit: float = 1.0) -> Game:
    """A game with these values for the coalitions 1, 2, …"""
    return Game(np.array([0.0, *numbers]) * unit)


def oracle(game: Game, name: str, **options) -> np.ndarray:
    """The answer of another library, in gains."""
    return np.array(getattr(coopgame, name)(coopgame.Game((game.sign * game.values)[1:].tolist()), **options)["allocation"])


@given(values, st.sampled_from(UNITS))
@settings(max_examples=60, deadline=None)
def test_prenucleolus_agrees_with_another_library(numbers, unit):
    """Whole numbers with many ties, in units from millionths to billions, as gains and as costs."""
    game = game_of(numbers, unit)
    expected = oracle(game_of(numbers), "prenucleolus") * unit
    np.testing.assert_allclose(prenucleolus(game).shares, expected, atol=1e-8 * unit)
    np.testing.assert_allclose(prenucleolus(Game(-game.values, "cost")).shares, -expected, atol=1e-8 * unit)


@given(values, st.booleans())
@settings(max_examples=60, deadline=None)
def test_nucleolus_agrees_with_another_library_and_the_certificate(numbers, per_capita):
    """Where nobody need be worse off than alone, both nucleoli equal the other library's and pass Kohlberg's criterion."""
    game = game_of(numbers)
    assume(game.singles.sum() <= game.total)
    found = nucleolus(game, per_capita=per_capita).shares
    expected = oracle(game, "per_capita_nucleolus" if per_capita else "nucleolus")
    np.testing.assert_allclose(found, expected, atol=1e-7)
    assert certify(game, found, per_capita=per_capita).accepted


@given(values, st.booleans(), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_certificate_accepts_the_answer_and_refuses_a_shift(numbers, per_capita, seed):
    """The answer passes; moved by a millionth of the greatest amount it does not."""
    game = game_of(numbers)
    assume(game.players > 1)
    shares = prenucleolus(game, per_capita=per_capita).shares
    assert certify(game, shares, per_capita=per_capita, limited=False).accepted
    shift = np.random.default_rng(seed).normal(size=game.players)
    shift -= shift.mean()
    assume(np.abs(shift).max() > 1e-3)
    shift *= 1e-6 * max(game.scale, 1.0) / np.abs(shift).max()
    refused = certify(game, shares + shift, per_capita=per_capita, limited=False)
    assert (refused.accepted, refused.reason) == (False, "unbalanced")


def test_refusal_shows_the_way_down(three):
    """The direction of a refusal keeps the sum and lowers the greatest excess."""
    wrong = np.array([52.0, 35.0, 33.0])
    refused = certify(three, wrong)
    assert abs(refused.direction.sum()) < 1e-9
    better = wrong + 0.1 * refused.direction / np.abs(refused.direction).max()
    greatest = [max(three.sign * (three.values[s] - x @ [s & 1, s >> 1 & 1, s >> 2]) for s in range(1, 7)) for x in (wrong, better)]
    assert greatest[1] < greatest[0]


def test_certificate_names_other_faults(three):
    """Shares that do not sum to the total, and a player who pays more than alone, are refused for that reason."""
    assert certify(three, [50, 35, 30]).reason == "efficiency"
    assert certify(three, [61, 31, 28]).reason == "limit"


@given(values)
@settings(max_examples=60, deadline=None)
def test_nucleolus_lies_in_the_core_when_that_is_not_empty(numbers):
    """Games in which an allocation exists that no coalition can better: nobody has a complaint against the nucleolus."""
    slack = np.array([0.0, *map(abs, numbers)])
    slack[-1] = 0
    sizes = np.bitwise_count(np.arange(slack.size)).astype(float)
    game = Game(7 * sizes - slack)
    core = least_core(game)
    assert core is None or core.epsilon <= 1e-9
    assert complaints(game, nucleolus(game).shares)[1] == 0


@given(values)
@settings(max_examples=40, deadline=None)
def test_least_core_is_the_first_level(numbers):
    """The greatest excess of the prenucleolus is ε, and another library finds the same ε."""
    game = game_of(numbers)
    assume(game.players > 1)
    core = least_core(game)
    assert core.epsilon == pytest.approx(prenucleolus(game).levels[0].excess, abs=1e-9)
    other = coopgame.least_core(coopgame.Game(game.values[1:].tolist()), domain="preimputation")
    assert core.epsilon == pytest.approx(other["epsilon"], abs=1e-8)


@given(values, st.integers(-100, 100), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_relabelling_and_adding_an_amount_carry_over(numbers, amount, random):
    """Other order of players: same shares in that order. A fixed amount per player comes on top of the share."""
    game = game_of(numbers)
    order = list(range(game.players))
    random.shuffle(order)
    moved = np.array([sum(1 << order[p] for p in range(game.players) if s >> p & 1) for s in range(game.values.size)])
    relabelled = np.empty_like(game.values)
    relabelled[moved] = game.values + float(amount) * np.bitwise_count(np.arange(game.values.size))
    np.testing.assert_allclose(prenucleolus(Game(relabelled)).shares[order], prenucleolus(game).shares + amount, atol=1e-8)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(0, 100))
@settings(max_examples=40, deadline=None)
def test_nucleolus_of_a_shortage_is_the_talmud_rule(claims, percent):
    """Aumann and Maschler (1985): both roads give the same awards."""
    estate = sum(claims) * percent / 100
    np.testing.assert_allclose(nucleolus(claims_game(estate, claims)).shares, talmud(estate, claims), atol=1e-8)


@pytest.mark.parametrize("blocks", [[[0, 1, 2, 3, 4]], [[0, 3], [1, 2, 4]], [[0], [1], [2, 3, 4]]])
def test_blocks_divide_their_own_value(blocks, uniform):
    """With blocks each block divides its own value; another library agrees."""
    game = uniform(5, 2)
    other = coopgame.structured_nucleolus(coopgame.Game(game.values[1:].tolist()), blocks, domain="preimputation")
    np.testing.assert_allclose(prenucleolus(game, blocks=blocks).shares, other["allocation"], atol=1e-9)


@pytest.mark.parametrize("per_capita", [False, True])
def test_nobody_worse_off_is_impossible(per_capita):
    """Alone all together are better off: the nucleolus is refused with the total, the prenucleolus is not."""
    game = Game(np.array([0.0, 5, 5, 6]))
    with pytest.raises(InvalidProblem) as refused:
        nucleolus(game, per_capita=per_capita)
    assert refused.value.sentence.key == "games.no-imputation"
    np.testing.assert_allclose(prenucleolus(game).shares, [3, 3], atol=1e-12)


@pytest.mark.parametrize(
    ("game", "expected"),
    [
        (Game(np.array([0.0, 7])), [7]),
        (Game(np.array([0.0, 1, 2, 6])), [2.5, 3.5]),
        (Game(np.zeros(16)), [0, 0, 0, 0]),
        (Game(np.array([0.0, 1, 2, 3, 4, 5, 6, 7])), [1, 2, 4]),
        (Game(np.array([0.0, 3, -3, 0])), [3, -3]),
        (airport_game([1, 2, 3]), [0.5, 0.75, 1.75]),
    ],
)
def test_degenerate_games(game, expected):
    """One player, two players, nothing to divide, additive games and a total of zero have the obvious answer."""
    np.testing.assert_allclose(nucleolus(game).shares, expected, atol=1e-12)
    assert certify(game, expected).accepted


@pytest.mark.parametrize("players", [9, 12])
def test_larger_games_agree_with_another_library(players, uniform, scale_economies):
    """Games of more than one block of the scan: empty core and full core."""
    for game in (uniform(players, 5), scale_economies(players, 5)):
        np.testing.assert_allclose(game.sign * prenucleolus(game).shares, oracle(game, "prenucleolus"), atol=1e-9)


def test_a_large_additive_part_leaves_the_answer_precise(uniform):
    """A million times the interesting part, added per player, costs no more than the digits it takes."""
    game = uniform(6, 4)
    sizes = np.bitwise_count(np.arange(64))
    lifted = prenucleolus(Game(game.values + 1e6 * sizes)).shares - 1e6
    np.testing.assert_allclose(lifted, prenucleolus(game).shares, atol=1e-8)


@pytest.mark.parametrize("players", [4, 6])
def test_certificate_in_small_pieces_gives_the_same_verdict(players, uniform, monkeypatch):
    """Looking at four coalitions at a time and weighing three at a time changes no verdict."""
    monkeypatch.setattr(certificate, "CHUNK", 2)
    monkeypatch.setattr(certificate, "COLUMNS", 3)
    for game in (uniform(players, 6), Game(np.zeros(1 << players)), airport_game(np.arange(1.0, players + 1))):
        for per_capita in (False, True):
            shares = prenucleolus(game, per_capita=per_capita).shares
            assert certify(game, shares, per_capita=per_capita, limited=False).accepted
            shares[:2] += [1e-4, -1e-4]
            assert not certify(game, shares, per_capita=per_capita, limited=False).accepted


def test_an_unsolvable_program_is_named():
    """A linear program without an answer is refused by name, not answered."""
    program = ExcessProgram(2, np.ones(3), None)
    program.settle(0b11, 1.0)
    with pytest.raises(InvalidProblem) as refused:
        program.solve()
    assert refused.value.sentence.key == "games.solver"
