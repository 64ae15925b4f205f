"""The figure on the page for one council when there is a plan: per participant now, later, the difference, and the chance of a loss."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.completeness import ruled
from wiel.reports.figures.cost_sharing import rounded_up, signed
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even, unknown_box
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts.numbers import MINUS, formatted

OPENBAAR = Confidentiality.OPENBAAR
SHARING, CASE = "cost_sharing", "business_case"
# The scenario that is divided: the plan, or the plain merger where there is none; its chance of loss stands beside its amounts.
DIVIDED = ("plan", "samenvoeging")
HEAD, MOST_HEIGHT, ROOM, SMALL, SIZE = 36.0, 24.0, 290.0, 10.5, 11.5
START, END, EACH, BAR, CHANCE = 322.0, 470.0, 532.0, 556.0, 652.0
PLACES = {"today": 182.0, "amount": 246.0, "difference_today": 308.0}
MOST_ROWS = 20


@dataclass(frozen=True)
class Money:
    """What one participant pays now and later at the proposed key; `chance` of a loss, None where unknown."""

    row: dict[str, Any]
    chance: float | None

    @property
    def name(self) -> str:
        """The participant."""
        return str(self.row["organisation_name"])


def money_of(view: View) -> dict[str, Money]:
    """The money of every participant at the proposed key, by organisation; nothing where nothing was divided."""
    shares, members = view.table(SHARING, "shares"), view.table(CASE, "members")
    if shares is None:
        return {}
    chances: dict[str, float | None] = {}
    if members is not None:
        rows = members.frame.filter(pl.col("scenario").is_in(DIVIDED))
        chances = dict(rows.select("organisation", "probability_of_loss").iter_rows())
    proposed = shares.frame.filter(pl.col("proposed"))
    return {row["organisation"]: Money(row, chances.get(row["organisation"])) for row in proposed.iter_rows(named=True)}


def money_block(view: View, money: Sequence[Money], own: str) -> FigureBlock:
    """What do all participants pay now and later, for the council of `own`?"""
    mine = next(one for one in money if one.row["organisation"] == own)
    difference = mine.row["difference_today"]
    word = "more" if difference > 0 else "less"
    values = {"name": mine.name, "difference": abs(difference), "members": len(money)}
    key = f"council-{own.rpartition(':')[2]}"
    title = view.say(f"figures.council-money.title-{word}", **values)
    figure = Figure(
        key, view.say("figures.council-money.short", **values), view.say("figures.council-money.description", **values),
        scene(view, money, own),
    )  # fmt: skip
    caption = view.say("figures.council-money.caption")
    if any(one.chance is None for one in money):
        caption += " " + view.say("figures.council-money.no-chance")
    return FigureBlock(key, title, (figure,), _twin(view, money, key), OPENBAAR, caption=caption)


def _twin(view: View, money: Sequence[Money], key: str) -> TableBlock:
    names = ("name", "today", "amount", "difference-today", "each", "chance")
    heads = {name: view.say(f"figures.council-money.{name}") for name in names}
    units = dict.fromkeys(("today", "amount", "difference-today"), "EUR")
    columns = {name: Meaning(head, head, unit=units.get(name, ""), visibility=OPENBAAR) for name, head in heads.items()}
    rows = [
        (one.name, one.row["today"], one.row["amount"], one.row["difference_today"], one.row["per_inhabitant"], one.chance)
        for one in money
    ]
    rows.append((view.say("figures.cost-sharing.sum"), *_sums(view), None, None))
    types = (pl.String, pl.Int64, pl.Int64, pl.Int64, pl.Float64, pl.Float64)
    table = ResultTable("council", pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row"), columns, OPENBAAR)
    formats = {"each": "1", "chance": "share"}
    return TableBlock(key, view.say("figures.council-money.table"), table, OPENBAAR, formats=formats)


def _sums(view: View) -> tuple[int, int, int]:
    """What all together pay now, later, and the difference."""
    today, total = view.number(SHARING, "today"), view.number(SHARING, "total")
    return today, total, -view.number(SHARING, "saving")


def scene(view: View, money: Sequence[Money], own: str) -> Scene:
    """The whole picture: rows, axis and the sum."""
    shown = _shown(money, own)
    height = min(MOST_HEIGHT, ROOM / len(shown))
    low, high, step = _scale(shown)
    bottom = HEAD + height * len(shown)
    marks: list[Mark] = [*_heads(view), *_axis(view, low, high, step, bottom)]
    for i, one in enumerate(shown):
        marks += _row(view, one, HEAD + height * (i + 0.5), height, one.row["organisation"] == own)
        marks += _dots(one, HEAD + height * (i + 0.5), low, high)
    marks.append(ruled(PORTRAIT_WIDTH, bottom, strong=True))
    marks += _together(view, bottom + 30)
    return Scene(PORTRAIT_WIDTH, even(bottom + 38), tuple(marks))


def _shown(money: Sequence[Money], own: str) -> list[Money]:
    """The rows that fit on one page: the first ones, with the own row always among them."""
    if len(money) <= MOST_ROWS:
        return list(money)
    mine = next(one for one in money if one.row["organisation"] == own)
    first = list(money[:MOST_ROWS])
    return first if mine in first else [*first[:-1], mine]


def _scale(money: Sequence[Money]) -> tuple[float, float, float]:
    """From where to where the axis of euros per inhabitant runs, in round steps; a dot plot need not start at nothing."""
    known = [v for one in money for v in (one.row["today_per_inhabitant"], one.row["amount_per_inhabitant"]) if v is not None]
    least, most = (min(known), max(known)) if known else (0.0, 1.0)
    step = rounded_up(max((most - least) / 4, 1.0))
    return step * floor(least / step), step * max(ceil(most / step), floor(least / step) + 1), step


def _heads(view: View) -> Iterator[Mark]:
    for name, x in PLACES.items():
        yield Text(x, 24, view.say(f"figures.council-money.{name.replace('_', '-')}"), SMALL, fill="muted", anchor="end")
    yield Text((START + END) / 2, 11, view.say("figures.council-money.dots"), SMALL, fill="muted", anchor="middle")
    for x, name in ((START + 16, "later"), (START + 92, "now")):
        yield Circle(x, 20.5, 4.4, *(("share4",) if name == "later" else ("paper", "ink")))
        yield Text(x + 9, 24, view.say(f"figures.council-money.{name}"), SMALL, fill="muted")
    yield Text(EACH, 24, view.say("figures.council-money.each-short"), SMALL, fill="muted", anchor="end")
    yield Text(CHANCE, 24, view.say("figures.council-money.chance"), SMALL, fill="muted", anchor="end")


def _axis(view: View, low: float, high: float, step: float, bottom: float) -> Iterator[Mark]:
    for count in range(round((high - low) / step) + 1):
        x = START + (END - START) * count * step / (high - low)
        yield Line(x, HEAD, x, bottom, "edge", 0.6, dashed=True)
        yield Text(x, bottom + 13, formatted(low + count * step, view.language), 10.0, fill="muted", anchor="middle")


def _row(view: View, one: Money, y: float, height: float, own: bool) -> Iterator[Mark]:
    language, row = view.language, one.row
    if own:
        yield Rect(0, y - height / 2, PORTRAIT_WIDTH, height, "accent-soft")
    yield Text(6, y + 4, one.name, SIZE, bold=own, room=112)
    for name, x in PLACES.items():
        said = _euros(row[name], language)
        yield Text(x, y + 4, f"+{said}" if name == "difference_today" and row[name] > 0 else said, SIZE, anchor="end", bold=own)
    each = row["per_inhabitant"]
    yield Text(EACH, y + 4, formatted(None, language) if each is None else signed(each, language), SIZE, anchor="end", bold=own)
    yield from _chance(view, one.chance, y, own)
    yield ruled(PORTRAIT_WIDTH, y + height / 2)


def _euros(cents: int, language: str) -> str:
    """Whole euros without the word: it stands in the head."""
    return formatted(cents, language, "eur").partition("\u00a0")[2]


def _chance(view: View, chance: float | None, y: float, own: bool) -> Iterator[Mark]:
    if chance is None:
        yield from unknown_box(BAR, y - 8, CHANCE - BAR, 16, view.say("figures.unknown"))
        return
    yield Rect(BAR, y - 5, max(0.6, 58 * chance), 10, "loss")
    yield Text(CHANCE, y + 4, f"{formatted(round(100 * chance), view.language)}%", SIZE, anchor="end", bold=own)


def _dots(one: Money, y: float, low: float, high: float) -> Iterator[Mark]:
    """Later as a disc, now as a ring, with a line in between."""
    now, later = one.row["today_per_inhabitant"], one.row["amount_per_inhabitant"]
    if now is None or later is None:
        return
    x, z = (START + (END - START) * (value - low) / (high - low) for value in (now, later))
    yield Line(x, y, z, y, "gain" if later <= now else "loss", 2.2)
    yield Circle(x, y, 4.2, "paper", "ink")
    yield Circle(z, y, 4.6, "share4")


def _together(view: View, y: float) -> Iterator[Mark]:
    yield Text(6, y, view.say("figures.cost-sharing.sum"), SIZE, bold=True)
    for x, cents in zip(PLACES.values(), _sums(view), strict=True):
        said = _euros(cents, view.language)
        plus = "+" if x == PLACES["difference_today"] and not said.startswith(MINUS) and cents else ""
        yield Text(x, y, plus + said, SIZE, anchor="end", bold=True)
