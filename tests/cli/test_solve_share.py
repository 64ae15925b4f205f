"""`wiel solve share`: published problems in, shares out; unusable input with status 2 and a remedy."""

import json
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

GAME = {
    "kind": "cost",
    "players": ["A", "B", "C"],
    "values": {"A": 60, "B": 50, "C": 40, "A+B": 95, "A+C": 88, "B+C": 70, "A+B+C": 120},
    "weights": {"A": 30000, "B": 20000, "C": 10000},
}
CLAIMS = {"kind": "claims", "estate": 200, "claims": {"a": 100, "b": 200, "c": 300}}
AIRPORT = {"kind": "airport", "levels": [100, 180], "users": [4, 6]}


@pytest.fixture
def share(wiel, tmp_path):
    """Solve a problem by a rule, as a person would: the problem in a file, the answer as JSON."""

    def solve(problem: Any, rule: str, *more: str):
        path = tmp_path / "problem.json"
        path.write_text(problem if isinstance(problem, str) else json.dumps(problem), encoding="utf-8")
        return wiel("solve", "share", path, "--rule", rule, "--json", *more)

    return solve


def test_equal_shares_and_the_coalition_that_would_leave(share):
    """Equal shares of 120 over three: B and C pay 10 more than on their own; ε is −13/3."""
    done = share(GAME, "equal")

    core = {"empty": False, "inside": False, "violations": [{"coalition": ["B", "C"], "excess": 10.0}], "violated": 1}
    assert (done.status, done.err) == (0, "")
    assert done.json["core"] | core == done.json["core"]
    assert done.json["core"]["least_core_epsilon"] == pytest.approx(-13 / 3)
    assert done.json["shares"] == {"A": 40, "B": 40, "C": 40}
    assert done.json["sum"] == 120


def test_all_rules_divide_everything(share):
    """Every rule that applies, once, each summing to the total; the nucleoli carry an accepted certificate."""
    answers = share(GAME, "all").json

    rules = [
        "equal",
        "moriarty",
        "scrb",
        "ecna",
        "shapley",
        "nucleolus",
        "prenucleolus",
        "per-capita-nucleolus",
        "tau",
        "banzhaf",
        "core",
    ]
    assert [answer["rule"] for answer in answers] == [*rules, "proportional", "weighted-shapley"]
    assert all(answer["sum"] == pytest.approx(120) for answer in answers)
    assert [a["certificate"]["accepted"] for a in answers if "certificate" in a] == [True] * 4


def test_a_rule_without_meaning_says_why_in_a_list_and_is_refused_alone(share):
    """Tau of a game that is not quasi-balanced: null with a reason under all; status 2 when asked by name."""
    game = {"kind": "value", "players": ["A", "B"], "values": {"A": 3, "B": 3, "A+B": 5}}
    undefined = {answer["rule"]: answer["undefined"]["key"] for answer in share(game, "all").json if answer["shares"] is None}

    expected = {"tau": "games.tau-undefined"} | dict.fromkeys(["nucleolus", "per-capita-nucleolus"], "games.no-imputation")
    assert undefined == expected
    alone = share(game, "tau", "--lang", "en")
    assert (alone.status, alone.out) == (2, "")
    assert "prenucleolus or shapley" in alone.err


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("talmud", [50, 75, 75]), ("cea", [200 / 3] * 3), ("cel", [0, 50, 150]), ("proportional", [100 / 3, 200 / 3, 100])],
)
def test_claims(share, rule, expected):
    """An estate of 200 for claims of 100, 200 and 300."""
    assert list(share(CLAIMS, rule).json["shares"].values()) == pytest.approx(expected)


def test_airport(share):
    """Levels of 100 and 180 for 4 and 6 users: per unit of use, one share per level."""
    assert share(AIRPORT, "serial").json["shares"] == pytest.approx([10, 10 + 80 / 6])
    assert share(AIRPORT, "serial").json["sum"] == pytest.approx(180)
    assert [answer["rule"] for answer in share(AIRPORT, "all").json] == ["serial", "nucleolus"]


