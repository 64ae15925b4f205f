import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.errors import InputRefused
from wiel.exchange.delimited import decoded, delimited_rows
from wiel.exchange.formulas import original

TEXT = "naam;plaats\nJosé;'s-Gravenhage\nÉén;Súdwest-Fryslân\n"


def rule(action, *arguments):
    with pytest.raises(InputRefused) as refusal:
        action(*arguments)
    return refusal.value.sentence.key


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le")],
)
def test_the_usual_encodings_are_told_apart(encoding, name):
    """The same text is read from each encoding that spreadsheets write."""
    assert decoded(TEXT.encode(encoding), "a.csv") == (TEXT, name)


def test_utf_16_from_the_other_end_is_read():
    """Big-endian UTF-16 without a mark is recognised too."""
    assert decoded(TEXT.encode("utf-16-be"), "a.csv") == (TEXT, "utf-16-be")


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + TEXT.encode("cp1252"),
        TEXT.encode("cp1252") + "één".encode(),
        TEXT.encode() * 50 + b"\xff",
        "é;".encode("cp1252") + b"\x81\x8d",
        b"\xff\xfea\x00b",
    ],
)
def test_two_encodings_in_one_file_are_refused(data):
    """What can be read in no single encoding is refused whole, so that no name is silently garbled."""
    assert rule(decoded, data, "a.csv") == "file.encoding"


def test_the_refusal_names_the_line():
    """The line of the first byte that does not fit is in the sentence."""
    with pytest.raises(InputRefused) as refusal:
        decoded("é;é\né;é\n".encode() + b"\xe9;x\n", "a.csv")

    assert "regel 3" in refusal.value.sentence.message("nl")


def test_a_capital_with_accent_before_a_curly_quote_is_no_mixture():
    """CAFÉ’S in Windows text holds two bytes that look like UTF-8; the file is read as Windows text."""
    text = "CAFÉ’S\n" + "één, twee en drieëntwintig\n" * 20

    assert decoded(text.encode("cp1252"), "a.csv") == (text, "cp1252")


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"a;b\x00\n", b"\x01\x02\x03\x04"])
def test_what_is_no_text_is_refused(data):
    """A picture or a program is no list."""
    assert rule(decoded, data, "a.csv") in ("file.not-text", "file.encoding")


def test_a_file_of_blanks_is_empty():
    """Blanks and line ends hold nothing."""
    assert rule(decoded, b" \r\n\r\n", "a.csv") == "file.empty"


@pytest.mark.parametrize("delimiter", list(",;\t|:~^#"))
def test_every_usual_delimiter_is_found(delimiter):
    """The delimiter that gives rows of equal length is taken, also where a comma stands in the text."""
    rows = [["naam", "aantal", "bedrag"], ["Zaakspil, nieuw", "3", "1,5"], ["Burgerbalie", "4", "2,25"]]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)

    assert delimited_rows(buffer.getvalue(), "a.csv", ["naam", "bedrag"]) == (rows, [])


def test_the_line_in_which_a_spreadsheet_names_its_delimiter_counts():
    """sep= is obeyed and keeps its place in the numbering of rows."""
    assert delimited_rows("sep=!\na!b,c\n", "a.csv") == ([[], ["a", "b,c"]], [])


def test_line_ends_and_blank_lines_keep_the_numbering():
    """A blank line is a record; a line end within quotation marks is not."""
    rows, _ = delimited_rows('a;b\r\n\r\n"x\ny";z\r\n', "a.csv")

    assert rows == [["a", "b"], [], ["x\ny", "z"]]


def test_a_quotation_mark_that_never_closes_is_refused_with_its_line():
    """Otherwise the rest of the file would vanish into one cell."""
    with pytest.raises(InputRefused) as refusal:
        delimited_rows('a;b\n1;2\n3;"vier\n5;6\n', "a.csv")

    assert refusal.value.sentence.key == "csv.open-quote"
    assert refusal.value.place.row == 3


def test_text_after_a_closing_quotation_mark_is_kept_and_pointed_out():
    """The row is read as it stands and named."""
    rows, loose = delimited_rows('a;b\n"Zaak"spil;1\n"goed; zo";2\n', "a.csv")

    assert rows == [["a", "b"], ['"Zaak"spil', "1"], ["goed; zo", "2"]]
    assert loose == [2]


def test_a_cell_may_be_longer_than_the_usual_limit():
    """Cells of more than 128 kB are read, and the limit of the csv module is put back."""
    before = csv.field_size_limit()
    rows, _ = delimited_rows("a;b\n" + "x" * 200_000 + ";1\n", "a.csv", ["a"])

    assert len(rows[1][0]) == 200_000
    assert csv.field_size_limit() == before


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=2, max_size=2)))
def test_what_a_csv_writer_writes_is_read_back(rows):
    """Any text survives in a cell, with delimiters, quotation marks and line ends; only the mark before a formula is taken off."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL).writerows([["kop", "kop2"], *rows])

    assert delimited_rows(buffer.getvalue(), "a.csv", ["kop", "kop2"])[0][1:] == [[original(cell) for cell in row] for row in rows]
