"""Years, staff, capital and the explanation of a difference."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costing.small import AS_OF, SOME, choices, regions
from tests.costing.test_table import BUURTSCHAP, sample

from wiel.costing import (
    FORMS,
    ITEMS,
    PARTS,
    CapitalRules,
    book_value,
    capital_charges,
    capital_rules,
    collective_of,
    cost_table,
    explain,
    flows_of,
    plain_merger,
    plan_of,
    staff_effect,
    today,
    transition_charges,
)
from wiel.costing.explain import label_of
from wiel.errors import InvalidProblem
from wiel.parameters import Parameters
from wiel.samples import buurtschap


def both(region, served, form):
    """Table, flows of today and of a plan in a legal form, and the parameters behind them."""
    table, _, uses = cost_table(region.landscape, region.members, Parameters.load())
    alone, _ = collective_of(table, Parameters.load(), "alone", AS_OF)
    joint, more = collective_of(table, Parameters.load(), form, AS_OF)
    plan = plain_merger(table) if served is None else plan_of(table, served)
    return table, flows_of(table, today(table), alone), flows_of(table, plan, joint), uses + more


@SOME
@given(st.data(), regions(), st.sampled_from(FORMS))
def test_every_cent_of_a_difference_has_a_part_a_label_and_a_basis(data, region, form):
    """Per member the rows add up to the rounded difference."""
    served = data.draw(choices(region.table()))
    table, now, later, uses = both(region, served, form)
    found = explain(table, now, later, uses)
    assert set(found["label"]) <= set("SDKO")
    assert set(found["basis"]) <= {"bekend", "aanname"}
    for m, member in enumerate(region.members):
        total = found.filter(pl.col("organisation") == member)["amount"].sum()
        assert total == round(float(later.per_member[m] - now.per_member[m]) * 100)


@SOME
@given(regions(), st.sampled_from(FORMS))
def test_rows_of_the_flows_add_up_to_the_cents_of_a_year(region, form):
    """Per member and year the cents are those of the rounded total."""
    _, _, flows, _ = both(region, None, form)
    frame = flows.frame()
    for m, member in enumerate(region.members):
        for t in (0, 1, 10):
            rows = frame.filter((pl.col("organisation") == member) & (pl.col("year") == 2026 + t))
            assert rows["amount"].sum() == round(float(flows.amounts[:, m, t].sum()) * 100)


def test_today_flows_the_ledger_every_year():
    """Without price rise each year of every member is its ledger, and year 0 is empty."""
    table = sample()
    alone, _ = collective_of(table, Parameters.load(), "alone", AS_OF)
    flows = flows_of(table, today(table), alone)
    assert flows.amounts[:, :, 0].sum() == 0
    assert flows.amounts[:, :, 1:].sum(axis=0) == pytest.approx(np.tile([[960_000.0], [1_600_000.0], [2_380_000.0]], 10))


def test_prices_rise_per_part():
    """Software that rises 2% a year is 1.02 to the tenth dearer in year ten; the rest is not."""
    table = sample(**{"costing.rise_software": 0.02})
    alone, _ = collective_of(table, Parameters.load(), "alone", AS_OF)
    last = flows_of(table, today(table), alone).amounts[:, 0, 10]
    assert last[PARTS.index("software")] == pytest.approx(420_000 * 1.02**10)
    assert last[PARTS.index("personnel")] == pytest.approx(540_000)


def test_the_assumed_part_of_a_difference_is_that_of_the_members_who_assume():
    """Only Coldenhove has an assumption in the sample, for software."""
    table, _, uses = cost_table(buurtschap(), BUURTSCHAP, Parameters.load())
    collectives = [collective_of(table, Parameters.load(), form, AS_OF) for form in ("alone", "body")]
    now, later = flows_of(table, today(table), collectives[0][0]), flows_of(table, plain_merger(table), collectives[1][0])
    found = explain(table, now, later, uses + collectives[1][1])
    assumed = found.filter(pl.col("basis") == "aanname")
    assert set(assumed["organisation"]) == {BUURTSCHAP[2]}
    assert found.filter(pl.col("part") == "contracts")["label"].to_list() == ["S", "S"]
    assert set(found.filter(pl.col("part") == "scale")["label"]) == {"O"}


def test_plans_of_other_members_are_not_compared():
    """Nothing is explained where the rows do not match."""
    table, _, _ = cost_table(buurtschap(), BUURTSCHAP, Parameters.load())
    less, _, _ = cost_table(buurtschap(), BUURTSCHAP[:2], Parameters.load())
    flows = [flows_of(t, today(t), collective_of(t, Parameters.load(), "alone", AS_OF)[0]) for t in (table, less)]
    with pytest.raises(InvalidProblem, match="cannot be compared"):
        explain(table, *flows, ())


def test_staff_moves_in_part_and_regie_stays():
    """Half of the fte of the sample is technical; each member keeps regie."""
    table = sample()
    known = Parameters.load().at(AS_OF)
    found = staff_effect(buurtschap(), table, collective_of(table, Parameters.load(), "body", AS_OF)[0], known)
    assert found.today.tolist() == [1.0, 1.5, 2.0]
    assert found.moving.tolist() == pytest.approx([0.5, 0.75, 1.0])
    assert found.regie.tolist() == pytest.approx([1.0, 1.0, 1.12])
    assert (found.scale < found.moving).all()
    assert not found.assumed.any()


def test_fte_without_roles_come_from_personnel_cost_and_say_so():
    """EUR 540,000 at EUR 82,000 per fte."""
    landscape = buurtschap()
    table = sample()
    bare = type(landscape)(landscape.as_of, {**landscape.tables, "staff": landscape["staff"].clear()})
    known = Parameters.load().at(AS_OF)
    found = staff_effect(bare, table, collective_of(table, Parameters.load(), "body", AS_OF)[0], known)
    assert found.today[0] == pytest.approx(540_000 / 82_000)
    assert found.assumed.all()


@given(st.floats(10_000, 1e7), st.integers(0, 5), st.integers(1, 15), st.floats(0, 0.1))
def test_depreciation_gives_back_the_investment_and_what_is_still_on_the_books(investment, completed, life, interest):
    """Σ charges without interest + book value at the end = investment, and nothing is charged before completion."""
    rules = CapitalRules(10_000.0, life, 0.0)
    charges, book = capital_charges(investment, completed, rules, 12), book_value(investment, completed, rules, 12)
    assert charges.sum() + book[-1] == pytest.approx(investment)
    assert not charges[: completed + 1].any()
    dearer = capital_charges(investment, completed, CapitalRules(10_000.0, life, interest), 12)
    assert dearer.sum() - charges.sum() == pytest.approx(interest * book[:-1].sum(), abs=1e-6)


def test_a_small_investment_is_a_cost_of_its_year():
    """Below the threshold nothing stands on the balance sheet."""
    rules = capital_rules(Parameters.load().at(AS_OF), "laptop")
    assert (rules.threshold, rules.life, rules.interest) == (10_000, 4, 0.02)
    assert not book_value(9_999.0, 0, rules, 4).any()
    with pytest.raises(InvalidProblem, match="life"):
        CapitalRules(0.0, 0, 0.0)


def test_a_transition_is_partly_written_off_in_five_years():
    """Of EUR 100,000 30% is activated: 6,000 a year and 2% interest over what is left; 70,000 at once."""
    charges = transition_charges(np.array([100_000.0]), Parameters.load().at(AS_OF), 6)[0]
    assert charges.tolist() == pytest.approx([70_000, 6_600, 6_480, 6_360, 6_240, 6_120, 0])


def test_every_item_has_parameters_or_rows_behind_it():
    """No euro of a difference is without a label."""
    from_rows = {"contracts"}
    table, _, uses = cost_table(buurtschap(), BUURTSCHAP, Parameters.load())
    uses += collective_of(table, Parameters.load(), "cloud", AS_OF)[1]
    labels = {item: label_of(item, uses) for item in ITEMS}
    assert {item for item, label in labels.items() if label == "S"} == from_rows
