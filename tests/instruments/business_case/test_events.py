"""Events change what they should and leave the rest alone; smaller groups are all groups of their size."""

from math import comb

import numpy as np
import polars as pl
import pytest
from tests.instruments.business_case.region import CERTAIN, PEOPLE, answer, prepared, with_values

from wiel.instruments.business_case.vary import merge, tornado
from wiel.instruments.business_case.weigh import difference_of


@pytest.fixture(scope="module")
def result():
    """Three members, shipped parameters."""
    return answer()


def _event(result, event, scenario="organisatie"):
    return result.tables["events"].frame.filter(event=event, scenario=scenario).row(0, named=True)


def test_every_scenario_meets_every_event(result):
    """Five events for each of the four joint scenarios, and none for doing nothing."""
    counted = result.tables["events"].frame.group_by("scenario").len().sort("scenario")

    assert counted.rows() == [("leverancier", 5), ("licht", 5), ("organisatie", 5), ("samenvoeging", 5)]


def test_the_change_is_the_difference_after_minus_before(result):
    """In whole cents, in every row."""
    frame = result.tables["events"].frame

    assert (frame["change"] == frame["difference"] - frame["before"]).all()


def test_the_largest_member_that_stays_away_is_named_and_the_others_get_no_better_scale(result):
    """C has most cost; without it the other two are a smaller group."""
    row = _event(result, "vertrek")

    assert row["who"] == "C"
    assert row["change"] > 0


def test_a_member_more_is_no_worse_for_scale(result):
    """Those who were there do not pay more when the group grows."""
    assert _event(result, "toetreding")["change"] <= 0


def test_a_price_rise_hits_the_scenario_with_one_supplier_hardest():
    """Nothing changes where everybody keeps its own suppliers; the joint supplier's rise is paid by all who went to it."""
    own = with_values(CERTAIN, costing__supplier_margin=0.1)
    rows = {name: _event(answer(overlay=own), "prijsverhoging", name)["change"] for name in ("organisatie", "leverancier")}

    assert rows["organisatie"] == 0
    assert rows["leverancier"] > 0


def test_a_merger_adds_inhabitants_and_cost_and_saves_scale_for_both_ways():
    """One municipality less, the same people; the layer is cheaper at the new scale, the rest of the cost is kept."""
    setup, _ = prepared(CERTAIN)
    ground = setup.setting.ground
    merged = merge(ground, 0, 1, setup.setting)

    assert merged.inhabitants.tolist() == [23_000, 21_000]
    assert (merged.running - merged.layer).sum() == pytest.approx((ground.running - ground.layer).sum())
    assert merged.layer.sum() < ground.layer.sum()


def test_the_tornado_is_the_outcome_with_one_number_moved(result):
    """Each end is what the scenario costs with that number there and all others in the middle, asked once more."""
    setup, _ = prepared()
    scenario = setup.joint[1]
    swing = next(s for s in tornado(setup.setting, setup.numbers, scenario) if s.name == "costing.stranded_share")
    row = result.tables["tornado"].frame.filter(scenario="organisatie", parameter=swing.name).row(0, named=True)

    assert (row["low"], row["middle"], row["high"]) == (0.0, 0.2, 0.4)
    assert row["difference_low"] == pytest.approx(swing.outcome_low * 100, abs=1)
    assert swing.outcome_high - swing.outcome_middle == pytest.approx(swing.outcome_middle - swing.outcome_low)


def test_the_discount_rate_is_looked_at_but_not_drawn(result):
    """It stands in the tornado; in the draws it has one value."""
    setup, _ = prepared()

    assert len(np.unique(setup.setting.of("costing.discount_rate"))) == 1
    assert "costing.discount_rate" in result.tables["tornado"].frame["parameter"].to_list()


def test_all_groups_of_a_size_are_looked_at(result):
    """Two of three and three of three, with the best no dearer than the worst."""
    frame = result.tables["group_sizes"].frame

    assert frame["groups"].to_list() == [comb(len(PEOPLE), size) for size in frame["size"].to_list()]
    assert frame.filter((pl.col("best") > pl.col("median")) | (pl.col("median") > pl.col("worst"))).is_empty()


def test_the_saving_needed_earns_everything_back():
    """By hand: with what is found just above what is needed the difference is just below zero, and the other way round."""
    values = with_values(CERTAIN, costing__inefficiency_small=0.3, costing__inefficiency_to=60_000)
    result = answer(overlay=values)
    row = result.tables["break_even"].frame.filter(scenario="organisatie").row(0, named=True)
    difference = result.tables["scenarios"].frame.filter(scenario="organisatie")["difference"][0]

    assert (row["share_found"] > row["share_needed"]) == (difference < 0)
    assert row["extra_cost"] - row["share_found"] * row["saving_needed"] / row["share_needed"] * 4 == pytest.approx(
        difference, abs=50
    )


def test_a_scenario_alone_differs_in_nothing():
    """Doing nothing gives no streams."""
    setup, _ = prepared()

    assert not difference_of(setup.setting, setup.scenarios[0]).any()
