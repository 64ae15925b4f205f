from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import TRICKY, texts

from wiel.landscape import TABLES
from wiel.schema import Notation, literal, literal_text, read_column
from wiel.schema.cells import ERROR_CELLS, NO, UNKNOWN_WORDS, YES
from wiel.texts import Sentence

COLUMNS = [column for table in TABLES.values() for column in table.columns.values()]
BY_KIND = {column.kind: column for column in COLUMNS}
AMOUNT = TABLES["costs"].columns["amount"]
COUNT = TABLES["organisations"].columns["inhabitants"]
FTE = TABLES["organisations"].columns["employees_fte"]
SHARE = TABLES["service_levels"].columns["availability_agreed"]
DAY = TABLES["applications"].columns["end_of_use"]
MANY = TABLES["contracts"].columns["joinable_by"]
NAME = TABLES["applications"].columns["name"]
STATUS = TABLES["applications"].columns["status"]
CRITICAL = TABLES["application_uses"].columns["critical"]


def read(column, *cells, **notation):
    values, faults = read_column(column, pl.Series(cells, dtype=pl.String), Notation(**notation))
    return values.to_list(), [(fault.index, fault.rule) for fault in faults]


@pytest.mark.parametrize("column", BY_KIND.values(), ids=lambda column: column.kind)
@given(
    cells=st.lists(st.none() | texts | st.sampled_from(["1.5", "2026-02-31", "#N/A", "1e309", "-0", "--5", "(3", "%", "5 %"])),
    notation=st.builds(Notation, decimal=st.sampled_from(",."), literal=st.booleans()),
)
@settings(max_examples=40, deadline=None)
def test_reading_never_fails_and_keeps_every_cell(column, cells, notation):
    """Whatever stands in the cells, there is a value or unknown for each, of the type of the column; faults name real cells."""
    values, faults = read_column(column, pl.Series(cells, dtype=pl.String), notation)

    assert len(values) == len(cells)
    assert (values.name, values.dtype) == (column.name, column.dtype)
    assert all(cells[fault.index] is not None for fault in faults)
    assert all(values[fault.index] is None for fault in faults if fault.rule != "cell.day-notation")


@pytest.mark.parametrize("column", BY_KIND.values(), ids=lambda column: column.kind)
def test_empty_cells_and_words_for_unknown_are_unknown_without_a_fault(column):
    """Nobody is blamed for not knowing, in any kind of column."""
    cells = [None, "", "  ", "\u00a0", *UNKNOWN_WORDS, *(word.upper() for word in UNKNOWN_WORDS)]

    assert read(column, *cells) == ([None] * len(cells), [])


@pytest.mark.parametrize("column", BY_KIND.values(), ids=lambda column: column.kind)
def test_failed_formulas_are_faults_in_every_kind(column):
    """Each error of a spreadsheet, in English and Dutch, is unknown with a fault."""
    values, faults = read(column, *ERROR_CELLS)

    assert values == [None] * len(ERROR_CELLS)
    assert faults == [(index, "cell.formula-error") for index in range(len(ERROR_CELLS))]


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("1234", 123400, 123400),
        ("1.234", 123400, 123),
        ("1,234", 123, 123400),
        ("1.234,56", 123456, 123456),
        ("1,234.56", 123456, 123456),
        ("1.234.567", 123456700, 123456700),
        ("1,234,567", 123456700, 123456700),
        ("0.125", 13, 13),
        ("0,125", 13, 13),
        ("12.5", 1250, 1250),
        ("12,5", 1250, 1250),
        (",5", 50, 50),
        ("1 234,50", 123450, 123450),
        ("1\u00a0234,50", 123450, 123450),
        ("€ 12.500,-", 1250000, 1250000),
        ("12.500,--", 1250000, 1250000),
        ("12.500,—", 1250000, 1250000),
        ("EUR 3", 300, 300),
        ("3 euro", 300, 300),
        ("-€ 5,00", -500, -500),
        ("€ -5,00", -500, -500),
        ("\u2212120,00", -12000, -12000),
        ("(120)", -12000, -12000),
        ("1.204,18-", -120418, -120418),
        ("+7", 700, 700),
        ("007", 700, 700),
        ("0,005", 1, 1),
        ("-0,005", -1, -1),
        ("0,0049999", 0, 0),
        ("9999999999999,99", 999999999999999, 999999999999999),
    ],
)
def test_amounts_in_dutch_and_english_notation(text, dutch, english):
    """An amount is read in cents in the notation of the file; where only the other notation fits, in that one."""
    assert read(AMOUNT, text) == ([dutch], [])
    assert read(AMOUNT, text, decimal=".") == ([english], [])


