"""A landscape as a Frictionless data package: CSV or Parquet with ``datapackage.json``, in a folder or a zip."""

from wiel.exchange.datapackage.changes import history
from wiel.exchange.datapackage.reading import read
from wiel.exchange.datapackage.writing import write

__all__ = ["history", "read", "write"]
