"""Chapter 14: how does one join, leave and untangle?"""

from collections.abc import Iterator

from wiel.quantities import Confidentiality
from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, Paragraph, Section, TableBlock
from wiel.reports.figures.cost_sharing import key_name
from wiel.reports.figures.leaving import leaving_block
from wiel.reports.view import View

NUMBER, MISSING = 14, ("terms", "assets", "exit")
INSTRUMENT = "cost_sharing"
OPENBAAR = Confidentiality.OPENBAAR
JOINING = ("organisation_name", "share", "book", "investment")


def chapter(view: View) -> Chapter:
    """What joining and leaving cost each participant at the proposed key; or what is missing for that."""
    leaving = view.table(INSTRUMENT, "exit")
    key = view.fact(INSTRUMENT, "proposed")
    if leaving is None or not isinstance(key, str):
        return unanswered(view, NUMBER, MISSING)
    known = tuple(view.say(f"chapters.ch14.{name}") for name in ("right", "methods", "agree"))
    return Chapter(NUMBER, title(view, NUMBER), known, tuple(_blocks(view, key)), missing(view, NUMBER, MISSING))


def _blocks(view: View, key: str) -> Iterator[Block]:
    leaving, joining = view.table(INSTRUMENT, "exit"), view.table(INSTRUMENT, "entry")
    chosen = key_name(view, key)
    yield Paragraph(view.say("chapters.ch14.at-key", chosen=chosen))
    if leaving is not None:
        yield leaving_block(view, leaving)
        yield Paragraph(view.say("chapters.ch14.damage"), quiet=True)
    yield Section(view.say("chapters.ch14.joining"))
    yield Paragraph(view.say("chapters.ch14.joining-text"))
    if joining is not None:
        yield TableBlock(
            "cost-sharing-joining", view.say("chapters.ch14.joining-title", chosen=chosen), joining, OPENBAAR,
            caption=view.say("chapters.ch14.joining-caption"), shown=JOINING, formats={"share": "share"},
        )  # fmt: skip
