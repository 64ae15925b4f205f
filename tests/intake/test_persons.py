"""Names of people never get in, and are never repeated."""

import pytest

from wiel.intake import read_paths, read_region
from wiel.intake.persons import about_a_person, names_a_person


@pytest.mark.parametrize(
    "text",
    [
        "J. de Vries",
        "P.K. van der Meer",
        "beheer: A. Jansen",
        "Vries, J. de",
        "mevr. Bakker",
        "j.vries@laak.nl",
        "06-12345678",
        "Th. Öz",
    ],
)
def test_names_and_addresses_are_recognised(text):
    """Initials with a surname, a title, an address or a phone number."""
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    ["functioneel beheerder", "I.C.T. Beheerder", "2 x 2 jaar", "Rol 12", "Key-user Burgerzaken", "adviseur (0,8 fte)", "A.1 Rol"],
)
def test_roles_are_left_alone(text):
    """Abbreviations, numbers and capitals are no names."""
    assert not names_a_person(text)


@pytest.mark.parametrize(
    ("table", "header", "expected"),
    [
        ("staff", "Naam", True), ("staff", "Medewerker", True), ("staff", "rol", False), ("applications", "naam", False),
        ("contracts", "Contactpersoon", True), ("contracts", "E-mail", True), ("organisations", "Telefoonnummer", True),
        ("organisations", "Medewerkers", False), ("contracts", "naam", False),
    ],
)  # fmt: skip
def test_headers_tell_of_people(table, header, expected):
    """Contact data anywhere; the word naam only in tables about people."""
    assert about_a_person(table, header) is expected


def test_a_name_in_any_cell_of_a_staff_list_is_emptied(region, found):
    """Also a name as key, as number or in a list; the rows stay and the name is nowhere."""
    folder = region({"staff.csv": "id,role,fte,competences\nJ. de Vries,beheerder,A. Jansen,\nR-2,P.K. Bakker,1,Excel; M. Smit\n"})

    intake = read_region(folder)

    assert intake.landscape["staff"]["id"].to_list() == ["rol:gedeeld:row-2", "rol:gedeeld:R-2"]
    assert found(intake).count(("person.cell", 2, "id")) == 1
    assert {place[1:] for place in found(intake) if place[0] == "person.cell"} == {
        (2, "id"),
        (2, "fte"),
        (3, "role"),
        (3, "competences"),
    }
    words = str([f.as_json(lang) for f in intake.findings for lang in ("nl", "en")]) + str(intake.landscape["staff"].to_dicts())
    assert not [name for name in ("Vries", "Jansen", "Bakker", "Smit") if name in words]


def test_a_column_of_contact_data_is_not_read(region, found):
    """A column that no table takes is told as contact data; one that the mapping takes is emptied cell by cell."""
    files = {
        "contracts.csv": "nummer,contactpersoon,telefoon\nC-1,Jan Jansen,1\nC-2,,2\n",
        "contracts.toml": 'table = "contracts"\ncolumns = { id = "nummer", name = "contactpersoon" }\n',
    }
    intake = read_region(region(files, '[[file]]\npath = "contracts.csv"\nmapping = "contracts.toml"\n'))

    assert intake.landscape["contracts"]["name"].to_list() == [None, None]
    assert found(intake)[:2] == [("person.cell", 2, "contactpersoon"), ("person.column", None, "telefoon")]


def test_evidence_of_a_role_may_hold_a_point(tmp_path):
    """In the list of duties only the column of the role is looked at."""
    path = tmp_path / "duties.csv"
    path.write_text("duty,organisation,owner_role,evidence\nBIO,,J. Smit,map P. Zaken\n", encoding="utf-8")

    duties = read_paths([path]).landscape["duties"]

    assert duties.select("owner_role", "evidence").row(0) == (None, "map P. Zaken")


def test_a_cell_beyond_the_header_of_a_staff_list_is_not_repeated(region):
    """Also what the reader of files finds is told without the name."""
    intake = read_region(region({"staff.csv": "id,role\nR-1,beheerder,J. de Vries\n"}))

    assert intake.findings.count("person.cell") == 1
    assert "Vries" not in str([finding.as_json("nl") for finding in intake.findings])


def test_an_address_in_any_column_of_words_is_emptied(tmp_path):
    """E-mail addresses are nobody's application name; the row stays and the address is not repeated."""
    path = tmp_path / "applications.csv"
    path.write_text("id,name\nA-1,jan.jansen@laak.nl\nA-2,Zaken\n", encoding="utf-8")

    intake = read_paths([path])

    assert intake.landscape["applications"]["name"].to_list() == [None, "Zaken"]
    assert "person.cell" in [finding.rule for finding in intake.findings]
    assert not any("jansen" in finding.sentence.message("nl").lower() for finding in intake.findings)
