"""What of a study may be seen at a class: the only way in which chapters and figures reach results and landscape."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from wiel.findings import Findings
from wiel.landscape import TABLES
from wiel.quantities import Confidentiality
from wiel.results import Result, ResultTable
from wiel.studies import Study
from wiel.texts import say
from wiel.texts.numbers import Value

HEADS = {
    "organisation_name": ("deelnemer", "participant"),
    "organisation_a_name": ("deelnemer", "participant"),
    "organisation_b_name": ("andere deelnemer", "other participant"),
    "member_names": ("namen deelnemers", "participant names"),
}


@dataclass(frozen=True)
class View:
    """A study seen at a class, told in a language."""

    study: Study
    ceiling: Confidentiality
    language: str

    def say(self, key: str, **values: Value) -> str:
        """A sentence in the language of the dossier."""
        return say(key, self.language, **values)

    def result(self, instrument: str) -> Result | None:
        """What an instrument found, as far as it may be seen."""
        return self._results.get(instrument)

    def table(self, instrument: str, name: str) -> ResultTable | None:
        """A table of a result; None where it does not exist, may not be seen or has no rows."""
        result = self.result(instrument)
        table = result.tables.get(name) if result else None
        return _headed(table) if table is not None and table.frame.height else None

    def rows(self, name: str) -> int:
        """How many rows of a table of the landscape were delivered; that count is openbaar."""
        return self.study.landscape[name].height

    def fact(self, instrument: str, name: str) -> Value:
        """A single figure of a result; None (unknown) where there is none."""
        result = self.result(instrument)
        return result.facts.get(name) if result else None

    def number(self, instrument: str, name: str) -> int:
        """A count of a result; 0 where the instrument did not give it."""
        value = self.fact(instrument, name)
        return int(value) if isinstance(value, int | float) else 0

    @cached_property
    def _results(self) -> dict[str, Result]:
        return {name: result.at(self.ceiling) for name, result in self.study.results.items()}

    @cached_property
    def findings(self) -> Findings:
        """Findings of reading and of the instruments that may be seen, worst first."""
        found = self.study.findings.visible_at(self.ceiling)
        for result in self._results.values():
            found = found + result.findings
        return found.worst_first()

    @cached_property
    def withheld_findings(self) -> dict[Confidentiality, int]:
        """How many findings of reading and of the instruments each higher class adds; only the count may be seen here."""
        every = (self.study.findings, *(result.findings for result in self.study.results.values()))
        classes = Counter(finding.visibility for findings in every for finding in findings)
        return {level: classes[level] for level in Confidentiality if level > self.ceiling and classes[level]}

    @cached_property
    def readings(self) -> ResultTable | None:
        """What was read from which file, as far as it may be seen."""
        return self.study.readings.at(self.ceiling)

    def links(self, name: str) -> ResultTable | None:
        """A table about the names that members use, as far as it may be seen."""
        table = self.study.links.get(name)
        return None if table is None else table.at(self.ceiling)

    @cached_property
    def members(self) -> pl.DataFrame:
        """The members in their order, with the columns of the organisations that may be seen."""
        columns = TABLES["organisations"].columns
        seen = [name for name, column in columns.items() if column.meaning.visibility <= self.ceiling]
        order = pl.DataFrame({"id": list(self.study.members)}, schema={"id": pl.String})
        return order.join(
            self.study.landscape["organisations"].select(seen), on="id", how="left", maintain_order="left"
        ).with_columns(pl.col("name").fill_null(pl.col("id")))

    def table_name(self, name: str) -> str:
        """What people call a table of the landscape."""
        named = TABLES[name].named
        return named.nl if self.language == "nl" else named.en

    @cached_property
    def names(self) -> dict[str, str]:
        """Name per member."""
        return dict(self.members.select("id", "name").iter_rows())

    def narrowed(self, table: ResultTable, frame: pl.DataFrame) -> ResultTable:
        """The same table with a selection of its rows and columns."""
        return replace(table, frame=frame, columns={name: table.columns[name] for name in frame.columns})


def _headed(table: ResultTable) -> ResultTable:
    """The same rows, with the heads that readers of a dossier know: they are participants there."""
    columns = {
        name: replace(meaning, nl=HEADS[name][0], en=HEADS[name][1]) if name in HEADS else meaning
        for name, meaning in table.columns.items()
    }
    return replace(table, columns=columns)
