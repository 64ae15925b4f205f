"""Problems as JSON states them, answered or refused by name with a remedy."""

import json
from math import nan

import pytest

from wiel.errors import InvalidProblem
from wiel.methods.allocation import problem as problems
from wiel.methods.allocation.problem import solve_allocate

CASTLEFORD = {
    "kind": "support",
    "method": "reciprocal",
    "support": {"PM": 6300000, "IS": 1452150},
    "operating": {"Mach": 4000000, "Asm": 2000000},
    "shares": {"PM": {"IS": 0.2, "Mach": 0.3, "Asm": 0.5}, "IS": {"PM": 0.1, "Mach": 0.8, "Asm": 0.1}},
}
TIME = {
    "kind": "tdabc",
    "cost": "560000",
    "practical_capacity": 700000,
    "activities": [{"name": "o", "volume": 49000, "unit_time": 8}],
}
SURVEY = {"kind": "abc", "cost": 560000, "activities": [{"name": "o", "share": "1.0", "volume": 70000}]}
BANDS = {"kind": "tiers", "bands": [{"up_to": 100, "price": "2.00"}, {"up_to": None, "price": "1.50"}], "use": {"A": 150}}
CENTS = {"kind": "rounding", "total": "100.00", "weights": [1, 1, 1]}


def with_support(**changes):
    """Castleford with some fields changed."""
    return CASTLEFORD | changes


def test_support_answer_has_the_stated_form():
    """Gross cost, what members bear, and equal sums in and out, as numbers that JSON can write."""
    assert json.loads(json.dumps(solve_allocate(CASTLEFORD))) == {
        "method": "reciprocal",
        "algorithm": "alloc.reciprocal",
        "gross": {"PM": 6576750, "IS": 2767500},
        "operating": {"Mach": 8187025, "Asm": 5565125},
        "sum_in": 13752150,
        "sum_out": 13752150,
    }


def test_without_operating_only_gross_cost_is_meant():
    """Where members have no own cost given, only the gross cost of the services comes out, exact."""
    drivers = {"HR": {"GF": 60, "P1": 80, "P2": 170}, "GF": {"HR": 1000, "P1": 5700, "P2": 13300}}
    answer = solve_allocate(
        {"kind": "support", "method": "reciprocal", "support": {"HR": 160000, "GF": 330000}, "drivers": drivers}
    )
    assert answer["gross"] == pytest.approx({"HR": 178224.76, "GF": 364495.11}, abs=0.005)
    assert "operating" not in answer
    assert answer["sum_out"] == answer["sum_in"] == 490000


@pytest.mark.parametrize("method", ["direct", "step-down", "reciprocal"])
def test_large_networks_give_the_same_answer(method, monkeypatch):
    """Above the limit for fractions the arrays answer the same, with parts in whole cents and the sums equal."""
    case = with_support(method=method) | ({"order": ["PM", "IS"]} if method == "step-down" else {})
    exact = solve_allocate(case)
    monkeypatch.setattr(problems, "EXACT_SERVICES", 1)
    arrays = solve_allocate(case)
    assert arrays.pop("residual") < 1e-4
    assert arrays["gross"] == pytest.approx(exact["gross"], abs=1e-6)
    assert arrays["operating"] == exact["operating"]
    assert arrays["sum_out"] == exact["sum_in"]


def test_other_kinds_have_the_stated_form():
    """Time-driven, surveyed, tiered and rounded answers carry the stated figures."""
    time = solve_allocate(TIME)
    assert (time["rate"], time["activities"]) == (0.8, [{"name": "o", "rate": 6.4, "amount": 313600}])
    assert (time["used_capacity"], time["unused_capacity"], time["unused_cost"]) == (392000, 308000, 246400)
    assert solve_allocate(SURVEY)["activities"] == [{"name": "o", "rate": 8, "amount": 560000}]
    assert solve_allocate(BANDS)["amounts"] == {"A": 275}
    assert solve_allocate(CENTS)["parts"] == ["33.34", "33.33", "33.33"]


@pytest.mark.parametrize(
    ("problem", "place"),
    [
        (with_support(support={"PM": -9e7, "IS": 0}), "Mach"),
        (CENTS | {"total": "-1.00"}, "1"),
        (TIME | {"cost": -5}, "o"),
        (SURVEY | {"cost": -5}, "o"),
    ],
)
def test_credits_are_answered_and_flagged(problem, place):
    """A negative cost is divided with its sign and the part that is negative gets a warning."""
    found = solve_allocate(problem, "nl")["findings"][0]
    assert (found["rule"], found["severity"], found["column"]) == ("allocation.credit", "warning", place)
    assert found["message"]
    assert found["remedy"]


