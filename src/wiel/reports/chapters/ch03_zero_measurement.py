"""Chapter 3: what is there now, how complete is what we know, and how does it compare?"""

from collections.abc import Iterator

from wiel.findings import Findings, Severity
from wiel.reports.chapters.benchmark_section import benchmark_section, known_sentence
from wiel.reports.chapters.unanswered import know, missing, not_computed, title
from wiel.reports.document import Block, Chapter, FindingsBlock, KeyFigure, KeyFigures, Paragraph, Section, TableBlock
from wiel.reports.figures.inventory import completeness_block
from wiel.reports.view import View
from wiel.texts.numbers import formatted

NUMBER, MISSING = 3, ("end-of-support", "products", "confirmation", "peers")
COUNTS = ("organisation_name", "applications_held", "uses", "shared_uses", "couplings", "contracts", "cost_known")
WORKLIST = {
    "nl": ("severity", "count", "file", "column", "message", "remedy"),
    "en": ("severity", "count", "file", "column", "message_en", "remedy_en"),
}
NEXT_HOUR = {
    "nl": ("organisation_name", "rank", "what", "minutes", "gain"),
    "en": ("organisation_name", "rank", "what_en", "minutes", "gain_en"),
}
PLACES = ("file", "sheet", "row", "column")
FACTS = ("organisations", "applications", "uses", "applications_without_product", "applications_without_end_of_support")
SHOWN_FINDINGS = 12


def chapter(view: View) -> Chapter:
    """Counts per member, completeness per kind of data, and the findings that matter most."""
    values = {name: view.number("inventory", name) for name in FACTS} | {"n": len(view.findings)}
    blocks = tuple(_blocks(view))
    first, second, third = know(view, NUMBER, **values)
    if values["organisations"] == 1:
        first = view.say("chapters.ch03.know-1-one", **values)
    return Chapter(
        NUMBER, title(view, NUMBER), (first, second, known_sentence(view) or third), blocks, missing(view, NUMBER, MISSING)
    )


def _blocks(view: View) -> Iterator[Block]:
    yield _key_figures(view)
    yield Section(view.say("chapters.ch03.counts"))
    counts = view.table("inventory", "counts")
    if counts is not None:
        shown = tuple(name for name in COUNTS if name in counts.columns)
        caption = view.say("chapters.ch03.counts-caption")
        yield TableBlock("counts", view.say("chapters.ch03.counts-title"), counts, counts.visibility, caption, shown)
    yield Section(view.say("chapters.ch03.completeness"))
    completeness = view.table("inventory", "completeness")
    figure = completeness_block(view, completeness) if completeness is not None else None
    yield figure or not_computed(view, "chapters.ch03.no-completeness")
    yield Section(view.say("chapters.ch03.findings"))
    yield from _findings(view)
    yield from _next_hour(view)
    yield Section(view.say("chapters.ch03.benchmark"))
    yield from benchmark_section(view)


def _next_hour(view: View) -> Iterator[Block]:
    """The tasks that win most per minute, as far as they may be seen."""
    tasks = view.table("inventory", "next_hour")
    if tasks is None:
        return
    shown = tuple(name for name in NEXT_HOUR[view.language] if name in tasks.columns)
    yield Section(view.say("chapters.ch03.next-hour"), tasks.visibility)
    caption = view.say("chapters.ch03.next-hour-caption")
    yield TableBlock(
        "next-hour", view.say("chapters.ch03.next-hour-title"), tasks, tasks.visibility, caption, shown, rows_on_page=50
    )


def _key_figures(view: View) -> KeyFigures:
    return KeyFigures(tuple(_key_figure(view, name) for name in FACTS[1:]))


def _key_figure(view: View, name: str) -> KeyFigure:
    key = f"chapters.ch03.{name.replace('_', '-')}"
    return KeyFigure(view.say(key), formatted(view.fact("inventory", name), view.language), view.say(f"{key}.note"))


def _findings(view: View) -> Iterator[Block]:
    found = view.findings
    for level, n in view.withheld_findings.items():
        yield Paragraph(view.say(f"chapters.ch03.findings-{level.dutch}", n=n), quiet=True)
    if not len(found):
        if not view.withheld_findings:
            yield Paragraph(view.say("chapters.ch03.no-findings"))
        return
    counts = {severity.value: sum(finding.severity == severity for finding in found) for severity in Severity}
    yield Paragraph(view.say("chapters.ch03.findings-counted", **counts, n=len(found)))
    shown = Findings(found.items[:SHOWN_FINDINGS])
    yield FindingsBlock(shown, len(found), max(finding.visibility for finding in shown))
    worklist = view.table("inventory", "worklist")
    if worklist is not None:
        columns = tuple(name for name in WORKLIST[view.language] if name in worklist.columns) or tuple(worklist.columns)
        formats = {"severity": "word"} | dict.fromkeys(PLACES, "optional")
        caption = view.say("chapters.ch03.worklist-caption")
        yield TableBlock(
            "worklist",
            view.say("chapters.ch03.worklist-title"),
            worklist,
            worklist.visibility,
            caption,
            columns,
            formats,
            rows_on_page=25,
        )
