"""Reads CSV and XLSX."""

from pathlib import Path

from wiel.exchange.table.delivery import TableDelivery
from wiel.exchange.table.mapping import Mapping
from wiel.findings import Findings


def read(path: Path | str, mapping: Mapping | None = None) -> tuple[TableDelivery, Findings]:
    """What stands in this CSV or XLSX file? Without a mapping, headers are matched to the tables of the landscape.

    Raises:
        InputRefused: the file cannot be read as a whole, or a header that the mapping names is not there.
    """
