"""The body of a letter: paragraphs, lists and tables, with every open field marked in colour and in words."""

from collections.abc import Iterator, Sequence

from wiel.reports.docx.marks import BULLETS, FIRST_LIST, NAMESPACES, written
from wiel.reports.letters.letter import Bullets, Grid, Heading, Letter, Numbered, Prose, Run
from wiel.texts import say

WIDTH = 9070  # twentieths of a point between the margins of an A4
PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)
MARKED = '<w:highlight w:val="yellow"/>'


def body(letter: Letter) -> str:
    """The main part of the document."""
    title = _paragraph("Title", written(letter.title))
    return f"<w:document {NAMESPACES}><w:body>{title}{''.join(_parts(letter))}{PAGE}</w:body></w:document>"


def _parts(letter: Letter) -> Iterator[str]:
    lists = FIRST_LIST
    for part in letter.parts:
        match part:
            case Heading():
                yield _paragraph("Heading1", written(part.text))
            case Prose():
                yield _paragraph("Quiet" if part.quiet else "", _runs(part.runs, letter.language))
            case Bullets():
                yield from (_item(BULLETS, item, letter.language) for item in part.items)
            case Numbered():
                yield from (_item(lists, item, letter.language) for item in part.items)
                lists += 1
            case Grid():
                # A table must not touch the next one, and a document may not end in a table.
                yield _table(part, letter.language) + _paragraph("Quiet", "")


def _paragraph(style: str, content: str, properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{about}{content}</w:p>"


def _item(number: int, item: Sequence[Run], language: str) -> str:
    counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return _paragraph("ListParagraph", _runs(item, language), counted)


def _runs(runs: Sequence[Run], language: str) -> str:
    return "".join(written(say("letters.open", language, what=run.text), MARKED) if run.open else written(run.text) for run in runs)


def _table(grid: Grid, language: str) -> str:
    if not grid.rows and not any(grid.heads):
        return ""  # word processors refuse a table without rows
    width = WIDTH // len(grid.heads)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for _ in grid.heads)
    head = ""
    if any(grid.heads):
        cells = "".join(_cell(width, written(text, "<w:b/>")) for text in grid.heads)
        head = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    rows = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row, width, language)}</w:tr>" for row in grid.rows)
    about = f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{about}<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"


def _cells(row: Sequence[Sequence[Run]], width: int, language: str) -> str:
    return "".join(_cell(width, _runs(cell, language)) for cell in row)


def _cell(width: int, content: str) -> str:
    paragraph = _paragraph("", content, '<w:spacing w:before="40" w:after="40"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'
