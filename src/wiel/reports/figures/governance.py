"""The figures of `governance`: the decision calendar of one form, and the roles per member."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.completeness import Filled, bar, numbered_row, ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.legend import SMALL_SWATCH, Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import formatted

OPENBAAR = Confidentiality.OPENBAAR
BODIES = ("college", "raad", "ondernemingsraad", "bestuur", "gastheer", "gedeputeerde staten")
LEFT, RIGHT, LANE, SIZE, SMALL, RADIUS = 132.0, 646.0, 24.0, 12.0, 10.5, 8.5
LEAST_MONTH = 27.0
LIST_ROW, COLUMN = 16.0, 330.0
TWIN = {"nl": ("what",), "en": ("what_en",)}
ABOUT = ("body", "start", "date", "weeks", "basis", "label", "date_label", "verify")
OPTIONAL = dict.fromkeys(("start", "weeks", "date_label"), "optional")


@dataclass(frozen=True, slots=True)
class Months:
    """The axis from the first day of a month to the first day of another."""

    first: date
    last: date

    @classmethod
    def around(cls, days: Sequence[date]) -> "Months":
        """From the month of the earliest day up to the month after the latest.

        >>> Months.around([date(2027, 1, 20), date(2027, 12, 31)])
        Months(first=datetime.date(2027, 1, 1), last=datetime.date(2028, 1, 1))
        """
        return cls(min(days).replace(day=1), _after(max(days)))

    def x(self, day: date) -> float:
        """Where a day stands."""
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / (self.last - self.first).days

    def ticks(self) -> Iterator[date]:
        """The first days of months, as many as have room for their name."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next(step for step in (1, 2, 3, 6, 12, 60, 120, 1200) if (RIGHT - LEFT) / count * step >= LEAST_MONTH)
        day = self.first
        while day < self.last:
            if (12 * day.year + day.month - 1) % step == 0:
                yield day
            day = _after(day)


