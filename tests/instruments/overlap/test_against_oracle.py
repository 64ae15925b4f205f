"""The overlap equals a slow count by hand on small arbitrary regions."""

import polars as pl
import pytest
from hypothesis import given, settings
from tests.instruments.overlap.small import Region, regions
from tests.oracles.likeness_by_hand import jaccard, jaccard_range, usual_weights
from tests.oracles.overlap_by_hand import ByHand, concentration

from wiel.instruments.overlap.answer import run
from wiel.instruments.overlap.options import Options
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet
from wiel.results import Result

FEW = settings(max_examples=60, deadline=None)


def overlap(region: Region) -> Result:
    """The overlap with the shipped parameters."""
    return run(Inputs(region.landscape, region.members), Parameters.load(), Options(), Quiet())


@FEW
@given(regions())
def test_every_cell_has_the_state_that_the_rules_in_words_give(region):
    """Known, unknown and none are told apart, and cells exist for the functions in use only."""
    by_hand = ByHand(region.landscape, region.members)
    matrix = overlap(region).tables["matrix"].frame
    expected = {(c, m): by_hand.state(m, c) for c in by_hand.components() for m in region.members}
    assert {(row["component"], row["organisation"]): row["state"] for row in matrix.iter_rows(named=True)} == expected


@FEW
@given(regions())
def test_every_cell_lists_the_products_and_applications_in_it(region):
    """The products of a cell, its number of applications and whether one is shared follow from the rows one by one."""
    by_hand = ByHand(region.landscape, region.members)
    users: dict[str, int] = {}
    for _, application in by_hand.uses:
        users[application] = users.get(application, 0) + 1
    for row in overlap(region).tables["matrix"].frame.iter_rows(named=True):
        used = by_hand.serving(row["organisation"], row["component"])
        assert set(row["product_ids"]) == {p for a in used if (p := by_hand.product(a))}
        assert row["applications"] == len(used)
        assert row["shared"] == any(users[a] > 1 for a in used)
        assert row["shared_group"] == min((a for a in used if users[a] > 1), default=None)


@FEW
@given(regions())
def test_the_largest_group_lies_exactly_between_its_bounds(region):
    """The bounds are the least and most of every way to fill in the unknowns; so is the number of members that have the function."""
    by_hand = ByHand(region.landscape, region.members)
    for row in overlap(region).tables["components"].frame.iter_rows(named=True):
        possible = by_hand.groups(row["component"])
        assert (row["group_least"], row["group_most"]) == (min(g for g, _ in possible), max(g for g, _ in possible))
        assert (row["members_having_least"], row["members_having_most"]) == (
            min(h for _, h in possible),
            max(h for _, h in possible),
        )


@FEW
@given(regions())
def test_the_share_on_the_same_product_is_the_exact_range(region):
    """No way to fill in the unknowns leaves the range, and both ends are reached."""
    facts, expected = overlap(region).facts, ByHand(region.landscape, region.members).same_product_share()
    if expected is None:
        assert facts["same_product_share_least"] is facts["same_product_share_most"] is None
    else:
        assert facts["same_product_share_least"] == pytest.approx(float(expected[0]))
        assert facts["same_product_share_most"] == pytest.approx(float(expected[1]))


@FEW
@given(regions())
def test_concentration_is_the_exact_range_of_shares_squared(region):
    """For the region the index over the known uses, and its least and most over every supplier the others may have."""
    by_hand = ByHand(region.landscape, region.members)
    makers = {row["id"]: row["supplier"] for row in by_hand.rows("products")}
    suppliers = [makers.get(by_hand.product(a)) for _, a in sorted(by_hand.uses)]
    if suppliers and sum(s is None for s in suppliers) <= 4:
        facts, expected = overlap(region).facts, concentration(suppliers)
        names = ("concentration", "concentration_least", "concentration_most")
        assert [facts[n] for n in names] == [None if v is None else pytest.approx(float(v)) for v in expected]


@FEW
@given(regions())
def test_the_calendar_has_every_joint_window_and_no_other(region):
    """The groups equal a search over every window; amounts add up to those of the contracts in them."""
    result, by_hand = overlap(region), ByHand(region.landscape, region.members)
    rows = result.tables["calendar_contracts"].frame
    found: dict[str, set[frozenset[str]]] = {}
    for (component, _), group in rows.group_by("component", "moment"):
        found.setdefault(component, set()).add(frozenset(group["contract"]))
    assert found == by_hand.calendar(12, 9)
    calendar = result.tables["calendar"].frame
    assert calendar["contracts"].sum() == rows.height
    assert calendar["annual_value_known"].sum() == rows["annual_value"].sum()
    assert calendar.filter(pl.col("first_decision") > pl.col("last_decision")).is_empty()


def _elements(by_hand: ByHand, matrix: pl.DataFrame, costs: dict[tuple[str, str], float | None]):
    """Per member: component → product → cost; and the components where something may be missing."""
    have: dict[str, dict[str, dict[str, float | None]]] = {m: {} for m in by_hand.members}
    for member, application in sorted(by_hand.uses):
        product, parts = by_hand.product(application), by_hand.places.get(application, set())
        for component in parts if product else ():
            cost = costs.get((member, application))
            before = have[member].setdefault(component, {}).get(product, 0.0)
            have[member][component][product] = None if cost is None or before is None else before + cost / len(parts)
    return have, {m: set(matrix.filter("open", organisation=m)["component"]) for m in by_hand.members}


def _costs(by_hand: ByHand) -> dict[tuple[str, str], float | None]:
    """Cents per member and application in the year that counts."""
    found: dict[tuple[str, str], float | None] = {}
    for member in by_hand.members:
        lines = [r for r in by_hand.rows("costs") if r["organisation"] == member and r["year"] <= 2026]
        year = max(((r["kind"] == "realisatie", r["year"]) for r in lines), default=None)
        chosen = [r for r in lines if (r["kind"] == "realisatie", r["year"]) == year]
        for application in {r["application"] for r in chosen}:
            amounts = [r["amount"] for r in chosen if r["application"] == application]
            found[member, application] = None if None in amounts else float(max(sum(amounts), 0))
    return found


@FEW
@given(regions())
def test_likeness_equals_a_count_over_sets(region):
    """Similarity, its exact range and the share of known weight equal a count over sets with every filling of the open cells."""
    result, by_hand = overlap(region), ByHand(region.landscape, region.members)
    have, is_open = _elements(by_hand, result.tables["matrix"].frame, _costs(by_hand))
    domains = {row["id"]: row["domain"] for row in by_hand.rows("components") if row["id"] in by_hand.components()}
    usual = usual_weights(list(have.values()), domains)
    for row in result.tables["similarity"].frame.filter(basis="product").iter_rows(named=True):
        a, b = row["organisation_a"], row["organisation_b"]
        similarity, known = jaccard(have[a], have[b], usual)
        nothing_known = any(is_open[m] and not any(have[m].values()) for m in (a, b))
        least_and_most = jaccard_range(have[a], have[b], usual, is_open[a], is_open[b])
        expected = (None if nothing_known else similarity, known, *least_and_most)
        found = [row[n] for n in ("similarity", "known_weight_share", "similarity_least", "similarity_most")]
        assert found == [None if value is None else pytest.approx(value, abs=1e-8) for value in expected]
