"""A table as it came from a file, and the same table with values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import dataframely as dy
import polars as pl

from wiel.findings import Finding, Findings, Place, Rule, Severity
from wiel.schema.cells import Fault, Notation, read_column
from wiel.schema.declaration import Column, Declaration, Table
from wiel.schema.meaning import Kind, Meaning

CELL_RULES = {
    rule.identifier: rule
    for rule in (
        Rule("cell.formula-error", Severity.ERROR),
        Rule("cell.not-applicable", Severity.WARNING),
        Rule("cell.too-low", Severity.ERROR),
        Rule("cell.too-high", Severity.ERROR),
        Rule("cell.count", Severity.ERROR),
        Rule("cell.decimal", Severity.ERROR),
        Rule("cell.amount", Severity.ERROR),
        Rule("cell.number-notation", Severity.ERROR),
        Rule("cell.flag", Severity.ERROR),
        Rule("cell.day", Severity.ERROR),
        Rule("cell.day-notation", Severity.WARNING),
        Rule("cell.choice", Severity.ERROR),
    )
}
UNKNOWN_COLUMN = Rule("table.unknown-column", Severity.WARNING)
LONGEST_QUOTE = 60
ROW = "row__"


@dataclass(frozen=True)
class RawTable:
    """Rows of text on their way to a declared table.

    `cells` holds text only, one column per column of the target; `rows` the row number that the user sees for each;
    `headers` how the user named each column; `unused` the headers that no column of the target takes; `separators` the one sign
    that parts the words in a column, where it is not one of those of the notation.
    """

    table: str
    cells: pl.DataFrame
    rows: pl.Series
    file: str
    sheet: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    notation: Notation = field(default_factory=Notation)
    separators: Mapping[str, str] = field(default_factory=dict)

    def notation_of(self, column: str) -> Notation:
        """How the values of one column are written."""
        separator = self.separators.get(column)
        return replace(self.notation, separators=separator) if separator else self.notation

    def place(self, index: int | None = None, column: str | None = None) -> Place:
        """Where a cell, row, column or the table stands."""
        row = None if index is None else int(self.rows[index])
        return Place(self.file, self.sheet, row, None if column is None else self.headers.get(column, column))


@dataclass(frozen=True)
class Delivery:
    """What one file brought: its tables as text, and the fingerprint of its bytes."""

    file: str
    digest: str
    tables: tuple[RawTable, ...]


def typed(raw: RawTable, table: Table) -> tuple[pl.DataFrame, Findings]:
    """Which values stand in this table? Every row stays; what cannot be read is unknown and a finding."""
    series, findings = [], [UNKNOWN_COLUMN.broken(raw.place(column=name)) for name in raw.unused]
    height = raw.cells.height
    for column in table.columns.values():
        if column.name in raw.cells.columns:
            values, faults = read_column(column, raw.cells[column.name], raw.notation_of(column.name))
            findings.extend(_finding(raw, column, fault) for fault in faults)
        else:
            values = pl.Series(column.name, [None] * height, dtype=column.dtype)
        series.append(values)
    return pl.DataFrame(series), Findings.of(findings)


def words(raw: RawTable, column: str) -> pl.Series:
    """Which words stand in each cell of a column of several words? An empty list is "none"; null is unknown."""
    several = Column(column, Kind.MANY, Meaning(column, column), pl.List(pl.String()), required=False, in_key=False)
    return read_column(several, raw.cells[column], raw.notation_of(column))[0]


def _finding(raw: RawTable, column: Column, fault: Fault) -> Finding:
    quote = fault.text if len(fault.text) <= LONGEST_QUOTE else fault.text[: LONGEST_QUOTE - 1] + "…"
    # The names of table and column go with the finding, because the place has the words of the user.
    return CELL_RULES[fault.rule].broken(
        raw.place(fault.index, column.name),
        table=raw.table,
        column=column.name,
        text=quote,
        choices=column.choices[:12],
        least=column.least,
        most=column.most,
    )


def broken_rules(table: Table, frame: pl.DataFrame) -> Iterator[tuple[int, str, str | None]]:
    """Which rows break which rule of the table?

    Yields row index, rule (``nullability``, ``primary_key``, ``min``, ``max`` … or the name of a rule of the declaration) and, for
    a rule of one column, that column.
    """
    _, failure = _with_row(table.schema).filter(frame.with_row_index(ROW).cast({ROW: pl.Int64}))
    details = failure.details()
    for name in details.columns[frame.width + 1 :]:
        column, _, check = name.rpartition("|")
        for index in details.filter(pl.col(name) == "invalid")[ROW].to_list():
            yield index, check, column or None


@cache
def _with_row(schema: type[Declaration]) -> type[Declaration]:
    """The same rules over a table that also carries the number of each row, because failures come back without their place."""
    return type(f"{schema.__name__}WithRow", (schema,), {ROW: dy.Int64()})
