"""The feasibility study: from one landscape to the results behind the sixteen chapters."""

from dataclasses import fields
from importlib.metadata import version
from typing import Any

from wiel.errors import WrongUse
from wiel.parameters import Parameters
from wiel.registry import Control, Descriptor, Inputs, Quiet, Stage, instrument, load_options, load_run
from wiel.results import Result, ResultTable
from wiel.studies.study import Study, Subject
from wiel.texts import Sentence

SEQUENCE = ("inventory", "overlap", "benchmark", "rationalisation", "business_case", "cost_sharing", "governance")
PROFILES = ("quick", "full")


def feasibility(subject: Subject, parameters: Parameters, profile: str = "quick", control: Control | None = None) -> Study:
    """Which answers does this landscape give? Runs the instruments one after another and hands on what the next one needs.

    Unknown profiles and options are refused with `WrongUse` before anything runs.
    """
    if profile not in PROFILES:
        raise WrongUse(Sentence("studies.unknown-profile", {"name": profile, "known": list(PROFILES)}))
    control = control or Quiet()
    descriptors = [instrument(identifier) for identifier in SEQUENCE]
    options = {d.identifier: options_for(d, subject.options.get(d.identifier, {})) for d in descriptors}
    results: dict[str, Result] = {}
    for done, descriptor in enumerate(descriptors):
        control.progress(done, len(descriptors))
        inputs = Inputs(subject.landscape, subject.members, _handovers(descriptor, subject, results), subject.findings)
        stage = Stage(control, done, len(descriptors))
        results[descriptor.identifier] = load_run(descriptor)(inputs, parameters, options[descriptor.identifier], stage)
    control.progress(len(descriptors), len(descriptors))
    return Study(
        subject.name,
        subject.question,
        subject.landscape.as_of,
        subject.landscape,
        subject.members,
        results,
        subject.findings,
        subject.readings,
        subject.landscape.digest(),
        version("wiel"),
        profile,
        subject.links,
    )


def options_for(descriptor: Descriptor, given: Any) -> Any:
    """The options object of an instrument from named values; a name that does not exist is refused."""
    options = load_options(descriptor)
    known = [field.name for field in fields(options)]
    if strange := sorted(set(given) - set(known)):
        values = {"names": strange, "instrument": descriptor.identifier, "known": known}
        raise WrongUse(Sentence("studies.unknown-option", values))
    return options(**given)


def _handovers(descriptor: Descriptor, subject: Subject, results: dict[str, Result]) -> dict[str, ResultTable]:
    """The tables of people and of earlier results that an instrument names in `needs`."""
    available = dict(subject.handovers)
    available |= {name: table for result in results.values() for name, table in result.tables.items()}
    return {name: available[name] for name in descriptor.needs if name in available}
