"""`wiel solve assign` from the command line."""

import json

import pytest
from click.testing import CliRunner

from wiel.cli.solve_assign import assign
from wiel.errors import Infeasible, InvalidProblem

PENCIL = {
    "members": 2,
    "functions": 2,
    "packages": 3,
    "open": [10, "6", 6],
    "join": [[5, 1, 1], [5, 1, 1]],
    "serve": [[m, f, k, 1] for m in range(2) for f, k in ((0, 0), (1, 0), (0, 1), (1, 2))],
}


def called(folder, content, *options):
    """What the command does with a JSON problem."""
    file = folder / "problem.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return CliRunner().invoke(assign, [str(file), *options])


def test_json(tmp_path):
    """A problem in JSON gives one object with cost, bound, gap, status, time and what is open."""
    result = called(tmp_path, PENCIL, "--json", "--work", "2000")
    answer = json.loads(result.stdout)

    assert (answer["objective"], answer["bound"], answer["gap"], answer["status"], answer["open"]) == (20, 20, 0, "optimal", [1, 2])
    assert set(answer) == {"objective", "bound", "gap", "status", "seconds", "open"}


def test_side_constraints(tmp_path):
    """Side constraints of the JSON count, and the plan shows who is served by what."""
    sides = {"couplings": [[0, 1, 1]], "must_keep": [[0, 0]], "max_moves": 1, "in_use": [[1, 1]]}
    answer = json.loads(called(tmp_path, PENCIL | sides, "--json", "--work", "2000", "--plan").stdout)

    assert (answer["objective"], answer["served_by"]) == (24, [[0, 0], [0, 0]])


def test_infeasible(tmp_path):
    """Demands that cannot hold together end with their names."""
    result = called(tmp_path, PENCIL | {"must_keep": [[0, 1]], "must_go": [[0, 1]], "max_moves": 9}, "--json")

    assert json.loads(result.stdout) == {"status": "infeasible", "conflict": ["must_keep[0,1]", "must_go[0,1]"]}
    assert (type(result.exception), result.exception.exit_status) == (Infeasible, 2)


def test_time_limit_and_words(tmp_path):
    """With a time limit and no JSON a page in Dutch tells the same."""
    result = called(tmp_path, PENCIL, "--time-limit", "1")

    assert "20,00 (optimaal)" in result.stdout


@pytest.mark.parametrize("option", ["--capacitated", "--uncapacitated"])
def test_warehouse_text(tmp_path, option):
    """Warehouse text is read with or without capacities."""
    file = tmp_path / "cap.txt"
    file.write_text("2 2\n 5 10. 5 12.\n 3 1. 9.\n 3 9. 1.\n")
    answer = json.loads(CliRunner().invoke(assign, [str(file), option, "--json", "--work", "2000"]).stdout)

    assert answer["objective"] == (24 if option == "--capacitated" else 20)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "valid JSON"),
        ("[1]", "one object"),
        ({"members": 1}, "no field"),
        (PENCIL | {"colour": "red"}, "not known: colour"),
        (PENCIL | {"open": [1, 2]}, "field open"),
        (PENCIL | {"members": 1.5}, "field members"),
        (PENCIL | {"serve": [[0, 0.5, 0, 1]]}, "field serve"),
        (PENCIL | {"max_moves": "many"}, "field max_moves"),
        (PENCIL | {"open": [10, -6, 6]}, "negative"),
    ],
)
def test_unusable(tmp_path, content, message):
    """Unusable input is refused with the field and status 2."""
    result = called(tmp_path, content, "--json")

    assert isinstance(result.exception, InvalidProblem)
    assert message in str(result.exception)
    assert (result.exception.exit_status, result.stdout) == (2, "")
