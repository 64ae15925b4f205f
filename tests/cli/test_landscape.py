"""`wiel landscape`: lists that come back, from preview to undo."""

from pathlib import Path

import pytest

from wiel.exchange import datapackage, workbook
from wiel.samples import buurtschap

NEWER = "id,name,hosting,end_of_support\nA1,Burgerbalie,,2029-07-01\nA2,Financiën,SaaS,\nA9,Rondkom,,\n"
BROKEN = "id,name,end_of_support\nA1,Burgerzaken,31-02-2027\nA2,Financiën,\n"


@pytest.fixture(params=["pakket", "pakket.zip"])
def package(request, tmp_path) -> Path:
    """Buurtschap as a data package: a folder and a zip."""
    path = tmp_path / request.param
    datapackage.write(buurtschap(), path)
    return path


@pytest.fixture
def folder(tmp_path) -> Path:
    """Buurtschap as a folder."""
    datapackage.write(buurtschap(), tmp_path / "pakket")
    return tmp_path / "pakket"


@pytest.fixture
def lists(tmp_path):
    """A list of applications of Aakerk."""

    def write(text: str) -> Path:
        path = tmp_path / "applicaties.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def digest(package: Path) -> str:
    """What the package holds."""
    return datapackage.read(package)[0].digest()


def test_a_preview_changes_nothing_and_says_what_would(wiel, package, lists):
    """Bar, counts, differences with unknown on both sides, what to do next; status 0."""
    before = package.stat().st_mtime_ns
    done = wiel("landscape", "import", lists(NEWER), "--into", package, "--member", "Aakerk")

    assert (done.status, done.err) == (0, "")
    assert "er is nog niets veranderd" in done.out
    assert "Burgerbalie: hosting: eigen beheer → onbekend" in done.out
    assert "einde ondersteuning: 31-12-2028 → 1-7-2029" in done.out
    assert "+ nieuw       Rondkom" in done.out
    assert "− ontbreekt   Zaken" in done.out
    assert "--apply" in done.out.splitlines()[-1]
    assert (package.stat().st_mtime_ns, digest(package)) == (before, buurtschap().digest())


def test_apply_and_undo_give_the_digest_back_step_by_step(wiel, package, lists):
    """Two imports, two undos, each exactly one step; a third has nothing left."""
    words = ("landscape", "import", lists(NEWER), "--into", package, "--member", "Aakerk", "--apply", "--json")
    first = wiel(*words).json
    lists("id,name\nA1,Balie\n")
    second = wiel(*words, "--remove-missing").json

    assert (first["applied"], first["number"], second["number"]) == (True, 1, 2)
    assert first["digest"]["before"] == buurtschap().digest()
    assert digest(package) == second["digest"]["after"] != second["digest"]["before"] == first["digest"]["after"]
    assert wiel("landscape", "undo", package, "--json").json["digest"]["after"] == first["digest"]["after"] == digest(package)
    assert wiel("landscape", "undo", package).status == 0
    assert digest(package) == buurtschap().digest()
    assert wiel("landscape", "undo", package).status == 1
    assert [entry["undone"] for entry in wiel("landscape", "history", package, "--json").json["imports"]] == [True, True]


def test_errors_stop_the_import_unless_unknown_is_accepted(wiel, folder, lists):
    """Status 1 with a remedy and nothing changed; accepted, the cell is unknown."""
    words = ("landscape", "import", lists(BROKEN), "--into", folder, "--member", "Aakerk", "--apply")
    refused = wiel(*words)
    assert refused.status == 1
    assert "Nog 1 fout en 1 keuze" in refused.out
    assert "--accept-unknown" in refused.err
    assert digest(folder) == buurtschap().digest()

    assert wiel(*words, "--accept-unknown").status == 0
    applications = datapackage.read(folder)[0]["applications"]
    assert applications.filter(id="app:aakerk:A1")["end_of_support"].to_list() == [None]


def test_json_holds_counts_changes_and_findings(wiel, folder, lists):
    """One object; a refused import prints it too."""
    done = wiel("landscape", "import", lists(BROKEN), "--into", folder, "--member", "Aakerk", "--apply", "--json")

    assert done.status == 1
    assert done.json["applied"] is False
    assert done.json["counts"] == {"unchanged": 1, "changed": 0, "new": 0, "waiting": 1, "missing": 1, "removed": 0}
    assert done.json["changes"][0]["cells"] == [{"column": "end_of_support", "before": "2028-12-31", "after": None}]
    assert done.json["changes"][0]["line"] == 2
    assert done.json["findings"][0]["rule"] == "cell.day"


def test_an_unedited_export_changes_nothing(wiel, folder, tmp_path):
    """Nor does it make a step in the history."""
    workbook.write(buurtschap(), tmp_path / "lijst.xlsx")
    done = wiel("landscape", "import", tmp_path / "lijst.xlsx", "--into", folder, "--apply")

    assert done.status == 0
    assert "zegt niets nieuws" in done.out
    assert "nog niets overgenomen" in wiel("landscape", "history", folder).out


def test_undo_leaves_later_work_alone(wiel, folder, lists):
    """A package that was changed in another way after the import is not touched."""
    wiel("landscape", "import", lists(NEWER), "--into", folder, "--member", "Aakerk", "--apply")
    kept = datapackage.history(folder)
    datapackage.write(buurtschap(), folder, kept)
    done = wiel("landscape", "undo", folder)

    assert done.status == 1
    assert "op een andere manier veranderd" in done.err
    assert digest(folder) == buurtschap().digest()


def test_the_history_tells_each_import(wiel, folder, lists):
    """File, date, counts, and whether it was undone; in English on request."""
    wiel("landscape", "import", lists(NEWER), "--into", folder, "--member", "Aakerk", "--apply")
    assert wiel("landscape", "history", folder).out.startswith("1. applicaties.csv, landschap op 1-11-2026: 1 gewijzigd, ")

    wiel("landscape", "undo", folder)
    assert wiel("landscape", "history", folder, "--lang", "en").out.strip().endswith("(undone)")


@pytest.mark.parametrize("wrong", ["ontbreekt", "lijst.xlsx"])
def test_what_is_no_data_package_is_refused_with_a_remedy(wiel, lists, tmp_path, wrong):
    """Nothing is made in its place."""
    if wrong.endswith("xlsx"):
        workbook.write(buurtschap(), tmp_path / wrong)
    for words in (("import", lists(NEWER), "--into", tmp_path / wrong), ("undo", tmp_path / wrong), ("history", tmp_path / wrong)):
        done = wiel("landscape", *words)
        assert (done.status, "→" in done.err) == (1, True), words
    assert not (tmp_path / "ontbreekt").exists()
