"""The figure of `benchmark`: per cost category one's own cost per inhabitant beside the published figure and the assumed band."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even, unknown_box
from wiel.reports.view import View
from wiel.texts.numbers import amount

OPENBAAR = Confidentiality.OPENBAAR
ROW, LABEL, SCALE, SCALE_END, ASIDE = 54.0, 8.0, 150.0, 560.0, 572.0
SMALL, MIDDLE = 10.5, 12.0
STEPS = (1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
MOST_TICKS = 8
TWIN = (
    "category", "members_known", "members_unknown", "together", "lowest", "highest", "published", "published_year", "published_indexed",
    "band_low", "band_high", "label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Axis:
    """From nothing to the largest amount, in cents, with round steps."""

    most: int
    step: int

    @classmethod
    def of(cls, amounts: Sequence[int]) -> "Axis":
        """An axis that holds these amounts.

        >>> Axis.of([9000, 14470])
        Axis(most=16000, step=2000)
        """
        largest = max([*amounts, STEPS[0]])
        step = next((step for step in STEPS if largest <= step * MOST_TICKS), largest)
        return cls(step * -(-largest // step), step)

    def x(self, cents: float) -> float:
        """Where an amount stands; a credit stands at nothing."""
        return SCALE + (SCALE_END - SCALE) * max(0.0, cents) / self.most


def peers_block(view: View, own: str | None = None) -> FigureBlock | None:
    """How do our costs stand beside those of others? With `own`, that member's disc stands in the place of the group; None without result."""
    spread, positions = view.table("benchmark", "distribution"), view.table("benchmark", "positions")
    if spread is None or positions is None:
        return None
    rows = spread.frame.filter(pl.col("basis") == "inwoner")
    dots = positions.frame.filter((pl.col("basis") == "inwoner") & (pl.col("reference") == "alle gemeenten"))
    result = view.result("benchmark")
    facts = dict(result.facts) if result else {}
    heading = view.say(str(facts.pop("headline")), **facts)
    key = "benchmark-peers" if own is None else f"benchmark-{own.rpartition(':')[2]}"
    description = view.say("figures.benchmark.description", **facts)
    figure = Figure(key, view.say("figures.benchmark.short"), description, _scene(view, rows, dots, own))
    table = view.narrowed(spread, rows.select(TWIN))
    twin = TableBlock(
        key, view.say("figures.benchmark.table"), table, OPENBAAR, formats={"category": "word", "published_year": "plain"}
    )
    caption = view.say("figures.benchmark.caption", **facts)
    return FigureBlock(
        key,
        heading,
        (figure,),
        twin,
        OPENBAAR,
        view.say(f"figures.benchmark.lead{'' if facts['members_known'] != facts['members'] else '-all'}", **facts),
        caption,
    )


def _scene(view: View, rows: pl.DataFrame, dots: pl.DataFrame, own: str | None) -> Scene:
    keys = (
        Key(view.say("figures.benchmark.own" if own else "figures.benchmark.together"), dot="disc"),
        Key(view.say("figures.benchmark.others" if own else "figures.benchmark.members"), dot="ring"),
        Key(view.say("figures.benchmark.band"), fill="panel2"),
        Key(view.say("figures.benchmark.published"), aside="|"),
        Key(view.say("figures.unknown"), hatched=True),
    )
    marks: list[Mark] = []
    drawn, top = legend(keys, 0, PORTRAIT_WIDTH)
    marks += drawn
    top += 20
    shown = [*rows["published_indexed"], *rows["band_high"], *dots["own_indexed"], *dots["own_least"]]
    axis = Axis.of([value for value in shown if value is not None])
    bottom = top + ROW * rows.height
    marks += _axis(view, axis, top, bottom)
    for i, row in enumerate(rows.iter_rows(named=True)):
        here = dots.filter(pl.col("category") == row["category"])
        marks += _row(view, row, here, own, axis, top + ROW * i)
    return Scene(PORTRAIT_WIDTH, even(bottom + 6), tuple(marks))


def _axis(view: View, axis: Axis, top: float, bottom: float) -> Iterator[Mark]:
    yield Text(LABEL, top - 6, view.say("figures.benchmark.unit"), SMALL, "muted")
    yield Line(0, top, PORTRAIT_WIDTH, top, "edge", 0.8)
    for cents in range(0, axis.most + 1, axis.step):
        yield Line(axis.x(cents), top, axis.x(cents), bottom, "line", 0.7, dashed=cents > 0)
        yield Text(axis.x(cents), top - 6, str(cents // 100), SMALL, "muted", "middle")


def _row(view: View, row: dict[str, Any], dots: pl.DataFrame, own: str | None, axis: Axis, top: float) -> Iterator[Mark]:
    y = top + 30
    name = view.say(f"reports.word.{row['category']}")
    yield Text(LABEL, y - 2, name[:1].upper() + name[1:], MIDDLE, bold=True)
    year = (
        ""
        if row["published_year"] is None
        else view.say("figures.benchmark.year", year=str(row["published_year"]), label=row["label"])
    )
    yield Text(LABEL, y + 12, year, SMALL, "muted", room=SCALE - LABEL - 4)
    if row["band_low"] is not None:
        left, right = axis.x(row["band_low"]), axis.x(row["band_high"])
        yield Rect(left, y - 11, right - left, 22, "panel2", "edge", 0.9, dashed=True)
    mine = dots.filter(pl.col("organisation") == own)["own_indexed"].to_list() if own else [row["together"]]
    value = mine[0] if mine else None
    if value is None and row["members_known"] == 0:
        yield from unknown_box(SCALE + 1, y - 9, SCALE_END - SCALE - 2, 18, view.say("figures.unknown"))
    yield from _published(view, row, value, axis, y)
    for cents in dots["own_indexed"].drop_nulls().sort():
        yield Circle(axis.x(cents), y, 3.8, "paper", "ink", 1.2)
    if value is not None:
        yield Circle(axis.x(value), y, 6, "share4", "paper", 1)
        yield Text(_kept(axis.x(value)), y - 14, amount(value, view.language), SMALL + 0.5, anchor="middle", bold=True)
    yield from _unknown(view, row, y)
    yield Line(0, top + ROW, PORTRAIT_WIDTH, top + ROW, "line", 0.7)


def _published(view: View, row: dict[str, Any], value: int | None, axis: Axis, y: float) -> Iterator[Mark]:
    """The tick of the published figure with its number, below the line when the own number stands close above."""
    if row["published_indexed"] is None:
        return
    x = axis.x(row["published_indexed"])
    close = value is not None and abs(axis.x(value) - x) < 60
    yield Line(x, y - 11, x, y + 11, "ink", 2.4)
    yield Text(_kept(x), y + 21 if close else y - 14, amount(row["published_indexed"], view.language), SMALL, "muted", "middle")


def _kept(x: float) -> float:
    """A place for a number that does not run into the column beside the scale."""
    return min(max(x, SCALE + 22), SCALE_END - 14)


def _unknown(view: View, row: dict[str, Any], y: float) -> Iterator[Mark]:
    """How many members do not count, hatched."""
    if row["members_unknown"]:
        members = row["members_known"] + row["members_unknown"]
        yield Rect(ASIDE, y - 7, 14, 12, stroke="hatch", stroke_width=0.8, hatched=True)
        part = view.say("figures.of", part=str(row["members_unknown"]), whole=str(members))
        yield Text(ASIDE + 19, y + 3, part, SMALL, room=PORTRAIT_WIDTH - ASIDE - 20)
