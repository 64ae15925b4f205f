"""Which supplier is meant."""

from importlib import resources

import pytest
import yaml

from wiel.linking.suppliers import Suppliers, bare, canonical, same


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Getronics PinkRoccade", "PinkRoccade Local Government"),
        ("CENTRIC IT Solutions B.V.", "Centric"),
        ("Unit 4", "Unit4"),
        ("Mintlab", "xxllnc"),
        ("Raet", "Visma"),
    ],
)
def test_an_older_or_longer_name_is_the_same_supplier(written, meant):
    """The alias list knows renamings and spellings."""
    assert same(canonical(written), canonical(meant))


def test_a_legal_form_does_not_count_unless_it_is_all_there_is():
    """Group B.V. keeps its words."""
    assert bare("Amstel Software B.V.") == ("amstel", "software")
    assert bare("Amstel Software NV") == ("amstel", "software")
    assert bare("Group") == ("group",)


def test_every_alias_has_a_label_and_a_source():
    """No alias without where it comes from, and no written form for two suppliers."""
    entries = yaml.safe_load(resources.files("wiel.linking").joinpath("suppliers.yaml").read_text(encoding="utf-8"))
    meant = {(bare(form), entry["name"]) for entry in entries for form in (entry["name"], *entry["also"])}

    assert all(entry["label"] in "SDKO" and entry["source"] for entry in entries)
    assert len(meant) == len({form for form, _ in meant})


def test_a_supplier_is_found_in_a_name_by_its_first_word_when_only_one_has_it():
    """Two suppliers called Amstel: the first word alone says nothing."""
    one = Suppliers.of(["Bornholt ICT"]).found(("bornholt", "geobase"))
    two = Suppliers.of(["Amstel Software", "Amstel Data"]).found(("amstel", "geobase"))

    assert one == (frozenset({("bornholt", "ict")}), frozenset({0}))
    assert two == (frozenset(), frozenset())
