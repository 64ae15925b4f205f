"""What a plan accepts, keeps and refuses."""

from datetime import date

import polars as pl
import pytest

from wiel.errors import InvalidProblem
from wiel.landscape import PLAN, Plan
from wiel.quantities import Confidentiality

ROW = {"organisation": "org:a", "component": "cmp:f", "solution": "app:a:1"}


def _plan(*rows: dict[str, object]) -> Plan:
    return Plan.of(pl.DataFrame(list(rows)))


def test_columns_that_are_not_given_are_unknown() -> None:
    """A plan of three columns has all columns, typed, and the others hold nothing."""
    plan = _plan(ROW)

    assert plan.frame.columns == list(PLAN.columns)
    assert plan.frame.schema["planned_cost"] == pl.Int64
    assert plan.frame.row(0, named=True)["decision"] is None


def test_a_row_that_only_goes_serves_nothing() -> None:
    """Rows that serve are all but those with the decision to let an application go."""
    plan = _plan(ROW | {"decision": "behouden"}, ROW | {"solution": "app:a:2", "decision": "vervallen"})

    assert plan.served()["solution"].to_list() == ["app:a:1"]


def test_a_plan_survives_a_file_of_plain_values() -> None:
    """Dates and amounts that were written as text and numbers come back as they were."""
    plan = _plan(ROW | {"decision": "behouden", "planned_start": date(2027, 1, 1), "planned_cost": 1234})
    plain = pl.DataFrame([{k: None if v is None else str(v) for k, v in row.items()} for row in plan.frame.to_dicts()])

    assert Plan.of(plain).frame.equals(plan.frame)
    assert Plan.from_table(plan.table()).frame.equals(plan.frame)


def test_money_of_a_step_is_not_seen_inside() -> None:
    """Below vertrouwelijk the plan shows no amounts; in public nothing at all."""
    table = _plan(ROW).table()

    inside = table.at(Confidentiality.INTERN)

    assert inside is not None
    assert not {"planned_cost", "actual_cost"} & set(inside.frame.columns)
    assert table.at(Confidentiality.OPENBAAR) is None


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([ROW, ROW], "plan.double"),
        ([ROW | {"component": None}], "plan.incomplete"),
        ([ROW | {"decision": "weg ermee"}], "plan.unreadable"),
        ([ROW | {"planned_start": "gisteren"}], "plan.unreadable"),
    ],
)
def test_rows_without_meaning_are_refused(rows: list[dict[str, object]], key: str) -> None:
    """A double row, an empty key and a value that a column cannot have are named."""
    with pytest.raises(InvalidProblem) as caught:
        _plan(*rows)

    assert caught.value.sentence.key == key


def test_a_strange_column_is_refused() -> None:
    """A column that no plan has is a mistake of the program."""
    with pytest.raises(ValueError, match="verdict"):
        _plan(ROW | {"verdict": "goed"})
