"""Identifiers are the same again for the same file, and unique."""

import string

from hypothesis import given
from hypothesis import strategies as st

from wiel.intake import read_region
from wiel.intake.identifiers import slug, slugs


@given(st.text(min_size=1))
def test_a_slug_is_plain_and_never_empty(name):
    """Lower-case letters, digits and single hyphens, whatever the name."""
    made = slug(name)

    assert made
    assert set(made) <= set(string.ascii_lowercase + string.digits + "-")
    assert slug(made) == made


@given(st.lists(st.text(min_size=1), max_size=8))
def test_different_names_have_different_slugs(names):
    """Names that differ in more than capitals never share a slug, in whatever order they come."""
    made = slugs(names)

    assert len(set(made.values())) == len({name.casefold() for name in names})
    assert made == slugs(list(reversed(names)))


def test_an_identifier_is_prefix_owner_and_key(region):
    """The owner is the member that delivers; what all share belongs to nobody; a whole identifier stays."""
    files = {
        "applications.csv": "id,name,product\nA-1,Zaak,P-1\napp:elders:A-9,Extern,P-1\n",
        "products.csv": "id,name\nP-1,Zaaksysteem\n",
    }
    landscape = read_region(region(files, '[[file]]\npath = "applications.csv"\nmember = "Súdwest-Laak"\n')).landscape

    assert landscape["applications"]["id"].to_list() == ["app:sudwest-laak:A-1", "app:elders:A-9"]
    assert landscape["applications"]["holder"].to_list() == ["org:gedeeld:sudwest-laak"] * 2
    assert landscape["products"]["id"].to_list() == ["prd:gedeeld:P-1"]


def test_a_row_without_key_is_named_after_its_line(region, found):
    """A key that is blank, unknown or a failed formula: the row stays, with a finding at the cell."""
    intake = read_region(region({"applications.csv": "id,name\n,Een\n?,Twee\n#REF!,Drie\n"}))

    assert intake.landscape["applications"]["id"].to_list() == [f"app:gedeeld:row-{n}" for n in (2, 3, 4)]
    assert [place for place in found(intake) if place[0] == "key.missing"] == [("key.missing", n, "id") for n in (2, 3, 4)]


def test_a_list_without_a_column_of_keys_uses_the_name(region, found):
    """One finding for the list; two rows of one name both stay without a further finding."""
    intake = read_region(region({"applications.csv": "name,version\nZaaksysteem,1\nZaaksysteem,2\nLoket,\n"}))

    assert intake.landscape["applications"]["id"].to_list() == [
        "app:gedeeld:zaaksysteem",
        "app:gedeeld:zaaksysteem#2",
        "app:gedeeld:loket",
    ]
    assert found(intake) == [("key.no-column", None, None)]
