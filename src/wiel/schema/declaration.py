"""A declared table, in the form in which the other rooms read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.schema.columns import meaning_of
from wiel.schema.meaning import Kind, Meaning


@dataclass(frozen=True, slots=True)
class TableName:
    """How a table is called: in code, on a sheet, in a sentence, and the prefix of its identifiers."""

    name: str
    nl: str
    en: str
    prefix: str
    text: str


class Declaration(dy.Schema):
    """Base of every table class; `named` says what one row is."""

    named: ClassVar[TableName]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a declared table."""

    name: str
    kind: Kind
    meaning: Meaning
    dtype: pl.DataType
    required: bool
    in_key: bool
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    def header(self, language: str) -> str:
        """The header of the column as people see it."""
        return self.meaning.header(language)


@dataclass(frozen=True, slots=True)
class Table:
    """A declared table: its names, columns in order, and the class with the rules."""

    named: TableName
    columns: Mapping[str, Column]
    schema: type[Declaration]

    @property
    def name(self) -> str:
        """The name in code."""
        return self.named.name

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together identify a row."""
        return tuple(c.name for c in self.columns.values() if c.in_key)

    @property
    def dtypes(self) -> dict[str, pl.DataType]:
        """Polars type per column."""
        return {c.name: c.dtype for c in self.columns.values()}

    def empty(self) -> pl.DataFrame:
        """The table without rows."""
        return pl.DataFrame(schema=self.dtypes)

    def links(self) -> Mapping[str, str]:
        """Column → table that its values must stand in."""
        return {c.name: c.meaning.references for c in self.columns.values() if c.meaning.references}


@cache
def declared(schema: type[Declaration]) -> Table:
    """Read the declaration of a table class."""
    return Table(schema.named, {name: _column(name, column) for name, column in schema.columns().items()}, schema)


def _column(name: str, column: dy.Column) -> Column:
    kind, meaning = meaning_of(column)
    least, most = (column.min, column.max) if isinstance(column, dy.Int64 | dy.Float64) else (None, None)
    return Column(
        name,
        kind,
        meaning,
        column.dtype,
        required=not column.nullable,
        in_key=column.primary_key,
        choices=tuple(column.categories) if isinstance(column, dy.Enum) else (),
        least=least,
        most=most,
    )
