"""Unknown stays unknown: named, with a range, never zero; and what contradicts itself is refused."""

import pytest
from tests.instruments.business_case.region import CERTAIN, EACH, PEOPLE, answer, region

from wiel.errors import InvalidProblem, WrongUse


@pytest.fixture(scope="module")
def whole():
    """Every ledger known."""
    return answer(overlay=CERTAIN)


@pytest.fixture(scope="module")
def partial():
    """The largest member has no ledger."""
    return answer(region(without_ledger=(2,)), CERTAIN)


def test_a_member_without_ledger_is_named_and_counted(whole, partial):
    """It stands in the facts, in its row and in a finding; a whole region has none."""
    unsure = partial.tables["members"].frame.filter("without_ledger")["organisation_name"].unique().to_list()

    assert (whole.facts["members_without_ledger"], whole.facts["cost_assumed"]) == (0, 0)
    assert partial.facts["names_without_ledger"] == unsure == ["C"]
    assert partial.findings.count("business_case.without-ledger") == 1
    assert partial.facts["cost_assumed"] > 0


def test_its_cost_is_a_range_and_no_point(whole, partial):
    """Where all else is certain, a known ledger gives one value and an assumption gives a range around it."""
    row = partial.tables["members"].frame.filter(scenario="zelf", organisation_name="C").row(0, named=True)
    known = whole.tables["members"].frame.filter(scenario="zelf", organisation_name="C").row(0, named=True)

    assert known["low"] == known["npv"] == known["high"]
    assert row["low"] < row["npv"] < row["high"]


def test_without_any_ledger_the_question_stays_open():
    """What nobody knows is unknown, not nothing: there is no answer yet."""
    nothing = answer(region(without_ledger=(0, 1, 2)))

    assert nothing.facts["parts_unknown"] == 5
    assert nothing.facts["verdict"] == "nog-niet-te-zeggen"
    assert nothing.facts["headline"] == "business_case.headline.unknown"


def test_an_answer_on_assumptions_alone_is_no_answer(partial):
    """With more than half of the cost assumed the verdict is that it cannot be said yet."""
    mostly = answer(region((9_000, 90_000, 80_000), without_ledger=(1, 2)), people=(9_000, 90_000, 80_000))

    assert mostly.facts["verdict"] == "nog-niet-te-zeggen"
    assert mostly.facts["headline"] == "business_case.headline.undecided"


def test_no_cost_at_all_gives_no_comparison():
    """Nothing known of anybody: the title says so, a finding too, and no saving appears from nowhere."""
    nothing = answer(region(without_ledger=(0, 1, 2)))

    assert nothing.facts["headline"] == "business_case.headline.unknown"
    assert nothing.findings.count("business_case.nothing-known") == 1
    assert nothing.facts["difference"] >= 0


def test_one_member_has_nobody_to_work_with():
    """A finding says so and every scenario costs what doing nothing costs."""
    alone = answer(region((9_000,)), people=(9_000,))

    assert alone.findings.count("business_case.alone") == 1
    assert alone.tables["scenarios"].frame["difference"].to_list() == [0] * 5


def test_missing_inhabitants_are_named_and_nothing_is_answered():
    """Without inhabitants or workplaces scale cannot be told: the finding names who, the tables are empty, the verdict is open."""
    result = answer(region((9_000, None, 21_000)), people=(9_000, None, 21_000))

    assert [finding.sentence.message("en")[:40] for finding in result.findings] == ["The number of inhabitants of B is unknow"]
    assert (result.facts["verdict"], result.facts["cost_alone"]) == ("nog-niet-te-zeggen", None)
    assert {table.frame.height for table in result.tables.values()} == {0}


def test_nobody_is_named():
    """An empty list of members."""
    assert answer(region(), people=()).findings.count("business_case.nobody") == 1


def test_a_negative_ledger_is_named():
    """A part with more credits than cost is unknown and named, not a gain."""
    result = answer(region(each=EACH | {"diensten": -500}))

    assert result.findings.count("costing.negative-total") == len(PEOPLE)
    assert result.tables["flows"].frame.filter(scenario="zelf", part="services").is_empty()


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        ({"costing": {"transition_share": {"value": 0.6, "low": 0.9, "high": 1.5}}}, "costing.transition_share contradict"),
        ({"costing": {"overrun_median": {"value": 1.1, "low": 1.0, "high": 1.05}}}, "costing.overrun_median contradict"),
        ({"costing": {"inefficiency_to": 10_000}}, "used up at 10,000"),
    ],
)
def test_parameters_that_contradict_themselves_are_refused(overlay, message):
    """Low above the value, the ninetieth below the median, scale used up before it begins: each is named."""
    with pytest.raises(InvalidProblem, match=message):
        answer(overlay=overlay)


@pytest.mark.parametrize(
    ("overlay", "options"),
    [
        ({"costing": {"horizon_years": 0}}, {}),
        ({"costing": {"vat_compensable": 1.2}}, {}),
        ({"business_case": {"together_setback": 1.5}}, {}),
        ({}, {"draws": 10}),
        ({}, {"seed": -1}),
        ({}, {"form": "nv"}),
    ],
)
def test_what_cannot_be_is_refused(overlay, options):
    """A horizon of zero, shares above one, too few draws, a negative seed, a form that does not exist."""
    with pytest.raises(WrongUse):
        answer(overlay=overlay, **options)
