"""Rules of the tables, at the cell where they are broken."""

import pytest

from wiel.errors import InputRefused
from wiel.intake import read_region


def test_several_faults_in_one_row_are_all_told(region, found):
    """A bad number, a bad date, a lost link and an end before the start: four findings in one row, two in the next, nothing lost."""
    header = "id,start,end,annual_value,notice_months,organisation\n"
    rows = "C,2027-01-01,2026-01-01,veel,-3,weg\nC,?,2026-02-30,1,1,\n"
    intake = read_region(region({"contracts.csv": header + rows}))

    assert sorted(found(intake), key=str) == [
        ("cell.amount", 2, "annual_value"), ("cell.day", 3, "end"), ("cell.too-low", 2, "notice_months"), ("key.duplicate", 3, "id"),
        ("rule.contract_ends_after_start", 2, None), ("table.dangling", 2, "organisation"),
    ]  # fmt: skip
    assert intake.landscape["contracts"].height == 2


def test_a_value_that_must_be_there_is_told_under_the_header_of_the_file(region, found):
    """A blank name of a product is told once, at its cell."""
    files = {"p.csv": "nr,omschrijving\nP,\n", "p.toml": 'table = "products"\ncolumns = { id = "nr", name = "omschrijving" }\n'}

    intake = read_region(region(files, '[[file]]\npath = "p.csv"\nmapping = "p.toml"\n'))

    assert found(intake) == [("table.required", 2, "omschrijving")]


@pytest.mark.parametrize(
    ("rows", "ring"),
    [("A,A\n", "A → A"), ("A,B\nB,C\nC,A\n", "A → B → C → A"), ("D,A\nA,B\nB,A\n", "A → B → A"), ("a,B\nB,A\nA,a\n", None)],
)
def test_memberships_in_a_ring_are_refused_by_name(region, rows, ring):
    """Also where no list of organisations is there, and whatever the row that closes the ring."""
    with pytest.raises(InputRefused) as refusal:
        read_region(region({"memberships.csv": "partnership,member\n" + rows}))

    assert refusal.value.sentence.key == "memberships.cycle"
    assert ring is None or refusal.value.sentence.values["cycle"] == ring
    assert refusal.value.place.row is not None


def test_memberships_without_a_ring_pass(region):
    """One organisation in several partnerships, reached along two ways, is no ring."""
    files = {
        "organisations.csv": "id,name\nA,A\nB,B\nC,C\nD,D\n",
        "memberships.csv": "partnership,member\nA,B\nA,C\nB,D\nC,D\n",
    }
    assert read_region(region(files)).landscape["memberships"].height == 4
