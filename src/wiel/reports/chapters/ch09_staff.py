"""Chapter 9: what changes for staff, and when does the works council speak?"""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.reports.chapters.unanswered import missing, title, unanswered
from wiel.reports.document import Block, Chapter, Item, Paragraph, Points, Section, TableBlock
from wiel.reports.figures.governance import staff_block
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import Value

NUMBER, MISSING = 9, ("roles", "council", "status")
LISTS = {"staff": "roles"}
GOES = ("blijft", "gastheer", "samenwerking")
FORM = {"nl": "form", "en": "form_en"}
ADVICE = ("organisation_name", "what", "start", "date", "basis", "label", "date_label")


def chapter(view: View) -> Chapter:
    """The roles that are known, what each form means for staff, and when the works councils advise; without result what is needed."""
    compared, calendar = view.table("governance", "comparison"), view.table("governance", "calendar")
    if compared is None or calendar is None:
        return unanswered(view, NUMBER, MISSING, LISTS)
    form = view.fact("governance", "form")
    values = {name: view.fact("governance", name) for name in ("roles", "members", "members_without_roles", "start")}
    values |= {"form": view.say(f"reports.word.{form}")}
    advice = calendar.frame.filter((pl.col("form") == form) & (pl.col("body") == "ondernemingsraad"))
    know = (
        view.say(f"chapters.ch09.know-{_known(values)}", **values),
        view.say(f"chapters.ch09.know-{view.fact('governance', 'staff')}", **values),
        view.say("chapters.ch09.know-2"),
    )
    blocks: tuple[Block, ...] = (
        *_roles(view),
        Section(view.say("chapters.ch09.forms")),
        *_forms(view, compared),
        Section(view.say("chapters.ch09.advice")),
        *_advice(view, calendar, advice),
    )
    known = view.rows("staff") > 0
    wanted = tuple(f"{name}-more" if known and name == "roles" else name for name in MISSING)
    return Chapter(NUMBER, title(view, NUMBER), know, blocks, missing(view, NUMBER, wanted))


def _known(values: Mapping[str, Value]) -> str:
    """Which sentence says how much is known of the roles."""
    if values["roles"] is None:
        return "no-roles"
    return "roles" if values["members_without_roles"] else "all-roles"


def _roles(view: View) -> Iterator[Block]:
    yield Section(view.say("chapters.ch09.roles"))
    figure, staff = staff_block(view), view.table("governance", "staff")
    if figure is not None:
        yield figure
    else:
        yield Paragraph(view.say("chapters.ch09.no-roles"))
    if staff is not None and "fte" in staff.columns:
        secret = max(meaning.visibility for meaning in staff.columns.values())
        yield TableBlock(
            "staff-fte", view.say("chapters.ch09.fte"), staff, secret, "", ("organisation_name", "roles", "fte"), {"fte": "1"}
        )


def _forms(view: View, compared: ResultTable) -> Iterator[Block]:
    """Where the staff works under each form."""
    items = []
    for place in GOES:
        names = compared.frame.filter(pl.col("staff") == place)[FORM[view.language]].to_list()
        if names:
            items.append(Item(view.say(f"chapters.ch09.staff-{place}", names=names), view.say(f"chapters.ch09.lead-{place}")))
    yield Points(tuple(items))
    yield Paragraph(view.say("chapters.ch09.staff-note"), quiet=True)


def _advice(view: View, calendar: ResultTable, advice: pl.DataFrame) -> Iterator[Block]:
    yield Paragraph(view.say("chapters.ch09.advice-text"))
    if advice.is_empty():
        return
    table = view.narrowed(calendar, advice)
    shown = tuple("what_en" if name == "what" and view.language == "en" else name for name in ADVICE)
    head, caption = view.say("chapters.ch09.advice-title"), view.say("chapters.ch09.advice-caption")
    yield TableBlock("works-council", head, table, table.visibility, caption, shown, rows_on_page=40)
