"""Parts of cells, other words, rows that say nothing and things told twice."""

import polars as pl

from wiel.exchange.table import TableMapping
from wiel.exchange.table.shaping import shaped
from wiel.schema import RawTable


def raw(table, **columns):
    height = len(next(iter(columns.values())))
    return RawTable(table, pl.DataFrame(columns), pl.Series(range(2, height + 2), dtype=pl.Int64), "lijst.csv")


def test_only_the_part_of_a_cell_that_fits_counts():
    """A cell that does not fit the pattern is unknown."""
    table = TableMapping("applications", parts={"version": r"(\d+\.\d+)$"})

    assert shaped(raw("applications", version=["Zaak 4.2", "Kas"]), table, None)[0].cells["version"].to_list() == ["4.2", None]


def test_words_are_translated_whatever_their_capitals_and_others_stay():
    """An empty word is unknown."""
    table = TableMapping("applications", values={"status": {"Actief": "in gebruik", "n.v.t.": ""}})
    found, _, _ = shaped(raw("applications", status=[" ACTIEF ", "N.v.t.", "raar"]), table, None)

    assert found.cells["status"].to_list() == ["in gebruik", None, "raar"]


def test_rows_without_any_needed_cell_are_no_row_of_the_table():
    """Members stay beside their rows."""
    table = TableMapping("contracts", needs=("end", "annual_value"), constants={"procedure": "geen"})
    cells = raw("contracts", end=["1-1-2027", " ", None], annual_value=[None, "", "5"])
    found, members, _ = shaped(cells, table, pl.Series(["a", "b", "c"]))

    assert found.rows.to_list() == [2, 4]
    assert members.to_list() == ["a", "c"]
    assert found.cells["procedure"].to_list() == ["geen", "geen"]


def test_rows_about_one_thing_become_one_row_that_tells_where_they_differ():
    """The first filled cell counts, lists of words are joined, and a difference is a finding at its row."""
    cells = raw(
        "products", name=["Zaakspil", "zaakspil ", "Kasboek"], supplier=[None, "Kadans", "Geo"], components=["a", "b;a", None]
    )
    found, _, findings = shaped(cells, TableMapping("products", once="name"), None)
    other = raw("products", name=["Zaakspil", "Zaakspil"], supplier=["Geo", "Kadans"])
    _, _, differing = shaped(other, TableMapping("products", once="name"), None)

    assert found.cells.rows() == [("Zaakspil", "Kadans", "a;b"), ("Kasboek", "Geo", "")]
    assert len(findings) == 0
    assert [(f.rule, f.place.row) for f in differing] == [("mapping.told-differently", 2)]


def test_one_name_of_two_members_is_two_things():
    """Only tables that all share look past the member."""
    table = TableMapping("applications", once="name")
    found, members, _ = shaped(raw("applications", name=["Kas", "Kas", "Kas"]), table, pl.Series(["a", "b", "a"]))

    assert members.to_list() == ["a", "b"]
    assert found.rows.to_list() == [2, 3]
