"""The list of distortions: what it says is what the files show."""

from pathlib import Path

import pytest

from wiel.exchange.delimited import decoded
from wiel.exchange.sheets import open_book
from wiel.samples.streek.distortions import distortions
from wiel.samples.streek.members import MEMBERS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "streek-verstoringen.md"
IN_NAMES = [d for d in distortions().values() if d.about in ("naam", "leverancier", "omgeving", "rij")]


@pytest.mark.parametrize("distortion", IN_NAMES, ids=lambda d: d.identifier)
def test_a_distortion_occurs_where_the_list_says_and_nowhere_else(streek, distortion):
    """Every member that the list names has it in at least one row, unless chance is less than one in twenty rows; no other has it."""
    members = {truth.member for truth in streek.truths if distortion.identifier in truth.applied}

    assert members
    assert members <= set(distortion.members)
    if distortion.share and distortion.share >= 0.05 and distortion.about != "rij":
        assert members == set(distortion.members)


def test_names_undergo_as_much_as_the_list_says(streek):
    """The share of names with a distortion lies near the chance in the list, where it can happen to every name."""
    wanted = distortions()["supplier-before"]
    rows = [t for t in streek.truths if t.member in wanted.members and t.product is not None and t.why == "application"]
    share = sum("supplier-before" in truth.applied for truth in rows) / len(rows)

    assert wanted.share is not None
    assert abs(share - wanted.share) < 0.04


def test_a_name_undergoes_at_most_two_distortions(streek):
    """More would be nobody's list."""
    names = {d.identifier for d in IN_NAMES if d.about == "naam"}

    assert max(len(names & set(truth.applied)) for truth in streek.truths) == 2


def test_members_in_the_list_exist():
    """A misspelt key would be a distortion of nobody."""
    keys = {member.key for member in MEMBERS}

    assert all(set(distortion.members) <= keys for distortion in distortions().values())


@pytest.mark.parametrize(
    ("file", "encoding", "sign"),
    [
        ("lommerhout applicatielijst.csv", "cp1252", ";"),
        ("elsterbeek applicaties.txt", "utf-16", "\t"),
        ("heukelwaard glpi.csv", "utf-8-sig", ";"),
    ],
)
def test_text_files_have_the_encoding_and_the_sign_of_the_list(streek, file, encoding, sign):
    """Windows-1252, UTF-16 with tabs, and UTF-8 with a mark."""
    text, found = decoded((streek.folder / file).read_bytes(), file)

    assert found == encoding
    assert text.splitlines()[0].count(sign) > 5


def test_the_hand_made_sheet_has_titles_a_header_of_two_rows_headings_and_a_total(streek):
    """As somebody keeps it who prints it."""
    rows = [[str(cell) for cell in row] for row in open_book(streek.folder / "zandwierde applicaties (def).xlsx").rows("Blad1")]
    words = [[cell for cell in row if cell] for row in rows]

    assert words[0] == ["Overzicht applicaties gemeente Zandwierde"]
    assert sum("Contactpersoon" in row for row in words) == 2
    assert ["Domein Ruimte"] in words
    assert words[-1][0].startswith("Totaal ")


def test_names_of_people_are_in_the_files_and_not_in_the_landscape(streek):
    """Invented ones; the reader refuses their columns."""
    tables = streek.intake.landscape.tables.values()

    assert "Q. Verzonnen" in (streek.folder / "heukelwaard glpi.csv").read_text(encoding="utf-8-sig")
    assert not any("Verzonnen" in str(row) for table in tables for row in table.iter_rows())
    assert {f.place.file for f in streek.intake.findings if f.rule == "person.column"} >= {"heukelwaard glpi.csv"}


def test_the_page_shows_the_list():
    """Every row of the table in the documentation is a row of the list, with its example, and the other way round."""
    page = PAGE.read_text(encoding="utf-8").splitlines()
    rows = {f"| `{d.identifier}` | {d.what} | {d.before} | {d.after} |" for d in distortions().values()}

    shown = {row for row in page if row.startswith("| `")}
    assert {row.rsplit("|", 3)[0] + "|" for row in shown} == rows
