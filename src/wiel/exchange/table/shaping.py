"""What a mapping makes of cells and rows before they are read: parts of cells, other words, rows that say nothing, things told twice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from wiel.exchange.table.mapping import TableMapping
from wiel.findings import Finding, Findings, Rule, Severity
from wiel.landscape import EXPANSIONS
from wiel.schema import RawTable, words

TOLD_DIFFERENTLY = Rule("mapping.told-differently", Severity.WARNING)
# Rows of these tables belong to nobody: one name is one thing, whoever tells it.
EVERYBODYS = ("organisations", "components", "standards", "products")
_INDEX, _GROUP, _MEMBER = "index__", "group__", "member__"


def shaped(raw: RawTable, table: TableMapping, members: pl.Series | None) -> tuple[RawTable, pl.Series | None, Findings]:
    """The rows as the mapping wants them, with the member of each, and where rows about one thing differ.

    First `parts`, then `values` and `constants`, then `needs`, then `once`; what a mapping does not ask for is not done.
    """
    parts = {column: pattern for column, pattern in table.parts.items() if column in raw.cells.columns}
    cells = raw.cells.with_columns(pl.col(column).str.extract(pattern, 1) for column, pattern in parts.items())
    cells = cells.with_columns(_translated(column, known) for column, known in table.values.items() if column in cells.columns)
    constants = [pl.Series(column, [word], dtype=pl.String) for column, word in table.constants.items()]
    cells = cells.with_columns(constant.new_from_index(0, len(raw.rows)) for constant in constants)
    raw = replace(raw, cells=cells)
    if table.needs:
        raw, members = _taken(raw, members, _filled(raw, table.needs).arg_true())
    return _each_once(raw, table, members) if table.once in raw.cells.columns else (raw, members, Findings())


def _plain(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.replace_all(r"\s+", " ").str.to_lowercase()


def _translated(column: str, known: Mapping[str, str]) -> pl.Expr:
    """Words of the source in words of Wiel; other words stay, so that the reader of cells can find fault with them."""
    pairs = {" ".join(word.split()).lower(): ours or None for word, ours in known.items()}
    return _plain(pl.col(column)).replace_strict(pairs, default=pl.col(column), return_dtype=pl.String).alias(column)


def _filled(raw: RawTable, columns: tuple[str, ...]) -> pl.Series:
    present = [pl.col(name).str.strip_chars().fill_null("") != "" for name in columns if name in raw.cells.columns]
    nowhere = pl.repeat(False, len(raw.rows), eager=True)
    return raw.cells.select(pl.any_horizontal(present))[:, 0] if present else nowhere


def _taken(raw: RawTable, members: pl.Series | None, indices: pl.Series) -> tuple[RawTable, pl.Series | None]:
    """Some of the rows."""
    rows, cells = raw.rows.gather(indices), raw.cells[indices.to_list()] if raw.cells.width else raw.cells
    return replace(raw, cells=cells, rows=rows), None if members is None else members.gather(indices)


def _each_once(raw: RawTable, table: TableMapping, members: pl.Series | None) -> tuple[RawTable, pl.Series | None, Findings]:
    """One row per different value of a column: the first, with what it leaves open filled in from the others."""
    key = _plain(pl.col(str(table.once)))
    owner = pl.lit(None) if members is None or table.table in EVERYBODYS else pl.lit(members)
    frame = raw.cells.with_columns(pl.when(pl.col(c).str.strip_chars() != "").then(pl.col(c)) for c in raw.cells.columns)
    frame = frame.with_row_index(_INDEX).with_columns(owner.cast(pl.String).alias(_MEMBER), key.alias(_GROUP))
    lone = pl.col(_GROUP).is_null()
    group = [pl.when(lone).then(pl.col(_INDEX)).alias("lone__"), pl.col(_GROUP), pl.col(_MEMBER)]
    several = [column for column in EXPANSIONS.get(table.table, {}) if column in raw.cells.columns]
    single = [column for column in raw.cells.columns if column not in several]
    frame = frame.with_columns(words(raw, column).alias(column) for column in several)
    told = frame.group_by(group, maintain_order=True).agg(
        pl.col(_INDEX).first(),
        *(pl.col(c).drop_nulls().first() for c in single),
        *(_plain(pl.col(c)).drop_nulls().n_unique().gt(1).alias(f"differs__{c}") for c in single),
        *(pl.col(c).explode(empty_as_null=True).drop_nulls().unique(maintain_order=True) for c in several),
    )
    found = Findings.of(_differing(raw, told, single))
    told = told.with_columns(pl.col(c).list.join(raw.notation_of(c).separators[0]) for c in several)
    kept, members = _taken(raw, members, told[_INDEX].cast(pl.Int64))
    return replace(kept, cells=told.select(raw.cells.columns)), members, found


def _differing(raw: RawTable, told: pl.DataFrame, columns: list[str]) -> Iterator[Finding]:
    for column in columns:
        for index, text in told.filter(pl.col(f"differs__{column}")).select(_INDEX, column).iter_rows():
            yield TOLD_DIFFERENTLY.broken(raw.place(int(index), column), text=text)
