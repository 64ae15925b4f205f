"""The pictures of the comparison and of the calendar: filled, inside their frame, and equal to the table behind them."""

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from wiel.findings import Findings
from wiel.intake.readings import as_table
from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, instrument, load_options, load_run
from wiel.reports.figures.benchmark import Axis, peers_block
from wiel.reports.figures.governance import Months, calendar_block, staff_block
from wiel.reports.figures.scene import Circle, Rect, fitting
from wiel.reports.theme import text_width
from wiel.reports.view import View
from wiel.samples import buurtschap
from wiel.studies import Study
from wiel.texts.numbers import amount

OPENBAAR = Confidentiality.OPENBAAR
SLACK = 2.0
LONG = "Rijksdienst voor bijzonder langdradige aangelegenheden in het algemeen"


def _view(language="nl", landscape=None, members=None, **options):
    landscape = landscape or buurtschap()
    members = tuple(landscape["organisations"].filter(kind="gemeente")["id"]) if members is None else members
    results = {}
    for name in ("benchmark", "governance"):
        chosen = load_options(instrument(name))(**(options if name == "governance" else {}))
        results[name] = load_run(instrument(name))(Inputs(landscape, members), Parameters.load(), chosen, Quiet())
    study = Study("S", None, landscape.as_of, landscape, members, results, Findings(), as_table([]), "d" * 64, "0.1.0", "quick")
    return View(study, OPENBAAR, language)


def _renamed():
    sample = buurtschap()
    return Landscape.of(
        sample.as_of, dict(sample.tables) | {"organisations": sample["organisations"].with_columns(name=pl.lit(LONG))}
    )


def _blocks(view):
    return [block for block in (peers_block(view), calendar_block(view), staff_block(view)) if block is not None]


def _shown(text):
    """The text as it is drawn in the widest typeface: cut off where its room ends, with its tail."""
    if text.room is None:
        return text.text
    return fitting(text.text, text.room - text_width(text.tail, text.size, text.bold), text.size, text.bold) + text.tail


def _words(block):
    return [text.text for figure in block.figures for text in figure.scene.texts()]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "options", [{}, {"form": "centrumgemeente"}, {"form": "coöperatie", "budget_year": 2090}, {"budget_year": 2016}]
)
def test_no_text_leaves_the_picture(language, options):
    """Every line of text lies inside, whatever form and year, with the longest names too."""
    for landscape in (None, _renamed()):
        for block in _blocks(_view(language, landscape, **options)):
            scene = block.figures[0].scene
            assert any(isinstance(mark, Rect) for mark in scene.marks)
            for text in scene.texts():
                shown = _shown(text)
                width = text_width(shown, text.size, text.bold)
                left = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
                assert left >= -SLACK, text
                assert left + width <= scene.width + SLACK, text
                assert text.y <= scene.height, text


def test_the_comparison_shows_the_amounts_of_its_table():
    """Own and published amounts of each row stand in the picture, and how many members do not count."""
    block = peers_block(_view())
    words = _words(block)
    for row in block.twin.table.frame.iter_rows(named=True):
        assert amount(row["published_indexed"], "nl") in words
        assert row["together"] is None or amount(row["together"], "nl") in words
    unknown = block.twin.table.frame.filter(pl.col("members_unknown") > 0)
    assert [word for word in words if word.endswith(" van 3")] == [f"{n} van 3" for n in unknown["members_unknown"]]
    assert words.count("onbekend") == 2


def test_the_comparison_names_no_member_and_draws_the_band_dashed():
    """Peers are unnamed; an assumption never looks like a fact."""
    block = peers_block(_view())
    assert not {"Aakerk", "Bovenbeek", "Coldenhove"} & set(_words(block))
    dashed = [mark for mark in block.figures[0].scene.marks if isinstance(mark, Rect) and mark.dashed]
    assert len(dashed) == 1


def test_a_municipality_can_be_shown_as_its_own_disc():
    """With one's own municipality the disc is that of the member: EUR 80 for Aakerk, none for Coldenhove."""
    own = peers_block(_view(), "org:gedeeld:aakerk")
    unknown = peers_block(_view(), "org:gedeeld:coldenhove")
    bold = [text.text for text in own.figures[0].scene.texts() if text.bold]
    assert amount(8000, "nl") in bold
    assert amount(8000, "nl") not in [text.text for text in unknown.figures[0].scene.texts() if text.bold]


def test_nothing_known_is_hatched_not_zero():
    """Without ledgers every row is unknown and the title says so."""
    sample = buurtschap()
    block = peers_block(_view(landscape=Landscape.of(sample.as_of, {"organisations": sample["organisations"]})))
    assert block.title == "Van geen enkele deelnemer zijn de kosten per inwoner bekend"
    assert _words(block).count("onbekend") == 5
    assert not [mark for mark in block.figures[0].scene.marks if isinstance(mark, Circle) and mark.radius == 6]


def test_the_calendar_numbers_every_act_up_to_the_start():
    """Numbers run from one without a gap, once beside the mark and once in the list; later acts stand in the table only."""
    block = calendar_block(_view(budget_year=2027))
    numbers = sorted(int(word) for word in _words(block) if word.isdigit() and int(word) < 100)
    shown = block.twin.table.frame.filter(pl.col("date") <= date(2027, 1, 1)).height
    assert numbers == sorted([*range(1, shown + 1)] * 2)
    assert block.twin.table.frame.height == shown + 2
    assert {"label", "date_label", "basis"} <= set(block.twin.columns)


def test_open_dots_are_acts_to_be_verified():
    """Only what stands in a source that was read is a full dot."""
    block = calendar_block(_view(budget_year=2027))
    dots = [mark for mark in block.figures[0].scene.marks if isinstance(mark, Circle) and mark.radius == 8.5]
    shown = block.twin.table.frame.filter(pl.col("date") <= date(2027, 1, 1))
    assert sum(dot.fill == "paper" for dot in dots) == shown["verify"].sum()


def test_without_members_nothing_is_drawn():
    """An empty group has no calendar, no roles and no disc."""
    view = _view(landscape=Landscape.of(date(2026, 11, 1)), members=())
    assert calendar_block(view) is None
    assert staff_block(view) is None


@pytest.mark.parametrize("last", [date(2027, 1, 31), date(2028, 12, 31), date(2060, 6, 1)])
def test_the_axis_holds_every_day_and_its_months_do_not_collide(last):
    """However long, names of months keep their distance."""
    axis = Months.around([date(2026, 11, 15), last])
    places = [axis.x(day) for day in axis.ticks()]
    assert axis.first <= date(2026, 11, 15) < last < axis.last
    assert all(right - left > 24 for left, right in pairwise(places))


def test_the_axis_of_amounts_has_round_steps():
    """At most eight steps, and the largest amount fits."""
    for largest in (1, 999, 14_470, 9_999_999):
        axis = Axis.of([largest])
        assert axis.most >= largest
        assert axis.most // axis.step <= 8
