"""The plan of the sample region: what it saves, what demands do to it, and that it is the same each time."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from wiel.instruments.overlap.options import Options as OverlapOptions
from wiel.instruments.rationalisation.answer import run
from wiel.instruments.rationalisation.options import Options
from wiel.intake import Intake, read_region
from wiel.landscape import Landscape, Plan
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet, instrument, load_run
from wiel.results import Result
from wiel.samples import write_streek


@pytest.fixture(scope="module")
def streek(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    """The sample region as it is read from its files."""
    folder: Path = tmp_path_factory.mktemp("streek")
    return read_region(write_streek(folder))


@pytest.fixture(scope="module")
def proposal(streek: Intake) -> Result:
    """The plan without further demands."""
    return _solved(streek)


def _solved(streek: Intake, **options: Any) -> Result:
    return run(Inputs(streek.landscape, streek.region.members), Parameters.load(), Options(**options), Quiet())


def _overlap(streek: Intake, landscape: Landscape) -> dict[str, int]:
    inputs = Inputs(landscape, streek.region.members)
    result = load_run(instrument("overlap"))(inputs, Parameters.load(), OverlapOptions(), Quiet())
    return {row["component"]: row["applications"] for row in result.tables["components"].frame.to_dicts()}


def test_the_plan_is_proven_and_says_what_it_saves(proposal: Result) -> None:
    """Nothing is cheaper, it is no dearer than today, and a small saving is called small."""
    facts: dict[str, Any] = dict(proposal.facts)

    assert facts["bound"] <= facts["cost_plan"] <= facts["cost_today"]
    assert facts["gap"] < 1e-6
    assert facts["headline"] == "rationalisation.headline.mixed"
    assert 0 < facts["saving_share"] < 0.03


def test_three_alternatives_within_two_per_cent(proposal: Result) -> None:
    """Each lies within two per cent of the best and decides much otherwise."""
    rows = [row for row in proposal.tables["alternatives"].frame.to_dicts() if row["alternative"].startswith("anders")]

    assert len(rows) == 3
    assert max(row["more_share"] for row in rows) <= 0.02 + 1e-9
    assert min(row["different"] for row in rows) > 100


def test_every_decision_has_a_reason_and_a_regret(proposal: Result) -> None:
    """Per member and function; where there is no regret, nothing else may serve the function."""
    frame = proposal.tables["choices"].frame
    bare = frame.filter(frame["regret_found"].is_null())

    assert frame["reason"].null_count() == 0
    assert bare.height < frame.height / 10
    assert set(bare["reason"]) <= {"rationalisation.reason.only-choice"}


def test_overlap_of_the_target_counts_what_the_plan_counts(streek: Intake, proposal: Result) -> None:
    """The landscape plus the plan has, per function, as many applications as the plan says."""
    after = _overlap(streek, streek.landscape.plus(Plan.from_table(proposal.tables["plan"])))
    counted = {row["component"]: row["applications_target"] for row in proposal.tables["functions"].frame.to_dicts()}

    assert {component: after.get(component) for component in counted} == counted


def test_the_same_seed_and_work_give_the_same_plan(streek: Intake, proposal: Result) -> None:
    """Every table is the same, row by row."""
    again = _solved(streek)

    assert all(again.tables[name].frame.equals(table.frame) for name, table in proposal.tables.items())


def test_a_supplier_cap_binds_and_costs(streek: Intake, proposal: Result) -> None:
    """The largest supplier serves no more than the cap, at a cost that is bounded from below."""
    largest = proposal.tables["alternatives"].frame["largest_supplier"][0]
    capped = _solved(streek, supplier_cap=largest * 0.8, alternatives=0)

    assert capped.tables["alternatives"].frame["largest_supplier"][0] <= largest * 0.8
    assert capped.facts["cost_plan"] > proposal.facts["cost_plan"]  # type: ignore[operator]
    assert capped.facts["gap"] < 1e-3  # type: ignore[operator]


def test_what_must_stay_stays_and_costs_its_regret(streek: Intake, proposal: Result) -> None:
    """Demanding one application that the plan would replace costs what its regret says."""
    rows = proposal.tables["decisions"].frame.filter(proposal.tables["decisions"].frame["classification"] == "replace").to_dicts()
    row = max((row for row in rows if row["users_today"] == 1), key=lambda row: row["regret_found"])
    kept = _solved(streek, must_keep=row["application"], alternatives=0)

    assert kept.facts["cost_plan"] - proposal.facts["cost_plan"] == pytest.approx(row["regret_found"], abs=2)  # type: ignore[operator]
    assert row["regret_bound"] == row["regret_found"]


def test_few_changes_a_year_bind(streek: Intake, proposal: Result) -> None:
    """With five changes per member per year no member goes to more than twenty new applications, and the plan costs more."""
    bound = _solved(streek, max_changes=5, alternatives=0)
    moved = bound.tables["plan"].frame.filter(pl.col("solution").str.starts_with("new:"))
    counts = moved.unique(["organisation", "solution"]).group_by("organisation").len("n")["n"].to_list()

    assert 0 < max(counts) <= 20
    assert bound.facts["cost_plan"] > proposal.facts["cost_plan"]  # type: ignore[operator]


@pytest.mark.parametrize(("key", "changes"), [("inhabitants", False), ("equal", True)])
def test_nobody_is_worse_off(streek: Intake, proposal: Result, key: str, changes: bool) -> None:
    """By inhabitants nobody would pay more here, so that the plan stays; in equal parts some would, and fewer functions change."""
    fair = _solved(streek, nobody_worse_off=key, alternatives=0)
    dearer = fair.facts["cost_plan"] - proposal.facts["cost_plan"]  # type: ignore[operator]

    assert proposal.facts["bound"] <= fair.facts["cost_plan"] <= fair.facts["cost_today"]  # type: ignore[operator]
    assert (dearer > 0, fair.facts["changes"] < proposal.facts["changes"]) == (changes, changes)  # type: ignore[operator]
