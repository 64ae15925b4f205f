"""Draws how fresh and how complete the kinds of data of one organisation are."""

from collections.abc import Iterator

from wiel.reports.figures import Figure, for_page
from wiel.reports.figures.completeness import SMALL, bar, numbered_row, ruled
from wiel.reports.figures.freshness import Months, dots, frame, place
from wiel.reports.figures.legend import SMALL_SWATCH, Key, legend
from wiel.reports.figures.scene import PORTRAIT_WIDTH, Line, Mark, Scene, Text, even
from wiel.texts import formatted, say
from wiel_web.conf.freshness import Kind
from wiel_web.frame.context import language

ROW, HEADS, COUNT_END, LEFT, RIGHT, BAR_START, BAR_WIDTH = 30.0, 44.0, 196.0, 210.0, 400.0, 428.0, 162.0


def picture(kinds: list[Kind], title: str) -> str:
    """The picture as SVG, with what is read aloud."""
    known = [f"{kind.name} {kind.percentage}" for kind in kinds if kind.percentage]
    description = say("start.fresh-description", language(), known=known or None, limit=kinds[0].limit)
    return for_page(Figure("start-freshness", title, description, _scene(kinds)))


def _scene(kinds: list[Kind]) -> Scene:
    bottom = HEADS + ROW * len(kinds)
    months: Months = {kind.table: [(kind.months, kind.stale)] for kind in kinds if kind.months is not None}
    marks: list[Mark] = [*_heads(), *frame(LEFT, RIGHT, HEADS, bottom, months, kinds[0].limit)]
    for i, kind in enumerate(kinds):
        marks += _row(kind, HEADS + ROW * (i + 0.5), months)
    middle = place(kinds[0].limit, LEFT, RIGHT, months, kinds[0].limit)
    marks.append(Text(middle, bottom + 15, say("start.fresh-limit", language()), SMALL, anchor="middle"))
    return Scene(PORTRAIT_WIDTH, even(bottom + 22), tuple(marks))


def _heads() -> Iterator[Mark]:
    keys = (
        Key(say("figures.inventory.known", language()), fill="share4", swatch=SMALL_SWATCH),
        Key(say("figures.unknown", language()), hatched=True, swatch=SMALL_SWATCH),
    )
    yield Text(LEFT, 14, say("start.fresh-months", language()), 12.5, bold=True)
    yield Text(BAR_START, 14, say("figures.inventory.filled", language()), 12.5, bold=True)
    yield from legend(keys, 22, PORTRAIT_WIDTH - BAR_START, BAR_START)[0]
    yield Text(6, 34, say("figures.inventory.kind", language()), SMALL, fill="muted")
    yield Text(COUNT_END, 34, say("figures.inventory.rows", language()), SMALL, fill="muted", anchor="end")
    yield Line(0, HEADS, PORTRAIT_WIDTH, HEADS, "edge", 0.8)


def _row(kind: Kind, y: float, months: Months) -> Iterator[Mark]:
    count = formatted(kind.rows, language()) if kind.rows else "?"
    yield from numbered_row(kind.name, ((COUNT_END, count),), y)
    yield from dots(LEFT, RIGHT, y, months.get(kind.table, ()), months, kind.limit, _no_check(kind))
    if kind.months is not None:
        x = place(kind.months, LEFT, RIGHT, months, kind.limit) + 10
        yield Text(x, y + 4.2, str(kind.months), 12, bold=kind.stale)
    yield from bar(kind.filled, BAR_START, y, BAR_WIDTH, say("figures.inventory.not-delivered", language()))
    share = kind.percentage or say("figures.unknown", language())
    yield Text(PORTRAIT_WIDTH - 2, y + 4.2, share, 12, anchor="end")
    yield ruled(PORTRAIT_WIDTH, y + ROW / 2)


def _no_check(kind: Kind) -> str:
    """The word in the hatching: nobody checked what is there, or there is nothing to check."""
    return say("start.fresh-never" if kind.rows else "figures.unknown", language())
