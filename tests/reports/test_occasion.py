"""Chapter 1: it says which chapters are worked out, and no more."""

from dataclasses import replace

import pytest

from wiel.findings import Findings
from wiel.quantities import Confidentiality
from wiel.reports.chapters.ch01_occasion import LAST, answered_chapters, chapter
from wiel.reports.view import View
from wiel.results import Result, Trace


def _view(study, language="nl", **facts):
    results = {name: Result(told, {}, Findings(), Trace(name, "2026-11-01", "0", "0")) for name, told in facts.items()}
    return View(replace(study, results=results), Confidentiality.OPENBAAR, language)


def test_without_results_only_the_chapter_about_participants_is_worked_out(study):
    """Nothing is said to be answered that is not."""
    assert answered_chapters(_view(study)) == (2,)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_chapters_count_as_worked_out_when_their_instrument_gave_its_figure(study, language):
    """An instrument that ran without an outcome leaves its chapters open; the numbers in the sentences add up."""
    view = _view(study, language, business_case={"cost_alone": None}, cost_sharing={"total": 5}, governance={"form": "x"})
    know = chapter(view).know

    assert answered_chapters(view) == (2, 7, 8, 9, 14, 16)
    assert "7" in know[2]
    assert str(LAST - 7) in know[2]
