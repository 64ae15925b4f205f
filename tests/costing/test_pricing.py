"""What a plan costs each member."""

from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costing import by_hand
from tests.costing.small import AS_OF, NO_SCALE, SOME, choices, regions
from tests.costing.test_baseline import TWO, line, small

from wiel.costing import FORMS, PARTS, choice_of, collective_of, cost_of, cost_table, flows_of, plain_merger, plan_of, today
from wiel.costing.baseline import baseline_of
from wiel.costing.inhabitants import inhabitants_of
from wiel.costing.usage import usage_of
from wiel.errors import InvalidProblem
from wiel.landscape.plan import Plan
from wiel.methods.facility.checker import broken_rules
from wiel.methods.facility.plan import Plan as FacilityPlan
from wiel.methods.facility.solve import solve
from wiel.parameters import Parameters
from wiel.samples import buurtschap

BUURTSCHAP = tuple(f"org:gedeeld:{name}" for name in ("aakerk", "bovenbeek", "coldenhove"))


@SOME
@given(regions())
def test_today_costs_every_member_its_own_ledger_and_what_is_assumed(region):
    """Per member and part, to a thousandth of a cent."""
    usage = usage_of(region.landscape, region.members)
    people = inhabitants_of(region.landscape, region.members, usage.names)[0]
    money, _ = baseline_of(region.landscape, usage, people, "components")
    table = region.table()
    paid = cost_of(table, today(table))
    assert paid.yearly == pytest.approx((money.known + money.assumed).sum(axis=2) / 100, abs=1e-5)
    assert paid.assumed == pytest.approx((money.assumed.sum(axis=2) / 100 * table.factors[:, None]).sum(axis=0), abs=1e-4)
    assert not np.any([paid.once, paid.contracts, paid.interfaces])


@SOME
@given(st.data(), regions())
def test_cost_adds_up_over_members_parts_and_years(data, region):
    """The sum over members is what plain loops give for all together, and the running cost is years times what a year costs."""
    table = region.table(interface_cost=4_000)
    served = data.draw(choices(table))
    found = cost_of(table, plan_of(table, served))
    seats = range(len(region.members))
    for p in range(len(PARTS)):
        assert found.running[p].sum() == pytest.approx(by_hand.running(table, served, seats, p), abs=1e-4)
    assert found.once.sum() == pytest.approx(sum(by_hand.once(table, served, seats)), abs=1e-4)
    assert found.contracts == pytest.approx([by_hand.contracts(table, served, m) for m in seats], abs=1e-4)
    change = [by_hand.interfaces(table, served, m) - by_hand.interfaces(table, table.primary, m) for m in seats]
    assert found.interfaces == pytest.approx(change, abs=1e-4)
    assert found.total == pytest.approx(found.per_member.sum())


@SOME
@given(st.data(), regions())
def test_the_facility_problem_prices_a_plan_as_the_table_does(data, region):
    """Its cost is that of the table, less what is the same in every plan: what stays aside and the interfaces of today."""
    table = region.table()
    if not len(table.serve_member):
        return
    served = data.draw(choices(table))
    problem = table.facility()
    same = float(np.where(table.aside, table.join, 0.0).sum())
    before = sum(by_hand.interfaces(table, table.primary, m) for m in range(len(table.members)))
    claimed = cost_of(table, plan_of(table, served)).total - same + before
    opened = tuple(sorted({int(k) for k in served.flat if k >= 0}))
    assert broken_rules(problem, FacilityPlan(served, opened, claimed, 0.0, 0.0, 0.0, 0.0)) == []


def test_the_best_plan_of_the_sample_is_not_dearer_than_today():
    """Today is a point of the model, so the optimum costs at most as much."""
    table, _, _ = cost_table(buurtschap(), BUURTSCHAP, Parameters.load())
    best = solve(table.facility())
    plan = plan_of(table, best.plan.served_by)
    assert best.status == "optimal"
    assert cost_of(table, plan).total <= cost_of(table, today(table)).total + 1e-6


