"""Groups asked one by one give what groups written out give, and say what they cannot know."""

import numpy as np
import pytest
from tests.instruments.cost_sharing.hand import PARAMETERS, THREE, stake

from wiel.instruments.cost_sharing.coalitions import Listed, Sampled
from wiel.instruments.cost_sharing.divide import divide
from wiel.instruments.cost_sharing.judge import judge, room
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.result import headline
from wiel.methods.games import Game, Kind

MANY = 30


def pooled(group: int) -> float:
    """Each member 1,000 alone; together 100 a member and 900 once for all, in cents."""
    return 10_000.0 * group.bit_count() + (90_000.0 if group else 0.0)


def crowd(members=MANY):
    """Thirty members that share one fixed cost."""
    names = tuple(f"L{n}" for n in range(members))
    return stake(
        (0, 1),
        members=tuple(f"org:x:{n}" for n in range(members)),
        names=names,
        coalitions=Sampled(members, pooled, 40, 7),
        today=(100_000,) * members,
        counts={"inhabitants": tuple(range(1, members + 1))},
        budget=(),
    )


def test_three_members_asked_one_by_one_give_the_exact_amounts():
    """With so few members every order and every group comes by."""
    cents = np.array(THREE, dtype=np.float64) * 100
    sampled, listed = Sampled(3, lambda group: float(cents[group]), 2000, 1), Listed(Game(cents, Kind.COST))
    assert np.abs(sampled.nucleolus().shares - listed.nucleolus().shares).max() < 1
    assert np.abs(sampled.shapley().shares - listed.shapley().shares).max() < 5 * sampled.shapley().error.max() + 1
    assert sampled.complaints(np.array([4e6, 4e6, 4e6]), 5) == listed.complaints(np.array([4e6, 4e6, 4e6]), 5)
    assert (sampled.separable == listed.separable).all()
    assert sampled.relief(2) == listed.relief(2)


def test_thirty_members_are_divided_to_the_cent():
    """Everybody is alike, so Shapley and nucleolus are equal shares; the error of Shapley stands beside it."""
    together = crowd()
    found = {d.key: d for d in divide(together, Options(keys="equal inhabitants shapley nucleolus"), PARAMETERS)}
    assert {key: sum(d.cents) for key, d in found.items()} == dict.fromkeys(found, 390_000)
    assert max(found["nucleolus"].cents) - min(found["nucleolus"].cents) <= 1
    assert np.abs(np.array(found["shapley"].cents) - 13_000).max() <= 5 * found["shapley"].error.max() + 1
    assert found["nucleolus"].proof is None


def test_of_thirty_members_groups_that_pay_too_much_are_found():
    """Equal shares leave nobody better off apart; by inhabitants the large ones together pay more than they cost."""
    together = crowd()
    equal, uneven = (judge(together, d, Options()) for d in divide(together, Options(keys="equal inhabitants"), PARAMETERS))
    assert equal.stable
    worst = uneven.named[0]
    assert worst.excess == worst.paid - pooled(worst.coalition) > 0
    assert worst.coalition >> (MANY - 1) & 1


def test_what_needs_every_group_is_unknown_with_thirty_members():
    """Neither the least core nor subadditivity is told."""
    assert (room(crowd()).epsilon, room(crowd()).subadditive) == (None, None)


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"keys_computed": 0}, "unknown"),
        ({"members": 1}, "unknown"),
        ({"keys_stable": 0}, "mixed"),
        ({"keys_undecided": 2}, "undecided"),
        ({"keys_undecided": 1}, "good"),
    ],
)
def test_the_title_follows_the_outcome(facts, key):
    """Good, undecided, mixed and unknown each have their sentence."""
    usual = {"members": 5, "keys_computed": 7, "keys_stable": 2, "keys_undecided": 0}
    assert headline(usual | facts) == f"cost_sharing.headline.{key}"
