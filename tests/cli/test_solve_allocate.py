"""Allocation cases through the command line."""

import json

import pytest
from click.testing import CliRunner

from wiel.cli.solve_allocate import allocate
from wiel.errors import InvalidProblem


def solved(folder, problem):
    """The object that the command prints for a problem."""
    file = folder / "case.json"
    file.write_text(json.dumps(problem), encoding="utf-8")
    result = CliRunner().invoke(allocate, [str(file), "--json"])
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.fixture
def case(real_data):
    """A published case by its identifier."""
    entries = json.loads(real_data("benchmarks/allocation_cases.json").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in entries}.__getitem__


@pytest.mark.parametrize(
    ("method", "order", "group"),
    [
        ("direct", None, "direct"),
        ("step-down", ["PM", "IS"], "step_down[PM,IS]"),
        ("step-down", ["IS", "PM"], "step_down[IS,PM]"),
        ("reciprocal", None, "reciprocal"),
    ],
)
def test_castleford(tmp_path, case, method, order, group):
    """The engineering firm comes out as published by every method and order."""
    castleford = case("TV-05")
    problem = {"kind": "support", "method": method} | {part: castleford[part] for part in ("support", "operating", "shares")}
    answer = solved(tmp_path, problem | ({"order": order} if order else {}))
    assert answer["operating"] == pytest.approx((castleford["expect"] | castleford["computed"])[group], abs=castleford["tol"])
    if method == "reciprocal":
        assert answer["gross"] == pytest.approx(castleford["expect"]["reciprocal_gross"], abs=castleford["tol"])


def test_valron(tmp_path, case):
    """Counted drivers give the exact gross cost, not the one with a rounded ratio."""
    valron = case("TV-08")
    drivers = {"HR": valron["drivers"]["employees"], "GF": valron["drivers"]["sqft"]}
    answer = solved(tmp_path, {"kind": "support", "method": "reciprocal", "support": valron["support"], "drivers": drivers})
    assert answer["gross"] == pytest.approx(valron["exact"], abs=0.01)


def test_customer_service_department(tmp_path, case):
    """Time-driven and surveyed rates, used and unused capacity come out as published."""
    tv, time, survey = case("TV-09"), [], []
    for activity, share in zip(tv["activities"], tv["abc"]["shares"], strict=True):
        own = {"name": activity["name"], "volume": activity["volume"]}
        time.append(own | {"unit_time": activity["unit_min"]})
        survey.append(own | {"share": share})
    answer = solved(
        tmp_path, {"kind": "tdabc", "cost": tv["cost"], "practical_capacity": tv["practical_capacity_min"], "activities": time}
    )
    assert answer["rate"] == tv["rate"]
    assert [row["rate"] for row in answer["activities"]] == [activity["rate"] for activity in tv["activities"]]
    figures = [answer[field] for field in ("used_capacity", "used_cost", "unused_capacity", "unused_cost")]
    assert figures == [tv["expect"][field] for field in ("used_min", "assigned", "unused_min", "unused_cost")]
    surveyed = solved(tmp_path, {"kind": "abc", "cost": tv["cost"], "activities": survey})
    assert [row["rate"] for row in surveyed["activities"]] == tv["abc"]["rates"]


def test_cents(tmp_path, case):
    """EUR 100.00 over three gives the published cents."""
    cents = case("TV-14")
    answer = solved(tmp_path, {"kind": "rounding", "total": cents["total"], "weights": cents["weights"]})
    assert answer["parts"] == cents["expect"]


CASE = """
kind: support
method: step-down
order: [PM, IS]
support: {PM: 630, IS: -2000}
operating: {NO: 4000, Asm: 20}
shares:
  PM: {IS: 0.2, NO: 0.3, Asm: 0.5}
  IS: {PM: 0.1, NO: 0.8, Asm: 0.1}
"""


def test_page_for_people(tmp_path):
    """Without --json a YAML case gives headings in the language, figures in its notation, and the credit on standard error."""
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    result = CliRunner().invoke(allocate, [str(tmp_path / "case.yaml"), "--lang", "nl"])
    assert result.exit_code == 0
    assert "Gedragen door" in result.stdout
    assert "2.523,22" in result.stdout
    assert "Asm krijgt geld terug" not in result.stdout


def test_credit_is_said_on_standard_error(tmp_path):
    """A negative part is printed with its sign and the warning goes to standard error."""
    (tmp_path / "case.yaml").write_text(CASE.replace("-2000", "-20000"), encoding="utf-8")
    result = CliRunner().invoke(allocate, [str(tmp_path / "case.yaml"), "--json", "--lang", "en"])
    assert json.loads(result.stdout)["operating"]["NO"] < 0
    assert "NO gets money back" in result.stderr


@pytest.mark.parametrize("kind", ["tdabc", "abc", "tiers", "rounding"])
def test_every_kind_has_a_page(tmp_path, kind):
    """Each kind prints lines for people, none of them JSON."""
    activities = [
        {"name": "orders", "volume": 10, "unit_time": 2} if kind == "tdabc" else {"name": "orders", "volume": 10, "share": 1}
    ]
    problem = {
        "tdabc": {"cost": 100, "practical_capacity": 40, "activities": activities},
        "abc": {"cost": 100, "activities": activities},
        "tiers": {"bands": [{"up_to": None, "price": 2}], "use": {"A": 3}},
        "rounding": {"total": "1.00", "weights": [1, 2]},
    }[kind]
    (tmp_path / "case.json").write_text(json.dumps({"kind": kind} | problem), encoding="utf-8")
    result = CliRunner().invoke(allocate, [str(tmp_path / "case.json"), "--lang", "en"])
    assert (result.exit_code, f"alloc.{kind}" in result.stdout) == (0, True)


def test_unusable_case_has_status_two_and_a_remedy(tmp_path):
    """A broken case raises the error that the command line turns into status 2 with message and remedy."""
    (tmp_path / "case.json").write_text('{"kind": "rounding", "total": NaN, "weights": [1]}', encoding="utf-8")
    result = CliRunner().invoke(allocate, [str(tmp_path / "case.json"), "--json"])
    assert isinstance(result.exception, InvalidProblem)
    assert (result.exception.exit_status, result.stdout) == (2, "")
    assert result.exception.sentence.remedy("nl")


def test_absent_file_has_status_two(tmp_path):
    """A file that is not there ends with status 2."""
    assert CliRunner().invoke(allocate, [str(tmp_path / "none.json")]).exit_code == 2
