"""Operations about the landscape: tables, rows, one row and its history."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from ninja import Query, Router
from pydantic import Field

from wiel.errors import WrongUse
from wiel.landscape import TABLES
from wiel.schema import Column, Kind, Table
from wiel.texts import Sentence
from wiel_web.frame.context import language
from wiel_web.frame.operations import PROBLEMS, Key, Name, Pages, Shape, Text, page_of
from wiel_web.landscapes import choosing, records, service
from wiel_web.landscapes.delivery_api import CellOut
from wiel_web.landscapes.delivery_api import router as deliveries
from wiel_web.landscapes.factory import Row
from wiel_web.landscapes.models import MODELS
from wiel_web.landscapes.seeing import offered, seen
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of
from wiel_web.tenancy.roles import Action

router = Router(tags=["landscape"])
router.add_router("", deliveries)
MOST_FILTERS = 20
YES, NO = "ja", "nee"


class TableOut(Shape):
    """A table of the landscape and how many current rows of it may be read."""

    name: str
    title: str
    meaning: str
    columns: list[str]
    rows: int


class TablesOut(Shape):
    """All tables."""

    items: list[TableOut]


class ColumnOut(Shape):
    """A column: what it means, how it is written, which words it knows, which table it refers to."""

    name: str
    title: str
    meaning: str
    kind: str
    confidentiality: str = Field(alias="class")
    choices: list[str]
    references: str | None


class TableDetailOut(Shape):
    """A table with its columns, as far as one may see them."""

    name: str
    title: str
    meaning: str
    key: list[str]
    columns: list[ColumnOut]


class RowOut(Shape):
    """A version of a row. `values` holds column → value; unknown is null, columns above the class of the reader are left out."""

    number: int = Field(description="Of this version; another change of the row makes another one.")
    owner: str
    row: str = Field(description="Key of the row within its owner.")
    since: datetime
    until: datetime | None
    values: dict[str, Any]


class RowsOut(Shape):
    """A page of rows."""

    total: int
    page: int
    page_size: int
    items: list[RowOut]


class RowFilter(Pages):
    """Which rows are wanted, in which order."""

    organisation: Text = Field("", description="Only rows of the organisation with this key.")
    search: Text = Field("", description="Only rows with this text in a key, a name or a reference.")
    unknown: Text = Field("", description="Only rows of which this column is unknown.")
    filter: list[Text] = Field(
        default_factory=list,
        max_length=MOST_FILTERS,
        description="column:value for columns with a choice; ja or nee for those that are true or false; ? is unknown.",
    )
    sort: Text = Field("", description="A column; with a minus before it the other way round. Unknown comes last.")


class VersionOut(Shape):
    """A version of a row: from when until when, who made it, and what it changed. Of others one reads the organisation only."""

    number: int
    since: datetime
    until: datetime | None
    who: str
    delivery: int | None
    by_hand: bool
    cells: list[CellOut]


class VersionsOut(Shape):
    """All versions of a row, newest first."""

    items: list[VersionOut]


@router.get("/tables", response={200: TablesOut} | PROBLEMS, by_alias=True, operation_id="listTables")
def tables(request: HttpRequest) -> dict[str, Any]:
    """Which tables are there, and how many rows of each may I read?"""
    actor = actor_of(request)
    require(actor, Action.READ_LANDSCAPE)
    items = [
        _named(table) | {"columns": list(table.columns), "rows": service.rows(actor, name).count()}
        for name, table in TABLES.items()
    ]
    return {"items": items}


@router.get("/tables/{name}", response={200: TableDetailOut} | PROBLEMS, by_alias=True, operation_id="readTable")
def columns(request: HttpRequest, name: Name) -> dict[str, Any]:
    """Which columns does a table have, and what do they mean?"""
    actor = actor_of(request)
    found = _table(actor, name)
    return _named(found) | {"key": list(found.key), "columns": [_column_out(column) for column in offered(actor, found)]}


@router.get("/tables/{name}/rows", response={200: RowsOut} | PROBLEMS, by_alias=True, operation_id="listRows")
def rows(request: HttpRequest, name: Name, wanted: Query[RowFilter]) -> dict[str, Any]:
    """The current rows of a table that I may read: own ones and those that others opened."""
    actor = actor_of(request)
    found = _table(actor, name)
    return page_of(choosing.answer(actor, found, _wish(actor, found, wanted)), wanted, lambda row: row_out(actor, row))


@router.get("/tables/{name}/rows/{number}", response={200: RowOut} | PROBLEMS, by_alias=True, operation_id="readRow")
def row(request: HttpRequest, name: Name, number: Key) -> dict[str, Any]:
    """One version of a row, current or not."""
    actor = actor_of(request)
    return row_out(actor, _row(actor, name, number))


@router.get(
    "/tables/{name}/rows/{number}/versions", response={200: VersionsOut} | PROBLEMS, by_alias=True, operation_id="listVersions"
)
def versions(request: HttpRequest, name: Name, number: Key) -> dict[str, Any]:
    """How did a row come to be what it is?"""
    actor = actor_of(request)
    items = [
        {name: getattr(one, name) for name in ("number", "since", "until", "who", "delivery", "by_hand")}
        | {"cells": [{"column": cell.head, "before": cell.before, "after": cell.after} for cell in one.cells]}
        for one in records.history(actor, _row(actor, name, number))
    ]
    return {"items": items}


def _table(actor: Actor, name: str) -> Table:
    if name not in TABLES:
        raise Http404
    require(actor, Action(MODELS[name].reading))
    return TABLES[name]


def _row(actor: Actor, name: str, number: int) -> Row:
    found: Row = MODELS[_table(actor, name).name].objects.visible_to(actor).select_related("owner").get(number=number)
    return found


def _wish(actor: Actor, table: Table, wanted: RowFilter) -> choosing.Wish:
    """What is asked of a table; a column or value that it does not have is refused, so that nothing is left out in silence.

    Raises:
        WrongUse: there is no such column, or it cannot be filtered or have that value.
    """
    data = QueryDict(mutable=True)
    pairs = [part.partition(":")[::2] for part in wanted.filter]
    sort = wanted.sort.removeprefix("-")
    data.update({"zoek": wanted.search, "organisatie": wanted.organisation, "onbekend": wanted.unknown, "op": sort})
    data.update({choosing.PREFIX + name: value for name, value in pairs})
    data["af"] = "1" if wanted.sort.startswith("-") else ""
    wish = choosing.wish_of(actor, table, data)
    asked = [("sort", sort, wish.sort), ("unknown", wanted.unknown, wish.unknown)]
    asked += [("filter", f"{name}:{value}", f"{name}:{wish.values.get(name)}") for name, value in pairs]
    if wrong := [f"{name}={text}" for name, text, kept in asked if text != kept]:
        raise WrongUse(Sentence("landscapes.api.no-column", {"asked": wrong, "table": table.name}))
    return wish


def _named(table: Table) -> dict[str, Any]:
    return {"name": table.name, "title": table.named.nl if language() == "nl" else table.named.en, "meaning": table.named.text}


def _column_out(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "title": column.header(language()),
        "meaning": column.meaning.text,
        "kind": column.kind.value,
        "confidentiality": column.meaning.visibility.dutch,
        "choices": [YES, NO] if column.kind is Kind.FLAG else list(column.choices),
        "references": column.meaning.references or None,
    }


def row_out(actor: Actor, row: Row) -> dict[str, Any]:
    """A row as far as the actor may see it."""
    values = records.values_of(row)
    return {
        "number": row.number,
        "owner": row.owner.identifier,
        "row": row.row_key,
        "since": row.kept_since,
        "until": row.kept_until,
        "values": {name: values[name] for name in seen(actor, row)},
    }
