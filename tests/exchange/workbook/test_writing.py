import re
import zipfile
from datetime import date

import polars as pl
import pytest

from wiel.errors import InputRefused, WrongUse
from wiel.exchange.sheets import open_book
from wiel.exchange.workbook import read, template, write
from wiel.exchange.workbook.cells import PIECE
from wiel.exchange.workbook.layout import LIST_LIMIT, pick_list
from wiel.landscape import TABLES, Landscape
from wiel.schema import typed

AS_OF = date(2026, 11, 1)


def landscape(table, rows):
    return Landscape.of(AS_OF, {table: pl.DataFrame(rows, schema=TABLES[table].dtypes, orient="row")})


def members(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def staff(texts):
    rows = [(f"k{i}", None, text, None, None, [text], None, None, None) for i, text in enumerate(texts)]
    return landscape("staff", rows)


def read_staff(path):
    raw = next(raw for raw in read(path)[0].delivery.tables if raw.table == "staff")
    return typed(raw, TABLES["staff"])[0]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_template_is_read_back_as_nothing(tmp_path, language):
    """An empty template holds every table that people fill and no row; only the date is asked for."""
    template(tmp_path / "t.xlsx", language)
    delivery, findings = read(tmp_path / "t.xlsx")

    assert {raw.table for raw in delivery.delivery.tables} == set(TABLES) - {"origins"}
    assert all(raw.cells.height == 0 and not raw.unused for raw in delivery.delivery.tables)
    assert (delivery.as_of, [finding.rule for finding in findings]) == (None, ["workbook.no-date"])


def test_the_first_sheet_explains_and_bears_the_date(tmp_path):
    """The date, the instructions and a line per sheet stand on the first sheet."""
    write(Landscape.of(AS_OF), tmp_path / "w.xlsx")
    book = open_book(tmp_path / "w.xlsx")
    rows = book.rows("Uitleg")

    assert book.names[0] == "Uitleg"
    assert rows[1][:2] == ["Peildatum", AS_OF]
    assert {table.named.nl for table in TABLES.values()} - {"Herkomst"} <= {row[0] for row in rows}


def test_headers_have_notes_and_lists(tmp_path):
    """Each header carries its meaning; columns with fixed words offer them; the header stays in sight."""
    template(tmp_path / "t.xlsx")
    xml = members(tmp_path / "t.xlsx")
    notes = "".join(text for name, text in xml.items() if "comments" in name)
    sheets = "".join(text for name, text in xml.items() if "worksheets" in name)

    assert all(column.meaning.text in notes for column in TABLES["applications"].columns.values())
    assert "in gebruik,in invoering,wordt uitgefaseerd,buiten gebruik" in sheets
    assert sheets.count("<dataValidation ") == sum(
        bool(pick_list(c, "nl")) for n, t in TABLES.items() if n != "origins" for c in t.columns.values()
    )
    assert sheets.count('state="frozen"') == len(TABLES) - 1


def test_every_pick_list_fits_in_its_cell():
    """A spreadsheet takes at most 255 characters, and no word may hold the comma that parts them."""
    for table in TABLES.values():
        for column in table.columns.values():
            words = pick_list(column, "nl")
            assert len(",".join(words)) <= LIST_LIMIT
            assert not any("," in word for word in words)


def test_equal_landscapes_give_equal_bytes(tmp_path):
    """Nothing of the day or the machine stands in the file."""
    given = staff(["een", "twee"])
    write(given, tmp_path / "a.xlsx")
    write(given, tmp_path / "b.xlsx")

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-1", "{=1}", "http://x", "\t=1"])
def test_no_text_becomes_a_formula_or_a_link(tmp_path, text):
    """A text that looks like a formula is a text, also after somebody edits the cell."""
    write(staff([text]), tmp_path / "w.xlsx")
    sheets = "".join(body for name, body in members(tmp_path / "w.xlsx").items() if "worksheets" in name)

    assert "<f>" not in sheets
    assert "http" not in re.sub(r'xmlns[^"]*"[^"]*"', "", sheets)
    assert read_staff(tmp_path / "w.xlsx")["role"].to_list() == [text]


def test_unknown_none_and_words_that_mean_them_stay_apart(tmp_path):
    """Null, an empty list, the word geen, a question mark and blanks come back as what they were."""
    texts = [None, "", " ", "geen", "?", "onbekend", " x", "#N/A", '"x"', "a;b", "'t Harde", "_x0041_", "\ufffe"]
    lists = [
        None,
        [],
        ["geen"],
        ["-", ""],
        ["?"],
        ["a;b", "c|d"],
        ['"x"'],
        [" x "],
        ["'t Harde", "b"],
        ["a\u00a0b"],
        ["x"],
        ["_x0041_"],
        [";"],
    ]
    rows = [
        (f"k{i}", None, text, None, None, words, None, None, None) for i, (text, words) in enumerate(zip(texts, lists, strict=True))
    ]
    write(landscape("staff", rows), tmp_path / "w.xlsx")
    frame = read_staff(tmp_path / "w.xlsx")

    assert frame["role"].to_list() == texts
    assert frame["competences"].to_list() == lists


@pytest.mark.parametrize("text", ["x" * 40_000, "😀" * 70_000, '"' * 33_000, " " * PIECE + "=1", "a" * PIECE, "regel\r\n" * 9_000])
def test_texts_longer_than_a_cell_survive(tmp_path, text):
    """What does not fit in one cell goes on on a sheet of its own."""
    write(staff([text, "kort"]), tmp_path / "w.xlsx")
    frame = read_staff(tmp_path / "w.xlsx")

    assert frame["role"].to_list() == [text, "kort"]
    assert frame["competences"].to_list() == [[text], ["kort"]]


def test_numbers_that_a_spreadsheet_cannot_hold_survive_as_text(tmp_path):
    """Doubles of seventeen digits, the smallest and the largest, and amounts to the cent come back exactly."""
    fte = [0.1 + 0.2, 2.9999999999999996, 5e-324, 1.7976931348623157e308, 12.5, 1e15, 123456.789012345678]
    cost = [1, 99, 999_999_999_999_999, 10**14 + 1, 0, None, 123_456]
    rows = [(f"k{i}", None, None, f, c, None, None, None, None) for i, (f, c) in enumerate(zip(fte, cost, strict=True))]
    write(landscape("staff", rows), tmp_path / "w.xlsx")
    frame = read_staff(tmp_path / "w.xlsx")

    assert frame["fte"].to_list() == fte
    assert frame["cost"].to_list() == cost


def test_a_number_of_too_many_digits_is_a_finding_never_another_number(tmp_path):
    """More than fifteen digits come back as unknown with a finding, not rounded."""
    write(landscape("couplings", []), tmp_path / "leeg.xlsx")
    write(landscape("organisations", [("o", "O", None, None, 10**17 + 1, None, None, None, None, None)]), tmp_path / "w.xlsx")
    raw = next(raw for raw in read(tmp_path / "w.xlsx")[0].delivery.tables if raw.table == "organisations")
    frame, findings = typed(raw, TABLES["organisations"])

    assert frame["inhabitants"].to_list() == [None]
    assert [finding.rule for finding in findings] == ["cell.count"]


def test_an_english_workbook_is_read_back(tmp_path):
    """The language of headers and explanations does not matter to the reader."""
    rows = [
        ("o", "Oost", "gemeente", "0001", 5, None, 1.5, None, 250, True),
        ("p", "P", None, None, 0, None, None, None, None, False),
    ]
    given = landscape("organisations", rows)
    write(given, tmp_path / "w.xlsx", "en")
    delivery, _ = read(tmp_path / "w.xlsx")
    raw = next(raw for raw in delivery.delivery.tables if raw.table == "organisations")

    assert typed(raw, TABLES["organisations"])[0].equals(given["organisations"], null_equal=True)
    assert delivery.as_of == AS_OF


def test_a_language_that_does_not_exist_is_wrong_use(tmp_path):
    """Nothing is written in a language without texts."""
    with pytest.raises(WrongUse):
        write(Landscape.of(AS_OF), tmp_path / "w.xlsx", "fy")

    assert list(tmp_path.iterdir()) == []


def test_a_table_that_does_not_fit_on_a_sheet_is_refused(tmp_path, monkeypatch):
    """More rows than a sheet holds are refused with another way out, and nothing is left."""
    monkeypatch.setattr("wiel.exchange.workbook.writing.MOST_ROWS", 1)
    with pytest.raises(InputRefused) as refusal:
        write(staff(["a", "b"]), tmp_path / "w.xlsx")

    assert refusal.value.sentence.key == "workbook.too-many-rows"
    assert list(tmp_path.iterdir()) == []
