"""What the inventory promises beside its numbers."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from tests.strategies import landscapes

from wiel.errors import WrongUse
from wiel.findings import Findings, Place, Rule, Severity
from wiel.instruments.inventory.answer import run
from wiel.instruments.inventory.options import Options
from wiel.instruments.inventory.result import headline
from wiel.instruments.inventory.scope import BOOKKEEPING, owned_rows
from wiel.landscape import TABLES, Landscape
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Inputs, Quiet, Stopped
from wiel.samples import buurtschap, landscape_from_rows
from wiel.schema import RawTable, typed
from wiel.texts import LANGUAGES, say

MEMBERS = ("org:gedeeld:aakerk", "org:gedeeld:bovenbeek", "org:gedeeld:coldenhove")
COUNT, DAY_NOTATION = Rule("cell.count", Severity.ERROR), Rule("cell.day-notation", Severity.WARNING)
SECRET = Rule("table.dangling", Severity.WARNING, Confidentiality.VERTROUWELIJK)


def _inventory(landscape=None, members=MEMBERS, findings=None, options=None, control=None):
    inputs = Inputs(landscape or buurtschap(), members, findings=findings)
    return run(inputs, Parameters.load(), options or Options(), control or Quiet())


def _delivered() -> Landscape:
    """One application and its use."""
    rows = {
        "organisations": [{"id": "org:x:a", "name": "A", "kind": "gemeente"}],
        "applications": [{"id": "app:a:1", "holder": "org:x:a", "name": "Iets"}],
        "application_uses": [{"application": "app:a:1", "organisation": "org:x:a"}],
    }
    return landscape_from_rows(date(2026, 11, 1), rows)


def test_cells_that_could_not_be_read_are_counted_per_column():
    """Whatever the user calls the column, the finding of the cell reader knows which it is; a readable date in another notation is valid."""
    cells = pl.DataFrame(
        {"application": ["A1", "A2", "A3"], "users": ["veel", "12", "-3"], "since": ["2-1-2024", "2024-01-03", "3-1-2024"]}
    )
    raw = RawTable("application_uses", cells, pl.Series([2, 3, 4]), "lijst.csv", headers={"users": "Hoeveel mensen"})
    _, findings = typed(raw, TABLES["application_uses"])
    table = _inventory(_delivered(), ("org:x:a",), findings).tables["completeness"].frame
    invalid = {(row["table"], row["column"]): row["invalid"] for row in table.iter_rows(named=True) if row["invalid"]}
    assert invalid == {("application_uses", "users"): 2}
    assert table["invalid"].null_count() == 0


def test_without_findings_of_reading_invalid_is_not_computed():
    """Null is not zero; the rules of the tables are checked anew and their findings are part of the result."""
    broken = _delivered()
    broken = Landscape(
        broken.as_of, {**broken.tables, "application_uses": broken["application_uses"].with_columns(application=pl.lit("weg"))}
    )
    result = _inventory(broken, ("org:x:a",))
    assert result.tables["completeness"].frame["invalid"].null_count() == result.tables["completeness"].frame.height
    assert [finding.rule for finding in result.findings] == ["table.dangling"]
    assert result.facts["findings_error"] == 1


def test_the_worklist_sums_up_per_rule_worst_first():
    """Three findings of two rules make two rows: the error first, with its first place; handed-in findings are not repeated."""
    note = DAY_NOTATION.broken(Place("a.csv", None, 9, "sinds"), text="1/2/2024")
    error = COUNT.broken(Place("a.csv", None, 4, "gebruikers"), text="veel")
    result = _inventory(findings=Findings.of([note, error, error]))
    rows = result.tables["worklist"].frame.select("rule", "severity", "count", "file", "row").rows()
    assert rows == [("cell.count", "error", 2, "a.csv", 4), ("cell.day-notation", "warning", 1, "a.csv", 9)]
    assert len(result.findings) == 0
    assert (result.facts["findings_error"], result.facts["findings_warning"], result.facts["findings_info"]) == (2, 1, 0)


def test_a_confidential_finding_stands_in_its_own_list():
    """Its message does not reach the list that is intern."""
    result = _inventory(findings=Findings.of([SECRET.broken(Place("c.csv"), text="con:geheim", target="Contracten")]))
    assert result.tables["worklist"].frame.is_empty()
    assert result.tables["worklist_confidential"].frame["count"].to_list() == [1]
    assert "worklist_confidential" not in result.at(Confidentiality.INTERN).tables
    public = {"counts", "tables", "completeness", "by_member", "freshness", "freshness_per_table"}
    assert set(result.at(Confidentiality.OPENBAAR).tables) == public


def test_whoever_is_no_member_does_not_count():
    """Applications held or used by the members, uses by the members only."""
    facts = _inventory(members=MEMBERS[:1]).facts
    assert (facts["organisations"], facts["applications"], facts["uses"], facts["shared_applications"]) == (1, 4, 4, 0)


def test_every_table_belongs_to_members_or_to_all():
    """Tables without an owner are the ones that all share."""
    shared = {name for name in TABLES if owned_rows(buurtschap(), name) is None} - set(BOOKKEEPING)
    assert shared == {
        "components", "standards", "component_standards", "products", "product_components", "product_standards", "dependencies",
    }  # fmt: skip


def test_an_unknown_group_to_compare_with_is_refused():
    """The remedy lists the groups."""
    with pytest.raises(WrongUse, match="grootteklasse"):
        Options(peers="buren")


def test_stopping_gives_no_answer():
    """A stop ends the work with `Stopped`."""

    class Stop(Quiet):
        def stopped(self) -> bool:
            return True

    with pytest.raises(Stopped):
        _inventory(control=Stop())


@pytest.mark.parametrize(
    ("gaps", "key"),
    [
        ((0, 0, 0), "good"),
        ((1, 0, 5), "mixed.end-of-support"),
        ((6, 0, 5), "undecided.product"),
        ((0, 9, 9), "undecided.component"),
    ],
)
def test_the_title_names_the_largest_gap(gaps, key):
    """At most half is mixed, more is undecided; each title can be said in every language."""
    facts = {"applications": 10} | {
        f"applications_without_{name}": gap for name, gap in zip(("product", "component", "end_of_support"), gaps, strict=True)
    }
    assert headline(facts) == f"inventory.headline.{key}"
    assert all(say(headline(facts), language, **facts) for language in LANGUAGES)


@settings(max_examples=40, deadline=None)
@given(landscapes(most_tables=6))
def test_completeness_of_any_landscape_equals_a_count_of_cells(landscape):
    """Known cells are those that are not null, in every table and column, counted one by one."""
    members = tuple(landscape["organisations"]["id"].to_list())
    result = _inventory(landscape, members)
    kept = landscape.only(members)
    for row in result.tables["completeness"].frame.iter_rows(named=True):
        cells = kept[row["table"]][row["column"]].to_list()
        assert (row["rows"], row["known"]) == (len(cells), sum(cell is not None for cell in cells))
        assert row["unknown"] == row["rows"] - row["known"]


@settings(max_examples=30, deadline=None)
@given(landscapes(most_tables=6))
def test_members_never_have_more_rows_than_there_are(landscape):
    """Per member and column the known cells stay within its rows, and uses of all members add up to the uses."""
    members = tuple(dict.fromkeys(landscape["organisations"]["id"].to_list()))
    result = _inventory(landscape, members)
    table = result.tables["by_member"].frame
    assert table.filter((pl.col("known") < 0) | (pl.col("known") > pl.col("rows"))).is_empty()
    assert result.tables["counts"].frame["uses"].sum() == result.facts["uses"]
