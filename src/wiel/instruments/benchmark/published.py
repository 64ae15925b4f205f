"""Looks up the published figures that hold on a day and brings them to the price level of a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wiel.instruments.benchmark.gather import CATEGORIES, OTHER, PERSONNEL, SOFTWARE, TOTAL
from wiel.parameters import DatedValue, Parameter, Parameters

INHABITANT, WORKPLACE, EMPLOYEE = "inwoner", "werkplek", "fte"
BASES = (INHABITANT, WORKPLACE, EMPLOYEE)
EVERY, SIZE = "alle gemeenten", "grootteklasse"
NAMES = {
    (TOTAL, INHABITANT): "benchmark.total_per_inhabitant",
    (PERSONNEL, INHABITANT): "benchmark.personnel_per_inhabitant",
    (SOFTWARE, INHABITANT): "benchmark.software_per_inhabitant",
    (OTHER, INHABITANT): "benchmark.other_per_inhabitant",
    (TOTAL, WORKPLACE): "benchmark.total_per_workplace",
    (TOTAL, EMPLOYEE): "benchmark.total_per_employee",
}
BAND = ("benchmark.band_low", "benchmark.band_high")
ONLY_OWN_VALUES = date.min


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure in cents: as it was published, the year it is about, at the price level asked for, label and source."""

    published: int
    year: int
    indexed: int
    label: str
    source: str

    def bridged(self, price_year: int) -> int:
        """Over how many years it was indexed."""
        return abs(price_year - self.year)


@dataclass(frozen=True)
class Figures:
    """The published figures on a day, at the price level of the year of that day.

    indexed = published × (1 + index) ^ (price year − year of the figure)

    >>> figures = Figures(Parameters.load().at(date(2026, 11, 1)))
    >>> figures.of(TOTAL, INHABITANT).published, figures.of(TOTAL, INHABITANT).year, figures.of(TOTAL, INHABITANT).indexed
    (10900, 2023, 12618)
    """

    parameters: Parameters

    @property
    def price_year(self) -> int:
        """The year of the landscape."""
        assert self.parameters.as_of is not None
        return self.parameters.as_of.year

    @property
    def index(self) -> float:
        """The yearly rise, as a share."""
        return self.parameters.decimal("benchmark.index")

    def of(self, category: str, basis: str) -> Figure | None:
        """The figure of all municipalities for a category per unit; None where none was published."""
        name = NAMES.get((category, basis))
        return self.named(name) if name else None

    def of_size(self, inhabitants: float) -> Figure | None:
        """The figure of the size class of a municipality; None where none was published for its class."""
        found = self.size_class(inhabitants)
        name = f"benchmark.total_{found[0]}_{found[1] or 'up'}" if found else ""
        return self.named(name) if name in self.parameters.entries else None

    def size_class(self, inhabitants: float) -> tuple[int, int | None] | None:
        """The bounds of the size class: from and up to (None: without end); None on a day before there were classes."""
        assert self.parameters.as_of is not None
        if self.parameters.entries["general.size_classes"].on(self.parameters.as_of) is None:
            return None
        bounds = (0, *self.parameters.bounds("general.size_classes"), None)
        return next((low or 0, high) for low, high in pairwise(bounds) if high is None or inhabitants < high)

    def named(self, name: str) -> Figure | None:
        """A published figure by the name of its parameter; None on a day before the first."""
        assert self.parameters.as_of is not None
        dated = self.parameters.entries[name].on(self.parameters.as_of)
        if dated is None:
            return None
        self.parameters.value(name)
        return self._figure(dated)

    def _figure(self, dated: DatedValue) -> Figure:
        assert isinstance(dated.value, int | float)
        # A value of the user's own without a date is taken to be about the year that is compared.
        year = self.price_year if dated.valid_from == ONLY_OWN_VALUES else dated.valid_from.year
        factor = (1 + self.index) ** (self.price_year - year)
        return Figure(round(dated.value * 100), year, round(dated.value * 100 * factor), dated.label, dated.source)

    def series(self) -> Iterator[tuple[Parameter, Figure]]:
        """Every published figure of every year up to the day, in the order of the parameters."""
        assert self.parameters.as_of is not None
        for parameter in self.parameters.entries.values():
            if parameter.subject != "benchmark" or not parameter.unit.startswith("EUR per "):
                continue
            for dated in parameter.values:
                if dated.valid_from <= self.parameters.as_of:
                    yield parameter, self._figure(dated)


def measures() -> Iterator[tuple[str, str, str]]:
    """What is compared: category, basis, reference; the total per inhabitant also with municipalities of the same size."""
    for basis in BASES:
        for category in CATEGORIES:
            yield category, basis, EVERY
            if (category, basis) == (TOTAL, INHABITANT):
                yield category, basis, SIZE
