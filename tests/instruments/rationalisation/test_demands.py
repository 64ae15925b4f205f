"""What each demand does to a plan, and which demands cannot hold together."""

import pytest
from tests.instruments.rationalisation.small import small, solved, targets

from wiel.errors import WrongUse

STANDARD = {
    "standards": [{"id": "std:x:s", "name": "S"}],
    "component_standards": [{"component": "cmp:x:f", "standard": "std:x:s", "level": "verplicht"}],
}


def _support(**levels: str) -> dict[str, list[dict[str, str]]]:
    rows = [{"product": f"prd:x:{p}", "standard": "std:x:s", "support": level} for p, level in levels.items()]
    return STANDARD | {"product_standards": rows}


def test_without_demands_all_go_to_one_product() -> None:
    """Together is cheapest here: Q does both functions, so that one application is left of six."""
    result = solved(small())

    assert set(targets(result).values()) == {"Q"}
    assert (result.facts["applications_today"], result.facts["applications_target"]) == (6, 1)


def test_a_product_that_lacks_a_mandatory_standard_takes_no_part() -> None:
    """Product P does not support the standard of function f, so everybody goes to Q there; off, P may serve again."""
    landscape = small(**_support(p="niet", q="volledig"))

    assert {v for (_, f), v in targets(solved(landscape)).items() if f == "f"} == {"Q"}
    assert solved(landscape, standards=False).facts["cost_plan"] <= solved(landscape).facts["cost_plan"]
    assert solved(landscape).tables["choices"].frame["reason"].str.ends_with("standards").sum() == 2


def test_unknown_support_takes_part_and_is_counted() -> None:
    """Nobody knows whether P and Q support the standard: they take part, and a finding says for how many choices."""
    result = solved(small(**_support()))

    assert [f.sentence.values["n"] for f in result.findings if f.rule == "rationalisation.unsure-standards"] == [3]


def test_when_nothing_meets_a_standard_what_is_there_stays() -> None:
    """Refusing what is unknown leaves nothing for function f: today's applications stay, and the conflict names the demand."""
    result = solved(small(**_support()), unknown_allowed=False)
    conflicts = result.tables["conflicts"].frame

    assert {v for (_, f), v in targets(result).items() if f == "f"} == {"Eigen a1", "Eigen b1", "Eigen c1"}
    assert (conflicts.height, conflicts["gave_way"].all()) == (3, True)
    assert set(conflicts["demand"]) == {"rationalisation.demand.standards"}


def test_data_under_another_law_moves() -> None:
    """Only A keeps special personal data under American law; with that class asked it moves, with a demand on the rest it stays."""
    american = {"id": "app:a:1", "holder": "org:x:a", "product": "prd:x:p", "name": "Eigen a1", "jurisdiction": "VS"}
    other = [
        {"id": f"app:{m}:1", "holder": f"org:x:{m}", "product": f"prd:x:{p}", "name": m, "jurisdiction": "NL"}
        for m, p in ("bp", "cq")
    ]
    landscape = small(applications=[american | {"personal_data": "gewoon"}, *other])
    dear = {"new_instances": False}

    assert targets(solved(landscape, must_keep="Eigen a1"))["A", "f"] == "Eigen a1"
    assert solved(landscape, jurisdictions="NL;EU", **dear).tables["conflicts"].frame["gave_way"].to_list() == [True]
    assert not solved(landscape, jurisdictions="NL", personal_data="bijzonder", **dear).tables["conflicts"].frame.height
    assert targets(solved(landscape, jurisdictions="NL"))["A", "f"] in {"P", "Q"}


def test_what_must_go_goes() -> None:
    """No member uses product R any more, by name or by key."""
    for word in ("R", "prd:x:r"):
        assert "R" not in targets(solved(small(), must_go=word)).values()


def test_a_limit_on_changes_binds() -> None:
    """With no more changes than none in four years, a plan has at most that many moves; it costs at least as much."""
    free, bound = solved(small()), solved(small(), max_changes=1)

    assert bound.facts["cost_plan"] >= free.facts["cost_plan"]
    assert bound.facts["cost_plan"] <= bound.facts["cost_today"]


def test_a_supplier_cap_moves_functions() -> None:
    """With at most half of all functions at one supplier, one function goes to each supplier's product."""
    result = solved(small(), supplier_cap=0.5)

    assert result.tables["alternatives"].frame["largest_supplier"][0] <= 0.5
    assert result.facts["cost_plan"] >= solved(small()).facts["cost_plan"]


def test_keep_and_go_exclude_each_other() -> None:
    """The conflict names both demands, the member and the application; there is no plan."""
    result = solved(small(), must_keep="app:a:1", must_go="app:a:1")
    rows = result.tables["conflicts"].frame

    assert result.facts["headline"] == "rationalisation.headline.conflict"
    assert set(rows["demand"]) == {"rationalisation.demand.must-keep", "rationalisation.demand.must-go"}
    assert (set(rows["organisation_name"]), "plan" in result.tables) == ({"A"}, False)


def test_a_function_that_nothing_may_serve_is_a_conflict() -> None:
    """When every product for function f must go, each member's function is named with that demand alone."""
    rows = solved(small(), must_go="P;Q;app:a:1;app:b:1;app:c:1").tables["conflicts"].frame

    assert (rows.height, set(rows["component_name"])) == (3, {"Functie f"})
    assert set(rows["demand"]) == {"rationalisation.demand.must-go"}


@pytest.mark.parametrize("option", ["must_keep", "must_go"])
def test_a_name_that_does_not_exist_is_refused(option: str) -> None:
    """The refusal names the option, the word and what is close to it."""
    with pytest.raises(WrongUse) as caught:
        solved(small(), **{option: "Eigen a11"})

    assert caught.value.sentence.values["name"] == "Eigen a11"
    assert "eigen a1" in caught.value.sentence.values["near"]


@pytest.mark.parametrize(
    "options", [{"supplier_cap": 1.5}, {"nobody_worse_off": "coins"}, {"personal_data": "x"}, {"alternatives": -1}]
)
def test_options_without_meaning_are_refused(options: dict[str, object]) -> None:
    """A value out of range or a word that is none of those possible."""
    with pytest.raises(WrongUse):
        solved(small(), **options)