def test_yaml_csv_and_text_numbers_say_the_same(wiel, share, tmp_path):
    """The same game as JSON, YAML with decimal strings in any order of names, and CSV."""
    expected = share(GAME, "shapley").json
    yaml = tmp_path / "game.yaml"
    yaml.write_text(
        "kind: cost\nplayers: [A, B, C]\nvalues: {A: '60.00', B: 5e1, C: 40, B + A: 95, C+A: 88, C+B: 70, C+B+A: 120}\n"
    )
    table = tmp_path / "game.csv"
    table.write_text("coalition,value\nA,60\nB,50\nC,40\nA+B,95\nA+C,88\nB+C,70\n\nA+B+C,120\n", encoding="utf-8-sig")

    assert wiel("solve", "share", yaml, "--rule", "shapley", "--json").json == expected
    assert wiel("solve", "share", table, "--rule", "shapley", "--kind", "cost", "--json").json == expected


def test_the_page_for_people(wiel, tmp_path):
    """Without --json: shares, their sum and who would leave, in Dutch or English."""
    path = tmp_path / "game.json"
    path.write_text(json.dumps(GAME))

    dutch, english = wiel("solve", "share", path, "--rule", "all"), wiel("solve", "share", path, "--rule", "equal", "--lang", "en")
    assert "B en C: alleen 10,00 beter uit" in dutch.out
    assert "B and C: 10.00 better off alone" in english.out
    path.write_text(json.dumps({"kind": "value", "players": ["A", "B"], "values": {"A": 3, "B": 3, "A+B": 5}}))
    assert "De core is leeg" in wiel("solve", "share", path, "--rule", "all").out


def without(*names: str) -> dict[str, Any]:
    """The game without some coalitions."""
    return GAME | {"values": {name: value for name, value in GAME["values"].items() if name not in names}}


def more(**values: Any) -> dict[str, Any]:
    """The game with some values added or replaced."""
    return GAME | {"values": GAME["values"] | values}


REFUSED = [
    (without("A+C"), "shapley", "Coalition A+C has no value"),
    (without("A+C", "A+B"), "shapley", "2 coalitions have no value; the first is A+B"),
    (more(A=float("nan")), "shapley", "A is not a finite number"),
    (more(A=True), "shapley", "A is not a finite number"),
    (more(A="1,5"), "shapley", "A is not a finite number"),
    (more(**{"B+A": 3}), "shapley", "Coalition B+A is given twice"),
    (more(**{"A+A": 3}), "shapley", "names A twice"),
    (more(**{"A+D": 3}), "shapley", "A+D names D"),
    (more(**{"": 0}), "shapley", "without members"),
    (GAME | {"players": ["A", "B", "B"]}, "shapley", "Player B is listed twice"),
    (GAME | {"players": ["A", "B+C"]}, "shapley", "plus sign"),
    (GAME | {"players": []}, "shapley", "no players"),
    (GAME | {"players": "ABC"}, "shapley", "must be a list"),
    (GAME | {"players": [f"p{place}" for place in range(31)]}, "shapley", "sampled_shapley"),
    (GAME | {"extra": 1}, "shapley", "extra"),
    (GAME | {"kind": "profit"}, "shapley", "kind profit"),
    (GAME | {"values": [1, 2]}, "shapley", "numbers by name"),
    ({"kind": "cost", "players": ["A"]}, "shapley", "lacks values"),
    (GAME | {"weights": {"A": 0, "B": 0, "C": 0}}, "proportional", "All weights are zero"),
    (GAME | {"weights": {"A": 1, "B": -1, "C": 0}}, "proportional", "negative"),
    (GAME | {"weights": {"A": 1, "B": 1}}, "proportional", "Player C has no weight"),
    (GAME | {"weights": {"A": 1, "B": 1, "C": 1, "D": 1}}, "proportional", "weights names D"),
    ({name: part for name, part in GAME.items() if name != "weights"}, "proportional", "needs weights"),
    (GAME, "talmud", "rule talmud does not exist for this kind"),
    (CLAIMS | {"estate": 700}, "talmud", "no shortage"),
    (CLAIMS | {"claims": {}}, "talmud", "numbers by name"),
    (AIRPORT | {"users": [4]}, "serial", "1 numbers of users"),
    (json.dumps(GAME).replace('"B": 50', '"A": 50'), "shapley", "A"),
    ("[1, 2]", "shapley", ""),
    ('{"kind": ', "shapley", ""),
]


