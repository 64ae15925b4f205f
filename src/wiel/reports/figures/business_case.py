"""The figure of `business_case`: every scenario beside doing nothing with its interval, and the members with their chance of loss."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.document import FigureBlock, TableBlock
from wiel.reports.figures.completeness import ruled
from wiel.reports.figures.figure import Figure
from wiel.reports.figures.intervals import Axis, axis_for, interval, ruler
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Circle, Line, Mark, Rect, Scene, Text, even, unknown_box
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import MINUS, Value, number

OPENBAAR = Confidentiality.OPENBAAR
INSTRUMENT = "business_case"
ALONE = "zelf"
ROW, MEMBER_ROW, SIZE, SMALL, HEAD = 27.0, 23.0, 12.0, 11.0, 46.0
NAME, SCALE, SCALE_END, COST_END, DIFFERENCE_END = 226.0, 244.0, 452.0, 520.0, 588.0
MEMBER_NAME, MEMBER_SCALE, MEMBER_SCALE_END, EACH_END, BAR, BAR_END = 120.0, 204.0, 410.0, 486.0, 508.0, 606.0
ASSUMED_WIDTH = 58.0
MOST_MEMBERS = 30
MILLION = Decimal("1e8")
CHANCES = dict.fromkeys(("probability_of_loss", "probability_low", "probability_high"), "share")
MEMBER_TWIN = (
    "organisation_name", "difference_year", "each_difference", "each_low", "each_high", "probability_of_loss", "probability_low",
    "probability_high", "without_ledger",
)  # fmt: skip
TWIN = (
    "expected",
    "difference",
    "difference_low",
    "difference_high",
    "probability_of_loss",
    "payback_year",
    "members_worse",
    "per_inhabitant",
    "places",
)


@dataclass(frozen=True)
class Told:
    """A view with the tables that the picture is made from."""

    view: View
    scenarios: ResultTable

    @property
    def name(self) -> str:
        """The column with the name of a scenario in the language."""
        return "scenario_name" if self.view.language == "nl" else "scenario_name_en"

    @property
    def best(self) -> str:
        """The scenario whose members are shown."""
        return str(self.view.fact(INSTRUMENT, "best_scenario"))


def facts(view: View) -> dict[str, Value]:
    """The single figures of the result, with the name of the best scenario in the language and chances as they are said."""
    result = view.result(INSTRUMENT)
    known = dict(result.facts) if result else {}
    for name in ("chance_low", "chance_high", "payback_share"):
        share = known.get(name)
        known[name] = percentage(share) if isinstance(share, float) else share
    if view.language != "nl":
        known["best_name"] = known.get("best_name_en")
    return known


def scenarios_block(view: View, scenarios: ResultTable) -> FigureBlock:
    """Which scenario costs how much more or less than doing nothing, and how sure is that?"""
    told, values, key = Told(view, scenarios), facts(view), "figures.business-case"
    figure = Figure(
        "business-case-scenarios", view.say(f"{key}.short"), view.say(f"{key}.description", **values), _scenario_scene(told),
    )  # fmt: skip
    twin = TableBlock(
        "business-case", view.say(f"{key}.table"), view.narrowed(scenarios, scenarios.frame.select(told.name, *TWIN)), OPENBAAR,
        formats={"probability_of_loss": "share", "payback_year": "optional"},
    )  # fmt: skip
    title, lead = view.say(str(values["headline"]), **values), view.say(f"{key}.lead", **values)
    return FigureBlock("business-case", title, (figure,), twin, OPENBAAR, lead, _caption(view, values))


def members_block(view: View, members: ResultTable) -> FigureBlock:
    """Who runs which risk in the best joint scenario?"""
    values, key = facts(view), "figures.business-case"
    own = members.frame.filter(scenario=str(values["best_scenario"]))
    losers = values["members_with_loss_most"]
    variant = "none" if not losers else "all" if losers == own.height else "some"
    figure = Figure(
        "business-case-members", view.say(f"{key}.members-short", **values),
        view.say(f"{key}.members-description", **values | _extremes(own)), _member_scene(view, own),
    )  # fmt: skip
    twin = TableBlock(
        "business-case-members", view.say(f"{key}.members-table", **values), view.narrowed(members, own.select(MEMBER_TWIN)), OPENBAAR,
        formats=CHANCES | dict.fromkeys(("each_difference", "each_low", "each_high"), "1"),
    )  # fmt: skip
    title = view.say(f"{key}.members-title-{variant}", **values | {"n": losers})
    return FigureBlock(
        "business-case-members", title, (figure,), twin, OPENBAAR, view.say(f"{key}.members-lead", **values),
        view.say(f"{key}.members-caption", **values),
    )  # fmt: skip


def _caption(view: View, values: dict[str, Value]) -> str:
    """How it was calculated, and whose cost is an assumption."""
    caption = view.say("figures.business-case.caption", **values)
    if not values["members_without_ledger"]:
        return caption
    unsure = {"n": values["members_without_ledger"], "names": values["names_without_ledger"]}
    return f"{caption} {view.say('figures.business-case.assumed', **unsure)}"


def _extremes(own: pl.DataFrame) -> dict[str, Value]:
    """The members with the largest and the smallest chance of loss."""
    ordered = own.sort("probability_of_loss", maintain_order=True)
    least, most = ordered.row(0, named=True), ordered.row(-1, named=True)
    return {
        "least": least["organisation_name"], "least_chance": least["probability_of_loss"],
        "most": most["organisation_name"], "most_chance": most["probability_of_loss"],
    }  # fmt: skip


def millions(view: View, cents: int, decimals: int, signed: bool = False) -> str:
    """An amount in millions of euros, with a plus where it is more and asked for."""
    return signed_number(view, Decimal(cents) / MILLION, decimals, signed)


def signed_number(view: View, value: Decimal | float, decimals: int, signed: bool = True) -> str:
    """A number with its sign."""
    text = number(value, view.language, decimals)
    return f"+{text}" if signed and value > 0 and not text.startswith(MINUS) else text


def _decimals(axis: Axis) -> int:
    """As many decimals as the steps of the axis need, at least one."""
    return 2 if axis.step < 1e8 else 1


def _tick(view: View, axis: Axis, value: float, unit: float) -> str:
    decimals = 0 if axis.step >= unit and axis.step % unit == 0 else 1 if axis.step >= unit / 10 else 2
    return signed_number(view, Decimal(str(value)) / Decimal(str(unit)), decimals)


def _scenario_scene(told: Told) -> Scene:
    view, rows = told.view, list(told.scenarios.frame.iter_rows(named=True))
    ends = [row[name] for row in rows for name in ("difference_low", "difference_high", "difference")]
    axis = axis_for(ends, SCALE, SCALE_END, 4)
    bottom = HEAD + ROW * len(rows)
    words = [_tick(view, axis, value, 1e8) for value in axis.ticks()]
    marks: list[Mark] = list(_scenario_heads(view))
    marks += ruler(axis, words, HEAD, bottom)
    for i, row in enumerate(rows):
        y = HEAD + ROW * (i + 0.5)
        marks += _scenario_row(told, row, axis, y)
        marks.append(ruled(PORTRAIT_WIDTH, y + ROW / 2))
    return Scene(PORTRAIT_WIDTH, even(bottom + 4), tuple(marks))


def _scenario_heads(view: View) -> Iterator[Mark]:
    key = "figures.business-case"
    yield Text(6, HEAD - 5, view.say(f"{key}.scenario"), SMALL, fill="muted")
    yield Text((SCALE + SCALE_END) / 2, 12, view.say(f"{key}.axis"), SMALL, fill="muted", anchor="middle")
    for place, name in ((COST_END, "cost"), (DIFFERENCE_END, "difference"), (PORTRAIT_WIDTH - 4, "dearer")):
        first, _, second = view.say(f"{key}.{name}").partition("\n")
        yield Text(place, HEAD - 18, first, SMALL, fill="muted", anchor="end")
        yield Text(place, HEAD - 5, second, SMALL, fill="muted", anchor="end")
    yield Line(0, HEAD, PORTRAIT_WIDTH, HEAD, "edge", 0.8)


def _scenario_row(told: Told, row: dict[str, Any], axis: Axis, y: float) -> Iterator[Mark]:
    view, alone = told.view, row["scenario"] == ALONE
    bold = row["scenario"] in (ALONE, told.best)
    yield Text(6, y + 4.2, str(row[told.name]), SIZE, bold=bold, room=NAME)
    yield Text(COST_END, y + 4.2, millions(view, row["expected"], 1), SIZE, anchor="end")
    if alone:
        yield Circle(axis.place(0), y, 5, "paper", "ink")
        return
    yield from interval(axis, row["difference_low"], row["difference"], row["difference_high"], y)
    yield Text(
        DIFFERENCE_END, y + 4.2, millions(view, row["difference"], _decimals(axis), signed=True), SIZE, anchor="end", bold=bold
    )
    yield Text(PORTRAIT_WIDTH - 4, y + 4.2, percentage(row["probability_of_loss"]), SIZE, anchor="end", bold=bold)


def percentage(share: float) -> str:
    """A chance in whole per cents; never 0% or 100% when it did happen, or did not, once.

    >>> percentage(0.0), percentage(0.9999), percentage(0.0001), percentage(0.314)
    ('0%', '>99%', '<1%', '31%')
    """
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{round(share * 100)}%"


def _member_scene(view: View, own: pl.DataFrame) -> Scene:
    shown = own.head(MOST_MEMBERS)
    ends = [value for name in ("each_low", "each_high") for value in shown[name].to_list()]
    axis = axis_for(ends, MEMBER_SCALE, MEMBER_SCALE_END, 4)
    bottom = HEAD + MEMBER_ROW * shown.height
    marks: list[Mark] = list(_member_heads(view))
    marks += ruler(axis, [_tick(view, axis, value, 1.0) for value in axis.ticks()], HEAD, bottom)
    for i, row in enumerate(shown.iter_rows(named=True)):
        y = HEAD + MEMBER_ROW * (i + 0.5)
        marks += _member_row(view, row, axis, y)
        marks.append(ruled(PORTRAIT_WIDTH, y + MEMBER_ROW / 2))
    return Scene(PORTRAIT_WIDTH, even(bottom + 4), tuple(marks))


def _member_heads(view: View) -> Iterator[Mark]:
    key = "figures.business-case"
    yield Text(6, HEAD - 5, view.say(f"{key}.member"), SMALL, fill="muted")
    yield Text((MEMBER_SCALE + MEMBER_SCALE_END) / 2, 12, view.say(f"{key}.each-axis"), SMALL, fill="muted", anchor="middle")
    for place, name in ((EACH_END, "each"), (PORTRAIT_WIDTH - 4, "chance")):
        first, _, second = view.say(f"{key}.{name}").partition("\n")
        yield Text(place, HEAD - 18, first, SMALL, fill="muted", anchor="end")
        yield Text(place, HEAD - 5, second, SMALL, fill="muted", anchor="end")
    yield Line(0, HEAD, PORTRAIT_WIDTH, HEAD, "edge", 0.8)


def _member_row(view: View, row: dict[str, Any], axis: Axis, y: float) -> Iterator[Mark]:
    yield Text(6, y + 4.2, str(row["organisation_name"]), SIZE, room=MEMBER_NAME)
    if row["without_ledger"]:
        yield from unknown_box(MEMBER_NAME + 10, y - 8, ASSUMED_WIDTH, 16, view.say("figures.business-case.guess"), 10.0)
    yield from interval(axis, row["each_low"], row["each_difference"], row["each_high"], y)
    yield Text(EACH_END, y + 4.2, signed_number(view, row["each_difference"], 1), SIZE, anchor="end")
    yield Rect(BAR, y - 5, (BAR_END - BAR) * row["probability_of_loss"], 10, "loss")
    yield Text(PORTRAIT_WIDTH - 4, y + 4.2, percentage(row["probability_of_loss"]), SIZE, anchor="end")
