"""Ledger and contracts over applications."""

import numpy as np
import pytest
from hypothesis import given
from tests.costing.small import AS_OF, SOME, Region, regions

from wiel.costing import PARTS, cost_table
from wiel.costing.baseline import baseline_of
from wiel.costing.inhabitants import inhabitants_of
from wiel.costing.ledger import PART_OF
from wiel.costing.usage import usage_of
from wiel.errors import InvalidProblem
from wiel.parameters import Parameters
from wiel.samples import buurtschap, landscape_from_rows

TWO = ("org:x:a", "org:x:b")
SOFTWARE = PARTS.index("software")


def small(**more):
    """Two members with one application each for the same function; more tables or other rows on top."""
    rows = {
        "organisations": [{"id": m, "name": m[-1].upper(), "kind": "gemeente", "inhabitants": 10_000} for m in TWO],
        "applications": [{"id": f"app:{x}:1", "name": "een", "holder": f"org:x:{x}"} for x in "ab"]
        + [{"id": "app:a:2", "name": "twee", "holder": "org:x:a"}],
        "application_components": [{"application": f"app:{x}:1", "component": "cmp:x:1"} for x in "ab"],
        "application_uses": [{"application": f"app:{use}", "organisation": f"org:x:{use[0]}"} for use in ("a:1", "a:2", "b:1")],
    }
    return landscape_from_rows(AS_OF, rows | more)


def line(organisation, amount, category="software", **more):
    """One line of a budget."""
    number = f"cst:{organisation}:{category}:{amount}:{len(more)}"
    return {
        "id": number,
        "organisation": organisation,
        "year": 2026,
        "kind": "begroting",
        "category": category,
        "amount": amount,
    } | more


def baseline(landscape, members=TWO, weight="components"):
    """The baseline of a landscape and the rules that its findings name."""
    usage = usage_of(landscape, members)
    found, findings = baseline_of(landscape, usage, inhabitants_of(landscape, members, usage.names)[0], weight)
    return found, {finding.rule for finding in findings}


@SOME
@given(regions())
def test_known_cost_ties_to_the_ledger_to_the_cent(region):
    """Per member and part what is known adds up to the ledger, recounted from the rows."""
    usage = usage_of(region.landscape, region.members)
    people = inhabitants_of(region.landscape, region.members, usage.names)[0]
    found, _ = baseline_of(region.landscape, usage, people, "components")
    for m, member in enumerate(region.members):
        for p, total in enumerate(totals_by_hand(region, member)):
            if total is not None and total >= 0:
                assert int(found.known[p, m].sum()) == total
                assert not found.assumed[p, m].any()
            else:
                assert found.ledger[p, m] == -1


def totals_by_hand(region, member):
    """The total of each part from the rows of one member; None where there is no line or one without amount."""
    lines = [row for row in region.landscape["costs"].iter_rows(named=True) if row["organisation"] == member]
    best = max(((row["kind"] == "realisatie", row["year"]) for row in lines), default=None)
    mine = [row for row in lines if (row["kind"] == "realisatie", row["year"]) == best]
    for part in PARTS:
        amounts = [row["amount"] for row in mine if PART_OF[row["category"]] == part]
        yield sum(amounts) if amounts and None not in amounts else None


def test_a_line_that_names_an_application_goes_there_and_the_rest_to_the_others():
    """10 for application 1 as booked, the other 20 to application 2."""
    found, _ = baseline(small(costs=[line(TWO[0], 1000, application="app:a:1"), line(TWO[0], 2000), line(TWO[1], 500)]))
    assert found.known[SOFTWARE, 0].tolist() == [1000, 2000, 0, 0]
    assert found.known[SOFTWARE, 1].tolist() == [0, 0, 500, 0]


