"""Operations about runs: what can be asked, start, follow, read results."""

import mimetypes
from dataclasses import Field as DataclassField
from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any, Literal, get_type_hints

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import Field

from wiel.registry import instruments, load_options
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.frame.operations import CHANGING, LARGEST, PROBLEMS, STALE, Key, Name, Outdated, Pages, Shape, Text, page_of
from wiel_web.landscapes.delivery_api import FindingsOut, RefusalOut
from wiel_web.landscapes.values import sentence_from
from wiel_web.runs import service
from wiel_web.runs.models import Run, RunState
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.pages import actor_of
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.service import organisation, partnerships_of

router = Router(tags=["runs"])
RunKey = Annotated[int, Field(ge=1, le=LARGEST)]
Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
FILE = {"responses": {200: {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}}


class InstrumentOut(Shape):
    """What can be asked."""

    name: str
    title: str
    question: str


class InstrumentsOut(Shape):
    """All instruments."""

    items: list[InstrumentOut]


class OptionOut(Shape):
    """An option of an instrument: how it is written and what it is without a choice."""

    name: str
    meaning: str
    kind: str
    unit: str
    default: Any
    choices: list[str]


class InstrumentDetailOut(InstrumentOut):
    """What can be asked, with which options, on which tables, building on which tables of earlier results."""

    options: list[OptionOut]
    tables: list[str]
    needs: list[str]


class PlaceOut(Shape):
    """An organisation about which one can ask."""

    key: str
    name: str
    kind: str


class PlacesOut(Shape):
    """The own organisation and its partnerships."""

    items: list[PlaceOut]


class RunChange(Shape):
    """What should become of a run."""

    state: Literal["stopped"]


class FileOut(Shape):
    """A file of a dossier and its class."""

    id: int
    name: str
    confidentiality: str = Field(alias="class")


class FilesOut(Shape):
    """The files of a run."""

    items: list[FileOut]


class RunIn(Shape):
    """What to work out, about whom, with which options and parameters."""

    instrument: Text = Field(description="Name of an instrument, or feasibility for the whole study.")
    organisation: Text = Field(description="Key of a partnership, or of the own organisation.")
    options: dict[Text, bool | Whole | float | Text] = Field(default_factory=dict, max_length=100)
    parameters: list[Text] = Field(default_factory=list, max_length=200, description="subject.name=value")
    inputs: list[RunKey] = Field(default_factory=list, max_length=20, description="Runs whose results it builds on.")


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
    refusal: RefusalOut | None


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
    return {"items": [_asked(name) for name in instruments()]}


@router.get("/instruments/{name}", response={200: InstrumentDetailOut} | PROBLEMS, by_alias=True, operation_id="readInstrument")
def instrument(request: HttpRequest, name: Name) -> dict[str, Any]:
    """With which options can a question be asked?"""
    require(actor_of(request), Action.READ_RUNS)
    if name not in instruments():
        raise Http404
    found = instruments()[name]
    options = load_options(found)
    kinds = get_type_hints(options)
    listed = [_option_out(name, option, kinds[option.name]) for option in fields(options)]
    return _asked(name) | {"options": listed, "tables": list(found.tables), "needs": list(found.needs)}


def _asked(name: str) -> dict[str, Any]:
    return {"name": name, "title": say(f"{name}.title", language()), "question": say(f"{name}.question", language())}


def _option_out(instrument: str, option: DataclassField[Any], kind: Any) -> dict[str, Any]:
    return {
        "name": option.name,
        "meaning": say(f"{instrument}.option.{option.name}", language()),
        "kind": kind.__name__ if isinstance(kind, type) else str(kind),
        "unit": option.metadata.get("unit", ""),
        "default": option.default,
        "choices": [str(choice) for choice in option.metadata.get("choices", ())],
    }


@router.get("/organisations", response={200: PlacesOut} | PROBLEMS, by_alias=True, operation_id="listOrganisations")
def places(request: HttpRequest) -> dict[str, Any]:
    """About which organisations can I ask: the own one and its partnerships?"""
    actor = actor_of(request)
    require(actor, Action.READ_RUNS)
    return {"items": [{"key": place.identifier, "name": place.name, "kind": place.kind} for place in _places(actor)]}


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


def _places(actor: Actor) -> list[Organisation]:
    return [organisation(actor.own), *partnerships_of(actor.own)]


def _place(actor: Actor, identifier: str) -> Organisation:
    found = next((place for place in _places(actor) if place.identifier == identifier), None)
    if found is None:
        raise Http404
    return found


@router.get("/runs/{key}", response={200: RunOut} | PROBLEMS, by_alias=True, operation_id="readRun")
def run(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Where does a run stand?"""
    actor = actor_of(request)
    require(actor, Action.READ_RUNS)
    return _run_out(service.run(actor, key))


@router.patch("/runs/{key}", response={202: RunOut} | CHANGING | STALE, by_alias=True, operation_id="changeRun")
def change_run(request: HttpRequest, key: Key, wanted: RunChange) -> Status[dict[str, Any]]:
    """Stop a run of the own organisation; one that is being worked out stops at its next step."""
    actor = actor_of(request)
    found = service.run(actor, key)
    require(actor, Action.START_RUNS, found)
    if not found.is_open:
        raise Outdated(409)
    service.stop(actor, key)
    return Status(202, _run_out(service.run(actor, key)))


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
def table(request: HttpRequest, key: Key, instrument: Name, name: Name, wanted: Query[Pages]) -> dict[str, Any]:
    """The rows of one table of a result."""
    seen = _results(actor_of(request), key)
    if instrument not in seen or name not in seen[instrument].tables:
        raise Http404
    return page_of(seen[instrument].tables[name].frame.to_dicts(), wanted, lambda row: row)


@router.get("/runs/{key}/findings", response={200: FindingsOut} | PROBLEMS, by_alias=True, operation_id="listRunFindings")
def run_findings(request: HttpRequest, key: Key, wanted: Query[Pages]) -> dict[str, Any]:
    """What is not right in what a run was worked out from, and what to do?"""
    found = [finding for part in _results(actor_of(request), key).values() for finding in part.findings.worst_first()]
    return page_of(found, wanted, lambda finding: finding.as_json(language()))


@router.get("/runs/{key}/files", response={200: FilesOut} | PROBLEMS, by_alias=True, operation_id="listFiles")
def files(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Which files does the dossier of a run have, as far as I may see them?"""
    actor = actor_of(request)
    require(actor, Action.READ_RUNS)
    found = service.files(actor, key).defer("content")
    return {"items": [{"id": file.pk, "name": file.name, "confidentiality": file.word} for file in found]}


@router.get(
    "/runs/{key}/files/{number}", response={200: None} | PROBLEMS, by_alias=True, operation_id="readFile", openapi_extra=FILE
)
def file(request: HttpRequest, key: Key, number: Key) -> HttpResponse:
    """One file of a dossier, as it is."""
    actor = actor_of(request)
    require(actor, Action.READ_RUNS)
    found = service.files(actor, key).get(pk=number)
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    name = found.name.rpartition("/")[2]
    return HttpResponse(bytes(found.content), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _results(actor: Actor, key: Key) -> dict[str, Any]:
    require(actor, Action.READ_RUNS)
    if service.run(actor, key).state != RunState.DONE:
        raise Http404
    return dict(service.results(actor, key))


def _run_out(found: Run) -> dict[str, Any]:
    names = ("instrument", "state", "progress", "digest", "options", "made_at", "ended_at")
    why = None
    if found.refusal:
        sentence = sentence_from(found.refusal["sentence"])
        place = ", ".join(str(part) for part in found.refusal["place"].values() if part is not None)
        why = {"message": sentence.message(language()), "remedy": sentence.remedy(language()), "place": place}
    told = {"id": found.pk, "organisation": found.partnership.identifier, "refusal": why}
    return told | {name: getattr(found, name) for name in names}
