"""How fresh and how complete the rows of an organisation are: counted by the database, judged by the inventory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl
from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from wiel.instruments.inventory.advise import MINUTES, WEIGHTS, Effort
from wiel.instruments.inventory.confirm import STALE, freshness_per_table
from wiel.instruments.inventory.scope import members_of
from wiel.landscape import TABLES, Landscape
from wiel.parameters import Parameters
from wiel.reports.figures.completeness import Filled
from wiel_web.conf.own import own_rows
from wiel_web.frame.context import language
from wiel_web.landscapes.factory import field_name
from wiel_web.landscapes.models import MODELS
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.service import organisation

KINDS = ("applications", "application_uses", "couplings", "contracts", "costs", "staff", "incidents")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of data: rows, months since the last check (None: never), whether that is too long ago, and what is filled in.

    `to_confirm` rows were never checked or too long ago; `limit` is the agreed number of months.
    """

    table: str
    url: str
    rows: int
    filled: Filled
    months: int | None
    stale: bool
    to_confirm: int
    limit: int

    @property
    def name(self) -> str:
        """What people call it."""
        named = TABLES[self.table].named
        return named.nl if language() == "nl" else named.en

    @property
    def percentage(self) -> str | None:
        """The known part; None where nothing was delivered."""
        return self.filled.percentage("") or None


@lru_cache(maxsize=4)
def agreed(day: date) -> tuple[int, Effort]:
    """The parameters of the inventory on a day: after how many months a check is too long ago, and how long a task takes."""
    known = Parameters.read().at(day)
    minutes = {kind: known.decimal(name) for kind, name in MINUTES.items()}
    return known.count("inventory.freshness_months"), Effort(minutes, *map(known.decimal, WEIGHTS))


def kinds(actor: Actor, day: date) -> list[Kind]:
    """The kinds of data that the actor may read of the own organisation, in the order in which people fill them."""
    place, (limit, _) = organisation(actor.own), agreed(day)
    tables = [name for name in KINDS if MODELS[name].reading in actor.actions]
    counts = {name: _counted(own_rows(actor, name), name) for name in tables}
    judged = _judged(actor, tables, day, limit)
    return [_kind(name, counts[name], judged.get(name, {}), place.identifier, limit) for name in tables]


def _counted(rows: QuerySet[Any], table: str) -> tuple[int, Filled]:
    """How many rows there are, and how many of their cells are known: one question to the database."""
    columns = [field_name(column.name) for column in TABLES[table].columns.values() if not column.in_key]
    found = rows.aggregate(rows__=Count("pk"), **{f"{name}__": Count(name) for name in columns})
    known = sum(found[f"{name}__"] for name in columns)
    return found["rows__"], Filled(known, found["rows__"] * len(columns) - known)


def _judged(actor: Actor, tables: list[str], day: date, limit: int) -> Mapping[str, Mapping[str, Any]]:
    """What the inventory says of the last checks, per table; it is given keys and checks only, for that is all it looks at."""
    said = own_rows(actor, "attestations").filter(table__in=tables, on__isnull=False).order_by()
    last = list(said.values_list("table", "row_id").annotate(Max("on")))
    if not last:
        return {}
    frames = {name: _keys(actor, name) for name in {table for table, *_ in last}}
    marks = pl.DataFrame(last, schema={"table": pl.String, "row_id": pl.String, "on": pl.Date}, orient="row")
    content = Landscape.of(day, {**frames, "attestations": marks})
    found = freshness_per_table(content, members_of(content, ()), limit)
    return {row["table"]: row for row in found.iter_rows(named=True)}


def _keys(actor: Actor, table: str) -> pl.DataFrame:
    key = TABLES[table].key
    rows = list(own_rows(actor, table).values_list(*map(field_name, key)))
    return pl.DataFrame(rows, schema={name: TABLES[table].dtypes[name] for name in key}, orient="row")


def _kind(table: str, counted: tuple[int, Filled], judged: Mapping[str, Any], owner: str, limit: int) -> Kind:
    rows, filled = counted
    url = f"{reverse('landscapes:table', args=[table])}?{urlencode({'organisatie': owner})}"
    fresh = judged.get("rows_confirmed", 0) - judged.get("rows_stale", 0)
    return Kind(table, url, rows, filled, judged.get("months"), judged.get("state") == STALE, rows - fresh, limit)


def stale(found: list[Kind]) -> list[Kind]:
    """The kinds that were checked too long ago, longest first."""
    return sorted((kind for kind in found if kind.stale), key=lambda kind: -(kind.months or 0))


def never(found: list[Kind]) -> Iterator[Kind]:
    """The kinds of which there are rows and nobody ever checked any."""
    return (kind for kind in found if kind.rows and kind.months is None)
