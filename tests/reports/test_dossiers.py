"""The dossier per class: chapters, numbers, texts."""

from dataclasses import replace

import polars as pl
import pytest

from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel.quantities import Confidentiality
from wiel.reports import dossier, dossiers
from wiel.reports.council.page import slugs
from wiel.reports.document import FigureBlock, FindingsBlock, NotComputed, TableBlock
from wiel.results import Result, Trace

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
    assert len(_blocks(made, NotComputed)) == 16
    assert made.answer == "Nog niet te zeggen."


@pytest.mark.parametrize(
    ("verdict", "answer"), [("doen", "Ja."), ("niet-doen", "Nee, niet in deze vorm."), ("raar", "Nog niet te zeggen.")]
)
def test_the_front_page_says_what_the_business_case_says(study, verdict, answer):
    """A verdict that is not known is no answer."""
    case = Result({"verdict": verdict}, {}, Findings(), Trace("business_case", "2026-11-01", "0", "0"))

    assert dossier(replace(study, results={"business_case": case}), OPENBAAR).answer == answer


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


def test_findings_that_may_not_be_seen_are_counted_for_the_instruments_too(study):
    """The public dossier says there are none only when no class and no instrument has any."""
    quiet = replace(study, findings=Findings())
    told = replace(quiet.results["overlap"], findings=study.findings)

    assert "geen bevindingen" in str(dossier(quiet, OPENBAAR).chapters[2].blocks)
    told = dossier(replace(quiet, results=dict(quiet.results) | {"overlap": told}), OPENBAAR)
    assert "3 bevindingen" in str(told.chapters[2].blocks)
    assert "geen bevindingen" not in str(told.chapters[2].blocks)


def test_the_largest_group_ranks_by_share_and_names_no_function_of_two(build):
    """Two of two have all in common and are no example; of the rest the smallest share is named."""
    made = dossier(build({f"M{i}": 1000 for i in range(4)}, [("d", "Twee", "A B", "--aa"), ("d", "Los", "A B C D", "abcd"),
                                                             ("d", "Samen", "A B", "aaab")]), OPENBAAR)  # fmt: skip
    figure = next(block for block in _blocks(made, FigureBlock) if block.key == "overlap-largest-group")

    assert figure.twin.table.frame["component_name"].to_list() == ["Twee", "Samen", "Los"]
    assert figure.title == "Bij Samen gebruiken 3 van de 4 deelnemers zeker hetzelfde; bij Los zijn dat er 1 van de 4"


def test_a_chapter_says_which_lists_were_read_and_asks_for_the_others(study):
    """Contracts that were read are counted by the name of their sheet; costs that were not are asked for."""
    contracts = pl.DataFrame({"id": ["con:x:1", "con:x:2"]})
    landscape = Landscape.of(study.as_of, dict(study.landscape.tables) | {"contracts": contracts})
    box = dossier(replace(study, landscape=landscape), OPENBAAR).chapters[5].blocks[0]

    assert box.reason.startswith("Van het blad Contracten zijn 2 rijen gelezen. Nog leeg of niet aangeleverd is het blad Kosten.")
    assert box.remedy == "Vul eerst het blad Kosten van het werkblad in."
