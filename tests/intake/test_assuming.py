"""Lists without a mapping whose headers are not those of the workbook."""

import pytest

from wiel.errors import InputRefused
from wiel.intake import read_paths, read_region

LIST = (
    "Overzicht\n\nApplicatie;Leverancier;Functie;Gemeente;Status\n"
    "Zaakspil;Kadans;Zaken;Dorpsdam;actief\nKasboek;Geo;Geld;Oosterlaak;actief\n"
)


@pytest.fixture
def folder(tmp_path):
    def make(text, region=None, name="applicaties laak.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        if region is not None:
            (tmp_path / "region.toml").write_text(f'name = "R"\nas_of = 2026-11-01\n[[file]]\npath = "{name}"\n{region}', "utf-8")
        return tmp_path

    return make


def holders(intake):
    names = dict(intake.landscape["organisations"].select("id", "name").iter_rows())
    return [names.get(holder) for holder in intake.landscape["applications"]["holder"]]


def test_a_column_with_municipalities_says_whose_each_row_is(folder):
    """No owner is taken from the name of the file then."""
    intake = read_paths([folder(LIST) / "applicaties laak.csv"])

    assert holders(intake) == ["Dorpsdam", "Oosterlaak"]
    assert intake.findings.count("cmdb.assumed") == 1
    assert intake.findings.count("cmdb.owner-assumed") == 0


def test_the_name_of_the_file_says_whose_list_it_is_when_nothing_else_does(folder):
    """Words such as applicaties are no name; a finding tells what was assumed."""
    intake = read_paths([folder(LIST.replace("Gemeente", "Bureau")) / "applicaties laak.csv"])

    assert holders(intake) == ["Laak", "Laak"]
    assert intake.findings.count("cmdb.owner-assumed") == 1


def test_a_region_that_names_the_member_goes_before_the_list(folder):
    """Files of a region without a mapping are read by the proposal too."""
    intake = read_region(folder(LIST, 'member = "Westerveld"\n'))

    assert holders(intake) == ["Westerveld", "Westerveld"]
    assert intake.findings.count("cmdb.assumed") == 1


def test_headers_of_the_workbook_need_no_proposal(folder):
    """A list whose every header is known is read as before."""
    intake = read_paths([folder("sleutel;eigen naam;versie\nA-1;Zaakspil;4\n") / "applicaties laak.csv"])

    assert intake.findings.count("cmdb.assumed") == 0
    assert intake.landscape["applications"]["name"].to_list() == ["Zaakspil"]


def test_the_date_is_that_of_the_youngest_use_where_no_file_gives_one(folder):
    """A use that began before the date of the landscape counts."""
    text = "Applicatie;Leverancier;In gebruik sinds\nZaakspil;Kadans;1-3-2019\nKasboek;Geo;2-4-2021\n"
    intake = read_paths([folder(text) / "applicaties laak.csv"])

    assert str(intake.region.as_of) == "2021-04-02"
    assert intake.findings.count("intake.date-assumed") == 1


def test_a_list_that_nobody_understands_is_refused(folder):
    """One word that is also in the workbook does not make it a table."""
    with pytest.raises(InputRefused) as refusal:
        read_paths([folder("Wat;Firma;Hoe\nZaakspil;Kadans;x\nKasboek;Kadans;y\n") / "applicaties laak.csv"])

    assert refusal.value.sentence.key == "mapping.needed"
