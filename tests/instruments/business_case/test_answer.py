"""The answer follows the parameters, the seed and the plan, and says no as readily as yes."""

import time

import numpy as np
import polars as pl
import pytest
from tests.instruments.business_case.region import CERTAIN, PEOPLE, answer, members, prepared, region, with_values

from wiel.costing import cost_table, today
from wiel.instruments.business_case.answer import run
from wiel.instruments.business_case.options import Options
from wiel.instruments.business_case.weigh import weigh
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet, Stopped

TEN = (8_900, 11_200, 13_500, 17_300, 19_700, 24_100, 28_600, 33_900, 44_800, 61_400)
NAMES = ["zelf", "licht", "organisatie", "leverancier", "samenvoeging"]


@pytest.fixture(scope="module")
def usual():
    """Three members, shipped parameters."""
    return answer()


def test_doing_nothing_is_the_first_scenario(usual):
    """And it never differs from itself."""
    frame = usual.tables["scenarios"].frame

    assert frame["scenario"].to_list() == NAMES
    assert frame.row(0, named=True)["difference"] == 0
    assert frame.row(0, named=True)["probability_of_loss"] == 0.0


def test_no_default_promises_a_saving(usual):
    """With the shipped parameters doing nothing is cheapest here, with its own title and verdict."""
    assert usual.facts["verdict"] == "niet-doen"
    assert usual.facts["headline"] == "business_case.headline.mixed"
    assert usual.facts["difference"] > 0
    assert usual.facts["payback_year"] is None


def test_a_saving_comes_with_the_remark_on_the_evidence(usual):
    """Where the sum shows a gain, the finding about panel research is there; where it shows none, it is not."""
    gain = answer(overlay=with_values(CERTAIN, costing__inefficiency_small=0.5, costing__inefficiency_to=60_000))

    assert (gain.facts["difference"] < 0, gain.findings.count("business_case.evidence")) == (True, 1)
    assert usual.findings.count("business_case.evidence") == 0


@pytest.mark.parametrize(
    ("share", "least", "verdict"), [(0.5, 0.0, "doen"), (0.12, 0.0, "niet-doen"), (0.5, 0.13, "onder-voorwaarden")]
)
def test_the_verdict_follows_chance_and_members(share, least, verdict):
    """Convincingly cheaper for all, convincingly dearer, and cheaper together while some member is likely to lose."""
    values = with_values(
        CERTAIN, costing__inefficiency_small=share, costing__inefficiency_to=60_000, costing__fte_cost=82_000, costing__regie_least=least,
        costing__regie_inhabitants=1_000_000, costing__transition_share=0.05 if least else 0.3,
    )  # fmt: skip
    people = (9_000, 60_000) if least else PEOPLE
    result = answer(region(people), values, people=people)

    assert result.facts["verdict"] == verdict
    assert (result.facts["members_with_loss_most"] > 0) == (verdict != "doen")


@pytest.mark.parametrize(
    "name", ["costing.regie_least", "costing.overrun_median", "business_case.exit_share", "costing.discount_rate"]
)
def test_another_parameter_gives_another_result_and_stands_in_the_trace(usual, name):
    """One value changed: the difference changes, and the trace shows the new value with where it comes from."""
    subject, _, parameter = name.partition(".")
    used = {use.name: use for use in usual.trace.parameters}
    changed = answer(overlay={subject: {parameter: float(used[name].value) * 1.7}})
    noted = {use.name: use for use in changed.trace.parameters}[name]

    assert changed.facts["difference"] != usual.facts["difference"]
    assert (float(noted.value), noted.source) == (pytest.approx(float(used[name].value) * 1.7), "eigen waarde")


def test_the_same_seed_gives_the_same_tables_and_another_seed_about_the_same(usual):
    """Equal to the cent; another seed stays within the stated error of a mean."""
    again, other = answer(), answer(seed=2)

    assert all(again.tables[name].frame.equals(usual.tables[name].frame) for name in usual.tables)
    assert other.facts["difference"] != usual.facts["difference"]
    assert other.facts["difference"] == pytest.approx(usual.facts["difference"], rel=0.1)
    assert (usual.trace.seed, other.trace.seed) == (1, 2)


def test_chances_have_an_interval_that_holds_them(usual):
    """For scenarios, members and events."""
    for name in ("scenarios", "members", "events"):
        frame = usual.tables[name].frame
        assert frame.filter(~pl.col("probability_of_loss").is_between("probability_low", "probability_high")).is_empty()
        assert frame.filter(pl.col("difference_low") > pl.col("difference_high")).is_empty()


def test_a_plan_that_keeps_everything_only_costs_what_the_form_costs():
    """The plan of today with the form organisatie is the scenario organisatie, draw by draw."""
    known = Parameters.load().at(region().as_of)
    table, _, _ = cost_table(region(), members(), known)
    result = answer(handovers={"plan": today(table).table()})
    rows = {row["scenario"]: row for row in result.tables["scenarios"].frame.iter_rows(named=True)}

    assert list(rows) == [*NAMES[:4], "plan"]
    assert rows["plan"]["difference"] == pytest.approx(rows["organisatie"]["difference"], abs=len(PEOPLE) * 200)
    assert result.findings.count("business_case.no-plan") == 0
    assert [finding.rule for finding in result.findings if finding.rule.startswith("costing.")] == []


def test_ten_members_in_ten_thousand_draws_take_seconds():
    """All scenarios of ten members, ten thousand draws, well within ten seconds of work."""
    setup, _ = prepared(people=TEN, landscape=region(TEN), draws=10_000)
    started = time.process_time()
    outcomes = weigh(setup.setting, setup.scenarios)

    assert time.process_time() - started < 10
    assert outcomes[1].difference.shape == (10_000, 10)
    assert np.isfinite(outcomes[1].difference).all()


def test_it_stops_when_asked():
    """There is nothing halfway, so that stopping gives no answer."""

    class Impatient(Quiet):
        def stopped(self):
            return True

    from_region = region()
    with pytest.raises(Stopped):
        _run(from_region, Impatient())


def _run(landscape, control):
    return run(Inputs(landscape, members()), Parameters.load(), Options(draws=100), control)