@pytest.mark.parametrize(("problem", "rule", "named"), REFUSED)
def test_bad_input_is_named_with_a_remedy(share, problem, rule, named):
    """Status 2, nothing on standard output, the fault by name and a remedy on standard error."""
    done = share(problem, rule, "--lang", "en")

    assert (done.status, done.out) == (2, "")
    assert named in done.err
    assert "→" in done.err


@pytest.mark.parametrize(
    ("content", "options", "named"),
    [
        (b"coalition,value\nA,1\n", [], "--kind"),
        (b"group;worth\n", ["--kind", "value"], "first row"),
        (b"coalition,value\nA,1,5\n", ["--kind", "value"], "3 cells"),
        (b"coalition,value\nA,1\nA,2\n", ["--kind", "value"], "given twice"),
        (b"coalition,value\nA,\xff\n", ["--kind", "value"], "UTF-8"),
    ],
)
def test_bad_csv_is_named_with_a_remedy(wiel, tmp_path, content, options, named):
    """A CSV without kind, header, two cells, single rows or UTF-8."""
    path = tmp_path / "game.csv"
    path.write_bytes(content)
    done = wiel("solve", "share", path, "--rule", "shapley", "--json", "--lang", "en", *options)

    assert (done.status, done.out) == (2, "")
    assert named in done.err


def listed_game(case: dict[str, Any]) -> dict[str, Any]:
    """A case that lists its values by size of coalition, as the command line takes it."""
    players = [str(player) for player in range(1, case["n"] + 1)]
    names = ["+".join(group) for size in range(1, case["n"] + 1) for group in combinations(players, size)]
    return {"kind": "value", "players": players, "values": dict(zip(names, case["v"], strict=True))}


def test_published_games(share, real_data):
    """Every published game with a point answer, through the command line."""
    for case in json.loads(real_data("benchmarks/coopgames/games.json").read_text(encoding="utf-8")):
        for rule in set(case["expected"]) & {"nucleolus", "prenucleolus", "shapley"}:
            expected = [float(Fraction(str(number))) for number in case["expected"][rule]]
            found = share(listed_game(case), rule).json["shares"].values()
            assert list(found) == pytest.approx(expected, abs=1e-6), (case["id"], rule)


def test_published_claims_among_the_games(share, real_data):
    """The Talmud rule on the claims that stand in the notes of the bankruptcy games."""
    for case in json.loads(real_data("benchmarks/coopgames/games.json").read_text(encoding="utf-8")):
        if "talmud_rule" in case["expected"]:
            expected = [float(Fraction(str(number))) for number in case["expected"]["talmud_rule"]]
            problem = {"kind": "claims", "estate": case["v"][-1], "claims": {"1": 100, "2": 200, "3": 300}}
            assert list(share(problem, "talmud").json["shares"].values()) == pytest.approx(expected, abs=1e-6)


def test_published_cost_games(share, real_data):
    """The cost games and estates among the published allocation cases, within their own tolerance."""
    names = {"scrb_aca": "scrb"}
    cases = {case["id"]: case for case in json.loads(real_data("benchmarks/allocation_cases.json").read_text(encoding="utf-8"))}
    dams, estates = cases["TV-02"], cases["TV-12"]
    problem = {"kind": "cost", "players": ["1", "2", "3"], "values": {"+".join(key): cost for key, cost in dams["c"].items()}}
    for rule, expected in dams["expect"].items():
        assert share(problem, names.get(rule, rule)).json["shares"] == pytest.approx(expected, abs=dams["tol"])
    claims = dict(zip("abc", estates["claims"], strict=True))
    for estate, expected in estates["expect"].items():
        shares = share({"kind": "claims", "estate": estate, "claims": claims}, "talmud").json["shares"]
        assert list(shares.values()) == pytest.approx(expected, abs=estates["tol"])


def test_identifiers_stand_on_the_page():
    """Every algorithm that an answer cites is described in docs/algorithms/games.md."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "games.md").read_text(encoding="utf-8")
    source = (Path(__file__).resolve().parents[2] / "src/wiel/methods/games/problem.py").read_text(encoding="utf-8")
    cited = {word for word in source.split('"') if word.startswith(("game.", "claims.", "airport."))}
    assert len(cited) > 15
    assert not [identifier for identifier in cited if f"`{identifier}`" not in page]
