"""The matrix as marks."""

import re

import pytest

from wiel.reports.figures import for_paper
from wiel.reports.figures.legend import Key
from wiel.reports.figures.matrix import Cell, Column, Matrix, Row, bands, scenes
from wiel.reports.figures.scene import LANDSCAPE_HEIGHT, LANDSCAPE_WIDTH, PORTRAIT_WIDTH, SMALLEST_TEXT, Rect


def _matrix(columns, rows, groups=4, name="Functie met een naam"):
    body = tuple(
        Row(f"Domein {i * groups // rows}", f"{name} {i}", (Cell("Pakket", 2),) * columns, ("2", "4–6 van 10")) for i in range(rows)
    )
    heads = tuple(Column(f"Gemeente{i}", "10.000") for i in range(columns))
    foot = Row("", "Onbekend", (Cell("0"),) * columns, ("", "0 van 1"))
    return Matrix(heads, body, ("ver-\nschillend", "grootste\ngroep"), (Key("Leden", lead=True),), "inwoners", foot)


@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (3, 6), (10, 25), (10, 130), (20, 90)])
def test_every_part_fits_its_page_and_every_row_is_drawn_once(columns, rows):
    """No part is higher or wider than its page, and all rows stand on exactly one part."""
    parts = scenes(_matrix(columns, rows))
    names = [text.text for part in parts for text in part.texts() if text.text.startswith("Functie met")]

    assert sorted(names) == sorted(f"Functie met een naam {i}" for i in range(rows))
    for part in parts:
        assert part.width in (PORTRAIT_WIDTH, LANDSCAPE_WIDTH)
        assert part.width == PORTRAIT_WIDTH or part.height <= LANDSCAPE_HEIGHT + 4


@pytest.mark.parametrize("columns", [3, 10, 20])
def test_no_mark_leaves_the_picture_and_no_text_is_too_small(columns):
    """Every rectangle lies inside the picture; text is at least 7.5 pt on paper."""
    for part in scenes(_matrix(columns, 40)):
        for mark in part.marks:
            if isinstance(mark, Rect):
                assert mark.x >= -1
                assert mark.x + mark.width <= part.width + 1
                assert mark.y + mark.height <= part.height
        assert min(text.size for text in part.texts()) >= SMALLEST_TEXT


def test_a_small_region_stands_upright():
    """Three members need no page on its side."""
    assert [part.width for part in scenes(_matrix(3, 6))] == [PORTRAIT_WIDTH]


def test_twenty_five_functions_of_ten_members_stand_on_one_page():
    """The picture that a region looks at first is one page."""
    assert len(scenes(_matrix(10, 25, groups=7))) == 1


def test_rows_are_spread_evenly_over_pages():
    """The last page does not hold a single row."""
    parts = scenes(_matrix(10, 27))
    rows = [sum(text.text.startswith("Functie met") for text in part.texts()) for part in parts]

    assert len(rows) == 2
    assert min(rows) >= 10


def test_the_foot_stands_on_the_last_part_only():
    """The sum row closes the matrix."""
    parts = scenes(_matrix(10, 60))
    found = ["Onbekend" in {text.text for text in part.texts()} for part in parts]

    assert found == [False] * (len(parts) - 1) + [True]


def test_neighbours_with_one_bond_share_one_frame():
    """A thick frame runs around neighbours with the same bond, and another one after a gap."""
    cells = (Cell("a", 2, bond="x"), Cell("a", 2, bond="x"), Cell("b", 1), Cell("a", 2, bond="x"))
    matrix = Matrix(tuple(Column(f"G{i}") for i in range(4)), (Row("d", "f", cells, ("1",)),), ("n",), (), "", None)
    frames = [mark for mark in scenes(matrix)[0].marks if isinstance(mark, Rect) and mark.stroke == "ink"]

    assert len(frames) == 2
    assert frames[0].width == pytest.approx(2 * frames[1].width)


@pytest.mark.parametrize("members", range(1, 43))
def test_every_number_of_members_has_exactly_one_tint(members):
    """The bands part all counts from one to everybody without gap or overlap."""
    limits = bands(members)

    for count in range(1, members + 1):
        assert sum(low <= count <= high for low, high in limits) == 1


def test_a_second_product_stays_visible_behind_a_name_that_is_cut_off():
    """The tail of a cell is kept in every medium; the name before it gives way."""
    cells = (Cell("Een heel lange productnaam", 2, tail=" +1"), *(Cell("b", 1),) * 9)
    matrix = Matrix(tuple(Column(f"G{i}") for i in range(10)), (Row("d", "f", cells, ("1",)),), ("n",), (), "", None)
    drawn = for_paper(scenes(matrix)[0])

    assert re.search(r"Een[^<]*… \+1<", drawn)


def test_what_is_partly_known_has_a_hatched_edge():
    """A cell with a product and something unknown beside it shows both."""
    row = Row("d", "f", (Cell("a", 2, half_known=True), Cell("b", 2)), ("1",))
    scene = scenes(Matrix((Column("A"), Column("B")), (row,), ("n",), (), "", None))[0]
    hatched = [mark for mark in scene.marks if isinstance(mark, Rect) and mark.hatched]

    assert len(hatched) == 1
    assert hatched[0].width < 10


@pytest.mark.parametrize("columns", [24, 25, 60])
def test_more_columns_than_can_be_read_stand_on_further_parts(columns):
    """Each column stands on exactly one part, and the parts are about as wide as one another."""
    parts = scenes(_matrix(columns, 3))
    heads = [text.text for part in parts for text in part.texts() if text.text.startswith("Gemeente")]

    assert sorted(heads) == sorted(f"Gemeente{i}" for i in range(columns))
    assert len(parts) == -(-columns // 24)
