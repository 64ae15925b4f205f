"""The names that members use: every place where one is said, and each different name once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from wiel.intake.links import folded
from wiel.intake.rows import KEPT, KEY, LINE, OWNER, SHARED_OWNER, SOURCE, Places
from wiel.linking.suppliers import canonical

TEXT, COLUMN, INDEX, TIMES, FOLDED, NAME_ID = "text__", "column__", "index__", "times__", "folded__", "name_id__"
LOCAL = "local__"
HEARD: dict[str, type[pl.DataType]] = {
    SOURCE: pl.Int64, LINE: pl.Int64, OWNER: pl.String, TEXT: pl.String, COLUMN: pl.String, LOCAL: pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What sort of name it is.

    Args:
        word: the word for it in results and in identifiers of names.
        table: where its rows stand.
        local: a new name that one member uses is a row of that member, not of all.
        makes_rows: a new name that stands in no list makes a row.
        facts: what is known of every new row.
        ending: what names of this kind may end in or not, as a pattern.
        company: whether legal forms and older names of a company do not count.
    """

    word: str
    table: str
    local: bool = False
    makes_rows: bool = True
    facts: Mapping[str, str] = field(default_factory=dict)
    ending: str = ""
    company: bool = False

    def bare(self, name: pl.Expr) -> pl.Expr:
        """A name without blanks around it and without the ending, unless nothing else would be left."""
        plain = name.str.strip_chars()
        if self.company:
            return plain.map_elements(lambda text: " ".join(canonical(text)), return_dtype=pl.String)
        if not self.ending:
            return plain
        short = plain.str.replace(self.ending, "")
        return pl.when(short != "").then(short).otherwise(plain)


PRODUCT = Kind("product", "products", local=True)
SUPPLIER = Kind("leverancier", "organisations", facts={"kind": "leverancier"}, company=True)
COMPONENT = Kind("component", "components", makes_rows=False, ending=r"(?i)[\s-]*component(?:en)?$")


def own_rows(frame: pl.DataFrame, places: Places) -> pl.Series:
    """Which rows of a reference table come from the list of a member? The other rows are the catalogue."""
    own = [index for index, source in enumerate(places.sources) if source.member_names()]
    return frame[SOURCE].is_in(own).fill_null(False)


def spoken(
    kind: Kind,
    frame: pl.DataFrame,
    own: pl.Series,
    texts: pl.DataFrame,
    heard: pl.DataFrame,
    suppliers: Mapping[str, str],
    places: Places,
) -> pl.DataFrame:
    """Every place where a name is said: rows of members' own lists, and texts that lead to no row.

    Columns of `HEARD`, the supplier by name, the key, the number of the row in `frame` (unknown for a text), how many cells of that
    file say it, whether it is only somebody's own name for something (`LOCAL`), and the identifier of the name. Texts are told once per
    list and owner.
    """
    rows = frame.with_row_index(INDEX).filter(own & pl.col(KEPT) & pl.col("name").is_not_null())
    supplier = pl.col("supplier").replace_strict(suppliers, default=None) if "supplier" in frame.columns else pl.lit(None)
    listed = rows.select(
        SOURCE, LINE, OWNER, pl.col("name").alias(TEXT), pl.lit("name").alias(COLUMN), supplier.cast(pl.String).alias("supplier"),
        KEY, pl.col(INDEX).cast(pl.Int64), pl.lit(1).cast(pl.Int64).alias(TIMES), pl.lit(False).alias(LOCAL),
    )  # fmt: skip
    said = texts.group_by(SOURCE, OWNER, folded(pl.col(TEXT)).alias(FOLDED), maintain_order=True).agg(
        pl.col(LINE, TEXT, COLUMN).first(), pl.len().cast(pl.Int64).alias(TIMES), pl.col(LOCAL).all()
    )
    none = [pl.lit(None, pl.String).alias(name) for name in ("supplier", KEY)]
    said = said.with_columns(*none, pl.lit(None, pl.Int64).alias(INDEX)).select(listed.columns)
    whole = pl.concat([listed, said]).with_columns(folded(pl.col(TEXT)).alias(FOLDED))
    whole = whole.filter(pl.col(FOLDED) != "")
    identifier = pl.format("{}:{}|{}", pl.lit(kind.word), FOLDED, folded(pl.col("supplier")).fill_null(""))
    files = pl.col(SOURCE).replace_strict(places.files, default=None, return_dtype=pl.Int64)
    counts = (
        heard.with_columns(files.alias("file__"), folded(pl.col(TEXT)).alias(FOLDED)).group_by("file__", OWNER, FOLDED).len("n")
    )
    whole = whole.with_columns(identifier.alias(NAME_ID), files.alias("file__"))
    whole = whole.join(counts, on=["file__", OWNER, FOLDED], how="left", nulls_equal=True, maintain_order="left")
    return whole.with_columns(pl.coalesce(pl.col("n").cast(pl.Int64), TIMES).alias(TIMES)).drop("n")


def different(kind: Kind, said: pl.DataFrame) -> pl.DataFrame:
    """Each different name once, as `verdicts.judged` takes them."""
    first = said.unique(NAME_ID, keep="first", maintain_order=True)
    return first.select(
        pl.col(NAME_ID).alias("id"), kind.bare(pl.col(TEXT)).alias("name"), "supplier",
        pl.lit(None, pl.String).alias("component"), pl.col(OWNER).alias("owner"),
    )  # fmt: skip


def whose(kind: Kind, owners: pl.Series) -> str:
    """The owner of a thing that these owners name: the one, or all together."""
    different_owners = owners.unique().to_list()
    return different_owners[0] if kind.local and len(different_owners) == 1 else SHARED_OWNER
