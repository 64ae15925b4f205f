"""From an own list to the first overlap, as somebody does who sees Wiel for the first time."""

import pytest
from tests.exchange.cmdb.messy import messy


def test_one_command_leads_from_a_messy_list_to_the_first_overlap(wiel, tmp_path):
    """Two lists of two hundred rows, no mapping at all: the counts are those that stand in the lists."""
    one, other = messy(2), messy(3)
    paths = [one.as_xlsx(tmp_path / "applicaties oosterlaak.xlsx"), other.as_csv(tmp_path / "Overzicht_Dorpsdam.csv")]
    done = wiel("run", "overlap", *paths, "--json")

    assert done.status == 0, done.err
    summary = done.json["summary"]["facts"] if "facts" in done.json["summary"] else done.json["summary"]
    assert summary["members"] == 2
    assert summary["components"] > 0
    assert summary["uses"] <= 400


def test_the_assumed_mapping_is_told_and_no_finding_is_an_error(wiel, tmp_path):
    """`check` says which mapping it took, how to correct it, and whose list it thinks this is."""
    done = wiel("check", messy(4).as_xlsx(tmp_path / "applicatielijst-oosterlaak.xlsx"))

    assert done.status == 0, done.out
    assert "wiel map applicatielijst-oosterlaak.xlsx" in done.err
    assert "noemt de organisatie Oosterlaak" in done.err


@pytest.mark.parametrize("language", ["nl", "en"])
def test_map_shows_what_becomes_what_and_writes_a_mapping_that_works(wiel, tmp_path, language):
    """The table names headers, targets and samples; the file, corrected by hand, is accepted."""
    path = messy(5).as_csv(tmp_path / "lijst.csv")
    mapping = tmp_path / "koppeling.toml"
    shown = wiel("map", path, "-o", mapping, "--lang", language)
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace('table = "applications"', 'table = "applications"\nowner = "Dorpsdam"', 1), encoding="utf-8")
    done = wiel("run", "overlap", path, "--mapping", mapping, "--json")

    assert shown.status == 0, shown.err
    assert "95%" in shown.out
    assert done.status == 0, done.err


def test_a_list_that_is_not_understood_is_refused_with_the_way_out(wiel, tmp_path):
    """No sure column with names: nothing is guessed, and map still proposes."""
    (tmp_path / "lijst.csv").write_text("Wat;Firma;Hoe\nZaakspil;Kadans;x\nKasboek;Kadans;y\nKaart;Geo;z\nLoket;Geo;q\n", "utf-8")
    done = wiel("check", tmp_path / "lijst.csv")

    assert done.status == 1
    assert "wiel map" in done.err
