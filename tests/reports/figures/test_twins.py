"""A figure and the table behind it say the same."""

import re
from collections import Counter

import pytest

from wiel.quantities import Confidentiality
from wiel.reports.figures.council import council_block, members_frame
from wiel.reports.figures.inventory import completeness_block
from wiel.reports.figures.largest_group import largest_group_block
from wiel.reports.figures.overlap import matrix_block
from wiel.reports.view import View

CLASSES = [Confidentiality.OPENBAAR, Confidentiality.INTERN]


def _words(block):
    return Counter(text.text for figure in block.figures for text in figure.scene.texts())


@pytest.mark.parametrize("ceiling", CLASSES)
def test_every_cell_of_the_matrix_stands_in_its_table(study, ceiling):
    """Per word the picture has as many cells as the table has members; each cell is counted once."""
    view = View(study, ceiling, "nl")
    block = matrix_block(view, view.table("overlap", "matrix"), view.table("overlap", "components"))
    twin = Counter()
    for what, members in block.twin.table.frame.select("what", "members").iter_rows():
        twin[what] += members
    words = _words(block)

    assert sum(twin.values()) == 250
    legend = {"onbekend": 1, "geen": 1}
    named = {what: count for what, count in twin.items() if not what.isdigit()}
    assert {what: words[what] - legend.get(what, 0) for what in named} == named


def test_the_largest_group_is_the_same_in_picture_and_table(study):
    """Each range of the table stands as often in the picture."""
    view = View(study, Confidentiality.OPENBAAR, "nl")
    block = largest_group_block(view, view.table("overlap", "components"))
    expected = Counter(
        f"{least if least == most else f'{least}–{most}'} van {whole}"
        for least, most, whole in block.twin.table.frame.select("group_least", "group_most", "members_having_most").iter_rows()
    )

    assert Counter({word: n for word, n in _words(block).items() if re.search(r"\d van \d", word)}) == expected


def test_the_completeness_is_the_same_in_picture_and_table(study):
    """Each share of the table, rounded down, stands in the picture; what was not delivered is a word."""
    view = View(study, Confidentiality.OPENBAAR, "nl")
    block = completeness_block(view, view.table("inventory", "completeness"))
    shares = block.twin.table.frame["share_known"].to_list()
    words = _words(block)

    assert all(words[f"{int(share * 100)}%"] for share in shares if share is not None)
    assert words["nog niet aangeleverd"] == shares.count(None) == 1
    frame = block.twin.table.frame
    assert (frame["known"] + frame["unknown"] + frame["invalid"] == frame["cells"]).all()


def test_the_council_sees_its_own_row_tinted_and_the_numbers_of_the_table(study):
    """One tinted row, bold; all inhabitants of the table stand in the picture."""
    view = View(study, Confidentiality.OPENBAAR, "nl")
    block = council_block(view, members_frame(view), study.members[4])
    texts = list(block.figures[0].scene.texts())

    assert [text.text for text in texts if text.bold and text.x == 6] == ["Fennerloo"]
    assert {f"{n:,}".replace(",", ".") for n in block.twin.table.frame["inhabitants"]} <= {text.text for text in texts}
