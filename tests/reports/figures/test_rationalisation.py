"""The picture of applications before and after, and the section around it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.instruments.rationalisation.small import MEMBERS, small, solved

from wiel.findings import Findings
from wiel.instruments.rationalisation.lay_out import made
from wiel.quantities import Confidentiality
from wiel.reports.chapters.rationalisation_section import alternatives_section, known_sentence, rationalisation_section
from wiel.reports.document import FigureBlock, NotComputed, TableBlock
from wiel.reports.figures.rationalisation import MOST_ROWS, before_and_after_block
from wiel.reports.figures.scene import Circle, Line
from wiel.reports.theme import text_width
from wiel.reports.view import View
from wiel.results import Result, Trace

OPENBAAR, INTERN, _ = Confidentiality


def _view(result: Result | None, ceiling: Confidentiality = OPENBAAR, language: str = "nl") -> View:
    results = {} if result is None else {"rationalisation": result}
    study: Any = SimpleNamespace(results=results, landscape=small(), members=MEMBERS, findings=Findings(), as_of=date(2026, 11, 1))
    return View(study, ceiling, language)


@pytest.fixture(scope="module")
def proposal() -> Result:
    """The plan of the small landscape."""
    return solved(small())


def _figure(view: View) -> FigureBlock:
    functions = view.table("rationalisation", "functions")
    assert functions is not None
    return before_and_after_block(view, functions, view.table("rationalisation", "moves"))


def test_each_application_is_a_dot_and_each_member_a_line(proposal: Result) -> None:
    """Two functions with three applications each become one each; six members' lines lead there."""
    scene = _figure(_view(proposal)).figures[0].scene
    dots = [mark for mark in scene.marks if isinstance(mark, Circle)]
    lines = [mark for mark in scene.marks if isinstance(mark, Line) and mark.stroke in ("gain", "edge") and mark.x1 != mark.x2]

    assert len(dots) == 1 + 2 * (3 + 1)
    assert len(lines) == 6


def test_numbers_of_the_table_stand_in_the_picture(proposal: Result) -> None:
    """Counts before and after, and what a year saves, are those of the table twin."""
    block = _figure(_view(proposal))
    words = [text.text for text in block.figures[0].scene.texts()]

    for before, after, saving in block.twin.table.frame.select(
        "applications_today", "applications_target", "saving_year"
    ).iter_rows():
        assert {str(before), str(after), f"{saving / 100:,.0f}".replace(",", ".")} <= set(words)


def _many(count: int) -> list[dict[str, Any]]:
    """Functions with long names, many applications and savings from large to large losses."""
    return [
        {
            "component": f"c{i}",
            "component_name": f"{i} " + "langdradig " * 9,
            "domain": None,
            "members": 20,
            "applications_today": 20,
        }
        | {
            "applications_target": 1 + i % 20,
            "products_today": 9,
            "products_target": 1,
            "changes": 20,
            "saving_year": 10**9 - i * 10**8,
        }
        for i in range(count)
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_many_functions_with_long_names_stay_inside(proposal: Result, language: str) -> None:
    """Sixty functions are cut to those that differ most and least; no text runs out of the picture, money dearer included."""
    tables = dict(proposal.tables) | {"functions": made("functions", _many(60))}
    block = _figure(_view(Result(proposal.facts, tables, Findings(), proposal.trace), language=language))
    scene = block.figures[0].scene

    assert sum(text.x == 0 and text.room is not None for text in scene.texts()) == MOST_ROWS
    for text in scene.texts():
        width = min(text_width(text.text, text.size, text.bold), text.room or 1e9)
        left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
        assert left >= -2
        assert left + width <= scene.width + 2
        assert text.y <= scene.height


def test_the_section_shows_decisions_inside_only(proposal: Result) -> None:
    """In public money and counts; inside also what happens to each application, with sentences and no keys of sentences."""
    keys = {}
    for ceiling in (OPENBAAR, INTERN):
        blocks = [block for block in rationalisation_section(_view(proposal, ceiling)) if isinstance(block, TableBlock)]
        keys[ceiling] = {block.key.removeprefix("rationalisation-") for block in blocks}
    decisions = next(block for block in blocks if block.key == "rationalisation-decisions")

    assert keys == {
        OPENBAAR: {"parts", "plan_members", "alternatives"},
        INTERN: {"parts", "plan_members", "alternatives", "decisions", "choices"},
    }
    assert not decisions.table.frame["reason"].str.contains("rationalisation.").any()


def test_a_conflict_is_told_in_place_of_a_plan() -> None:
    """The title says that there is no plan, and inside the table says which demands exclude each other."""
    view = _view(solved(small(), must_keep="P", must_go="P"), INTERN)
    blocks = list(rationalisation_section(view))

    assert "geen plan" in str(known_sentence(view))
    assert [block.key for block in blocks if isinstance(block, TableBlock)] == ["rationalisation-conflicts"]
    assert list(alternatives_section(view)) == []


def test_without_a_result_there_is_a_dashed_box() -> None:
    """Nothing is called zero; the box says what is missing and where to begin."""
    view = _view(None)

    assert any(isinstance(block, NotComputed) for block in rationalisation_section(view))
    assert known_sentence(view) is None


def test_nothing_to_plan_is_said() -> None:
    """A result without functions gives its title sentence."""
    facts = {"members": 3, "functions": 0, "headline": "rationalisation.headline.unknown"}
    result = Result(facts, {}, Findings(), Trace("rationalisation", "2026-11-01", "", ""))

    assert known_sentence(_view(result)) == "Van geen functie is bekend welke applicatie haar bedient."
