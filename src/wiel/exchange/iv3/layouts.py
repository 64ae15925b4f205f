"""Which lists of Iv3 there are, by their headers, and what each column is called in the table that is made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wiel.exchange.headers import plain
from wiel.schema import Column, Kind, Meaning

LARGEST_THOUSANDS = 1_000_000_000.0
LARGEST_TOWN = 20_000_000
CODE, YEAR, REPORT = "code", "year", "report"


@dataclass(frozen=True, slots=True)
class Layout:
    """One list: its name and header → column. The columns of the key must be filled; the others may be unknown."""

    name: str
    headers: Mapping[str, str]
    key: tuple[str, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The columns that are no key."""
        return tuple(column for column in self.headers.values() if column not in self.key)


_REPORT_KEY = {"jaar": YEAR, "verslagsoort": REPORT, "gm_code": CODE}
OVERHEAD = Layout("overhead", _REPORT_KEY | {"lasten_taakveld_0.4_duizend_euro": "overhead"}, (YEAR, REPORT, CODE))
TOTALS = Layout("totals", _REPORT_KEY | {"inwoners": "inhabitants", "lasten": "total"}, (YEAR, REPORT, CODE))
INHABITANTS = Layout("inhabitants", {"gemeente": CODE, "jaar": YEAR, "aantal_inwoners": "inhabitants"}, (YEAR, CODE))
LAYOUTS = (OVERHEAD, TOTALS, INHABITANTS)


def _column(name: str, kind: Kind, dtype: pl.DataType, least: float | None = None, most: float | None = None) -> Column:
    return Column(name, kind, Meaning(name, name), dtype, required=False, in_key=False, least=least, most=most)


COLUMNS = {
    YEAR: _column(YEAR, Kind.COUNT, pl.Int64(), 2000, 2100),
    REPORT: _column(REPORT, Kind.TEXT, pl.String()),
    CODE: _column(CODE, Kind.TEXT, pl.String()),
    "inhabitants": _column("inhabitants", Kind.COUNT, pl.Int64(), 1, LARGEST_TOWN),
    "overhead": _column("overhead", Kind.DECIMAL, pl.Float64(), -LARGEST_THOUSANDS, LARGEST_THOUSANDS),
    "total": _column("total", Kind.DECIMAL, pl.Float64(), -LARGEST_THOUSANDS, LARGEST_THOUSANDS),
}


def layout_of(headers: Sequence[str]) -> Layout | None:
    """The list that has these headers, capitals and blanks aside, or None.

    >>> layout_of(["Jaar", "verslagsoort", "gm_code", "lasten_taakveld_0.4_duizend_euro"]).name, layout_of(["jaar", "code", "titel"])
    ('overhead', None)
    """
    there = {plain(header) for header in headers}
    return next((layout for layout in LAYOUTS if {plain(header) for header in layout.headers} <= there), None)
