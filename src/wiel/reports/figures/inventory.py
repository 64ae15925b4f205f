"""The figure of `inventory`: per kind of data how long ago it was checked and how complete it is."""

from collections.abc import Iterator

import polars as pl

from wiel.landscape import TABLES
from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures import freshness
from wiel.reports.figures.completeness import SMALL, Filled, bar, numbered_row, ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import SMALL_SWATCH, Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Line, Mark, Rect, Scene, Text, even
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts.numbers import formatted

OPENBAAR = Confidentiality.OPENBAAR
ROW, COUNT_END, FRESH, FRESH_END, BAR_START, BAR_WIDTH = 24.0, 214.0, 240.0, 388.0, 412.0, 180.0
MOST_ROWS = 30


def completeness_block(view: View, completeness: ResultTable) -> FigureBlock | None:
    """How complete is each kind of data? None where no cell was asked for."""
    kinds = per_kind(view, completeness)
    filled = kinds.filter(pl.col("cells") > 0)
    if filled.is_empty():
        return None
    worst = filled.sort("share_known", -pl.col("cells"), maintain_order=True).row(0, named=True)
    absent = kinds.filter(pl.col("cells") == 0)["table_name"].to_list()
    drawn = (filled if kinds.height > MOST_ROWS else kinds).head(MOST_ROWS)
    values = {"name": worst["table_name"], "known": worst["known"], "cells": worst["cells"], "n": len(absent)}
    confirmed = freshness.months_per_kind(view) is not None
    figure = Figure(
        "inventory-completeness",
        view.say("figures.inventory.short"),
        f"{view.say('figures.inventory.description', **values, kinds=filled.height)} {_about_freshness(view, confirmed)}",
        _scene(view, drawn),
    )
    lead = view.say("figures.inventory.lead-absent", n=len(absent), names=absent) if absent else ""
    title = view.say(
        "figures.inventory.title", **values, share=Filled(worst["known"], worst["cells"] - worst["known"]).percentage("")
    )
    return FigureBlock(
        "inventory-completeness", title, (figure,), _twin(view, kinds, completeness), OPENBAAR, lead, _caption(view, confirmed),
    )  # fmt: skip


def _about_freshness(view: View, confirmed: bool) -> str:
    """What is said about the dots to whoever cannot see them."""
    return view.say("figures.inventory.fresh-description" if confirmed else "figures.inventory.not-confirmed")


def _caption(view: View, confirmed: bool) -> str:
    """What is counted, and what the dots mean where there are any."""
    counted = view.say("figures.inventory.caption")
    return f"{counted} {view.say('figures.inventory.fresh-caption')}" if confirmed else counted


def per_kind(view: View, completeness: ResultTable) -> pl.DataFrame:
    """Cells known, unknown (without the invalid ones) and invalid per table, gathered over its columns."""
    names = {name: view.table_name(name) for name in TABLES}
    return (
        completeness.frame.with_columns(pl.col("table").replace(names).alias("table_name"))
        .group_by("table", "table_name", maintain_order=True)
        .agg(pl.col("rows").max(), pl.col("rows").sum().alias("cells"), pl.col("known", "invalid").sum())
        .with_columns(unknown=pl.col("cells") - pl.col("known") - pl.col("invalid"))
        .with_columns(share_known=pl.when(pl.col("cells") > 0).then(pl.col("known") / pl.col("cells")))
    )


def _twin(view: View, kinds: pl.DataFrame, completeness: ResultTable) -> TableBlock:
    counted = Meaning("aantal cellen", "number of cells", visibility=OPENBAAR)
    columns = {name: completeness.columns[name] for name in ("table_name", "rows")}
    columns |= {"cells": counted} | {name: completeness.columns[name] for name in ("known", "unknown", "invalid", "share_known")}
    table = ResultTable("completeness-per-table", kinds.select(list(columns)), columns, OPENBAAR)
    formats = {"share_known": "share"}
    return TableBlock("inventory-completeness", view.say("figures.inventory.table"), table, OPENBAAR, formats=formats)


def _scene(view: View, kinds: pl.DataFrame) -> Scene:
    keys = (
        Key(view.say("figures.inventory.known"), fill="share4", swatch=SMALL_SWATCH),
        Key(view.say("figures.unknown"), hatched=True, swatch=SMALL_SWATCH),
        Key(view.say("figures.inventory.invalid"), fill="loss", swatch=SMALL_SWATCH),
    )
    swatches, top = legend(keys, 18, PORTRAIT_WIDTH - BAR_START, BAR_START)
    marks: list[Mark] = [*swatches, *_heads(view, top)]
    bottom = top + 8 + ROW * kinds.height
    for i, kind in enumerate(kinds.iter_rows(named=True)):
        y = top + 8 + ROW * (i + 0.5)
        filled = Filled(kind["known"], kind["unknown"], kind["invalid"])
        rows = formatted(kind["rows"], view.language) if filled.cells else "?"
        marks += numbered_row(kind["table_name"], ((COUNT_END, rows),), y)
        marks += bar(filled, BAR_START, y, BAR_WIDTH, view.say("figures.inventory.not-delivered"))
        marks.append(Text(PORTRAIT_WIDTH - 2, y + 4.2, filled.percentage(view.say("figures.unknown")), 12, anchor="end"))
        marks.append(ruled(PORTRAIT_WIDTH, y + ROW / 2))
    marks += _confirmed(view, kinds, top, bottom)
    return Scene(PORTRAIT_WIDTH, even(bottom + 4), tuple(marks))


def _heads(view: View, y: float) -> Iterator[Mark]:
    yield Text(6, y - 4, view.say("figures.inventory.kind"), SMALL, fill="muted")
    yield Text(COUNT_END, y - 4, view.say("figures.inventory.rows"), SMALL, fill="muted", anchor="end")
    yield Text(FRESH, 12, view.say("figures.inventory.freshness"), 12, bold=True)
    yield Text(BAR_START, 12, view.say("figures.inventory.filled"), 12, bold=True)
    yield Line(0, y + 8, PORTRAIT_WIDTH, y + 8, "edge", 0.8)


def _confirmed(view: View, kinds: pl.DataFrame, top: float, bottom: float) -> Iterator[Mark]:
    """Dots of the last confirmations, or an empty box as long as there are none."""
    known = freshness.months_per_kind(view)
    if known is None:
        yield from _freshness(view, top + 12, bottom - 4)
        return
    months, limit = known
    yield from freshness.frame(FRESH, FRESH_END, top + 8, bottom, months, limit)
    for i, name in enumerate(kinds["table"]):
        y = top + 8 + ROW * (i + 0.5)
        yield from freshness.dots(FRESH, FRESH_END, y, months.get(name, ()), months, limit, view.say("figures.inventory.never"))


def _freshness(view: View, top: float, bottom: float) -> Iterator[Mark]:
    """The place of the dots, empty and dashed as long as nobody has confirmed any data."""
    yield Rect(FRESH, top, FRESH_END - FRESH, bottom - top, "paper", "edge", 1, dashed=True)
    lines = [("figures.not-computed", True), ("figures.inventory.nobody", False), ("figures.inventory.confirmed", False)]
    middle, centre = (top + bottom) / 2 - 8, (FRESH + FRESH_END) / 2
    for i, (key, bold) in enumerate(lines):
        yield Text(centre, middle + 16 * i, view.say(key), 12 if bold else SMALL, "ink" if bold else "muted", "middle", bold)
