from datetime import date

from hypothesis import HealthCheck, given, settings
from tests.strategies import landscapes

from wiel.exchange.workbook import read, write
from wiel.landscape import TABLES, Landscape
from wiel.schema import typed

AS_OF = date(2026, 11, 1)


def read_back(path):
    delivery, findings = read(path)
    frames = {}
    for raw in delivery.delivery.tables:
        frames[raw.table], found = typed(raw, TABLES[raw.table])
        findings = findings + found
    return Landscape.of(delivery.as_of, frames), findings


@given(landscapes(most_tables=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_an_arbitrary_landscape_survives(tmp_path, landscape):
    """Whatever a landscape holds, the workbook gives it back cell by cell, without a finding."""
    write(landscape, tmp_path / "wiel.xlsx")
    again, findings = read_back(tmp_path / "wiel.xlsx")

    assert [finding.as_json("en") for finding in findings] == []
    assert landscape.as_of == again.as_of
    for name in TABLES:
        assert landscape[name].to_dicts() == again[name].to_dicts()
