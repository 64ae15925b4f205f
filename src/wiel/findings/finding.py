"""Rule, finding and a collection of findings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wiel.errors import Place
from wiel.quantities import Confidentiality
from wiel.texts import Sentence
from wiel.texts.numbers import Value


class Severity(StrEnum):
    """How bad: an error must be mended, a warning looked at, info is good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def order(self) -> int:
        """Worst first."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class Rule:
    """Something that should hold. Its sentences stand in ``text.<language>.toml`` under its identifier."""

    identifier: str
    severity: Severity
    visibility: Confidentiality = Confidentiality.INTERN

    def broken(self, place: Place | None = None, **values: Value) -> "Finding":
        """The finding that this rule does not hold at a place."""
        return Finding(Sentence(self.identifier, values), self.severity, place or Place(), self.visibility)


@dataclass(frozen=True)
class Finding:
    """One rule that does not hold at one place."""

    sentence: Sentence
    severity: Severity
    place: Place
    visibility: Confidentiality = Confidentiality.INTERN

    @property
    def rule(self) -> str:
        """Identifier of the rule."""
        return self.sentence.key

    def as_json(self, language: str) -> dict[str, Any]:
        """The object that the command line prints."""
        return {
            "severity": str(self.severity),
            "rule": self.rule,
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.place.column,
            "message": self.sentence.message(language),
            "remedy": self.sentence.remedy(language),
        }


@dataclass(frozen=True)
class Findings:
    """An immutable list of findings in the order in which they were found.

    >>> nothing = Findings()
    >>> len(nothing), nothing.worst is None
    (0, True)
    """

    items: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> "Findings":
        """Gather findings."""
        return cls(tuple(findings))

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(self.items + other.items)

    @property
    def worst(self) -> Severity | None:
        """The highest severity, or None where nothing was found."""
        return min((finding.severity for finding in self.items), key=lambda s: s.order, default=None)

    def worst_first(self) -> "Findings":
        """The same findings by severity, otherwise in their order."""
        return Findings(tuple(sorted(self.items, key=lambda f: f.severity.order)))

    def count(self, rule: str) -> int:
        """How often a rule was broken."""
        return sum(finding.rule == rule for finding in self.items)

    def visible_at(self, ceiling: Confidentiality) -> "Findings":
        """Only what may be seen at a class."""
        return Findings(tuple(finding for finding in self.items if finding.visibility <= ceiling))
