"""What a plain table brought: rows per table of the landscape, and the rows that the mapping left out."""

from dataclasses import dataclass

import polars as pl

from wiel.exchange.table.mapping import TableMapping
from wiel.schema import Delivery, RawTable


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows that the mapping left out for one reason; `rows` counts as the user does (the header is row 1)."""

    table: str
    reason: str
    column: str
    rows: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Part:
    """The rows that one file brought for one table.

    Args:
        raw: the rows that are kept, as text. `raw.cells` holds the mapped columns under their name in `TABLES`; a mapped column of
            `EXPANSIONS` (such as ``components``) is there too, as text; read it with `wiel.schema.words`.
        mapping: the mapping that was applied; without a mapping file the one made from the headers.
        members: per kept row the text of `mapping.member_column`, as long as `raw.cells`; None where there is no such column.
        excluded: what was left out, one per exclusion of the mapping, also where it met no row.
        rows_read: rows below the header that are not wholly empty: kept plus excluded.
    """

    raw: RawTable
    mapping: TableMapping
    members: pl.Series | None
    excluded: tuple[Excluded, ...]
    rows_read: int


@dataclass(frozen=True)
class TableDelivery:
    """A file read with a mapping: one part per ``[[table]]`` of the mapping, in that order."""

    file: str
    digest: str
    parts: tuple[Part, ...]

    @property
    def delivery(self) -> Delivery:
        """The kept rows in the form that every reader gives."""
        return Delivery(self.file, self.digest, tuple(part.raw for part in self.parts))

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """All that was left out, over the parts."""
        return tuple(entry for part in self.parts for entry in part.excluded)
