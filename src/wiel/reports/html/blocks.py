"""The blocks of a dossier as HTML. Every text is escaped; a figure is followed by its table."""

from collections.abc import Iterable
from html import escape

from wiel.findings import Finding
from wiel.reports.cells import PageCell, page_table
from wiel.reports.document import (
    Block,
    FigureBlock,
    FindingsBlock,
    Item,
    KeyFigures,
    NotComputed,
    Panel,
    Paragraph,
    Points,
    Section,
    TableBlock,
)
from wiel.reports.figures import for_page
from wiel.reports.figures.shapes import on_page, severity
from wiel.reports.places import place
from wiel.texts import say


def block_html(block: Block, language: str) -> str:
    """One block."""
    match block:
        case Section():
            return f"<h3>{escape(block.title)}</h3>"
        case Paragraph():
            quiet = ' class="quiet"' if block.quiet else ""
            return f"<p{quiet}>{escape(block.text)}</p>"
        case KeyFigures():
            return key_figures(block)
        case Points():
            tag = "ol" if block.ordered else "ul"
            return f"<{tag}>{points(block.items)}</{tag}>"
        case TableBlock():
            return f"<section><h4>{escape(block.title)}</h4>{table(block, language)}</section>"
        case FigureBlock():
            return _figure(block, language)
        case FindingsBlock():
            return _findings(block, language)
        case NotComputed():
            word = escape(say("reports.words.not-computed", language))
            return (
                f'<div class="empty"><p><b>{escape(block.title)}</b> <span class="quiet">{word}</span></p>'
                f"<p>{escape(block.reason)} {escape(block.remedy)}</p></div>"
            )
        case Panel():
            lines = "".join(f"<p>{_item(item)}</p>" for item in block.items)
            return f'<div class="panel"><h4>{escape(block.title)}</h4>{lines}</div>'


def key_figures(block: KeyFigures) -> str:
    """Numbers side by side, as a list of terms."""
    items = (
        f'<div><dt>{escape(item.label)}</dt><dd class="value">{escape(item.value)}</dd><dd class="note">{escape(item.note)}</dd></div>'
        for item in block.items
    )
    return f'<dl class="keys">{"".join(items)}</dl>'


def points(items: Iterable[Item]) -> str:
    """The points of a list."""
    return "".join(f"<li>{_item(item)}</li>" for item in items)


def _item(item: Item) -> str:
    return f"<b>{escape(item.opening)}</b> {escape(item.text)}" if item.lead else escape(item.text)


def table(block: TableBlock, language: str) -> str:
    """A table with a caption, headers that say what they head, and a region of its own that scrolls."""
    page = page_table(block, language)
    more = say("reports.rows-elsewhere", language, n=page.hidden, sheet=block.number) if page.hidden else ""
    label = f"{say('reports.words.table', language)} {block.number}"
    note = " ".join(part for part in (block.caption, more) if part)
    heads = "".join(f'<th scope="col"{_numeric(column.numeric)}>{escape(column.head)}</th>' for column in page.columns)
    numeric = [column.numeric for column in page.columns]
    rows = "".join(f"<tr>{_row(row, numeric)}</tr>" for row in page.rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}"><table><caption>{escape(label)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        + (f'<p class="quiet">{escape(note)}</p>' if note else "")
    )


def _row(row: Iterable[PageCell], numeric: list[bool]) -> str:
    cells = []
    for i, (cell, number) in enumerate(zip(row, numeric, strict=True)):
        shown = f'<span class="unk"><b>{escape(cell.text)}</b></span>' if cell.unknown else escape(cell.text)
        cells.append(f'<th scope="row">{shown}</th>' if i == 0 else f"<td{_numeric(number)}>{shown}</td>")
    return "".join(cells)


def _numeric(yes: bool) -> str:
    return ' class="num"' if yes else ""


def _figure(block: FigureBlock, language: str) -> str:
    parts = "".join(
        f'<div class="scroll part" role="region" tabindex="0" aria-label="{_region(block, i, language)}">{for_page(figure)}</div>'
        for i, figure in enumerate(block.figures)
    )
    label = f"{say('reports.words.figure', language)} {block.number}"
    lead = f"<p>{escape(block.lead)}</p>" if block.lead else ""
    caption = f'<p class="quiet">{escape(label)} · {escape(block.caption)}</p>'
    summary = escape(say("reports.words.same-as-table", language))
    twin = f"<details><summary>{summary}</summary>{table(block.twin, language)}</details>"
    return f"<figure><figcaption><h4>{escape(block.title)}</h4>{lead}</figcaption>{parts}{caption}{twin}</figure>"


def _region(block: FigureBlock, part: int, language: str) -> str:
    # Regions on one page need names of their own, so the name holds the number of the figure.
    number = block.number if len(block.figures) == 1 else f"{block.number} ({part + 1})"
    return escape(say("reports.words.figure-region", language, number=number))


def _findings(block: FindingsBlock, language: str) -> str:
    heads = "".join(
        f'<th scope="col">{escape(say(f"reports.words.{name}", language))}</th>' for name in ("severity", "place", "what")
    )
    rows = "".join(_finding(finding, language) for finding in block.shown)
    rest = block.total - len(block.shown)
    more = f'<p class="quiet">{escape(say("reports.findings-elsewhere", language, n=rest))}</p>' if rest else ""
    return f'<table class="findings"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}'


def _finding(finding: Finding, language: str) -> str:
    name = finding.severity.value
    word = escape(say(f"reports.severity.{name}", language))
    remedy = escape(finding.sentence.remedy(language))
    return (
        f'<tr><td><span class="sev {name}">{severity(name, on_page)}{word}</span></td><td>{escape(place(finding.place, language))}</td>'
        f'<td>{escape(finding.sentence.message(language))}<br><span class="quiet">{remedy}</span></td></tr>'
    )
