"""A dossier as plain values, for the typst template."""

from collections.abc import Iterable
from typing import Any

from wiel.findings import Finding
from wiel.quantities import Confidentiality
from wiel.reports.cells import page_table
from wiel.reports.document import (
    Block,
    Chapter,
    Dossier,
    FigureBlock,
    FindingsBlock,
    Item,
    KeyFigure,
    KeyFigures,
    NotComputed,
    Panel,
    Paragraph,
    Points,
    Section,
    TableBlock,
)
from wiel.reports.figures import for_paper
from wiel.reports.figures.scene import POINTS_PER_PIXEL
from wiel.reports.figures.shapes import class_mark, on_paper, severity, wheel
from wiel.reports.places import place
from wiel.reports.theme import drawable
from wiel.texts import say

LONGEST_WHOLE = 1500  # a cell with more letters than this may be broken over pages
WORDS = (
    "page",
    "of",
    "table",
    "figure",
    "know",
    "missing",
    "question",
    "answer",
    "contents",
    "annex",
    "annex-lead",
    "not-computed",
)


def frame_values(dossier: Dossier) -> dict[str, Any]:
    """What stands on every page: study, class mark, wordmark and source."""
    language, level = dossier.language, dossier.ceiling
    word = say(f"reports.class.{level.dutch}", language)
    circle = say(f"reports.circle.{level.dutch}", language, name=dossier.study)
    return {
        "lang": language,
        "study": say("reports.running-title", language, name=dossier.study),
        "mark": {"level": level.dutch, "word": word, "svg": class_mark(level, on_paper), "repeat": circle},
        "wheel": wheel(on_paper),
        "source": say("reports.source", language, as_of=dossier.as_of, code=dossier.code, version=dossier.version),
    }


def dossier_values(dossier: Dossier) -> dict[str, Any]:
    """Everything that the dossier template reads."""
    language = dossier.language
    apart = dossier.ceiling == Confidentiality.VERTROUWELIJK
    annex = [
        _table(block.twin, language) for chapter in dossier.chapters for block in chapter.blocks if isinstance(block, FigureBlock)
    ]
    values: dict[str, Any] = spelled(
        frame_values(dossier)
        | {
            "title": say(f"reports.title.{dossier.ceiling.dutch}", language, name=dossier.study),
            "description": dossier.question,
            "question": dossier.answer if apart else dossier.question,
            "answer": "" if apart else dossier.answer,
            "know": list(dossier.know),
            "key-figures": _key_figures(dossier.key_figures.items),
            "members": say("reports.members", language, names=list(dossier.members)),
            "words": {name: say(f"reports.words.{name}", language) for name in WORDS},
            "chapters": [_chapter(chapter, language) for chapter in dossier.chapters],
            "annex": annex,
        }
    )
    return values


def spelled(value: Any) -> Any:
    """The same values with every character that the typeface cannot draw replaced; pictures have been spelled already."""
    if isinstance(value, str):
        return value if value.startswith("<svg") else drawable(value)
    if isinstance(value, dict):
        return {name: spelled(part) for name, part in value.items()}
    return [spelled(part) for part in value] if isinstance(value, list) else value


def _chapter(chapter: Chapter, language: str) -> dict[str, Any]:
    short = chapter.number > 5 and all(isinstance(block, NotComputed) for block in chapter.blocks)
    return {
        "number": str(chapter.number),
        "title": chapter.title,
        "short": short,
        "know": list(chapter.know),
        "blocks": _blocks(chapter.blocks, language),
        "missing": _items(chapter.missing),
    }


def _blocks(blocks: tuple[Block, ...], language: str) -> list[dict[str, Any]]:
    """The blocks in order. The heading of a section moves onto the page of a wide figure that follows it at once."""
    values: list[dict[str, Any]] = []
    for before, block in zip((None, *blocks), blocks, strict=False):
        value = _block(block, language)
        if isinstance(block, FigureBlock):
            moved = block.wide and isinstance(before, Section)
            value["section"] = values.pop()["title"] if moved else ""
        values.append(value)
    return values


def _block(block: Block, language: str) -> dict[str, Any]:
    match block:
        case Section():
            return {"k": "section", "title": block.title}
        case Paragraph():
            return {"k": "paragraph", "text": block.text, "quiet": block.quiet}
        case KeyFigures():
            return {"k": "key-figures", "items": _key_figures(block.items)}
        case Points():
            return {"k": "points", "ordered": block.ordered, "items": _items(block.items)}
        case TableBlock():
            return {"k": "table"} | _table(block, language)
        case FigureBlock():
            return {"k": "figure"} | _figure(block, language)
        case FindingsBlock():
            return {"k": "findings"} | _findings(block, language)
        case NotComputed():
            return {"k": "not-computed", "title": block.title, "reason": block.reason, "remedy": block.remedy}
        case Panel():
            return {"k": "panel", "title": block.title, "items": _items(block.items)}


def _key_figures(items: Iterable[KeyFigure]) -> list[dict[str, str]]:
    return [{"label": item.label, "value": item.value, "note": item.note} for item in items]


def _items(items: Iterable[Item]) -> list[dict[str, str]]:
    return [{"lead": item.opening, "text": item.text} for item in items]


def _table(block: TableBlock, language: str) -> dict[str, Any]:
    page = page_table(block, language)
    more = say("reports.rows-elsewhere", language, n=page.hidden, sheet=block.number) if page.hidden else ""
    return {
        "number": block.number,
        "title": block.title,
        "lead": "",
        "caption": block.caption,
        "more": more,
        "table": {
            "long": any(len(cell.text) > LONGEST_WHOLE for row in page.rows for cell in row),
            "columns": [{"head": c.head, "numeric": c.numeric, "width": round(c.width, 2)} for c in page.columns],
            "rows": [[{"t": cell.text, "u": cell.unknown} for cell in row] for row in page.rows],
        },
    }


def _figure(block: FigureBlock, language: str) -> dict[str, Any]:
    return {
        "title": block.title,
        "lead": block.lead,
        "caption": block.caption,
        "label": f"{say('reports.words.figure', language)} {block.number}",
        "twin": say("reports.twin", language, number=block.number),
        "wide": block.wide,
        "parts": figure_parts(block),
    }


def figure_parts(block: FigureBlock) -> list[dict[str, Any]]:
    """The pictures of a figure with their width on paper and the words that are read aloud."""
    return [
        {
            "svg": for_paper(figure.scene),
            "width": figure.scene.width * POINTS_PER_PIXEL,
            "alt": f"{figure.title}. {figure.description}",
        }
        for figure in block.figures
    ]


def _findings(block: FindingsBlock, language: str) -> dict[str, Any]:
    rest = block.total - len(block.shown)
    return {
        "heads": [say(f"reports.words.{name}", language) for name in ("severity", "place", "what")],
        "items": [_finding(finding, language) for finding in block.shown],
        "more": say("reports.findings-elsewhere", language, n=rest) if rest else "",
    }


def _finding(finding: Finding, language: str) -> dict[str, str]:
    name = finding.severity.value
    return {
        "svg": severity(name, on_paper),
        "colour": on_paper(name),
        "word": say(f"reports.severity.{name}", language),
        "place": place(finding.place, language),
        "message": finding.sentence.message(language),
        "remedy": finding.sentence.remedy(language),
    }
