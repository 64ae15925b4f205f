"""Rows of one list that are the same thing."""

import polars as pl
from tests.oracles.distorted_names import trial

from wiel.linking import duplicates


def listed(*names):
    """A list with these names, numbered from 0."""
    return pl.DataFrame(
        {"id": [str(n) for n in range(len(names))], "name": list(names)}, schema={"id": pl.String, "name": pl.String}
    )


def test_spellings_are_one_thing_and_modules_are_not():
    """Two things of three and one rows; the second module stands alone."""
    groups = duplicates(listed("Key2Burgerzaken", "Centric Key2 Burgerzaken (acc)", "KEY2BURGERZAKEN 4.1", "Key2Financien"))

    assert groups.rows["group"].to_list() == ["0", "0", "0", "3"]
    assert groups.count == 2


def test_rows_without_a_name_stay_by_themselves():
    """Nothing is known, so nothing is the same."""
    assert duplicates(listed("", None, "Archief")).count == 3


def test_an_empty_list_has_no_groups():
    """No rows, no error."""
    assert duplicates(listed()).count == 0


def test_a_distorted_list_shrinks_to_about_the_things_it_is():
    """Of the pairs that are put together nine in ten are right, and most of the true pairs are found."""
    case = trial(products=100, names=500, seed=3, in_catalogue=1.0, most=2)
    groups = duplicates(case.names)
    entry = dict(case.truth)
    both = groups.rows.join(groups.rows, on="group").filter(pl.col("id") < pl.col("id_right")).select("id", "id_right").rows()
    true = {(a, b) for a in entry for b in entry if a < b and entry[a] == entry[b]}
    right = sum(pair in true for pair in both)

    assert right / len(both) > 0.9
    assert right / len(true) > 0.6


def test_no_pair_of_undecided_stands_in_one_group():
    """What was put together is no question any more."""
    case = trial(products=100, names=200, seed=4, in_catalogue=1.0)
    groups = duplicates(case.names)
    group = dict(groups.rows.select("id", "group").rows())

    assert all(group[a] != group[b] for a, b in groups.undecided.select("left", "right").rows())
