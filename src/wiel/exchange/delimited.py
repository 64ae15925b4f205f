"""CSV as rows of text: which encoding, which delimiter, and what is refused."""

import codecs
import csv
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from wiel.exchange.extent import too_large
from wiel.exchange.files import refused
from wiel.exchange.formulas import has_marks, original
from wiel.exchange.kinds import refuse_other
from wiel.exchange.limits import CELLS, FILE, FILLED, LINES, MEGABYTE

DELIMITERS = ",;\t|:~^#"
SAMPLE_ROWS = 200
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
LATIN_AS_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MOSTLY = 10
CONTROL_SHARE = 50
LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
IN_MEMORY = 128 * MEGABYTE
"""What a text may take in memory, where one rare character makes every other take two or four bytes."""


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
    if sys.getsizeof(text) > IN_MEMORY:
        raise too_large(file)
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
        InputRefused: a quotation mark that opens and never closes, or more cells than a list may hold.
    """
    declared = re.match(r"sep=(.)\r?\n", text)
    with _long_fields():
        delimiter = declared.group(1) if declared else _delimiter(text, headers)
        _refuse_large(text, delimiter, file)
        try:
            rows = list(csv.reader(_lines(text), delimiter=delimiter, strict=True))
            loose: list[int] = []
        except csv.Error:
            rows, loose = _lenient(text, delimiter, file)
    if declared:
        rows[0] = []
    if has_marks(text):
        rows = [[original(cell) for cell in row] for row in rows]
    return rows, loose


def _lines(text: str) -> Iterator[str]:
    """Line after line, each with its end; a stream over the whole text would take four bytes for every character."""
    return (line.group() for line in LINE.finditer(text))


def _refuse_large(text: str, delimiter: str, file: str) -> None:
    """Refuse what would become more cells than a list may hold, before they are there; an empty cell takes hardly any memory."""
    lines = max(text.count("\n"), text.count("\r"))
    cells = text.count(delimiter) + lines
    if lines > LINES or cells > CELLS or (cells > FILLED and cells - text.count(delimiter * 2) > FILLED):
        raise too_large(file)


def _lenient(text: str, delimiter: str, file: str) -> tuple[list[list[str]], list[int]]:
    """Records in which text stands after a closing quotation mark; Excel reads such lines as they stand, so does this."""
    rows: list[list[str]] = []
    loose: list[int] = []
    taken: list[str] = []
    number = 1
    reader = csv.reader(_noted(_lines(text), taken), delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        try:
            rows.append(next(reader))
        except StopIteration:
            return rows, loose
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                raise refused("csv.open-quote", file, row=number) from error
            for line in taken:
                loose.append(len(rows) + 1)
                rows.append(next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, quoting=csv.QUOTE_NONE), []))
        number += len(taken)


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines, each kept as it is taken."""
    for line in lines:
        taken.append(line)
        yield line


@contextmanager
def _long_fields() -> Iterator[None]:
    """Cells may be as long as a file may be."""
    before = csv.field_size_limit(FILE)
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
        for row in csv.reader(_lines(sample), delimiter=delimiter):
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
