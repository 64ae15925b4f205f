"""Today and the plain merger."""

from hypothesis import given
from tests.costing.small import SOME, regions
from tests.costing.test_table import sample

from wiel.costing import choice_of, plain_merger, plan_of, today


def rows(plan, *columns):
    """Some columns of a plan without the prefixes, as a set."""
    return {tuple(str(value).rsplit(":", 1)[-1] for value in row) for row in plan.frame.select(columns).iter_rows()}


def test_the_plain_merger_of_the_sample_takes_the_most_used_product_of_the_largest_user():
    """Two use Loketrix, Grootspil and Gevelbaken; Bovenbeek is the larger of them. Taxes are shared already, documents one has."""
    plan = plain_merger(sample())
    assert rows(plan, "component", "solution", "holder") == {
        ("burgerzaken", "loketrix", "bovenbeek"), ("bag", "gevelbaken", "bovenbeek"), ("financien", "grootspil", "bovenbeek"),
        ("zaken", "dossierhof", "bovenbeek"), ("belasting", "C3", "coldenhove"), ("documenten", "C5", "coldenhove"),
    }  # fmt: skip
    assert plan.frame["decision"].value_counts().sort("decision").rows() == [("behouden", 3), ("vervangen", 11)]


def test_today_keeps_everything():
    """One row per member and function, each kept."""
    plan = today(sample())
    assert set(plan.frame["decision"]) == {"behouden"}
    assert plan.frame["application"].equals(plan.frame["solution"].rename("application"))


@SOME
@given(regions())
def test_a_plan_serves_what_today_serves_and_reads_back(region):
    """Both plans serve each function that is needed, by something that can; numbers and rows are the same plan."""
    table = region.table()
    for plan in (today(table), plain_merger(table)):
        choice = choice_of(table, plan)
        assert ((choice.served >= 0) == table.needed).all()
        assert plan_of(table, choice.served).frame.drop("holder").equals(plan.frame.drop("holder"))


@SOME
@given(regions(2))
def test_all_users_of_a_component_merge_onto_one_solution_or_none_moves(region):
    """Per component either one solution serves all that need it, or everybody keeps its own."""
    table = region.table()
    served = choice_of(table, plain_merger(table)).served
    for f in range(len(table.components)):
        users = table.needed[:, f]
        assert len(set(served[users, f])) <= 1 or (served[users, f] == table.primary[users, f]).all()
