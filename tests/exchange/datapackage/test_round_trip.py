import pytest
from hypothesis import HealthCheck, given, settings
from tests.strategies import landscapes

from wiel.exchange.datapackage import read, write
from wiel.landscape import TABLES

MANY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", ["pakket", "pakket.zip"])
@given(landscape=landscapes())
@MANY
def test_an_arbitrary_landscape_survives(tmp_path, name, landscape):
    """Whatever a landscape holds, the data package gives it back cell by cell, without a finding."""
    write(landscape, tmp_path / name)
    again, findings = read(tmp_path / name)

    assert [finding.as_json("en") for finding in findings] == []
    assert landscape.as_of == again.as_of
    for table in TABLES:
        assert landscape[table].to_dicts() == again[table].to_dicts()
    assert landscape.digest() == again.digest()
