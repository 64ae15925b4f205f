"""Looks up dates and terms by the rule that holds in the year of an act, and remembers which were used."""

from dataclasses import dataclass, field
from datetime import date

from wiel.errors import InvalidProblem
from wiel.parameters import Parameters
from wiel.results import ParameterUse
from wiel.texts import Sentence


@dataclass(frozen=True, slots=True)
class Term:
    """A day or a number of weeks or months, with the label and source of its rule and the day from which that holds."""

    label: str
    source: str
    since: date
    day: date | None = None
    count: int = 0


@dataclass(frozen=True)
class Rules:
    """The rules of `governance.yaml`: an act follows the rule that holds on 1 January of the year in which it must be done.

    >>> rules = Rules(Parameters.load())
    >>> rules.day("framework_before", 2026).day, rules.day("framework_before", 2022).day, rules.weeks("draft_weeks", 2022).count
    (datetime.date(2026, 4, 30), datetime.date(2022, 4, 15), 8)
    """

    parameters: Parameters
    _years: dict[int, Parameters] = field(default_factory=dict, repr=False, compare=False)

    def day(self, name: str, year: int) -> Term:
        """The day of a rule in a year; a value that is no day is refused."""
        known = self._known(year)
        text = str(known.value(f"governance.{name}"))
        day, _, month = text.partition("-")
        try:
            found = date(year, int(month), int(day))
        except ValueError:
            raise InvalidProblem(Sentence("governance.no-day", {"name": f"governance.{name}", "text": text})) from None
        return self._term(name, year, day=found)

    def weeks(self, name: str, year: int) -> Term:
        """The length of a term in a year, in weeks or months as its name says."""
        return self._term(name, year, count=self._known(year).count(f"governance.{name}"))

    def _term(self, name: str, year: int, day: date | None = None, count: int = 0) -> Term:
        dated = self.parameters.entries[f"governance.{name}"].on(date(year, 1, 1))
        assert dated is not None  # the value was read from it just now
        return Term(dated.label, dated.source, dated.valid_from, day, count)

    def _known(self, year: int) -> Parameters:
        return self._years.setdefault(year, self.parameters.at(date(year, 1, 1)))

    def uses(self) -> tuple[ParameterUse, ...]:
        """Every rule that was used, each dated value once, by name and date."""
        every = {(use.name, use.valid_from): use for known in self._years.values() for use in known.uses()}
        return tuple(every[key] for key in sorted(every))
