"""Chapters 7 and 14 and the council page tell what the division found, no more and no less than a class may see."""

from dataclasses import replace

import polars as pl
import pytest

from wiel.findings import Findings
from wiel.instruments.cost_sharing.answer import run
from wiel.instruments.cost_sharing.options import Options
from wiel.intake.readings import as_table
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet
from wiel.reports import dossier
from wiel.reports.document import FigureBlock, NotComputed, TableBlock
from wiel.reports.figures.council_money import money_of
from wiel.reports.figures.scene import SMALLEST_TEXT, Rect
from wiel.reports.theme import text_width
from wiel.reports.view import View
from wiel.results import Result, ResultTable, Trace
from wiel.samples import buurtschap
from wiel.schema import Meaning
from wiel.studies import Study

OPENBAAR, INTERN, _ = Confidentiality
MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")


def _study(landscape, **chosen):
    result = run(Inputs(landscape, MEMBERS), Parameters.load(), Options(bounded=2, **chosen), Quiet())
    results = {"cost_sharing": result}
    return Study("Drie", None, landscape.as_of, landscape, MEMBERS, results, Findings(), as_table([]), "0" * 64, "0.1.0", "quick")


@pytest.fixture(scope="module")
def divided():
    """Buurtschap with nine keys; of Bovenbeek the number of workplaces is unknown."""
    whole = buurtschap()
    unknown = pl.when(pl.col("name") != "Bovenbeek").then("workplaces").alias("workplaces")
    landscape = replace(whole, tables=dict(whole.tables) | {"organisations": whole["organisations"].with_columns(unknown)})
    return _study(landscape, mix="inhabitants=0.5 equal=0.5", two_part="equal")


def _blocks(study, number, ceiling, kind):
    chapter = next(chapter for chapter in dossier(study, ceiling).chapters if chapter.number == number)
    return [block for block in chapter.blocks if isinstance(block, kind)]


def test_the_table_behind_the_picture_adds_up_in_every_key(divided):
    """The last row holds the sum of every column of money, also of what members pay now."""
    (figure,) = _blocks(divided, 7, OPENBAAR, FigureBlock)
    frame = figure.twin.table.frame
    for column in frame.columns[1:]:
        *amounts, total = frame[column].to_list()
        assert (column, total) == (column, None if None in amounts else sum(amounts))


def test_every_advantage_stands_beside_its_bar(divided):
    """The numbers in the picture are those of the shares, with their sign; a key that is not computed has none."""
    (figure,) = _blocks(divided, 7, OPENBAAR, FigureBlock)
    words = [text.text for text in figure.figures[0].scene.texts()]
    shares = divided.results["cost_sharing"].tables["shares"].frame
    said = [word for word in words if word[0] in "+−0" and any(c.isdigit() for c in word)]
    assert len(said) == shares["advantage_per_inhabitant"].drop_nulls().len()
    assert words.count("niet berekend") == 1 or "berekend" in words


def test_no_text_of_these_pictures_leaves_its_frame_or_is_too_small(divided):
    """Upright with seven keys, on its side with nine; texts in the widest typeface."""
    for number in (7, 14):
        for figure in (f for block in _blocks(divided, number, OPENBAAR, FigureBlock) for f in block.figures):
            assert sum(isinstance(mark, Rect) for mark in figure.scene.marks) > 2
            for text in figure.scene.texts():
                width = text_width(text.text, text.size, text.bold) if text.room is None else 0.0
                start = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
                assert text.size >= SMALLEST_TEXT
                assert text.turned or (start >= -2 and start + width <= figure.scene.width + 2), text


def test_a_key_that_is_not_computed_names_who_lacks_what(divided):
    """The reader sees the name and what to do."""
    boxes = _blocks(divided, 7, OPENBAAR, NotComputed)
    assert [box.title for box in boxes] == ["De sleutel werkplekken."]
    assert "Bovenbeek" in boxes[0].reason
    assert boxes[0].remedy


