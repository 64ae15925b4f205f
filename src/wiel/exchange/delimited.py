"""CSV as rows of text: which encoding, which delimiter, and what is refused."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from wiel.exchange.files import LIMIT, refused
from wiel.exchange.formulas import has_marks, original
from wiel.exchange.kinds import refuse_other

DELIMITERS = ",;\t|:~^#"
SAMPLE_ROWS = 200
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
LATIN_AS_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOSTLY = 10
CONTROL_SHARE = 50


def decoded(data: bytes, file: str) -> tuple[str, str]:
    """Which text is this, and in which encoding? One of utf-8, utf-8-sig, utf-16 (with or without mark) and cp1252.

    A file that is neither is refused; so is one where UTF-8 and another encoding stand together, because half of it would be read
    wrongly without anybody noticing.

    >>> decoded("José;één".encode("cp1252"), "a.csv")
    ('José;één', 'cp1252')

    Raises:
        InputRefused: mixed or undecodable bytes (with the line), a file of another sort (such as a PDF), or no text at all.
    """
    refuse_other(data, file)
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused("file.encoding", file, line=line) from error
    if "\x00" in text or len(CONTROL.findall(text)) * CONTROL_SHARE > len(text):
        raise refused("file.not-text", file)
    if not text.strip():
        raise refused("file.empty", file)
    return text, encoding


def _encoding(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = data[:4096]
    if b"\x00" in head and len(head) > 1:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) // 4 and min(even, odd) * MOSTLY < max(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _mixed(data) else "cp1252"
    return "utf-8"


def _mixed(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 as a whole hold enough UTF-8 to be two encodings in one file.

    A capital with an accent before a curly quote is good cp1252 and looks like UTF-8; an Ã before a sign is no Dutch.
    """
    letters = len(MULTIBYTE.findall(data))
    strays = len(re.findall(rb"[\x80-\xff]", MULTIBYTE.sub(b"", data)))
    return LATIN_AS_UTF8.search(data) is not None or letters * MOSTLY > strays


def delimited_rows(text: str, file: str, headers: Sequence[str] = ()) -> tuple[list[list[str]], list[int]]:
    """The records of a CSV text, and the records (from 1) whose quotation marks had to be read leniently.

    `headers` are names that should stand in the first records; they decide between delimiters where they can. A first line
    ``sep=;`` counts, and is given as an empty record so that rows keep their numbers. Cells that were made harmless for spreadsheets
    are as they were (see `wiel.exchange.formulas`).

    Raises:
        InputRefused: a quotation mark that opens and never closes.
    """
    declared = re.match(r"sep=(.)\r?\n", text)
    with _long_fields():
        delimiter = declared.group(1) if declared else _delimiter(text, headers)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
            loose: list[int] = []
        except csv.Error:
            rows, loose = _lenient(text, delimiter, file)
    if declared:
        rows[0] = []
    if has_marks(text):
        rows = [[original(cell) for cell in row] for row in rows]
    return rows, loose


def _lenient(text: str, delimiter: str, file: str) -> tuple[list[list[str]], list[int]]:
    """Records in which text stands after a closing quotation mark; Excel reads such a cell as it stands, so does this."""
    rows: list[list[str]] = []
    loose: list[int] = []
    lines = io.StringIO(text, newline="")
    number = 0
    while line := lines.readline():
        number += 1
        record = line
        while True:
            try:
                parsed = next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True), [])
                break
            except csv.Error as error:
                if "unexpected end of data" not in str(error):
                    parsed = next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, quoting=csv.QUOTE_NONE))
                    loose.append(len(rows) + 1)
                    break
                more = lines.readline()
                if not more:
                    raise refused("csv.open-quote", file, row=number) from error
                record += more
        number += record.count("\n") - line.count("\n")
        rows.append(parsed)
    return rows, loose


@contextmanager
def _long_fields() -> Iterator[None]:
    """Cells may be as long as a file may be."""
    before = csv.field_size_limit(LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str, headers: Sequence[str]) -> str:
    """The delimiter under which the known headers appear, else the one that gives the most columns of equal number."""
    sample = text[:200_000]
    scores = {sign: _score(sample, sign, headers) for sign in DELIMITERS if sign in sample}
    return max(scores, key=lambda sign: scores[sign], default=",")


def _score(sample: str, delimiter: str, headers: Sequence[str]) -> tuple[int, float, int]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) == SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0.0, 0
    filled = [row for row in rows if row]
    width = max((len(row) for row in filled[:1]), default=0)
    wanted = {header.strip().casefold() for header in headers}
    met = max((len(wanted & {cell.strip().casefold() for cell in row}) for row in filled[:20]), default=0)
    regular = sum(len(row) == width for row in filled) / len(filled) if width > 1 else 0.0
    return met, round(regular, 1), width
