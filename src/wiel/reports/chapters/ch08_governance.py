"""Chapter 8: which legal form, and who decides what and when?"""

from collections.abc import Iterator
from typing import Any

import polars as pl

from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.governance import calendar_block
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.schema import Meaning
from wiel.texts.numbers import formatted

NUMBER, MISSING = 8, ("form", "bodies", "calendar")
VALUES = ("ja", "deels", "nee")
COMPARED = ("wishes_met", "wishes_partly", "wishes_not", "staff", "first_act", "last_council", "first_year", "to_verify")
FORM = {"nl": "form", "en": "form_en"}
TEXT = {"nl": "text", "en": "text_en"}
REASONS = {"gekozen": "chosen", "past bij de meeste wensen": "best", "strengste kalender": "strictest"}


def chapter(view: View) -> Chapter:
    """The calendar of the shown form, the forms beside the wishes, and what is missing; without result what is needed."""
    result, figure = view.result("governance"), calendar_block(view)
    if result is None or figure is None:
        return unanswered(view, NUMBER, MISSING)
    facts = dict(result.facts)
    headline = view.say(str(facts.pop("headline")), **facts)
    facts["form"] = view.say(f"reports.word.{facts['form']}")
    reason = view.say(f"chapters.ch08.reason-{REASONS[str(facts['form_reason'])]}", **facts)
    know = (f"{headline}.", reason, view.say("chapters.ch08.verify", **facts))
    blocks: tuple[Block, ...] = (
        _key_figures(view),
        Section(view.say("chapters.ch08.calendar")),
        figure,
        Paragraph(view.say("chapters.ch08.calendar-note", **facts), quiet=True),
        Section(view.say("chapters.ch08.forms")),
        *_comparison(view),
        *_forms(view),
    )
    return Chapter(NUMBER, title(view, NUMBER), know, blocks, missing(view, NUMBER, MISSING))


def _key_figures(view: View) -> KeyFigures:
    names = ("last_council", "start", "weeks_needed", "acts_to_verify")
    return KeyFigures(tuple(_key_figure(view, name) for name in names))


def _key_figure(view: View, name: str) -> KeyFigure:
    key = f"chapters.ch08.{name.replace('_', '-')}"
    values = {"acts": view.fact("governance", "acts")}
    return KeyFigure(
        view.say(key), formatted(view.fact("governance", name), view.language, "day"), view.say(f"{key}.note", **values)
    )


def _comparison(view: View) -> Iterator[Block]:
    """The forms in the order of the law, with the wishes they meet and the last day for the councils; this is no score."""
    compared = view.table("governance", "comparison")
    if compared is None:
        return
    wishes = view.number("governance", "wishes")
    shown = (FORM[view.language], *(name for name in COMPARED if wishes or not name.startswith("wishes")))
    formats = {"staff": "word", "first_year": "plain", "form": "word"}
    caption = view.say("chapters.ch08.comparison-caption" if wishes else "chapters.ch08.comparison-no-wishes")
    head = view.say("chapters.ch08.comparison", n=compared.frame.height)
    yield TableBlock("governance-forms", head, compared, compared.visibility, caption, shown, formats)


def _forms(view: View) -> Iterator[Block]:
    """Per property which forms have it, each with its label; basis per form stands in the workbook."""
    forms = view.table("governance", "forms")
    if forms is None:
        return
    named = forms.frame.with_columns(named=pl.format("{} ({})", FORM[view.language], "label"))
    rows = [
        {"text": text, "wish": part["wish"][0]}
        | {value: part.filter(pl.col("value") == value)["named"].to_list() or [view.say("figures.none")] for value in VALUES}
        for (text,), part in named.group_by(TEXT[view.language], maintain_order=True)
    ]
    schema: dict[str, Any] = {"text": pl.String, "wish": pl.String, **dict.fromkeys(VALUES, pl.List(pl.String))}
    texts = {name: view.say(f"chapters.ch08.value-{name}") for name in ("text", *VALUES)}
    columns = {name: Meaning(text, text, visibility=forms.visibility) for name, text in texts.items()}
    columns = {"text": columns["text"], "wish": forms.columns["wish"]} | {name: columns[name] for name in VALUES}
    table = ResultTable("properties", pl.DataFrame(rows, schema=schema), columns, forms.visibility)
    shown = ("text", *(("wish",) if view.number("governance", "wishes") else ()), *VALUES)
    caption = view.say("chapters.ch08.properties-caption")
    formats = {"wish": "optional"}
    yield TableBlock(
        "governance-properties", view.say("chapters.ch08.properties"), table, table.visibility, caption, shown, formats
    )