@SOME
@given(regions())
def test_a_member_with_no_use_pays_nothing_that_varies(region):
    """Without an application it keeps only ledger money that belongs to no application, and shares in no opening."""
    table = region.table()
    idle = ~table.needed.any(axis=1)
    found = cost_of(table, plain_merger(table))
    kept = np.where(table.aside, table.join, 0.0).sum(axis=1)
    assert found.per_member[idle] == pytest.approx(kept[idle], abs=1e-6)


@SOME
@given(regions(2), st.sampled_from(FORMS))
def test_without_scale_a_plain_merger_saves_nothing(region, form):
    """All scale parameters at zero: together costs as much as apart or more, in every legal form and for every part."""
    bare = Parameters.load(NO_SCALE)
    table, _, _ = cost_table(region.landscape, region.members, bare)
    collective, _ = collective_of(table, bare, form, AS_OF)
    merged, now = flows_of(table, plain_merger(table), collective), cost_of(table, today(table))
    assert (merged.present[: len(PARTS)].sum(axis=1) >= now.running.sum(axis=1) - 1e-4).all()
    assert merged.per_member.sum() >= now.total - 1e-4


def test_what_goes_without_something_new_is_no_longer_paid():
    """A second application for a function stays aside at its cost until a plan says that it goes."""
    more = {
        "application_components": [{"application": a, "component": "cmp:x:1"} for a in ("app:a:1", "app:a:2", "app:b:1")],
        "costs": [line(TWO[0], 1000, application="app:a:2"), line(TWO[0], 3000), line(TWO[1], 500)],
    }
    table, _, _ = cost_table(small(**more), TWO, Parameters.load())
    stays = today(table)
    gone = {"organisation": TWO[0], "component": "cmp:x:1", "solution": "app:a:2", "decision": "vervallen"}
    less = Plan.of(pl.concat([stays.frame, Plan.of(pl.DataFrame([gone])).frame]))
    assert table.aside.tolist() == [[False, True, False], [False, False, False]]
    assert cost_of(table, stays).yearly.sum() == pytest.approx(45)
    assert cost_of(table, less).yearly.sum() == pytest.approx(35)


def test_what_goes_under_a_contract_is_paid_until_its_end():
    """A second application with a contract of EUR 10 a year that still runs for two years: going costs 20, and no more later."""
    more = {
        "application_components": [{"application": a, "component": "cmp:x:1"} for a in ("app:a:1", "app:a:2", "app:b:1")],
        "costs": [line(TWO[0], 3000), line(TWO[1], 500)],
        "contracts": [{"id": "con:x:1", "organisation": TWO[0], "annual_value": 1000, "end": AS_OF + timedelta(days=731)}],
        "contract_applications": [{"contract": "con:x:1", "application": "app:a:2"}],
    }
    table, _, _ = cost_table(small(**more), TWO, Parameters.load())
    gone = {"organisation": TWO[0], "component": "cmp:x:1", "solution": "app:a:2", "decision": "vervallen"}
    plan = Plan.of(pl.concat([today(table).frame, Plan.of(pl.DataFrame([gone])).frame]))
    assert cost_of(table, plan).contracts.tolist() == pytest.approx([10 * 731 / 365.25, 0])
    assert cost_of(table, plan, delay=2.5).contracts.tolist() == [0, 0]
    assert cost_of(table, plan).yearly.sum() == pytest.approx(25)


def test_an_application_that_goes_and_is_unknown_changes_nothing():
    """What the table does not price cannot be left out of it."""
    table, _, _ = cost_table(buurtschap(), BUURTSCHAP, Parameters.load())
    gone = {"organisation": BUURTSCHAP[0], "component": "cmp:gedeeld:zaken", "solution": "app:aakerk:oud", "decision": "vervallen"}
    plan = Plan.of(pl.concat([today(table).frame, Plan.of(pl.DataFrame([gone])).frame]))
    assert cost_of(table, plan).total == cost_of(table, today(table)).total


def test_a_solution_that_cannot_serve_a_function_is_refused():
    """The plan of another landscape, or a typing error, is not priced at zero."""
    table, _, _ = cost_table(buurtschap(), BUURTSCHAP, Parameters.load())
    rows = today(table).frame.head(1).with_columns(solution=pl.lit("app:coldenhove:C4"))
    with pytest.raises(InvalidProblem, match="cannot serve"):
        choice_of(table, Plan.of(rows))
