"""The benchmark half of chapter 3: one's own costs beside those of others of one's kind."""

from collections.abc import Iterator

import polars as pl

from wiel.reports.chapters.unanswered import not_computed
from wiel.reports.document import Block, Item, Paragraph, Points, TableBlock
from wiel.reports.figures.benchmark import peers_block
from wiel.reports.view import View

SHOWN = ("organisation_name", "reference", "size_class", "state", "own_indexed", "published_year", "published_indexed", "position")
FORMATS = {"reference": "word", "size_class": "optional", "state": "word", "position": "word", "published_year": "plain"}
IV3_SHOWN = ("measure", "size_class", "towns", "towns_zero", "quarter", "median", "three_quarters")
OWN_SHOWN = ("organisation_name", "measure", "size_class", "own", "class_median", "class_others", "class_lower")
DEFINITION = {"nl": "text", "en": "text_en"}


def benchmark_section(view: View) -> Iterator[Block]:
    """Figure, definitions, places of the members, and overhead of all municipalities; a dashed box while nothing is compared."""
    figure = peers_block(view)
    if figure is None:
        yield not_computed(view, "chapters.ch03.not-computed")
        return
    yield figure
    yield from _definitions(view)
    yield from _positions(view)
    yield from _iv3(view)


def known_sentence(view: View) -> str | None:
    """What one must know of the comparison; None while nothing is compared."""
    result = view.result("benchmark")
    if result is None:
        return None
    facts = dict(result.facts)
    return view.say("chapters.ch03.benchmark-know", sentence=view.say(str(facts.pop("headline")), **facts))


def _definitions(view: View) -> Iterator[Block]:
    definitions = view.table("benchmark", "definitions")
    if definitions is None:
        return
    yield Paragraph(view.say("chapters.ch03.benchmark-definitions"))
    sentences = (text.partition(":") for text in definitions.frame[DEFINITION[view.language]])
    yield Points(tuple(Item(rest.strip(), lead) for lead, _, rest in sentences))


def _positions(view: View) -> Iterator[Block]:
    positions = view.table("benchmark", "positions")
    if positions is None:
        return
    rows = positions.frame.filter((pl.col("basis") == "inwoner") & (pl.col("category") == "totaal"))
    table = view.narrowed(positions, rows)
    title, caption = view.say("chapters.ch03.benchmark-positions"), view.say("chapters.ch03.benchmark-positions-caption")
    yield TableBlock("benchmark-positions", title, table, table.visibility, caption, SHOWN, FORMATS, rows_on_page=60)


def _iv3(view: View) -> Iterator[Block]:
    """Overhead by size class; never called cost of ICT."""
    classes = view.table("benchmark", "iv3_classes")
    if classes is None:
        yield not_computed(view, "chapters.ch03.no-iv3")
        return
    year = str(view.fact("benchmark", "iv3_year"))
    caption = view.say("chapters.ch03.iv3-caption")
    yield TableBlock(
        "iv3-classes", view.say("chapters.ch03.iv3-title", year=year), classes, classes.visibility, caption, IV3_SHOWN,
        {"measure": "word", "size_class": "word"},
    )  # fmt: skip
    own = view.table("benchmark", "iv3_positions")
    if own is not None:
        head = view.say("chapters.ch03.iv3-own-title", year=year)
        yield TableBlock(
            "iv3-own", head, own, own.visibility, caption, OWN_SHOWN, {"measure": "word", "class_lower": "share"}, rows_on_page=40
        )
