"""The history inside a data package."""

from datetime import date

import pytest

from wiel.errors import InputRefused
from wiel.exchange.datapackage import history, read, write
from wiel.landscape import Landscape

EMPTY = Landscape.of(date(2026, 11, 1))


@pytest.mark.parametrize("name", ["pakket", "pakket.zip"])
def test_the_history_is_kept_beside_the_tables_and_does_not_count_as_one(tmp_path, name):
    """The same landscape is read, without a finding; the changes come back in their order."""
    write(EMPTY, tmp_path / name, [b"{}", b"[1]"])
    landscape, findings = read(tmp_path / name)

    assert history(tmp_path / name) == [b"{}", b"[1]"]
    assert landscape.digest() == EMPTY.digest()
    assert len(findings) == 0


def test_a_package_with_a_history_may_be_written_again(tmp_path):
    """The folder holds nothing but a data package of Wiel; a strange file beside it still stops the writing."""
    write(EMPTY, tmp_path / "pakket", [b"{}"])
    write(EMPTY, tmp_path / "pakket", [b"{}", b"{}"])
    assert len(history(tmp_path / "pakket" / "datapackage.json")) == 2

    (tmp_path / "pakket" / "history" / "brief.docx").write_bytes(b"x")
    with pytest.raises(InputRefused) as refusal:
        write(EMPTY, tmp_path / "pakket")
    assert refusal.value.sentence.key == "datapackage.folder-in-use"


def test_a_package_without_history_has_none(tmp_path):
    """Nothing was changed yet."""
    write(EMPTY, tmp_path / "pakket")

    assert history(tmp_path / "pakket") == []


def test_a_gap_in_the_history_is_refused(tmp_path):
    """Undoing over a gap could not give the landscape of before."""
    write(EMPTY, tmp_path / "pakket", [b"{}", b"{}"])
    (tmp_path / "pakket" / "history" / "0001.json").unlink()

    with pytest.raises(InputRefused) as refusal:
        history(tmp_path / "pakket")
    assert refusal.value.sentence.key == "datapackage.history-gap"