def _after(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An act with its number, and the lane in the row of its body."""

    number: int
    row: dict[str, Any]
    lane: int


def calendar_block(view: View) -> FigureBlock | None:
    """Who decides what by when, for the shown form? None without result or members."""
    calendar, result = view.table("governance", "calendar"), view.result("governance")
    if calendar is None or result is None or not result.facts["members"]:
        return None
    facts = dict(result.facts)
    heading = view.say(str(facts.pop("headline")), **facts)
    facts["form"] = view.say(f"reports.word.{facts['form']}")
    every = calendar.frame.filter((pl.col("form") == result.facts["form"]) & pl.col("date").is_not_null())
    acts = every.unique("act", keep="first", maintain_order=True)
    shown = acts.filter(pl.col("date") <= pl.lit(facts["start"]))
    figure = Figure(
        "governance-calendar", view.say("figures.governance.short", **facts), view.say("figures.governance.description", **facts),
        _scene(view, shown, facts),
    )  # fmt: skip
    table = view.narrowed(calendar, acts.select(*TWIN[view.language], *ABOUT))
    formats = OPTIONAL | {"body": "word", "basis": "optional"}
    twin = TableBlock("governance-calendar", view.say("figures.governance.table", **facts), table, OPENBAAR, formats=formats)
    caption = view.say("figures.governance.caption")
    return FigureBlock(
        "governance-calendar", heading, (figure,), twin, OPENBAAR, view.say("figures.governance.lead", **facts), caption
    )  # fmt: skip


def _scene(view: View, acts: pl.DataFrame, facts: dict[str, Any]) -> Scene:
    rows = list(acts.sort("date", maintain_order=True).iter_rows(named=True))
    days = [day for row in rows for day in (row["start"], row["date"]) if day is not None]
    axis = Months.around([*days, facts["start"]])
    placed = {body: list(_lanes(axis, rows, body)) for body in BODIES}
    keys = (
        Key(view.say("figures.governance.act"), dot="disc"),
        Key(view.say("figures.governance.act-open"), dot="ring"),
        Key(view.say("figures.governance.term"), fill="share2"),
    )
    marks: list[Mark] = []
    drawn, top = legend(keys, 0, PORTRAIT_WIDTH)
    marks += drawn
    top += 44
    bottom = top + sum(_height(lanes) for lanes in placed.values() if lanes)
    marks += _axis(view, axis, top, bottom)
    marks += _limit(view, axis, facts, top, bottom)
    y = top
    for body, lanes in placed.items():
        if lanes:
            marks += _body(view, axis, body, lanes, y)
            y += _height(lanes)
    numbered = sorted((one for lanes in placed.values() for one in lanes), key=lambda one: one.number)
    marks += _list(view, numbered, bottom + 20)
    return Scene(PORTRAIT_WIDTH, even(bottom + 20 + LIST_ROW * -(-len(numbered) // 2) + 4), tuple(marks))


def _lanes(axis: Months, rows: list[dict[str, Any]], body: str) -> Iterator[Placed]:
    """The acts of a body, each in the first lane where it touches no other."""
    ends: list[float] = []
    for number, row in enumerate(rows, start=1):
        if row["body"] != body:
            continue
        right = axis.x(row["date"])
        left = min(axis.x(row["start"]) if row["start"] else right, right - RADIUS) - 4
        lane = next((lane for lane, end in enumerate(ends) if end <= left), len(ends))
        ends[lane:] = [right + RADIUS, *ends[lane + 1 :]]
        yield Placed(number, row, lane)


def _height(lanes: list[Placed]) -> float:
    return LANE * (max(one.lane for one in lanes) + 1) + 6


def _axis(view: View, axis: Months, top: float, bottom: float) -> Iterator[Mark]:
    names = view.say("figures.governance.months").split()
    yield Line(0, top, PORTRAIT_WIDTH, top, "edge", 0.8)
    for day in axis.ticks():
        x = axis.x(day)
        yield Line(x, top, x, bottom, "line", 0.7, dashed=True)
        yield Text(x + 2, top - 6, names[day.month - 1], SMALL, "muted")
        if day.month == 1 or day == next(axis.ticks()):
            yield Text(x + 2, top - 19, str(day.year), SMALL, "ink", bold=True)


def _body(view: View, axis: Months, body: str, lanes: list[Placed], top: float) -> Iterator[Mark]:
    name = view.say(f"reports.word.{body}")
    yield Text(6, top + 3 + LANE / 2 + 4, name[:1].upper() + name[1:], SIZE, bold=True, room=LEFT - 12)
    for one in lanes:
        y, right = top + 3 + LANE * (one.lane + 0.5), axis.x(one.row["date"])
        if one.row["start"] is not None:
            left = axis.x(one.row["start"])
            yield Rect(left, y - 6, right - left, 12, "share2", "edge", 0.7)
        yield Circle(right, y, RADIUS, "paper" if one.row["verify"] else "share4", "ink", 1.3)
        fill = "ink" if one.row["verify"] else "on-share4"
        yield Text(right, y + 3.7, str(one.number), SMALL, fill, "middle", bold=True)
    yield ruled(PORTRAIT_WIDTH, top + _height(lanes))


def _limit(view: View, axis: Months, facts: dict[str, Any], top: float, bottom: float) -> Iterator[Mark]:
    """The last day on which the start still holds."""
    x = axis.x(facts["last_council"])
    text = view.say("figures.governance.limit", day=formatted(facts["last_council"], view.language))
    yield Line(x, top - 30, x, bottom, "loss", 2)
    middle = (LEFT + RIGHT) / 2
    yield Text(x + 5 if x < middle else x - 5, top - 33, text, SMALL + 0.5, "loss-ink", "start" if x < middle else "end", bold=True)


def _list(view: View, numbered: list[Placed], top: float) -> Iterator[Mark]:
    """What each number is, with its last day and the labels of basis and date, in two columns."""
    rows = -(-len(numbered) // 2)
    for place, one in enumerate(numbered):
        x, y = COLUMN * (place // rows), top + LIST_ROW * (place % rows)
        what = one.row[TWIN[view.language][0]]
        day = formatted(one.row["date"], view.language, "day")
        yield Text(x + 14, y, str(one.number), SMALL, anchor="end", bold=True)
        yield Text(x + 20, y, what, SMALL, room=COLUMN - 26, tail=f" · {day} ({one.row['label']}/{one.row['date_label']})")


def staff_block(view: View) -> FigureBlock | None:
    """How many roles keep the ICT running at each member, and of how many is the size known? None where no role is known."""
    staff = view.table("governance", "staff")
    if staff is None or staff.frame["roles"].null_count() == staff.frame.height:
        return None
    rows = staff.frame
    values = {"roles": rows["roles"].sum(), "n": rows.height, "unknown": rows["roles"].null_count()}
    figure = Figure(
        "governance-staff", view.say("figures.staff.short"), view.say("figures.staff.description", **values), _staff_scene(view, rows)
    )  # fmt: skip
    columns = {name: staff.columns[name] for name in ("organisation_name", "roles", "roles_without_fte")}
    table = ResultTable("staff", rows.select(list(columns)), columns, OPENBAAR)
    twin = TableBlock("governance-staff", view.say("figures.staff.table"), table, OPENBAAR)
    title = view.say("figures.staff.title" if not values["unknown"] else "figures.staff.title-some", **values)
    return FigureBlock("governance-staff", title, (figure,), twin, OPENBAAR, caption=view.say("figures.staff.caption"))


def _staff_scene(view: View, rows: pl.DataFrame) -> Scene:
    keys = (
        Key(view.say("figures.staff.known"), fill="share4", swatch=SMALL_SWATCH),
        Key(view.say("figures.staff.unknown"), hatched=True, swatch=SMALL_SWATCH),
    )
    swatches, top = legend(keys, 0, PORTRAIT_WIDTH)
    marks: list[Mark] = [*swatches]
    most = max(value for value in rows["roles"] if value is not None)
    for i, row in enumerate(rows.iter_rows(named=True)):
        y = top + 24.0 * (i + 0.5)
        unknown = row["roles_without_fte"] or 0
        filled = Filled((row["roles"] or 0) - unknown, unknown)
        marks += numbered_row(row["organisation_name"], ((214.0, formatted(row["roles"], view.language)),), y)
        width = 420.0 * filled.cells / most if filled.cells else 120.0
        marks += bar(filled, 226.0, y, width, view.say("figures.unknown"))
        marks.append(ruled(PORTRAIT_WIDTH, y + 12))
    return Scene(PORTRAIT_WIDTH, even(top + 24.0 * rows.height + 4), tuple(marks))
