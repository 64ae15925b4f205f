import zipfile

import pytest

from wiel.errors import InputRefused
from wiel.exchange.files import packed, read_bytes, unpacked, write_atomically


def rule(action, *arguments, **more):
    with pytest.raises(InputRefused) as refusal:
        action(*arguments, **more)
    assert refusal.value.sentence.message("nl")
    assert refusal.value.sentence.remedy("en")
    return refusal.value.sentence.key


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """A missing file is refused by name."""
    assert rule(read_bytes, tmp_path / "weg.csv") == "file.missing"


def test_a_folder_is_refused(tmp_path):
    """A folder where a file is expected is refused as a folder."""
    assert rule(read_bytes, tmp_path) == "file.folder"


def test_an_empty_file_is_refused(tmp_path):
    """A file of no bytes is refused."""
    (tmp_path / "leeg.csv").write_bytes(b"")

    assert rule(read_bytes, tmp_path / "leeg.csv") == "file.empty"


def test_a_name_that_cannot_be_a_file_is_refused():
    """A name with a null character is refused, not a stack trace."""
    assert rule(read_bytes, "a\0b") == "file.cannot-open"


def test_a_file_without_read_permission_is_refused(tmp_path, as_nobody):
    """A user who may not read the file is told so."""
    path = tmp_path / "dicht.csv"
    path.write_bytes(b"a;b")
    path.chmod(0)
    code = f"""
from pathlib import Path
from wiel.errors import InputRefused
from wiel.exchange.files import read_bytes
from wiel.texts import say
#DROP
import os
os.chdir('/')
try:
    read_bytes(Path({str(path)!r}))
except InputRefused as refusal:
    print(refusal.sentence.key)
"""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)

    assert as_nobody(code) == "file.no-permission"


def test_a_file_over_the_limit_is_refused(tmp_path):
    """No more is read than the limit."""
    (tmp_path / "groot.csv").write_bytes(b"x" * 11)

    assert rule(read_bytes, tmp_path / "groot.csv", limit=10) == "file.too-large"
    assert read_bytes(tmp_path / "groot.csv", limit=11) == b"x" * 11


def test_a_zip_bomb_is_refused(zipped):
    """What unpacks beyond the limit is refused before it fills the memory, over all members together."""
    bomb = zipped({"a": b"0" * 700_000, "b": b"0" * 700_000})

    assert len(bomb) < 10_000
    assert rule(unpacked, bomb, "bom.zip", limit=1_000_000) == "file.unpacks-too-large"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_zip_is_refused(zipped, kept):
    """A zip of which the end is missing is refused."""
    data = zipped({"a": bytes(range(256)) * 50, "b": b"x"})

    assert rule(unpacked, data[: int(len(data) * kept)], "af.zip") == "file.damaged-zip"


def test_a_zip_with_a_changed_byte_is_refused(zipped):
    """Content that does not meet its checksum is refused."""
    data = bytearray(zipped({"a": bytes(range(256))}))
    data[60] ^= 0xFF

    assert rule(unpacked, bytes(data), "kapot.zip") == "file.damaged-zip"


def test_a_zip_with_a_member_twice_is_refused(tmp_path):
    """Two members of one name would let two readers see two contents."""
    path = tmp_path / "dubbel.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")

    assert rule(unpacked, path.read_bytes(), "dubbel.zip") == "file.damaged-zip"


def test_packing_gives_equal_bytes_and_the_members_back():
    """The day does not stand in the zip."""
    members = {"b.csv": b"2", "a/ë.csv": b"1"}

    assert packed(members) == packed(dict(members))
    assert members == unpacked(packed(members), "x.zip")


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path):
    """Writing makes the folder, replaces an older file and leaves no part."""
    path = tmp_path / "nieuw" / "a.txt"
    write_atomically(path, b"een")
    write_atomically(path, b"twee")

    assert path.read_bytes() == b"twee"
    assert [path] == list(path.parent.iterdir())


def test_writing_over_a_folder_is_refused(tmp_path):
    """A folder in the way is left alone."""
    assert rule(write_atomically, tmp_path, b"x") == "file.folder-in-the-way"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    """When the last step fails, the old content stands and no part is left."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"oud")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)

    assert rule(write_atomically, path, b"nieuw") == "file.cannot-write"
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.txt", b"oud")]
