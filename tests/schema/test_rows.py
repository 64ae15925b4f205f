import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import frames, texts

from wiel.landscape import TABLES
from wiel.schema import Notation, RawTable, broken_rules, typed, words
from wiel.schema.cells import read_column
from wiel.schema.rows import CELL_RULES, LONGEST_QUOTE

COSTS = TABLES["costs"]


def raw(table, columns, **more):
    cells = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    rows = pl.Series(range(2, 2 + cells.height))
    return RawTable(table, cells, rows, "lijst.csv", **more)


def test_columns_that_are_not_there_are_unknown():
    """The frame has every column of the table in its type, and every row."""
    frame, findings = typed(raw("costs", {"id": ["a", "b"]}), COSTS)

    assert dict(frame.schema) == COSTS.dtypes
    assert frame["id"].to_list() == ["a", "b"]
    assert frame.drop("id").null_count().row(0) == (2,) * (frame.width - 1)
    assert len(findings) == 0


def test_several_faults_in_one_row_are_all_reported():
    """Each bad cell of a row is a finding with file, sheet, row and the header of the user; the row stays."""
    given = {"id": ["a"], "year": ["1999"], "kind": ["raming"], "amount": ["#VERW!"]}
    frame, findings = typed(raw("costs", given, sheet="Blad1", headers={"amount": "Bedrag 2026"}), COSTS)

    assert {(finding.rule, str(finding.place)) for finding in findings} == {
        ("cell.too-low", "lijst.csv, Blad1, 2, year"),
        ("cell.choice", "lijst.csv, Blad1, 2, kind"),
        ("cell.formula-error", "lijst.csv, Blad1, 2, Bedrag 2026"),
    }
    assert frame.row(0, named=True)["id"] == "a"


def test_headers_that_no_column_takes_are_findings():
    """Nothing that was delivered disappears without a word."""
    _, findings = typed(raw("costs", {"id": ["a"]}, unused=("kleur", "maat")), COSTS)

    assert [(finding.rule, finding.place.column) for finding in findings] == [
        ("table.unknown-column", "kleur"),
        ("table.unknown-column", "maat"),
    ]


def test_a_long_cell_is_quoted_in_part():
    """A sentence never holds a whole page."""
    _, findings = typed(raw("costs", {"amount": ["x" * 500]}), COSTS)

    assert findings.items[0].sentence.values["text"] == "x" * (LONGEST_QUOTE - 1) + "…"


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("rule", CELL_RULES)
def test_every_rule_of_a_cell_speaks(rule, language):
    """Each rule has a message and a remedy with its values filled in."""
    finding = CELL_RULES[rule].broken(text="x", choices=("a", "b"), least=1, most=3)

    assert "{" not in finding.sentence.message(language) + finding.sentence.remedy(language)
    assert finding.sentence.message(language)
    assert finding.sentence.remedy(language)


def test_a_column_may_have_its_own_separator():
    """The separator of one column does not touch the others, nor a column that only the mapping knows."""
    given = {"id": ["a"], "competences": ["x;y|z"], "components": ["p|q"]}
    table = raw("staff", given, separators={"competences": "|"})

    assert typed(table, TABLES["staff"])[0]["competences"].to_list() == [["x;y", "z"]]
    assert words(table, "components").to_list() == [["p", "q"]]


@given(table=st.sampled_from(list(TABLES.values())), data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_finding_ever_loses_a_row(table, data):
    """Any text in any column of any table: as many rows come out as went in, and each finding names a row that exists."""
    rows = data.draw(st.integers(0, 4))
    given = {name: data.draw(st.lists(texts, min_size=rows, max_size=rows)) for name in table.columns}
    frame, findings = typed(raw(table.name, given), table)

    assert frame.height == rows
    assert dict(frame.schema) == table.dtypes
    assert {finding.place.row for finding in findings} <= set(range(2, 2 + rows))


def test_broken_rules_name_row_rule_and_column():
    """Two faults in one row and a double key are each found; the other rows are not."""
    frame = COSTS.empty().vstack(
        pl.DataFrame(
            [{"id": "a", "year": 1990}, {"id": "a", "year": 2026}, {"id": None, "year": 2500}, {"id": "b"}], schema=COSTS.dtypes
        )
    )

    assert sorted(broken_rules(COSTS, frame), key=str) == [
        (0, "min", "year"),
        (0, "primary_key", None),
        (1, "primary_key", None),
        (2, "max", "year"),
        (2, "nullability", "id"),
    ]


def test_a_rule_of_two_columns_names_the_row():
    """A contract that ends before it starts breaks the rule of its table."""
    table = TABLES["contracts"]
    cells = {"id": ["a", "b", "c"], "start": ["2026-01-01"] * 3, "end": ["2025-01-01", "2026-01-01", None]}
    frame, _ = typed(raw("contracts", cells), table)

    assert list(broken_rules(table, frame)) == [(0, "contract_ends_after_start", None)]


@given(table=st.sampled_from(list(TABLES.values())), data=st.data())
@settings(max_examples=40, deadline=None)
def test_rules_are_checked_on_any_frame(table, data):
    """Checking never fails, and names only rows that exist."""
    frame = data.draw(frames(table))

    assert all(0 <= index < frame.height for index, _, _ in broken_rules(table, frame))


def test_the_notation_of_the_file_counts():
    """The same cell is another amount in another notation."""
    assert typed(raw("costs", {"amount": ["1.234"]}), COSTS)[0]["amount"].to_list() == [123400]
    assert typed(raw("costs", {"amount": ["1.234"]}, notation=Notation(decimal=".")), COSTS)[0]["amount"].to_list() == [123]
    assert read_column(COSTS.columns["amount"], pl.Series(["1.234"]))[0].to_list() == [123400]
