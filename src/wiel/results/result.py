"""A result and its tables, with what may be shown at which class."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from wiel.findings import Findings
from wiel.quantities import Confidentiality
from wiel.results.trace import Trace
from wiel.schema import Meaning
from wiel.texts.numbers import Value


@dataclass(frozen=True)
class ResultTable:
    """A named table with a `Meaning` for every column. `visibility` is the class of the rows; a column may be higher, never lower."""

    name: str
    frame: pl.DataFrame
    columns: Mapping[str, Meaning]
    visibility: Confidentiality = Confidentiality.INTERN

    def __post_init__(self) -> None:
        if list(self.columns) != self.frame.columns:
            raise ValueError(f"table {self.name} declares {list(self.columns)} but holds {self.frame.columns}")

    def at(self, ceiling: Confidentiality) -> "ResultTable | None":
        """The part of the table that may be seen at a class; None where nothing may."""
        if self.visibility > ceiling:
            return None
        seen = {name: meaning for name, meaning in self.columns.items() if meaning.visibility <= ceiling}
        return replace(self, frame=self.frame.select(list(seen)), columns=seen) if seen else None


@dataclass(frozen=True)
class Result:
    """What an instrument found.

    `facts` are the single figures of the summary by name; `fact_visibility` gives the class of those that are not openbaar.
    """

    facts: Mapping[str, Value]
    tables: Mapping[str, ResultTable]
    findings: Findings
    trace: Trace
    fact_visibility: Mapping[str, Confidentiality] = field(default_factory=dict)

    def summary(self) -> dict[str, Value]:
        """The figures that matter most."""
        return dict(self.facts)

    def at(self, ceiling: Confidentiality) -> "Result":
        """Only what may be seen at a class."""
        tables = {name: part for name, table in self.tables.items() if (part := table.at(ceiling))}
        facts = {n: v for n, v in self.facts.items() if self.fact_visibility.get(n, Confidentiality.OPENBAAR) <= ceiling}
        return replace(self, facts=facts, tables=tables, findings=self.findings.visible_at(ceiling))
