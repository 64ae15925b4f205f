"""The review file goes to a person and comes back."""

import csv

import polars as pl
import pytest
import xlsxwriter

from wiel.errors import InputRefused
from wiel.exchange.review import read_decisions, write_pairs, write_review
from wiel.exchange.review.writing import REVIEW_COLUMNS
from wiel.texts import say


def rows(*pairs):
    """Rows of a review file: left, right, same."""
    told = [
        {"same": same, "left_name": f"=naam {left}", "right_name": "x", "left_supplier": None, "right_supplier": "y", "probability": 0.5,
         "reasons": "dezelfde woorden", "left": left, "right": right}
        for left, right, same in pairs
    ]  # fmt: skip
    return pl.DataFrame(told, schema_overrides={"same": pl.Boolean, "left_supplier": pl.String}).select(REVIEW_COLUMNS)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_decisions_come_back_as_they_were_written(tmp_path, language):
    """Yes and no of both sheets, in either language; open rows are left out."""
    path = tmp_path / "review.xlsx"
    write_review(rows(("1", "a", True), ("2", "b", None)), rows(("007", "=c", False)), path, language)
    decided, findings = read_decisions(path)

    assert decided.rows() == [("1", "a", True), ("007", "=c", False)]
    assert len(findings) == 0


def test_equal_tables_give_equal_bytes(tmp_path):
    """No clock in the file."""
    for name in ("a.xlsx", "b.xlsx"):
        write_review(rows(("1", "a", None)), rows(("2", "b", None)), tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def filled(path, *answers):
    """A review file as people change it: columns in another order, a note above nothing."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("notities").write(0, 0, "even overleggen")
        sheet = book.add_worksheet("Beoordelen")
        headers = [say(f"review.column-{name}", "nl") for name in ("left", "same", "right")]
        for row, cells in enumerate([headers, *answers]):
            sheet.write_row(row, 0, cells)
    return path


def test_words_that_are_no_answer_and_double_answers_become_findings(tmp_path):
    """They count as open; other sheets are skipped."""
    path = filled(
        tmp_path / "x.xlsx", ("1", "JA", "a"), ("2", "misschien", "b"), ("3", "ja", "c"), ("3", "nee", "c"), ("4", "", "d")
    )
    decided, findings = read_decisions(path)

    assert decided.rows() == [("1", "a", True)]
    assert [(finding.rule, finding.place.row) for finding in findings] == [("review.decision", 3), ("review.conflict", 5)]
    assert all(finding.sentence.message("nl") and finding.sentence.remedy("nl") for finding in findings)


def test_a_workbook_without_the_columns_is_refused(tmp_path):
    """It is no review file."""
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["a", "b"])

    with pytest.raises(InputRefused) as refusal:
        read_decisions(tmp_path / "x.xlsx")
    assert refusal.value.sentence.key == "review.no-review"


def test_formulas_in_a_table_of_pairs_are_made_harmless(tmp_path):
    """A name that begins as a formula gets an apostrophe; a negative number stays."""
    write_pairs(
        pl.DataFrame({"left": ["1", "-2"], "name": ['=HYPERLINK("x")', "@a;b"], "probability": [0.9, None]}), tmp_path / "p.csv"
    )
    with (tmp_path / "p.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.reader(file, delimiter=";"))

    assert read[1:] == [["1", '\'=HYPERLINK("x")', "0.9"], ["-2", "'@a;b", ""]]
