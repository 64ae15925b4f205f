"""The plan on a small landscape: counts, money, alternatives, regret, wishes and stopping."""

from datetime import date

import polars as pl
import pytest
from tests.instruments.rationalisation.small import COSTING, MEMBERS, small, solved, targets

from wiel.costing import cost_of, cost_table
from wiel.errors import WrongUse
from wiel.instruments.overlap.options import Options as OverlapOptions
from wiel.landscape import Landscape, Plan
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, instrument, load_run


class Hurried(Quiet):
    """A control that asks to stop at once."""

    def stopped(self) -> bool:
        """Now."""
        return True


def _overlap(landscape: Landscape) -> dict[str, dict[str, object]]:
    result = load_run(instrument("overlap"))(Inputs(landscape, MEMBERS), Parameters.load(), OverlapOptions(), Quiet())
    return {row["component"]: row for row in result.tables["components"].frame.to_dicts()}


def test_parts_members_and_functions_add_up() -> None:
    """Cost by part and by member is the cost of the plan, and what functions save per year is what the plan saves per year."""
    result = solved(small())
    facts, tables = result.facts, {name: table.frame for name, table in result.tables.items()}

    assert tables["parts"]["cost_plan"].sum() == pytest.approx(facts["cost_plan"], abs=8)
    assert tables["plan_members"]["cost_today"].sum() == pytest.approx(facts["cost_today"], abs=3)
    assert tables["functions"]["saving_year"].sum() == pytest.approx(facts["saving_year"], abs=2)
    assert tables["alternatives"]["cost"][0] == facts["cost_plan"]


def test_the_plan_table_costs_what_the_result_says() -> None:
    """Who reads the plan from the result and prices it finds the same cost, second applications and all."""
    more = small(
        applications=[{"id": "app:a:3", "holder": "org:x:a", "product": "prd:x:q", "name": "Tweede"}],
        application_components=[{"application": "app:a:3", "component": "cmp:x:f"}],
        application_uses=[{"application": "app:a:3", "organisation": "org:x:a"}],
        costs=[{"id": "cst:a:3", "organisation": "org:x:a", "year": 2026, "kind": "begroting", "category": "software",
                "application": "app:a:3", "amount": 3_000_000}],
    )  # fmt: skip
    for options in ({}, {"second_applications_go": True}):
        result = solved(more, **options)
        table = cost_table(more, MEMBERS, Parameters.load({"costing": COSTING}))[0]
        total = cost_of(table, Plan.from_table(result.tables["plan"])).total

        assert round(total * 100) == result.facts["cost_plan"]


def test_the_target_is_what_the_plan_says() -> None:
    """Overlap of the landscape plus the plan counts the applications that the plan counts, per function."""
    landscape = small()
    result = solved(landscape)
    after = _overlap(landscape.plus(Plan.from_table(result.tables["plan"])))
    counted = {row["component"]: row["applications_target"] for row in result.tables["functions"].frame.to_dicts()}

    assert {component: row["applications"] for component, row in after.items()} == counted
    assert {row["products"] for row in after.values()} == {1}


def test_every_decision_has_a_reason_and_a_regret() -> None:
    """Reasons are sentences; deciding otherwise never costs less than the bound."""
    result = solved(small())
    for name in ("decisions", "choices"):
        frame = result.tables[name].frame

        assert frame["reason"].str.starts_with("rationalisation.reason.").all()
        assert frame["regret_found"].null_count() == 0
        assert (frame["regret_found"] >= frame["regret_bound"]).all()


def test_a_second_application_stays_unless_asked() -> None:
    """A has a second application for function f; it stays with its cost, or goes when that is asked."""
    more = small(
        applications=[{"id": "app:a:3", "holder": "org:x:a", "product": "prd:x:q", "name": "Tweede"}],
        application_components=[{"application": "app:a:3", "component": "cmp:x:f"}],
        application_uses=[{"application": "app:a:3", "organisation": "org:x:a"}],
    )
    stays, goes = solved(more), solved(more, second_applications_go=True)
    kinds = [
        dict(r.tables["decisions"].frame.select("application_name", "classification").iter_rows())["Tweede"] for r in (stays, goes)
    ]

    assert kinds == ["keep", "retire"]
    assert goes.facts["applications_target"] == stays.facts["applications_target"] - 1
    assert _overlap(more.plus(Plan.from_table(goes.tables["plan"])))["cmp:x:f"]["applications"] == 1


def test_wishes_of_an_edited_plan_hold() -> None:
    """A fixed solution is taken, a refused one is not, an application that must stay stays."""
    rows = [{"wish": "vast", "organisation": "org:x:a", "component": "cmp:x:f", "solution": "app:a:1"}]
    rows += [{"wish": "niet", "organisation": "org:x:b", "component": "cmp:x:g", "solution": "new:prd:x:r"}]
    rows += [{"wish": "blijven", "organisation": None, "component": None, "solution": "app:c:2"}]
    found = targets(solved(small(), rows))

    assert (found["A", "f"], found["C", "g"]) == ("Eigen a1", "Eigen c2")
    assert found["B", "g"] != "R"


def test_an_unread_plan_file_is_refused() -> None:
    """The option alone is not enough: who reads files hands the wishes over."""
    with pytest.raises(WrongUse):
        solved(small(), plan="plan.xlsx")


def test_a_stop_gives_the_plan_so_far() -> None:
    """Stopped at once there is a plan and a bound, no alternatives and no regret, and a finding says so."""
    result = solved(small(), control=Hurried())

    assert result.trace.stopped_by == "caller"
    assert (result.facts["alternatives"], result.tables["choices"].frame["regret_found"].null_count()) == (0, 6)
    assert "rationalisation.stopped" in [f.rule for f in result.findings]
    assert result.facts["bound"] <= result.facts["cost_plan"]


def test_a_landscape_without_functions_gives_nothing() -> None:
    """No application has a known function: no tables, the title says so."""
    landscape = small()
    tables = dict(landscape.tables) | {"application_components": landscape["application_components"].clear()}
    result = solved(Landscape.of(landscape.as_of, tables))

    assert (result.facts["headline"], dict(result.tables)) == ("rationalisation.headline.unknown", {})


def test_what_runs_across_classes_is_marked() -> None:
    """Names of applications do not reach the public tables; money per member does."""
    result = solved(small())
    public = {name for name, table in result.tables.items() if table.at(table.visibility.OPENBAAR) is not None}

    assert public == {"functions", "alternatives", "parts", "plan_members", "moves"}
    assert not any(
        result.tables[name].frame.select(pl.col(pl.String).str.contains("Eigen").any()).to_series().any() for name in public
    )


def test_contract_terms_stand_beside_the_choice_for_whom_may_see_them() -> None:
    """Of two running contracts the later end counts, with its notice; the columns are left out inside."""
    terms = [
        {"id": "con:1", "organisation": "org:x:a", "end": date(2027, 3, 31), "notice_months": 1},
        {"id": "con:2", "organisation": "org:x:a", "end": date(2028, 12, 31), "notice_months": 6},
    ]
    links = [{"contract": row["id"], "application": "app:a:1"} for row in terms]
    table = solved(small(contracts=terms, contract_applications=links)).tables["choices"]
    row = table.frame.filter(pl.col("organisation_name") == "A", pl.col("component_name") == "Functie f").row(0, named=True)
    inside = table.at(Confidentiality.INTERN)

    assert (row["contract_end"], row["notice_by"]) == (date(2028, 12, 31), date(2028, 6, 30))
    assert inside is not None
    assert not {"contract_end", "notice_by"} & set(inside.frame.columns)
