"""Which rows of a result table are asked for in an address, and the rows that answer it, as people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
from django.http import QueryDict

from wiel.quantities import Confidentiality
from wiel.reports.cells import PageCell, cell, header, sheet_value
from wiel.results import ResultTable
from wiel.texts import formatted, keys, say
from wiel_web.frame.context import language
from wiel_web.landscapes.choosing import LONGEST, PREFIX, UNKNOWN, Wish

# Words of which there are more are searched for, not chosen from a list.
MOST_CHOICES = 25
WORDS = (pl.String, pl.Enum, pl.Categorical)
# Codes whose words stand in the chapters of the dossier.
SPOKEN = {
    ("rationalisation", "classification"): "chapters.plan.class",
    ("rationalisation", "time"): "chapters.plan.time",
    ("rationalisation", "part"): "chapters.plan.part",
    ("cost_sharing", "key"): "cost_sharing.key",
}
NOT_KNOWN = "onbekend"


@dataclass(frozen=True)
class Rows:
    """A table of a result, as far as somebody may see it."""

    instrument: str
    table: ResultTable

    @cached_property
    def columns(self) -> list[str]:
        """What is shown: names instead of the keys beside them, and of what is told in two languages that of the page."""
        every = list(self.table.columns)
        other = [name for name in every if _other_language(name, every)]
        return [name for name in every if name not in other and f"{name}_name" not in every and f"{name}_names" not in every]

    @property
    def level(self) -> Confidentiality:
        """The highest class of what is shown."""
        return max(self.table.visibility, *(self.table.columns[name].visibility for name in self.columns))

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """Columns of which a value is chosen from a list, with those values."""
        found = {}
        for name in self.columns:
            series = self.table.frame[name]
            if series.dtype == pl.Boolean or series.dtype in WORDS:
                values = [str(value) for value in series.drop_nulls().cast(pl.String).unique().sort().to_list()]
                if 1 < len(values) <= MOST_CHOICES:
                    found[name] = values
        return found

    def head(self, name: str) -> str:
        """The head of a column."""
        return header(self.table.columns[name], language())

    def is_number(self, name: str) -> bool:
        """Whether the column stands to the right."""
        dtype = self.table.frame[name].dtype
        return dtype.is_numeric() or dtype == pl.Date

    def word(self, name: str, value: Any) -> Any:
        """A code as people say it; any other value as it is."""
        if not isinstance(value, str):
            return value
        for key in (f"{SPOKEN.get((self.instrument, name), '')}.{value}", f"reports.word.{value}", value if "." in value else ""):
            if key in keys(language()):
                return say(key, language())
        return value

    def cell(self, name: str, value: Any) -> PageCell:
        """One cell as it stands on a page; what is a word for unknown is hatched too."""
        found = cell(self.word(name, value), self.table.columns[name], self._form(name), language())
        return PageCell(found.text, unknown=True) if value == NOT_KNOWN else found

    def lines(self, frame: pl.DataFrame) -> list[list[tuple[PageCell, bool]]]:
        """Rows for a page: each cell, and whether it is a number."""
        numbers = [self.is_number(name) for name in self.columns]
        shown = frame.select(self.columns).iter_rows()
        return [[(self.cell(n, v), is_number) for n, v, is_number in zip(self.columns, row, numbers, strict=True)] for row in shown]

    def values(self, frame: pl.DataFrame) -> list[list[Any]]:
        """Rows for a file: numbers and dates stay what they are."""
        shown = frame.select(self.columns).iter_rows()
        return [
            [sheet_value(self.word(n, v), self.table.columns[n], "", language()) for n, v in zip(self.columns, row, strict=True)]
            for row in shown
        ]

    def _form(self, name: str) -> str:
        """Years have no thousands mark, shares and chances are percentages."""
        dtype, unit = self.table.frame[name].dtype, self.table.columns[name].unit
        if dtype.is_integer() and not unit and (name in ("year", "row") or name.endswith("_year")):
            return "plain"
        return "share" if dtype.is_float() and not unit and ("share" in name or "probability" in name) else ""


def _other_language(name: str, every: Sequence[str]) -> bool:
    if language() == "nl":
        return name.endswith("_en") and name.removesuffix("_en") in every
    return f"{name}_en" in every


def wish_of(rows: Rows, data: QueryDict) -> Wish:
    """The wish in an address; what the table does not have is left out."""
    given = {name: data.get(PREFIX + name, "") for name in rows.choices}
    sort, unknown = data.get("op", ""), data.get("onbekend", "")
    return Wish(
        search=data.get("zoek", "").strip()[:LONGEST].replace("\0", ""),
        unknown=unknown if unknown in rows.columns else "",
        values={name: value for name, value in given.items() if value == UNKNOWN or value in rows.choices[name]},
        sort=sort if sort in rows.columns else "",
        down=data.get("af") == "1",
    )


def answer(rows: Rows, wish: Wish) -> pl.DataFrame:
    """The rows that answer a wish, in its order; unknown comes last in both directions."""
    frame = rows.table.frame
    for name, value in _wanted(wish).items():
        text = frame[name].cast(pl.String, strict=False) if frame[name].dtype != pl.List else frame[name]
        frame = frame.filter(_unknown(frame[name]) if value == UNKNOWN else text == value)
    if wish.search:
        frame = frame.filter(pl.any_horizontal([_has(rows, frame, name, wish.search.lower()) for name in rows.columns]))
    if not wish.sort:
        return frame
    order = _order(rows, frame[wish.sort])
    return frame.with_columns(order.alias("\0")).sort("\0", descending=wish.down, nulls_last=True, maintain_order=True).drop("\0")


def unknown_in(frame: pl.DataFrame, name: str) -> int:
    """In how many rows a column is unknown."""
    return int(_unknown(frame[name]).sum())


def _wanted(wish: Wish) -> Mapping[str, str]:
    return dict(wish.values) | ({wish.unknown: UNKNOWN} if wish.unknown else {})


def _unknown(values: pl.Series) -> pl.Series:
    return values.is_null() | (values.cast(pl.String) == NOT_KNOWN).fill_null(False) if values.dtype in WORDS else values.is_null()


def _has(rows: Rows, frame: pl.DataFrame, name: str, text: str) -> pl.Series:
    """Where a word of the column, as it is read on the page, holds a text."""
    if not (frame[name].dtype in WORDS or frame[name].dtype == pl.List):
        return pl.Series([False] * frame.height, dtype=pl.Boolean)
    return pl.Series([text in formatted(rows.word(name, value), language()).lower() for value in frame[name]], dtype=pl.Boolean)


def _order(rows: Rows, values: pl.Series) -> pl.Series:
    """By what is read on the page, capitals or not; a word for unknown counts as unknown."""
    if values.dtype in WORDS:
        said = [None if value in (None, NOT_KNOWN) else str(rows.word(values.name, value)).lower() for value in values]
        return pl.Series(said, dtype=pl.String)
    return values.list.join(", ").str.to_lowercase() if values.dtype == pl.List(pl.String) else values
