import math
import zipfile
from datetime import date, datetime

import pytest

from wiel.errors import InputRefused
from wiel.exchange.sheets import column_text, number_text, open_book


def outcome(path):
    """The key of the refusal, or the rows of each sheet."""
    try:
        book = open_book(path)
        return [book.rows(name) for name in book.names]
    except InputRefused as refusal:
        return refusal.sentence.key


def rebuilt(path, change):
    """The same workbook with other members."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in change(members).items():
            archive.writestr(name, content)
    return path


def test_cells_come_with_their_kind_and_place(xlsx):
    """Numbers, dates, truth and text come as such, from A1 on, and failed formulas as their text."""
    path = xlsx(
        blad=[
            [None, "kop"],
            [],
            [1.5, date(2026, 11, 1), True, {"formula": "=1/0", "result": "#DIV/0!"}, {"formula": '="é"', "result": "é"}],
        ]
    )
    rows = open_book(path).rows("blad")

    assert rows[0][:2] == ["", "kop"]
    assert rows[2] == [1.5, date(2026, 11, 1), True, "#DIV/0!", "é"]


def test_every_error_of_a_formula_is_text(xlsx):
    """No failed formula comes through as an empty cell."""
    errors = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"]
    path = xlsx(blad=[["kop"], *([{"formula": "=A1", "result": error}] for error in errors)])

    assert [row[0] for row in open_book(path).rows("blad")[1:]] == errors


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.7, 0.98])
def test_a_truncated_workbook_is_refused(xlsx, kept):
    """A workbook that was not copied to its end is refused."""
    path = xlsx(blad=[["a", "b"], [1, 2]])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * kept)])

    assert outcome(path) == "file.damaged-zip"


@pytest.mark.parametrize(
    "content", [b"", b"<a/>", b"\xff\xfe", b"<?xml version='1.0'?><worksheet><sheetData><row><c r='", b"\x00" * 9]
)
def test_a_damaged_workbook_is_refused_or_read_never_a_crash(xlsx, content):
    """Whatever member is damaged, there is a refusal or a reading."""
    path = xlsx(blad=[["a", "b"], [1, "x"]])
    original = path.read_bytes()
    for name in zipfile.ZipFile(path).namelist():
        path.write_bytes(original)
        rebuilt(path, lambda members, name=name: members | {name: content})
        found = outcome(path)

        assert isinstance(found, list) or found.startswith(("sheet.", "file."))


def test_a_locked_workbook_is_refused_as_locked(tmp_path):
    """A workbook with a password is an OLE file with an encrypted package."""
    path = tmp_path / "dicht.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))

    assert outcome(path) == "file.password"


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"a;b\n1;2\n"])
def test_another_kind_of_file_is_no_workbook(tmp_path, data):
    """An old .xls and a CSV under the name of a workbook are refused as such."""
    path = tmp_path / "oud.xlsx"
    path.write_bytes(data)

    assert outcome(path) == "sheet.not-a-workbook"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path, zipped):
    """A zip without a workbook in it is refused."""
    path = tmp_path / "ander.xlsx"
    path.write_bytes(zipped({"lees.txt": b"hallo"}))

    assert outcome(path) == "sheet.not-a-workbook"


def test_a_sheet_that_runs_on_for_ever_is_refused(xlsx):
    """One cell in the last corner would take the memory of 17 billion cells."""
    far = b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = "xl/worksheets/sheet1.xml"
    path = rebuilt(xlsx(blad=[["kop"]]), lambda members: members | {sheet: members[sheet].replace(b"</row>", far)})

    assert outcome(path) == "sheet.too-many-cells"


def test_cells_that_only_carry_a_format_do_not_make_a_sheet_large(xlsx):
    """A whole row of coloured cells and a filled cell far down are read, because the colours hold nothing."""
    far = b'<c r="XFD1" s="1"/></row><row r="9000"><c r="A9000"><v>1</v></c></row>'
    sheet = "xl/worksheets/sheet1.xml"
    path = rebuilt(xlsx(blad=[["kop"]]), lambda members: members | {sheet: members[sheet].replace(b"</row>", far)})

    assert len(outcome(path)[0]) == 9000


def test_a_document_type_is_refused(xlsx):
    """A workbook that declares entities is not read."""
    entity = b'?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    book = "xl/workbook.xml"
    path = rebuilt(xlsx(blad=[["kop"]]), lambda members: members | {book: members[book].replace(b"?>", entity, 1)})

    assert outcome(path) == "sheet.unreadable"


def test_cells_become_text_in_the_notation_of_the_delivery():
    """Numbers take the decimal mark that is asked for; dates are ISO, truth is ja and nee."""
    cells = [12.0, 1234.5, True, False, date(2026, 11, 1), datetime(2026, 11, 1, 9, 30), "tekst", ""]

    assert column_text(cells, ",") == ["12", "1234,5", "ja", "nee", "2026-11-01", "2026-11-01T09:30:00", "tekst", ""]
    assert column_text([0.25], ".") == ["0.25"]


@pytest.mark.parametrize("value", [0.1, 1 / 3, 1e-7, 12345.67, 9999999999999.99, 1e22, 5e-324, 1.7e308, -2.5])
def test_a_number_keeps_its_value_as_text(value):
    """The text of a number reads back as the same double."""
    assert float(number_text(value, ".")) == value


def test_noise_of_floating_point_is_no_fraction():
    """A sum that misses a whole number by the last bits is that whole number."""
    assert number_text(math.nextafter(3.0, 0.0), ",") == "3"
    assert number_text(0.1 + 0.2 + 0.7, ",") == "1"


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (b'<row r="1913367772"><c r="A1"><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9"><c r="AAAA9"><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9"><c r = "A9"><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9"><c r="&#88;FD9"><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9"><c r="A9" r="XFD1048576"><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9"><c r="A9" r="A9999999999"><v>1</v></c></row>', "sheet.too-many-cells"),
        (b'<row r="9"><c r="A9" r="ZZZZ9"><v>1</v></c></row>', "sheet.too-many-cells"),
        (b'<row r="9" r="' + b"9" * 5000 + b'"><c><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9" r="9999999999"><c><v>1</v></c></row>', "sheet.unreadable"),
        (b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>', "sheet.too-many-cells"),
        (b'<row r="999999"><c r="Z999999"><v>1</v></c></row>', "sheet.too-many-cells"),
    ],
)
def test_a_place_that_no_spreadsheet_writes_is_refused_before_memory_is_taken(xlsx, place, key):
    """Such a cell once made the reader ask for 61 GB, which ends the whole program."""
    sheet = "xl/worksheets/sheet1.xml"
    path = rebuilt(
        xlsx(blad=[["kop"]]), lambda members: members | {sheet: members[sheet].replace(b"</sheetData>", place + b"</sheetData>")}
    )

    assert outcome(path) == key
