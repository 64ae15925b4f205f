"""The picture of who resembles whom, and the dots of what was confirmed."""

from datetime import date

import pytest

from wiel.findings import Findings
from wiel.intake.readings import as_table
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.reports import dossier
from wiel.reports.document import FigureBlock
from wiel.reports.figures.inventory import completeness_block
from wiel.reports.figures.scene import Circle, Rect
from wiel.reports.view import View
from wiel.samples import landscape_from_rows
from wiel.studies import Subject, feasibility

AS_OF = date(2026, 11, 1)


@pytest.fixture(scope="module")
def trio():
    """A and B use the same, of C nothing is known; A confirmed its applications this year, B long ago."""
    names = ("a", "b", "c")
    said = (("app:a:1", date(2026, 9, 1)), ("app:b:1", date(2024, 1, 1)))
    landscape = landscape_from_rows(AS_OF, {
        "organisations": [{"id": f"org:x:{n}", "name": n.upper(), "kind": "gemeente"} for n in names],
        "components": [{"id": "cmp:x:1", "name": "Zaken"}],
        "products": [{"id": "prd:x:p", "name": "P"}],
        "applications": [{"id": f"app:{n}:1", "holder": f"org:x:{n}", "product": "prd:x:p"} for n in "ab"],
        "application_components": [{"application": f"app:{n}:1", "component": "cmp:x:1"} for n in "ab"],
        "application_uses": [{"application": f"app:{n}:1", "organisation": f"org:x:{n}"} for n in "ab"],
        "attestations": [{"table": "applications", "row_id": k, "column": "alles", "role": "beheerder", "on": day} for k, day in said],
    })  # fmt: skip
    subject = Subject("Trio", None, landscape, tuple(f"org:x:{n}" for n in names), Findings(), as_table([]))
    return feasibility(subject, Parameters.load())


def _likeness(study, ceiling):
    blocks = (block for chapter in dossier(study, ceiling).chapters for block in chapter.blocks)
    return next((block for block in blocks if isinstance(block, FigureBlock) and block.key == "overlap-likeness"), None)


def test_every_value_of_the_table_stands_twice_in_the_picture(trio):
    """Once above and once below the diagonal; unknown is hatched and said in words, never 0."""
    block = _likeness(trio, Confidentiality.INTERN)
    scene = block.figures[0].scene
    words = [text.text for text in scene.texts()]
    assert block.twin.table.frame["similarity"].to_list() == [1.0, None, None]
    assert words.count("1,00") == 2
    assert words.count("0,00") == 0
    assert sum(isinstance(mark, Rect) and mark.hatched for mark in scene.marks) == 4 + 1  # one in the legend
    assert block.title == "A en B lijken het meest op elkaar: 1,00 op een schaal van 0 tot 1"


def test_who_resembles_whom_is_no_public_matter(trio):
    """The figure is intern."""
    assert _likeness(trio, Confidentiality.OPENBAAR) is None


def test_a_dot_for_everyone_who_confirmed_and_a_ring_beyond_the_limit(trio):
    """Two members confirmed applications: one disc, one ring; what nobody confirmed is hatched."""
    view = View(trio, Confidentiality.OPENBAAR, "nl")
    block = completeness_block(view, view.table("inventory", "completeness"))
    dots = [mark for mark in block.figures[0].scene.marks if isinstance(mark, Circle)]
    assert [dot.fill for dot in dots] == ["paper", "share4"]
    assert dots[0].x > dots[1].x
    assert "niet berekend" not in {text.text for text in block.figures[0].scene.texts()}


def test_the_next_hour_stands_in_the_intern_dossier_only(trio):
    """At most five tasks per participant, none of them in what the public sees."""

    def keys(ceiling):
        return {getattr(block, "key", "") for chapter in dossier(trio, ceiling).chapters for block in chapter.blocks}

    assert "next-hour" in keys(Confidentiality.INTERN)
    assert "next-hour" not in keys(Confidentiality.OPENBAAR)
