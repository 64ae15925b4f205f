"""The second figure of `overlap`: per function the largest group that uses the same product, as a range over what is unknown."""

from collections.abc import Iterator

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import Key, legend
from wiel.reports.figures.overlap import largest_group
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import Value

OPENBAAR = Confidentiality.OPENBAAR
ROW, LABEL, SCALE, SCALE_END, MOST_ROWS, EACH_END = 21.0, 236.0, 256.0, 560.0, 26, 12
LEAST_MEMBERS = 3  # with fewer a function says nothing about how far choices differ
SHARE = pl.when(pl.col("members_having_most") > 0).then(pl.col("group_least") / pl.col("members_having_most"))
TWIN = (
    "domain",
    "component_name",
    "products",
    "group_least",
    "group_most",
    "members_having_most",
    "members_unknown",
    "members_absent",
)


def largest_group_block(view: View, components: ResultTable) -> FigureBlock:
    """For which functions do most members already use the same product? Functions from much to little in common."""
    ordered = components.frame.sort(SHARE, "members_having_most", descending=True, nulls_last=True, maintain_order=True)
    shown = ordered if ordered.height <= MOST_ROWS else pl.concat([ordered.head(EACH_END), ordered.tail(EACH_END)])
    values = _ends(ordered)
    variant = "" if "most" in values else "-few"
    figure = Figure(
        "overlap-largest-group", view.say("figures.largest-group.short"),
        view.say(f"figures.largest-group.description{variant}", **values), _scene(view, shown, shown.height < ordered.height),
    )  # fmt: skip
    table = view.narrowed(components, ordered.select(TWIN))
    twin = TableBlock("overlap-largest-group", view.say("figures.largest-group.table"), table, OPENBAAR)
    caption = view.say("figures.largest-group.caption")
    if shown.height < ordered.height:
        caption = f"{caption} {view.say('figures.largest-group.cut', **values)}"
    return FigureBlock(
        "overlap-largest-group", view.say(f"figures.largest-group.title{variant}", **values), (figure,), twin, OPENBAAR, caption=caption,
    )  # fmt: skip


def _ends(ordered: pl.DataFrame) -> dict[str, Value]:
    """The examples of much and little in common, with their numbers; none where too few members have a function for a comparison."""
    counted: dict[str, Value] = {"n": ordered.height, "ends": EACH_END}
    compared = ordered.filter(pl.col("members_having_most") >= LEAST_MEMBERS)
    if compared.height < 2:
        return counted
    least = compared.sort(SHARE, -pl.col("members_having_most"), maintain_order=True).row(0, named=True)
    most = compared.row(0, named=True)
    return counted | {
        "most": most["component_name"], "part": most["group_least"], "whole": most["members_having_most"],
        "least": least["component_name"], "fewest": least["group_least"], "rest": least["members_having_most"],
    }  # fmt: skip


def _scene(view: View, shown: pl.DataFrame, cut: bool) -> Scene:
    members = len(view.study.members)
    keys = (Key(view.say("figures.largest-group.certain"), dot="disc"), Key(view.say("figures.largest-group.possible"), dot="ring"))
    marks, top = legend(keys, 0, PORTRAIT_WIDTH)
    drawn: list[Mark] = list(marks)
    top += 16
    bottom = top + ROW * shown.height
    drawn += _axis(members, top, bottom)
    drawn.append(Text(LABEL, top - 5, view.say("figures.largest-group.function"), 11, fill="muted", anchor="end"))
    drawn.append(Text(PORTRAIT_WIDTH - 2, top - 5, view.say("figures.largest-group.size"), 11, fill="muted", anchor="end"))
    for i, row in enumerate(shown.iter_rows(named=True)):
        drawn += _row(view, row, members, top + ROW * (i + 0.5))
    if cut:
        drawn.append(Line(0, top + ROW * EACH_END, PORTRAIT_WIDTH, top + ROW * EACH_END, "ink", 1.3, dashed=True))
    return Scene(PORTRAIT_WIDTH, even(bottom + 4), tuple(drawn))


def _place(count: float, members: int) -> float:
    return SCALE + (SCALE_END - SCALE) * count / members


def _axis(members: int, top: float, bottom: float) -> Iterator[Mark]:
    step = max(1, round(members / 5))
    yield Line(0, top, PORTRAIT_WIDTH, top, "edge", 0.8)
    for count in range(0, members + 1, step):
        yield Line(_place(count, members), top, _place(count, members), bottom, "edge", 0.6, dashed=count > 0)
        yield Text(_place(count, members), top - 5, str(count), 10.5, fill="muted", anchor="middle")


def _row(view: View, row: dict[str, int], members: int, y: float) -> Iterator[Mark]:
    least, most = _place(row["group_least"], members), _place(row["group_most"], members)
    yield Text(LABEL, y + 4.2, str(row["component_name"]), 12, anchor="end", room=LABEL)
    yield Line(SCALE, y, least, y, "gain", 2.2)
    if most > least:
        yield Rect(least, y - 4, most - least, 8, stroke="hatch", stroke_width=0.8, hatched=True)
        yield Circle(most, y, 4.4, "paper", "ink")
    yield Circle(least, y, 5, "share4")
    yield Text(PORTRAIT_WIDTH - 2, y + 4.2, largest_group(view, row), 12, anchor="end")
    yield Line(0, y + ROW / 2, PORTRAIT_WIDTH, y + ROW / 2, "line", 0.7)
