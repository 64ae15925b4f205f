"""Small files that ask for much memory are refused before it is taken; each once took gigabytes."""

import io
import zipfile

import polars as pl
import pytest

from wiel.errors import InputRefused
from wiel.exchange import datapackage, table
from wiel.exchange.delimited import delimited_rows
from wiel.exchange.limits import FINDINGS, first
from wiel.exchange.sheets import open_book
from wiel.findings import Place, Rule, Severity
from wiel.parameters.overlay import read_overlay

SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
ENTITY = b'?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _rule(action, *arguments):
    with pytest.raises(InputRefused) as refusal:
        action(*arguments)
    return refusal.value.sentence.key


def _rows(path):
    book = open_book(path)
    return [book.rows(name) for name in book.names]


def _changed(path, **parts):
    """The workbook with changed parts: name → what is done to its bytes."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, parts.get(name, lambda same: same)(content))
    return path


def _with_rows(xlsx, rows):
    return _changed(xlsx(blad=[["kop"]]), **{SHEET: lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")})


def test_one_long_text_in_many_cells_is_refused(xlsx):
    """Half a megabyte in which a text of 32,000 signs stands in 10,000 cells would take 300 MB."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(2, 10_002))
    path = _changed(_with_rows(xlsx, cells), **{STRINGS: lambda xml: xml.replace(b"kop", b"x" * 32_000)})

    assert _rule(_rows, path) == "grid.too-large"


@pytest.mark.parametrize("number", [b"<v>&#48;</v>", b"<v >0</v>", b"<v> 0</v>", b"<v>+0</v>", b"<v><![CDATA[0]]></v>"])
def test_no_other_way_of_writing_hides_a_shared_text(xlsx, number):
    """Whatever a reader may take for the number of a text is counted as one."""
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s">%s</c></row>' % (row, row, number) for row in range(2, 3002))
    path = _changed(_with_rows(xlsx, cells), **{STRINGS: lambda xml: xml.replace(b"kop", b"x" * 32_000)})

    assert _rule(_rows, path) in ("grid.too-large", "sheet.unreadable")


def test_cells_without_a_place_count_for_the_rectangle(xlsx):
    """One row of many cells and many rows of one cell span billions of cells."""
    rows = b"<row>" + b"<c/>" * 3000 + b"<c><v>1</v></c></row>" + b"<row><c><v>1</v></c></row>" * 3000

    assert _rule(_rows, _with_rows(xlsx, rows)) == "sheet.too-many-cells"


def test_sheets_together_stay_within_the_limit(xlsx):
    """Each sheet alone would do; the fourth is one too many."""
    far = b'<row r="50000"><c r="Z50000"><v>1</v></c></row></sheetData>'
    path = xlsx(**{f"b{n}": [["kop"]] for n in range(4)})
    sheets = {f"xl/worksheets/sheet{n}.xml": lambda xml: xml.replace(b"</sheetData>", far) for n in range(1, 5)}

    assert _rule(_rows, _changed(path, **sheets)) == "sheet.too-many-cells"


def test_two_sheets_in_one_part_are_refused(xlsx):
    """Otherwise one small part could be read a thousand times."""
    twice = {"xl/_rels/workbook.xml.rels": lambda xml: xml.replace(b"sheet2.xml", b"sheet1.xml")}

    assert _rule(_rows, _changed(xlsx(a=[["kop"]], b=[["kop"]]), **twice)) == "sheet.unreadable"


@pytest.mark.parametrize("part", [BOOK, "_rels/.rels", "xl/_rels/workbook.xml.rels", STRINGS])
def test_a_document_type_in_any_part_is_refused(xlsx, part):
    """No entity of a workbook is ever looked up."""
    assert _rule(_rows, _changed(xlsx(blad=[["kop"]]), **{part: lambda xml: xml.replace(b"?>", ENTITY, 1)})) == "sheet.unreadable"


def test_an_entity_in_a_sheet_is_not_looked_up(xlsx):
    """It is refused, or comes out as nothing; never as the content of another file."""
    lookup = {
        SHEET: lambda xml: xml.replace(b"?>", ENTITY, 1).replace(
            b"</sheetData>", b"<row r='2'><c r='A2' t='str'><v>&a;</v></c></row></sheetData>"
        )
    }

    assert _rule(_rows, _changed(xlsx(blad=[["kop"]]), **lookup)) == "sheet.unreadable"


def test_one_long_row_does_not_make_every_row_long(tmp_path):
    """A file of a quarter of a megabyte would span billions of cells."""
    path = tmp_path / "lang.csv"
    path.write_bytes(b"sleutel;eigen naam\n" + b";" * 9000 + b"x\n" + b"a;b\n" * 9000)

    assert _rule(table.read, path) == "grid.too-large"


def test_quotes_that_open_on_every_line_take_no_more_than_one_reading():
    """Lines that hold a stray quotation mark come back one by one, none of them lost."""
    text = 'naam;versie\na;"b"c\n' + 'a;"x\ny"z;b\n' * 20_000

    rows, loose = delimited_rows(text, "a.csv")

    assert len(rows) == len(text.splitlines())
    assert len(loose) == 40_001


@pytest.mark.parametrize("frame", [{"id": pl.repeat("a", 2_000_000, eager=True)}, {"id": ["x" * 150_000_000]}])
def test_a_parquet_file_of_repeats_is_refused(frame, tmp_path, zipped):
    """A few kilobytes of equal rows, or of one text without end."""
    content = io.BytesIO()
    pl.DataFrame(frame).write_parquet(content)
    described = b'{"wiel":{"as_of":"2026-01-01"},"resources":[{"name":"organisations","path":"a.parquet"}]}'
    path = tmp_path / "p.zip"
    path.write_bytes(zipped({"datapackage.json": described, "a.parquet": content.getvalue()}))

    assert _rule(datapackage.read, path) == "grid.too-large"


@pytest.mark.parametrize("text", ["a: &a [1]\nb: [*a, *a]\n", "a: " + "[" * 5000, "a: 2026-99-99\n", "a: " + "9" * 5000])
def test_parameters_that_no_person_writes_are_refused(text, tmp_path):
    """Aliases that stand for more than is written, lists without end, days that are not there."""
    path = tmp_path / "eigen.yaml"
    path.write_text(text)

    assert _rule(read_overlay, path) == "parameters.malformed"


def test_of_many_findings_of_one_sort_the_rest_is_counted():
    """Every finding is told or counted."""
    rule = Rule("grid.extra-cells", Severity.ERROR)
    found = first((rule.broken(Place("a.csv", row=row), text="x") for row in range(FINDINGS + 7)), Place("a.csv"))

    assert len(found) == FINDINGS + 1
    assert "7" in found[-1].as_json("nl")["message"]
