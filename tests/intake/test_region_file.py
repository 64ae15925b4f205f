"""The description of a region is read strictly."""

from pathlib import Path

import pytest

from wiel.errors import InputRefused
from wiel.intake import Largest
from wiel.intake.region_file import load_region

HEAD = 'name = "Laakstreek"\nas_of = 2026-11-01\n'
FILE = '[[file]]\npath = "lijst.csv"\n'


def _folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "lijst.csv").write_text("id,name\n", encoding="utf-8")
    (tmp_path / "lijst.toml").write_text("", encoding="utf-8")
    (tmp_path / "region.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_description_holds_files_members_and_settings(tmp_path):
    """Every key arrives where it belongs."""
    text = (
        'name = "Laakstreek"\nquestion = "Samen?"\nas_of = 2026-11-01\n'
        '[[member]]\nname = "Laak"\ninhabitants = 21500\npartnership = "Laakstreek"\n'
        '[[file]]\npath = "lijst.csv"\nmember = "Laak"\nmapping = "lijst.toml"\ncomplete = true\n'
        '[study]\nkeys = ["inhabitants"]\nscenarios = ["samen"]\n[study.options.overlap]\nwindow = 6\n'
    )

    region = load_region(_folder(tmp_path, text))

    assert (region.name, region.question, region.study.keys) == ("Laakstreek", "Samen?", ("inhabitants",))
    assert region.files[0].path == tmp_path / "lijst.csv"
    assert (region.files[0].member, region.files[0].mapping, region.files[0].complete) == ("Laak", tmp_path / "lijst.toml", True)
    assert region.declared[0].figures == {"inhabitants": "21500"}
    assert region.declared[0].memberships == ("Laakstreek",)
    assert region.options == {"overlap": {"window": 6}}


def test_the_largest_members_may_be_asked_for(tmp_path):
    """The number and the measure; by products where nothing is said."""
    text = HEAD + FILE + "[study]\nmembers = { largest = 20 }\n"

    assert load_region(_folder(tmp_path, text)).study.members == Largest(20, "products")


WRONG = {
    HEAD + 'naam = "x"\n' + FILE: "region.unknown-key",
    HEAD + FILE + "[study]\nsleutels = []\n": "region.unknown-key",
    HEAD + '[[file]]\npath = "lijst.csv"\nmap = "x"\n': "region.unknown-key",
    "as_of = 2026-11-01\n" + FILE: "region.missing-key",
    'name = "x"\n' + FILE: "region.missing-key",
    HEAD + '[[file]]\nmember = "Laak"\n': "region.missing-key",
    HEAD + FILE + '[study]\nmembers = { by = "products" }\n': "region.missing-key",
    HEAD: "region.no-files",
    'name = " "\nas_of = 2026-11-01\n' + FILE: "region.empty",
    "name = 3\nas_of = 2026-11-01\n" + FILE: "region.not-text",
    'name = "x"\nas_of = "vandaag"\n' + FILE: "region.not-day",
    'name = "x"\nas_of = 2026-11-01T10:00:00\n' + FILE: "region.not-day",
    HEAD + FILE + 'member = "Laak"\ncomplete = "ja"\n': "region.not-flag",
    HEAD + FILE + "[study]\nmembers = { largest = 0 }\n": "region.not-count",
    HEAD + FILE + "[study]\nmembers = { largest = true }\n": "region.not-count",
    HEAD + '[[member]]\nname = "Laak"\ninhabitants = -1\n' + FILE: "region.not-number",
    HEAD + "members = [1]\n" + FILE: "region.not-list",
    HEAD + "study = 1\n" + FILE: "region.not-table",
    HEAD + FILE + "[study]\noptions = { overlap = 1 }\n": "region.not-table",
    HEAD + 'file = "lijst.csv"\n': "region.not-tables",
    HEAD + "file = [1]\n": "region.not-tables",
    HEAD + FILE + 'role = "iets"\n': "region.not-one-of",
    HEAD + 'member_kind = "dorp"\n' + FILE: "region.not-one-of",
    HEAD + FILE + 'member = "Laak"\nmember_column = "organisatie"\n': "region.two-owners",
    HEAD + FILE + 'member = "Laak"\nrole = "reference"\n': "region.reference-with-member",
    HEAD + FILE + "complete = true\n": "region.complete-without-member",
    HEAD + '[[member]]\nname = "Laak"\n[[member]]\nname = "LAAK"\n' + FILE: "region.member-twice",
    HEAD + '[[file]]\npath = "weg.csv"\n': "region.file-absent",
    HEAD + '[[file]]\npath = "a\\u0000b.csv"\n': "region.file-absent",
    HEAD + '[[file]]\npath = "../lijst.csv"\n': "region.outside",
    HEAD + '[[file]]\npath = "/etc/hostname"\n': "region.outside",
    HEAD + "name = [": "region.not-toml",
}


@pytest.mark.parametrize(("text", "key"), WRONG.items(), ids=[f"{n}-{key}" for n, key in enumerate(WRONG.values())])
def test_what_cannot_be_is_refused_with_a_remedy(tmp_path, text, key):
    """Every refusal has its own sentence, names the file and says what to do, in both languages."""
    with pytest.raises(InputRefused) as refusal:
        load_region(_folder(tmp_path, text))

    sentence = refusal.value.sentence
    assert sentence.key == key
    assert refusal.value.place.file == "region.toml"
    assert all(sentence.message(language) and sentence.remedy(language) for language in ("nl", "en"))


def test_a_folder_without_description_is_refused(tmp_path):
    """The folder is named."""
    with pytest.raises(InputRefused, match=str(tmp_path)):
        load_region(tmp_path)


def test_a_description_that_is_no_utf8_is_refused(tmp_path):
    """A file in another encoding is not guessed at."""
    (tmp_path / "region.toml").write_bytes('name = "Súdwest"'.encode("latin-1"))

    with pytest.raises(InputRefused, match="UTF-8"):
        load_region(tmp_path)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    """A symbolic link counts as the place it leads to."""
    inner, other = tmp_path / "regio", tmp_path / "elders.csv"
    inner.mkdir()
    other.write_text("id,name\n", encoding="utf-8")
    (inner / "lijst.csv").symlink_to(other)
    (inner / "region.toml").write_text(HEAD + FILE, encoding="utf-8")

    with pytest.raises(InputRefused, match="outside the folder"):
        load_region(inner)


def test_lists_may_stand_in_a_folder_of_their_own(tmp_path):
    """With a data folder, lists start from there and mappings from the description; neither may leave its folder."""
    description, data = tmp_path / "beschrijving", tmp_path / "gegevens"
    description.mkdir()
    data.mkdir()
    (data / "lijst.csv").write_text("id,name\n", encoding="utf-8")
    (description / "lijst.toml").write_text("", encoding="utf-8")
    (description / "region.toml").write_text(HEAD + FILE + 'mapping = "lijst.toml"\n', encoding="utf-8")

    file = load_region(description, data).files[0]

    assert (file.path, file.mapping) == (data / "lijst.csv", description / "lijst.toml")
    with pytest.raises(InputRefused, match="not in"):
        load_region(description)
