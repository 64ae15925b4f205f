"""The landscape: complete, frozen, comparable."""

from datetime import date

import polars as pl
import pytest

from wiel.landscape import TABLES, Landscape
from wiel.samples import buurtschap, landscape_from_rows

DAY = date(2026, 11, 1)


def test_buurtschap_breaks_no_rule():
    """The hand-made sample is without findings."""
    assert list(buurtschap().check()) == []


def test_every_table_is_present_and_typed():
    """A landscape of nothing has all tables with the declared types."""
    empty = Landscape.of(DAY)

    assert set(empty.tables) == set(TABLES)
    assert all(dict(empty[name].schema) == table.dtypes for name, table in TABLES.items())


def test_unknown_tables_columns_and_types_are_refused_by_name():
    """A misspelt name never disappears in silence."""
    with pytest.raises(ValueError, match="aplications"):
        Landscape.of(DAY, {"aplications": pl.DataFrame()})
    with pytest.raises(ValueError, match="nmae"):
        Landscape.of(DAY, {"applications": pl.DataFrame({"nmae": ["x"]})})
    with pytest.raises(ValueError, match="wrong type"):
        Landscape.of(DAY, {"applications": pl.DataFrame({"id": [1]})})


def test_the_digest_does_not_depend_on_the_order_of_rows_or_on_origins():
    """The same facts give the same fingerprint."""
    sample = buurtschap()
    shuffled = {name: frame.reverse() for name, frame in sample.tables.items()}
    origin = {"table": "applications", "row_id": "app:aakerk:A1", "delivery": "d", "file": "f.csv", "row": 2}
    with_origins = shuffled | {"origins": landscape_from_rows(DAY, {"origins": [origin]})["origins"]}

    assert Landscape.of(DAY, with_origins).digest() == sample.digest()


def test_the_digest_tells_unknown_from_none_and_from_empty():
    """A null, an empty text and an empty list are three things."""
    digests = {
        landscape_from_rows(DAY, {"contracts": [{"id": "con:a:1"} | more]}).digest()
        for more in ({}, {"name": ""}, {"joinable_by": []}, {"joinable_by": [""]})
    }

    assert len(digests) == 4


def test_a_use_that_ended_is_not_in_the_landscape_of_a_later_day():
    """Uses and memberships are taken on their day; an unknown end does not exclude."""
    uses = [
        {"application": "app:a:1", "organisation": "org:gedeeld:a", "since": date(2020, 1, 1), "until": date(2025, 12, 31)},
        {"application": "app:a:2", "organisation": "org:gedeeld:a"},
        {"application": "app:a:3", "organisation": "org:gedeeld:a", "since": date(2027, 1, 1)},
    ]

    assert landscape_from_rows(DAY, {"application_uses": uses}).at(DAY)["application_uses"]["application"].to_list() == ["app:a:2"]


def test_only_keeps_what_an_organisation_holds_uses_and_pays():
    """Aakerk uses one application of Bovenbeek; that one stays, the others of Bovenbeek go."""
    part = buurtschap().only(["org:gedeeld:aakerk"])

    assert part["applications"]["id"].to_list() == ["app:aakerk:A1", "app:aakerk:A2", "app:aakerk:A3", "app:bovenbeek:B2"]
    assert part["costs"]["organisation"].unique().to_list() == ["org:gedeeld:aakerk"]
    assert "org:gedeeld:coldenhove" not in part["organisations"]["id"].to_list()
    assert part["components"].height == 6


def test_a_difference_names_what_was_added_removed_and_changed():
    """Cells that changed are named with both values."""
    before = landscape_from_rows(DAY, {"components": [{"id": "cmp:gedeeld:a", "name": "A"}, {"id": "cmp:gedeeld:b", "name": "B"}]})
    after = landscape_from_rows(DAY, {"components": [{"id": "cmp:gedeeld:a", "name": "AA"}, {"id": "cmp:gedeeld:c", "name": "C"}]})

    found = before.diff(after).tables["components"]

    assert found.added["id"].to_list() == ["cmp:gedeeld:c"]
    assert found.removed["id"].to_list() == ["cmp:gedeeld:b"]
    assert found.changed.rows() == [("cmp:gedeeld:a", "name", "A", "AA")]
    assert not before.diff(before)


def test_check_names_duplicates_dangling_links_and_missing_values_with_their_place():
    """Each finding points at file, sheet and row when the origin is known."""
    rows = {
        "applications": [{"id": "app:a:1", "holder": "org:gedeeld:x"}, {"id": "app:a:1", "name": "B"}],
        "origins": [
            {"table": "applications", "row_id": "app:a:1", "delivery": "d", "file": "a.xlsx", "sheet": "Applicaties", "row": 7}
        ],
    }

    found = landscape_from_rows(DAY, rows).check()

    assert sorted({f.rule for f in found}) == ["rule.application_is_named", "table.dangling", "table.duplicate"]
    assert {(f.place.file, f.place.sheet, f.place.row) for f in found} == {("a.xlsx", "Applicaties", 7)}


def test_an_end_before_its_start_is_a_finding_and_the_row_stays():
    """The rules of two columns report and keep."""
    use = {"application": "app:a:1", "organisation": "org:gedeeld:a", "since": date(2026, 1, 1), "until": date(2025, 1, 1)}
    landscape = landscape_from_rows(DAY, {"application_uses": [use]})

    assert "rule.use_ends_after_start" in [f.rule for f in landscape.check()]
    assert landscape["application_uses"].height == 1
