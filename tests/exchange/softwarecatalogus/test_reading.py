"""The exports of the Softwarecatalogus, on small files of one's own."""

import pytest

from wiel.errors import InputRefused
from wiel.exchange.softwarecatalogus import read, recognised
from wiel.intake import read_paths

PORTFOLIO = (
    "Gemeente ID,Gemeente naam,Gemeente CBS,Samenwerking ID,Samenwerking,Samenwerking gemeente id,Gebruik Status,"
    "Gebruik Datum ingang status,Leverancier ID,Leverancier Naam,Pakket ID,Pakket Naam,Pakketversie ID,Pakketversie Naam,"
    "Referentiecomponenten ID,Referentiecomponenten naam\n"
    "g-1,Oosterlaak,0901,,,,In productie,26-03-14,l-1,Kadans,p-1,Zaakspil,v-1, 4.2,c-1,Zaken\n"
    'g-1,Oosterlaak,0901,,,,In productie,26-03-14,l-1,Kadans,p-1,Zaakspil,v-1, 4.2,c-2,"Post, in en uit"\n'
    "g-2,Dorpsdam,0902,,,,In test,01-02-19,l-1,Kadans,p-1,Zaakspil,,,c-1,Zaken\n"
    'g-2,Dorpsdam,0902,s-1,SSC Laak,"g-1, g-2",In productie,01-02-19,l-2,GeoNed,p-2,Kaartlijn,v-3,7,c-3,Kaarten\n'
)
COUPLINGS = (
    "Koppeling ID,Organisation,Organisatie ID,Samenwerking ID,Pakket ID 1,Pakketversie ID 1,Koppeling richting,Pakket ID 2,"
    "Pakketversie ID 2,Standaardversie,Transportprotocol,Aanvullende informatie\n"
    "11,Oosterlaak,g-1,,p-1,v-1,{},p-9,v-9,Berichten 3.1,bestand,zaken\n"
)
PRODUCTS = (
    "Leverancier Naam,Leverancier ID,Pakket Naam,Pakket ID,Pakketversie Naam,Referentiecomponenten leverancier,"
    "Referentiecomponenten leverancier UUID,Ondersteuning standaardversies\n"
    'Kadans,l-1,Zaakspil,p-1,4.1,"Zaken,Post","c-1,c-2","Berichten 3.0,Berichten 3.1"\n'
    "Kadans,l-1,Zaakspil,p-1,4.2,Archief,c-3,Berichten 3.1\n"
)


@pytest.fixture
def written(tmp_path):
    def make(text, name="export.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return make


def test_a_portfolio_becomes_applications_with_their_use(written):
    """Rows per component are one application; a partnership holds what its members share; a test is no production."""
    landscape = read_paths([written(PORTFOLIO)]).landscape
    applications = landscape["applications"].select("name", "version", "status", "environment", "holder").rows()

    assert applications == [
        ("Zaakspil", "4.2", "in gebruik", None, "org:gedeeld:g-1"),
        ("Zaakspil", None, "in invoering", "test", "org:gedeeld:g-2"),
        ("Kaartlijn", "7", "in gebruik", None, "org:gedeeld:s-1"),
    ]
    assert landscape["application_components"].height == 4
    assert landscape["application_uses"]["organisation"].to_list().count("org:gedeeld:g-1") == 2


def test_dates_have_the_day_first_and_the_year_last(written):
    """26-03-14 is the 26th of March 2014."""
    uses = read_paths([written(PORTFOLIO)]).landscape["application_uses"]

    assert {str(day) for day in uses["since"].drop_nulls()} == {"2014-03-26", "2019-02-01"}


def test_versions_of_a_product_are_one_product_with_all_functions(written):
    """Components are known by the identifier beside their name."""
    landscape = read_paths([written(PRODUCTS)]).landscape

    assert landscape["products"]["name"].to_list() == ["Zaakspil"]
    assert landscape["components"].select("name", "reference").rows() == [("Zaken", "c-1"), ("Post", "c-2"), ("Archief", "c-3")]
    assert landscape["product_components"].height == 3
    assert landscape["product_standards"].height == 2


@pytest.mark.parametrize(
    ("direction", "ends", "doubts"),
    [
        ("left_to_right", [("g-1/v-1", "g-1/v-9")], 0),
        ("right_to_left", [("g-1/v-9", "g-1/v-1")], 0),
        ("bidirection", [("g-1/v-1", "g-1/v-9"), ("g-1/v-9", "g-1/v-1")], 0),
        ("unknown", [("g-1/v-1", "g-1/v-9")], 1),
    ],
)
def test_couplings_run_the_way_the_export_says(direction, ends, doubts, written):
    """Both ways is two couplings; an unknown direction is told."""
    delivery, findings = read(written(COUPLINGS.format(direction)))
    couplings = next(part.raw.cells for part in delivery.parts if part.raw.table == "couplings")

    assert couplings.select("source", "target").rows() == ends
    assert findings.count("softwarecatalogus.direction-unknown") == doubts


def test_data_of_people_are_never_read(written):
    """Contact, e-mail and telephone are in no table; a finding names the columns."""
    path = written(
        "Leverancier id,Supplier Name,Supplier Url,Supplier Contact,Supplier E-mailadres,Supplier Telefoon\n"
        "l-1,Kadans,https://kadans.invalid,J. de Vries,j@kadans.invalid,0612345678\n"
    )
    delivery, findings = read(path)

    assert "Vries" not in repr([part.raw.cells.to_dicts() for part in delivery.parts])
    assert findings.count("person.column") == 3


def test_partnerships_have_their_members(written):
    """Identifiers are parted by a comma and a blank."""
    path = written(
        "Collaboration ID,Collaboration Name,Collaboration type,Contact Name,Contact Email,Organisations Name,Organisations ID\n"
        's-1,SSC Laak,gr,X,x@y.invalid,"Oosterlaak,Dorpsdam","g-1, g-2"\n'
    )
    landscape = read_paths([path]).landscape

    assert landscape["memberships"].select("partnership", "member").rows() == [
        ("org:gedeeld:s-1", "org:gedeeld:g-1"), ("org:gedeeld:s-1", "org:gedeeld:g-2")
    ]  # fmt: skip


def test_another_file_is_not_recognised_and_refused_by_its_headers(written):
    """A list with other headers is left to other readers."""
    path = written("Applicatie;Leverancier\nZaakspil;Kadans\n")

    assert not recognised(path)
    with pytest.raises(InputRefused, match="Softwarecatalogus"):
        read(path)


def test_the_export_of_the_test_catalogue_is_read(real_data):
    """Lists in JSON, and a stray sign in a name."""
    delivery, _ = read(real_data("inventories/swc-export/export-applicaties_testomgeving.csv"))
    products = next(part.raw.cells for part in delivery.parts if part.raw.table == "products")

    assert products.height == 11
    assert "Atrea| workspace management" in products["name"].to_list()
