"""Rows on their way to a landscape: a table with beside every row the source, line, owner and key that it came with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from wiel.errors import Place
from wiel.exchange.table import Excluded
from wiel.landscape import EXPANSIONS, TABLES
from wiel.schema import RawTable, Table, words

SOURCE, LINE, OWNER, KEY, LIST, KEPT = "source__", "line__", "owner__", "key__", "list__", "kept__"
BESIDE: dict[str, pl.DataType] = {SOURCE: pl.Int64(), LINE: pl.Int64(), OWNER: pl.String(), KEY: pl.String()}
# Tables whose rows belong to all members together.
SHARED = ("organisations", "components", "standards", "products")
SHARED_OWNER = "gedeeld"


@dataclass(frozen=True)
class Source:
    """One table as one file brought it, with who it belongs to.

    Args:
        raw: the rows as text.
        digest: fingerprint of the file.
        owner: name of the member that all rows belong to.
        members: per row the name of its member, where one file serves many.
        derive: what the mapping wants made from the rows (`TableMapping.derive`).
        complete: what is not in the list, is not there.
        rows_read: rows below the header, with those that the mapping left out.
        excluded: what the mapping left out and why.
        whole: the same table with the rows that were left out, where there are any; only for counting.
        values: the rows with values, where the file was a landscape already; `raw` then only tells where they stand.
        names_products: the list has no place for products, so that the name of an application may be that of its product.
    """

    raw: RawTable
    digest: str
    owner: str | None = None
    members: pl.Series | None = None
    derive: str | None = None
    complete: bool = False
    rows_read: int | None = None
    excluded: tuple[Excluded, ...] = ()
    whole: "Source | None" = None
    values: pl.DataFrame | None = None
    names_products: bool = False

    @property
    def height(self) -> int:
        """How many rows were kept."""
        return self.raw.rows.len()

    def has_column(self, column: str) -> bool:
        """Whether the file has this column at all."""
        return column in (self.raw.cells if self.values is None else self.values).columns

    def member_names(self) -> list[str]:
        """Every member to whom rows belong, in order of appearance."""
        if self.members is not None:
            return cleaned(self.members).drop_nulls().unique(maintain_order=True).to_list()
        return [self.owner] if self.owner else []

    def per_row(self, values: Mapping[str, str], default: str | None) -> pl.Series:
        """Per row what a mapping from the (case-folded) name of a member holds for its member."""
        if self.members is None:
            value = values[self.owner.casefold()] if self.owner else default
            return pl.Series([value], dtype=pl.String).new_from_index(0, self.height)
        given = {name: values[name.casefold()] for name in self.member_names()}
        return cleaned(self.members).replace_strict(given, default=default, return_dtype=pl.String)

    def place(self, line: int | None, column: str | None) -> Place:
        """A cell as the user finds it."""
        header = None if column is None else self.raw.headers.get(column, column)
        return Place(self.raw.file, self.raw.sheet, line, header)


@dataclass(frozen=True)
class Members:
    """The members by case-folded name: the part of identifiers that tells whose a row is, and the row in organisations."""

    slugs: Mapping[str, str]
    identifiers: Mapping[str, str]


def cleaned(text: pl.Series) -> pl.Series:
    """Text without blanks around it; a blank cell is null."""
    stripped = text.cast(pl.String).str.strip_chars()
    return stripped.set(stripped.eq("").fill_null(False), None)


def columns_of(table: Table) -> dict[str, pl.DataType]:
    """Every column that a row of this table has on its way: those of the table, those beside it, and its lists of words."""
    lists = {LIST + name: pl.List(pl.String) for name in EXPANSIONS.get(table.name, {})}
    return table.dtypes | BESIDE | lists


def no_rows(table: Table) -> pl.DataFrame:
    """A table on its way without rows."""
    return pl.DataFrame(schema=columns_of(table))


def with_company(index: int, source: Source, frame: pl.DataFrame, members: Members) -> pl.DataFrame:
    """The rows of one source, read already, with what stands beside them."""
    table = TABLES[source.raw.table]
    key = frame["id"] if "id" in table.columns else pl.Series([None] * frame.height, dtype=pl.String)
    beside = [
        pl.Series(SOURCE, [index], dtype=pl.Int64).new_from_index(0, frame.height),
        source.raw.rows.cast(pl.Int64).alias(LINE),
        source.per_row(members.slugs, SHARED_OWNER).alias(OWNER),
        key.alias(KEY),
    ]
    lists = [_list(source, name, frame.height) for name in EXPANSIONS.get(table.name, {})]
    return frame.with_columns(*_owned(source, frame, members), *beside, *lists).select(list(columns_of(table)))


def _owned(source: Source, frame: pl.DataFrame, members: Members) -> list[pl.Series]:
    """The organisation of each row; where its cell is blank it is the member that delivered the row. A word for unknown stays unknown."""
    column = "holder" if source.raw.table == "applications" else "organisation"
    if column not in frame.columns or not source.member_names() or not members.identifiers:
        return []
    told = source.values is None and source.has_column(column)
    blank = cleaned(source.raw.cells[column]).is_null() if told else frame[column].is_null()
    filled = frame.select(pl.when(blank).then(source.per_row(members.identifiers, None)).otherwise(pl.col(column)).alias(column))
    return [filled[column]]


def _list(source: Source, name: str, height: int) -> pl.Series:
    """A column of several words per cell; null where the words are unknown, an empty list where there are none."""
    if name not in source.raw.cells.columns:
        return pl.Series(LIST + name, [None] * height, dtype=pl.List(pl.String))
    return words(source.raw, name).alias(LIST + name)


def stacked(table: Table, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Rows of several sources under one another."""
    return pl.concat([no_rows(table), *frames])


@dataclass(frozen=True)
class Places:
    """Where rows stand, for findings."""

    sources: Sequence[Source]

    @cached_property
    def files(self) -> dict[int, int]:
        """Per source the number of its file."""
        numbers: dict[tuple[str, str], int] = {}
        return {i: numbers.setdefault((s.raw.file, s.digest), len(numbers)) for i, s in enumerate(self.sources)}

    def of(self, source: int | None, line: int | None, column: str | None = None) -> Place:
        """The cell in a column of the row at a line of a source; a row that Wiel made itself has no place."""
        return Place() if source is None else self.sources[source].place(line, column)
