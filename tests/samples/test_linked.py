"""How many of the names in the deliveries are linked to the product that they mean."""

import polars as pl
import pytest

from wiel.samples.streek.made import made
from wiel.samples.streek.measure import linked_names, score

LEAST_PRECISION, LEAST_RECALL = 0.98, 0.75
"""Measured: see docs/explanation/streek-verstoringen.md. A wrong link is worse than none, so precision has the higher floor."""


@pytest.fixture(scope="module")
def names(streek) -> pl.DataFrame:
    """Every delivered name, with what it means and what it was linked to."""
    return linked_names(streek.intake.landscape, streek.truths, {product.name for product in made().market.products})


def test_links_are_right(names):
    """Of what is linked, hardly anything is wrong; of what could be linked, most is."""
    found = score(names)

    assert found.precision >= LEAST_PRECISION
    assert found.recall >= LEAST_RECALL


def test_names_as_the_catalogue_writes_them_are_all_linked(names):
    """Without distortion there is nothing to doubt; in a model there is only the name of the application."""
    plain = names.filter(pl.col("applied").list.len() == 0, pl.col("member") != "grietmeer")

    assert score(plain).recall >= 0.95


def test_tools_that_nobody_sells_are_linked_to_nothing(names):
    """A list of keys is no product of the catalogue."""
    own = names.filter(pl.col("meant").is_null())

    assert own["linked"].drop_nulls().to_list() == []
