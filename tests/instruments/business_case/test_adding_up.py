"""Money adds up to the cent over members, years and kinds, and scale alone never makes a saving."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.instruments.business_case.region import CERTAIN, PEOPLE, answer, prepared

from wiel.instruments.business_case.compose import KINDS, apart
from wiel.instruments.business_case.joint import extra
from wiel.instruments.business_case.weigh import difference_of, weigh
from wiel.methods.simulation import expected_flows, present_value

FEW = settings(max_examples=12, deadline=None)
sizes = st.lists(st.integers(3_000, 90_000), min_size=2, max_size=5)
FIXED = {f"fixed_share_{part}": 0 for part in ("personnel", "hire", "software", "infrastructure", "services")}
NO_SCALE = {"costing": {"inefficiency_small": 0, "interface_cost": 0, **FIXED}}


@pytest.fixture(scope="module")
def result():
    """Three members, shipped parameters."""
    return answer()


def test_the_flows_of_a_scenario_add_to_its_members_and_its_total(result):
    """Σ flows = Σ members = the scenario, in whole cents, for every scenario."""
    flows = result.tables["flows"].frame.group_by("scenario").agg(pl.col("present").sum())
    members = result.tables["members"].frame.group_by("scenario").agg(pl.col("npv").sum(), pl.col("difference").sum().alias("more"))
    parts = result.tables["parts"].frame.group_by("scenario").agg(pl.col("present").sum().alias("kinds"))
    both = result.tables["scenarios"].frame.join(flows, on="scenario").join(members, on="scenario").join(parts, on="scenario")

    assert both.height == 5
    assert (both["expected"] == both["present"]).all()
    assert (both["expected"] == both["npv"]).all()
    assert (both["expected"] == both["kinds"]).all()
    assert (both["difference"] == both["more"]).all()


def test_the_flows_of_a_member_add_to_what_it_costs(result):
    """Per scenario and member."""
    flows = result.tables["flows"].frame.group_by("scenario", "organisation").agg(pl.col("present").sum())
    both = result.tables["members"].frame.join(flows, on=["scenario", "organisation"])

    assert both.height == 5 * len(PEOPLE)
    assert (both["npv"] == both["present"]).all()


@FEW
@given(sizes)
def test_present_values_of_kinds_add_to_the_whole(people):
    """What a scenario costs more is the sum over its kinds of money, in every draw; each kind is one of the page of money rules."""
    setup, _ = prepared(people=tuple(people), draws=100)
    for scenario in setup.joint:
        streams = extra(setup.setting, scenario)
        by_kind = {kind: [s for s in streams if s.kind == kind] for kind in {s.kind for s in streams}}
        added = sum(present_value(found, setup.setting.discount) for found in by_kind.values())

        assert set(by_kind) <= set(KINDS)
        assert added == pytest.approx(difference_of(setup.setting, scenario))


def test_expected_flows_discounted_are_the_mean_of_the_draws():
    """Two roads: the mean of the present values of the draws, and the present value of the mean flows."""
    setup, _ = prepared()
    for outcome in weigh(setup.setting, setup.scenarios):
        streams = (*apart(setup.setting), *extra(setup.setting, outcome.scenario))
        flows = sum((flow * setup.setting.discount).sum() for flow in expected_flows(streams).values())

        assert flows == pytest.approx(outcome.total.sum(axis=1).mean())


@FEW
@given(sizes)
def test_without_effects_of_scale_nothing_is_saved(people):
    """With every scale parameter at zero no scenario is cheaper than doing nothing, for nobody, in no draw."""
    setup, _ = prepared(NO_SCALE, people=tuple(people), draws=100)
    for scenario in setup.joint:
        assert difference_of(setup.setting, scenario).min() >= -0.01


def test_a_top_down_saving_is_no_parameter():
    """No parameter of costing or of the business case is a percentage of saving on total cost."""
    setup, _ = prepared()
    names = [number.name for number in setup.numbers]

    assert [name for name in names if "saving" in name or "besparing" in name] == []


def test_doing_nothing_costs_what_is_paid_now_every_year():
    """At constant prices and without interest: the ledger times the years."""
    result = answer(overlay=CERTAIN)
    yearly = sum(PEOPLE) * (4400 + 900 + 3400 + 1500 + 500)

    assert result.facts["cost_alone"] == 4 * yearly
