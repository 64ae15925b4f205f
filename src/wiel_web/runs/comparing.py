"""What differs between two results: what went in, the single figures, and the rows of each table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from wiel.results import Result, ResultTable, Trace

WORDS = (pl.String, pl.Enum, pl.Categorical)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing on both sides; None is unknown, or not there."""

    name: str
    old: Any
    new: Any

    @property
    def differs(self) -> bool:
        """Whether the sides are not the same."""
        return bool(self.old != self.new)

    @property
    def difference(self) -> Any:
        """New less old, for numbers and days; None where there is no such thing."""
        both = (self.old, self.new)
        if any(isinstance(value, bool) for value in both):
            return None
        if all(isinstance(value, int | float) for value in both):
            return self.new - self.old
        return (self.new - self.old).days if all(isinstance(value, date) for value in both) else None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is on both sides with other values; `size` is 1 for the largest change of a column of its table, or where something
    became known or unknown.
    """

    row: Row
    cells: tuple[Pair, ...]
    size: float


@dataclass(frozen=True, slots=True)
class TableChange:
    """What differs between two tables of the same name: rows that came, that went, and that changed, the largest change first."""

    key: tuple[str, ...]
    added: tuple[Row, ...]
    gone: tuple[Row, ...]
    changed: tuple[RowChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both sides are the same."""
        return not (self.added or self.gone or self.changed)


def going_in(old: Trace, new: Trace) -> Iterator[Pair]:
    """What differed going in: day and digest of the landscape, version, options, and values of parameters."""
    yield from (Pair(name, getattr(old, name), getattr(new, name)) for name in ("as_of", "digest", "version", "seed"))
    for name in dict.fromkeys([*old.options, *new.options]):
        yield Pair(f"option {name}", old.options.get(name), new.options.get(name))
    before, after = ({use.name: f"{use.value} ({use.valid_from})" for use in trace.parameters} for trace in (old, new))
    yield from (Pair(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after]))


def facts(old: Result, new: Result, names: Sequence[str]) -> list[Pair]:
    """Single figures side by side, as far as either side has them."""
    return [Pair(name, old.facts.get(name), new.facts.get(name)) for name in names if name in old.facts or name in new.facts]


def tables(old: ResultTable, new: ResultTable) -> TableChange:
    """Which rows came, went and changed, by the columns that tell rows apart on both sides."""
    columns = [name for name in new.columns if name in old.columns]
    frames = old.frame.select(columns), new.frame.select(columns)
    key = _key(frames)
    before, after = (_by_key(frame, key) for frame in frames)
    both = [(before[k], after[k]) for k in after if k in before and before[k] != after[k]]
    changes = [[Pair(name, a[name], b[name]) for name in columns if name not in key and a[name] != b[name]] for a, b in both]
    scale = _scale(changes)
    changed = [
        RowChange(row, tuple(cells), max(_size(cell, scale) for cell in cells))
        for (_, row), cells in zip(both, changes, strict=True)
    ]
    return TableChange(
        key,
        tuple(row for k, row in after.items() if k not in before),
        tuple(row for k, row in before.items() if k not in after),
        tuple(sorted(changed, key=lambda change: -change.size)),
    )


def _key(frames: Sequence[pl.DataFrame]) -> tuple[str, ...]:
    """The first columns that hold words, days or places and that together tell the rows apart on both sides."""
    key: list[str] = []
    for name, dtype in frames[1].schema.items():
        if (
            dtype in WORDS
            or dtype in (pl.Date, pl.List(pl.String))
            or (dtype.is_integer() and name in ("year", "rank", "step", "moment"))
        ):
            key.append(name)
            if all(frame.select(key).is_unique().all() for frame in frames):
                break
    return tuple(key)


def _by_key(frame: pl.DataFrame, key: Sequence[str]) -> dict[tuple[Any, ...], Row]:
    """Rows by what tells them apart; rows that are alike in that are told apart by their order."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found = {}
    for row in frame.iter_rows(named=True):
        place = tuple(tuple(row[name]) if isinstance(row[name], list) else row[name] for name in key)
        seen[place] += 1
        found[(*place, seen[place])] = row
    return found


def _scale(changes: Sequence[Sequence[Pair]]) -> Mapping[str, float]:
    """The largest change of each column of numbers."""
    largest: dict[str, float] = {}
    for cells in changes:
        for cell in cells:
            if cell.difference is not None:
                largest[cell.name] = max(largest.get(cell.name, 0.0), abs(cell.difference))
    return largest


def _size(cell: Pair, scale: Mapping[str, float]) -> float:
    if cell.difference:
        return float(abs(cell.difference) / scale[cell.name])
    return 1.0 if (cell.old is None) != (cell.new is None) else 0.0
