"""Names to decide about, written by check and convert and given back."""

import polars as pl
import pytest

from wiel.exchange.review import read_decisions, write_review

LISTS = {
    "catalogus.csv": "id,name,supplier\nP1,Key2Burgerzaken,Centric\nP2,Key2Financien,Centric\n",
    "laak.csv": "Applicatie;Leverancier;Status\nKey2;Centric;actief\nKey 2 Financien;Centric;actief\nBomenkaart;;actief\n",
}


@pytest.fixture
def streek(tmp_path):
    """A region of one list and a catalogue."""
    for name, content in LISTS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "catalogus.toml").write_text('table = "products"\ncolumns = { id = "id", name = "name", supplier = "supplier" }\n')
    (tmp_path / "region.toml").write_text(
        'name = "Laak"\nas_of = 2026-11-01\n[[file]]\npath = "catalogus.csv"\nmapping = "catalogus.toml"\nrole = "reference"\n'
        '[[file]]\npath = "laak.csv"\nmember = "Laak"\n'
    )
    return tmp_path


def test_check_writes_what_a_person_must_decide_and_takes_the_answers(wiel, streek):
    """The open pair stands there with its files; after the answer nothing is unsure."""
    review = streek / "te-controleren.xlsx"
    first = wiel("check", streek, "--review", review)
    frame = pl.DataFrame(
        [(True, "Key2", "Key2Financien", None, None, 0.4, "", "product:key2|centric", "prd:gedeeld:P2")],
        schema=["same", "left_name", "right_name", "left_supplier", "right_supplier", "probability", "reasons", "left", "right"],
        orient="row",
    )
    write_review(frame, frame.clear(), streek / "beslist.xlsx")
    again = wiel("check", streek, "--reviewed", streek / "beslist.xlsx", "--json")

    assert "Key2 lijkt op" in first.out
    assert read_decisions(review)[0].is_empty()
    assert [finding for finding in again.json["findings"] if finding["rule"] == "names.unsure"] == []


def test_files_are_counted_and_not_sheets_or_tables(wiel, streek):
    """A list that fills applications, products and contracts is one file of three rows."""
    assert wiel("check", streek).out.startswith("2 bestanden gelezen, 5 rijen.")


def test_convert_writes_the_names_too(wiel, streek):
    """Beside the data package."""
    done = wiel("convert", streek, "-o", streek / "pakket", "--review", streek / "namen.xlsx")

    assert done.status == 0
    assert (streek / "namen.xlsx").exists()
