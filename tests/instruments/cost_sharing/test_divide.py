"""Every key divides the same amount, to the cent."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.instruments.cost_sharing.hand import PARAMETERS, options, stake, stakes

from wiel.errors import WrongUse
from wiel.instruments.cost_sharing.divide import divide
from wiel.instruments.cost_sharing.options import Options
from wiel.methods.games import Game, Kind, shapley

MANY = settings(max_examples=60, deadline=None)


def bills(given_stake, **chosen):
    """Cents per member by key."""
    return {division.key: division.cents for division in divide(given_stake, Options(**chosen), PARAMETERS)}


def test_three_members_by_hand():
    """The amounts of the page: equal, own cost, Shapley and nucleolus of the game of three."""
    found = bills(stake())
    assert found["equal"] == (4_000_000, 4_000_000, 4_000_000)
    assert found["own_cost"] == (4_800_000, 4_000_000, 3_200_000)
    assert found["shapley"] == (5_216_667, 3_816_667, 2_966_666)
    assert found["nucleolus"] == (5_433_334, 3_633_333, 2_933_333)
    assert found["inhabitants"] == (2_000_000, 4_000_000, 6_000_000)


@MANY
@given(stakes())
def test_no_key_creates_or_loses_a_cent(any_stake):
    """Whatever the game, the counts and the key, also mixed and in two parts, the bills add up to the same total."""
    for division in divide(any_stake, options(), PARAMETERS):
        if division.cents is not None:
            assert (division.key, sum(division.cents)) == (division.key, any_stake.total)


@MANY
@given(stakes())
def test_a_key_is_computed_or_says_why_not(any_stake):
    """There is no third way: amounts, or the names of those of whom something lacks, or another reason."""
    for division in divide(any_stake, options(), PARAMETERS):
        assert (division.cents is None) == bool(division.lacks or division.reason)
        assert set(division.lacks) <= set(any_stake.names)


@MANY
@given(stakes(4), st.permutations(range(4)))
def test_the_order_of_the_members_does_not_matter(any_stake, order):
    """Members in another order pay the same, give or take the one cent that goes to whoever stands first."""
    count = len(any_stake.members)
    order = [place for place in order if place < count]
    values = any_stake.coalitions.game.values
    turned = [values[sum(1 << order[bit] for bit in range(count) if group >> bit & 1)] for group in range(values.size)]
    other = dataclasses.replace(
        stake(np.array(turned) / 100),
        today=tuple(any_stake.today[place] for place in order),
        counts={key: tuple(numbers[place] for place in order) for key, numbers in any_stake.counts.items()},
    )
    there = {d.key: d.cents for d in divide(other, options(), PARAMETERS)}
    for division in divide(any_stake, options(), PARAMETERS):
        expected = None if division.cents is None else [division.cents[place] for place in order]
        assert (expected is None) == (there[division.key] is None)
        assert expected is None or np.abs(np.array(expected) - there[division.key]).max() <= 1 + 1e-6 * abs(any_stake.total)


def test_who_uses_nothing_pays_nothing_variable():
    """By usage such a member pays nothing; in a key of two parts only its part of what is fixed."""
    nobody = stake(counts={"usage": (0, 10, 30)})
    found = bills(nobody, keys="usage", two_part="equal")
    assert found["usage"] == (0, 3_000_000, 9_000_000)
    assert found["two_part"] == (2_800_000, 3_700_000, 5_500_000)


@pytest.mark.parametrize("key", ["workplaces", "usage", "inhabitants"])
def test_an_unknown_number_makes_a_key_not_computed_by_name(key):
    """Unknown is not zero: the key is not computed and says of whom the number lacks."""
    counts = {"workplaces": (1, 2, 3), "usage": (1, 2, 3), "inhabitants": (1, 2, 3)} | {key: (5, None, 7)}
    division = next(d for d in divide(stake(counts=counts), Options(keys=key), PARAMETERS))
    assert (division.cents, division.lacks, division.lacking) == (None, ("B",), key)


def test_a_mixture_of_an_unknown_key_is_unknown():
    """What one part lacks, the whole lacks."""
    unknown = stake(counts={"inhabitants": (1, None, 3)})
    assert divide(unknown, Options(keys="mix", mix="equal=0.5 inhabitants=0.5"), PARAMETERS)[0].lacks == ("B",)


def test_counts_that_are_all_zero_give_no_key():
    """Nobody has a workplace: then workplaces cannot divide."""
    division = divide(stake(counts={"workplaces": (0, 0, 0)}), Options(keys="workplaces"), PARAMETERS)[0]
    assert (division.cents, division.reason) == (None, "nothing-counted")


def test_a_refund_is_allowed():
    """A member that makes the others much cheaper gets money back, and the total still holds."""
    helping = stake((0, 100, 100, 120, 10, 30, 30, 60))
    found = bills(helping, keys="shapley")["shapley"]
    exact = shapley(Game(helping.coalitions.game.values, Kind.COST))
    assert found[2] < 0
    assert sum(found) == 6_000
    assert np.abs(np.array(found) - exact).max() < 1


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"keys": "per_capita"}, "no key per_capita"),
        ({"mix": "inhabitants=0.6 usage=0.6"}, "do not add up to 1"),
        ({"mix": "inhabitants"}, "not a mixture"),
        ({"keys": "mix"}, "not what it is made of"),
        ({"keys": "two_part"}, "not by which key"),
        ({"keys": "equal", "key": "shapley"}, "not among the keys"),
        ({"exit_assets": 5.0}, "not of which member"),
        ({"leaving": "A", "exit_staff": -1.0}, "cannot be negative"),
        ({"valid_from": "1-1-2028"}, "not a date"),
        ({"named": 0}, "too small"),
    ],
)
def test_contradictory_options_are_refused(chosen, message):
    """Each refusal names what does not fit."""
    with pytest.raises(WrongUse, match=message):
        Options(**chosen)


def test_a_negative_cost_or_count_is_refused_by_name():
    """A credit line without its cost, or a negative count, is named with the member."""
    with pytest.raises(WrongUse, match="cost of B is negative today"):
        stake(today=(5, -100, 5))
    with pytest.raises(WrongUse, match="For C the number for the key usage is negative"):
        stake(counts={"usage": (1, 2, -1)})
