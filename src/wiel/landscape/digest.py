"""A fingerprint of tables."""

import hashlib
from collections.abc import Mapping
from datetime import date

import polars as pl

from wiel.landscape.tables import TABLES


def digest(as_of: date, tables: Mapping[str, pl.DataFrame]) -> str:
    """SHA-256 over the canonical text of every table with rows, without the origins (the same facts from another file are the same).

    Rows are sorted by their text, so that their order does not matter. A null and an empty text differ, an empty list and null too.
    """
    hasher = hashlib.sha256(as_of.isoformat().encode())
    for name in sorted(TABLES):
        frame = tables[name]
        if name == "origins" or frame.is_empty():
            continue
        hasher.update(f"\n[{name}]\n".encode())
        for line in canonical_rows(frame).sort().to_list():
            hasher.update(line.encode())
            hasher.update(b"\n")
    return hasher.hexdigest()


def canonical_rows(frame: pl.DataFrame) -> pl.Series:
    """One text per row that is equal exactly when the rows are equal."""
    return frame.select(pl.struct(pl.all()).struct.json_encode().alias("row"))["row"]