def test_groups_and_agreement_are_for_the_participants_only(divided):
    """The public dossier counts groups, but names none and holds no agreement."""
    public = {block.key for block in _blocks(divided, 7, OPENBAAR, TableBlock)}
    inside = {block.key for block in _blocks(divided, 7, INTERN, TableBlock)}
    assert inside - public == {"cost-sharing-groups", "cost-sharing-agreement"}


def test_each_year_of_the_phase_in_ends_in_its_sum(divided):
    """One column per year, the first is now."""
    block = next(block for block in _blocks(divided, 7, OPENBAAR, TableBlock) if block.key == "cost-sharing-phase-in")
    frame = block.table.frame
    for column in frame.columns[1:]:
        *amounts, total = frame[column].to_list()
        assert sum(amounts) == total


def test_leaving_shows_both_readings_and_joining_what_is_unknown(divided):
    """300% and 200% of the contribution; the book value was not delivered, so it is unknown."""
    (figure,) = _blocks(divided, 14, OPENBAAR, FigureBlock)
    for row in figure.twin.table.frame.iter_rows(named=True):
        assert row["path_first"] == 3 * row["contribution"]
        assert row["path_second"] == 2 * row["contribution"]
        assert row["damage"] is None
    joining = next(block for block in _blocks(divided, 14, OPENBAAR, TableBlock) if block.key == "cost-sharing-joining")
    assert joining.table.frame["book"].null_count() == 3


def test_a_council_sees_its_own_money_and_not_the_groups(divided):
    """Now and later of the proposal, in the words and in the picture; without business case the chance is unknown."""
    pages = {page.organisation: page for page in dossier(divided, OPENBAAR).councils}
    shares = divided.results["cost_sharing"].tables["shares"].frame.filter(pl.col("proposed"))
    for row in shares.iter_rows(named=True):
        page = pages[row["organisation_name"]]
        assert f"{abs(row['difference_today']) // 100:,}".replace(",", ".")[:4] in page.figure.title
        assert page.key_figures[2].value == "onbekend"
        assert "meer" in page.figure.title or "minder" in page.figure.title


@pytest.mark.parametrize(("language", "word", "other"), [("nl", "meer dan", "minder"), ("en", "more than", "less")])
def test_a_council_reads_that_a_dearer_plan_costs_more(divided, language, word, other):
    """The plan of buurtschap costs more than today, and the first reason says so and never the reverse."""
    assert divided.results["cost_sharing"].facts["saving"] < 0
    first = dossier(divided, OPENBAAR, language).councils[0].conditions[0]
    assert word in first
    assert other not in first


def test_without_a_division_the_chapters_say_what_is_missing():
    """Nothing known of cost: the old page stays, with the remedy."""
    whole = buurtschap()
    empty = replace(whole, tables=dict(whole.tables) | {"costs": whole["costs"].clear(), "contracts": whole["contracts"].clear()})
    study = _study(empty)
    assert _blocks(study, 7, OPENBAAR, FigureBlock) == []
    assert [box.title for box in _blocks(study, 7, OPENBAAR, NotComputed)] == ["De kosten per gemeente en per sleutel."]
    assert len(_blocks(study, 14, OPENBAAR, NotComputed)) == 1


def test_the_chance_beside_the_money_is_that_of_the_plan_that_is_divided(divided):
    """Another scenario may be the best one; its chance of a loss says nothing about these amounts."""
    names = {"scenario": "scenario", "organisation": "organisation", "probability_of_loss": "chance"}
    rows = [(scenario, member, chance) for scenario, chance in (("licht", 0.1), ("plan", 0.7)) for member in MEMBERS]
    members = ResultTable(
        "members", pl.DataFrame(rows, schema=list(names), orient="row"), {n: Meaning(n, n) for n in names}, OPENBAAR
    )
    trace = Trace("business_case", "2026-11-01", "0", "0")
    case = Result({"best_scenario": "licht"}, {"members": members}, Findings(), trace)

    money = money_of(View(replace(divided, results={**divided.results, "business_case": case}), INTERN, "nl"))

    assert {one.chance for one in money.values()} == {0.7}
