"""Identifiers: ``prefix:owner:source key``, the same again for the same file, unique within a table."""

import re
import unicodedata
from collections.abc import Iterable

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.rows import KEY, LINE, OWNER, SHARED, SHARED_OWNER, SOURCE, Places
from wiel.schema import Table

MISSING = Rule("key.missing", Severity.WARNING)
NO_COLUMN = Rule("key.no-column", Severity.INFO)


def slug(name: str) -> str:
    """The name as part of an identifier: lower case, no diacritics, a hyphen for all else.

    >>> slug("Súdwest-Fryslân"), slug("'s-Hertogenbosch (DIMPACT)"), slug("北京")
    ('sudwest-fryslan', 's-hertogenbosch-dimpact', 'u5317-u4eac')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    # A name in another script would leave nothing; its code points still tell it apart.
    return words or "-".join(f"u{ord(sign):04x}" for sign in name.strip()) or "naamloos"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug per name (by its case-folded form); two names that would share one are numbered in the order of the names.

    >>> slugs(["Dept. of X", "Dept of X"])
    {'dept of x': 'dept-of-x', 'dept. of x': 'dept-of-x-2'}
    """
    given: dict[str, str] = {}
    taken: set[str] = {SHARED_OWNER}
    for folded in sorted({name.casefold() for name in names}):
        plain = slug(folded)
        chosen, nth = plain, 1
        while chosen in taken:
            nth += 1
            chosen = f"{plain}-{nth}"
        taken.add(chosen)
        given[folded] = chosen
    return given


def identified(table: Table, frame: pl.DataFrame, places: Places) -> tuple[pl.DataFrame, Findings]:
    """Give every row of a table with a key its identifier; two rows may still share one (see `wiel.intake.duplicates`).

    A row without a key is named after its line. Where the source has no column for the key at all, the name of the row is its key.
    """
    if frame.is_empty():
        return frame, Findings()
    present = frame[SOURCE].drop_nulls().unique(maintain_order=True).to_list()
    without = [index for index in present if not places.sources[index].has_column("id")]
    found = [_no_column(table, places, index) for index in without]
    nowhere = frame[SOURCE].is_in(without).fill_null(False)
    empty = frame.filter(frame[KEY].is_null() & ~nowhere & frame[SOURCE].is_not_null())
    found += [_missing(table, places, source, line) for source, line in empty.select(SOURCE, LINE).iter_rows()]
    key = pl.coalesce(KEY, pl.Series(_name_keys(table, frame, nowhere), dtype=pl.String), pl.format("row-{}", pl.col(LINE)))
    owner = pl.lit(SHARED_OWNER) if table.name in SHARED else pl.col(OWNER)
    whole = key.str.contains(rf"^{re.escape(table.named.prefix)}:[^:]+:.")
    made = pl.format("{}:{}:{}", pl.lit(table.named.prefix), owner, key)
    return frame.with_columns(id=pl.when(whole).then(key).otherwise(made)), Findings.of(found)


def _name_keys(table: Table, frame: pl.DataFrame, nowhere: pl.Series) -> list[str | None]:
    """The key that a row takes from its name, for rows of a source without a column for the key."""
    if "name" not in table.columns:
        return [None] * frame.height
    return [slug(name) if use and name else None for name, use in zip(frame["name"], nowhere, strict=True)]


def _no_column(table: Table, places: Places, source: int) -> Finding:
    return NO_COLUMN.broken(places.of(source, None), table=table.named.nl)


def _missing(table: Table, places: Places, source: int, line: int) -> Finding:
    return MISSING.broken(places.of(source, line, "id"), table=table.named.nl, key=f"row-{line}")
