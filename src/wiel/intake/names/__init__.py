"""Names of products, functions and suppliers that members write in their own way, linked to what all of them share."""

import polars as pl

from wiel.intake.names.gemma import builtin_components
from wiel.intake.names.reviewing import review_pairs
from wiel.intake.names.settling import Settled, settled
from wiel.intake.names.spoken import COMPONENT, PRODUCT, SUPPLIER, Kind, own_rows
from wiel.intake.names.table import counts_table, links_table
from wiel.intake.names.told import told
from wiel.intake.names.verdicts import DECIDED

NO_DECISIONS = pl.DataFrame(schema=DECIDED)

__all__ = [
    "COMPONENT",
    "NO_DECISIONS",
    "PRODUCT",
    "SUPPLIER",
    "Kind",
    "Settled",
    "builtin_components",
    "counts_table",
    "links_table",
    "own_rows",
    "review_pairs",
    "settled",
    "told",
]
