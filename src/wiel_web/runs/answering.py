"""What the page of a result tells, from the chapters of the dossier: the answer, the numbers that matter, figures and tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from wiel.quantities import Confidentiality
from wiel.reports.chapters import CHAPTERS
from wiel.reports.document import Block, Chapter, FigureBlock, FindingsBlock, KeyFigure, KeyFigures, Section, TableBlock
from wiel.reports.figures import business_case, cost_sharing
from wiel.reports.html.blocks import block_html
from wiel.reports.view import View

MOST_NUMBERS = 4
# Further rows stand on the page of the table itself.
ROWS_HERE = 20


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a chapter that tells of one instrument: from one heading up to another, by the keys of their sentences.

    `lead` says which of the three sentences of the chapter follow the answer.
    """

    number: int
    since: str = ""
    until: str = ""
    lead: tuple[int, int] = (0, 0)


CUTS: dict[str, tuple[Cut, ...]] = {
    "inventory": (
        Cut(3, until="chapters.ch03.findings", lead=(0, 2)),
        Cut(3, since="chapters.ch03.next-hour", until="chapters.ch03.benchmark"),
    ),
    "overlap": (Cut(4, until="chapters.plan.section", lead=(0, 2)),),
    "rationalisation": (Cut(4, since="chapters.plan.section"),),
    "benchmark": (Cut(3, since="chapters.ch03.benchmark"),),
    "business_case": (Cut(5, lead=(1, 3)), Cut(6)),
    "cost_sharing": (Cut(7, lead=(1, 3)), Cut(14)),
    "governance": (Cut(8, lead=(1, 3)), Cut(9)),
}
# The numbers in the sentence of the answer where they are more than the single figures of the result.
VALUES = {"business_case": business_case.facts, "cost_sharing": cost_sharing.facts}


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a page; `url` leads to all rows of a table of which only the first are shown, `rows` counts them."""

    html: SafeString
    url: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What one instrument answers, as far as a view may see it."""

    title: str
    lead: tuple[str, ...]
    numbers: tuple[KeyFigure, ...]
    blocks: tuple[Block, ...]

    @property
    def visibility(self) -> Confidentiality:
        """The highest class of what is told."""
        return max((block.visibility for block in self.blocks), default=Confidentiality.OPENBAAR)


def answer(view: View, instrument: str) -> Answer:
    """What does an instrument answer, in the blocks that the dossier has for it?"""
    told = [(chapter, cut) for cut in _cuts(view, instrument) for chapter in (CHAPTERS[cut.number - 1](view),)]
    lead = tuple(sentence for chapter, cut in told for sentence in chapter.know[slice(*cut.lead)])
    blocks = [block for chapter, cut in told for block in _inside(view, chapter, cut)]
    found = next((block.items for block in blocks if isinstance(block, KeyFigures)), ())
    rest = (block for block in blocks if not isinstance(block, FindingsBlock) and getattr(block, "items", None) is not found)
    title = headline(view, instrument)
    return Answer(title, lead, found[:MOST_NUMBERS], tuple(_numbered(_headed(list(rest)), title)))


def _cuts(view: View, instrument: str) -> Sequence[Cut]:
    """Where the dossier tells of an instrument: as the table says, else every chapter that has a figure now."""
    if instrument in CUTS:
        return CUTS[instrument]
    drawn = (chapter for chapter in (make(view) for make in CHAPTERS) if any(isinstance(b, FigureBlock) for b in chapter.blocks))
    return [Cut(chapter.number) for chapter in drawn]


def headline(view: View, instrument: str) -> str:
    """The answer as one sentence; the name of the instrument where it gives none."""
    result = view.result(instrument)
    key = result.facts.get("headline") if result else None
    if result is None or not isinstance(key, str):
        return view.say(f"{instrument}.title")
    values = VALUES[instrument](view) if instrument in VALUES else dict(result.facts)
    return view.say(key, **{name: value for name, value in values.items() if name != "headline"})


def _inside(view: View, chapter: Chapter, cut: Cut) -> Iterator[Block]:
    since, until = (view.say(key) if key else None for key in (cut.since, cut.until))
    inside = since is None
    for block in chapter.blocks:
        if isinstance(block, Section) and block.title in (since, until):
            inside = block.title == since
        if inside:
            yield block


def _headed(blocks: list[Block]) -> list[Block]:
    """Without a heading in front, for the answer heads the page, and without headings under which nothing stands."""
    after = [*blocks[1:], Section("")]
    kept = [
        block
        for block, following in zip(blocks, after, strict=True)
        if not isinstance(block, Section | type(None)) or not isinstance(following, Section)
    ]
    return kept[1:] if kept and isinstance(kept[0], Section) else kept


def _numbered(blocks: Sequence[Block], title: str) -> Iterator[Block]:
    """Figures and tables by number; a figure whose title is the answer itself has its short title."""
    number = 0
    for block in blocks:
        if isinstance(block, FigureBlock | TableBlock):
            number += 1
            block = replace(block, number=str(number))
        if isinstance(block, FigureBlock):
            short = block.figures[0].title if block.title == title else block.title
            block = replace(block, title=short, twin=replace(block.twin, number=str(number)))
        yield block


def parts(blocks: Sequence[Block], language: str, links: Mapping[str, str], as_table: bool = False) -> list[Part]:
    """The blocks as they stand on a page; with `as_table` the table behind each figure instead of the figure.

    `links` gives by the name of a table the page with all its rows.
    """
    shown = (block.twin if as_table and isinstance(block, FigureBlock) else block for block in blocks)
    return [_part(block, language, links) for block in shown]


def _part(block: Block, language: str, links: Mapping[str, str]) -> Part:
    # The blocks escape every text themselves.
    if not isinstance(block, TableBlock):
        return Part(mark_safe(block_html(block, language)))
    rows, url = block.table.frame.height, links.get(block.table.name, "")
    whole = rows <= ROWS_HERE or not url
    table = block.table if whole else replace(block.table, frame=block.table.frame.head(ROWS_HERE))
    html = mark_safe(block_html(replace(block, table=table, rows_on_page=None), language))
    return Part(html) if whole else Part(html, url, rows)
