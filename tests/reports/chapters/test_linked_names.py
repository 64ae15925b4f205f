"""The section about names that were linked."""

from dataclasses import replace

import pytest
from tests.intake.names.lists import read_lists

from wiel.quantities import Confidentiality
from wiel.reports.chapters.linked_names import linked_names
from wiel.reports.document import Points, TableBlock
from wiel.reports.view import View


@pytest.fixture
def told(study, tmp_path):
    """The section of a study over two lists and a catalogue, seen at a class."""
    links = read_lists(tmp_path).link_tables
    return lambda ceiling, language="nl": linked_names(View(replace(study, links=links), ceiling, language))


def test_everybody_sees_how_many_names_were_linked(told):
    """Counts per kind and certainty, no name of a product of a member."""
    blocks = told(Confidentiality.OPENBAAR)
    points = next(block for block in blocks if isinstance(block, Points))

    assert not any(isinstance(block, TableBlock) for block in blocks)
    assert any("verschillende namen van producten" in item.text and "onzeker" in item.text for item in points.items)


def test_members_see_what_someone_must_decide(told):
    """Only names that are open, with their candidates; the largest effect first."""
    table = next(block for block in told(Confidentiality.INTERN) if isinstance(block, TableBlock))
    frame = table.table.frame

    assert table.visibility is Confidentiality.INTERN
    assert frame["to_check"].all()
    assert frame["rows"].to_list() == sorted(frame["rows"].to_list(), reverse=True)
    assert table.title.startswith(f"Over {frame.height} namen")


def test_a_study_without_names_has_no_section(study):
    """Nothing was linked, so nothing is told."""
    assert linked_names(View(study, Confidentiality.INTERN, "en")) == ()
