"""The second half of chapter 4: which applications should serve which function for whom; and the alternatives for chapter 5."""

from collections.abc import Iterator, Mapping

import polars as pl

from wiel.quantities import Confidentiality
from wiel.reports.chapters.unanswered import not_computed
from wiel.reports.document import Block, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.rationalisation import before_and_after_block
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.texts.numbers import Value, formatted

INSTRUMENT = "rationalisation"
PARTS = ("part", "cost_today", "cost_plan", "difference", "year_today", "year_plan")
MEMBERS = ("organisation_name", "cost_today", "cost_plan", "difference", "difference_year", "once", "changes", "assumed_share")
ALTERNATIVES = ("alternative", "cost", "more_share", "different", "applications", "changes", "once", "largest_supplier")
DECISIONS = ("application_name", "holder_name", "classification", "time", "reason", "regret_found")
CHOICES = ("organisation_name", "component_name", "target", "decision", "reason", "regret_found")
CONFLICTS = ("conflict", "demand", "organisation_name", "component_name", "subject", "gave_way")
SHARES = {"more_share": "share", "largest_supplier": "share", "assumed_share": "share"}
OPTIONAL = {"regret_bound": "optional", "regret_found": "optional", "holder_name": "optional"}
EMPTY = {"organisation_name": "optional", "component_name": "optional", "subject": "optional"}
ON_PAGE = 30


def rationalisation_section(view: View) -> Iterator[Block]:
    """Figures, money and decisions of the proposed landscape; a dashed box while there is none."""
    yield Section(view.say("chapters.plan.section"))
    result = view.result(INSTRUMENT)
    functions = view.table(INSTRUMENT, "functions")
    if functions is None:
        if result is not None and view.fact(INSTRUMENT, "headline"):
            facts = dict(result.facts)
            yield Paragraph(view.say(str(facts.pop("headline")), **facts) + ".")
            yield from _conflicts(view)
        else:
            yield not_computed(view, "chapters.plan.not-computed")
        return
    yield _key_figures(view)
    yield before_and_after_block(view, functions, view.table(INSTRUMENT, "moves"))
    yield Paragraph(view.say("chapters.plan.money", **_facts(view)))
    yield from _table(view, "parts", PARTS, words={"part": "part"}, formats={"year_today": "optional", "year_plan": "optional"})
    yield from _table(view, "plan_members", MEMBERS, formats=SHARES)
    yield from alternatives_section(view)
    yield from _decisions(view)
    yield from _conflicts(view)


def known_sentence(view: View) -> str | None:
    """What one must know of the proposal; None while there is none."""
    result = view.result(INSTRUMENT)
    if result is None or "headline" not in result.facts:
        return None
    facts = dict(result.facts)
    return view.say(str(facts.pop("headline")), **facts) + "."


def alternatives_section(view: View) -> Iterator[Block]:
    """The plans side by side, for whoever has to choose; nothing while there is no plan."""
    table = view.table(INSTRUMENT, "alternatives")
    if table is not None:
        yield Paragraph(view.say("chapters.plan.alternatives", **_facts(view), n=view.number(INSTRUMENT, "alternatives")))
        yield from _table(view, "alternatives", ALTERNATIVES, words={"alternative": "choice"}, formats=SHARES)


def _facts(view: View) -> dict[str, Value]:
    result = view.result(INSTRUMENT)
    return {} if result is None else dict(result.facts)


def _decisions(view: View) -> Iterator[Block]:
    """What happens to each application and each function of a member, and why."""
    if view.ceiling < Confidentiality.INTERN:
        yield Paragraph(view.say("chapters.plan.withheld"), quiet=True)
        return
    words = {"classification": "class", "time": "time", "reason": "reason"}
    yield from _table(view, "decisions", DECISIONS, words=words, formats=OPTIONAL, by="regret_found")
    yield from _table(
        view, "choices", CHOICES, words={"reason": "reason", "decision": "decision"}, formats=OPTIONAL, by="regret_found"
    )


def _conflicts(view: View) -> Iterator[Block]:
    yield from _table(view, "conflicts", CONFLICTS, words={"demand": "reason"}, formats=EMPTY)


def _table(
    view: View,
    name: str,
    shown: tuple[str, ...],
    words: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    by: str | None = None,
) -> Iterator[Block]:
    table = view.table(INSTRUMENT, name)
    if table is None:
        return
    spoken = _spoken(view, table, words or {})
    if by is not None:
        spoken = view.narrowed(spoken, spoken.frame.sort(by, descending=True, nulls_last=True, maintain_order=True))
    key = f"chapters.plan.{name.replace('_', '-')}"
    title, caption = (view.say(f"{key}-{part}", n=table.frame.height) for part in ("title", "caption"))
    yield TableBlock(f"rationalisation-{name}", title, spoken, table.visibility, caption, shown, formats or {}, ON_PAGE)


def _spoken(view: View, table: ResultTable, words: Mapping[str, str]) -> ResultTable:
    """The table with the codes of some columns said in words."""
    frame = table.frame
    for column, kind in words.items():
        said = {code: _said(view, kind, code) for code in frame[column].drop_nulls().unique().to_list()}
        frame = frame.with_columns(pl.col(column).replace(said))
    return view.narrowed(table, frame)


def _said(view: View, kind: str, code: str) -> str:
    """A reason or demand is the key of its own sentence; an alternative may have a number."""
    if kind == "reason":
        return view.say(code)
    word, _, number = code.rpartition(" ")
    if number.isdigit():
        return view.say(f"chapters.plan.{kind}.{word}", number=number)
    return view.say(f"chapters.plan.{kind}.{code.replace(' ', '-')}")


def _key_figures(view: View) -> KeyFigures:
    facts = _facts(view)
    after = view.say("figures.of", part=formatted(facts["applications_target"], view.language), whole=facts["applications_today"])
    items = (
        ("saving", formatted(facts["saving"], view.language, "eurm")),
        ("once", formatted(facts["once"], view.language, "eurm")),
        ("left", after),
        ("gap", formatted(facts["gap"], view.language, "share")),
    )
    return KeyFigures(
        tuple(
            KeyFigure(view.say(f"chapters.plan.{name}"), value, view.say(f"chapters.plan.{name}.note", **facts))
            for name, value in items
        )
    )