@pytest.mark.parametrize(("weight", "expected"), [("components", [2000, 1000]), ("equal", [1500, 1500])])
def test_the_remainder_goes_by_functions_or_evenly(weight, expected):
    """An application for two functions counts double, or not."""
    links = [{"application": a, "component": f"cmp:x:{n}"} for a, n in (("app:a:1", 1), ("app:a:1", 2), ("app:a:2", 3))]
    found, _ = baseline(small(application_components=links, costs=[line(TWO[0], 3000), line(TWO[1], 1)]), weight=weight)
    assert found.known[SOFTWARE, 0, :2].tolist() == expected


def test_a_contract_is_part_of_the_ledger_and_never_on_top_of_it():
    """The value goes to its application; the remainder to the one without; the total stays that of the ledger."""
    contracts = {
        "contracts": [{"id": "con:x:1", "organisation": TWO[0], "annual_value": 700, "end": AS_OF}],
        "contract_applications": [{"contract": "con:x:1", "application": "app:a:1"}],
    }
    found, _ = baseline(small(costs=[line(TWO[0], 3000), line(TWO[1], 500)], **contracts))
    assert found.known[SOFTWARE, 0].tolist() == [700, 2300, 0, 0]


def test_contracts_above_the_ledger_give_way_with_a_finding():
    """A contract of 50 in a ledger of 30 counts for 30."""
    contracts = {
        "contracts": [{"id": "con:x:1", "organisation": TWO[0], "annual_value": 5000}],
        "contract_applications": [{"contract": "con:x:1", "application": "app:a:1"}],
    }
    found, rules = baseline(small(costs=[line(TWO[0], 3000), line(TWO[1], 500)], **contracts))
    assert found.known[SOFTWARE, 0].tolist() == [3000, 0, 0, 0]
    assert "costing.contracts-above-ledger" in rules


def test_a_member_without_ledger_gets_the_median_per_inhabitant_apart_from_what_is_known():
    """EUR 35 per inhabitant, as the other pays; it is assumed and not known."""
    found, rules = baseline(small(costs=[line(TWO[1], 35_000_000)]))
    assert found.assumed[SOFTWARE, 0].sum() == 35_000_000
    assert not found.known[SOFTWARE, 0].any()
    assert "costing.part-unknown" in rules


def test_a_contract_of_a_member_without_ledger_is_known_and_the_rest_assumed():
    """Of the median of 100, 30 is known from the contract."""
    contracts = {
        "contracts": [{"id": "con:x:1", "organisation": TWO[0], "annual_value": 30_000}],
        "contract_applications": [{"contract": "con:x:1", "application": "app:a:1"}],
    }
    found, _ = baseline(small(costs=[line(TWO[1], 100_000)], **contracts))
    assert (found.known[SOFTWARE, 0].sum(), found.assumed[SOFTWARE, 0].sum()) == (30_000, 70_000)


@pytest.mark.parametrize("lines", [[line(TWO[0], 5000), line(TWO[0], -2000, "software", taakveld="0.4")], [line(TWO[0], 3000)]])
def test_a_credit_line_lowers_the_total_without_a_finding(lines):
    """50 less a credit of 20 is 30."""
    found, rules = baseline(small(costs=[*lines, line(TWO[1], 500)]))
    assert found.known[SOFTWARE, 0].sum() == 3000
    assert "costing.negative-total" not in rules


def test_a_total_below_zero_is_a_finding_and_unknown():
    """More credit than cost: the part counts as unknown."""
    found, rules = baseline(small(costs=[line(TWO[0], -100), line(TWO[1], 500)]))
    assert found.ledger[SOFTWARE, 0] == -1
    assert found.assumed[SOFTWARE, 0].sum() == 500
    assert "costing.negative-total" in rules


def test_an_application_below_zero_is_a_finding_and_its_credit_goes_over_the_others():
    """A credit of 10 on application 1 and 50 in all: 40 is left, for those without a line of their own."""
    lines = [line(TWO[0], -1000, application="app:a:1"), line(TWO[0], 5000), line(TWO[1], 500)]
    found, rules = baseline(small(costs=lines))
    assert found.known[SOFTWARE, 0].sum() == 4000
    assert "costing.credit-application" in rules


