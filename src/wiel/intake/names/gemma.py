"""The reference components that Wiel knows, as rows that names may mean though no file brings them."""

import polars as pl

from wiel.intake.rows import KEPT, OWNER, SHARED_OWNER
from wiel.landscape import TABLES
from wiel.landscape.reference import components

TABLE = "components"


def builtin_components(frame: pl.DataFrame) -> pl.DataFrame:
    """The components of GEMMA that a list of components does not have, by name or Object ID."""
    names = {name.strip().casefold() for name in frame["name"].drop_nulls().to_list()}
    references = set(frame["reference"].drop_nulls().to_list())
    absent = [c for c in components() if c.name.casefold() not in names and c.reference not in references]
    facts = ("name", "domain", "reference", "availability", "integrity", "confidentiality")
    rows = [{fact: getattr(component, fact) for fact in facts} for component in absent]
    identifier = pl.format("{}:{}:{}", pl.lit(TABLES[TABLE].named.prefix), pl.lit(SHARED_OWNER), "name")
    made = pl.DataFrame(rows, schema={fact: TABLES[TABLE].dtypes[fact] for fact in facts})
    return pl.concat(
        [frame.clear(), made.with_columns(identifier.alias("id"), pl.lit(SHARED_OWNER).alias(OWNER), pl.lit(True).alias(KEPT))],
        how="diagonal",
    )
