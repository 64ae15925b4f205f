"""Bad input: refused whole with nothing left behind, or kept with a finding."""

import subprocess
import sys
from pathlib import Path

import pytest

HEADER = "id,name,holder,status\n"


def _csv(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes((HEADER + "\n".join(lines) + "\n").encode(encoding))
    return path


def _truncated(folder: Path) -> Path:
    whole = (folder / "buurtschap.xlsx").read_bytes()
    (folder / "buurtschap.xlsx").write_bytes(whole[: len(whole) // 2])
    return folder


def _empty(folder: Path) -> Path:
    (folder / "buurtschap.xlsx").write_bytes(b"")
    return folder


def _directory(folder: Path) -> Path:
    (folder / "buurtschap.xlsx").unlink()
    (folder / "buurtschap.xlsx").mkdir()
    return folder


def _missing(folder: Path) -> Path:
    (folder / "buurtschap.xlsx").unlink()
    return folder


def _bad_toml(folder: Path) -> Path:
    (folder / "region.toml").write_text("name = [", encoding="utf-8")
    return folder


def _unknown_key(folder: Path) -> Path:
    text = (folder / "region.toml").read_text(encoding="utf-8")
    (folder / "region.toml").write_text('naam = "x"\n' + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("spoil", [_truncated, _empty, _directory, _missing, _bad_toml, _unknown_key])
def test_an_unusable_file_is_refused_whole_and_nothing_is_left_behind(wiel, region, tmp_path, spoil):
    """Status 1, the name of the file, what to do, and no dossier."""
    done = wiel("study", "feasibility", spoil(region), "-o", tmp_path / "uit")

    assert done.status == 1
    assert "buurtschap.xlsx" in done.err or "region.toml" in done.err
    assert "→" in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "uit").exists()


def test_a_wrong_encoding_is_refused_with_its_name(wiel, tmp_path):
    """Bytes that are no text in any encoding that Wiel reads are refused."""
    path = tmp_path / "applications.csv"
    path.write_bytes(HEADER.encode() + b"a,\x81\x8d\x8f,org,\xff\xfe\n")

    done = wiel("check", path)

    assert done.status == 1
    assert "applications.csv" in done.err


# What the interpreter loads late is loaded first: another user may not read the Python of this one.
AS_NOBODY = """
import os, sys
import wiel.cli.files
from wiel.cli import main
from wiel.texts import keys
keys("nl")
sys.argv = ["wiel", "check", sys.argv[1]]
if os.geteuid() == 0:
    os.seteuid(65534)
main()
"""


def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    """An unprivileged user without permission gets the reason, not a traceback."""
    path = _csv(tmp_path / "applications.csv", "A-1,Naam,,")
    path.chmod(0)
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)

    done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, check=False)

    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "applications.csv" in done.stderr
    assert "→" in done.stderr


def test_a_circle_of_memberships_is_refused_by_name(wiel, tmp_path):
    """Partnerships that are members of one another have no meaning."""
    path = tmp_path / "memberships.csv"
    path.write_text("partnership,member\nA,B\nB,A\n", encoding="utf-8")

    done = wiel("check", path)

    assert done.status == 1
    assert "A" in done.err
    assert "B" in done.err


def test_wrong_use_is_status_two(wiel, region, tmp_path):
    """Unknown commands, options, instruments, parameters and profiles."""
    for words in (
        ["nonsense"],
        ["check"],
        ["run", "nonsense", region],
        ["run", "overlap", region, "--option", "nonsense=1"],
        ["study", "feasibility", region, "-o", tmp_path / "uit", "--profile", "nonsense"],
        ["study", "feasibility", region, "-o", tmp_path / "uit", "--set", "nonsense.name=1"],
        ["parameters", "nonsense"],
        ["convert", region, "-o", tmp_path / "uit.docx"],
    ):
        assert wiel(*words).status == 2, words
    assert not (tmp_path / "uit").exists()


def test_faulty_cells_are_findings_and_no_row_is_lost(wiel, tmp_path):
    """A failed formula, a duplicate key, a dangling link and dates in two notations: all are reported, all rows stay."""
    path = tmp_path / "applications.csv"
    path.write_text(
        "id,name,holder,end_of_support,rto_hours\n"
        "A-1,Een,Nergenshuizen,2027-01-31,#REF!\nA-1,Twee,,31-12-2027,4\nA-3,Drie,,2027-02-30,-5\n",
        encoding="utf-8",
    )

    found = wiel("check", path, "--json")

    rules = {finding["rule"] for finding in found.json["findings"]}
    assert found.status == 1
    assert found.json["tables"]["applications"] == 3
    assert {"cell.formula-error", "cell.day-notation", "cell.day", "cell.too-low"} <= rules
    assert all(finding["message"] and finding["remedy"] for finding in found.json["findings"])
    assert {finding["row"] for finding in found.json["findings"] if finding["rule"] == "cell.day"} == {4}


def test_names_of_persons_are_refused_and_never_repeated(wiel, tmp_path):
    """The cell of a person is emptied; the name stands nowhere in the output."""
    path = tmp_path / "staff.csv"
    path.write_text("id,organisation,role,medewerker\nR-1,,beheerder,J. Jansen\nR-2,,P.K. de Vries,\n", encoding="utf-8")

    found = wiel("check", path, "--json")

    assert found.json["tables"]["staff"] == 2
    assert "Jansen" not in found.out
    assert "de Vries" not in found.out
    assert any("person" in finding["rule"] for finding in found.json["findings"])
