"""The cell reader: text in, a value or unknown out, and a fault for every cell that could not be read.

Works a whole column at a time; only the faulty cells are looked at one by one.
"""

from dataclasses import dataclass

import polars as pl

from wiel.schema.declaration import Column
from wiel.schema.meaning import Kind
from wiel.schema.quoting import literal_lists, literals

ERROR_CELLS = (
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#VERW!", "#N/B", "#WAARDE!", "#DEEL/0!", "#NAAM?", "#LEEG!", "#GETAL!",
)  # fmt: skip
UNKNOWN_WORDS = ("onbekend", "unknown", "?", "??", "???", "n.b.", "nnb", "n.n.b.", "nog onbekend")
NOT_APPLICABLE = ("n.v.t.", "n.v.t", "nvt", "n. v. t.", "niet van toepassing", "n/a", "not applicable")
YES = ("ja", "j", "yes", "y", "true", "waar", "1", "x")
NO = ("nee", "n", "no", "false", "onwaar", "0", "geen")
NONE_WORDS = ("geen", "none", "-")
DATE_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d")
_MONTHS = (
    "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun", "juli july jul",
    "augustus august aug", "september sept sep", "oktober october okt oct", "november nov", "december dec",
)  # fmt: skip
MONTHS = {name: f"{number:02}" for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
FIRST_YEAR, LAST_YEAR = 1900, 2199
DIGITS = 15


@dataclass(frozen=True, slots=True)
class Notation:
    """How values are written in a file.

    Args:
        decimal: the decimal mark, ``,`` or ``.``.
        dates: the date formats to try, in order.
        separators: the characters that part the words in a cell of several words.
        literal: whether a text between double quotes is taken as it is (see `wiel.schema.quoting`); only in formats of our own.
    """

    decimal: str = ","
    dates: tuple[str, ...] = DATE_FORMATS
    separators: str = ";|"
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell (by index in the column) that breaks a rule, with the text that stood there."""

    index: int
    rule: str
    text: str


def read_column(column: Column, cells: pl.Series, notation: Notation | None = None) -> tuple[pl.Series, list[Fault]]:
    """What stands in these cells? Returns a series of the type of the column, as long as `cells`, and the faults.

    Empty cells and the words for unknown become null without a fault. A cell that has no value of the kind, lies outside the bounds
    or stands for a failed formula becomes null with a fault.
    """
    notation = notation or Notation()
    if cells.null_count() == len(cells):
        return pl.Series(column.name, [None] * len(cells), dtype=column.dtype), []
    text, faults = _cleaned(cells)
    values, more = _READERS[column.kind](column, text, notation)
    if notation.literal:
        values = _with_literals(column.kind, cells, values)
    return values.alias(column.name).cast(column.dtype), faults + more


def _cleaned(cells: pl.Series) -> tuple[pl.Series, list[Fault]]:
    """Text without blanks around it; empty cells, words for unknown, failed formulas and n.v.t. are null, the last two with a fault.

    One pass over the column: a spreadsheet has hundreds of short columns, and each pass costs more than the cells in it.
    """
    bare = pl.col("cell").cast(pl.String).str.replace_all("[\u00a0\u2007\u202f]", " ").str.strip_chars()
    frame = pl.DataFrame({"cell": cells}).select(bare.alias("text"))
    text = pl.col("text")
    empty = (text == "") | text.str.to_lowercase().is_in(list(UNKNOWN_WORDS))
    failed = text.str.to_uppercase().is_in(list(ERROR_CELLS)).fill_null(False)
    # It may mean that there is none or that nobody knows; only the writer can tell which.
    either = text.str.to_lowercase().is_in(list(NOT_APPLICABLE)).fill_null(False)
    kept = pl.when(~empty & ~failed & ~either).then(text)
    frame = frame.select("text", kept.alias("kept"), failed.alias("failed"), either.alias("either"))
    faults = _faults(frame["text"], frame["failed"], "cell.formula-error")
    return frame["kept"], faults + _faults(frame["text"], frame["either"], "cell.not-applicable")


def _with_literals(kind: Kind, cells: pl.Series, values: pl.Series) -> pl.Series:
    """Texts between double quotes are taken as they are."""
    if kind not in (Kind.KEY, Kind.LINK, Kind.TEXT, Kind.MANY):
        return values
    found = literal_lists(cells) if kind is Kind.MANY else literals(cells)
    if not found:
        return values
    changed = values.to_list()
    for index, text in found.items():
        changed[index] = text
    return pl.Series(changed, dtype=values.dtype)


def _faults(text: pl.Series, where: pl.Series, rule: str) -> list[Fault]:
    """One fault per marked cell."""
    if not where.any():
        return []
    indices = where.fill_null(False).arg_true()
    return [Fault(i, rule, t) for i, t in zip(indices.to_list(), text.gather(indices).to_list(), strict=True)]


def _unread(text: pl.Series, values: pl.Series) -> pl.Series:
    return text.is_not_null() & values.is_null()


def _words(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    return text, []


def _plain_number(cell: pl.Expr, mark: str) -> pl.Expr:
    """Numbers in either notation as canonical text: digits, one dot, a leading minus; null where it is no number.

    One to three digits and groups of three (1.234) are thousands when the other sign is the decimal mark; 0.123 is not.
    """
    group, other = (r"\.", ",") if mark == "," else (",", r"\.")
    thousands = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
    foreign_thousands = rf"[1-9]\d{{0,2}}(?:{other}\d{{3}})"
    own = rf"^-?(?:{thousands}|\d+|)(?:{other}\d+)?$"
    foreign = rf"^-?(?:{foreign_thousands}+{group}\d+|\d*{group}\d+|{foreign_thousands}{{2,}})$"
    return (
        pl.when(cell.str.contains(own) & cell.str.contains(r"\d"))
        .then(cell.str.replace_all(group, "").str.replace(other, "."))
        .when(cell.str.contains(foreign))
        .then(cell.str.replace_all(other, "").str.replace(group, "."))
        .when(cell.str.contains(r"^-?\d+([.,]\d+)?[eE][+-]?\d{1,3}$"))
        .then(cell.str.replace(",", "."))
    )


def _bare_number(text: pl.Expr) -> pl.Expr:
    """Numbers without the signs of a currency, blanks, and with the minus in front however a ledger writes it."""
    return (
        text.str.replace_all("[\u2212\u2013\u2014]", "-")
        .str.replace(r"(?i)^([-+(]?)\s*(?:€|euro|eur)", "${1}")
        .str.replace(r"(?i)(?:€|euro|eur)(\)?)$", "${1}")
        .str.replace_all(" ", "")
        .str.replace(r"(\d),(?:-{1,2}|=)$", "${1},00")
        .str.replace(r"^\(([^-]+)\)$", "-${1}")
        .str.replace(r"^([^-]+)-$", "-${1}")
        .str.replace(r"^\+", "")
    )


def _numbers(text: pl.Series, notation: Notation) -> pl.DataFrame:
    """The canonical text of each number in a column `n`, whether it was a percentage in `p` and whether it is unsure in `u`.

    Where some numbers of a column can only be in the other notation (950.50), 1.234 or 1,234 may be a thousand times more or less.
    """
    frame = pl.DataFrame({"cell": text})
    percent = pl.col("cell").str.ends_with("%").fill_null(False)
    frame = frame.select(_bare_number(pl.col("cell").str.strip_chars_end("%")).alias("bare"), percent.alias("p"))
    group = r"\." if notation.decimal == "," else ","
    certain = rf"^-?(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d*){group}(?:\d{{1,2}}|\d{{4,}})$"
    other = pl.col("bare").str.contains(certain).any(ignore_nulls=True)
    unsure = other & pl.col("bare").str.contains(r"^-?[1-9]\d{0,2}[.,]\d{3}$").fill_null(False)
    return frame.select(_plain_number(pl.col("bare"), notation.decimal).alias("n"), "p", unsure.alias("u"))


def _unsure(text: pl.Series, numbers: pl.DataFrame, values: pl.Series, rule: str) -> tuple[pl.Series, list[Fault]]:
    """Cells that are no number, and numbers of which the notation cannot be told, become unknown."""
    unsure = numbers["u"]
    faults = _faults(text, _unread(text, values) & ~unsure, rule) + _faults(text, unsure, "cell.number-notation")
    return values.set(unsure, None), faults


def _bounded(column: Column, text: pl.Series, values: pl.Series, scale: int = 1) -> tuple[pl.Series, list[Fault]]:
    """Values outside the bounds of the column become unknown."""
    faults: list[Fault] = []
    for bound, rule, outside in (
        (column.least, "cell.too-low", pl.Series.lt),
        (column.most, "cell.too-high", pl.Series.gt),
    ):
        if bound is not None:
            wrong = outside(values, bound * scale).fill_null(False)
            faults += _faults(text, wrong, rule)
            values = values.set(wrong, None)
    return values, faults


def _count(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    # A whole number may be written as 12,0 but not as 12,5; more digits than a double holds exactly are no count.
    whole = pl.col("n").str.extract(rf"^(-?\d{{1,{DIGITS}}})(?:\.0*)?$", 1).cast(pl.Int64, strict=False)
    values = _numbers(text, notation).select(pl.when(~pl.col("p")).then(whole).alias("n"))["n"]
    faults = _faults(text, _unread(text, values), "cell.count")
    values, more = _bounded(column, text, values)
    return values, faults + more


def _decimal(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    number = pl.col("n").cast(pl.Float64, strict=False)
    scaled = pl.when("p").then(number / 100).otherwise(number)
    numbers = _numbers(text, notation)
    values = numbers.select(pl.when(scaled.is_finite()).then(scaled).alias("n"))["n"]
    values, faults = _unsure(text, numbers, values, "cell.decimal")
    values, more = _bounded(column, text, values)
    return values, faults + more


def _amount(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    number = pl.when(~pl.col("p")).then("n")
    numbers = _numbers(text, notation)
    parts = numbers.select(
        minus=number.str.starts_with("-"),
        whole=number.str.extract(rf"^-?(\d{{0,{DIGITS - 2}}})(?:\.\d+)?$", 1),
        part=number.str.extract(r"\.(\d+)$", 1).fill_null("0").str.pad_end(3, "0"),
    )
    whole = pl.when(pl.col("whole") == "").then(pl.lit("0")).otherwise("whole").cast(pl.Int64, strict=False)
    rounded = pl.col("part").str.slice(0, 2).cast(pl.Int64) + (pl.col("part").str.slice(2, 1).cast(pl.Int64) >= 5).cast(pl.Int64)
    values = parts.select(((whole * 100 + rounded) * pl.when("minus").then(-1).otherwise(1)).alias("cents"))["cents"]
    values, faults = _unsure(text, numbers, values, "cell.amount")
    values, more = _bounded(column, text, values, scale=100)
    return values, faults + more


def _flag(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    lowered = text.str.to_lowercase()
    values = pl.DataFrame({"t": lowered}).select(
        pl.when(pl.col("t").is_in(list(YES))).then(True).when(pl.col("t").is_in(list(NO))).then(False).alias("flag")
    )["flag"]
    return values, _faults(text, _unread(text, values), "cell.flag")


def _day(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    # Times that a spreadsheet adds to a date are no part of the date.
    bare = pl.col("t").str.replace(r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$", "").str.replace(r"T00:00:00(\.0+)?Z$", "")
    frame = pl.DataFrame({"t": text}).select(bare.alias("t"))
    if text.str.contains(r"\d[\s.-]*[A-Za-z]{3}").any():
        frame = frame.select(_with_month_number(pl.col("t")).alias("t"))
    # Every notation is tried on every cell: which one most of the column follows decides what is worth a look.
    read = frame.select(pl.col("t").str.to_date(form, strict=False).alias(form) for form in notation.dates)
    # A year of two digits is no year of the first century.
    read = read.select(pl.when(pl.col(form).dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(form) for form in read.columns)
    values = read.select(pl.coalesce(pl.all()).alias("d"))["d"]
    faults = _faults(text, _unread(text, values), "cell.day")
    return values, faults + _other_notation(text, values, read)


def _with_month_number(cell: pl.Expr) -> pl.Expr:
    """Dates with the name of the month, in Dutch or English, as day-month-year in digits; other cells stay."""
    words = cell.str.to_lowercase().str.extract_groups(r"^(\d{1,2})[\s.-]+([a-z]{3,9})\.?[\s.-]+'?(\d{4}|\d{2})$")
    name = words.struct.field("2")
    month = name.replace_strict(MONTHS, default=None, return_dtype=pl.String)
    read = pl.concat_str([words.struct.field("1"), month, words.struct.field("3")], separator="-")
    return pl.when(month.is_not_null()).then(read).otherwise(cell)


def _other_notation(text: pl.Series, values: pl.Series, read: pl.DataFrame) -> list[Fault]:
    """Dates that are written otherwise than most of the column: read, but worth a look."""
    counts = read.select(pl.all().count()).row(0)
    main = read.columns[counts.index(max(counts))]
    return _faults(text, values.is_not_null() & read[main].is_null(), "cell.day-notation")


def _choice(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    known = {word.lower(): word for word in column.choices}
    values = text.str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.String)
    return values, _faults(text, _unread(text, values), "cell.choice")


def _many(column: Column, text: pl.Series, notation: Notation) -> tuple[pl.Series, list[Fault]]:
    first, others = notation.separators[0], notation.separators[1:]
    joined = text
    for other in others:
        joined = joined.str.replace_all(other, first, literal=True)
    values = joined.str.split(first).list.eval(pl.element().str.strip_chars()).list.eval(pl.element().filter(pl.element() != ""))
    nothing = text.str.to_lowercase().is_in(list(NONE_WORDS)).fill_null(False)
    empty = pl.lit(pl.Series([[]], dtype=pl.List(pl.String)))
    # A cell with separators only says nothing; that is unknown, not "none".
    read = pl.when("n").then(empty).when(pl.col("v").list.len() > 0).then("v")
    return pl.DataFrame({"v": values, "n": nothing}).select(read.alias("v"))["v"], []


_READERS = {
    Kind.KEY: _words,
    Kind.LINK: _words,
    Kind.TEXT: _words,
    Kind.COUNT: _count,
    Kind.DECIMAL: _decimal,
    Kind.AMOUNT: _amount,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.MANY: _many,
}
