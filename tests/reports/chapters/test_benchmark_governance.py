"""Chapters 3, 8, 9 and 16 say what was compared and planned, with their labels."""

from functools import cache

import pytest

from wiel.findings import Findings
from wiel.intake.readings import as_table
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, instrument, load_options, load_run
from wiel.reports.chapters import CHAPTERS
from wiel.reports.document import FigureBlock, NotComputed, Points, TableBlock
from wiel.reports.view import View
from wiel.samples import buurtschap
from wiel.studies import Study

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality


@cache
def _study(names, options):
    landscape = buurtschap()
    members = tuple(landscape["organisations"].filter(kind="gemeente")["id"])
    results = {}
    for name in names:
        chosen = load_options(instrument(name))(**(dict(options) if name == "governance" else {}))
        results[name] = load_run(instrument(name))(Inputs(landscape, members), Parameters.load(), chosen, Quiet())
    return Study("S", None, landscape.as_of, landscape, members, results, Findings(), as_table([]), "d" * 64, "0.1.0", "quick")


def _chapter(number, language="nl", ceiling=OPENBAAR, names=("inventory", "benchmark", "governance"), **options):
    return CHAPTERS[number - 1](View(_study(names, tuple(options.items())), ceiling, language))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("number", [3, 8, 9, 16])
def test_each_chapter_has_three_sentences_and_says_what_is_missing(number, language):
    """With results as without; nothing above the class of the dossier."""
    for names in ((), ("inventory", "benchmark", "governance")):
        made = _chapter(number, language, names=names)
        assert len(made.know) == 3
        assert made.missing
        assert all(block.visibility == OPENBAAR for block in made.blocks)


def test_the_comparison_states_the_differences_in_definition():
    """VAT, participants and the spread stand on the page, and who has unknown lines."""
    text = str(_chapter(3).blocks)
    assert all(word in text for word in ("Btw", "43 in 2023", "Spreiding", "Minstens", "Coldenhove"))
    assert "onder de aangenomen band" in _chapter(3).know[2]


def test_without_lists_of_iv3_the_page_says_how_to_get_them():
    """A dashed box, not an empty table; overhead is never called cost of ICT."""
    boxes = [block for block in _chapter(3).blocks if isinstance(block, NotComputed)]
    assert any("Iv3" in box.reason for box in boxes)


def test_the_forms_stand_side_by_side_with_their_labels():
    """Each property names the forms that have it, with S or K; without wishes there is no column of wishes."""
    tables = {block.key: block for block in _chapter(8).blocks if isinstance(block, TableBlock)}
    rows = {row["text"]: row for row in tables["governance-properties"].table.frame.iter_rows(named=True)}
    assert "openbaar lichaam (S)" in rows["eigen rechtspersoon"]["ja"]
    assert "centrumgemeente (K)" in rows["elke deelnemer beslist mee"]["nee"]
    assert "wish" not in tables["governance-properties"].columns
    wished = {block.key: block for block in _chapter(8, equal_say="ja").blocks if isinstance(block, TableBlock)}
    assert "wish" in wished["governance-properties"].columns


@pytest.mark.parametrize(
    ("options", "words"),
    [({}, "strengste kalender"), ({"form": "stichting"}, "de vorm die u koos"), ({"own_staff": "nee"}, "past")],
)
def test_the_chapter_says_why_this_form_is_shown(options, words):
    """Chosen, fitting most wishes, or the strictest."""
    assert words in _chapter(8, **options).know[1]


def test_the_works_council_stands_with_its_basis_to_be_verified():
    """WOR art. 25, a day for each council, and the label."""
    made = _chapter(9)
    table = next(block for block in made.blocks if isinstance(block, TableBlock) and block.key == "works-council")
    assert set(table.table.frame["label"]) == {"K"}
    assert table.table.frame["organisation_name"].n_unique() == 3
    assert "te verifiëren" in str(made.blocks)


def test_the_size_of_the_staff_stands_in_the_annex_only():
    """Roles are openbaar; fte is vertrouwelijk."""
    keys = {c: [b.key for b in _chapter(9, ceiling=c).blocks if isinstance(b, TableBlock)] for c in Confidentiality}
    assert "staff-fte" not in keys[OPENBAAR] + keys[INTERN]
    assert "staff-fte" in keys[VERTROUWELIJK]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_going_on_and_not_going_on_get_the_same_space(language):
    """Two lists of equal length, with texts of about the same length."""
    ways = [block for block in _chapter(16, language).blocks if isinstance(block, Points)]
    sizes = [sum(len(item.text) for item in way.items) for way in ways]
    assert [len(way.items) for way in ways] == [5, 5]
    assert max(sizes) < 1.25 * min(sizes)


def test_each_council_has_its_days():
    """The last day for view and permission stands behind every municipality."""
    made = _chapter(16)
    table = next(block for block in made.blocks if isinstance(block, TableBlock))
    assert table.table.frame["organisation_name"].to_list() == ["Aakerk", "Bovenbeek", "Coldenhove"]
    assert table.table.frame["permission"].null_count() == 0


def test_chapter_eight_has_its_picture():
    """The calendar is figure 19."""
    assert [block.key for block in _chapter(8).blocks if isinstance(block, FigureBlock)] == ["governance-calendar"]
