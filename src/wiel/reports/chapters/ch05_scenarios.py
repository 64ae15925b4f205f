"""Chapter 5: which ways are there to go on, doing nothing included?"""

from collections.abc import Iterator

from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.business_case import facts, members_block, percentage, scenarios_block
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import Value, formatted

NUMBER, MISSING = 5, ("choices", "solutions", "wishes")
INSTRUMENT = "business_case"


def chapter(view: View) -> Chapter:
    """The scenarios with their intervals, the risk of each member, quality beside money; or what is missing for that."""
    scenarios, members = view.table(INSTRUMENT, "scenarios"), view.table(INSTRUMENT, "members")
    values = facts(view)
    if scenarios is None or members is None or not values.get("cost_alone"):
        return unanswered(view, NUMBER, MISSING)
    side = "cheaper" if view.number(INSTRUMENT, "difference") < 0 else "dearer"
    know = (
        f"{view.say(str(values['headline']), **values)}.",
        view.say(f"chapters.ch05.know-{side}", **values),
        view.say("chapters.ch05.know-evidence"),
    )
    blocks = tuple(_blocks(view, scenarios, members, values))
    wanted = MISSING if values["with_plan"] else ("plan", *MISSING)
    return Chapter(NUMBER, title(view, NUMBER), know, blocks, missing(view, NUMBER, wanted))


def _blocks(view: View, scenarios: ResultTable, members: ResultTable, values: dict[str, Value]) -> Iterator[Block]:
    yield _key_figures(view, values)
    yield scenarios_block(view, scenarios)
    yield Paragraph(view.say("chapters.ch05.evidence"), quiet=True)
    if values["with_plan"]:
        yield Paragraph(view.say("chapters.ch05.beyond-applications"), quiet=True)
    yield members_block(view, members)
    quality = view.table(INSTRUMENT, "quality")
    if quality is not None:
        yield Section(view.say("chapters.ch05.quality"))
        yield _quality(view, quality)


def _quality(view: View, quality: ResultTable) -> TableBlock:
    name = "measure_name" if view.language == "nl" else "measure_name_en"
    shown = (name, "now", "of", "unknown", "planned", "planned_of", "planned_unknown")
    formats = dict.fromkeys(("of", "planned_of"), "optional")
    heading, caption = view.say("chapters.ch05.quality-title"), view.say("chapters.ch05.quality-caption")
    return TableBlock("business-case-quality", heading, quality, quality.visibility, caption, shown, formats)


def _key_figures(view: View, values: dict[str, Value]) -> KeyFigures:
    chance, losers = values["chance_best_beats_alone"], values["members_with_loss_most"]
    shown = {
        "alone": formatted(values["cost_alone"], view.language, "eurm"),
        "best": formatted(values["difference"], view.language, "eurm"),
        "chance": percentage(chance) if isinstance(chance, float) else formatted(None, view.language),
        "losers": view.say("figures.of", part=losers, whole=values["members"]),
    }
    return KeyFigures(
        tuple(
            KeyFigure(view.say(f"chapters.ch05.{name}"), text, view.say(f"chapters.ch05.{name}.note", **values))
            for name, text in shown.items()
        )
    )
