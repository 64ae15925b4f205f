"""From landscape to what is divided: groups one by one equal the game, bounds hold, unknown numbers stay unknown."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from wiel.costing import choice_of, collective_of, cost_table, game_of, plain_merger, price
from wiel.instruments.cost_sharing.answer import run
from wiel.instruments.cost_sharing.bound import Bounds
from wiel.instruments.cost_sharing.gather import gather
from wiel.instruments.cost_sharing.many import OneByOne
from wiel.instruments.cost_sharing.options import Options
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet, Stopped
from wiel.samples import buurtschap, landscape_from_rows

AS_OF = date(2026, 11, 1)
MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
KNOWN = Parameters.load().at(AS_OF)


@pytest.fixture(scope="module")
def priced():
    """Buurtschap under the plain merger: table, choice, collective cost and the game."""
    table = cost_table(buurtschap(), MEMBERS, KNOWN)[0]
    collective = collective_of(table, KNOWN, "host", AS_OF)[0]
    plan = plain_merger(table)
    return table, choice_of(table, plan), collective, game_of(table, plan, collective)


def test_a_group_asked_alone_costs_what_the_game_says(priced):
    """The formula for one group is that of all groups at once."""
    table, choice, collective, costs = priced
    asked = OneByOne.of(table, choice, collective)
    for group in range(8):
        assert asked.both(group) == pytest.approx((costs.together[group], costs.apart[group]), rel=1e-12)


def test_no_plan_of_a_group_lies_outside_its_interval(priced):
    """Today and the plain merger are plans of every group; neither is below the bound, and the best found is not above them."""
    table, choice, collective, costs = priced
    bounds = Bounds(table, choice, collective, lambda g: (float(costs.together[g]), float(costs.apart[g])), 8, 20_000.0, 1)
    for group in range(1, 8):
        least, best = bounds(group)
        known = min(costs.together[group], costs.apart[group]) * 100 / table.annuity
        assert least <= best + 1
        assert best <= known + 1


def test_bounds_are_asked_for_so_many_groups_only(priced):
    """Further groups have no lower bound, and keep the cost of the plan."""
    table, choice, collective, costs = priced
    bounds = Bounds(table, choice, collective, lambda g: (float(costs.together[g]), float(costs.apart[g])), 1, 20_000.0, 1)
    assert bounds(3)[0] is not None
    assert bounds(5) == (None, pytest.approx(min(costs.together[5], costs.apart[5]) * 100 / table.annuity))


def test_what_members_pay_today_is_their_ledger(priced):
    """960,000, 1,600,000 and 2,380,000 a year, the last with an assumption; the average of known users stands in once."""
    stake = gather(Inputs(buurtschap(), MEMBERS), KNOWN, Options()).stake
    assert stake.today == (96_000_000, 160_000_000, 238_000_000)
    assert stake.assumed_cost == (False, False, True)
    assert stake.counts["usage"] == ((12 + 20 + 4) * 4 / 3, 181, 278)
    assert stake.assumed_uses == (1, 0, 0)


def test_a_member_that_uses_something_of_which_no_users_are_known_is_unknown():
    """One that uses nothing has zero: that is known."""
    landscape = landscape_from_rows(AS_OF, {
        "organisations": [{"id": f"org:x:{n}", "name": n, "kind": "gemeente", "inhabitants": 10_000} for n in "abc"],
        "applications": [{"id": "app:x:1", "holder": "org:x:a"}],
        "application_uses": [
            {"application": "app:x:1", "organisation": "org:x:a"}, {"application": "app:x:1", "organisation": "org:x:b", "users": 5},
        ],
        "costs": [{"id": f"cst:{n}:1", "organisation": f"org:x:{n}", "year": 2026, "kind": "begroting", "category": "software", "amount": 100}
                  for n in "abc"],
    })  # fmt: skip
    stake = gather(Inputs(landscape, ("org:x:a", "org:x:b", "org:x:c")), KNOWN, Options()).stake
    assert stake.counts["usage"] == (None, 5, 0)


@pytest.mark.parametrize("members", [(), ("org:x:a",), ("org:x:a", "org:x:b")])
def test_without_cost_there_is_nothing_to_divide_and_no_error(members):
    """The result says so; every table is there without rows."""
    rows = {"organisations": [{"id": member, "name": member, "kind": "gemeente"} for member in members]}
    result = run(Inputs(landscape_from_rows(AS_OF, rows), members), Parameters.load(), Options(), Quiet())
    assert result.facts["headline"] == "cost_sharing.headline.unknown"
    assert len(result.findings) == 1
    assert all(table.frame.height == 0 for name, table in result.tables.items() if name not in ("keys",))


def test_one_member_alone_divides_its_own_cost():
    """There is nobody to divide with, and that is said."""
    result = run(Inputs(buurtschap(), MEMBERS[:1]), Parameters.load(), Options(form="alone"), Quiet())
    assert result.facts["headline"] == "cost_sharing.headline.unknown"
    assert "cost_sharing.alone" in [finding.rule for finding in result.findings]
    assert set(result.tables["shares"].frame["amount"].drop_nulls()) == {result.facts["total"]}


def test_whoever_stops_gets_no_answer():
    """There is no half division."""

    class Stop(Quiet):
        def stopped(self) -> bool:
            return True

    with pytest.raises(Stopped):
        run(Inputs(buurtschap(), MEMBERS), Parameters.load(), Options(), Stop())


def test_a_plan_that_is_handed_over_is_the_plan_that_is_divided(priced):
    """The plan of today costs what everybody pays now, apart from what working together costs."""
    table = priced[0]
    from_today = price(table, choice_of(table, plain_merger(table)))
    given = Inputs(buurtschap(), MEMBERS, {"plan": plain_merger(table).table()})
    result = run(given, Parameters.load(), Options(form="alone", bounded=0), Quiet())
    assert result.facts["plan_given"]
    assert result.facts["total"] == round(from_today.total * 100 / table.annuity)
    assert np.isfinite(float(result.facts["total"]))


def test_the_same_question_gives_the_same_answer():
    """Equal landscape, options and parameters give equal tables."""
    landscape = buurtschap()
    again = Landscape.of(landscape.as_of, dict(landscape.tables))
    one, other = (run(Inputs(place, MEMBERS), Parameters.load(), Options(), Quiet()) for place in (landscape, again))
    assert all(one.tables[name].frame.equals(other.tables[name].frame) for name in one.tables)


def test_more_than_24_members_are_divided_from_a_sample():
    """Twenty-six members with one function: amounts add up, the standard error and the seed are told."""
    ids = tuple(f"org:x:m{number:02}" for number in range(26))
    landscape = landscape_from_rows(AS_OF, {
        "organisations": [{"id": i, "name": i, "kind": "gemeente", "inhabitants": 9_000} for i in ids],
        "components": [{"id": "cmp:x:1", "name": "F"}],
        "products": [{"id": "prd:x:p", "name": "P"}],
        "applications": [{"id": f"app:{i[-3:]}:1", "holder": i, "product": "prd:x:p"} for i in ids],
        "application_components": [{"application": f"app:{i[-3:]}:1", "component": "cmp:x:1"} for i in ids],
        "application_uses": [{"application": f"app:{i[-3:]}:1", "organisation": i, "users": 3} for i in ids],
        "costs": [{"id": f"cst:{i[-3:]}:1", "organisation": i, "year": 2026, "kind": "begroting", "category": "software",
                   "amount": 4_000_000 + 100_000 * n} for n, i in enumerate(ids)],
    })  # fmt: skip
    options = Options(form="alone", keys="equal shapley", samples=4, bounded=0)
    result = run(Inputs(landscape, ids), Parameters.load(), options, Quiet())
    keys = {row["key"]: row for row in result.tables["keys"].frame.iter_rows(named=True)}
    assert set(result.tables["shares"].frame.group_by("key").agg(pl.col("amount").sum())["amount"]) == {result.facts["total"]}
    assert (keys["equal"]["standard_error"], keys["shapley"]["standard_error"] is not None) == (None, True)
    assert (result.trace.seed, result.facts["epsilon"]) == (2026, None)
    assert "cost_sharing.sampled" in [finding.rule for finding in result.findings]


def test_a_negative_number_is_a_finding_with_the_name_and_stops_nothing_else():
    """A study goes on without a division, and says of whom which number is wrong."""
    whole = buurtschap()
    wrong = whole["organisations"].with_columns(workplaces=pl.when(pl.col("name") == "Aakerk").then(-5).otherwise("workplaces"))
    landscape = Landscape.of(AS_OF, dict(whole.tables) | {"organisations": wrong})
    result = run(Inputs(landscape, MEMBERS), Parameters.load(), Options(), Quiet())
    (finding,) = result.findings
    assert finding.sentence.message("en") == "For Aakerk the number for the key workplaces is negative: −5."
    assert result.facts["headline"] == "cost_sharing.headline.unknown"
