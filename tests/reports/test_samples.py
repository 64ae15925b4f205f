"""The dossier of the sample region, with the instruments themselves."""

import pytest

from wiel.findings import Findings
from wiel.intake.readings import as_table
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.reports import dossier, write
from wiel.reports.document import FigureBlock, KeyFigures
from wiel.samples import buurtschap
from wiel.studies import Subject, feasibility

INTERN = Confidentiality.INTERN


@pytest.fixture(scope="module")
def hamlet():
    """The study of the three municipalities that can be checked with pencil and paper."""
    landscape = buurtschap()
    members = tuple(landscape["organisations"].filter(kind="gemeente")["id"])
    subject = Subject("Buurtschap", None, landscape, members, Findings(), as_table([]))
    return feasibility(subject, Parameters.load())


def test_the_numbers_of_the_instruments_stand_in_the_dossier(hamlet):
    """Twelve applications with fourteen uses; four of six functions have a majority, at most six."""
    made = dossier(hamlet, INTERN)
    shown = [block for chapter in made.chapters for block in chapter.blocks if isinstance(block, KeyFigures)]
    figures = {figure.label: figure.value for block in shown for figure in block.items}

    assert figures["Applicaties"] == "12"
    assert figures["Gebruik"] == "14"
    assert figures["Functies met meerderheid"] == "4 van 6"
    assert figures["Onbekende vakken"] == "4 van 18"


def test_the_matrix_shows_every_unknown_of_the_sample(hamlet):
    """Four hatched cells carry the word; the legend has it too."""
    made = dossier(hamlet, INTERN)
    matrix = next(b for c in made.chapters for b in c.blocks if isinstance(b, FigureBlock) and b.key == "overlap-matrix")
    words = [text.text for figure in matrix.figures for text in figure.scene.texts()]

    assert words.count("onbekend") == 5


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_sample_is_written_in_both_languages(hamlet, tmp_path, language):
    """Nothing in the dossier of real instruments stops a format."""
    files = write({INTERN: dossier(hamlet, INTERN, language)}, tmp_path)

    assert all(file.stat().st_size > 5000 for file in files)
