import pytest

from wiel.errors import InputRefused
from wiel.exchange.grid import grid
from wiel.schema import Notation


def test_rows_keep_the_number_that_the_user_sees():
    """Empty rows are no rows, and do not shift the numbers."""
    cells, findings = grid([["a", "b"], ["1", "2"], [], ["", " "], ["3", 4.0]], 1, "x.csv")

    assert (cells.headers, list(cells.rows)) == (("a", "b"), [2, 5])
    assert cells.text("b", Notation()).to_list() == ["2", "4"]
    assert len(findings) == 0


def test_blank_rows_can_be_kept():
    """A canonical file keeps its rows of empty cells; a line without cells is none."""
    cells, _ = grid([["a", "b"], ["", ""], [], ["", " "]], 1, "x.csv", keep_blank=True)

    assert list(cells.rows) == [2, 4]


def test_a_header_may_stand_lower():
    """Rows above the header are left alone."""
    cells, _ = grid([["Lijst van november"], [], ["a"], ["1"]], 3, "x.csv")

    assert (cells.headers, list(cells.rows)) == (("a",), [4])


@pytest.mark.parametrize("rows", [[], [["", " "]], [[]]])
def test_a_missing_header_is_refused(rows):
    """Without a header nobody knows what the cells mean."""
    with pytest.raises(InputRefused) as refusal:
        grid(rows, 1, "x.csv")

    assert refusal.value.sentence.key == "grid.no-header"


def test_faults_in_the_header_and_cells_beyond_it_are_all_found():
    """A double header, cells without a header and cells past the last header are each reported with their place."""
    rows = [["a", "", "a", "", "b"], ["1", "2", "3", "", "5"], ["1", "", "", "", "", "zes", "zeven"]]
    cells, findings = grid(rows, 1, "x.csv", "blad")

    assert cells.headers == ("a", "b")
    assert [(finding.rule, finding.place.row, finding.place.column) for finding in findings] == [
        ("grid.empty-header", 1, "B"),
        ("grid.duplicate-header", 1, "a"),
        ("grid.extra-cells", 3, None),
    ]
    assert "zes; zeven" in findings.items[2].sentence.message("nl")
    assert list(cells.rows) == [2, 3]


def test_short_rows_are_filled_up():
    """Cells that a row does not have are empty."""
    cells, findings = grid([["a", "b", "c"], ["1"], ["1", "2"]], 1, "x.csv")

    assert cells.text("c", Notation()).to_list() == ["", ""]
    assert cells.text("b", Notation()).to_list() == ["", "2"]
    assert len(findings) == 0


def test_a_header_without_rows_gives_an_empty_table():
    """Only a header is no fault."""
    cells, _ = grid([["a", "b"]], 1, "x.csv")

    assert cells.raw("costs", {"id": "a"}, Notation()).cells.height == 0
