"""Plain tables: CSV of any delimiter and XLSX, with a mapping in TOML or by their headers."""

from wiel.exchange.table.delivery import Excluded, Part, TableDelivery
from wiel.exchange.table.loading import load_mapping
from wiel.exchange.table.mapping import Exclusion, Mapping, TableMapping
from wiel.exchange.table.reading import read

__all__ = ["Excluded", "Exclusion", "Mapping", "Part", "TableDelivery", "TableMapping", "load_mapping", "read"]
