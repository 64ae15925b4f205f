"""Writes all dossiers of a study into a folder: all of them or nothing."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from wiel.quantities import Confidentiality
from wiel.reports.document import Dossier, FigureBlock
from wiel.reports.docx import letter_docx
from wiel.reports.figures import Figure
from wiel.reports.html import dossier_html
from wiel.reports.pdf import council_pdf, dossier_pdf
from wiel.reports.press import Press
from wiel.reports.xlsx import dossier_xlsx

NAMES = {
    Confidentiality.OPENBAAR: "dossier-openbaar",
    Confidentiality.INTERN: "dossier-intern",
    Confidentiality.VERTROUWELIJK: "bijlage-vertrouwelijk",
}
COUNCIL_FOLDER, LETTER_FOLDER = "raad", "sjablonen"


def write(dossiers: Mapping[Confidentiality, Dossier], out: Path) -> list[Path]:
    """Make PDF, XLSX and HTML of each dossier, a page per council and the letters, and return the files in order.

    Everything is made in a folder beside `out` first and moved when all of it is there. Files of the same names are replaced, other
    files in `out` stay.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".wiel-", dir=out.parent) as folder, Press() as press:
        made = [(Path(name), content) for dossier in dossiers.values() for name, content in _files(press, dossier)]
        for name, content in made:
            target = Path(folder) / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(content)
        return [_moved(Path(folder) / name, out / name) for name, _ in made]


def _moved(source: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.move(source, target))


def _files(press: Press, dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    name = NAMES[dossier.ceiling]
    figures = tuple(_figures(dossier))
    pictures = dict(zip((f.identifier for f in figures), press.pictures([f.scene for f in figures]), strict=True))
    # The workbook is made beside the pages: typst works outside Python.
    with ThreadPoolExecutor(1) as beside:
        workbook = beside.submit(dossier_xlsx, dossier, pictures)
        yield f"{name}.pdf", dossier_pdf(press, dossier)
        yield f"{name}.xlsx", workbook.result()
    yield f"{name}.html", dossier_html(dossier)
    for page in dossier.councils:
        yield f"{COUNCIL_FOLDER}/raad-{page.slug}.pdf", council_pdf(press, dossier, page)
    for letter in dossier.letters:
        yield f"{LETTER_FOLDER}/{letter.name}.docx", letter_docx(letter)


def _figures(dossier: Dossier) -> Iterator[Figure]:
    for chapter in dossier.chapters:
        for block in chapter.blocks:
            if isinstance(block, FigureBlock):
                yield from block.figures
