"""Lists taken apart."""

import polars as pl
import pytest

from wiel.errors import InvalidProblem
from wiel.linking.names import checked, prepared


def table(*names, **columns):
    """A list with these names, numbered from 1."""
    return pl.DataFrame({"id": [str(n) for n in range(1, len(names) + 1)], "name": list(names), **columns})


def test_environment_version_and_legal_form_do_not_make_another_name():
    """Three spellings of one thing share their words; the numbers stand apart."""
    (names,) = prepared(checked(table("Zaaksysteem (test)", "ZAAKSYSTEEM_ACC", "Zaaksysteem v4.2")))

    assert names.row.tolist() == [0, 0, 1]
    assert names.names[0].words == names.names[1].words == ("zaaksysteem",)
    assert names.names[1].numbers == {"4.2"}


def test_a_name_of_nothing_but_marks_keeps_them():
    """Test, 2007 and B.V. are still names; signs alone are none."""
    (names,) = prepared(checked(table("test", "2007", "B.V.", "!!", "")))

    assert names.row.tolist() == [0, 1, 2, -1, -1]
    assert all(name.core for name in names.names)


def test_words_are_joined_or_split_as_the_lists_write_them_most():
    """Bever net is bevernet where that is a word; kern2zaken falls apart where its parts are more usual."""
    left, right = prepared(
        checked(table("Bever net")), checked(table("Bevernet", "KERN2ZAKEN", "Kern2 Zaken", "Kern2 Geld", "Zaken"))
    )

    assert left.names[0].words == ("bevernet",)
    assert right.names[1].words == ("kern2", "zaken")


def test_the_supplier_in_a_name_is_found_and_weighs_little():
    """Bornholt stands in the other list as a supplier."""
    left, _ = prepared(checked(table("Bornholt Geobase")), checked(table("Geobase", supplier=["Bornholt ICT"])))

    assert left.names[0].named == {("bornholt", "ict")}
    assert left.names[0].core == ("geobase",)


@pytest.mark.parametrize(
    ("frame", "rule"),
    [
        (pl.DataFrame({"id": ["1"]}), "linking.no-column"),
        (pl.DataFrame({"name": ["a"]}), "linking.no-column"),
        (pl.DataFrame({"id": ["1", " "], "name": ["a", "b"]}), "linking.empty-id"),
        (pl.DataFrame({"id": ["1", "1"], "name": ["a", "b"]}), "linking.double-id"),
    ],
)
def test_a_list_without_good_identifiers_is_refused(frame, rule):
    """Every refusal has a message and a remedy."""
    with pytest.raises(InvalidProblem) as refusal:
        checked(frame)

    assert refusal.value.sentence.key == rule
    assert refusal.value.sentence.message("nl")
    assert refusal.value.sentence.remedy("nl")
