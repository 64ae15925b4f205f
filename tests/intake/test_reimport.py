"""What holds for every landscape and every list that comes back."""

from datetime import date

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.strategies import landscapes, values

from wiel.errors import InputRefused
from wiel.findings import Findings
from wiel.intake import Intake, Region
from wiel.intake.reimport import ChangeKind, Part, Scope, apply, choose, entry_json, from_json, preview, reverse
from wiel.intake.reimport.history import Entry
from wiel.landscape import TABLES, Landscape
from wiel.landscape.digest import canonical_rows
from wiel.samples import buurtschap

# Making a failing example smaller would take minutes.
PHASES = (Phase.explicit, Phase.generate)
MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=PHASES)


def delivered(landscape: Landscape) -> Intake:
    """A landscape as if it was read without findings."""
    return Intake(Region("lijst.xlsx", landscape.as_of, (), ""), landscape, Findings(), ())


def shuffled(landscape: Landscape) -> Landscape:
    """The same rows in another order."""
    return Landscape.of(landscape.as_of, {name: frame.reverse() for name, frame in landscape.tables.items()})


def with_table(landscape: Landscape, table: str, frame: pl.DataFrame) -> Landscape:
    """The landscape with other rows in one table."""
    return Landscape.of(landscape.as_of, dict(landscape.tables) | {table: frame})


@MANY
@given(landscapes())
def test_an_unedited_export_says_nothing_new(landscape):
    """Whatever the keys and the order of the rows, every row is unchanged and none is missing."""
    found = preview(landscape, delivered(shuffled(landscape)))

    assert found.rows == ()
    assert found.is_empty
    rows = sum(frame.height for name, frame in landscape.tables.items() if name != "origins")
    assert found.counts()["unchanged"] == rows


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Landscape, Landscape]:
    """A landscape, and a list in which rows are gone, come twice, are edited and are new."""
    current, more = draw(landscapes()), draw(landscapes(most_tables=1))
    tables = dict(more.tables)
    for name, frame in current.tables.items():
        if not frame.height or name == "origins":
            continue
        numbers = draw(st.lists(st.integers(0, frame.height - 1), max_size=5))
        rows = frame[numbers].to_dicts()
        for row in rows:
            column = draw(st.sampled_from(list(TABLES[name].columns.values())))
            row[column.name] = draw(st.just(row[column.name]) | values(column))
        tables[name] = pl.concat([pl.DataFrame(rows, schema=TABLES[name].dtypes), tables[name]])
    return current, Landscape.of(draw(st.sampled_from([current.as_of, more.as_of])), tables)


@MANY
@given(pairs(), st.booleans())
def test_undo_gives_the_digest_back(pair, remove):
    """Apply and then reverse is nothing, also when rows go and share keys, and also by way of JSON."""
    current, other = pair
    chosen = choose(current, preview(current, delivered(other)), remove_missing=remove, accept_unknown=True)
    after = apply(current, chosen)
    kept = from_json(1, entry_json(Entry(1, "lijst", current.digest(), after.digest(), chosen)), "0001.json")

    assert apply(after, reverse(chosen)).digest() == current.digest()
    assert apply(current, kept.changes).digest() == after.digest()
    assert apply(after, reverse(kept.changes)).digest() == current.digest()


@MANY
@given(pairs())
def test_taking_over_is_complete_and_loses_no_row(pair):
    """What was taken over is unchanged the next time, and no table has fewer rows than before."""
    current, other = pair
    after = apply(current, choose(current, preview(current, delivered(other)), accept_unknown=True))
    again = preview(after, delivered(other))

    assert {row.kind for row in again.rows} <= {ChangeKind.MISSING}
    assert all(after[name].height >= current[name].height for name in TABLES)


@st.composite
def edits(draw: st.DrawFn) -> tuple[Landscape, Landscape, set[tuple[str, str, str]]]:
    """A landscape with unique keys, the same with some cells edited, and which cells those are."""
    drawn = draw(landscapes())
    tables, edited, cells = {}, {}, set()
    for name, table in TABLES.items():
        key = list(table.key)
        frame = drawn[name].drop_nulls(key).unique(key, keep="first", maintain_order=True)
        tables[name], rows = frame, frame.to_dicts()
        free = [column for column in table.columns.values() if column.name not in key]
        if name == "origins" or not free:
            continue
        for index in draw(st.sets(st.integers(0, len(rows) - 1), max_size=3)) if rows else ():
            column = draw(st.sampled_from(free))
            value, old = draw(values(column)), rows[index][column.name]
            if repr(value) != repr(old):
                cells.add((name, "|".join(str(rows[index][c] or "") for c in key), column.name))
            rows[index][column.name] = value
        edited[name] = pl.DataFrame(rows, schema=table.dtypes)
    return Landscape.of(drawn.as_of, tables), Landscape.of(drawn.as_of, tables | edited), cells


