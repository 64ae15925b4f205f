from pathlib import Path

import pytest

from wiel.errors import InputRefused
from wiel.exchange.table import Exclusion, TableMapping, load_mapping, read
from wiel.exchange.table.loading import EXCLUSION_KEYS, TABLE_KEYS
from wiel.schema import words

WHOLE = """
table = "application_uses"
columns = { application = "product_id", organisation = "agency", since = "ato_date" }
dates = ["%Y-%m-%d"]
decimal = "."
sheet = "Blad1"
header_row = 3
member_column = "agency"
owner = "Oosterlaak"
derive = "applications"
ignore = ["kind"]
exclude = [
  { column = "agency", equals = "Legacy", reason = "no organisation" },
  { column = "kind", in = ["a", "b"], reason = "test" },
  { column = "kind", matches = "^x", reason = "old" },
]
"""


@pytest.fixture
def mapping(tmp_path):
    def load(text):
        (tmp_path / "m.toml").write_text(text, encoding="utf-8")
        return load_mapping(tmp_path / "m.toml")

    return load


def test_every_key_of_a_mapping_is_read(mapping):
    """The mapping holds what the file says, nothing more."""
    loaded = mapping(WHOLE)

    assert loaded.file == "m.toml"
    assert loaded.tables == (
        TableMapping(
            "application_uses",
            {"application": "product_id", "organisation": "agency", "since": "ato_date"},
            dates=("%Y-%m-%d",),
            decimal=".",
            exclude=(
                Exclusion("agency", "no organisation", equals="Legacy"),
                Exclusion("kind", "test", among=("a", "b")),
                Exclusion("kind", "old", matches="^x"),
            ),
            sheet="Blad1",
            header_row=3,
            member_column="agency",
            owner="Oosterlaak",
            derive="applications",
            ignore=("kind",),
        ),
    )


def test_one_file_may_bring_several_tables(mapping):
    """Each [[table]] is one; keys beside them hold for all that do not say otherwise."""
    text = (
        'decimal = "."\n[[table]]\ntable = "products"\ncolumns = { name = "p", components = "f" }\nsplit = { components = "|" }\n'
    )
    loaded = mapping(text + '[[table]]\ntable = "organisations"\ndecimal = ","\ncolumns = { name = "vendor" }\n')

    assert [table.table for table in loaded.tables] == ["products", "organisations"]
    assert [table.decimal for table in loaded.tables] == [".", ","]
    assert loaded.tables[0].split == {"components": "|"}


def test_the_region_may_say_whose_rows_they_are(mapping):
    """The member column and the owner of the region go before those of the mapping."""
    loaded = mapping('table = "costs"\nowner = "A"\n').for_member(column="gemeente")

    assert (loaded.tables[0].member_column, loaded.tables[0].owner) == ("gemeente", "A")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("table = ", "mapping.no-toml"),
        ('columns = { name = "x" }', "mapping.no-table"),
        ("table = []", "mapping.no-table"),
        ('table = "applicaties"', "mapping.unknown-table"),
        ('table = "costs"\ncollumns = {}', "mapping.unknown-key"),
        ('table = "costs"\ncolumns = { amout = "x" }', "mapping.unknown-column"),
        ('table = "costs"\nsplit = { amout = "," }', "mapping.unknown-column"),
        ('table = "staff"\nsplit = { competences = ", " }', "mapping.wrong-value"),
        ('table = "costs"\ncolumns = { amount = 3 }', "mapping.wrong-value"),
        ('table = "costs"\ndecimal = ";"', "mapping.wrong-value"),
        ('table = "costs"\ndates = ["dd-mm-yyyy"]', "mapping.wrong-value"),
        ('table = "costs"\ndates = [1]', "mapping.wrong-value"),
        ('table = "costs"\nheader_row = 0', "mapping.wrong-value"),
        ('table = "costs"\nheader_row = true', "mapping.wrong-value"),
        ('table = "costs"\nexclude = ["x"]', "mapping.wrong-value"),
        ('table = "costs"\nexclude = [{ column = "x", reason = "y", matches = "(" }]', "mapping.wrong-value"),
        ('table = "costs"\nexclude = [{ column = "x", equals = "y" }]', "mapping.exclusion"),
        ('table = "costs"\nexclude = [{ column = "x", reason = "y" }]', "mapping.exclusion"),
        ('table = "costs"\nexclude = [{ column = "x", reason = "y", equals = "a", in = ["b"] }]', "mapping.exclusion"),
        ('table = "costs"\nexclude = [{ column = "x", reason = "y", equal = "a" }]', "mapping.unknown-key"),
        ('table = "costs"\nderive = "uses"', "mapping.wrong-value"),
        ('table = "costs"\nderive = "applications"', "mapping.derive"),
        ('table = "application_uses"\nderive = "applications"\ncolumns = { application = "p" }', "mapping.derive"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(mapping, text, key):
    """Every slip in a mapping file has its own sentence and remedy in both languages."""
    with pytest.raises(InputRefused) as refusal:
        mapping(text)

    assert refusal.value.sentence.key == key
    assert all(refusal.value.sentence.message(language) for language in ("nl", "en"))
    assert all(refusal.value.sentence.remedy(language) for language in ("nl", "en"))
    assert refusal.value.place.file == "m.toml"


def test_every_key_is_explained():
    """The page for users names every key that a mapping may have, and its example is a mapping that can be read."""
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "mapping.md").read_text("utf-8")

    assert [key for key in TABLE_KEYS if f"| `{key}` |" not in page] == []
    assert [key for key in EXCLUSION_KEYS if f"`{key}`" not in page] == []


def test_the_example_for_users_does_what_it_says(tmp_path):
    """The list and the mapping of the page give one application with two functions and one row left out."""
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "mapping.md").read_text("utf-8")
    for name, language in (("lijst.csv", "csv"), ("lijst.toml", "toml")):
        (tmp_path / name).write_text(page.split(f"```{language}\n", 1)[1].split("```", 1)[0], encoding="utf-8")
    delivery, findings = read(tmp_path / "lijst.csv", load_mapping(tmp_path / "lijst.toml"))
    part = delivery.parts[0]

    assert part.raw.cells["id"].to_list() == ["A-017"]
    assert words(part.raw, "components").to_list() == [["zaakafhandeling", "archief"]]
    assert [(entry.reason, entry.rows) for entry in part.excluded] == [("geen echte applicatie", (3,))]
    assert (part.members.to_list(), part.raw.unused, len(findings)) == (["Oosterlaak"], (), 0)
