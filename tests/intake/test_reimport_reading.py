"""Lists that come back as files: keys, columns, members, and what waits on a choice."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.intake.test_properties import HEADERS, lists

from wiel.exchange import datapackage, workbook
from wiel.intake.reimport import ChangeKind, apply, choose, preview, read_delivery, reverse
from wiel.landscape import TABLES, Landscape
from wiel.samples import buurtschap


@pytest.fixture
def returned(tmp_path):
    """The change set of one CSV list that goes into buurtschap, or into another landscape."""

    def read(text: str, member: str | None = None, current: Landscape | None = None):
        path = tmp_path / "applicaties.csv"
        path.write_text(text, encoding="utf-8")
        into = current or buurtschap()
        return preview(into, *read_delivery([path], into, member))

    return read


def cells(found) -> list[tuple[str, str, object, object]]:
    """Row, column, before and after of every changed cell."""
    return [(row.row_id, c.column, c.before, c.after) for row in found.rows if row.kind is ChangeKind.CHANGED for c in row.cells()]


def kinds(found) -> list[tuple[str, str]]:
    """Kind and key of the rows that differ."""
    return [(str(row.kind), row.row_id) for row in found.rows]


@pytest.mark.parametrize("name", ["lijst.xlsx", "pakket", "pakket.zip"])
def test_an_unedited_export_changes_nothing(tmp_path, name):
    """As a workbook, a folder and a zip."""
    current, path = buurtschap(), tmp_path / name
    (workbook if name.endswith("xlsx") else datapackage).write(current, path)
    found = preview(current, *read_delivery([path], current))

    assert found.is_empty
    assert found.rows == ()
    assert len(found.findings) == 0
    assert found.counts()["unchanged"] == sum(current.summary().values())


def test_an_edited_workbook_comes_back_as_its_edits(tmp_path):
    """One cell filled, one emptied, one row gone, one row new."""
    current, path = buurtschap(), tmp_path / "lijst.xlsx"
    first = pl.col("id") == "app:aakerk:A1"
    edited = current["applications"].with_columns(
        version=pl.when(first).then(pl.lit("6.0")).otherwise("version"),
        hosting=pl.when(~first).then("hosting"),
    )
    new = {"id": ["app:aakerk:A99"], "holder": ["org:gedeeld:aakerk"], "name": ["Rondkom"]}
    applications = pl.concat([edited, pl.DataFrame(new)], how="diagonal")
    tables = {"applications": applications, "couplings": current["couplings"].slice(1)}
    workbook.write(Landscape.of(current.as_of, dict(current.tables) | tables), path)
    found = preview(current, *read_delivery([path], current))

    assert cells(found) == [
        ("app:aakerk:A1", "version", None, "6.0"),
        ("app:aakerk:A1", "hosting", "eigen beheer", None),
    ]
    assert [kind for kind in kinds(found) if kind[0] != "changed"] == [("new", "app:aakerk:A99"), ("missing", "cpl:bovenbeek:K1")]


@pytest.mark.parametrize("key", ["A1", "app:aakerk:A1"])
@pytest.mark.parametrize("member", [None, "Aakerk", "gemeente aakerk"])
def test_a_row_is_known_by_its_key_in_either_form(returned, key, member):
    """Short or whole, with or without the name of the member; links are names or keys as people write them."""
    found = returned(f"id,name,product\n{key},Burgerzaken,Balieplan\n", member)

    assert cells(found) == [("app:aakerk:A1", "product", "prd:gedeeld:loketrix", "prd:gedeeld:balieplan")]
    assert found.errors == ()


def test_a_list_of_one_member_never_speaks_about_others(returned):
    """Only the applications of Aakerk itself are missing, and only when the list has most of them or is said to be theirs."""
    named = returned("id,name\nA1,Burgerzaken\n", "Aakerk")
    unnamed = returned("id,name\nA1,Burgerzaken\n")

    assert {row.row_id.split(":")[1] for row in named.rows} == {"aakerk"}
    assert {row.kind for row in named.rows} == {ChangeKind.MISSING}
    assert unnamed.rows == ()
    assert [finding.rule for finding in unnamed.findings if finding.rule.startswith("reimport")] == ["reimport.partial"]


def test_a_cell_that_cannot_be_read_waits(returned):
    """Nothing becomes unknown in silence; accepted, it does."""
    current = buurtschap()
    found = returned("id,name,end_of_support\nA1,Burgerzaken,31-02-2027\n", "Aakerk")
    [row] = found.waiting

    assert (row.row_id, row.waits, row.place.row) == ("app:aakerk:A1", "cell.day", 2)
    assert apply(current, found).digest() == current.digest()
    accepted = apply(current, choose(current, found, accept_unknown=True))["applications"]
    assert accepted.filter(id="app:aakerk:A1")["end_of_support"].to_list() == [None]


def test_two_rows_with_one_key_wait(returned):
    """Both of them, where both differ."""
    found = returned("id,name\nA1,Een\nA1,Twee\n", "Aakerk")

    assert [(row.row_id, row.waits) for row in found.waiting if row.table == "applications"] == [
        ("app:aakerk:A1", "key.duplicate"),
        ("app:aakerk:A1#2", "key.duplicate"),
    ]


def test_a_key_of_several_members_asks_whose_it_is(returned):
    """A bare key in a list of nobody is no new application."""
    current = buurtschap()
    twin = current["applications"].head(1).with_columns(id=pl.lit("app:coldenhove:A1"), holder=pl.lit("org:gedeeld:coldenhove"))
    tables = dict(current.tables) | {"applications": pl.concat([current["applications"], twin])}
    both = Landscape.of(current.as_of, tables)
    found = returned("id,name\nA1,Anders\n", current=both)
    told = returned("id,name,holder\nA1,Anders,Coldenhove\n", current=both)

    assert [finding.rule for finding in found.errors] == ["reimport.whose-key"]
    assert found.waiting
    assert cells(told) == [("app:coldenhove:A1", "name", "Burgerzaken", "Anders")]


def test_the_name_of_a_missing_row_under_another_key_waits(returned):
    """Probably renumbered; a person says."""
    found = returned("id,name\nZ1,Burgerzaken\nA2,Financiën\n", "Aakerk")

    assert [row.row_id for row in found.waiting if row.waits == "reimport.same-name"] == ["app:aakerk:Z1"]
    assert [finding.rule for finding in found.findings if finding.rule == "reimport.same-name"]


def test_a_list_of_words_is_compared_word_by_word(returned):
    """The word that is new is new, the one that is gone is missing; an empty cell says nothing."""
    named = returned("id,name,components\nA1,Burgerzaken,BAG-beheercomponent\n", "Aakerk")
    silent = returned("id,name,components\nA1,Burgerzaken,\n", "Aakerk")
    parts = [(str(row.kind), row.row_id) for row in named.rows if row.table == "application_components"]

    assert parts == [("new", "app:aakerk:A1|cmp:gedeeld:bag"), ("missing", "app:aakerk:A1|cmp:gedeeld:burgerzaken")]
    assert not [row for row in silent.rows if row.table == "application_components"]


def test_a_link_that_leads_nowhere_waits(returned):
    """A product that the landscape does not have."""
    found = returned("id,name,product\nA1,Burgerzaken,Bestaat niet\n", "Aakerk")

    assert [row.waits for row in found.waiting] == ["table.dangling"]


def test_a_name_that_is_no_member_is_a_warning(returned):
    """A typing error would otherwise make a municipality."""
    found = returned("id,name\n1,Burgerzaken\n", "Aakerkk")

    assert "reimport.new-member" in [finding.rule for finding in found.findings]
    assert ("new", "org:gedeeld:aakerkk") in kinds(found)


def test_a_row_without_a_key_waits_when_it_would_change_another(returned):
    """The number of a line is no identity."""
    found = returned("id,name\nA1,Burgerzaken\n,Nieuw\n", "Aakerk")

    assert [row.waits for row in found.waiting if row.table == "applications"] == ["key.missing"]


def test_findings_of_the_landscape_itself_are_not_told(returned):
    """Only what stands in the delivery."""
    current = buurtschap()
    bare = current["applications"].with_columns(name=pl.lit(None, pl.String), product=pl.lit(None, pl.String))
    nameless = Landscape.of(current.as_of, dict(current.tables) | {"applications": bare})
    found = returned("id,version\nA1,2\n", "Aakerk", nameless)

    assert {finding.place.file for finding in found.findings} <= {"applicaties.csv"}
    assert set(TABLES) >= set(found.unchanged)


# Reading takes tens of milliseconds, so making a failing example smaller would take minutes.
PHASES = (Phase.explicit, Phase.generate)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES, derandomize=True)
@given(lists(), st.sampled_from([None, "Aakerk", "B"]), st.booleans())
def test_whatever_stands_in_a_list_it_can_be_taken_over_and_taken_back(tables, member, remove):
    """Any cells in any table: no link leads nowhere afterwards, and undo gives the digest back."""
    current = buurtschap()
    with TemporaryDirectory() as folder:
        paths = []
        for table, rows in tables.items():
            paths.append(Path(folder) / f"{table}.csv")
            quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [HEADERS[table], *rows]]
            paths[-1].write_text("\n".join(quoted) + "\n", encoding="utf-8")
        found = preview(current, *read_delivery(paths, current, member))
    chosen = choose(current, found, remove_missing=remove, accept_unknown=True)
    after = apply(current, chosen)

    assert [finding.rule for finding in after.check() if finding.rule == "table.dangling"] == []
    assert apply(after, reverse(chosen)).digest() == current.digest()
