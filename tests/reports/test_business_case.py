"""Chapters 5 and 6 and their pictures say what the business case found, no as readily as yes, and nothing more."""

from dataclasses import replace
from datetime import date

import pytest
from tests.instruments.business_case.region import CERTAIN, answer, members, region, with_values

from wiel.findings import Findings
from wiel.quantities import Confidentiality
from wiel.reports.chapters import ch05_scenarios, ch06_costs, ch15_benefits
from wiel.reports.document import FigureBlock, NotComputed, Paragraph, TableBlock
from wiel.reports.figures.business_case import members_block, percentage, scenarios_block
from wiel.reports.figures.intervals import axis_for
from wiel.reports.figures.sensitivity import sensitivity_block
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.studies import Study
from wiel.texts import LANGUAGES

OPENBAAR = Confidentiality.OPENBAAR
GAIN = with_values(CERTAIN, costing__inefficiency_small=0.5, costing__inefficiency_to=60_000)


def _view(result, landscape=None, language="nl"):
    """A study of the small region with this business case only."""
    readings = ResultTable("readings", region()["organisations"].select("id"), {"id": Meaning("a", "a")})
    found = region() if landscape is None else landscape
    results = {"business_case": result} if result is not None else {}
    study = Study("Klein", None, date(2026, 11, 1), found, members(), results, Findings(), readings, "0" * 16, "0", "quick")
    return View(study, OPENBAAR, language)


@pytest.fixture(scope="module")
def dear():
    """The shipped parameters: doing nothing is cheapest; one member without ledger."""
    landscape = region(without_ledger=(1,))
    return _view(answer(landscape), landscape)


@pytest.fixture(scope="module")
def cheap():
    """Strong effects of scale, everything certain: together is cheaper."""
    return _view(answer(overlay=GAIN))


def _words(block):
    return [text.text for figure in block.figures for text in figure.scene.texts()]


def test_the_picture_of_scenarios_holds_the_numbers_of_its_table(dear):
    """Doing nothing first; of every other scenario the name, the difference and the chance that it is dearer."""
    block = scenarios_block(dear, dear.table("business_case", "scenarios"))
    words = _words(block)
    rows = list(block.twin.table.frame.iter_rows(named=True))

    assert rows[0]["scenario_name"] == "Zelf doen, zoals nu"
    assert all(row["scenario_name"] in words for row in rows)
    assert all(percentage(row["probability_of_loss"]) in words for row in rows[1:])


def test_the_picture_of_members_names_each_and_marks_the_assumption(dear):
    """Every member with its chance; who has no ledger is hatched with the word."""
    block = members_block(dear, dear.table("business_case", "members"))
    words = _words(block)

    assert [name in words for name in ("A", "B", "C")] == [True] * 3
    assert words.count("aanname") == 1
    assert block.twin.table.frame.filter("without_ledger")["organisation_name"].to_list() == ["B"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapters_speak_three_sentences_and_show_a_picture_each(dear, cheap, language):
    """In both languages, for an outcome that is dearer and for one that is cheaper and certain, where no number moves it."""
    for view in (dear, cheap):
        for chapter, pictures in ((ch05_scenarios.chapter, 2), (ch06_costs.chapter, 1 if view is dear else 0)):
            made = chapter(replace(view, language=language))
            assert len(made.know) == 3
            assert len([block for block in made.blocks if isinstance(block, FigureBlock)]) == pictures
            assert made.missing
            assert made.visibility == OPENBAAR


def test_no_saving_is_told_without_the_remark_on_the_evidence(dear, cheap):
    """The panel research stands among the three sentences and below the picture, whatever the outcome."""
    for view in (dear, cheap):
        made = ch05_scenarios.chapter(view)
        assert "geen lagere uitgaven" in made.know[2]
        assert any(isinstance(block, Paragraph) and "Allers" in block.text for block in made.blocks)


def test_the_title_is_the_answer_either_way(dear, cheap):
    """Doing nothing cheaper, or together cheaper: the first sentence says so."""
    assert ch05_scenarios.chapter(dear).know[0].startswith("Zelf doen is in")
    assert ch05_scenarios.chapter(cheap).know[0].startswith("Samen is in 10 van de 10")


def test_the_tornado_shows_its_ten_widest_numbers(dear):
    """As many rows as fit, widest first, with the outcome at both ends in the picture."""
    block = sensitivity_block(dear, dear.table("business_case", "tornado"))
    widths = block.twin.table.frame["width"].to_list()

    assert widths == sorted(widths, reverse=True)
    assert len([word for word in _words(block) if " tot " in word and word[0].isdigit()]) == 10


def test_chapter_six_says_where_the_difference_comes_from(dear):
    """A table per kind of money whose rows add up to the difference of the scenario."""
    made = ch06_costs.chapter(dear)
    (table,) = [block.table for block in made.blocks if isinstance(block, TableBlock) and block.key == "business-case-parts"]

    assert table.frame["difference"].sum() == dear.fact("business_case", "difference")
    assert dear.number("business_case", "difference_lasting") + dear.number("business_case", "difference_passing") == dear.fact(
        "business_case", "difference"
    )


def test_without_a_result_the_chapters_say_what_is_missing():
    """Boxes take the place of figures, and chapter 15 promises nothing."""
    nothing = _view(None)
    for chapter in (ch05_scenarios.chapter, ch06_costs.chapter, ch15_benefits.chapter):
        assert [type(block) for block in chapter(nothing).blocks] == [NotComputed]


def test_a_result_without_an_answer_gives_the_same(dear):
    """Inhabitants unknown: no figure, no number."""
    landscape = region((9_000, None, 21_000))
    view = _view(answer(landscape, people=(9_000, None, 21_000)), landscape)

    assert [type(block) for block in ch05_scenarios.chapter(view).blocks] == [NotComputed]


def test_a_promise_to_measure_against_stands_in_chapter_fifteen(dear):
    """Beside what is missing."""
    assert isinstance(ch15_benefits.chapter(dear).blocks[-1], Paragraph)


@pytest.mark.parametrize("values", [[0.0], [-5.0, 12.0], [0.3], [3e8, 9e8], [-7e5, -1e5]])
def test_an_axis_holds_zero_and_every_value(values):
    """And has ticks at both ends."""
    axis = axis_for(values, 100.0, 400.0)
    ticks = list(axis.ticks())

    assert all(100.0 <= axis.place(value) <= 400.0 for value in (0.0, *values))
    assert (ticks[0], ticks[-1]) == (pytest.approx(axis.low), pytest.approx(axis.high))
