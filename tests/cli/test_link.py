"""`wiel link` as a person uses it."""

import csv
import json

import pytest
import xlsxwriter

from wiel.texts import say

NAMES = "id,name,supplier,plek\n1,Centric Key2Burgerzaken 4.2 (test),,A\n2,Rx mission,Roxit,B\n3,Iets heel anders,,C\n4,,,D\n"
CATALOGUE = "id,name,supplier\na,Key2Burgerzaken,Centric\nb,Key2Financien,Centric\nc,Rx.Mission,Roxit B.V.\n"


@pytest.fixture
def lists(tmp_path):
    """A list and a catalogue on disk."""
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")
    (tmp_path / "catalogue.csv").write_text(CATALOGUE, encoding="utf-8")
    return tmp_path / "names.csv", tmp_path / "catalogue.csv"


def test_json_has_pairs_and_undecided_and_nothing_else(wiel, lists):
    """Left, right and probability of each."""
    told = wiel("link", *lists, "--json").json

    assert set(told) == {"pairs", "undecided"}
    assert {(pair["left"], pair["right"]) for pair in told["pairs"]} == {("1", "a"), ("2", "c")}
    assert all(set(pair) == {"left", "right", "probability"} for pair in told["pairs"])


def test_the_table_has_reasons_in_words_and_keeps_the_other_columns(wiel, lists, tmp_path):
    """A person sees why, and where the name stood."""
    done = wiel("link", *lists, "-o", tmp_path / "pairs.csv")
    with (tmp_path / "pairs.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["left"]: row for row in csv.DictReader(file, delimiter=";")}

    assert done.status == 0
    assert "2 namen gekoppeld" in done.out
    assert "1 rij" in done.out or "Eén rij" in done.out
    assert rows["2"]["left_plek"] == "B"
    assert say("linking.reason-supplier-agrees", "nl") in rows["2"]["reasons"]
    assert rows["2"]["state"] == "linked"


def test_a_filled_review_file_is_obeyed_and_teaches(wiel, lists, tmp_path):
    """Refuse one pair, confirm another: both stand afterwards, and the model is kept."""
    wiel("link", *lists, "-o", tmp_path / "review.xlsx")
    with xlsxwriter.Workbook(tmp_path / "filled.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["Hetzelfde?", "Id", "Id in catalogus"], ["nee", "2", "c"], ["ja", "3", "b"]]):
            sheet.write_row(row, 0, cells)
    done = wiel("link", *lists, "--reviewed", tmp_path / "filled.xlsx", "--save-model", tmp_path / "model.json", "--json")
    pairs = {(pair["left"], pair["right"]): pair["probability"] for pair in done.json["pairs"]}

    assert pairs[("3", "b")] == 1.0
    assert ("2", "c") not in pairs
    assert json.loads((tmp_path / "model.json").read_text())["reviewed"] == 1
    assert wiel("link", *lists, "--model", tmp_path / "model.json", "--json").status == 0


def test_a_list_against_itself_gives_its_duplicates(wiel, tmp_path):
    """Two spellings of one thing; the later row points to the first."""
    path = tmp_path / "names.csv"
    path.write_text("id,name\n1,Zaaksysteem\n2,ZAAKSYSTEEM (acc)\n3,Archief\n", encoding="utf-8")
    told = wiel("link", path, path, "--json").json

    assert [(pair["left"], pair["right"]) for pair in told["pairs"]] == [("2", "1")]
    assert wiel("link", path, path, "-o", tmp_path / "double.xlsx").status == 0
    assert wiel("link", path, path, "--one-to-one").status == 2


@pytest.mark.parametrize(
    ("names", "options", "status"),
    [
        ("naam\nx\n", (), 2),
        ("id,name\n1,x\n1,y\n", (), 2),
        ("", (), 1),
        (NAMES, ("-o", "pairs.txt"), 2),
        (NAMES, ("--model", "{names}"), 1),
    ],
)
def test_unusable_input_is_refused_with_a_remedy(wiel, lists, names, options, status):
    """No traceback, a line that begins with an arrow."""
    lists[0].write_text(names, encoding="utf-8")
    done = wiel("link", *lists, *(option.format(names=lists[0]) for option in options))

    assert done.status == status
    assert "→" in done.err
