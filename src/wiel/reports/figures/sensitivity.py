"""The second figure of `business_case`: how far each uncertain number moves the difference with doing nothing."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.business_case import INSTRUMENT, facts, signed_number
from wiel.reports.figures.completeness import ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.intervals import Axis, axis_for, ruler
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Scene, Text, even, wrapped
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import formatted

OPENBAAR = Confidentiality.OPENBAAR
ROW, HEAD, SIZE, SMALL = 43.0, 40.0, 11.0, 11.0
NAME, SCALE, SCALE_END, RANGE_END = 270.0, 292.0, 556.0, 652.0
MOST_ROWS = 10
TWIN = ("low", "middle", "high", "difference_low", "difference_middle", "difference_high", "width")


def sensitivity_block(view: View, tornado: ResultTable) -> FigureBlock | None:
    """Which numbers matter most for the best joint scenario? None where nothing moves the outcome."""
    rows = tornado.frame.filter(scenario=str(view.fact(INSTRUMENT, "best_scenario")))
    if rows.is_empty():
        return None
    shown = rows.head(MOST_ROWS)
    name = "description" if view.language == "nl" else "description_en"
    turning = rows.filter("turns")
    first = rows.row(0, named=True)
    values = facts(view) | {"name": _sentence(first[name]), "n": turning.height, "numbers": rows.height}
    values |= {
        "turning": [_sentence(text) for text in turning[name].to_list()[:2]],
        "low": _millions(view, first, "difference_low"),
    }
    values |= {"high": _millions(view, first, "difference_high")}
    variant = "turns" if turning.height else "stays"
    key = "figures.sensitivity"
    figure = Figure(
        "business-case-sensitivity", view.say(f"{key}.short"), view.say(f"{key}.description", **values), _scene(view, shown, name)
    )
    twin = TableBlock(
        "business-case-sensitivity", view.say(f"{key}.table"), view.narrowed(tornado, rows.select(name, *TWIN)), OPENBAAR,
        rows_on_page=25,
    )  # fmt: skip
    side = "dearer" if first["difference_middle"] > 0 else "cheaper"
    title, caption = view.say(f"{key}.title-{variant}-{side}", **values), view.say(f"{key}.caption", **values)
    return FigureBlock(
        "business-case-sensitivity", title, (figure,), twin, OPENBAAR, view.say(f"{key}.lead", **values), caption,
    )  # fmt: skip


def _sentence(text: str) -> str:
    """The first clause of a meaning without its full stop, to stand within a sentence."""
    return text.rstrip(".").split(";")[0]


def _millions(view: View, row: dict[str, Any], name: str) -> str:
    return signed_number(view, row[name] / 1e8, 1)


def _scene(view: View, shown: pl.DataFrame, name: str) -> Scene:
    ends = [value for column in ("difference_low", "difference_high", "difference_middle") for value in shown[column].to_list()]
    axis = axis_for(ends, SCALE, SCALE_END, 5)
    bottom = HEAD + ROW * shown.height
    marks: list[Mark] = list(_heads(view))
    decimals = 0 if axis.step >= 1e8 and axis.step % 1e8 == 0 else 1 if axis.step >= 1e7 else 2
    marks += ruler(axis, [signed_number(view, value / 1e8, decimals) for value in axis.ticks()], HEAD, bottom)
    for i, row in enumerate(shown.iter_rows(named=True)):
        y = HEAD + ROW * (i + 0.5)
        marks += _row(view, row, name, axis, y)
        marks.append(ruled(PORTRAIT_WIDTH, y + ROW / 2))
    return Scene(PORTRAIT_WIDTH, even(bottom + 4), tuple(marks))


def _heads(view: View) -> Iterator[Mark]:
    key = "figures.sensitivity"
    yield Text(6, HEAD - 5, view.say(f"{key}.number"), SMALL, fill="muted")
    yield Text((SCALE + SCALE_END) / 2, 12, view.say("figures.business-case.axis"), SMALL, fill="muted", anchor="middle")
    yield Text(RANGE_END, HEAD - 5, view.say(f"{key}.range"), SMALL, fill="muted", anchor="end")
    yield Line(0, HEAD, PORTRAIT_WIDTH, HEAD, "edge", 0.8)


def _row(view: View, row: dict[str, Any], name: str, axis: Axis, y: float) -> Iterator[Mark]:
    lines = wrapped(str(row[name]).rstrip("."), NAME, SIZE, 3)
    for i, line in enumerate(lines):
        yield Text(6, y + 4.2 + 13.0 * (i - (len(lines) - 1) / 2), line, SIZE, room=NAME + 8)
    low, middle, high = (axis.place(row[f"difference_{end}"]) for end in ("low", "middle", "high"))
    yield Line(min(low, middle, high), y, max(low, middle, high), y, "edge", 2.4)
    outcomes = sorted([(low, "difference_low"), (high, "difference_high")])
    for (x, column), anchor, room in zip(outcomes, ("end", "start"), (-9.0, 9.0), strict=True):
        yield Text(x + room, y + 3.8, _millions(view, row, column), 10.0, anchor=anchor)
    yield Circle(low, y, 4.6, "paper", "ink")
    yield Circle(high, y, 4.6, "share4", "ink", 1.0)
    ends = (formatted(row["low"], view.language, _form(row)), formatted(row["high"], view.language, _form(row)))
    yield Text(RANGE_END, y + 4.2, view.say("figures.sensitivity.between", low=ends[0], high=ends[1]), SMALL, anchor="end")


def _form(row: dict[str, Any]) -> str:
    """Shares and rates with two decimals, everything else as it is."""
    return "2" if max(abs(row["low"]), abs(row["high"])) < 5 else ""