@MANY
@given(edits())
def test_exactly_the_edited_cells_are_told(edit):
    """Nothing more, nothing less; and taking them over gives the edited landscape."""
    current, edited, cells = edit
    found = preview(current, delivered(shuffled(edited)))

    assert {(row.table, row.row_id, cell.column) for row in found.rows for cell in row.cells()} == cells
    assert {row.kind for row in found.rows} <= {ChangeKind.CHANGED}
    assert apply(current, found).digest() == edited.digest()


def test_an_absent_column_keeps_its_values_and_an_emptied_cell_becomes_unknown():
    """The version is not in the list, the name is and was emptied."""
    current = buurtschap()
    part = Part("applications", frozenset({"id", "name"}))
    emptied = current["applications"].with_columns(name=pl.lit(None, pl.String), hosting=pl.lit(None)).head(1)
    found = preview(current, delivered(with_table(Landscape.of(current.as_of), "applications", emptied)), Scope((part,)))
    after = apply(current, found)["applications"].row(0, named=True)

    assert [(cell.column, cell.before, cell.after) for row in found.rows for cell in row.cells()] == [("name", "Burgerzaken", None)]
    assert after["hosting"] == "eigen beheer"
    assert after["name"] is None


def test_a_row_to_which_others_refer_stays_and_its_parts_go_with_it_otherwise():
    """Of the two applications that are gone, the coupled one stays; the other goes with its use and its function."""
    current = buurtschap()
    listed = current["applications"].filter(~pl.col("id").is_in(["app:bovenbeek:B4", "app:aakerk:A2"]))
    found = preview(current, delivered(with_table(Landscape.of(current.as_of), "applications", listed)))
    chosen = choose(current, found, remove_missing=True)
    after = apply(current, chosen)

    assert {row.row_id for row in found.rows if row.kind is ChangeKind.MISSING} == {"app:bovenbeek:B4", "app:aakerk:A2"}
    assert {row.row_id for row in chosen.rows if row.kind is ChangeKind.MISSING} == {"app:bovenbeek:B4"}
    assert "app:aakerk:A2" not in after["application_uses"]["application"].to_list()
    assert len(after.check()) == len(current.check())


def test_a_landscape_that_changed_since_is_left_alone():
    """The row that should change is not there any more as it was."""
    current = buurtschap()
    edited = with_table(current, "applications", current["applications"].with_columns(version=pl.lit("2")))
    found = preview(current, delivered(edited))

    with pytest.raises(InputRefused) as refusal:
        apply(edited, found)
    assert refusal.value.sentence.key == "reimport.stale"


def test_a_later_list_moves_the_date_and_an_earlier_one_only_says_so():
    """Undo moves the date back."""
    current = buurtschap()
    later = preview(current, delivered(Landscape.of(date(2026, 12, 1), current.tables)))
    earlier = preview(current, delivered(Landscape.of(date(2026, 1, 1), current.tables)))

    assert apply(current, later).as_of == date(2026, 12, 1)
    assert apply(apply(current, later), reverse(later)).digest() == current.digest()
    assert earlier.is_empty
    assert [finding.rule for finding in earlier.findings] == ["reimport.older"]


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"format": 2}', b'{"as_of": ["2026-01-01"]}', b"\xff"])
def test_a_damaged_history_is_refused(content):
    """Never a traceback."""
    with pytest.raises(InputRefused) as refusal:
        from_json(1, content, "history/0001.json")
    assert refusal.value.place.file == "history/0001.json"


def test_the_origins_of_what_changed_come_and_go_with_it():
    """A changed row knows the list it came from; undo forgets it."""
    current = buurtschap()
    row = {"table": "applications", "row_id": "app:aakerk:A1", "delivery": "x", "file": "lijst.csv", "sheet": None, "row": 2}
    told = pl.DataFrame([row, row | {"row_id": "app:aakerk:A2"}], schema=TABLES["origins"].dtypes)
    frame = current["applications"].with_columns(
        version=pl.when(pl.col("id") == "app:aakerk:A1").then(pl.lit("9")).otherwise("version")
    )
    found = preview(current, delivered(with_table(with_table(current, "applications", frame), "origins", told)))
    after = apply(current, found)

    assert set(after["origins"]["row_id"]) - set(current["origins"]["row_id"]) == {"app:aakerk:A1"}
    assert canonical_rows(apply(after, reverse(found))["origins"]).to_list() == canonical_rows(current["origins"]).to_list()
