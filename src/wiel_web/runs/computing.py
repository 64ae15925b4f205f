"""Does the work of a run: instrument or study on the landscape of its package, everything kept at once at the end."""

import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from django.db import transaction

from wiel.intake.readings import as_table
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Control, Inputs, instrument, load_run
from wiel.reports import dossiers, write
from wiel.reports.write import COUNCIL_FOLDER, LETTER_FOLDER, NAMES
from wiel.results import Result, ResultTable
from wiel.studies import Study, Subject, feasibility, options_for
from wiel_web.landscapes.service import Frozen, open_package
from wiel_web.runs.models import Outcome, OutcomeTable, Run, RunFile
from wiel_web.runs.outcomes import keep, kept


def compute(run: Run, control: Control) -> None:
    """Work out a run and keep what came out: all of it, or nothing where it fails."""
    frozen = open_package(run.owner_id, run.digest)
    parameters = Parameters.read(None, tuple(run.parameters.splitlines())).at(frozen.landscape.as_of)
    if run.is_study:
        made = feasibility(_subject(run, frozen), parameters, str(run.options.get("profile", "quick")), control)
        results, files = made.results, _files(made)
    else:
        descriptor = instrument(run.instrument)
        inputs = Inputs(frozen.landscape, frozen.members, _handovers(run), frozen.findings)
        options = options_for(descriptor, run.options)
        results, files = {run.instrument: load_run(descriptor)(inputs, parameters, options, control)}, {}
    with transaction.atomic():
        # An attempt that was cut off after it had kept everything and before it could say so, left these.
        discard(run)
        for name, result in results.items():
            keep(run, name, result)
        for name, content in files.items():
            RunFile.everything.create(
                owner_id=run.owner_id, run=run, instrument=run.instrument, name=name, level=level_of(name), content=content
            )


def discard(run: Run) -> None:
    """Remove what was kept of a run."""
    for model in (Outcome, OutcomeTable, RunFile):
        model.objects.of(run.owner_id).filter(run=run).delete()


def study_of(run: Run, frozen: Frozen, results: Mapping[str, Result]) -> Study:
    """The study that a run is part of, as chapters and figures want it."""
    subject = _subject(run, frozen)
    return Study(
        subject.name, subject.question, frozen.landscape.as_of, frozen.landscape, frozen.members, results, frozen.findings, subject.readings,
        frozen.digest, version("wiel"), str(run.options.get("profile", "quick")),
    )  # fmt: skip


def _subject(run: Run, frozen: Frozen) -> Subject:
    return Subject(frozen.partnership, None, frozen.landscape, frozen.members, frozen.findings, as_table(()))


def _handovers(run: Run) -> dict[str, ResultTable]:
    """The tables of the runs that this one builds on."""
    return {
        name: table for earlier in run.inputs.all() for result in kept(earlier).values() for name, table in result.tables.items()
    }


def _files(made: Study) -> dict[str, bytes]:
    """The dossier of every class, and the pages for councils."""
    with tempfile.TemporaryDirectory(prefix="wiel-") as folder:
        out = Path(folder) / "dossier"
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in write(dossiers(made), out)}


def level_of(name: str) -> Confidentiality:
    """The class of a file of a dossier, which its name tells. Pages for councils and letters are made from the public dossier only.

    >>> level_of("dossier-intern.pdf").dutch, level_of("raad/raad-aderveen.pdf").dutch
    ('intern', 'openbaar')
    """
    if name.startswith((f"{COUNCIL_FOLDER}/", f"{LETTER_FOLDER}/")):
        return Confidentiality.OPENBAAR
    # A name that nobody knows is shown to as few as there may be.
    return next((level for level, start in NAMES.items() if name.startswith(start)), Confidentiality.VERTROUWELIJK)
