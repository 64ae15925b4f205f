"""The cost table refuses what has no meaning."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from tests.costing.small import SOME, regions

from wiel.costing import CostingOptions, cost_table
from wiel.errors import InvalidProblem, WrongUse
from wiel.parameters import Parameters
from wiel.samples import buurtschap

BUURTSCHAP = tuple(f"org:gedeeld:{name}" for name in ("aakerk", "bovenbeek", "coldenhove"))


def sample(**overlay):
    """The cost table of buurtschap."""
    return cost_table(buurtschap(), BUURTSCHAP, Parameters.load(overlay))[0]


@SOME
@given(regions())
def test_parts_add_up_to_what_is_opened_joined_and_served(region):
    """Every total is the sum of its five parts and what is paid once."""
    table = region.table()
    assert table.open == pytest.approx(table.open_parts.sum(axis=0) + table.open_once)
    assert table.join == pytest.approx(table.join_parts.sum(axis=0))
    assert table.serve == pytest.approx(table.serve_parts.sum(axis=0))
    assert (table.unknown.any(axis=1) | ~table.assumed_parts.any(axis=0)).all()


@SOME
@given(regions())
def test_today_is_possible_for_every_function_that_is_needed(region):
    """Each (member, function) has an arc to what serves it now, which costs nothing to go to."""
    table = region.table()
    for m, f in np.argwhere(table.needed).tolist():
        assert (m, f, int(table.primary[m, f])) in table.arc_of
        assert table.move[m, table.primary[m, f]] == 0


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("move", lambda a: a - 1.0, "below zero"),
        ("open_parts", lambda a: a * np.nan, "not a finite number"),
        ("join_parts", lambda a: a[:, :-1], "has shape"),
        ("serve_solution", lambda a: a + 1000, "outside"),
        ("serve_member", lambda a: a * 0, "only"),
        ("serve_component", lambda a: (a + 1) % 6, "does not fit"),
        ("needed", lambda a: ~a, "does not fit"),
    ],
)
def test_a_table_without_meaning_is_refused(name, change, words):
    """Shapes, money, numbers of arcs and the functions that are needed are checked when the table is made."""
    table = sample()
    with pytest.raises(InvalidProblem, match=words):
        replace(table, **{name: change(getattr(table, name).copy())})


def test_products_and_suppliers_have_one_entry_per_solution():
    """A list that is too short is refused."""
    table = sample()
    with pytest.raises(InvalidProblem, match="product"):
        replace(table, product=table.product[1:])


def test_money_cannot_be_changed_afterwards():
    """The arrays of a table are read only."""
    with pytest.raises(ValueError, match="read-only"):
        sample().move[0, 0] = 5.0


@pytest.mark.parametrize("years", [0, 41])
def test_a_horizon_without_meaning_is_refused(years):
    """At least one year, at most forty."""
    with pytest.raises(WrongUse, match="years"):
        CostingOptions(horizon=years)


def test_nothing_new_is_set_up_where_the_caller_does_not_want_it():
    """Without new instances only what exists remains."""
    table, _, _ = cost_table(buurtschap(), BUURTSCHAP, Parameters.load(), CostingOptions(horizon=5, new_instances=False))
    assert len(table.solutions) == 12
    assert table.horizon == 5


def test_others_join_only_where_the_contract_says_so():
    """With a contract that names Aakerk it may join Coldenhove; without, it may not."""
    sample_ = buurtschap()
    contracts = sample_["contracts"].with_columns(
        joinable_by=sample_["contracts"]["id"].map_elements(lambda c: ["Aakerk"] if "coldenhove" in c else None, return_dtype=list)
    )
    table, findings, _ = cost_table(
        replace(sample_, tables={**sample_.tables, "contracts": contracts}), BUURTSCHAP, Parameters.load()
    )
    joins = [(m, k) for m, _, k in table.arc_of if not table.in_use[m, k] and not table.solutions[k].startswith("new:")]
    assert joins == [(0, table.number["app:coldenhove:C1"])]
    assert "costing.not-joinable" in {finding.rule for finding in findings}
