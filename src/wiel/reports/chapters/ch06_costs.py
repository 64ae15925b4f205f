"""Chapter 6: what do the scenarios cost and bring, when is it earned back, and how sure is that?"""

from collections.abc import Iterator, Mapping

from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.business_case import facts
from wiel.reports.figures.sensitivity import sensitivity_block
from wiel.reports.view import View
from wiel.texts.numbers import Value, formatted

NUMBER, MISSING = 6, ("ledger", "contracts", "move", "rate")
LISTS = {"costs": "ledger", "contracts": "contracts"}
INSTRUMENT = "business_case"
PARTS = ("lasting", "present", "difference")
EVENTS = ("who", "before", "difference", "difference_low", "difference_high", "change")
SIZES = ("size", "groups", "best", "median", "worst", "cheaper")
EVEN = ("extra_cost", "saving_needed", "share_needed", "share_found", "share_low", "share_high", "smallest_group")
SHARES = dict.fromkeys(("share_needed", "share_found", "share_low", "share_high", "cheaper"), "share")


def chapter(view: View) -> Chapter:
    """Break-even, what matters most, groups, events and kinds of money; or what is missing for that."""
    values = facts(view)
    if not values.get("cost_alone"):
        return unanswered(view, NUMBER, MISSING, LISTS)
    paid = "know-payback" if values["payback_year"] is not None else "know-no-payback"
    know = [view.say("chapters.ch06.know-needed", **values), view.say(f"chapters.ch06.{paid}", **values)]
    know.append(view.say("chapters.ch06.know-whence", **values))
    wanted = ("parameters", *(f"{name}-more" if view.rows(table) else name for table, name in LISTS.items()))
    return Chapter(NUMBER, title(view, NUMBER), tuple(know), tuple(_blocks(view, values)), missing(view, NUMBER, wanted))


def _blocks(view: View, values: dict[str, Value]) -> Iterator[Block]:
    yield _key_figures(view, values)
    tornado = view.table(INSTRUMENT, "tornado")
    figure = sensitivity_block(view, tornado) if tornado is not None else None
    if figure is not None:
        yield figure
    yield from _table(view, "parts", "parts", PARTS, values, {})
    yield from _table(view, "even", "break_even", EVEN, values, {"smallest_group": "optional"}, every=True)
    yield from _table(view, "sizes", "group_sizes", SIZES, values, {})
    yield from _table(view, "events", "events", EVENTS, values, {"who": "optional"})


def _table(
    view: View,
    key: str,
    name: str,
    columns: tuple[str, ...],
    values: dict[str, Value],
    formats: Mapping[str, str],
    every: bool = False,
) -> Iterator[Block]:
    """A section with a table: of the best scenario, or of every scenario with its name."""
    table = view.table(INSTRUMENT, name)
    if table is None:
        return
    ending = "" if view.language == "nl" else "_en"
    heads = {"even": "scenario_name", "events": "event_name", "parts": "part_name"}
    shown = (f"{heads[key]}{ending}", *columns) if key in heads else columns
    frame = table.frame if every else table.frame.filter(scenario=str(values["best_scenario"]))
    yield Section(view.say(f"chapters.ch06.{key}"))
    if key == "parts":
        yield Paragraph(view.say("chapters.ch06.whence", **values))
    heading, caption = view.say(f"chapters.ch06.{key}-title", **values), view.say(f"chapters.ch06.{key}-caption")
    yield TableBlock(
        f"business-case-{key}", heading, view.narrowed(table, frame), table.visibility, caption, shown, SHARES | dict(formats),
    )  # fmt: skip


def _key_figures(view: View, values: dict[str, Value]) -> KeyFigures:
    language, never = view.language, view.say("chapters.ch06.payback.never", **values)
    shown = {
        "needed": formatted(values["share_needed"], language, "share"),
        "found": formatted(values["share_found"], language, "share"),
        "payback": never if values["payback_year"] is None else formatted(values["payback_year"], language, "plain"),
        "smallest": formatted(values["smallest_group"], language)
        if values["smallest_group"]
        else view.say("chapters.ch06.smallest.none"),
    }
    return KeyFigures(
        tuple(
            KeyFigure(view.say(f"chapters.ch06.{name}"), text, view.say(f"chapters.ch06.{name}.note", **values))
            for name, text in shown.items()
        )
    )
