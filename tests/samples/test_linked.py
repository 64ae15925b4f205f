"""How many of the names in the deliveries are linked to the product that they mean."""

import polars as pl
import pytest

from wiel.instruments.overlap.answer import run
from wiel.instruments.overlap.options import Options
from wiel.intake import read_region
from wiel.parameters import Parameters
from wiel.registry import Inputs, Quiet
from wiel.samples import clean_streek
from wiel.samples.streek.made import made
from wiel.samples.streek.measure import linked_names, score

LEAST_PRECISION, LEAST_RECALL = 0.99, 0.90
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


def test_names_as_the_catalogue_writes_them_are_linked(names):
    """Without distortion there is next to nothing to doubt."""
    plain = names.filter(pl.col("applied").list.len() == 0)

    assert score(plain).recall >= 0.97


def test_tools_that_nobody_sells_are_linked_to_nothing(names):
    """A list of keys is no product of the catalogue."""
    own = names.filter(pl.col("meant").is_null())

    assert own["linked"].drop_nulls().to_list() == []


def test_the_answer_from_messy_deliveries_is_near_the_truth(streek, tmp_path):
    """Shared use in the largest groups, as a range over what is unknown, overlaps that of the clean region; few majorities get lost."""
    messy, clean = (_overlap(intake) for intake in (streek.intake, read_region(clean_streek(tmp_path))))

    assert messy["same_product_share_least"] <= clean["same_product_share_most"]
    assert messy["same_product_share_most"] >= clean["same_product_share_least"]
    assert messy["components"] == clean["components"] == 128
    assert 0 <= clean["components_majority"] - messy["components_majority"] <= 10
    assert messy["components_majority_most"] >= clean["components_majority"]


def _overlap(intake):
    inputs = Inputs(intake.landscape, intake.region.members)
    return run(inputs, Parameters.load().at(intake.landscape.as_of), Options(), Quiet()).facts