@pytest.mark.parametrize(
    "text", ["twaalf", ",-", "-", ",", ".", "€", "12,", "1.23.456", "1,2,3", "--5", "5%", "1e5", "12 345 678 901 234", "NaN", "inf"]
)
def test_what_is_no_amount_is_a_fault(text):
    """A cell that is no amount is unknown, never a guess."""
    assert read(AMOUNT, text) == ([None], [(0, "cell.amount")])


@pytest.mark.parametrize("column", [AMOUNT, FTE], ids=["amount", "decimal"])
@pytest.mark.parametrize("certain", ["950.50", "12,500.00", "1.2345"])
def test_a_number_that_may_be_a_thousand_times_more_is_unknown(column, certain):
    """Beside numbers that can only be English, neither 1.234 nor 1,234 is guessed; numbers that can be read one way are kept."""
    values, faults = read(column, certain, "1.234", "1,234", "12", "7,5", "1.234.567", None)

    assert [value is None for value in values] == [False, True, True, False, False, False, True]
    assert faults == [(1, "cell.number-notation"), (2, "cell.number-notation")]


def test_one_notation_in_a_column_leaves_nothing_unsure():
    """A column that is Dutch throughout, or English throughout in a file that says so, is read as it stands."""
    assert read(FTE, "1,234", "12,5", "1.234") == ([1.234, 12.5, 1234.0], [])
    assert read(FTE, "1.234", "12.5", "1,234", decimal=".") == ([1.234, 12.5, 1234.0], [])


@pytest.mark.parametrize(
    ("text", "value"), [("1200", 1200), ("1.200", 1200), ("12,0", 12), ("0", 0), ("123456789012345", 123456789012345)]
)
def test_whole_numbers(text, value):
    """A whole number may carry a thousands mark or an empty fraction."""
    assert read(COUNT, text) == ([value], [])


@pytest.mark.parametrize(
    ("text", "rule"), [("12,5", "cell.count"), ("-1", "cell.too-low"), ("1234567890123456", "cell.count"), ("veel", "cell.count")]
)
def test_what_is_no_whole_number_is_a_fault(text, rule):
    """A fraction, a negative number of people and more digits than a spreadsheet holds are unknown with a fault."""
    assert read(COUNT, text) == ([None], [(0, rule)])


@pytest.mark.parametrize(
    ("text", "value"), [("2,5", 2.5), ("80%", 0.8), ("80 %", 0.8), ("1e-3", 0.001), ("1,5E+2", 150.0), ("1e-300", 1e-300)]
)
def test_measured_numbers(text, value):
    """Fractions, percentages and the notation of science are read."""
    assert read(FTE, text) == ([value], [])


