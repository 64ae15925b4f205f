"""The sample region."""

import polars as pl
import pytest

from wiel.intake import read_region
from wiel.samples import landscape_from_rows, write_streek


@pytest.fixture(scope="module")
def streek(tmp_path_factory):
    """The region as it is read from its deliveries."""
    return read_region(write_streek(tmp_path_factory.mktemp("streek")))


def test_streek_has_ten_municipalities_and_thirteen_hundred_applications(streek):
    """The size that the core job is tried with."""
    assert len(streek.region.members) == 10
    assert streek.landscape["applications"].height == 1300


def test_streek_is_delivered_clean(streek):
    """No finding is an error; what is unknown is unknown, not wrong."""
    assert [f.as_json("nl") for f in streek.findings if f.severity == "error"] == []


def test_three_municipalities_share_eleven_functions(streek):
    """The host holds them; the guests use them."""
    uses = streek.landscape["application_uses"]
    shared = uses["application"].value_counts().filter(pl.col("count") > 1)
    served = streek.landscape["application_components"].join(shared, on="application", how="semi")

    assert served["component"].n_unique() >= 11


def test_the_same_seed_gives_the_same_files(tmp_path):
    """Byte for byte."""
    first, second = write_streek(tmp_path / "a").parent, write_streek(tmp_path / "b").parent

    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}


def test_rows_with_a_name_that_no_table_has_are_refused():
    """A misspelt column in a case never disappears."""
    with pytest.raises(ValueError, match="nmae"):
        landscape_from_rows(None, {"components": [{"id": "x", "nmae": "y"}]})
