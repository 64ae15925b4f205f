"""The figure of `cost_sharing`: per key, bars for who pays less or more than today, and a frame where nobody has a reason to leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, log10
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.completeness import ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.scene import LANDSCAPE_WIDTH, PORTRAIT_WIDTH, SMALLEST_TEXT, Line, Mark, Rect, Scene, Text, even, wrapped
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts.numbers import Value, formatted, number

OPENBAAR = Confidentiality.OPENBAAR
INSTRUMENT = "cost_sharing"
NAME_ROOM, LEFT, HEAD, ROW, FOOT, SIZE, SMALL = 106.0, 164.0, 52.0, 22.0, 27.0, 11.0, 10.5
MOST_ROWS, MOST_UPRIGHT, WIDEST_COLUMN = 26, 7, 110.0
FACTS = ("total", "today", "members", "keys_computed", "keys_stable", "keys_undecided", "groups", "margin", "saving_share")


@dataclass(frozen=True)
class Picture:
    """What is drawn: the keys with their test, the shares by member and key, and the members in their order."""

    view: View
    keys: Sequence[dict[str, Any]]
    shares: dict[tuple[str, str], dict[str, Any]]
    members: Sequence[dict[str, Any]]

    @cached_property
    def width(self) -> float:
        """A page on its side when there are more keys than fit upright."""
        return PORTRAIT_WIDTH if len(self.keys) <= MOST_UPRIGHT else LANDSCAPE_WIDTH

    @cached_property
    def column(self) -> float:
        """The room of one key."""
        return min(WIDEST_COLUMN, (self.width - LEFT - 4) / max(1, len(self.keys)))

    @cached_property
    def shown(self) -> Sequence[dict[str, Any]]:
        """The members on the page."""
        return self.members[:MOST_ROWS]

    @cached_property
    def limit(self) -> float:
        """At which advantage a bar ends: the greatest, or where a few are far beyond the others a round number below it."""
        sizes = sorted(abs(row["advantage_per_inhabitant"] or 0.0) for row in self.shares.values())
        if not sizes or not sizes[-1]:
            return 1.0
        most, usual = sizes[-1], sizes[int(0.8 * (len(sizes) - 1))]
        return most if most <= 2 * usual or not usual else rounded_up(1.2 * usual)

    @property
    def bottom(self) -> float:
        """Where the rows of members end."""
        return HEAD + ROW * len(self.shown)

    def middle(self, place: int) -> float:
        """The axis of a key."""
        return LEFT + self.column * (place + 0.5)


def rounded_up(value: float) -> float:
    """The next of 1, 2 or 5 times a power of ten.

    >>> rounded_up(17.2), rounded_up(0.3)
    (20.0, 0.5)
    """
    unit = 10.0 ** floor(log10(value))
    return next((step * unit for step in (1.0, 2.0, 5.0) if step * unit >= value), 10.0 * unit)


def division_block(view: View, keys: ResultTable, shares: ResultTable) -> FigureBlock:
    """Who pays less or more than today under each key, and with which key does nobody have a reason to leave?"""
    picture = _picture(view, keys, shares)
    values = facts(view)
    title = view.say(str(view.fact(INSTRUMENT, "headline")), **values)
    figure = Figure(
        "cost-sharing-keys", view.say("figures.cost-sharing.short"), view.say("figures.cost-sharing.description", **values), scene(picture)
    )  # fmt: skip
    caption = [view.say("figures.cost-sharing.caption")]
    if any(abs(row["advantage_per_inhabitant"] or 0.0) > picture.limit for row in picture.shares.values()):
        caption.append(view.say("figures.cost-sharing.cut", limit=picture.limit))
    if len(picture.shown) < len(picture.members):
        caption.append(view.say("figures.cost-sharing.rows", n=len(picture.shown), of=len(picture.members)))
    lead = "dearer" if _dearer(view) else "cheaper"
    return FigureBlock(
        "cost-sharing-keys", title, (figure,), _twin(view, picture), OPENBAAR,
        lead=view.say(f"figures.cost-sharing.lead-{lead}", **values), caption=" ".join(caption),
    )  # fmt: skip


def facts(view: View) -> dict[str, Value]:
    """The numbers in the sentences; `difference` is what the plan costs less or more, without sign."""
    values = {name: view.fact(INSTRUMENT, name) for name in FACTS}
    return values | {"difference": abs(view.number(INSTRUMENT, "saving")), "n": view.number(INSTRUMENT, "keys_stable")}


def key_name(view: View, key: str) -> str:
    """What people call a key."""
    return view.say(f"{INSTRUMENT}.key.{key}")


def _dearer(view: View) -> bool:
    return view.number(INSTRUMENT, "saving") < 0


def _picture(view: View, keys: ResultTable, shares: ResultTable) -> Picture:
    rows = list(shares.frame.iter_rows(named=True))
    first = {row["organisation"]: row for row in reversed(rows)}
    order = [member for member in view.study.members if member in first]
    by_pair = {(row["key"], row["organisation"]): row for row in rows}
    return Picture(view, list(keys.frame.iter_rows(named=True)), by_pair, [first[member] for member in order])


def _twin(view: View, picture: Picture) -> TableBlock:
    """EUR a year per member and key, with the sum."""
    columns = {
        "organisation_name": _head(view.say("figures.cost-sharing.member")),
        "today": _head(view.say("figures.cost-sharing.today"), "EUR"),
    }
    columns |= {key["key"]: _head(key_name(view, key["key"]), "EUR") for key in picture.keys}
    rows = [
        {"organisation_name": row["organisation_name"], "today": row["today"]}
        | {key["key"]: picture.shares[key["key"], row["organisation"]]["amount"] for key in picture.keys}
        for row in picture.members
    ]
    total = {key["key"]: view.fact(INSTRUMENT, "total") if key["state"] == "berekend" else None for key in picture.keys}
    rows.append({"organisation_name": view.say("figures.cost-sharing.sum"), "today": view.fact(INSTRUMENT, "today")} | total)
    schema = {name: pl.Int64 if meaning.unit else pl.String for name, meaning in columns.items()}
    table = ResultTable("cost-sharing-keys", pl.DataFrame(rows, schema=schema), columns, OPENBAAR)
    return TableBlock("cost-sharing-keys", view.say("figures.cost-sharing.table"), table, OPENBAAR)


def _head(name: str, unit: str = "") -> Meaning:
    return Meaning(name, name, unit=unit, visibility=OPENBAAR)


def scene(picture: Picture) -> Scene:
    """The whole picture."""
    marks: list[Mark] = [*_stripes(picture), *_heads(picture)]
    for place, key in enumerate(picture.keys):
        marks += _column(picture, place, key) if key["state"] == "berekend" else _absent(picture, place)
    marks += _foot(picture)
    marks += _frames(picture)
    return Scene(picture.width, even(picture.bottom + 3 * FOOT + 12), tuple(marks))


def _stripes(picture: Picture) -> Iterator[Mark]:
    """The members with what they pay now; every other row on a tint."""
    for i, row in enumerate(picture.shown):
        y = HEAD + ROW * i
        if i % 2 == 0:
            yield Rect(0, y, picture.width, ROW, "panel")
        yield Text(4, y + 15, str(row["organisation_name"]), SIZE + 0.5, room=NAME_ROOM)
        yield Text(LEFT - 10, y + 15, formatted(row["today_per_inhabitant"], picture.view.language, "1"), SIZE, anchor="end")


def _heads(picture: Picture) -> Iterator[Mark]:
    say = picture.view.say
    yield Text(4, HEAD - 6, say("figures.cost-sharing.member"), SMALL, fill="muted", room=NAME_ROOM - 30)
    for i, line in enumerate(wrapped(say("figures.cost-sharing.today-head"), 84, SMALL)):
        yield Text(LEFT - 10, HEAD - 19 + 13 * i, line, SMALL, fill="muted", anchor="end")
    for place, key in enumerate(picture.keys):
        name = key_name(picture.view, key["key"])
        lines = wrapped(name[:1].upper() + name[1:], picture.column - 4, SMALLEST_TEXT)
        for i, line in enumerate(lines):
            y = 15 + 13 * (i + 2 - len(lines))
            yield Text(picture.middle(place), y, line, SMALLEST_TEXT, anchor="middle", bold=True, room=picture.column)
        yield Text(picture.middle(place) - 5, HEAD - 6, "−", SIZE, fill="loss-ink", anchor="end", bold=True)
        yield Text(picture.middle(place) + 5, HEAD - 6, "+", SIZE, fill="gain-ink", bold=True)
    yield ruled(picture.width, HEAD)


def _column(picture: Picture, place: int, key: dict[str, Any]) -> Iterator[Mark]:
    """The bars of one key: to the right pays less than today, to the left more."""
    axis = picture.middle(place)
    for i, row in enumerate(picture.shown):
        share = picture.shares[key["key"], row["organisation"]]
        yield from _bar(picture, axis, HEAD + ROW * (i + 0.5), share["advantage_per_inhabitant"])
    yield Line(axis, HEAD, axis, picture.bottom, "ink", 0.9)


def _bar(picture: Picture, axis: float, y: float, advantage: float | None) -> Iterator[Mark]:
    language = picture.view.language
    if advantage is None:
        yield Text(axis + 4, y + 4, picture.view.say("figures.unknown"), 10.0, room=picture.column / 2 - 6)
        return
    room = picture.column / 2 - 5
    cut = abs(advantage) > picture.limit
    length = room if cut else room * abs(advantage) / picture.limit
    less = advantage >= 0
    yield Rect(axis if less else axis - length, y - 6.5, length, 13, "gain" if less else "loss")
    if cut:
        end = axis + length if less else axis - length
        for back in (6.0, 10.0):
            x = end - back if less else end + back
            yield Line(x - 2, y + 7, x + 2, y - 7, "paper", 1.6)
    said = signed(advantage, language)
    if less:
        yield Text(axis - 3, y + 4, said, SMALL, anchor="end")
    else:
        yield Text(axis + 3, y + 4, said, SMALL, fill="loss-ink", bold=True)


def signed(value: float, language: str) -> str:
    """A difference with its sign, with one decimal below a hundred.

    >>> signed(4.14, "nl"), signed(-123.4, "nl"), signed(-0.01, "nl")
    ('+4,1', '−123', '0,0')
    """
    said = number(abs(value), language, 1 if abs(value) < 99.95 else 0)
    if not any(digit in said for digit in "123456789"):
        return said
    return ("+" if value > 0 else "−") + said


def _absent(picture: Picture, place: int) -> Iterator[Mark]:
    """A key that is not computed: a dashed box with the words."""
    x = LEFT + picture.column * place + 5
    yield Rect(x, HEAD + 5, picture.column - 10, picture.bottom - HEAD - 10, "paper", "edge", 1.0, radius=3, dashed=True)
    middle, word = (HEAD + picture.bottom) / 2, picture.view.say("figures.not-computed")
    if picture.bottom - HEAD < 100:
        for i, line in enumerate(wrapped(word, picture.column - 14, SMALL)):
            yield Text(picture.middle(place), middle + 13 * i, line, SMALL, anchor="middle")
        return
    yield Text(picture.middle(place) + 4, middle + 34, word, SIZE, turned=True)


def _foot(picture: Picture) -> Iterator[Mark]:
    """Who loses, how many groups are better off apart, and the greatest amount of one."""
    view, top = picture.view, picture.bottom
    yield ruled(picture.width, top, strong=True)
    for i, word in enumerate(("losers", "groups", "greatest")):
        lines = wrapped(view.say(f"figures.cost-sharing.{word}", n=view.number(INSTRUMENT, "groups")), LEFT - 14, SMALL)
        first = top + FOOT * i + 18 - 6 * (len(lines) - 1)
        for j, line in enumerate(lines):
            yield Text(4, first + 12 * j, line, SMALL)
    for place, key in enumerate(picture.keys):
        if key["state"] == "berekend":
            yield from _verdict(picture, picture.middle(place), top, key)


def _verdict(picture: Picture, middle: float, top: float, key: dict[str, Any]) -> Iterator[Mark]:
    """The three numbers below one key, in words where they are good."""
    view, language = picture.view, picture.view.language
    losers = view.say("figures.of", part=formatted(key["losers"], language), whole=key["members"])
    worst = formatted(key["greatest_excess"], language, "eur")[4:] if key["greatest_excess"] else view.say("figures.none")
    rows = ((losers, key["losers"]), (formatted(key["violations"], language), key["violations"]), (worst, key["greatest_excess"]))
    for i, (text, bad) in enumerate(rows):
        fill = "loss-ink" if bad else "good"
        yield Text(middle, top + FOOT * i + 18, text, SMALL, fill, "middle", bold=True, room=picture.column - 4)


def _frames(picture: Picture) -> Iterator[Mark]:
    """A frame around neighbouring keys with which no group has a reason to leave."""
    stable = [bool(key["stable"]) for key in picture.keys]
    start = None
    for place, holds in enumerate([*stable, False]):
        if holds and start is None:
            start = place
        elif not holds and start is not None:
            x = LEFT + picture.column * start
            width = min(picture.column * (place - start), picture.width - x - 1.5)
            yield Rect(x, 1.5, width, picture.bottom + 3 * FOOT + 6, stroke="good", stroke_width=2.0, radius=3)
            start = None
