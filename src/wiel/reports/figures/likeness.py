"""The third figure of `overlap`: how alike every two members are, likes side by side, with the tree of likes beside it."""

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Line, Mark, Rect, Scene, Text, even, unknown_box
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import number

ROW, HEAD, LABEL, GAP, TREE, AXIS, MOST = 26.0, 84.0, 124.0, 14.0, 150.0, 18.0, 24
BOUNDS = (0.25, 0.5, 0.75)
SIZE, CELL_SIZE, SMALL, CELL_MOST = 12.0, 11.0, 10.5, 44.0
Pairs = dict[frozenset[str], float | None]


def likeness_block(view: View, similarity: ResultTable, order: ResultTable, dendrogram: ResultTable | None) -> FigureBlock | None:
    """Who resembles whom, on product? None for fewer than two members, and where the table does not say it."""
    needed = {"organisation_a", "organisation_b", "basis", "similarity", "organisation_a_name", "organisation_b_name"}
    if not needed <= set(similarity.columns):
        return None
    frame = similarity.frame.filter(pl.col("basis") == "product")
    members = order.frame.sort("position").select("organisation", "organisation_name").rows()
    if len(members) < 2 or frame.is_empty():
        return None
    pairs: Pairs = {
        frozenset(row[:2]): row[2] for row in frame.select("organisation_a", "organisation_b", "similarity").iter_rows()
    }
    shown = members[:MOST]
    known = frame.filter(pl.col("similarity").is_not_null()).sort("similarity", descending=True, maintain_order=True)
    title, values = _title(view, known), {"n": len(members), "unknown": frame["similarity"].null_count()}
    description = f"{title}. {view.say('figures.likeness.description', **values)}"
    figure = Figure("overlap-likeness", view.say("figures.likeness.short"), description, _scene(view, shown, pairs, dendrogram))
    level = Confidentiality.INTERN
    twin = TableBlock(
        "overlap-likeness", view.say("figures.likeness.table"),
        view.narrowed(similarity, frame.select("organisation_a_name", "organisation_b_name", "similarity")), level,
        formats={"similarity": "2"}, rows_on_page=60,
    )  # fmt: skip
    caption = view.say("figures.likeness.caption")
    if len(shown) < len(members):
        caption = f"{caption} {view.say('figures.likeness.cut', n=len(members), most=MOST)}"
    return FigureBlock("overlap-likeness", title, (figure,), twin, level, caption=caption)


def _title(view: View, known: pl.DataFrame) -> str:
    """The most alike pair as a sentence."""
    if known.is_empty():
        return view.say("figures.likeness.title-unknown")
    best = known.row(0, named=True)
    value = number(best["similarity"], view.language, 2)
    return view.say("figures.likeness.title", one=best["organisation_a_name"], other=best["organisation_b_name"], value=value)


def _scene(view: View, members: list[tuple[str, str]], pairs: Pairs, dendrogram: ResultTable | None) -> Scene:
    marks, top = legend(_keys(view), 0, PORTRAIT_WIDTH)
    top += HEAD
    cell = min(CELL_MOST, (PORTRAIT_WIDTH - LABEL - GAP - TREE) / len(members))
    drawn: list[Mark] = list(marks)
    for i, (key, name) in enumerate(members):
        y = top + ROW * i
        drawn.append(Text(LABEL - 6, y + ROW / 2 + 4.2, name, SIZE, anchor="end", room=LABEL - 6))
        drawn.append(Text(LABEL + cell * (i + 0.5) + 4, top - 6, name, CELL_SIZE, turned=True, room=HEAD - 10))
        for j, (other, _) in enumerate(members):
            box = (LABEL + cell * j + 1, y + 1, cell - 2, ROW - 2)
            drawn += _cell(view, pairs.get(frozenset((key, other))), box, own=i == j)
    left = LABEL + cell * len(members) + GAP
    width = min(TREE, PORTRAIT_WIDTH - left) - 6
    bottom = top + ROW * len(members)
    if dendrogram is not None:
        drawn += _axis(view, left, width, top, bottom)
        drawn += _tree(dendrogram, {key: top + ROW * (i + 0.5) for i, (key, _) in enumerate(members)}, left, width)
    return Scene(PORTRAIT_WIDTH, even(bottom + AXIS), tuple(drawn))


def _cell(view: View, value: float | None, box: tuple[float, float, float, float], own: bool) -> Iterator[Mark]:
    """The value on a tint by its class; hatching where it is unknown; a dash where a member meets itself."""
    x, y, width, height = box
    if own:
        yield Text(x + width / 2, y + height / 2 + 3.8, "–", CELL_SIZE, "muted", "middle")
    elif value is None:
        yield from unknown_box(x, y, width, height, view.say("figures.unknown"), SMALL)
    else:
        tint = 1 + sum(value >= bound for bound in BOUNDS)
        yield Rect(x, y, width, height, f"share{tint}", "edge", 0.9 if tint == 1 else 0.4)
        ink = "on-share4" if tint == 4 else "ink"
        yield Text(x + width / 2, y + height / 2 + 3.8, number(value, view.language, 2), CELL_SIZE, ink, "middle", room=width)


def _axis(view: View, left: float, width: float, top: float, bottom: float) -> Iterator[Mark]:
    """Likeness runs from 1 at the members to 0 where nothing is alike."""
    yield Text(left, top - 22, view.say("figures.likeness.tree"), CELL_SIZE, fill="muted")
    for value in (1.0, 0.5, 0.0):
        x = left + width * (1 - value)
        yield Line(x, top, x, bottom, "line", 0.7, dashed=True)
        yield Text(x, top - 6, number(value, view.language, 1), SMALL, "muted", "middle")


def _tree(dendrogram: ResultTable, places: dict[str, float], left: float, width: float) -> Iterator[Mark]:
    """Every step as a bracket at the height where two groups join; groups with a member that is not drawn are left out."""
    ends = {key: (left, y) for key, y in places.items()}
    for row in dendrogram.frame.sort("step").iter_rows(named=True):
        if row["left"] not in ends or row["right"] not in ends:
            continue
        x, sides = left + width * row["height"], [ends[row[side]] for side in ("left", "right")]
        for start, y in sides:
            yield Line(start, y, x, y, "ink", 1.4)
        (_, first), (_, second) = sides
        yield Line(x, first, x, second, "ink", 1.4)
        ends[f"stap {row['step']}"] = (x, (first + second) / 2)


def _keys(view: View) -> tuple[Key, ...]:
    edges = [number(value, view.language, 2) for value in (0.0, *BOUNDS, 1.0)]
    tints = tuple(Key(f"{low}–{high}", fill=f"share{i}") for i, (low, high) in enumerate(pairwise(edges), 1))
    return (Key(view.say("figures.likeness.key"), lead=True), *tints, Key(view.say("figures.unknown"), hatched=True))
