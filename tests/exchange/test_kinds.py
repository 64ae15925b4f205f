"""Files that are no list, whatever their name."""

import io
import zipfile

import pytest

from wiel.errors import InputRefused
from wiel.exchange import cmdb, table, workbook
from wiel.exchange.review import read_names


def packed(**members: str) -> bytes:
    """A zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


FILES = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "word": packed(word__document="<x/>"),
    "slides": packed(ppt__presentation="<x/>"),
    "image": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "page": b"\xef\xbb\xbf<html><body><table><tr><td>Applicatie</td></tr></table>",
    "archive": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "open-sheet": packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
}


@pytest.mark.parametrize("name", ["lijst.xlsx", "lijst.csv"])
@pytest.mark.parametrize("kind", FILES)
def test_a_file_of_another_sort_is_named(kind, name, tmp_path):
    """By its content, under either name, by every reader of lists."""
    path = tmp_path / name
    path.write_bytes(FILES[kind])
    for read in (table.read, cmdb.propose, read_names):
        with pytest.raises(InputRefused) as refusal:
            read(path)
        assert refusal.value.sentence.key == f"file.is-{kind}"
        assert refusal.value.sentence.remedy("nl")


def test_a_list_that_begins_like_an_image_is_a_list(tmp_path):
    """BM may be a header."""
    path = tmp_path / "lijst.csv"
    path.write_text("BM;naam\n1;Zaak\n", encoding="utf-8")

    assert read_names(path)[0]["name"].to_list() == ["Zaak"]


def test_a_picture_is_no_workbook(tmp_path):
    """The reader of the template says so too."""
    path = tmp_path / "werkblad.xlsx"
    path.write_bytes(FILES["image"])
    with pytest.raises(InputRefused) as refusal:
        workbook.read(path)

    assert refusal.value.sentence.key == "file.is-image"
