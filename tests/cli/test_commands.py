"""What the commands print and make."""

import json

from wiel.exchange import datapackage
from wiel.samples import buurtschap


def test_check_prints_tables_and_findings_as_one_object(wiel, region):
    """A clean region has tables, no finding and status 0."""
    done = wiel("check", region, "--json")

    assert done.status == 0
    assert done.json["tables"]["applications"] == 12
    assert done.json["findings"] == []


def test_convert_to_a_data_package_loses_nothing(wiel, region, tmp_path):
    """Workbook → data package gives the landscape back."""
    done = wiel("convert", region, "-o", tmp_path / "pakket", "--json")

    landscape, findings = datapackage.read(tmp_path / "pakket")
    assert done.json["output"] == str(tmp_path / "pakket")
    assert landscape.digest() == buurtschap().digest()
    assert len(findings) == 0


def test_run_gives_summary_tables_findings_and_trace(wiel, region, tmp_path):
    """The result of overlap on buurtschap, also as a file that a later run can build on."""
    done = wiel("run", "overlap", region, "-o", tmp_path / "overlap.json", "--json")

    assert set(done.json) == {"summary", "tables", "findings", "trace", "files"}
    assert done.json["summary"]["components"] == 6
    assert json.loads((tmp_path / "overlap.json").read_text(encoding="utf-8"))["summary"] == done.json["summary"]
    assert wiel("run", "inventory", region, "--with", tmp_path / "overlap.json", "--json").status == 0


def test_a_lower_class_shows_less(wiel, region):
    """At openbaar no product stands beside a municipality."""
    public = wiel("run", "overlap", region, "--json", "--class", "openbaar").out
    internal = wiel("run", "overlap", region, "--json", "--class", "intern").out

    assert "Loketrix" in internal
    assert "Loketrix" not in public


def test_a_study_makes_a_set_per_class(wiel, region, tmp_path):
    """PDF, workbook and page for each class, and a page per council."""
    done = wiel("study", "feasibility", region, "-o", tmp_path / "uit", "--json")

    names = {path.name for path in (tmp_path / "uit").iterdir()}
    sets = {
        f"{base}.{kind}"
        for base in ("dossier-openbaar", "dossier-intern", "bijlage-vertrouwelijk")
        for kind in ("pdf", "xlsx", "html")
    }
    assert done.status == 0
    assert sets <= names
    assert {path.name for path in (tmp_path / "uit" / "raad").iterdir()} >= {"raad-aakerk.pdf"}
    assert len(done.json["files"]) >= len(sets)


def test_the_same_input_gives_the_same_bytes(wiel, region, tmp_path):
    """Two runs differ in nothing."""
    for name in ("een", "twee"):
        wiel("study", "feasibility", region, "-o", tmp_path / name)

    first = {p.relative_to(tmp_path / "een"): p.read_bytes() for p in (tmp_path / "een").rglob("*") if p.is_file()}
    second = {p.relative_to(tmp_path / "twee"): p.read_bytes() for p in (tmp_path / "twee").rglob("*") if p.is_file()}
    assert [str(path) for path in first if first[path] != second.get(path)] == []
    assert set(first) == set(second)


def test_a_changed_parameter_stands_in_the_trace_with_its_source(wiel, region):
    """The overlay of the command line is named."""
    done = wiel("run", "overlap", region, "--set", "overlap.window_months=7", "--json")

    used = {entry["name"]: entry for entry in done.json["trace"]["parameters"]}
    assert used["overlap.window_months"]["value"] == "7"


def test_parameters_name_date_source_and_label(wiel):
    """Every default shows where it comes from."""
    listed = wiel("parameters", "--json").json["parameters"]

    assert listed
    assert all(entry["source"] and entry["label"] in "SDKO" and entry["valid_from"] for entry in listed)


def test_versions_names_what_matters_in_a_report(wiel):
    """Wiel, Python and the libraries."""
    found = wiel("versions", "--json").json

    assert {"wiel", "python", "polars"} <= set(found)


def test_english_is_spoken_on_request(wiel, tmp_path):
    """Messages follow --lang, also for errors."""
    assert "Made:" in wiel("landscape", "new", "-o", tmp_path / "a.xlsx", "--lang", "en").out
    assert "Gemaakt:" in wiel("landscape", "new", "-o", tmp_path / "b.xlsx").out


def test_a_landscape_becomes_a_model_and_is_read_back(wiel, region, tmp_path):
    """Any command that reads files reads an ArchiMate model too."""
    made = wiel("convert", region, "-o", tmp_path / "model.xml")

    found = wiel("check", tmp_path / "model.xml", "--as-of", "2026-11-01", "--json")
    assert made.status == 0
    assert found.json["tables"]["applications"] == 12
    assert found.json["tables"]["application_uses"] == 14
    assert wiel("run", "overlap", tmp_path / "model.xml", "--json").status == 0
