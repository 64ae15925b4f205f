"""Lists of names from CSV and XLSX."""

import pytest
import xlsxwriter

from wiel.errors import InputRefused
from wiel.exchange.review import read_names


def test_dutch_headers_other_columns_and_cp1252_are_read(tmp_path):
    """Nummer, naam and leverancier are known; what else stands there is kept."""
    path = tmp_path / "lijst.csv"
    path.write_bytes("Nummer;Naam;Leverancier;Beheerder\r\n1;Coördinatie;Decos;afdeling I&A\r\n2;;;\r\n".encode("cp1252"))
    table, findings = read_names(path)

    assert table.columns == ["id", "name", "supplier", "Beheerder"]
    assert table.row(0) == ("1", "Coördinatie", "Decos", "afdeling I&A")
    assert {finding.rule for finding in findings} == {"review.without-name", "csv.encoding"}


def test_a_workbook_is_read_from_its_first_sheet_with_numbers_as_text(tmp_path):
    """The number 7 is the identifier 7, not 7.0."""
    path = tmp_path / "lijst.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "name"])
        sheet.write_row(1, 0, [7, "Zaaksysteem"])

    assert read_names(path)[0].rows() == [("7", "Zaaksysteem")]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"   \n"])
def test_what_is_no_list_is_refused(tmp_path, content):
    """With a sentence, not a traceback."""
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(InputRefused):
        read_names(path)
