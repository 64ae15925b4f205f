"""Invented sample data: buurtschap (every answer checkable with pencil and paper) and streek (ten municipalities)."""

from wiel.samples.buurtschap import buurtschap
from wiel.samples.rows import landscape_from_rows
from wiel.samples.streek.clean import clean_streek
from wiel.samples.streek.deliveries import write_streek

__all__ = ["buurtschap", "clean_streek", "landscape_from_rows", "write_streek"]
