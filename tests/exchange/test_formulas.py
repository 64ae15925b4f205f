"""Texts that a spreadsheet would run go out harmless and come back as they were."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.exchange import datapackage
from wiel.exchange.delimited import delimited_rows
from wiel.exchange.formulas import FORMULA, harmless, original
from wiel.exchange.review import read_names, write_pairs
from wiel.samples import landscape_from_rows
from wiel.samples.streek.installed import TODAY

SIGNS = st.text(st.sampled_from("'=+-@\t\r1,.a |"), max_size=6)
NASTY = ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''-x", "'s-Gravenhage", "-5", "-5,25", "+5"]


@given(SIGNS | st.text())
def test_every_text_comes_back(text):
    """Whatever it begins with; and what goes out begins with no sign that a spreadsheet runs, unless it is a number."""
    assert original(harmless(text)) == text
    assert harmless(text).startswith("'") or not FORMULA.match(harmless(text))


@pytest.mark.parametrize("text", ["-5", "+5", "-5,25", "12", "'s-Gravenhage", "Zaakspil", ""])
def test_numbers_and_plain_names_stay_as_they_are(text):
    """Only what would run is changed."""
    assert harmless(text) == original(text) == text


def test_a_data_package_holds_no_formula_and_gives_the_texts_back(tmp_path):
    """Names, versions and identifiers; amounts stay numbers."""
    rows = [{"id": f"A-{n}", "holder": "Laak", "name": text, "version": text} for n, text in enumerate(NASTY)]
    costs = [{"organisation": "Laak", "year": 2026, "kind": "realisatie", "amount": -50_000}]
    landscape = landscape_from_rows(
        TODAY, {"organisations": [{"id": "Laak", "name": "Laak"}], "applications": rows, "costs": costs}
    )
    datapackage.write(landscape, tmp_path / "pakket")
    written = (tmp_path / "pakket" / "data" / "applications.csv").read_bytes().decode()
    cells = {cell for row in csv.reader(io.StringIO(written, newline="")) for cell in row}
    back, findings = datapackage.read(tmp_path / "pakket")

    assert not [cell for cell in cells if FORMULA.match(cell) and not cell.startswith("'")]
    assert back["applications"]["name"].to_list() == NASTY
    assert back["costs"]["amount"].to_list() == [-50_000]
    assert (back.digest(), len(findings)) == (landscape.digest(), 0)


def test_pairs_and_lists_come_back_as_they_were(tmp_path):
    """What `wiel link` writes, it reads."""
    frame = pl.DataFrame({"id": [str(n) for n in range(len(NASTY))], "name": NASTY})
    write_pairs(frame, tmp_path / "paren.csv")
    table, _ = read_names(tmp_path / "paren.csv")
    rows, _ = delimited_rows((tmp_path / "paren.csv").read_bytes().decode("utf-8-sig"), "paren.csv")

    assert [row[1] for row in rows[1:]] == NASTY
    assert table["name"].str.strip_chars().to_list() == [text.strip() for text in NASTY]
