"""The door of runs: what can be run, starting, following, stopping, results as far as one may see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import instrument, instruments
from wiel.reports import dossier
from wiel.reports.document import Dossier
from wiel.reports.view import View
from wiel.results import Result, ResultTable
from wiel.studies import options_for
from wiel_web.landscapes.service import freeze, open_package, package_of
from wiel_web.runs import computing
from wiel_web.runs.models import OPEN_STATES, OutcomeTable, Run, RunFile, RunSource, RunState
from wiel_web.runs.outcomes import kept, table_of
from wiel_web.runs.tasks import execute_run
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.scoping import Subject, acting_for

FEASIBILITY = "feasibility"
# A run that gave no sign of life for so long is lost, for instance because the machine went down; it starts anew once.
LOST_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 2

__all__ = [
    "Seen", "ceiling", "comparable", "earlier", "files", "missing", "recover", "result", "results", "run", "runs", "start", "stop", "table"
]  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What an actor may see of a finished run; `withheld` counts per class the tables that one must be allowed more for."""

    run: Run
    results: Mapping[str, Result]
    view: View
    ceiling: Confidentiality
    withheld: Mapping[Confidentiality, int]

    @property
    def document(self) -> Dossier:
        """All chapters. The annex leaves out what is not confidential, so that a page shows the one below it."""
        return dossier(self.view.study, min(self.ceiling, Confidentiality.INTERN), self.view.language)


def runs(actor: Actor) -> QuerySet[Run]:
    """The runs that an actor may read, newest first."""
    return Run.objects.visible_to(actor).select_related("partnership", "owner", "made_by")


def run(actor: Actor, key: int) -> Run:
    """One run that the actor may read."""
    return runs(actor).get(pk=key)


def ceiling(actor: Actor, found: Run) -> Confidentiality:
    """The highest class that an actor may see of a run: of another organisation never more than intern."""
    return actor.ceiling if found.owner_id == actor.organisation else min(actor.ceiling, Confidentiality.INTERN)


def start(
    actor: Actor,
    name: str,
    partnership: Organisation,
    options: Mapping[str, Any] | None = None,
    parameters: str = "",
    inputs: tuple[int, ...] = (),
) -> Run:
    """Start an instrument, or the study of feasibility, on what the actor may read of a partnership now.

    Raises:
        WrongUse: an option or parameter does not exist or cannot have that value. Nothing is started then.
    """
    require(actor, Action.START_RUNS)
    is_study = name == FEASIBILITY
    given = dict(options or {})
    Parameters.read(None, tuple(parameters.splitlines()))
    if not is_study:
        options_for(instrument(name), given)
    with transaction.atomic():
        package = package_of(actor.organisation, freeze(partnership, None, actor))
        made = Run.objects.of(actor.organisation).create(
            owner_id=actor.own, instrument=name, is_study=is_study, package=package, digest=package.digest,
            partnership=partnership, options=given, parameters=parameters, made_by_id=actor.user,
        )  # fmt: skip
        made.inputs.set(Run.objects.visible_to(actor).filter(pk__in=inputs, state=RunState.DONE))
        _note_sources(made, {Subject.LANDSCAPE: package.sources, Subject.CONTRACTS: package.contract_sources})
        record(actor, "run.start", made, instrument=name)
        transaction.on_commit(partial(execute_run.enqueue, made.pk, made.owner_id))
    return made


def _note_sources(made: Run, sources: Mapping[Subject, list[int]]) -> None:
    """Whose rows go into it; those of the runs that it builds on too."""
    noted = {(subject.value, organisation) for subject, keys in sources.items() for organisation in keys}
    noted |= set(RunSource.everything.filter(run__in=made.inputs.all()).values_list("about", "organisation_id"))
    RunSource.everything.bulk_create(
        RunSource(owner_id=made.owner_id, run=made, organisation_id=organisation, about=subject)
        for subject, organisation in sorted(noted)
    )


