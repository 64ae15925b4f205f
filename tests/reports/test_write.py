"""The set of files as a whole."""

import sys
from dataclasses import replace

import pytest

from wiel.quantities import Confidentiality
from wiel.reports import dossier, dossiers, write

OPENBAAR = Confidentiality.OPENBAAR
FILES = ["bijlage-vertrouwelijk", "dossier-intern", "dossier-openbaar"]


def test_one_set_per_class_and_a_page_per_council(study, written):
    """PDF, XLSX and HTML for each class, and one page for each of the ten councils."""
    found = sorted(str(file.relative_to(written)) for file in written.rglob("*") if file.is_file())
    councils = [f"raad/raad-{member.rpartition(':')[2]}.pdf" for member in sorted(study.members)]

    assert found == sorted(f"{name}.{kind}" for name in FILES for kind in ("html", "pdf", "xlsx")) + councils


def test_the_same_study_gives_the_same_bytes(build, written, tmp_path):
    """Made again from the start, all nineteen files are equal."""
    again = write(dossiers(build()), tmp_path)

    assert len(again) == 19
    assert all(file.read_bytes() == (written / file.relative_to(tmp_path)).read_bytes() for file in again)


def test_english_gives_the_same_files_with_english_words(study, tmp_path):
    """The set in English has the same names; its words and language are English."""
    files = write({Confidentiality.INTERN: dossier(study, Confidentiality.INTERN, "en")}, tmp_path)
    page = (tmp_path / "dossier-intern.html").read_text(encoding="utf-8")

    assert [file.name for file in files] == ["dossier-intern.pdf", "dossier-intern.xlsx", "dossier-intern.html"]
    assert '<html lang="en">' in page
    assert "What is missing and how to get it" in page
    assert "onbekend" not in page


def test_nothing_is_left_behind_when_one_file_cannot_be_made(study, tmp_path, monkeypatch):
    """A failure halfway leaves neither files nor a half-made folder."""

    def broken(dossier):
        raise RuntimeError("broken")

    monkeypatch.setattr(sys.modules["wiel.reports.write"], "dossier_html", broken)
    with pytest.raises(RuntimeError, match="broken"):
        write(dossiers(study), tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


def test_other_files_in_the_folder_stay_and_old_dossiers_are_replaced(study, tmp_path):
    """Writing again replaces the dossier and touches nothing else."""
    public = {Confidentiality.OPENBAAR: dossiers(study)[Confidentiality.OPENBAAR]}
    (tmp_path / "notulen.txt").write_text("blijft")
    (tmp_path / "dossier-openbaar.html").write_text("oud")
    write(public, tmp_path)

    assert (tmp_path / "notulen.txt").read_text() == "blijft"
    assert (tmp_path / "dossier-openbaar.html").read_bytes().startswith(b"<!doctype html>")


@pytest.mark.parametrize("count", [0, 1, 2, 20])
def test_a_region_of_any_size_gives_a_dossier(build, tmp_path, count):
    """No member, one, two or twenty: each set is complete."""
    members = {f"Ministerie van langdradige aangelegenheden {i}": None for i in range(count)}
    functions = [("", f"Functie {i}", "Een Twee", ("ab?-" * 5)[:count]) for i in range(60)] if count else []
    made = dossier(build(members, functions, None), OPENBAAR)
    files = write({OPENBAAR: replace(made, councils=made.councils[:2])}, tmp_path)

    assert len(made.councils) == count
    assert len(files) == 3 + min(2, count)
