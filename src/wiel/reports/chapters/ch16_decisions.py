"""Chapter 16: what is each council asked to decide? Going on and not going on get the same space."""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, Item, Paragraph, Points, Section, TableBlock
from wiel.reports.figures.business_case import facts
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts import Sentence
from wiel.texts.numbers import Value

NUMBER, MISSING = 16, ("answer", "money", "dates")
STEPS = ("take-note", "choose", "money", "people", "calendar")
WAYS = ("on", "stop")
ACTS = ("view", "wishes", "permission", "budget-view", "own-budget")
OPENBAAR = Confidentiality.OPENBAAR
NOT_CHOSEN = "strengste kalender"


def chapter(view: View) -> Chapter:
    """Two draft decisions of equal length, and the days that hold for each council; without a calendar what is needed."""
    calendar = view.table("governance", "calendar")
    if calendar is None or not view.number("governance", "members"):
        return unanswered(view, NUMBER, MISSING)
    names = ("start", "last_council", "first_act", "form", "members", "budget_year")
    values = {name: view.fact("governance", name) for name in names}
    open_form = view.fact("governance", "form_reason") == NOT_CHOSEN
    values["form"] = view.say("chapters.ch16.form-open" if open_form else f"reports.word.{values['form']}")
    know = tuple(view.say(f"chapters.ch16.know-draft-{i}", **values) for i in (1, 2, 3))
    blocks: tuple[Block, ...] = (
        Paragraph(view.say("chapters.ch16.intro", **values)),
        *_outcome(view),
        *(block for way in WAYS for block in _way(view, way, values)),
        Section(view.say("chapters.ch16.days")),
        _days(view, calendar),
        Paragraph(view.say("chapters.ch16.letters"), quiet=True),
    )
    return Chapter(
        NUMBER, title(view, NUMBER), know, blocks, missing(view, NUMBER, MISSING[1:] if facts(view).get("cost_alone") else MISSING)
    )


def _outcome(view: View) -> Iterator[Block]:
    """What the study says of doing it together and doing it alone, where that was worked out."""
    money = facts(view)
    if money.get("cost_alone"):
        yield Paragraph(view.say("chapters.ch16.outcome", sentence=view.say(str(money["headline"]), **money)))


def _way(view: View, way: str, values: Mapping[str, Value]) -> Iterator[Block]:
    """One of the two draft decisions: the same steps, in the same order."""
    yield Section(view.say(f"chapters.ch16.{way}"))
    sentences = (Sentence(f"chapters.ch16.{way}.{step}", values) for step in STEPS)
    yield Points(tuple(Item(one.remedy(view.language), one.message(view.language)) for one in sentences), ordered=True)


def _days(view: View, calendar: ResultTable) -> TableBlock:
    """Per council the last day of each of its acts, for the shown form."""
    acts = calendar.frame.filter((pl.col("form") == view.fact("governance", "form")) & (pl.col("body") == "raad"))
    shown = [act for act in ACTS if act in acts["act"].to_list()]
    frame = view.members.select(organisation_name="name", inhabitants="inhabitants")
    for act in shown:
        days = acts.filter(pl.col("act") == act).select("organisation_name", pl.col("date").alias(act))
        frame = frame.join(days, on="organisation_name", how="left", maintain_order="left")
    heads = {name: view.say(f"chapters.ch16.{name.replace('_', '-')}") for name in ("organisation_name", "inhabitants", *shown)}
    columns = {name: Meaning(head, head, visibility=OPENBAAR) for name, head in heads.items()}
    table = ResultTable("council_days", frame, columns, OPENBAAR)
    caption = view.say("chapters.ch16.days-caption")
    return TableBlock("council-days", view.say("chapters.ch16.days-title"), table, OPENBAAR, caption)
