"""Draws how many months ago each kind of data was confirmed: a dot per member that did, the agreed limit, hatching where nobody did."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from wiel.reports.figures.scene import Circle, Line, Mark, Rect, Text
from wiel.reports.view import View

STEPS, SIZE, ROOM = (24, 36, 60, 120, 240), 10.5, 8.0
Months = Mapping[str, Sequence[tuple[int, bool]]]  # months ago, and whether that is longer than agreed


def months_per_kind(view: View) -> tuple[Months, int] | None:
    """Per table the months since each member confirmed any of it, and the agreed limit; None where nobody ever confirmed anything."""
    kinds, own = view.table("inventory", "freshness_per_table"), view.table("inventory", "freshness")
    if kinds is None or kinds.frame["months"].is_null().all():
        return None
    found: dict[str, list[tuple[int, bool]]] = {}
    for table in (kinds.frame.filter(pl.col("members_with_rows").is_null()), own.frame if own is not None else kinds.frame.head(0)):
        for name, months, state in table.select("table", "months", "state").drop_nulls().iter_rows():
            found.setdefault(name, []).append((months, state == "verouderd"))
    return found, int(kinds.frame["limit_months"][0])


def frame(left: float, right: float, top: float, bottom: float, months: Months, limit: int) -> Iterator[Mark]:
    """The axis from today to the oldest confirmation, and the line of the agreed limit with its number."""
    yield Line(left + ROOM, top, left + ROOM, bottom, "edge", 0.8)
    x = place(limit, left, right, months, limit)
    yield Line(x, top, x, bottom, "ink", 1.3, dashed=True)
    yield Text(x, top - 4, str(limit), SIZE, anchor="middle")
    yield Text(left + ROOM, top - 4, "0", SIZE, "muted", "middle")
    end = _end(months, limit)
    yield Text(right - ROOM, top - 4, str(end), SIZE, "muted", "middle")


def dots(
    left: float, right: float, y: float, here: Sequence[tuple[int, bool]], months: Months, limit: int, word: str
) -> Iterator[Mark]:
    """A disc per member within the limit, a ring beyond it; hatched with a word where nobody confirmed."""
    if not here:
        yield Rect(left + ROOM, y - 7, right - left - 2 * ROOM, 14, stroke="hatch", stroke_width=0.8, hatched=True)
        yield Rect((left + right) / 2 - 30, y - 6, 60, 12, "paper")
        yield Text((left + right) / 2, y + 3.8, word, SIZE, anchor="middle")
        return
    for value, stale in sorted(set(here), reverse=True):
        x = place(value, left, right, months, limit)
        yield Circle(x, y, 4.6, "paper" if stale else "share4", "ink" if stale else "paper")


def place(value: int, left: float, right: float, months: Months, limit: int) -> float:
    """Where so many months stand."""
    return left + ROOM + (right - left - 2 * ROOM) * min(value, _end(months, limit)) / _end(months, limit)


def _end(months: Months, limit: int) -> int:
    """The end of the axis: the first round number of months that holds everything."""
    most = max([limit * 2, *(value for here in months.values() for value, _ in here)])
    return next((step for step in STEPS if step >= most), most)
