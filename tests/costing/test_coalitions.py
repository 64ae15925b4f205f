"""What every coalition pays, against plain loops."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costing import by_hand
from tests.costing.small import AS_OF, SOME, choices, regions
from tests.costing.test_table import sample

from wiel.costing import FORMS, coalition_costs, collective_of, cost_of, flows_of, game_of, plain_merger, plan_of, today
from wiel.methods.games import Game, Kind
from wiel.methods.games.coalitions import subset_sums
from wiel.parameters import Parameters

RISING = {"costing.rise_software": 0.03, "costing.rise_personnel": 0.01, "costing.supplier_margin": 0.1}


@SOME
@given(st.data(), regions(), st.sampled_from(FORMS))
def test_every_coalition_pays_what_the_definition_says(data, region, form):
    """The plan restricted to S by plain loops and years, and the sum of its members apart; the lower is v(S)."""
    table = region.table(rise_software=0.03, rise_personnel=0.01)
    served = data.draw(choices(table))
    collective, _ = collective_of(table, Parameters.load(RISING), form, AS_OF)
    found = game_of(table, plan_of(table, served), collective)
    seats = range(len(region.members))
    for coalition in (c for size in seats for c in combinations(seats, size + 1)):
        number = sum(1 << m for m in coalition)
        alone = sum(by_hand.apart(table, m) for m in coalition)
        joint = by_hand.together(table, served, collective, coalition)
        assert found.together[number] == pytest.approx(joint, abs=0.01, rel=1e-6)
        assert found.apart[number] == pytest.approx(alone, abs=1e-4)
        assert found.values[number] == min(found.together[number], found.apart[number])


@SOME
@given(st.data(), regions(2), st.sampled_from(FORMS[1:]))
def test_flows_add_up_to_the_coalition_of_all(data, region, form):
    """Σ over members, items and years of the flows at their present value is what all together pay."""
    table = region.table(rise_software=0.03)
    plan = plan_of(table, data.draw(choices(table)))
    collective, _ = collective_of(table, Parameters.load(RISING), form, AS_OF)
    flows = flows_of(table, plan, collective)
    assert flows.per_member.sum() == pytest.approx(game_of(table, plan, collective).together[-1], abs=1e-3)


@SOME
@given(regions())
def test_nobody_pays_nothing_and_the_game_can_be_played(region):
    """The array is a game of costs: 0 for nobody, finite for everyone."""
    table = region.table()
    collective, _ = collective_of(table, Parameters.load(), "body", AS_OF)
    game = Game(coalition_costs(table, plain_merger(table), collective), Kind.COST)
    assert game.players == len(region.members)


@SOME
@given(regions(2))
def test_together_is_never_dearer_than_apart_in_the_value(region):
    """v(S) ≤ what the members of S pay today: working together is a choice."""
    table = region.table()
    collective, _ = collective_of(table, Parameters.load(), "host", AS_OF)
    values = coalition_costs(table, plain_merger(table), collective)
    now = cost_of(table, today(table)).per_member
    assert (values <= subset_sums(now) + 1e-6).all()


def test_where_apart_is_cheaper_merging_groups_loses_nothing():
    """In the sample working together costs more than apart, so every group stays apart and merging changes nothing."""
    table = sample()
    collective, _ = collective_of(table, Parameters.load(), "body", AS_OF)
    found = game_of(table, plain_merger(table), collective)
    assert found.together[-1] > found.apart[-1]
    assert found.subadditive.holds