BAD = [
    ({}, "missing-field", "kind"),
    ({"kind": "share"}, "unknown-choice", "share"),
    (with_support(colour=1), "unknown-field", "colour"),
    (with_support(method="stepdown"), "unknown-choice", "stepdown"),
    (with_support(order=["PM", "IS"]), "unknown-field", "order"),
    (with_support(method="step-down"), "missing-field", "order"),
    (with_support(method="step-down", order=["PM"]), "order-misses", "IS"),
    (with_support(method="step-down", order=["PM", "PM", "IS"]), "duplicate", "PM"),
    (with_support(method="step-down", order="PM"), "wrong-shape", "order"),
    (with_support(drivers={}), "unknown-field", "shares"),
    (with_support(support=[1]), "wrong-shape", "support"),
    (with_support(support={"PM": nan, "IS": 1}), "not-a-number", "PM"),
    (with_support(support={"PM": 1}), "unknown-name", "IS"),
    (with_support(operating={"Mach": 1}), "unknown-receiver", "Asm"),
    (with_support(operating={"Mach": 1, "Asm": 1, "PM": 3}), "duplicate", "PM"),
    (with_support(shares={"PM": {"PM": 1}, "IS": {"Asm": 1}}), "feeds-only-itself", "PM"),
    (with_support(shares={"PM": {"IS": 1}, "IS": {"PM": 1}}), "closed-loop", "PM → IS → PM"),
    (with_support(shares={"PM": {"Asm": 0.9}, "IS": {"Asm": 1}}), "shares-not-one", "PM"),
    (with_support(shares={"PM": {"Asm": 0}, "IS": {"Asm": 1}}), "key-sums-to-zero", "PM"),
    (with_support(shares={"PM": {"Asm": 2, "IS": -1}, "IS": {"Asm": 1}}), "negative-weight", "PM, IS"),
    (CENTS | {"total": "1.005"}, "part-of-a-cent", "1.005"),
    (CENTS | {"weights": [0, 0]}, "key-sums-to-zero", "weights"),
    (CENTS | {"weights": [1, -1]}, "negative-weight", "2"),
    (CENTS | {"weights": 3}, "wrong-shape", "weights"),
    (TIME | {"practical_capacity": 0}, "capacity-not-positive", "0"),
    (TIME | {"activities": [*TIME["activities"]] * 2}, "duplicate", "o"),
    (TIME | {"activities": [{"name": "o", "volume": 1}]}, "missing-field", "unit_time"),
    (TIME | {"activities": [{"name": None, "volume": 1, "unit_time": 1}]}, "wrong-shape", "activities"),
    (SURVEY | {"activities": []}, "too-few", "activities"),
    (BANDS | {"bands": [{"up_to": 1}]}, "missing-field", "price"),
    (BANDS | {"use": {"A": -1}}, "negative-weight", "A"),
    (BANDS | {"use": {"A": True}}, "not-a-number", "True"),
]


@pytest.mark.parametrize(("problem", "rule", "named"), [row for row in BAD if row[0].get("kind") == "support"])
def test_bad_networks_are_named_on_arrays_too(problem, rule, named, monkeypatch):
    """Large networks are refused by the same rules and names as small ones."""
    monkeypatch.setattr(problems, "EXACT_SERVICES", 0)
    with pytest.raises(InvalidProblem) as refusal:
        solve_allocate(problem)
    assert refusal.value.sentence.key == f"allocation.{rule}"
    assert named in refusal.value.sentence.message("nl")


def test_large_total_must_be_whole_cents(monkeypatch):
    """On arrays the parts are rounded to cents, so a total with a part of a cent is refused."""
    monkeypatch.setattr(problems, "EXACT_SERVICES", 0)
    with pytest.raises(InvalidProblem, match="not a whole number of cents"):
        solve_allocate(with_support(support={"PM": "1.005", "IS": 1}))


@pytest.mark.parametrize(("problem", "rule", "named"), BAD)
def test_bad_input_is_named_with_its_remedy(problem, rule, named):
    """Each unusable problem is refused by its rule, names the cause and gives a remedy in both languages."""
    with pytest.raises(InvalidProblem) as refusal:
        solve_allocate(problem)
    sentence = refusal.value.sentence
    assert (sentence.key, refusal.value.exit_status) == (f"allocation.{rule}", 2)
    for language in ("nl", "en"):
        assert named in sentence.message(language)
        assert sentence.remedy(language)
