"""What leaving costs each participant by both accepted methods: a dot and a ring for the two readings of the path, a bar for the damage."""

from collections.abc import Iterator, Sequence
from typing import Any

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.completeness import ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import Value, formatted

OPENBAAR = Confidentiality.OPENBAAR
ROW, HEAD, NAME, START, END, SMALL = 24.0, 20.0, 128.0, 216.0, 446.0, 10.5
PLACES = {"contribution": 204.0, "path_second": 522.0, "path_first": 588.0, "damage_fixed": 652.0}
TWIN = ("organisation_name", "contribution", "path_first", "path_second", "damage_fixed", "damage", "separable")
MOST_ROWS = 26


def leaving_block(view: View, leaving: ResultTable) -> FigureBlock:
    """What would each participant pay when it left?"""
    rows = list(leaving.frame.iter_rows(named=True))
    key = "cost-sharing-leaving"
    values: dict[str, Value] = {
        "least": min(row["path_second"] for row in rows),
        "most": max(row["path_first"] for row in rows),
        "members": len(rows),
        "n": min(len(rows), MOST_ROWS),
    }
    figure = Figure(
        key, view.say("figures.leaving.short"), view.say("figures.leaving.description", **values), scene(view, rows[:MOST_ROWS])
    )
    caption = view.say("figures.leaving.caption")
    if len(rows) > MOST_ROWS:
        caption += " " + view.say("figures.cost-sharing.rows", n=MOST_ROWS, of=len(rows))
    twin = TableBlock(key, view.say("figures.leaving.table"), view.narrowed(leaving, leaving.frame.select(TWIN)), OPENBAAR)
    return FigureBlock(key, view.say("figures.leaving.title", **values), (figure,), twin, OPENBAAR, caption=caption)


def scene(view: View, rows: Sequence[dict[str, Any]]) -> Scene:
    """The whole picture; amounts left of nothing (a participant that gets money back) are drawn at nothing."""
    keys = (
        Key(view.say("figures.leaving.second"), dot="disc"),
        Key(view.say("figures.leaving.first"), dot="ring"),
        Key(view.say("figures.leaving.damage"), fill="share2"),
    )
    marks, top = legend(keys, 0, PORTRAIT_WIDTH)
    most = max([1, *(row[name] or 0 for row in rows for name in ("path_first", "damage_fixed"))])
    top += HEAD
    drawn: list[Mark] = [*marks, *_heads(view, top)]
    for i, row in enumerate(rows):
        drawn += _row(view, row, top + ROW * (i + 0.5), most)
    bottom = top + ROW * len(rows)
    drawn.append(Line(START, top, START, bottom, "ink", 0.9))
    return Scene(PORTRAIT_WIDTH, even(bottom + 6), (*drawn, ruled(PORTRAIT_WIDTH, bottom, strong=True)))


def _heads(view: View, top: float) -> Iterator[Mark]:
    for name, x in PLACES.items():
        said = view.say(f"figures.leaving.head-{name.replace('_', '-')}")
        yield Text(x, top - 6, said, SMALL, fill="muted", anchor="end")
    yield Text(4, top - 6, view.say("figures.leaving.unit"), SMALL, fill="muted")
    yield ruled(PORTRAIT_WIDTH, top)


def _row(view: View, row: dict[str, Any], y: float, most: int) -> Iterator[Mark]:
    yield Text(4, y + 4, str(row["organisation_name"]), 11.5, room=NAME)
    for name, x in PLACES.items():
        cents = row[name]
        said = formatted(cents, view.language) if cents is None else formatted(cents, view.language, "eur")[4:]
        yield Text(x, y + 4, said, 11, anchor="end")
    second, first, damage = (_place(row[name], most) for name in ("path_second", "path_first", "damage_fixed"))
    if row["damage_fixed"] is not None:
        yield Rect(START, y - 5, damage - START, 10, "share2", "edge", 0.5)
    yield Line(second, y, first, y, "gain", 2.2)
    yield Circle(second, y, 5, "share4")
    yield Circle(first, y, 4.4, "paper", "ink")
    yield ruled(PORTRAIT_WIDTH, y + ROW / 2)


def _place(cents: int | None, most: int) -> float:
    return START + (END - START) * max(0, cents or 0) / most
