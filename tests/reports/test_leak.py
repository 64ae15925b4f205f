"""Nothing above the class of a file stands in any byte of it."""

import zipfile
from dataclasses import replace

import polars as pl
import pypdf
import pytest

from wiel.errors import Place
from wiel.findings import Finding, Findings, Severity
from wiel.landscape import TABLES, Landscape
from wiel.quantities import Confidentiality
from wiel.reports import dossiers, write
from wiel.reports.document import Section
from wiel.results import ResultTable
from wiel.texts import Sentence

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality
MARKS = {INTERN: ("Geheimbinnen", 8_877_001), VERTROUWELIJK: ("Geheimzeer", 8_877_002)}
FILES = {OPENBAAR: "dossier-openbaar", INTERN: "dossier-intern", VERTROUWELIJK: "bijlage-vertrouwelijk"}


def _marked(frame, levels):
    """The frame with a mark in every cell of a column that is not openbaar."""
    columns = []
    for name, level in levels.items():
        dtype = frame.schema[name]
        if level == OPENBAAR:
            continue
        word, number = MARKS[level]
        if dtype == pl.String:
            columns.append(pl.lit(word).alias(name))
        elif dtype == pl.List(pl.String):
            columns.append(pl.lit([word]).alias(name))
        elif dtype.is_numeric():
            columns.append(pl.lit(number).cast(dtype).alias(name))
    return frame.with_columns(columns)


def _marked_table(table):
    levels = {name: max(meaning.visibility, table.visibility) for name, meaning in table.columns.items()}
    return ResultTable(table.name, _marked(table.frame, levels), table.columns, table.visibility)


def _marked_landscape(landscape):
    levels = {name: {c: column.meaning.visibility for c, column in table.columns.items()} for name, table in TABLES.items()}
    return Landscape.of(landscape.as_of, {name: _marked(frame, levels[name]) for name, frame in landscape.tables.items()})


def _finding(level):
    word, _ = MARKS[level]
    return Finding(Sentence("cell.amount", {"text": word}), Severity.ERROR, Place(f"{word}.xlsx", word, 1, word), level)


@pytest.fixture(scope="module")
def marked(study, tmp_path_factory):
    """The region with a mark in every cell, fact and finding that is not openbaar, written as files."""
    results = {}
    for name, result in study.results.items():
        tables = {key: _marked_table(table) for key, table in result.tables.items()}
        facts = dict(result.facts) | {"concentration": 8_877_001, "joint_moments": 8_877_002}
        levels = {"concentration": INTERN, "joint_moments": VERTROUWELIJK}
        results[name] = replace(result, tables=tables, facts=facts, fact_visibility=levels)
    findings = Findings((_finding(INTERN), _finding(VERTROUWELIJK)))
    landscape = _marked_landscape(study.landscape)
    out = tmp_path_factory.mktemp("marked")
    secret = replace(study, results=results, findings=findings, landscape=landscape, readings=_marked_table(study.readings))
    write(dossiers(secret), out)
    return out


def _pdf_text(file):
    """Text, alternative texts and metadata of a PDF: every object that it holds."""
    reader = pypdf.PdfReader(file)
    pages = "".join(page.extract_text() for page in reader.pages)
    objects = (reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1))
    rest = []
    for found in objects:
        rest.append(str(found))
        if isinstance(found, pypdf.generic.StreamObject):
            rest.append(found.get_data().decode("latin-1"))
    return pages + "".join(rest)


def _text(file):
    if file.suffix == ".pdf":
        return _pdf_text(file)
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            return "".join(book.namelist()) + "".join(
                book.read(n).decode("latin-1") for n in book.namelist() if not n.endswith(".png")
            )
    return file.read_text(encoding="utf-8")


def _spellings(level):
    word, number = MARKS[level]
    cents = number // 100
    return (word, str(number), f"{number:,}".replace(",", "."), f"{number / 100:.2f}", f"{cents:,}".replace(",", "."))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("ceiling", [OPENBAAR, INTERN])
def test_no_file_holds_anything_above_its_class(marked, ceiling):
    """No mark of a higher class stands in text, alternative text, metadata, cell or attribute of any file."""
    files = [*marked.glob(f"{FILES[ceiling]}.*"), *(marked.glob("raad/*.pdf") if ceiling == OPENBAAR else ())]

    assert len(files) == (13 if ceiling == OPENBAAR else 3)
    for file in files:
        text = _text(file)
        for level in (level for level in MARKS if level > ceiling):
            assert [mark for mark in _spellings(level) if mark in text] == [], file.name


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("kind", ["pdf", "xlsx", "html"])
def test_the_search_finds_what_may_be_seen(marked, kind):
    """The same search does find marks in the files of their own class, so that finding nothing means something."""
    assert MARKS[INTERN][0] in _text(marked / f"dossier-intern.{kind}")
    assert MARKS[VERTROUWELIJK][0] in _text(marked / f"bijlage-vertrouwelijk.{kind}")


def test_the_annex_holds_no_chapter_without_anything_confidential(study):
    """The annex is not the dossier again."""
    annex = dossiers(study)[VERTROUWELIJK]

    assert [chapter.number for chapter in annex.chapters] == [4]
    assert {b.visibility for chapter in annex.chapters for b in chapter.blocks if not isinstance(b, Section)} == {VERTROUWELIJK}
