"""Which groups have a reason to leave is what a look at every group says."""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.instruments.cost_sharing.hand import PARAMETERS, options, stake, stakes

from wiel.instruments.cost_sharing.divide import Division, divide
from wiel.instruments.cost_sharing.judge import judge, paid, refunds, room
from wiel.instruments.cost_sharing.options import Options

MANY = settings(max_examples=60, deadline=None)


def judged(given_stake, key, **chosen):
    """The test of one key."""
    return judge(given_stake, divide(given_stake, Options(keys=key, **chosen), PARAMETERS)[0], Options(**chosen))


def test_three_members_by_hand():
    """B and C leave when costs are divided equally (10,000 too much) or by own cost (2,000); never under Shapley or nucleolus."""
    equal, own = judged(stake(), "equal"), judged(stake(), "own_cost")
    assert [(one.coalition, one.excess) for one in equal.named] == [(0b110, 1_000_000)]
    assert [(one.coalition, one.excess) for one in own.named] == [(0b110, 200_000)]
    assert judged(stake(), "shapley").stable
    assert judged(stake(), "nucleolus").stable


@MANY
@given(stakes())
def test_every_group_is_looked_at(any_stake):
    """The number of groups that pay more than a cent a member above their cost is counted by brute force."""
    for division in divide(any_stake, options(), PARAMETERS):
        verdict = judge(any_stake, division, options())
        if verdict is None:
            assert division.cents is None
            continue
        groups = range(1, 2 ** len(any_stake.members) - 1)
        over = [paid(division.cents, group) - any_stake.coalitions.cost(group) for group in groups]
        slack = 1e-9 * any_stake.coalitions.game.scale
        expected = sum(excess - group.bit_count() > slack for group, excess in zip(groups, over, strict=True))
        assert verdict.count == expected
        assert not expected or verdict.named[0].excess >= max(over) - 5


@MANY
@given(stakes(4))
def test_the_nucleolus_is_certified_and_in_the_core_where_there_is_one(any_stake):
    """With a core, no group leaves under the nucleolus; Kohlberg's criterion holds."""
    division = divide(any_stake, Options(keys="nucleolus"), PARAMETERS)[0]
    if division.cents is None:
        return
    epsilon = room(any_stake).epsilon
    assert division.proof
    if epsilon is not None and epsilon < -1:
        assert judge(any_stake, division, Options()).stable


def test_a_group_counts_only_above_the_cost_found_for_it():
    """The interval of what a group costs alone stands beside it; inside it the reason to leave is possible, not sure."""
    bounded = stake(interval=lambda group: (6_000_000.0, 7_000_000.0) if group == 0b110 else (0.0, 9e9))
    sure = judged(bounded, "equal").named[0]
    assert (sure.least, sure.most, sure.excess, sure.sure) == (6_000_000, 7_000_000, 1_000_000, True)
    inside = next(one for one in judged(bounded, "nucleolus").possible if one.coalition == 0b110)
    assert (inside.paid, inside.excess, inside.sure) == (6_566_666, 566_666, False)


def test_a_better_plan_for_a_group_makes_its_reason_sure():
    """What is found for a group on a second look replaces what the plan of all gave."""
    cheaper = stake(interval=lambda group: (5_000_000.0, 6_000_000.0) if group == 0b110 else (9e9, 9e9))
    verdict = judged(cheaper, "nucleolus")
    assert (verdict.count, verdict.named[0].coalition, verdict.named[0].excess) == (1, 0b110, 566_666)


def test_the_smallest_group_is_named_too():
    """Besides the worst groups the smallest one is named: one member that is better off alone."""
    verdict = judged(stake(), "inhabitants", named=1)
    assert [one.coalition for one in verdict.named] == [0b110, 0b100]


def test_a_refund_names_the_group_that_causes_it():
    """C lowers the cost of A and B together from 120 to 60: that group is why it gets money back."""
    helping = stake((0, 100, 100, 120, 10, 30, 30, 60))
    division = divide(helping, Options(keys="shapley"), PARAMETERS)[0]
    (refund,) = refunds(helping, division)
    assert (refund.place, refund.coalition, refund.added) == (2, 0b101, -7_000)


def test_room_tells_of_the_core_and_of_subadditivity():
    """Every two keep at least 4,333.33 under the best division; two that are dearer together are named."""
    assert room(stake()).epsilon == pytest.approx(-433_333.33, abs=0.01)
    dear = room(stake((0, 60, 50, 120))).subadditive
    assert (dear.holds, dear.pair, dear.shortfall) == (False, (1, 2), 1_000)


def test_what_is_not_computed_is_not_judged():
    """Without amounts there is no test."""
    assert judge(stake(), Division("usage", None, ("A",), "usage"), Options()) is None
    assert np.isfinite(stake().coalitions.total)
