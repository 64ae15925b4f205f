"""Results and what may be seen of them."""

import polars as pl
import pytest

from wiel.findings import Findings, Rule, Severity
from wiel.quantities import Confidentiality
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.schema import Meaning

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality
FRAME = pl.DataFrame({"who": ["a"], "product": ["p"], "price": [1]})
COLUMNS = {
    "who": Meaning("wie", "who", visibility=OPENBAAR),
    "product": Meaning("product", "product", visibility=INTERN),
    "price": Meaning("prijs", "price", visibility=VERTROUWELIJK),
}
TRACE = Trace("overlap", "2026-11-01", "abc", "0.1.0", parameters=(ParameterUse("a.b", "1", "2026-01-01", "", "own", "O"),))


def _result() -> Result:
    secret = Rule("cell.count", Severity.ERROR, VERTROUWELIJK).broken(text="x")
    table = ResultTable("t", FRAME, COLUMNS, OPENBAAR)
    hidden = ResultTable("hidden", FRAME, COLUMNS, VERTROUWELIJK)
    facts = {"count": 1, "owner": "x"}
    return Result(facts, {"t": table, "hidden": hidden}, Findings((secret,)), TRACE, {"owner": INTERN})


def test_a_column_above_the_class_is_left_out():
    """A column may be higher than its table."""
    assert [list(ResultTable("t", FRAME, COLUMNS, OPENBAAR).at(c).columns) for c in Confidentiality] == [
        ["who"],
        ["who", "product"],
        ["who", "product", "price"],
    ]


def test_tables_facts_and_findings_above_the_class_are_left_out():
    """Nothing leaks downwards."""
    public = _result().at(OPENBAAR)

    assert set(public.tables) == {"t"}
    assert public.summary() == {"count": 1}
    assert len(public.findings) == 0
    assert _result().at(VERTROUWELIJK).summary() == {"count": 1, "owner": "x"}


def test_a_table_whose_columns_are_all_above_the_class_is_gone():
    """There is no table without columns."""
    price = ResultTable("t", FRAME.select("price"), {"price": COLUMNS["price"]}, OPENBAAR)

    assert price.at(INTERN) is None


def test_a_column_without_meaning_is_refused():
    """What is not declared is not shown."""
    with pytest.raises(ValueError, match="declares"):
        ResultTable("t", FRAME, {"who": COLUMNS["who"]})


def test_the_trace_names_parameters_with_source_and_label():
    """The trace is plain values."""
    assert TRACE.as_json()["parameters"] == [
        {"name": "a.b", "value": "1", "valid_from": "2026-01-01", "unit": "", "source": "own", "label": "O"}
    ]