def stop(actor: Actor, key: int) -> None:
    """Ask a run of the own organisation to stop; one that still waits stops at once."""
    require(actor, Action.START_RUNS)
    mine = Run.objects.of(actor.organisation).filter(pk=key, state__in=OPEN_STATES)
    mine.filter(state=RunState.QUEUED).update(state=RunState.STOPPED, ended_at=timezone.now())
    mine.filter(state=RunState.RUNNING).update(stop_asked=True)
    record(actor, "run.stop", f"runs.run:{key}", owner=actor.organisation)


def recover(owner: int) -> int:
    """Runs of an organisation that are lost wait anew, once; the second time they end as interrupted. Gives how many were lost."""
    with acting_for(owner):
        lost = Run.objects.of(owner).filter(state=RunState.RUNNING, heartbeat_at__lt=timezone.now() - LOST_AFTER)
        given_up = lost.filter(attempts__gte=MOST_ATTEMPTS).update(state=RunState.INTERRUPTED, ended_at=timezone.now())
        again = list(lost.values_list("pk", flat=True))
        Run.objects.of(owner).filter(pk__in=again).update(state=RunState.QUEUED, progress=0.0)
        again += _never_queued(owner)
        for key in again:
            execute_run.enqueue(key, owner)
        return given_up + len(again)


def _never_queued(owner: int) -> list[int]:
    """Runs that wait while no task of theirs does: the machine went down between keeping the run and its task."""
    waiting = Run.objects.of(owner).filter(state=RunState.QUEUED, made_at__lt=timezone.now() - LOST_AFTER)
    ready = DBTaskResult.objects.ready().filter(task_path=execute_run.module_path)
    tasks = {tuple(task["args"]) for task in ready.values_list("args_kwargs", flat=True)} if waiting.exists() else set()
    return [key for key in waiting.values_list("pk", flat=True) if (key, owner) not in tasks]


def result(actor: Actor, key: int, language: str) -> Seen:
    """A finished run as far as the actor may see it: results, and a view from which chapters and figures are made."""
    found = run(actor, key)
    level = ceiling(actor, found)
    whole = kept(found)
    seen = {name: part.at(level) for name, part in whole.items()}
    # Chapters are made from what may be seen only; what is withheld does not even reach them.
    study = computing.study_of(found, open_package(found.owner_id, found.digest), seen)
    tables = (table for part in whole.values() for table in part.tables.values())
    withheld = Counter(table.visibility for table in tables if table.visibility > level)
    return Seen(found, seen, View(study, level, language), level, withheld)


def results(actor: Actor, key: int) -> Mapping[str, Result]:
    """The results of a finished run as far as the actor may see them, without pictures."""
    found = run(actor, key)
    level = ceiling(actor, found)
    return {name: part.at(level) for name, part in kept(found).items()}


def table(actor: Actor, found: Run, instrument: str, name: str) -> ResultTable | None:
    """One table of a run as far as the actor may see it; None where there is none, or none that the actor may see."""
    row = OutcomeTable.objects.visible_to(actor).filter(run=found, instrument=instrument, name=name).first()
    return None if row is None else table_of(row).at(ceiling(actor, found))


def files(actor: Actor, key: int) -> QuerySet[RunFile]:
    """The files of a run that the actor may have."""
    return RunFile.objects.visible_to(actor).filter(run_id=key, level__lte=ceiling(actor, run(actor, key)))


def comparable(actor: Actor, found: Run) -> QuerySet[Run]:
    """Other finished runs of the same question about the same organisations."""
    same = runs(actor).filter(instrument=found.instrument, partnership=found.partnership_id, state=RunState.DONE)
    return same.exclude(pk=found.pk)


def earlier(actor: Actor, name: str) -> QuerySet[Run]:
    """Finished runs with a table that an instrument can build on."""
    needs = instrument(name).needs if name in instruments() else ()
    giving = OutcomeTable.objects.visible_to(actor).filter(name__in=needs)
    return runs(actor).filter(pk__in=giving.values("run"), state=RunState.DONE)


def missing(found: Run) -> list[str]:
    """The hand-overs that a question could build on and that this run had not."""
    needs = instrument(found.instrument).needs if found.instrument in instruments() else ()
    given = set(OutcomeTable.everything.filter(run__in=found.inputs.all()).values_list("name", flat=True))
    return [need for need in needs if need not in given]
