"""An empty table of what was read."""

import polars as pl
import pytest

from wiel.results import ResultTable
from wiel.schema import Meaning


@pytest.fixture
def readings() -> ResultTable:
    """No file was read."""
    return ResultTable("readings", pl.DataFrame({"file": pl.Series([], dtype=pl.String)}), {"file": Meaning("bestand", "file")})
