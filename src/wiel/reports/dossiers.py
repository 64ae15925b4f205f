"""From a study to one dossier per class: chapters as far as they may be seen, numbered, with every table behind them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from wiel.quantities import Confidentiality
from wiel.reports.chapters import CHAPTERS
from wiel.reports.chapters.ch01_occasion import question
from wiel.reports.council.page import council_pages
from wiel.reports.document import Block, Chapter, Dossier, FigureBlock, KeyFigures, Section, TableBlock
from wiel.reports.letters.writing import letters
from wiel.reports.view import View
from wiel.results import ResultTable
from wiel.studies import Study
from wiel.texts import keys

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality


def dossiers(study: Study, language: str = "nl") -> dict[Confidentiality, Dossier]:
    """Everything that a study has to say, per class: the public dossier, that of the members, and the confidential annex."""
    return {ceiling: dossier(study, ceiling, language) for ceiling in Confidentiality}


def dossier(study: Study, ceiling: Confidentiality, language: str = "nl") -> Dossier:
    """What one class may see. The annex holds only what is confidential; the other two hold all sixteen chapters."""
    view = View(study, ceiling, language)
    chapters = tuple(chapter(view) for chapter in CHAPTERS)
    if ceiling == VERTROUWELIJK:
        chapters = tuple(_annexed(chapters))
    chapters = tuple(map(_numbered, chapters))
    return Dossier(
        study=study.name,
        question=question(view),
        ceiling=ceiling,
        language=language,
        as_of=study.as_of,
        digest=study.digest,
        version=study.version,
        members=tuple(view.names.values()),
        answer=_answer(view),
        know=_know(view, chapters),
        key_figures=_key_figures(chapters),
        chapters=chapters,
        tables=tuple(_tables(view, chapters)),
        councils=council_pages(view) if ceiling == OPENBAAR else (),
        letters=letters(view) if ceiling == OPENBAAR else (),
    )


def _annexed(chapters: tuple[Chapter, ...]) -> Iterator[Chapter]:
    """Of each chapter that has anything confidential only that part, with the headings above it."""
    for chapter in chapters:
        blocks: list[Block] = []
        heading: Section | None = None
        for block in chapter.blocks:
            if isinstance(block, Section):
                heading = block
            elif block.visibility == VERTROUWELIJK:
                blocks += [heading, block] if heading else [block]
                heading = None
        if blocks:
            yield replace(chapter, blocks=tuple(blocks), know=(), missing=())


def _numbered(chapter: Chapter) -> Chapter:
    """Figures and tables are counted together, so that a figure and the table behind it share a number."""
    numbers = (f"{chapter.number}.{n}" for n in count(1))
    blocks = (
        _with_number(block, next(numbers)) if isinstance(block, FigureBlock | TableBlock) else block for block in chapter.blocks
    )
    return replace(chapter, blocks=tuple(blocks))


def _with_number(block: FigureBlock | TableBlock, number: str) -> FigureBlock | TableBlock:
    if isinstance(block, FigureBlock):
        return replace(block, number=number, twin=replace(block.twin, number=number))
    return replace(block, number=number)


def _answer(view: View) -> str:
    """What the business case says; not to be said yet where nothing was worked out."""
    if view.ceiling == VERTROUWELIJK:
        return view.say("reports.answer.annex")
    key = f"reports.answer.{view.fact('business_case', 'verdict')}"
    return view.say(key if key in keys(view.language) else "reports.answer.open")


def _know(view: View, chapters: tuple[Chapter, ...]) -> tuple[str, ...]:
    """What a reader must know before anything else: what is alike, what money says, who pays, or that money is not worked out."""
    if view.ceiling == VERTROUWELIJK:
        return (view.say("reports.know-annex" if chapters else "reports.know-annex-empty"),)
    know = {chapter.number: chapter.know for chapter in chapters}
    if view.fact("business_case", "best_scenario") is None:
        return (know[4][0], view.say("reports.know-open"), view.say("reports.know-next"))
    return (know[4][0], *know[5], know[7][0], view.say("reports.know-next"))


def _key_figures(chapters: tuple[Chapter, ...]) -> KeyFigures:
    """The first number of chapters 2 and 3, the first two of chapter 4 and the first three of chapter 5."""
    wanted = {2: 1, 3: 1, 4: 2, 5: 3}
    found = [
        figure
        for chapter in chapters
        for block in chapter.blocks
        if isinstance(block, KeyFigures)
        for figure in block.items[: wanted.get(chapter.number, 0)]
    ]
    return KeyFigures(tuple(found))


def _tables(view: View, chapters: tuple[Chapter, ...]) -> Iterator[TableBlock]:
    """Every table of the instruments that no chapter shows as it is; they stand in the workbook."""
    blocks = (block for chapter in chapters for block in chapter.blocks)
    shown = {id(block.table.frame) for block in blocks if isinstance(block, TableBlock)}
    for instrument in view.study.results:
        result = view.result(instrument)
        for name, table in (result.tables if result else {}).items():
            known = view.table(instrument, name)
            if known is None or id(known.frame) in shown or (view.ceiling == VERTROUWELIJK and not _secret(table)):
                continue
            head = view.say("reports.sheet.all", instrument=view.say(f"{instrument}.title"), name=name)
            yield TableBlock(f"{instrument}.{name}", head, table, _class(table))


def _class(table: ResultTable) -> Confidentiality:
    return max(table.visibility, *(meaning.visibility for meaning in table.columns.values()))


def _secret(table: ResultTable) -> bool:
    return _class(table) == VERTROUWELIJK
