"""Every case that stands beside an instrument gives what it says, worked out with pencil and paper."""

from datetime import date
from importlib.resources import files
from typing import Any

import polars as pl
import pytest
import yaml

from wiel.landscape import Landscape
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet, instruments, load_options, load_run
from wiel.results import Result
from wiel.samples import buurtschap, landscape_from_rows

KEYS = {"name", "as_of", "landscape", "members", "parameters", "options", "expected", "source"}
SAMPLES = {"buurtschap": buurtschap}


def _cases() -> list[Any]:
    found = []
    for identifier in instruments():
        folder = files("wiel.instruments").joinpath(identifier, "cases")
        for entry in sorted(folder.iterdir(), key=lambda e: e.name) if folder.is_dir() else []:
            if entry.name.endswith(".yaml"):
                found.append(pytest.param(identifier, entry, id=f"{identifier}/{entry.name.removesuffix('.yaml')}"))
    return found


def _landscape(case: dict[str, Any]) -> Landscape:
    given = case["landscape"]
    if isinstance(given, str):
        sample = SAMPLES[given]()
        return Landscape(case["as_of"], sample.tables)
    return landscape_from_rows(case["as_of"], given)


def _result(identifier: str, case: dict[str, Any]) -> Result:
    descriptor, landscape = instruments()[identifier], _landscape(case)
    towns = landscape["organisations"].filter(pl.col("kind") == "gemeente")["id"].to_list()
    inputs = Inputs(landscape, tuple(case.get("members", towns)))
    options = load_options(descriptor)(**case.get("options", {}))
    return load_run(descriptor)(inputs, Parameters.load(case.get("parameters")), options, Quiet())


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, float):
        return found is not None and found == pytest.approx(expected, abs=1e-6)
    return bool(found == expected)


@pytest.mark.parametrize(("identifier", "entry"), _cases())
def test_case_gives_what_it_says(identifier, entry):
    """Facts are equal; each expected row matches exactly one row of the table in the columns that it names."""
    case = yaml.safe_load(entry.read_text(encoding="utf-8"))
    result, expected = _result(identifier, case), case["expected"]

    assert {n: v for n, v in expected.get("facts", {}).items() if not _same(result.facts[n], v)} == {}
    assert {name: result.tables[name].frame.height for name in expected.get("rows", {})} == expected.get("rows", {})
    for name, rows in expected.get("tables", {}).items():
        table = list(result.tables[name].frame.iter_rows(named=True))
        for row in rows:
            matching = [found for found in table if all(_same(found[column], value) for column, value in row.items())]
            assert (row, len(matching)) == (row, 1)
    assert [f.rule for f in result.findings] == expected.get("findings", [f.rule for f in result.findings])


@pytest.mark.parametrize(("identifier", "entry"), _cases())
def test_case_says_where_it_comes_from(identifier, entry):
    """A case has a name, a date, a source, something expected, and no keys that nobody reads."""
    case = yaml.safe_load(entry.read_text(encoding="utf-8"))

    assert set(case) <= KEYS
    assert set(case["expected"]) <= {"facts", "tables", "rows", "findings"}
    assert all(case[key] for key in ("name", "source", "landscape", "expected"))
    assert isinstance(case["as_of"], date)
