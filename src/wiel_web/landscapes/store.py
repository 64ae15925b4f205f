"""Rows of a landscape in the database: read as frames, added, ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db.models import Q, QuerySet
from django.utils import timezone

from wiel.landscape import OWNER, TABLES, THROUGH, Landscape
from wiel.schema import Table
from wiel_web.landscapes.factory import Row, field_name
from wiel_web.landscapes.indexing import settle
from wiel_web.landscapes.models import MODELS, Delivery

BATCH = 1000
# Tables that belong to nobody in particular: what an organisation misses, it takes from the partnerships in which it takes part.
REFERENCE = tuple(
    name for name in TABLES if name not in OWNER and name not in THROUGH and name not in ("origins", "attestations", "dependencies")
)
SHARED = (*REFERENCE, "organisations", "memberships")


@dataclass(frozen=True)
class Change:
    """Who changes rows, when, and in which delivery (None for a change by hand)."""

    owner: int
    user: int | None
    moment: datetime
    delivery: Delivery | None = None


def row_key(table: Table, values: Mapping[str, Any]) -> str:
    """The key of a row as one text, the way origins name it."""
    return "|".join(str(values.get(column) or "") for column in table.key)


def current(rows: QuerySet[Row], moment: datetime | None = None) -> QuerySet[Row]:
    """Of these versions those that hold at a moment; by default now."""
    if moment is None:
        return rows.filter(kept_until=None)
    return rows.filter(Q(kept_until=None) | Q(kept_until__gt=moment), kept_since__lte=moment)


def frame(table: str, rows: QuerySet[Row]) -> pl.DataFrame:
    """Rows as a frame of the table, in the order in which they came."""
    declared = TABLES[table]
    names = [field_name(column) for column in declared.columns]
    found = list(rows.order_by("number").values_list(*names))
    columns = list(zip(*found, strict=True)) if found else [()] * len(names)
    return pl.DataFrame(
        [
            pl.Series(name, values, dtype=column.dtype)
            for (name, column), values in zip(declared.columns.items(), columns, strict=True)
        ]
    )


def owned(owner: int, moment: datetime | None = None, tables: Iterable[str] = TABLES) -> dict[str, pl.DataFrame]:
    """The tables of one organisation at a moment."""
    return {name: frame(name, current(MODELS[name].objects.of(owner), moment)) for name in tables}


def union(parts: Sequence[Mapping[str, pl.DataFrame]]) -> dict[str, pl.DataFrame]:
    """Tables of several organisations together; of rows with the same key those of the first one count."""
    return {name: _joined(table, [part[name] for part in parts if name in part]) for name, table in TABLES.items()}


def _joined(table: Table, frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    joined = table.empty()
    for part in frames:
        if part.height:
            key = list(table.key)
            joined = pl.concat([joined, part.join(joined.select(key), on=key, how="anti", nulls_equal=True, maintain_order="left")])
    return joined


def landscape(parts: Sequence[Mapping[str, pl.DataFrame]], as_of: date) -> Landscape:
    """One landscape from the tables of several organisations."""
    return Landscape.of(as_of, union(parts))


def add(change: Change, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Add rows to a table of the owner."""
    declared, model = TABLES[table], MODELS[table]
    new = [
        model(
            owner_id=change.owner,
            changed_by_id=change.user,
            kept_since=change.moment,
            made_in=change.delivery,
            row_key=row_key(declared, row),
            **{field_name(column): row.get(column) for column in declared.columns},
        )
        for row in rows
    ]
    model.everything.bulk_create(new, batch_size=BATCH)
    settle(change.owner, table, change.moment)
    return len(new)


def end(change: Change, table: str, numbers: Sequence[int]) -> int:
    """End versions of rows that are current; gives how many still were."""
    model, ended = MODELS[table], 0
    for start in range(0, len(numbers), BATCH):
        rows = model.objects.of(change.owner).filter(number__in=numbers[start : start + BATCH], kept_until=None)
        ended += rows.update(kept_until=change.moment, ended_in=change.delivery)
    settle(change.owner, table, change.moment)
    return ended


def store(change: Change, content: Landscape) -> None:
    """Add a whole landscape to the rows of the owner."""
    for name, rows in content.tables.items():
        add(change, name, rows.iter_rows(named=True))


def latest_day(owner: int) -> date:
    """The date of the landscape of an organisation: that of its latest delivery or of what was confirmed since, else today."""
    days = Delivery.objects.of(owner).filter(state="taken").values_list("as_of", flat=True)
    by_hand: QuerySet[Any] = current(MODELS["attestations"].objects.of(owner)).filter(made_in=None)
    confirmed = by_hand.values_list("on", flat=True)
    return max((day for day in (*days, *confirmed) if day is not None), default=timezone.localdate())
