"""A letter is a document that holds together: parts, relations, order of elements, lists and styles that exist."""

import zipfile
from datetime import date
from io import BytesIO
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from wiel.reports.docx import letter_docx
from wiel.reports.letters import Bullets, Grid, Heading, Letter, Numbered, Prose, Run, runs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order that the schema of WordprocessingML asks for, of the elements that occur.
ORDER = {
    "pPr": ("pStyle", "keepNext", "numPr", "tabs", "spacing", "ind", "outlineLvl"),
    "rPr": ("rFonts", "b", "color", "sz", "szCs", "highlight", "lang"),
    "style": ("name", "basedOn", "qFormat", "pPr", "rPr", "tblPr"),
    "tblPr": ("tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout"),
    "tbl": ("tblPr", "tblGrid", "tr"),
    "tr": ("trPr", "tc"),
    "tc": ("tcPr", "p"),
    "p": ("pPr", "r", "fldSimple"),
    "lvl": ("start", "numFmt", "lvlText", "lvlJc", "pPr"),
    "numbering": ("abstractNum", "num"),
    "sectPr": ("headerReference", "footerReference", "pgSz", "pgMar"),
}


def _letter(*parts, title="Raadsvoorstel", language="nl"):
    return Letter("raadsvoorstel-x", title, "Ontwerp · juridisch te toetsen", language, date(2026, 11, 1), parts)


FULL = _letter(
    Heading("Partijen & <tekens>"), Prose(runs("op ⟦datum⟧ in \"A\" 'b'")), Numbered((runs("een"), runs("twee"))),
    Bullets((runs("los"),)), Grid(("a", "b"), ((runs("x"), runs("⟦y⟧")),)), Numbered((runs("weer een"),)), Grid(("", ""), ()),
)  # fmt: skip


def _opened(letter):
    with zipfile.ZipFile(BytesIO(letter_docx(letter))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _checked(parts):
    """Every part is XML of which the children stand in the order of the schema."""
    trees = {name: etree.fromstring(content) for name, content in parts.items()}
    for tree in trees.values():
        for parent in tree.iter(*(W + name for name in ORDER)):
            order = ORDER[etree.QName(parent).localname]
            places = [order.index(etree.QName(child).localname) for child in parent]
            assert places == sorted(places) or etree.QName(parent).localname == "p", etree.tostring(parent)
    return trees


def test_every_relation_and_content_type_leads_to_a_part():
    """Nothing points outside the package, and every part has a type."""
    parts = _opened(FULL)
    trees = _checked(parts)
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        base = dirname(dirname(name))
        assert all(normpath(join(base, relation.get("Target"))) in parts for relation in trees[name])
    typed = {child.get("PartName", "").lstrip("/") for child in trees["[Content_Types].xml"]}
    assert typed - {""} == {name for name in parts if name.endswith(".xml") and name != "[Content_Types].xml"}


def test_styles_and_lists_that_are_used_exist_and_numbered_lists_start_anew():
    """Two numbered lists count apart; no paragraph names a style that is not there."""
    trees = _checked(_opened(FULL))
    styles = {style.get(W + "styleId") for style in trees["word/styles.xml"].iter(W + "style")}
    used = {element.get(W + "val") for tree in trees.values() for element in tree.iter(W + "pStyle", W + "tblStyle")}
    assert used <= styles
    numbers = [element.get(W + "val") for element in trees["word/document.xml"].iter(W + "numId")]
    assert numbers == ["2", "2", "1", "3"]
    assert {num.get(W + "numId") for num in trees["word/numbering.xml"].iter(W + "num")} == {"1", "2", "3"}


@pytest.mark.parametrize(("language", "words"), [("nl", "[in te vullen: datum]"), ("en", "[to be filled in: datum]")])
def test_an_open_field_is_marked_in_words_and_colour(language, words):
    """Whoever prints without colour still sees it."""
    tree = _checked(_opened(_letter(Prose(runs("op ⟦datum⟧")), language=language)))["word/document.xml"]
    marked = [run for run in tree.iter(W + "r") if run.find(f"{W}rPr/{W}highlight") is not None]
    assert ["".join(run.itertext()) for run in marked] == [words]


def test_the_warning_stands_above_every_page_and_the_page_number_below():
    """Header and footer belong to the only section."""
    trees = _checked(_opened(FULL))
    assert "juridisch te toetsen" in "".join(trees["word/header.xml"].itertext())
    assert trees["word/footer.xml"].find(f".//{W}fldSimple").get(W + "instr").strip() == "PAGE"
    assert len(list(trees["word/document.xml"].iter(W + "headerReference", W + "footerReference"))) == 2


def test_equal_letters_give_equal_bytes():
    """There is no clock in it; the date is that of the landscape."""
    assert letter_docx(FULL) == letter_docx(FULL)
    assert b"2026-11-01T00:00:00Z" in _opened(FULL)["docProps/core.xml"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_text_makes_a_document_that_holds_together(texts):
    """Names with control characters, brackets or half a character never break the package; what XML can hold stays."""
    letter = _letter(*[Prose((Run(text),)) for text in texts], Grid(tuple(texts), ()), title=texts[0])
    tree = _checked(_opened(letter))["word/document.xml"]
    shown = "".join("".join(node.itertext()) for node in tree.iter(W + "t"))
    assert all(letter in shown for text in texts for letter in text if letter.isalnum() and letter < "\ud800")
