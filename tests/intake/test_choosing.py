"""Who is studied."""

import pytest

from wiel.errors import InputRefused
from wiel.intake import read_region

FILES = {
    "applications.csv": "id,product,lid\n1,P,Noord\n2,P,Noord\n3,,Noord\n4,P,Zuid\n5,Q,Zuid\n6,P,Aalst\n7,Q,Aalst\n8,P,West\n",
    "products.csv": "id,name\nP,Pakket\nQ,Kwadraat\n",
}
LIST = '[[file]]\npath = "applications.csv"\nmember_column = "lid"\n'


def _names(intake) -> list[str]:
    names = dict(intake.landscape["organisations"].select("id", "name").iter_rows())
    return [names[member] for member in intake.region.members]


@pytest.mark.parametrize(
    ("study", "expected"),
    [
        ("", ["Noord", "Zuid", "Aalst", "West"]),
        ('members = ["Zuid", "West"]', ["Zuid", "West"]),
        ("members = { largest = 2 }", ["Aalst", "Noord"]),
        ('members = { largest = 3, by = "products" }', ["Aalst", "Noord", "Zuid"]),
        ('members = { largest = 2, by = "applications" }', ["Noord", "Aalst"]),
        ('members = { largest = 9, by = "inhabitants" }', ["West", "Aalst", "Noord", "Zuid"]),
    ],
)
def test_members_are_all_those_named_or_the_largest(region, study, expected):
    """By products an application of unknown product counts as one of its own; unknown inhabitants count as least; ties go by name."""
    declared = '[[member]]\nname = "West"\ninhabitants = 5\n' if "inhabitants" in study else ""

    assert _names(read_region(region(FILES, f"{declared}{LIST}[study]\n{study}\n"))) == expected


def test_the_region_may_list_its_members(region):
    """In the order of the region."""
    head = 'name = "x"\nas_of = 2026-11-01\nmembers = ["West", "Noord"]\n'

    assert _names(read_region(region(FILES, LIST, head))) == ["West", "Noord"]


def test_a_member_of_whom_nothing_is_known_is_a_finding(region, found):
    """It may be a misspelt name."""
    intake = read_region(region(FILES, LIST + '[study]\nmembers = ["Noort", "Zuid"]\n'))

    assert found(intake)[-1] == ("member.without-data", None, None)
    assert intake.findings.items[-1].sentence.values["name"] == "Noort"


def test_without_any_member_those_with_applications_are_studied(region):
    """Or the municipalities, where a list names them."""
    files = {
        "organisations.csv": "id,name,kind\nL,Laak,gemeente\nS,Maaswerk,leverancier\n",
        "application_uses.csv": "application,organisation\n",
    }
    assert _names(read_region(region(files))) == ["Laak"]


def test_options_are_handed_on(region):
    """As the description gives them."""
    intake = read_region(region(FILES, LIST + "[study.options.overlap]\nwindow_months = 6\n"))

    assert intake.region.options == {"overlap": {"window_months": 6}}


def test_a_measure_that_does_not_exist_is_refused(region):
    """With the measures that do."""
    with pytest.raises(InputRefused, match="products, applications, inhabitants and workplaces"):
        read_region(region(FILES, LIST + '[study]\nmembers = { largest = 2, by = "geluk" }\n'))