def test_what_nobody_knows_counts_nowhere_and_is_said():
    """Without any line for hire there is no hire in the table, and a finding says so."""
    found, rules = baseline(small(costs=[line(TWO[0], 100), line(TWO[1], 100)]))
    assert not (found.known + found.assumed)[PARTS.index("hire")].any()
    assert "costing.part-nowhere" in rules


def test_what_a_member_knows_is_never_told_as_known_by_nobody():
    """Member a knows its software, no inhabitants are known: the software of b cannot be estimated, and is not zero."""
    towns = [{"id": m, "name": m[-1].upper(), "kind": "gemeente"} for m in TWO]
    with pytest.raises(InvalidProblem, match="inhabitants are unknown"):
        baseline(small(organisations=towns, costs=[line(TWO[0], 100), line(TWO[1], 100, "personeel")]))


def test_a_line_for_an_application_that_is_not_used_goes_over_the_others():
    """The money stays with the member, with a finding."""
    found, rules = baseline(small(costs=[line(TWO[0], 900, application="app:b:1"), line(TWO[1], 100)]))
    assert found.known[SOFTWARE, 0].tolist() == [450, 450, 0, 0]
    assert "costing.line-elsewhere" in rules


def test_a_line_without_category_is_counted_as_a_finding():
    """It can be in no part, and is not dropped in silence."""
    _, rules = baseline(small(costs=[line(TWO[0], 900, None), line(TWO[1], 100)]))
    assert "costing.line-unfit" in rules


def test_ledgers_of_different_years_are_said():
    """Accounts of one and a budget of the other are not of one price level."""
    other = line(TWO[1], 100) | {"kind": "realisatie", "year": 2025}
    assert "costing.years-differ" in baseline(small(costs=[line(TWO[0], 900), other]))[1]


def test_a_contribution_beside_a_shared_application_may_count_twice_and_is_said():
    """B pays A for an application that both use: the money may stand in both ledgers."""
    uses = [{"application": "app:a:1", "organisation": member} for member in TWO]
    costs = [line(TWO[0], 900), line(TWO[1], 300, "bijdrage")]
    assert "costing.contribution" in baseline(small(application_uses=uses, costs=costs))[1]
    assert "costing.contribution" not in baseline(small(costs=costs))[1]


def test_a_member_without_cost_and_without_inhabitants_is_refused():
    """There is nothing to estimate from."""
    nobody = small(
        costs=[line(TWO[1], 100)],
        organisations=[{"id": m, "name": m, "inhabitants": n} for m, n in zip(TWO, (None, 9), strict=True)],
    )
    with pytest.raises(InvalidProblem, match="inhabitants"):
        cost_table(nobody, TWO, Parameters.load())


def test_inhabitants_come_from_workplaces_where_they_are_unknown():
    """Twice the workplaces of the other: twice its inhabitants, with a finding."""
    about = [{"id": TWO[0], "name": "A", "workplaces": 200}, {"id": TWO[1], "name": "B", "workplaces": 100, "inhabitants": 9_000}]
    people, findings = inhabitants_of(small(organisations=about), TWO, ("A", "B"))
    assert people.tolist() == [18_000, 9_000]
    assert [finding.rule for finding in findings] == ["costing.inhabitants-estimated"]


def test_money_of_a_member_without_applications_is_not_lost():
    """It becomes a solution of its own that stays in every plan."""
    region = Region(
        small(
            costs=[line("org:x:c", 700), line(TWO[0], 5)], organisations=[{"id": m, "inhabitants": 10} for m in (*TWO, "org:x:c")]
        ),
        (*TWO, "org:x:c"),
    )
    table = region.table()
    assert "rest:org:x:c" in table.solutions
    assert np.isclose(table.join[2].sum() / table.annuity, 7.0)


def test_every_sentence_of_costing_can_be_said():
    """The findings of the sample in both languages."""
    _, findings, _ = cost_table(buurtschap(), ["org:gedeeld:aakerk", "org:gedeeld:coldenhove"], Parameters.load())
    assert all(finding.as_json(language)["message"] for finding in findings for language in ("nl", "en"))
