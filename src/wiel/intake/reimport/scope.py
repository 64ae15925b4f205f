"""About which rows a delivery speaks: which lists and columns it has, and whose rows it could tell to be gone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wiel.intake.origins import ABOUT_ROWS
from wiel.intake.rows import SHARED_OWNER
from wiel.landscape import EXPANSIONS, TABLES, Landscape

# The column that says whose a row is, the first that a table has.
OWNING_COLUMNS = ("holder", "organisation", "member")
# Tables whose rows are part of a row in another table: table → (column, that table).
PARTS_OF = {
    "application_components": ("application", "applications"),
    "contract_applications": ("contract", "contracts"),
    "service_applications": ("service", "services"),
    "service_levels": ("service", "services"),
}
# The same, with the uses of an application: these belong to who uses it, but go when it goes.
GOES_WITH = PARTS_OF | {"application_uses": ("application", "applications")}
# Link tables that a cell of several words fills: table → (column of the row with that cell, its table).
OWN_SIDE = {link: (own, table) for table, columns in EXPANSIONS.items() for link, own, _ in columns.values()}
KEY_PARTS = r"^[^:]+:([^:]+):."


@dataclass(frozen=True)
class Part:
    """Rows that a delivery has with the same columns.

    Args:
        table: the table that they are rows of.
        columns: the columns of the list; what is not among them keeps its value. Without any column, Wiel made the rows itself from
            what other lists name: they only count where the landscape does not have them.
        rows: which rows of the delivered table; None means all.
        among: for rows that come from a cell of several words: the rows (identifiers) whose cell was filled. Only theirs can be missing.
    """

    table: str
    columns: frozenset[str]
    rows: tuple[int, ...] | None = None
    among: frozenset[str] | None = None


@dataclass(frozen=True)
class Scope:
    """What a delivery speaks about.

    Args:
        parts: its rows by table and columns.
        owners: the tokens (see `owners`) of the member whose list this is; rows of others are never missing. None where nobody said
            whose list it is: then an owner counts when more than half of its rows in the delivered tables came.
    """

    parts: tuple[Part, ...]
    owners: frozenset[str] | None = None

    @classmethod
    def whole(cls, landscape: Landscape, tables: Collection[str] | None = None) -> "Scope":
        """Every table with rows (or these tables), with all columns."""
        names = [name for name, frame in landscape.tables.items() if (frame.height if tables is None else name in tables)]
        return cls(tuple(Part(name, frozenset(TABLES[name].columns)) for name in names if name not in ABOUT_ROWS))

    def of(self, table: str) -> Sequence[Part]:
        """The parts of one table."""
        return [part for part in self.parts if part.table == table]


def owners(tables: Mapping[str, pl.DataFrame], table: str) -> pl.Series:
    """Whose is each row? The identifier of an organisation, else ``~`` and the owner in its own key, else null: it is everyone's.

    >>> from wiel.samples.buurtschap import buurtschap
    >>> owners(buurtschap().tables, "couplings")[0], owners(buurtschap().tables, "contract_applications")[0]
    ('org:gedeeld:bovenbeek', 'org:gedeeld:aakerk')
    """
    frame = tables[table]
    if table in PARTS_OF:
        column, parent = PARTS_OF[table]
        pairs = dict(zip(tables[parent]["id"].to_list(), owners(tables, parent).to_list(), strict=True))
        return pl.Series([pairs.get(identifier) for identifier in frame[column].to_list()], dtype=pl.String)
    named = [pl.col(column) for column in OWNING_COLUMNS if column in frame.columns][:1]
    if "id" in frame.columns:
        own = pl.col("id").str.extract(KEY_PARTS, 1)
        token = pl.when(own != SHARED_OWNER).then(pl.format("~{}", own))
        named.append(token.replace(_holders(tables)))
    # A table without any of these has one null per row.
    return frame.with_columns(pl.coalesce([*named, pl.lit(None, pl.String)]).alias("owner__"))["owner__"]


def _holders(tables: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """The organisation behind each owner in keys, where applications with such keys have one and the same holder."""
    held = tables["applications"].select(pl.format("~{}", pl.col("id").str.extract(KEY_PARTS, 1)).alias("owner"), "holder")
    counted = held.drop_nulls().group_by("owner").agg(pl.col("holder").n_unique().alias("n"), pl.col("holder").first())
    return dict(counted.filter(pl.col("n") == 1).select("owner", "holder").iter_rows())


def member_tokens(landscape: Landscape, organisation: str | None, slugs: Collection[str]) -> frozenset[str]:
    """Every token under which rows of one member stand: its identifier, its slugs, and the owners in the keys of what it holds."""
    tokens = {f"~{slug}" for slug in slugs}
    if organisation is None:
        return frozenset(tokens)
    tokens.add(organisation)
    for name in ("applications", "contracts", "services", "facilities", "staff"):
        frame = landscape[name]
        column = next(column for column in OWNING_COLUMNS if column in frame.columns)
        own = frame.filter(pl.col(column) == organisation)["id"].str.extract(KEY_PARTS, 1).drop_nulls()
        tokens.update(f"~{owner}" for owner in own.unique().to_list() if owner != SHARED_OWNER)
    return frozenset(tokens)
