"""What a study is about and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel.results import Result, ResultTable


@dataclass(frozen=True)
class Subject:
    """What is to be studied: a landscape, the members in question and how the landscape was read.

    `readings` has one row per file read; `options` holds per instrument the options that differ from the defaults; `links` are the tables
    that say what the names in the files turned out to mean; `handovers` are tables that come from people, such as their wishes.
    """

    name: str
    question: str | None
    landscape: Landscape
    members: tuple[str, ...]
    findings: Findings
    readings: ResultTable
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    links: Mapping[str, ResultTable] = field(default_factory=dict)
    handovers: Mapping[str, ResultTable] = field(default_factory=dict)


@dataclass(frozen=True)
class Study:
    """A subject with the results of the instruments, from which a dossier is made."""

    name: str
    question: str | None
    as_of: date
    landscape: Landscape
    members: tuple[str, ...]
    results: Mapping[str, Result]
    findings: Findings
    readings: ResultTable
    digest: str
    version: str
    profile: str
    links: Mapping[str, ResultTable] = field(default_factory=dict)

    def summary(self) -> dict[str, Any]:
        """The figures that matter most, per instrument."""
        return {identifier: result.summary() for identifier, result in self.results.items()}
