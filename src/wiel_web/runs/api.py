"""Operations about runs: what can be asked, start, follow, read results."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Query, Router, Status
from pydantic import Field

from wiel.registry import instruments
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.frame.operations import CHANGING, PROBLEMS, Key, Pages, Shape, page_of
from wiel_web.runs import service
from wiel_web.runs.models import Run, RunState
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.pages import actor_of
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.service import organisation, partnerships_of

router = Router(tags=["runs"])


class InstrumentOut(Shape):
    """What can be asked."""

    name: str
    title: str
    question: str


class InstrumentsOut(Shape):
    """All instruments."""

    items: list[InstrumentOut]


class RunIn(Shape):
    """What to work out, about whom, with which options and parameters."""

    instrument: str = Field(max_length=60, description="Name of an instrument, or feasibility for the whole study.")
    organisation: str = Field(max_length=200, description="Key of a partnership, or of the own organisation.")
    options: dict[str, str | int | float | bool] = Field(default_factory=dict)
    parameters: list[str] = Field(default_factory=list, max_length=200, description="subject.name=value")
    inputs: list[int] = Field(default_factory=list, max_length=20, description="Runs whose results it builds on.")


class RunOut(Shape):
    """A run: where it stands, on which package."""

    id: int
    instrument: str
    organisation: str
    state: str
    progress: float
    digest: str
    options: dict[str, Any]
    made_at: datetime
    ended_at: datetime | None


class RunsOut(Shape):
    """A page of runs."""

    total: int
    page: int
    page_size: int
    items: list[RunOut]


class ResultOut(Shape):
    """Summary and trace per instrument, and the names of the tables."""

    summary: dict[str, dict[str, Any]]
    tables: dict[str, list[str]]
    traces: dict[str, dict[str, Any]]


class ResultRows(Shape):
    """A page of a table of a result."""

    total: int
    page: int
    page_size: int
    items: list[dict[str, Any]]


@router.get("/instruments", response={200: InstrumentsOut} | PROBLEMS, by_alias=True, operation_id="listInstruments")
def asked(request: HttpRequest) -> dict[str, Any]:
    """What can be asked?"""
    require(actor_of(request), Action.READ_RUNS)
    items = [
        {"name": name, "title": say(f"{name}.title", language()), "question": say(f"{name}.question", language())}
        for name in instruments()
    ]
    return {"items": items}


@router.get("/runs", response={200: RunsOut} | PROBLEMS, by_alias=True, operation_id="listRuns")
def runs(request: HttpRequest, wanted: Query[Pages]) -> dict[str, Any]:
    """Which runs may I read, newest first?"""
    actor = actor_of(request)
    require(actor, Action.READ_RUNS)
    return page_of(service.runs(actor), wanted, _run_out)


@router.post("/runs", response={202: RunOut} | CHANGING, by_alias=True, operation_id="startRun")
def start(request: HttpRequest, wanted: RunIn) -> Status[dict[str, Any]]:
    """Start a run in the background, on what I may read now."""
    actor = actor_of(request)
    require(actor, Action.START_RUNS)
    if wanted.instrument != service.FEASIBILITY and wanted.instrument not in instruments():
        raise Http404
    about = _place(actor, wanted.organisation)
    made = service.start(actor, wanted.instrument, about, wanted.options, "\n".join(wanted.parameters), tuple(wanted.inputs))
    return Status(202, _run_out(made))


def _place(actor: Actor, identifier: str) -> Organisation:
    """The own organisation or a partnership of it."""
    places = [organisation(actor.own), *partnerships_of(actor.own)]
    found = next((place for place in places if place.identifier == identifier), None)
    if found is None:
        raise Http404
    return found


@router.get("/runs/{key}", response={200: RunOut} | PROBLEMS, by_alias=True, operation_id="readRun")
def run(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Where does a run stand?"""
    actor = actor_of(request)
    require(actor, Action.READ_RUNS)
    return _run_out(service.run(actor, key))


@router.get("/runs/{key}/result", response={200: ResultOut} | PROBLEMS, by_alias=True, operation_id="readResult")
def result(request: HttpRequest, key: Key) -> dict[str, Any]:
    """What came out, as far as I may see it?"""
    seen = _results(actor_of(request), key)
    return {
        "summary": {name: part.summary() for name, part in seen.items()},
        "tables": {name: list(part.tables) for name, part in seen.items()},
        "traces": {name: part.trace.as_json() for name, part in seen.items()},
    }


@router.get(
    "/runs/{key}/tables/{instrument}/{name}", response={200: ResultRows} | PROBLEMS, by_alias=True, operation_id="listResultRows"
)
def table(request: HttpRequest, key: Key, instrument: str, name: str, wanted: Query[Pages]) -> dict[str, Any]:
    """The rows of one table of a result."""
    seen = _results(actor_of(request), key)
    if instrument not in seen or name not in seen[instrument].tables:
        raise Http404
    return page_of(seen[instrument].tables[name].frame.to_dicts(), wanted, lambda row: row)


def _results(actor: Actor, key: Key) -> dict[str, Any]:
    require(actor, Action.READ_RUNS)
    if service.run(actor, key).state != RunState.DONE:
        raise Http404
    return dict(service.results(actor, key))


def _run_out(found: Run) -> dict[str, Any]:
    names = ("instrument", "state", "progress", "digest", "options", "made_at", "ended_at")
    return {"id": found.pk, "organisation": found.partnership.identifier} | {name: getattr(found, name) for name in names}
