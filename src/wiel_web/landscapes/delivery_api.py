"""Operations about deliveries: bring files, look what they would change, choose, take over, take back."""

import json
from datetime import date, datetime
from hashlib import sha256
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import FileEx, HeaderEx, Query, Router, Status, UploadedFile
from pydantic import Field

from wiel.errors import WrongUse
from wiel.landscape import TABLES
from wiel.texts import Sentence
from wiel_web.frame.context import language
from wiel_web.frame.operations import CHANGING, PROBLEMS, STALE, Key, Outdated, Pages, Shape, page_of
from wiel_web.landscapes import service, telling
from wiel_web.landscapes.models import MODELS, Delivery, DeliveryState
from wiel_web.landscapes.seeing import offered
from wiel_web.landscapes.values import revived
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of
from wiel_web.tenancy.roles import Action

router = Router(tags=["landscape"])
Files = Annotated[list[UploadedFile], FileEx(min_length=1, max_length=100)]
IfMatch = Annotated[
    str | None, HeaderEx(alias="If-Match", description="The ETag of the delivery that one saw; needed for taking it over.")
]
# From which states a delivery can come to another one.
BEFORE = {
    DeliveryState.TAKEN: (DeliveryState.READY,),
    DeliveryState.UNDONE: (DeliveryState.TAKEN,),
    DeliveryState.DROPPED: (DeliveryState.READY, DeliveryState.REFUSED, DeliveryState.READING),
}


class RefusalOut(Shape):
    """Why something could not be used."""

    message: str
    remedy: str
    place: str


class DeliveryOut(Shape):
    """A delivery: files, what they would change, and what became of it."""

    id: int
    label: str
    state: Literal["reading", "ready", "refused", "taken", "undone", "dropped"]
    as_of: date | None
    made_at: datetime
    taken_at: datetime | None
    undone_at: datetime | None
    remove_missing: bool = Field(description="Whether rows that are not in the files go.")
    accept_unknown: bool = Field(description="Whether what could not be read becomes unknown.")
    counts: dict[str, int]
    refusal: RefusalOut | None


class DeliveriesOut(Shape):
    """A page of deliveries."""

    total: int
    page: int
    page_size: int
    items: list[DeliveryOut]


class DeliveryIn(Shape):
    """What should become of a delivery: a choice about it as a whole, or another state."""

    state: Literal["taken", "undone", "dropped"] | None = None
    remove_missing: bool | None = None
    accept_unknown: bool | None = None


class CellOut(Shape):
    """A cell that differs; null is unknown."""

    column: str
    before: Any
    after: Any


class DifferenceOut(Shape):
    """A row that would change, come or go; `waits` says why it waits for a choice."""

    table: str
    kind: str
    row: str
    name: str | None
    waits: bool
    cells: list[CellOut]


class DifferencesOut(Shape):
    """A page of differences."""

    total: int
    page: int
    page_size: int
    items: list[DifferenceOut]


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


@router.get("/deliveries", response={200: DeliveriesOut} | PROBLEMS, by_alias=True, operation_id="listDeliveries")
def deliveries(request: HttpRequest, wanted: Query[Pages]) -> dict[str, Any]:
    """What was delivered by my organisation, newest first?"""
    actor = actor_of(request)
    require(actor, Action.READ_LANDSCAPE)
    return page_of(service.deliveries(actor), wanted, _delivery_out)


@router.post("/deliveries", response={202: DeliveryOut} | CHANGING, by_alias=True, operation_id="bringFiles")
def bring(request: HttpRequest, files: Files) -> Status[dict[str, Any]]:
    """Bring files. They are read in the background; nothing changes until the delivery is taken over."""
    return Status(202, _delivery_out(service.bring(actor_of(request), files)))


@router.get("/deliveries/{key}", response={200: DeliveryOut} | PROBLEMS, by_alias=True, operation_id="readDelivery")
def delivery(request: HttpRequest, response: HttpResponse, key: Key) -> dict[str, Any]:
    """Where does a delivery stand? The ETag stands for what one saw, and goes with taking it over."""
    found = _own_delivery(actor_of(request), key)
    response["ETag"] = _fingerprint(found)
    return _delivery_out(found)


