"""Cells on a page and in a workbook."""

from datetime import date

import polars as pl
import pytest

from wiel.quantities import Confidentiality
from wiel.reports.cells import PAPER_ROOM, PageCell, cell, column_widths, page_table, sheet_value
from wiel.reports.document import TableBlock
from wiel.results import ResultTable
from wiel.schema import Meaning

PLAIN, MONEY = Meaning("naam", "name"), Meaning("bedrag", "amount", unit="cent")


@pytest.mark.parametrize(
    ("value", "meaning", "form", "expected"),
    [
        (1234567, PLAIN, "", "1.234.567"),
        (123456, MONEY, "", "1.235"),
        (-80, MONEY, "", "−1"),
        (0.0984, PLAIN, "share", "9,8%"),
        (0.5, PLAIN, "", "0,50"),
        (date(2027, 2, 1), PLAIN, "", "1-2-2027"),
        (True, PLAIN, "", "ja"),
        (["a", "b", "c"], PLAIN, "", "a, b en c"),
        ("geen", PLAIN, "word", "geen"),
        (0, PLAIN, "", "0"),
    ],
)
def test_a_value_is_written_as_the_language_writes_it(value, meaning, form, expected):
    """Thousands, money in whole euros, shares, short dates, words and lists."""
    assert cell(value, meaning, form, "nl") == PageCell(expected)


def test_unknown_is_a_word_and_nothing_is_empty():
    """Null is unknown, unless the column says that nothing means none."""
    assert cell(None, PLAIN, "", "en") == PageCell("unknown", unknown=True)
    assert cell(None, PLAIN, "optional", "nl") == PageCell("")
    assert sheet_value(None, MONEY, "", "nl") == "onbekend"
    assert sheet_value(None, PLAIN, "optional", "nl") is None


def test_numbers_stay_numbers_in_a_workbook():
    """Money becomes euros; counts and dates stay what they are; lists become text."""
    assert sheet_value(123456, MONEY, "", "nl") == 1234.56
    assert sheet_value(12, PLAIN, "", "nl") == 12
    assert sheet_value(date(2027, 2, 1), PLAIN, "", "nl") == date(2027, 2, 1)
    assert sheet_value(["a", "b"], PLAIN, "", "nl") == "a en b"


def test_rows_beyond_the_page_are_counted():
    """A long table says how many rows stand elsewhere."""
    table = ResultTable("t", pl.DataFrame({"a": list(range(50))}), {"a": PLAIN})
    page = page_table(TableBlock("t", "T", table, Confidentiality.INTERN, rows_on_page=12), "nl")

    assert (len(page.rows), page.hidden) == (12, 38)


def test_columns_share_the_page_without_breaking_words():
    """The widths never exceed the page, and each column keeps its longest word where there is room."""
    rows = [[PageCell("Beheer openbare ruimte en groen"), PageCell("12"), PageCell("woord " * 60)] for _ in range(3)]
    widths = column_widths(["Functie", "Aantal", "Gemeenten"], rows)

    assert sum(widths) <= PAPER_ROOM + 0.01
    assert widths[2] > widths[0] > widths[1]
