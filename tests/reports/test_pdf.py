"""The printed dossier."""

from collections import Counter
from dataclasses import replace

import pypdf
import pytest

from wiel.quantities import Confidentiality
from wiel.reports import dossier, write

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality
LANDSCAPE = 800


def _reader(written, name):
    return pypdf.PdfReader(written / name)


@pytest.mark.parametrize("name", ["dossier-openbaar", "dossier-intern", "bijlage-vertrouwelijk", "raad/raad-fennerloo"])
def test_a_pdf_is_tagged_and_has_a_language_and_a_title(written, name):
    """Tags, language and title are what a screen reader needs first; the document says that it is PDF/UA."""
    reader = _reader(written, f"{name}.pdf")
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert "Samenwerking Tienwaarden" in reader.metadata.title
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()


def _tags(reader):
    structure = Counter()
    for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict) and found.get("/S") and "/P" in found:
            structure[str(found["/S"])] += 1
            structure["alt"] += "/Alt" in found
    return structure


@pytest.mark.filterwarnings("ignore")
def test_figures_have_words_and_tables_have_heads(written):
    """Every figure carries an alternative text; tables have header cells; headings form three levels."""
    tags = _tags(_reader(written, "dossier-intern.pdf"))

    assert tags["/Figure"] == 3
    assert tags["alt"] >= tags["/Figure"]
    assert tags["/TH"] > 20
    assert tags["/H1"] >= 17
    assert tags["/H2"]
    assert tags["/H3"]


def _read(page):
    """The text of a page and its smallest letter in points."""
    sizes = {99.0}

    def visit(text, outer, inner, font, size):
        if text.strip():
            scale = (inner[0] * outer[0] + inner[1] * outer[2], inner[0] * outer[1] + inner[1] * outer[3])
            sizes.add(round(size * (scale[0] ** 2 + scale[1] ** 2) ** 0.5, 2))

    return page.extract_text(visitor_text=visit), min(sizes)


@pytest.fixture(scope="module")
def read(written):
    """Text and smallest letter of every page of every PDF."""
    files = {str(file.relative_to(written)): pypdf.PdfReader(file).pages for file in written.rglob("*.pdf")}
    return {name: [_read(page) for page in pages] for name, pages in files.items()}


def test_no_text_is_smaller_than_seven_and_a_half_points(read):
    """Everything can be read at arm's length, in figures too."""
    assert min(size for pages in read.values() for _, size in pages) >= 7.5


def test_every_page_carries_its_class_and_its_source(read):
    """The class mark and the code of the landscape stand on each page; confidential pages repeat it at the foot."""
    for name, word in (("dossier-openbaar", "Openbaar"), ("dossier-intern", "Intern"), ("bijlage-vertrouwelijk", "Vertrouwelijk")):
        for text, _ in read[f"{name}.pdf"]:
            assert word in text
            assert "landschap 1-11-2026" in text
            assert text.count("Vertrouwelijk") >= (2 if word == "Vertrouwelijk" else 0)


def test_the_page_of_a_council_is_one_page(read):
    """Each of the ten fits on one sheet, gives the answer and says that not doing it is possible."""
    councils = [pages for name, pages in read.items() if name.startswith("raad")]

    assert [len(pages) for pages in councils] == [1] * 10
    assert all("Niet doen kan ook" in pages[0][0] and "Nog niet te zeggen" in pages[0][0] for pages in councils)


def test_each_part_of_a_wide_figure_takes_one_page_whatever_the_title(build, tmp_path):
    """Twenty members with long names, sixty functions and a title of two lines: no part runs over its page."""
    members = {f"Ministerie van langdradige aangelegenheden {i}": 1000 * i for i in range(20)}
    functions = [
        (f"Domein {i // 9}", f"Functie met een lange naam {i}", "Lang-productnaam Ander", "ab" * 9 + "?-") for i in range(60)
    ]
    question = "Gaan wij onze basisgegevens, kaarten, klantcontact en zaaksystemen samen met negentien andere beheren, en hoe?"
    study = build(members, functions, question)
    made = {level: dossier(study, level) for level in (OPENBAAR, INTERN)}
    made[OPENBAAR] = replace(made[OPENBAAR], chapters=(), councils=made[OPENBAAR].councils[8:11])
    write(made, tmp_path)
    wide = [p for p in pypdf.PdfReader(tmp_path / "dossier-intern.pdf").pages if float(p.mediabox.width) > LANDSCAPE]
    figure = next(b for c in made[INTERN].chapters for b in c.blocks if getattr(b, "key", "") == "overlap-matrix")

    assert len(wide) == len(figure.figures) > 1
    assert "Figuur 4.2" in wide[-1].extract_text()
    assert all(len(pypdf.PdfReader(file).pages) == 1 for file in tmp_path.glob("raad/*.pdf"))


def test_characters_that_the_typeface_lacks_do_not_stop_the_dossier(build, tmp_path):
    """A name in another script is written with question marks in PDF and in full on the page."""
    study = build({"Gemeente 漢字 \U0001f600 #x *y* [z]": 5}, [("d", "Functie $1", "A_b", "a")])
    files = write({OPENBAAR: dossier(study, OPENBAAR)}, tmp_path)

    assert "Gemeente ?? ? #x *y* [z]" in pypdf.PdfReader(tmp_path / "dossier-openbaar.pdf").pages[0].extract_text()
    assert "漢字" in (tmp_path / "dossier-openbaar.html").read_text(encoding="utf-8")
    assert len(files) == 4