def test_numbers_outside_their_bounds_are_unknown():
    """A share above one and a negative one are faults; the bounds themselves are not."""
    assert read(SHARE, "1", "0", "1,01", "-0,1", "100%") == (
        [1.0, 0.0, None, None, 1.0],
        [(3, "cell.too-low"), (2, "cell.too-high")],
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-11-01", date(2026, 11, 1)),
        ("01-11-2026", date(2026, 11, 1)),
        ("1-11-2026", date(2026, 11, 1)),
        ("1/2/2026", date(2026, 2, 1)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026/11/01", date(2026, 11, 1)),
        ("20261101", date(2026, 11, 1)),
        ("2026-11-01 00:00:00", date(2026, 11, 1)),
        ("2026-11-01T13:45:10.5", date(2026, 11, 1)),
        ("29-02-2028", date(2028, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2199-12-31", date(2199, 12, 31)),
    ],
)
def test_dates_that_exist(text, value):
    """Year first or day first, with or without a time."""
    assert read(DAY, text) == ([value], [])


@pytest.mark.parametrize(
    "text", ["31-02-2026", "29-02-2027", "13-25-2026", "01-11-26", "0202-10-19", "1899-12-31", "2200-01-01", "45000", "morgen"]
)
def test_dates_that_do_not_exist_are_faults(text):
    """A date that no calendar holds, of two digits for the year, or far away is unknown."""
    assert read(DAY, text) == ([None], [(0, "cell.day")])


def test_a_date_written_unlike_the_others_is_read_and_pointed_out():
    """The day comes first in 03-04-2026, and the reader is told that the notation differs."""
    values, faults = read(DAY, "2026-11-01", "2026-11-02", "03-04-2026", None, "31-02-2026")

    assert values == [date(2026, 11, 1), date(2026, 11, 2), date(2026, 4, 3), None, None]
    assert sorted(faults) == [(2, "cell.day-notation"), (4, "cell.day")]


def test_dates_take_only_the_formats_that_are_given():
    """With a mapping that says year first, another notation is a fault."""
    assert read(DAY, "2026-11-01", "01-11-2026", dates=("%Y-%m-%d",)) == ([date(2026, 11, 1), None], [(1, "cell.day")])


def test_yes_and_no_in_every_spelling():
    """Ja, x and 1 are yes; nee and geen are no; anything else is a fault."""
    assert read(CRITICAL, *YES, *(word.title() for word in NO)) == ([True] * len(YES) + [False] * len(NO), [])
    assert read(CRITICAL, "soms") == ([None], [(0, "cell.flag")])


def test_words_of_a_list_are_found_whatever_their_capitals():
    """The spelling of the list is given back."""
    assert read(STATUS, " IN GEBRUIK ", "kapot") == (["in gebruik", None], [(1, "cell.choice")])


def test_several_words_none_and_unknown_stay_apart():
    """An empty list is a statement; an empty cell is not, and neither is a cell of only separators."""
    cells = ["a; b|c", "geen", "NONE", "-", "", None, ";", " ; | ", "a;;b;", "geen; a"]
    expected = [["a", "b", "c"], [], [], [], None, None, None, None, ["a", "b"], ["geen", "a"]]

    assert read(MANY, *cells) == (expected, [])


def test_another_separator_leaves_the_usual_ones_alone():
    """With a comma as separator, a semicolon is part of a word."""
    assert read(MANY, "a;b, c|d", separators=",") == ([["a;b", "c|d"]], [])


def test_text_keeps_what_stands_inside_it():
    """Only blanks around a text go; apostrophes and quotation marks stay."""
    cells = [" 's-Gravenhage ", '"De Hal"', "a  b", "=1+1", "geen"]

    assert read(NAME, *cells) == ([cell.strip() for cell in cells], [])


def test_literals_count_only_where_the_notation_says_so():
    """In formats of Wiel itself, a text between double quotes is taken as it is."""
    cells = ['"?"', '" x "', '"De Waag" en "De Hal"', '"', "'t Harde", '"a\\u00e9"']

    assert read(NAME, *cells, literal=True)[0] == ["?", " x ", '"De Waag" en "De Hal"', '"', "'t Harde", "aé"]
    assert read(MANY, '"a;b"; c', '"geen"', 'a"b; c', literal=True)[0] == [["a;b", "c"], ["geen"], ['a"b', "c"]]


@given(st.one_of(texts, st.sampled_from(TRICKY)))
def test_every_text_survives_as_a_literal(text):
    """Writing as a literal and reading gives the text back, alone and in a list."""
    assert literal_text(literal(text)) == text
    assert read(NAME, literal(text), literal=True) == ([text], [])
    assert read(MANY, f"x; {literal(text)};{literal(text)}", literal=True) == ([["x", text, text]], [])


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_every_amount_survives_in_both_notations(cents):
    """An amount written to the cent is read to the cent."""
    whole, part = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""

    assert read(AMOUNT, f"{sign}{whole},{part:02}") == ([cents], [])
    assert read(AMOUNT, f"{sign}{whole:,}.{part:02}", decimal=".") == ([cents], [])
    assert read(AMOUNT, f"{whole:,}.{part:02}".translate(str.maketrans(",.", ".,")) + ("-" if sign else "")) == ([cents], [])


@pytest.mark.parametrize("text", ["n.v.t.", "NVT", "niet van toepassing", "n/a"])
@pytest.mark.parametrize("column", ["successor", "end_of_support", "status"])
def test_not_applicable_is_neither_none_nor_unknown(text, column):
    """In every sort of column the cell is unknown, with a fault whose remedy names geen."""
    values, faults = read_column(TABLES["applications"].columns[column], pl.Series([text, None]))

    assert values.to_list() == [None, None]
    assert [(fault.index, fault.rule) for fault in faults] == [(0, "cell.not-applicable")]
    assert "geen" in Sentence(faults[0].rule).remedy("nl")
