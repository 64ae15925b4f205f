"""What a list is taken for, one trouble at a time."""

import pytest

from wiel.errors import InputRefused
from wiel.exchange.cmdb import propose
from wiel.exchange.table import read


@pytest.fixture
def proposed(tmp_path):
    def make(text, name="lijst.csv"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return propose(tmp_path / name)

    return make


def targets(proposal):
    return {column.header: column.target for column in proposal.sheets[0].columns}


def cells(proposal, tmp_path, table="applications"):
    parts = read(tmp_path / proposal.file, proposal.mapping)[0].parts
    return next(part.raw.cells for part in parts if part.raw.table == table)


def test_an_export_of_glpi_is_understood(proposed):
    """English headers, semicolons and quotes."""
    found = proposed(
        '"Name";"Entity";"Publisher";"Version";"Number of installations";"Comments"\n'
        '"Zaakspil";"Oosterlaak";"Kadans";"4.2";"12";""\n"Kasboek";"Oosterlaak";"Kadans";"3.0";"4";""\n'
    )

    assert found.sure
    assert targets(found) == {
        "Name": "applications.name",
        "Entity": "member",
        "Publisher": "products.supplier",
        "Version": "applications.version",
        "Number of installations": "application_uses.workplaces",
        "Comments": None,
    }


def test_an_export_of_topdesk_is_understood(proposed):
    """Asset numbers are keys and the manager is a person."""
    found = proposed(
        "Asset-ID,Naam,Leverancier,Status,Beheerder\nAPP001,Zaakspil,Kadans,Operationeel,J. de Vries\nAPP002,Kasboek,Kadans,Vervallen,\n"
    )

    assert targets(found) == {
        "Asset-ID": "applications.id",
        "Naam": "applications.name",
        "Leverancier": "products.supplier",
        "Status": "applications.status",
        "Beheerder": "people",
    }


def test_words_for_status_and_hosting_become_those_of_the_landscape(proposed, tmp_path):
    """A word that is not known stays, so that reading it becomes a finding."""
    found = proposed(
        "Applicatie;Status;Hosting\nZaakspil;Operationeel;On-Premise\nKasboek;vervallen;cloud\nGeo;gekkigheid;n.v.t.\n"
    )

    assert cells(found, tmp_path)["status"].to_list() == ["in gebruik", "buiten gebruik", "gekkigheid"]
    assert cells(found, tmp_path)["hosting"].to_list() == ["eigen beheer", "SaaS", None]


@pytest.mark.parametrize(
    ("name", "environment", "product"),
    [
        ("Zaakspil (TEST)", "test", "Zaakspil"),
        ("Zaakspil_ACC", "acceptatie", "Zaakspil"),
        ("Zaakspil - opleiding", "opleiding", "Zaakspil"),
        ("Zaakspil-T", "test", "Zaakspil"),
        ("Latest", None, "Latest"),
        ("Vitamine A", None, "Vitamine A"),
    ],
)
def test_an_environment_at_the_end_of_a_name_is_an_installation_of_the_same_product(name, environment, product, proposed, tmp_path):
    """The name stays whole; the product does not carry the environment; other words at the end are no environment."""
    found = cells(proposed(f"Applicatie;Leverancier\nAnders (test);x\n{name};Kadans\nKasboek;Kadans\n"), tmp_path)
    row = found.row(1, named=True)
    translated = {"(test": "test"}.get(row["environment"], row["environment"])

    assert (row["name"], row["product"], translated) == (name, product, environment)


def test_a_column_with_environments_is_read(proposed, tmp_path):
    """Letters and words; several with production among them are the application itself."""
    found = cells(proposed("Applicatie;Omgeving\nA1;P\nA2;Test\nA3;T/A/P\nA4;OTAP\nA5;acc\n"), tmp_path)

    assert found["environment"].to_list() == ["productie", "Test", "productie", "productie", "acceptatie"]


def test_product_version_and_supplier_in_one_cell_are_told_apart(proposed, tmp_path):
    """The part that recurs is the supplier, the digits are the version."""
    names = [
        "Kadans / Zaakspil / 4.2",
        "Kadans / Kasboek / 3",
        "GeoNed / Kaartlijn / 7.1",
        "GeoNed / Bomen / 2",
        "Kadans / Loket / 1",
    ]
    found = proposed("Applicatie;Functie\n" + "".join(f"{name};Burgerzaken\n" for name in names))

    assert cells(found, tmp_path, "products").rows() == [
        ("Zaakspil", "Kadans"), ("Kasboek", "Kadans"), ("Kaartlijn", "GeoNed"), ("Bomen", "GeoNed"), ("Loket", "Kadans")
    ]  # fmt: skip
    assert cells(found, tmp_path)["version"].to_list() == ["4.2", "3", "7.1", "2", "1"]


def test_sheets_without_a_list_are_told(xlsx):
    """Every sheet is read or named in a finding."""
    path = xlsx(
        Uitleg=[["Zomaar wat tekst"]],
        Lijst=[["Applicatie", "Leverancier"], ["Zaakspil", "Kadans"], ["Kasboek", "Kadans"]],
        Oud=[["Applicatie", "Leverancier"], ["Burgerbalie", "Kadans"]],
    )
    proposal = propose(path)

    assert [table.sheet for table in proposal.mapping.tables] == ["Lijst", "Lijst", "Oud", "Oud"]
    assert [f.place.sheet for f in proposal.findings() if f.rule == "cmdb.sheet-left"] == ["Uitleg"]


def test_a_file_without_a_list_is_refused_with_what_stands_in_it(proposed):
    """The message repeats the first words and says what to do."""
    with pytest.raises(InputRefused) as refusal:
        proposed("Datum;Bedrag\n1-1-2026;12\n")

    assert refusal.value.sentence.key == "cmdb.no-list"
    assert "Datum" in refusal.value.sentence.message("nl")


def test_headers_without_a_name_give_a_proposal_that_is_not_sure(proposed):
    """The column with the most different words is offered, and not used unseen."""
    found = proposed(
        "Wat;Leverancier;Status\nZaakspil;Kadans;actief\nKasboek;Kadans;actief\nKaart;Geo;vervallen\nLoket;Geo;actief\n"
    )

    assert targets(found)["Wat"] == "applications.name"
    assert not found.sure


def test_a_list_of_nothing_but_totals_is_refused(proposed):
    """What looked like a name is a total; then there is no list."""
    with pytest.raises(InputRefused):
        proposed("Applicatie;Kosten per jaar;Leverancier\nTotaal;12;\nSubtotaal;5;\n")


def test_the_number_of_a_contract_is_no_number_of_an_application(proposed, tmp_path):
    """One contract covers two applications; it is called after neither."""
    found = proposed(
        "Applicatie;Contract nummer;Contract einde\nZaakspil;C-1;31-12-2027\nKasboek;C-1;31-12-2027\nKaartlijn;C-2;1-5-2028\n"
    )

    contracts = cells(found, tmp_path, "contracts")
    assert targets(found)["Contract nummer"] == "contracts.id"
    assert contracts["id"].to_list() == ["C-1", "C-2"]
    assert "name" not in contracts.columns


def test_a_contract_of_one_application_is_called_after_it(proposed, tmp_path):
    """The name in the list is the only name there is."""
    found = proposed("Applicatie;Contract nummer;Contract einde\nZaakspil;C-1;31-12-2027\nKasboek;C-2;31-12-2027\n")

    assert cells(found, tmp_path, "contracts")["name"].to_list() == ["Zaakspil", "Kasboek"]


def test_a_total_with_a_number_in_it_is_no_application(proposed, tmp_path):
    """As people count below a list."""
    found = proposed("Applicatie;Leverancier;Versie\nZaakspil;Kadans;1\nKasboek;Kadans;2\nTotaal 2 applicaties;;\n")

    assert cells(found, tmp_path)["name"].to_list() == ["Zaakspil", "Kasboek"]