@router.patch("/deliveries/{key}", response={200: DeliveryOut} | CHANGING | STALE, by_alias=True, operation_id="changeDelivery")
def change_delivery(
    request: HttpRequest,
    response: HttpResponse,
    key: Key,
    wanted: DeliveryIn,
    if_match: IfMatch = None,
) -> dict[str, Any]:
    """Make the choices about a delivery, take it over with If-Match, take it back (`undone`), or leave it (`dropped`)."""
    actor = actor_of(request)
    found = _own_delivery(actor, key)
    require(actor, Action.WRITE_LANDSCAPE, found)
    chosen = wanted.model_dump(exclude_none=True, exclude={"state"})
    if bool(chosen) == (wanted.state is not None):
        raise WrongUse(Sentence("landscapes.api.one-change"))
    if wanted.state == "taken":
        _seen(found, if_match)
    if found.state not in (BEFORE[DeliveryState(wanted.state)] if wanted.state else (DeliveryState.READY,)):
        raise Outdated(409)
    if chosen:
        service.choose(actor, key, **({"remove_missing": found.remove_missing, "accept_unknown": found.accept_unknown} | chosen))
    else:
        {"taken": service.take, "undone": service.undo, "dropped": service.drop}[str(wanted.state)](actor, key)
    found = service.delivery(actor, key)
    response["ETag"] = _fingerprint(found)
    return _delivery_out(found)


def _seen(found: Delivery, if_match: str | None) -> None:
    """Whoever takes a delivery over has seen what it changes, as it is now."""
    if if_match is None:
        raise Outdated(428)
    if _fingerprint(found) not in [part.strip() for part in if_match.split(",")]:
        raise Outdated(412)


@router.get(
    "/deliveries/{key}/differences", response={200: DifferencesOut} | PROBLEMS, by_alias=True, operation_id="listDifferences"
)
def differences(request: HttpRequest, key: Key, wanted: Query[Pages]) -> dict[str, Any]:
    """What would a delivery change, row by row, as far as I may see it?"""
    actor = actor_of(request)
    rows = [row for row in _own_delivery(actor, key).differences if Action(MODELS[row["table"]].reading) in actor.actions]
    return page_of(rows, wanted, lambda row: _difference_out(actor, row))


def _difference_out(actor: Actor, row: dict[str, Any]) -> dict[str, Any]:
    shown = {column.name for column in offered(actor, TABLES[row["table"]])}
    cells = [
        {"column": cell["column"], "before": revived(cell["before"]), "after": revived(cell["after"])}
        for cell in row["cells"]
        if cell["column"] in shown
    ]
    return {name: row[name] for name in ("table", "kind", "row", "name")} | {"waits": bool(row["waits"]), "cells": cells}


@router.get("/deliveries/{key}/findings", response={200: FindingsOut} | PROBLEMS, by_alias=True, operation_id="listFindings")
def findings(request: HttpRequest, key: Key, wanted: Query[Pages]) -> dict[str, Any]:
    """What is not right in a delivery, worst first, and what to do?"""
    actor = actor_of(request)
    told = telling.findings(_own_delivery(actor, key)).visible_at(actor.ceiling)
    return page_of(told.items, wanted, lambda finding: finding.as_json(language()))


def _own_delivery(actor: Actor, key: int) -> Delivery:
    require(actor, Action.READ_LANDSCAPE)
    return service.delivery(actor, key)


def _fingerprint(found: Delivery) -> str:
    names = ("pk", "state", "as_of", "remove_missing", "accept_unknown", "counts", "refusal", "before")
    told = json.dumps([getattr(found, name) for name in names], default=str, sort_keys=True)
    return f'"{sha256(told.encode()).hexdigest()[:32]}"'


def _delivery_out(found: Delivery) -> dict[str, Any]:
    names = ("label", "state", "as_of", "made_at", "taken_at", "undone_at", "remove_missing", "accept_unknown", "counts")
    refused = telling.refused(found)
    why = None if refused is None else {"message": refused.message, "remedy": refused.remedy, "place": refused.place}
    return {"id": found.pk, "refusal": why} | {name: getattr(found, name) for name in names}
