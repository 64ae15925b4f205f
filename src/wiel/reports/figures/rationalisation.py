"""The figure of `rationalisation`: per function the applications before and after, who moves where, and what a year costs less."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import amount, formatted

OPENBAAR = Confidentiality.OPENBAAR
ROW, HEAD, LABEL, MOST_ROWS, EACH_END = 36.0, 40.0, 232.0, 18, 9
BEFORE, AFTER = 282.0, 404.0
ZERO, BAR_END, BAR_LEFT = 500.0, 588.0, 456.0
COLUMN, DOT, TIGHT, THIN = 27.0, 4.2, 0.46, 0.8  # height of a column of dots; radius at most, and as a part of the distance
FOOT = 21.0
TWIN = (
    "domain",
    "component_name",
    "members",
    "applications_today",
    "applications_target",
    "products_today",
    "products_target",
    "changes",
    "saving_year",
)
Row = Mapping[str, Any]


def before_and_after_block(view: View, functions: ResultTable, moves: ResultTable | None) -> FigureBlock:
    """What becomes of the applications for each function; the functions with the largest saving and the largest loss first and last."""
    result = view.result("rationalisation")
    facts = dict(result.facts) if result is not None else {}
    ordered = functions.frame.sort("saving_year", descending=True, maintain_order=True)
    shown = ordered if ordered.height <= MOST_ROWS else pl.concat([ordered.head(EACH_END), ordered.tail(EACH_END)])
    scene = _scene(view, shown, moves, facts, shown.height < ordered.height)
    description = view.say("figures.rationalisation.description", **facts)
    figure = Figure("rationalisation", view.say("figures.rationalisation.short"), description, scene)
    twin = TableBlock(
        "rationalisation-functions", view.say("figures.rationalisation.table"), view.narrowed(functions, ordered.select(TWIN)), OPENBAAR,
        shown=TWIN[1:], rows_on_page=MOST_ROWS,
    )  # fmt: skip
    caption = view.say("figures.rationalisation.caption")
    if shown.height < ordered.height:
        caption = f"{caption} {view.say('figures.rationalisation.cut', ends=EACH_END, n=ordered.height)}"
    title = view.say(str(facts["headline"]), **facts)
    return FigureBlock("rationalisation", title, (figure,), twin, OPENBAAR, caption=caption)


def _scene(view: View, shown: pl.DataFrame, moves: ResultTable | None, facts: Mapping[str, Any], cut: bool) -> Scene:
    keys = (
        Key(view.say("figures.rationalisation.key-application"), dot="filled"),
        Key(view.say("figures.rationalisation.key-moves"), fill="gain", swatch=14.0),
        Key(view.say("figures.rationalisation.key-stays"), fill="edge", swatch=14.0),
    )
    head, top = legend(keys, 0.0, PORTRAIT_WIDTH)
    marks: list[Mark] = [*head, *_heads(view, top)]
    y = top + HEAD
    widest = max((abs(value) for value in shown["saving_year"].to_list()), default=0) or 1
    gone = _moves(moves)
    for place, row in enumerate(shown.iter_rows(named=True)):
        if cut and place == EACH_END:
            marks.append(Line(0, y, PORTRAIT_WIDTH, y, "edge", 1.0, dashed=True))
        marks += _row(view, row, gone.get(row["component"], []), y, widest)
        y += ROW
    foot = list(_foot(view, facts, y + 8.0))
    return Scene(PORTRAIT_WIDTH, even(y + 8.0 + FOOT * 3 + 4.0), (*marks, *foot))


def _heads(view: View, top: float) -> Iterator[Mark]:
    words = (("today", BEFORE), ("target", AFTER), ("saving", (BAR_LEFT + PORTRAIT_WIDTH) / 2))
    for name, x in words:
        first, _, second = view.say(f"figures.rationalisation.head-{name}").partition("\n")
        yield Text(x, top + 12.0, first, 11.0, "muted", "middle")
        if second:
            yield Text(x, top + 25.0, second, 11.0, "muted", "middle")
    yield Line(0, top + HEAD - 4.0, PORTRAIT_WIDTH, top + HEAD - 4.0)


def _moves(moves: ResultTable | None) -> dict[str, list[Row]]:
    """The moves per function."""
    found: dict[str, list[Row]] = {}
    for row in moves.frame.iter_rows(named=True) if moves is not None else ():
        found.setdefault(row["component"], []).append(row)
    return found


def _row(view: View, row: Row, moves: list[Row], y: float, widest: int) -> Iterator[Mark]:
    """One function: its name, the dots with the lines between them, and the bar."""
    middle = y + ROW / 2
    before, after = row["applications_today"], row["applications_target"]
    yield Text(0, middle + 4.0, row["component_name"], 11.5, room=LABEL)
    for move in moves:
        left, right = _height(move["from_place"], before, middle), _height(move["to_place"], after, middle)
        for member in range(move["members"]):
            # Members that go the same way lie beside one another, so that each can be seen.
            shift = (member - (move["members"] - 1) / 2) * 1.4
            yield Line(BEFORE, left + shift, AFTER, right + shift, "edge" if move["stays"] else "gain", THIN)
    yield from _dots(before, BEFORE, middle, "muted")
    yield from _dots(after, AFTER, middle, "share4")
    yield Text(BEFORE - 12.0, middle + 4.0, formatted(before, view.language), 11.5, "muted", "end")
    yield Text(AFTER + 12.0, middle + 4.0, formatted(after, view.language), 11.5, bold=True)
    yield from _bar(view, row["saving_year"], middle, widest)
    yield Line(0, y + ROW, PORTRAIT_WIDTH, y + ROW, width=0.5)


def _height(place: int, count: int, middle: float) -> float:
    """How high the dot of an application stands in its column."""
    return middle if count < 2 else middle - COLUMN / 2 + (place - 1) * _distance(count)


def _distance(count: int) -> float:
    return COLUMN / max(count - 1, 1)


def _dots(count: int, x: float, middle: float, fill: str) -> Iterator[Mark]:
    radius = min(DOT, TIGHT * _distance(count)) if count > 1 else DOT
    for place in range(1, count + 1):
        yield Circle(x, _height(place, count, middle), radius, fill)


def _bar(view: View, cents: int, middle: float, widest: int) -> Iterator[Mark]:
    length = (BAR_END - ZERO) * abs(cents) / widest
    said = amount(cents, view.language).removeprefix("EUR\u00a0")
    yield Line(ZERO, middle - ROW / 2, ZERO, middle + ROW / 2, "edge")
    if cents >= 0:
        yield Rect(ZERO, middle - 6.0, length, 12.0, "gain")
        yield Text(PORTRAIT_WIDTH, middle + 4.0, said, 11.0, anchor="end")
    else:
        yield Rect(ZERO - min(length, ZERO - BAR_LEFT), middle - 6.0, min(length, ZERO - BAR_LEFT), 12.0, "loss")
        yield Text(PORTRAIT_WIDTH, middle + 4.0, said, 11.0, "loss-ink", "end")


def _foot(view: View, facts: Mapping[str, Any], y: float) -> Iterator[Mark]:
    """Cost found, what is proven about it, and the alternatives."""
    proven = formatted(facts["gap"], view.language, "share") == formatted(0.0, view.language, "share")
    for place, name in enumerate(("cost", "proven" if proven else "bound", "alternatives")):
        yield Text(
            0,
            y + 14.0 + place * FOOT,
            view.say(f"figures.rationalisation.foot-{name}", **facts, n=facts["alternatives"]),
            11.5,
            bold=place == 0,
        )
