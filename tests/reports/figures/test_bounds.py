"""Every figure of a dossier is filled and keeps within its frame."""

import pytest

from wiel.quantities import Confidentiality
from wiel.reports import dossier
from wiel.reports.document import FigureBlock
from wiel.reports.figures.scene import SMALLEST_TEXT, Rect, Text, fitting
from wiel.reports.theme import text_width

OPENBAAR, INTERN, _ = Confidentiality
SLACK = 2.0


def _scenes(made):
    blocks = [block for chapter in made.chapters for block in chapter.blocks if isinstance(block, FigureBlock)]
    blocks += [page.figure for page in made.councils]
    return [figure.scene for block in blocks for figure in block.figures]


def _extent(text):
    """Left, right, top and bottom of a line of text, in the widest typeface."""
    shown = text.text if text.room is None else fitting(text.text, text.room, text.size, text.bold) + text.tail
    width = text_width(shown, text.size, text.bold)
    start = {"start": 0.0, "middle": -width / 2, "end": -width}[text.anchor]
    if text.turned:
        return text.x - text.size, text.x, text.y - start - width, text.y - start
    return text.x + start, text.x + start + width, text.y - text.size, text.y


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("ceiling", [OPENBAAR, INTERN])
def test_no_text_is_clipped_and_no_figure_is_empty(study, ceiling, language):
    """Each line of text lies inside its picture; each picture has marks beside its words."""
    scenes = _scenes(dossier(study, ceiling, language))

    assert len(scenes) == (13 if ceiling == OPENBAAR else 3)
    for scene in scenes:
        assert sum(isinstance(mark, Rect) for mark in scene.marks) > 5
        for text in scene.texts():
            left, right, top, bottom = _extent(text)
            assert left >= -SLACK, text
            assert right <= scene.width + SLACK, text
            assert top >= -SLACK, text
            assert bottom <= scene.height, text


def test_long_names_stay_inside_too(build):
    """Twenty members and functions with names of a hundred letters do not run out of any picture."""
    name = "Rijksdienst voor bijzonder langdradige aangelegenheden in het algemeen en in het bijzonder"
    members = {f"{name} {i}": 123456 for i in range(20)}
    functions = [(f"{name} {i // 4}", f"{i} {name}", f"Pakket-{'x' * 60} B", "ab" * 9 + "?-") for i in range(40)]
    for scene in _scenes(dossier(build(members, functions), OPENBAAR)):
        for text in scene.texts():
            left, right, top, bottom = _extent(text)
            assert min(left, top) >= -SLACK
            assert right <= scene.width + SLACK
            assert bottom <= scene.height


def test_no_text_in_a_figure_is_smaller_than_may_be_printed(study):
    """Ten pixels are seven and a half points."""
    sizes = {mark.size for scene in _scenes(dossier(study, OPENBAAR)) for mark in scene.marks if isinstance(mark, Text)}

    assert min(sizes) >= SMALLEST_TEXT
