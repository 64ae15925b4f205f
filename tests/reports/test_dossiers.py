"""The dossier per class: chapters, numbers, texts."""

from dataclasses import replace

import polars as pl
import pytest

from wiel.landscape import Landscape
from wiel.quantities import Confidentiality
from wiel.reports import dossier, dossiers
from wiel.reports.council.page import slugs
from wiel.reports.document import FigureBlock, FindingsBlock, NotComputed, TableBlock

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality


def _blocks(made, kind):
    return [block for chapter in made.chapters for block in chapter.blocks if isinstance(block, kind)]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("ceiling", [OPENBAAR, INTERN])
def test_there_are_sixteen_chapters_with_three_sentences_and_what_is_missing(study, ceiling, language):
    """Each opens with three sentences and closes with what is missing, and says how to get it."""
    made = dossier(study, ceiling, language)

    assert [chapter.number for chapter in made.chapters] == list(range(1, 17))
    for chapter in made.chapters:
        assert len(chapter.know) == 3
        assert chapter.missing
        assert all(item.lead and item.text for item in chapter.missing)


@pytest.mark.parametrize("ceiling", Confidentiality)
def test_no_block_is_above_the_class_of_its_dossier(study, ceiling):
    """Blocks, tables and figures keep within the class."""
    made = dossier(study, ceiling)

    assert all(block.visibility <= ceiling for chapter in made.chapters for block in chapter.blocks)
    assert all(block.visibility <= ceiling for block in made.tables)


def test_chapters_without_data_say_so_instead_of_showing_zero(study):
    """Chapters 5 to 16 hold a dashed box with the reason and the first step."""
    made = dossier(study, INTERN)
    boxes = [chapter.blocks for chapter in made.chapters if chapter.number >= 5]

    assert all(len(blocks) == 1 and isinstance(blocks[0], NotComputed) for blocks in boxes)
    assert all(blocks[0].reason and blocks[0].remedy for blocks in boxes)


def test_figures_and_tables_are_numbered_within_their_chapter(study):
    """A figure and the table behind it share a number, and no number is given twice."""
    made = dossier(study, INTERN)
    numbered = [block for chapter in made.chapters for block in chapter.blocks if isinstance(block, FigureBlock | TableBlock)]

    assert all(block.twin.number == block.number for block in numbered if isinstance(block, FigureBlock))
    assert len({block.number for block in numbered}) == len(numbered)
    assert all(block.number for block in numbered)


def test_the_public_matrix_shows_numbers_where_the_internal_one_shows_names(study):
    """At openbaar a cell holds the number of members, at intern the product."""
    public = next(b for b in _blocks(dossier(study, OPENBAAR), FigureBlock) if b.key == "overlap-matrix")
    internal = next(b for b in _blocks(dossier(study, INTERN), FigureBlock) if b.key == "overlap-matrix")
    words = {text.text for figure in public.figures for text in figure.scene.texts()}

    assert (public.visibility, internal.visibility) == (OPENBAAR, INTERN)
    assert "Ingezeet" not in words
    assert "Ingezeet" in {text.text for figure in internal.figures for text in figure.scene.texts()}


def test_withheld_parts_say_where_they_stand(study):
    """Findings and calendar that may not be seen are named as standing elsewhere, without what they say."""
    public = dossier(study, OPENBAAR)

    assert not _blocks(public, FindingsBlock)
    assert "vertrouwelijke bijlage" in str(public.chapters[3].blocks)
    assert "3 bevindingen" in str(public.chapters[2].blocks)


def test_a_study_without_results_still_gives_a_dossier_that_says_so(study):
    """Without instruments nothing is invented: boxes take the place of figures."""
    made = dossiers(replace(study, results={}))[INTERN]

    assert not _blocks(made, FigureBlock)
    assert len(_blocks(made, NotComputed)) == 15


def test_only_municipalities_get_a_page_for_their_council(study):
    """A member of another kind has no council, and a name that is no file name becomes one."""
    organisations = study.landscape["organisations"]
    kinds = organisations.with_columns(pl.Series("kind", ["gemeente", "overig"] * 5, dtype=organisations["kind"].dtype))
    landscape = Landscape.of(study.as_of, dict(study.landscape.tables) | {"organisations": kinds})

    assert len(dossier(replace(study, landscape=landscape), OPENBAAR).councils) == 5
    assert list(slugs(["org:x:../Ætt", "org:y:tt", "org:z:t t", "org:z:t-t"])) == ["tt", "tt-2", "t-t", "t-t-2"]


def test_a_matrix_of_very_many_members_is_a_table(build):
    """Beyond seventy-two members the cells stand in the workbook, and the chapter says so."""
    made = dossier(build({f"Gemeente {i}": 1000 for i in range(73)}, [("d", "f", "A B", "ab" * 36 + "a")]), INTERN)

    assert [block.key for block in _blocks(made, FigureBlock)] == ["inventory-completeness", "overlap-largest-group"]
    assert "overlap.matrix" in str(made.chapters[3].blocks)
    assert "overlap.matrix" in [block.key for block in made.tables]
