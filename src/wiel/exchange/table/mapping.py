"""Where the columns of somebody else's file belong: the mapping file, parsed and validated."""

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Rows that stay out, with the reason: those whose cell in `column` (a header of the source) equals, is among or matches."""

    column: str
    reason: str
    equals: str | None = None
    among: tuple[str, ...] = ()
    matches: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one table of the landscape is found in a file.

    Args:
        table: name of a table in `wiel.landscape.TABLES`.
        columns: column of that table, or a column of several words from `EXPANSIONS`, → header in the source.
        dates: date formats (as of strptime) to try, in order; empty means the usual ones.
        decimal: the decimal mark, ``,`` or ``.``.
        split: column → the separator between its words.
        exclude: rows that stay out.
        sheet: name of the sheet in a workbook; None is the first.
        header_row: the row that holds the headers, counted from 1.
        header_rows: how many rows the header takes; the words above one another are one header, joined by a blank.
        parts: column → pattern of which the first group is the part of the cell that counts; a cell that does not fit is unknown.
        values: column → word in the source (capitals do not matter) → word of Wiel; an empty word is unknown.
        constants: column → the value that it has in every row.
        needs: columns of which at least one must be filled; other rows say nothing about this table.
        once: a column whose every different value makes one row, of what its rows together say.
        member_column: header in the source that names the member to whom each row belongs.
        owner: the member to whom all rows belong, where one file serves one member.
        derive: ``applications`` makes one application per distinct pair of organisation and application.
        ignore: headers in the source that are left out on purpose, so that they are no finding.
    """

    table: str
    columns: MappingType[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    decimal: str = ","
    split: MappingType[str, str] = field(default_factory=dict)
    exclude: tuple[Exclusion, ...] = ()
    sheet: str | None = None
    header_row: int = 1
    header_rows: int = 1
    parts: MappingType[str, str] = field(default_factory=dict)
    values: MappingType[str, MappingType[str, str]] = field(default_factory=dict)
    constants: MappingType[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    once: str | None = None
    member_column: str | None = None
    owner: str | None = None
    derive: str | None = None
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping file: the tables that a source file brings, in order."""

    tables: tuple[TableMapping, ...]
    file: str | None = None

    def for_member(self, column: str | None = None, owner: str | None = None) -> "Mapping":
        """The same mapping where `region.toml` says which column names the member, or who owns all rows."""
        return replace(
            self,
            tables=tuple(
                replace(table, member_column=column or table.member_column, owner=owner or table.owner) for table in self.tables
            ),
        )
