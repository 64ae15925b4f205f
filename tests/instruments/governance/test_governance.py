"""What governance promises beside its numbers."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.errors import InvalidProblem, WrongUse
from wiel.instruments.governance.answer import run
from wiel.instruments.governance.compare import every_form, fit, forms_on
from wiel.instruments.governance.options import PROPERTIES, Options
from wiel.instruments.governance.plan import Planner
from wiel.instruments.governance.result import headline
from wiel.instruments.governance.rules import Rules
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, Stopped
from wiel.samples import buurtschap
from wiel.texts import LANGUAGES, keys, say

MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
WGR = ("openbaar lichaam", "bedrijfsvoeringsorganisatie")
ORDER = ("intent", "draft-scheme", "draft-deed", "view", "wishes", "permission", "adopt", "publish", "start")
P_AND_C = {
    "framework": (date(2026, 4, 30), "Wgr art. 34b"),
    "draft-budget": (date(2026, 6, 23), "Wgr art. 35"),
    "budget-province": (date(2026, 9, 15), "Wgr art. 34 lid 2"),
    "preliminary-accounts": (date(2028, 4, 30), "Wgr art. 34b"),
    "accounts-province": (date(2028, 7, 15), "Wgr art. 34 lid 4"),
}


def _governed(landscape=None, members=MEMBERS, overlay=None, control=None, **options):
    return run(Inputs(landscape or buurtschap(), members), Parameters.load(overlay), Options(**options), control or Quiet())


def _acts(form, year, overlay=None):
    found = next(one for one in every_form() if one.name == form)
    return {act.act: act for act in Planner(Rules(Parameters.load(overlay))).acts(found, year)}


@pytest.mark.parametrize("form", WGR)
@pytest.mark.parametrize("act", P_AND_C)
def test_the_budget_cycle_of_2027_follows_the_law_of_2022(form, act):
    """Each act of the Wgr on its day, with its article, read in the law."""
    found = _acts(form, 2027)[act]
    assert (found.until, found.basis, found.label) == (*P_AND_C[act], "S")
    assert found.date_label in ("S", "D")


def test_the_draft_budget_is_with_the_councils_twelve_weeks():
    """Twelve weeks lie between the draft and the last day; before the change of 2022 eight."""
    assert _acts("openbaar lichaam", 2027)["budget-view"].until - date(2026, 6, 23) == timedelta(weeks=12)
    old = _acts("openbaar lichaam", 2022)
    assert old["budget-view"].until - old["draft-budget"].until == timedelta(weeks=8)


@pytest.mark.parametrize("form", ["centrumgemeente", "regeling zonder meer"])
def test_a_host_follows_its_own_cycle_which_is_to_be_verified(form):
    """15 November and 15 July of the Gemeentewet, with the label K; no dates of the Wgr."""
    acts = _acts(form, 2027)
    assert (acts["own-budget"].until, acts["own-accounts"].until) == (date(2026, 11, 15), date(2028, 7, 15))
    assert {acts["own-budget"].label, acts["own-accounts"].label} == {"K"}
    assert not set(P_AND_C) & set(acts)


@pytest.mark.parametrize(
    ("year", "framework", "province"),
    [(2022, "2021-04-15", "2021-08-01"), (2023, "2022-04-15", "2022-08-01"), (2024, "2023-04-30", "2023-09-15")],
)
def test_the_rule_is_that_of_the_first_day_of_the_year_of_the_act(year, framework, province):
    """What must be done in 2022 still follows the old days, what must be done in 2023 the new ones."""
    acts = _acts("openbaar lichaam", year)
    assert (acts["framework"].until, acts["budget-province"].until) == tuple(map(date.fromisoformat, (framework, province)))


def test_whatever_is_not_read_in_a_source_is_marked():
    """Labels K and O of basis or date make an act to be verified; S and D do not."""
    frame = _governed().tables["calendar"].frame
    sure = frame["label"].is_in(["S", "D"]) & frame["date_label"].is_in(["S", "D"]).fill_null(False)
    assert (frame["verify"] == ~sure).all()
    assert {use.label for use in _governed().trace.parameters} == {"S", "K", "O"}


def test_every_council_and_works_council_has_its_own_row():
    """Acts of members stand once per member; what the partnership does stands once."""
    frame = _governed().tables["calendar"].frame
    counted = frame.group_by("form", "act", "body").len()
    own = counted.filter(pl.col("body").is_in(["college", "raad", "ondernemingsraad"]))
    assert set(own["len"]) == {3}
    assert set(counted.join(own, on=["form", "act"], how="anti")["len"]) == {1}


def test_a_shorter_term_moves_the_last_day_for_the_councils():
    """Without time for publication and adoption the councils may decide until the draft budget goes out."""
    overlay = {"governance.publication_weeks": 0, "governance.adoption_weeks": 0}
    assert _acts("openbaar lichaam", 2027, overlay)["permission"].until == date(2026, 6, 23)


def test_no_council_acts_in_the_summer_recess():
    """A last day in July or August becomes the day before the recess."""
    assert _acts("centrumgemeente", 2027, {"governance.host_budget_to_province": "20-07"})["permission"].until == date(2026, 7, 9)


def test_a_form_that_does_not_exist_yet_takes_no_part():
    """A bedrijfsvoeringsorganisatie exists since 2015."""
    assert "bedrijfsvoeringsorganisatie" not in [form.name for form in forms_on(date(2014, 12, 31))]
    assert len(forms_on(date(2015, 1, 1))) == len(every_form()) == 8


@pytest.mark.parametrize(
    "options",
    [
        {"form": "maatschap"},
        {"host": "Halm Software"},
        {"budget_year": 1999},
        {"budget_year": "2027"},
        {"equal_say": "soms"},
        {"equal_say": True},
    ],
)
def test_a_choice_that_does_not_exist_is_refused_with_what_does(options):
    """Forms, members and words are named in the remedy."""
    with pytest.raises(WrongUse) as refused:
        _governed(**options)
    assert refused.value.sentence.remedy("nl")


@pytest.mark.parametrize("day", ["31-02", "morgen", "0-0"])
def test_a_day_that_does_not_exist_is_refused(day):
    """An own day in the parameters must be a day."""
    with pytest.raises(InvalidProblem, match="no day"):
        _governed(overlay={"governance.budget_to_province": day})


def test_long_terms_move_the_first_year_that_can_be_reached():
    """A year for each step makes it years later, and there is always an answer."""
    names = ("preparation", "view", "revision", "permission", "adoption", "publication", "works_council", "wishes")
    result = _governed(overlay={f"governance.{name}_weeks": 52 for name in names})
    assert result.facts["first_year"] > 2030


@pytest.mark.parametrize("year", [1990, 2012, 2014, 2021, 2040])
def test_a_landscape_of_any_year_has_a_calendar(year):
    """Before the rules that are known, the first year is the first of which they are; it is never an error."""
    result = _governed(Landscape(date(year, 6, 1), buurtschap().tables))
    assert result.facts["first_act"] >= date(year, 6, 1)
    assert result.facts["budget_year"] >= 2016


def test_a_group_without_members_has_no_calendar_to_show():
    """The title says so, the forms still stand side by side."""
    result = _governed(Landscape.of(date(2026, 11, 1)), ())
    assert result.facts["headline"] == "governance.headline.unknown"
    assert result.tables["forms"].frame.height == 8 * len(PROPERTIES)


def test_only_the_size_of_the_staff_is_confidential():
    """Numbers of roles are openbaar, their fte is not."""
    result = _governed()
    assert "fte" not in result.at(Confidentiality.INTERN).tables["staff"].columns
    assert result.at(Confidentiality.OPENBAAR).tables["staff"].frame["roles"].to_list() == [1, 1, 1]


def test_stopping_gives_no_answer():
    """A stop ends the work with `Stopped`."""

    class Stop(Quiet):
        def stopped(self) -> bool:
            return True

    with pytest.raises(Stopped):
        _governed(control=Stop())


@pytest.mark.parametrize(("first", "last", "key"), [(3, 5, "good"), (1, 5, "mixed"), (0, 1, "undecided")])
def test_the_title_says_whether_the_start_still_holds(first, last, key):
    """Before the first act it holds; between first and last act it may; after that it does not."""
    days = [date(2026, 11, day + 1) for day in (first, last, 2)]
    assert headline({"members": 1, "first_act": days[0], "last_council": days[1], "as_of": days[2]}) == f"governance.headline.{key}"
    values = dict(zip(("first_act", "last_council", "start"), days, strict=True))
    assert all(say(k, language, **values) for k in keys("nl") if k.startswith("governance.headline.") for language in LANGUAGES)


@settings(max_examples=80, deadline=None)
@given(st.integers(2016, 2090), st.sampled_from([form.name for form in every_form()]))
def test_the_acts_follow_one_another_in_every_year(year, form):
    """Intent, draft, word of the councils, decision, first day: never out of order; a term never ends before it starts."""
    acts = _acts(form, year)
    words = [acts[name].until for name in ORDER if name in acts]
    assert words == sorted(words)
    assert all(act.start is None or act.start <= act.until for act in acts.values())
    assert acts["start"].until == date(year, 1, 1)


@given(st.sampled_from(["ja", "nee", "deels"]), st.sampled_from(["ja", "nee", None]))
def test_a_wish_fits_or_not(value, wish):
    """The table of three words by two wishes, written out."""
    expected = "geen wens" if wish is None else "deels" if value == "deels" else "past" if value == wish else "past niet"
    assert fit(value, wish) == expected
