"""How each list was read."""

from wiel.intake import read_region, readings_table
from wiel.quantities import Confidentiality

FILES = {
    "u.csv": "p,o\nA,Laak\nA,Laak\nB,Laak\nX,Rode\nA,Oud\nB,Oud\n",
    "u.toml": (
        'table = "application_uses"\ncolumns = { application = "p", organisation = "o" }\nderive = "applications"\n'
        'exclude = [{ column = "o", equals = "Oud", reason = "bestaat niet meer" }]\n'
    ),
    "products.csv": "id,name,components\nA,Aap,Een\nB,Beer,\n",
}
DESCRIPTION = '[[file]]\npath = "u.csv"\nmapping = "u.toml"\nmember_column = "o"\n'


def test_rows_pairs_and_what_was_left_out_are_counted(region):
    """Before and after the rows that the mapping leaves out, and how many pairs lead to a listed product."""
    uses, products = read_region(region(FILES, DESCRIPTION)).readings

    assert (uses.rows_read, uses.rows_excluded, uses.rows_kept) == (6, 2, 4)
    assert uses.exclusions == {"bestaat niet meer": 2}
    assert (uses.distinct_read, uses.linked_read, uses.distinct_kept, uses.linked_kept) == (5, 4, 3, 2)
    assert (products.list_column, products.rows_without_list, products.distinct_kept, products.linked_kept) == (
        "components",
        1,
        2,
        None,
    )


def test_readings_are_a_table_that_everybody_may_see(region):
    """One row per list, with a meaning in both languages for every column."""
    table = readings_table(read_region(region(FILES, DESCRIPTION)))

    assert table.frame["file"].to_list() == ["u.csv", "products.csv"]
    assert table.frame["reasons"].to_list() == ["bestaat niet meer: 2", None]
    assert table.at(Confidentiality.OPENBAAR) is not None
    assert all(meaning.nl and meaning.en for meaning in table.columns.values())


def test_a_list_without_key_has_no_count_of_different_keys(region):
    """Unknown is not zero."""
    reading = read_region(region({"dependencies.csv": "dependent,needs\na,b\n"})).readings[0]

    assert (reading.rows_read, reading.distinct_read, reading.linked_read) == (1, None, None)
