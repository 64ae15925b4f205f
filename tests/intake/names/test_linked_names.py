"""Names in members' own lists lead to the catalogue, to rows of their own, or wait for a person."""

import polars as pl
import pytest
from tests.intake.names.lists import FILES, MEMBERS, WITH_CATALOGUE

from wiel.exchange.review import read_decisions
from wiel.intake import read_region, write_review_file
from wiel.quantities import Confidentiality


@pytest.fixture
def linked(region):
    """The two lists and the catalogue, read."""
    return read_region(region(FILES, WITH_CATALOGUE))


def products(intake) -> dict[str, str | None]:
    """Name of each application → its product."""
    return dict(intake.landscape["applications"].select("name", "product").iter_rows())


def test_a_sure_name_is_the_row_of_the_catalogue(linked):
    """Spelling, version, environment and legal form aside; of two equal names the one of the supplier."""
    found = products(linked)

    assert found["Key 2 Burgerzaken 4.2 (TEST)"] == "prd:gedeeld:P1"
    assert found["Rx Mission"] == "prd:gedeeld:P3"
    assert found["Top desk"] == "prd:gedeeld:P6"
    assert linked.landscape["products"].filter(name="Zaaksysteem").height == 2
    assert linked.landscape["applications"].filter(pl.col("product") == "prd:gedeeld:P5")["name"].to_list() == ["Zaaksysteem"]


def test_an_unsure_name_stays_unknown_and_names_its_candidates(linked):
    """A family without its module, and a name of two suppliers; the finding stands at the cell."""
    unsure = [finding for finding in linked.findings if finding.rule == "names.unsure"]
    places = [(finding.place.file, finding.place.row, finding.place.column) for finding in unsure]

    assert products(linked)["Key2"] is None
    assert places == [("a.csv", 5, "Applicatie"), ("b.csv", 4, "Applicatie"), ("b.csv", 5, "Applicatie")]
    assert "Key2Burgerzaken (" in unsure[0].sentence.message("nl")
    assert "Zaaksysteem – Mintlab" in unsure[1].sentence.message("nl")
    assert not linked.findings.count("table.dangling")


def test_a_new_name_is_of_its_member_and_shared_when_several_have_it(linked):
    """Version and order aside; nothing is merged with what only looks like it."""
    found = products(linked)

    assert found["Urenlijst buitendienst"] == "prd:aadorp:urenlijst-buitendienst"
    assert found["Bomenkaart"] == found["Bomenkaart 2.0"] == "prd:gedeeld:bomenkaart"
    assert found["Vergunningen oud"] == "prd:beek:vergunningen-oud"


def test_the_name_of_a_function_is_no_product(linked):
    """It tells what the application is for; the product is unknown."""
    assert products(linked)["Burgerzaken"] is None
    assert linked.findings.count("names.function") == 1


def test_the_table_of_links_says_what_became_of_every_name(linked):
    """Intern, with what a person must decide first; the counts are for everybody."""
    links = linked.links.frame.filter(kind="product")
    states = dict(links.select("name", "state").iter_rows())
    counts = linked.link_counts.frame.filter(kind="product").row(0, named=True)

    assert links["to_check"].to_list() == sorted(links["to_check"].to_list(), reverse=True)
    assert (states["Rx Mission"], states["Key2"], states["Vergunningen oud"]) == ("sure", "unsure", "new")
    assert links.filter(name="Rx Mission").select("member", "file", "linked_to", "linked_id").row(0) == (
        "Aadorp", "a.csv", "Rx.Mission", "prd:gedeeld:P3",
    )  # fmt: skip
    assert counts["names"] == sum(counts[part] for part in ("literal", "sure", "reviewed", "new", "function", "unsure"))
    assert linked.links.at(Confidentiality.OPENBAAR) is None
    assert linked.link_counts.at(Confidentiality.OPENBAAR) is not None


def test_what_people_decide_holds_and_comes_back_filled_in(region, linked, tmp_path):
    """Yes links, no keeps apart; what was decided stands in the next file."""
    pairs = linked.review
    key2 = "product:key2|centric"
    told = {(key2, "prd:gedeeld:P2"): True, (key2, "prd:gedeeld:P1"): False}
    same = [told.get(pair) for pair in pairs.select("left", "right").iter_rows()]
    filled = pairs.with_columns(pl.Series("same", same, dtype=pl.Boolean))
    folder = region(FILES, WITH_CATALOGUE + '[[review]]\npath = "beslist.xlsx"\n')
    write_review_file(_with_review(linked, filled), tmp_path / "beslist.xlsx")
    again = read_region(folder)

    assert products(again)["Key2"] == "prd:gedeeld:P2"
    assert again.links.frame.filter(name="Key2")["state"].to_list() == ["reviewed", "reviewed"]
    assert read_decisions(tmp_path / "beslist.xlsx")[0].height == 2
    assert read_region(folder).landscape.digest() == again.landscape.digest()


def _with_review(intake, pairs):
    """The intake with answers in its pairs."""
    return type(intake)(intake.region, intake.landscape, intake.findings, intake.readings, intake.links, intake.link_counts, pairs)


def test_a_decision_about_a_name_that_is_gone_is_told(region, tmp_path):
    """It does nothing."""
    folder = region(FILES, WITH_CATALOGUE)
    intake = read_region(folder)
    write_review_file(_with_review(intake, intake.review.with_columns(same=pl.lit(True))), tmp_path / "beslist.xlsx")
    (folder / "b.csv").write_text("Applicatie;Leverancier;Status\nTop desk;;actief\n", encoding="utf-8")
    again = read_region(folder, reviewed=[tmp_path / "beslist.xlsx"])

    assert again.findings.count("names.not-met") == 1


def test_answers_that_stand_in_the_file_are_kept_when_it_is_written_again(linked, tmp_path):
    """Who fills in the file beside the dossier does not lose that when the dossier is made again."""
    path = tmp_path / "te-controleren.xlsx"
    first = linked.review.row(0, named=True)
    write_review_file(_with_review(linked, linked.review.with_columns(same=pl.col("left") == first["left"])), path)
    before = read_decisions(path)[0]
    assert write_review_file(linked, path)

    assert read_decisions(path)[0].sort("left", "right").equals(before.sort("left", "right"))


def test_codes_that_look_alike_are_different_things(region):
    """P-1 of one member is not P-9 of another."""
    files = {"a.csv": "id,product\nA,P-1\n", "b.csv": "id,product\nB,P-9\n"}
    landscape = read_region(region(files, MEMBERS)).landscape

    assert landscape["applications"]["product"].to_list() == ["prd:aadorp:p-1", "prd:beek:p-9"]
