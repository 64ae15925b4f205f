"""Operations about landscapes: read rows and findings, bring files."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import File, Query, Router, Status, UploadedFile
from pydantic import Field

from wiel.landscape import TABLES
from wiel_web.frame.context import language
from wiel_web.frame.operations import CHANGING, PROBLEMS, Key, Pages, Shape, page_of
from wiel_web.landscapes import service, telling
from wiel_web.landscapes.factory import Row, field_name
from wiel_web.landscapes.models import Delivery
from wiel_web.landscapes.seeing import seen
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of
from wiel_web.tenancy.roles import Action

router = Router(tags=["landscape"])


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


class RowsOut(Shape):
    """Rows of a table: columns that are unknown are null, columns above the class of the reader are left out."""

    total: int
    page: int
    page_size: int
    items: list[dict[str, Any]]


class RowFilter(Pages):
    """Which rows are wanted."""

    organisation: str | None = Field(None, description="Only rows of the organisation with this key.", max_length=200)


class DeliveryOut(Shape):
    """A delivery: files, what they would change, and what became of it."""

    id: int
    label: str
    state: str
    as_of: date | None
    made_at: datetime
    taken_at: datetime | None
    counts: dict[str, int]


class DeliveriesOut(Shape):
    """A page of deliveries."""

    total: int
    page: int
    page_size: int
    items: list[DeliveryOut]


class FindingOut(Shape):
    """What is not right, where, and what to do."""

    severity: str
    rule: str
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    message: str
    remedy: str


class FindingsOut(Shape):
    """A page of findings, worst first."""

    total: int
    page: int
    page_size: int
    items: list[FindingOut]


@router.get("/tables", response={200: TablesOut} | PROBLEMS, by_alias=True, operation_id="listTables")
def tables(request: HttpRequest) -> dict[str, Any]:
    """Which tables are there, and how many rows of each may I read?"""
    actor = actor_of(request)
    require(actor, Action.READ_LANDSCAPE)
    items = [
        {
            "name": name,
            "title": table.named.nl if language() == "nl" else table.named.en,
            "meaning": table.named.text,
            "columns": list(table.columns),
            "rows": service.rows(actor, name).count(),
        }
        for name, table in TABLES.items()
    ]
    return {"items": items}


@router.get("/tables/{name}/rows", response={200: RowsOut} | PROBLEMS, by_alias=True, operation_id="listRows")
def rows(request: HttpRequest, name: str, wanted: Query[RowFilter]) -> dict[str, Any]:
    """The current rows of a table that I may read: own ones and those that others opened."""
    actor = actor_of(request)
    require(actor, Action.READ_LANDSCAPE)
    if name not in TABLES:
        raise Http404
    found = service.rows(actor, name).select_related("owner").order_by("row_key", "number")
    if wanted.organisation is not None:
        found = found.filter(owner__identifier=wanted.organisation)
    return page_of(found, wanted, lambda row: row_out(actor, row))


def row_out(actor: Actor, row: Row) -> dict[str, Any]:
    """A row as far as the actor may see it."""
    return {"owner": row.owner.identifier, "row": row.row_key} | {name: getattr(row, field_name(name)) for name in seen(actor, row)}


@router.get("/deliveries", response={200: DeliveriesOut} | PROBLEMS, by_alias=True, operation_id="listDeliveries")
def deliveries(request: HttpRequest, wanted: Query[Pages]) -> dict[str, Any]:
    """What was delivered by my organisation, newest first?"""
    actor = actor_of(request)
    require(actor, Action.READ_LANDSCAPE)
    return page_of(service.deliveries(actor), wanted, _delivery_out)


@router.post("/deliveries", response={202: DeliveryOut} | CHANGING, by_alias=True, operation_id="bringFiles")
def bring(request: HttpRequest, files: File[list[UploadedFile]]) -> Status[dict[str, Any]]:
    """Bring files. They are read in the background; nothing changes until the delivery is taken over in the application."""
    return Status(202, _delivery_out(service.bring(actor_of(request), files)))


@router.get("/deliveries/{key}", response={200: DeliveryOut} | PROBLEMS, by_alias=True, operation_id="readDelivery")
def delivery(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Where does a delivery stand, and what would it change?"""
    return _delivery_out(_own_delivery(actor_of(request), key))


@router.get("/deliveries/{key}/findings", response={200: FindingsOut} | PROBLEMS, by_alias=True, operation_id="listFindings")
def findings(request: HttpRequest, key: Key, wanted: Query[Pages]) -> dict[str, Any]:
    """What is not right in a delivery, worst first, and what to do?"""
    actor = actor_of(request)
    told = telling.findings(_own_delivery(actor, key)).visible_at(actor.ceiling)
    return page_of(told.items, wanted, lambda finding: finding.as_json(language()))


def _own_delivery(actor: Actor, key: Key) -> Delivery:
    require(actor, Action.READ_LANDSCAPE)
    return service.delivery(actor, key)


def _delivery_out(found: Delivery) -> dict[str, Any]:
    names = ("label", "state", "as_of", "made_at", "taken_at", "counts")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}
