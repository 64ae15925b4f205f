"""Makes rows for what files name without listing it: members, suppliers, and reference lists that nobody delivers."""

import re
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.intake.identifiers import slug
from wiel.intake.links import folded
from wiel.intake.names.spoken import COLUMN, HEARD, LOCAL, TEXT
from wiel.intake.rows import KEPT, KEY, LINE, LIST, OWNER, SHARED_OWNER, SOURCE, Places, no_rows
from wiel.landscape import EXPANSIONS, TABLES

FROM_NAMES = Rule("list.from-names", Severity.INFO)
SUPPLIER_COLUMNS = (("products", "supplier"), ("contracts", "supplier"))

Pool = Mapping[str, pl.DataFrame]


def mentions(frames: Pool, targets: Sequence[tuple[str, str]]) -> pl.DataFrame:
    """Every text in some columns (table, column), with source, line and owner; columns of several words give a row per word."""
    parts = [pl.DataFrame(schema=HEARD)]
    for table, column in targets:
        where = pl.lit(column.removeprefix(LIST)).alias(COLUMN)
        rows = frames[table].select(SOURCE, LINE, OWNER, pl.col(column).alias(TEXT), where, pl.lit(False).alias(LOCAL))
        if isinstance(rows.schema[TEXT], pl.List):
            rows = rows.explode(TEXT, empty_as_null=True)
        parts.append(rows.filter(pl.col(TEXT).is_not_null()))
    return pl.concat(parts)


def columns_to(target: str) -> list[tuple[str, str]]:
    """Every column of the landscape that links to a table, also those that hold several words."""
    plain = [(table.name, column) for table in TABLES.values() for column, name in table.links().items() if name == target]
    listed = [
        (table, LIST + column)
        for table, columns in EXPANSIONS.items()
        for column, (link_table, _, other) in columns.items()
        if TABLES[link_table].links()[other] == target
    ]
    return plain + listed


def named_rows(table: str, names: pl.DataFrame, taken: Iterable[str], **values: str) -> pl.DataFrame:
    """One row for every different name (capitals do not matter), placed where the name stands first."""
    first = names.with_columns(folded(pl.col(TEXT)).alias("folded__")).unique("folded__", keep="first", maintain_order=True)
    given, used = [], set(taken)
    for text in first[TEXT].to_list():
        plain = f"{TABLES[table].named.prefix}:{SHARED_OWNER}:{slug(text)}"
        chosen, nth = plain, 1
        while chosen in used:
            nth += 1
            chosen = f"{plain}#{nth}"
        used.add(chosen)
        given.append(chosen)
    made = first.select(
        pl.Series("id", given, dtype=pl.String),
        pl.col(TEXT).str.strip_chars().alias("name"),
        SOURCE,
        LINE,
        pl.lit(SHARED_OWNER).alias(OWNER),
        *(pl.lit(value).cast(TABLES[table].columns[column].dtype).alias(column) for column, value in values.items()),
    )
    return pl.concat([no_rows(TABLES[table]), made], how="diagonal").with_columns(pl.lit(True).alias(KEPT))


def without_keys(said: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """The texts that lead to no row (`n` is 0), without those that are no names but keys that are lost.

    A text is such a key where it has the form of the keys of the list (L-014), or stands in a column of which most texts that do lead
    to a row are its key and not its name.
    """
    lost = said.filter(pl.col("n") == 0)
    shapes = {_shape(key) for key in listed[KEY].drop_nulls().to_list()}
    key_like = [any(sign.isdigit() for sign in text) and _shape(text) in shapes for text in lost[TEXT].to_list()]
    of_keys = _columns_of_keys(said, listed)
    return (
        lost.filter(~pl.Series(key_like, dtype=pl.Boolean))
        .join(of_keys, on=[SOURCE, COLUMN], how="anti", maintain_order="left")
        .drop("id", "n")
    )


def _columns_of_keys(said: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Source and column of the texts that speak of rows by their key."""
    rows = listed.select("id", KEY, "name").unique("id", keep="first")
    met = said.filter(pl.col("id").is_not_null()).join(rows, on="id", how="inner")
    by_key = (pl.col(TEXT).str.strip_chars() == pl.col(KEY)) & (folded(pl.col(TEXT)) != folded(pl.col("name"))).fill_null(True)
    share = met.group_by(SOURCE, COLUMN).agg(by_key.fill_null(False).mean().alias("share"))
    return share.filter(pl.col("share") > 0.5).select(SOURCE, COLUMN)


def _shape(text: str) -> str:
    """The form of a key: letters and digits, with runs taken together.

    >>> _shape("L-014"), _shape("ORG7b")
    ('A-9', 'A9a')
    """
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "9", text)))


def from_names(table: str, frames: Pool, extra: Sequence[pl.DataFrame], places: Places) -> tuple[pl.DataFrame, Findings]:
    """A reference list made from the names that other lists use, because no file brings it; one finding says so."""
    named = pl.concat([mentions(frames, columns_to(table)), *extra])
    rows = named_rows(table, named, ())
    if rows.is_empty():
        return rows, Findings()
    first = rows.row(0, named=True)
    place = places.of(first[SOURCE], None)
    finding: Finding = FROM_NAMES.broken(place, table=TABLES[table].named.nl, n=rows.height)
    return rows, Findings.of([finding])
