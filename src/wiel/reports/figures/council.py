"""The figure on the page for one council: what is known of each member, own row tinted."""

from collections.abc import Iterator

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.completeness import SMALL, Filled, bar, numbered_row, ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import SMALL_SWATCH, Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Mark, Rect, Scene, Text, even
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts.numbers import formatted

OPENBAAR = Confidentiality.OPENBAAR
MOST_HEIGHT, MOST_ROWS, ROOM, BAR_START, BAR_WIDTH = 25.0, 20, 300.0, 448.0, 158.0
PLACES = {"inhabitants": 222.0, "applications_held": 292.0, "uses": 352.0, "shared_uses": 418.0}


def members_frame(view: View) -> pl.DataFrame:
    """Per member the counts of the inventory and how many asked cells are known and unknown."""
    counts, filled = view.table("inventory", "counts"), view.table("inventory", "by_member")
    frame = view.members.select(pl.col("id").alias("organisation"), "name", "inhabitants")
    if counts is not None:
        names = [name for name in PLACES if name in counts.columns and name != "inhabitants"]
        frame = frame.join(counts.frame.select("organisation", *names), on="organisation", how="left", maintain_order="left")
    if filled is not None:
        known = filled.frame.group_by("organisation").agg(pl.col("known", "unknown").sum())
        frame = frame.join(known, on="organisation", how="left", maintain_order="left")
    absent = [pl.lit(None, dtype=pl.Int64).alias(n) for n in (*PLACES, "known", "unknown") if n not in frame.columns]
    return frame.with_columns(absent).with_columns(pl.col("known", "unknown").fill_null(0))


def council_block(view: View, frame: pl.DataFrame, own: str) -> FigureBlock:
    """What is known of each member, for the council of `own`."""
    row = frame.row(by_predicate=pl.col("organisation") == own, named=True)
    mine = Filled(row["known"], row["unknown"])
    everyone = Filled(int(frame["known"].sum()), int(frame["unknown"].sum()))
    nothing = view.say("figures.unknown")
    values = {"name": row["name"], "share": mine.percentage(nothing), "all": everyone.percentage(nothing), "n": frame.height}
    key = f"council-{own.rpartition(':')[2]}"
    scene = _scene(view, frame, own)
    figure = Figure(key, view.say("figures.council.short", **values), view.say("figures.council.description", **values), scene)
    title = view.say("figures.council.title" if mine.cells else "figures.council.title-unknown", **values)
    return FigureBlock(key, title, (figure,), _twin(view, frame, key), OPENBAAR, caption=view.say("figures.council.caption"))


def _twin(view: View, frame: pl.DataFrame, key: str) -> TableBlock:
    heads = {name: view.say(f"figures.council.{name.replace('_', '-')}") for name in ("name", *PLACES, "known", "unknown")}
    columns = {name: Meaning(head, head, visibility=OPENBAAR) for name, head in heads.items()}
    table = ResultTable("council", frame.select(list(columns)), columns, OPENBAAR)
    return TableBlock(key, view.say("figures.council.table"), table, OPENBAAR)


def _scene(view: View, frame: pl.DataFrame, own: str) -> Scene:
    top = 46.0
    marks: list[Mark] = list(_heads(view, top))
    shown = _shown(frame, own)
    height = min(MOST_HEIGHT, ROOM / max(1, shown.height))
    for i, row in enumerate(shown.iter_rows(named=True)):
        marks += _row(view, row, top + height * (i + 0.5), height, row["organisation"] == own)
    bottom = top + height * shown.height
    return Scene(PORTRAIT_WIDTH, even(bottom + 3), (*marks, ruled(PORTRAIT_WIDTH, bottom, strong=True)))


def _heads(view: View, bottom: float) -> Iterator[Mark]:
    for name, x in PLACES.items():
        yield Text(x, bottom - 6, view.say(f"figures.council.{name.replace('_', '-')}"), SMALL, fill="muted", anchor="end")
    yield Text(BAR_START, 12, view.say("figures.council.filled"), SMALL, bold=True)
    known = Key(view.say("figures.inventory.known"), fill="share4", swatch=SMALL_SWATCH)
    yield from legend((known, Key(view.say("figures.unknown"), hatched=True, swatch=SMALL_SWATCH)), 20, 220, BAR_START)[0]
    yield ruled(PORTRAIT_WIDTH, bottom)


def _shown(frame: pl.DataFrame, own: str) -> pl.DataFrame:
    """The rows that fit on one page: the first ones, with the own row always among them."""
    if frame.height <= MOST_ROWS:
        return frame
    first = pl.int_range(pl.len()) < MOST_ROWS - 1
    mine = pl.col("organisation") == own
    return frame.filter(first | mine).head(MOST_ROWS)


def _row(view: View, row: dict[str, int], y: float, height: float, own: bool) -> Iterator[Mark]:
    if own:
        yield Rect(0, y - height / 2, PORTRAIT_WIDTH, height, "accent-soft")
    filled = Filled(row["known"], row["unknown"])
    numbers = tuple((x, formatted(row[name], view.language)) for name, x in PLACES.items())
    yield from numbered_row(str(row["name"]), numbers, y, bold=own)
    yield from bar(filled, BAR_START, y, BAR_WIDTH, view.say("figures.unknown"))
    yield Text(PORTRAIT_WIDTH - 4, y + 4.2, filled.percentage("?"), 12, anchor="end", bold=own)
    yield ruled(PORTRAIT_WIDTH, y + height / 2)
