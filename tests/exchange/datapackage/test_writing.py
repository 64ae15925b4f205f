import json
from datetime import date

import polars as pl
import pytest

from wiel.errors import InputRefused
from wiel.exchange.datapackage import read, write
from wiel.landscape import TABLES, Landscape

AS_OF = date(2026, 11, 1)


@pytest.fixture
def small():
    schema = TABLES["contracts"].dtypes
    rows = [{"id": "a", "name": '=1+1 "x"', "annual_value": 123456, "joinable_by": []}, {"id": "b", "joinable_by": ["x;y", ""]}]
    return Landscape.of(AS_OF, {"contracts": pl.DataFrame(rows, schema=schema)})


def test_the_package_describes_every_table(tmp_path, small):
    """The descriptor holds date, digest, and per table fields with titles, bounds, words and links."""
    write(small, tmp_path / "p")
    package = json.loads((tmp_path / "p" / "datapackage.json").read_text("utf-8"))
    resources = {resource["name"].replace("-", "_"): resource for resource in package["resources"]}
    fields = {field["name"]: field for field in resources["organisations"]["schema"]["fields"]}

    assert package["wiel"] == {"format": 1, "as_of": "2026-11-01", "digest": small.digest()}
    assert list(resources) == list(TABLES)
    assert fields["kind"]["constraints"]["enum"][0] == "gemeente"
    assert fields["budget"]["unit"] == "eurocent"
    assert fields["name"]["constraints"] == {"required": True}
    assert resources["costs"]["schema"]["foreignKeys"][0]["reference"] == {"resource": "organisations", "fields": "id"}
    assert all((tmp_path / "p" / resource["path"]).stat().st_size == resource["bytes"] for resource in resources.values())


def test_values_are_canonical(tmp_path, small):
    """Amounts are whole cents, lists are JSON, unknown is empty, and no text is a formula, whatever the language."""
    write(small, tmp_path / "p")
    lines = (tmp_path / "p" / "data" / "contracts.csv").read_bytes().decode().split("\r\n")

    assert lines[1] == 'a,,,"\'=1+1 ""x""",,,,,123456,,,,,,[]'
    assert lines[2] == 'b,,,,,,,,,,,,,,"[""x;y"", """"]"'


@pytest.mark.parametrize("name", ["p", "p.zip"])
def test_equal_landscapes_give_equal_bytes(tmp_path, small, name):
    """Nothing of the day or the machine stands in the package."""
    contents = []
    for folder in ("een", "twee"):
        write(small, tmp_path / folder / name)
        files = sorted(file for file in (tmp_path / folder).rglob("*") if file.is_file())
        contents.append([(file.relative_to(tmp_path / folder), file.read_bytes()) for file in files])

    assert contents[0] == contents[1]


def test_an_older_package_is_replaced_whole(tmp_path, small):
    """Writing twice leaves one package and nothing beside it."""
    write(small, tmp_path / "p")
    write(Landscape.of(AS_OF), tmp_path / "p")

    assert read(tmp_path / "p")[0]["contracts"].height == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["p"]


@pytest.mark.parametrize("extra", ["brief.docx", "data/eigen.csv"])
def test_a_folder_with_files_of_somebody_is_left_alone(tmp_path, small, extra):
    """A folder that holds anything else is refused and stays as it was."""
    write(small, tmp_path / "p")
    (tmp_path / "p" / extra).write_text("van mij")
    before = {file: file.read_bytes() for file in (tmp_path / "p").rglob("*") if file.is_file()}
    with pytest.raises(InputRefused) as refusal:
        write(Landscape.of(AS_OF), tmp_path / "p")

    assert refusal.value.sentence.key == "datapackage.folder-in-use"
    assert before == {file: file.read_bytes() for file in (tmp_path / "p").rglob("*") if file.is_file()}


def test_a_failed_write_puts_the_old_package_back(tmp_path, small, monkeypatch):
    """When the new folder cannot take its place, the old one stands and no part is left."""
    write(small, tmp_path / "p")
    rename = type(tmp_path).rename

    def full(self, target):
        if self.name.endswith(".part"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(type(tmp_path), "rename", full)
    with pytest.raises(InputRefused):
        write(Landscape.of(AS_OF), tmp_path / "p")

    assert read(tmp_path / "p")[0].digest() == small.digest()
    assert [entry.name for entry in tmp_path.iterdir()] == ["p"]
