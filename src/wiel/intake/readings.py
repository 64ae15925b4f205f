"""What was read: per list of every file how many rows, what was left out, and how many different things they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from wiel.intake.links import answers
from wiel.intake.origins import ABOUT_ROWS
from wiel.intake.rows import LIST, OWNER, SHARED_OWNER, SOURCE, Source, cleaned
from wiel.intake.work import Assembly
from wiel.landscape import EXPANSIONS, TABLES
from wiel.quantities import Confidentiality
from wiel.results import ResultTable
from wiel.schema import Meaning

OPENBAAR = Confidentiality.OPENBAAR
_SEPARATOR = "; "


@dataclass(frozen=True)
class Reading:
    """How one list of a file was read.

    Args:
        file, sheet, table: which list, and the table of the landscape that it fills.
        rows_read: rows below the header that are not wholly empty.
        rows_excluded: rows that the mapping left out; `exclusions` counts them per reason.
        rows_kept: the rest; what they say is in the landscape, several of them perhaps in one row.
        distinct_read, distinct_kept: different keys in all rows and in the kept ones; for a list of uses, different pairs of
            organisation and application (or product); None where the file has no key.
        linked_read, linked_kept: those of them that lead to a row of the list they refer to; None where nothing is referred to.
        list_column: the header of a column of several words, such as the functions of a product, and `rows_without_list` the rows
            in which it is empty or unknown; None where there is no such column.
    """

    file: str
    sheet: str | None
    table: str
    rows_read: int
    rows_excluded: int
    rows_kept: int
    distinct_read: int | None
    distinct_kept: int | None
    linked_read: int | None
    linked_kept: int | None
    exclusions: Mapping[str, int] = field(default_factory=dict)
    list_column: str | None = None
    rows_without_list: int | None = None


def readings(work: Assembly, original: Sequence[Source]) -> tuple[Reading, ...]:
    """How each list was read; `original` are the sources as they came, before names of people were taken out."""
    return tuple(_reading(work, index, source) for index, source in enumerate(original) if source.raw.table not in ABOUT_ROWS)


def _reading(work: Assembly, index: int, source: Source) -> Reading:
    exclusions: dict[str, int] = {}
    for entry in source.excluded:
        exclusions[entry.reason] = exclusions.get(entry.reason, 0) + len(entry)
    distinct_kept, linked_kept = _distinct(work, index, source)
    distinct_read, linked_read = (distinct_kept, linked_kept) if source.whole is None else _distinct(work, index, source.whole)
    column, without = _without_list(work, index, source)
    left_out = sum(exclusions.values())
    rows_read = source.height + left_out if source.rows_read is None else source.rows_read
    return Reading(
        source.raw.file,
        source.raw.sheet,
        source.raw.table,
        rows_read,
        left_out,
        rows_read - left_out,
        distinct_read,
        distinct_kept,
        linked_read,
        linked_kept,
        exclusions,
        column,
        without,
    )


def _distinct(work: Assembly, index: int, source: Source) -> tuple[int | None, int | None]:
    """Different keys in the words of the file, and how many of them lead somewhere."""
    cells = source.raw.cells if source.values is None else source.values
    key = [column for column in TABLES[source.raw.table].key if column in cells.columns]
    # Who only stands in rows that were left out is no member, but still tells those rows apart.
    owners = {name.casefold(): name for name in source.member_names()} | dict(work.members.slugs)
    owner = source.per_row(owners, SHARED_OWNER).alias(OWNER)
    different = cells.select(*(cleaned(cells[column]).alias(column) for column in key), owner).unique(maintain_order=True)
    if not key:
        return None, None
    targets = _targets(source, key)
    if not targets:
        return different.height, None
    asked = different.with_columns(pl.lit(index, pl.Int64).alias(SOURCE))
    made = sorted(set().union(*(settled.made for _, settled in work.named)))
    found = [answers([work.directories[target]], asked, column)["id"].alias(column) for column, target in targets.items()]
    found = [identifier.is_not_null() & ~identifier.is_in(made).fill_null(False) for identifier in found]
    return different.height, int(pl.DataFrame(found).select(pl.all_horizontal(pl.all()).sum()).item())


def _targets(source: Source, key: Sequence[str]) -> dict[str, str]:
    """The columns of the key that lead to another list; whose row it is does not count."""
    links = {
        column: target for column, target in TABLES[source.raw.table].links().items() if column in key and target != "organisations"
    }
    return {"application": "products"} if source.derive else links


def _without_list(work: Assembly, index: int, source: Source) -> tuple[str | None, int | None]:
    """The first column of several words that the file has, and how many rows say nothing in it."""
    listed = [column for column in EXPANSIONS.get(source.raw.table, {}) if source.has_column(column)]
    if not listed:
        return None, None
    rows = work.frames[source.raw.table].filter(pl.col(SOURCE) == index)
    return source.raw.headers.get(listed[0], listed[0]), int(rows[LIST + listed[0]].is_null().sum())


_COLUMNS = {
    "file": Meaning("bestand", "file", "Het bestand.", visibility=OPENBAAR),
    "sheet": Meaning("blad", "sheet", "Het blad in het bestand.", visibility=OPENBAAR),
    "table": Meaning("tabel", "table", "De tabel die het bestand vult.", visibility=OPENBAAR),
    "rows_read": Meaning("rijen gelezen", "rows read", "Rijen onder de kop.", "rijen", visibility=OPENBAAR),
    "rows_excluded": Meaning("rijen weggelaten", "rows left out", "Rijen die de koppeling weglaat.", "rijen", visibility=OPENBAAR),
    "reasons": Meaning("redenen", "reasons", "Waarom rijen zijn weggelaten.", visibility=OPENBAAR),
    "rows_kept": Meaning("rijen gebruikt", "rows kept", "Rijen die meetellen.", "rijen", visibility=OPENBAAR),
    "distinct_read": Meaning(
        "verschillend gelezen", "different read", "Verschillende sleutels in alle rijen.", visibility=OPENBAAR
    ),
    "linked_read": Meaning(
        "gevonden gelezen", "found read", "Daarvan gevonden in de lijst waar zij naar wijzen.", visibility=OPENBAAR
    ),
    "distinct_kept": Meaning(
        "verschillend gebruikt", "different kept", "Verschillende sleutels in wat meetelt.", visibility=OPENBAAR
    ),
    "linked_kept": Meaning(
        "gevonden gebruikt", "found kept", "Daarvan gevonden in de lijst waar zij naar wijzen.", visibility=OPENBAAR
    ),
    "list_column": Meaning("opsomming", "list column", "De kolom met meer woorden per cel.", visibility=OPENBAAR),
    "rows_without_list": Meaning("zonder opsomming", "without list", "Rijen waarin die leeg is.", "rijen", visibility=OPENBAAR),
}
_TEXTS = ("file", "sheet", "table", "reasons", "list_column")


def as_table(read: Sequence[Reading]) -> ResultTable:
    """The readings as a table, one row per list of a file."""
    schema = {name: pl.String() if name in _TEXTS else pl.Int64() for name in _COLUMNS}
    rows = [
        {name: getattr(reading, name) for name in _COLUMNS if name != "reasons"}
        | {"reasons": _SEPARATOR.join(f"{reason}: {count}" for reason, count in reading.exclusions.items() if count) or None}
        for reading in read
    ]
    return ResultTable("readings", pl.DataFrame(rows, schema=schema), _COLUMNS, OPENBAAR)
