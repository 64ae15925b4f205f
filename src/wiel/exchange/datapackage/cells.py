"""Values as the text of a data package, and back: the canonical notation, the same for every language.

| value | cell |
|---|---|
| unknown | empty |
| text | as it is; an empty text, and one that is itself a JSON string, as a JSON string (``""``) |
| text that a spreadsheet would run as a formula | with an apostrophe in front, which the reader takes away (`wiel.exchange.formulas`) |
| list | a JSON array, ``[]`` when it is empty |
| whole number | digits; an amount in whole cents |
| measured number | the shortest digits that give the same double, with a dot |
| yes or no | true, false |
| date | year-month-day |
"""

import json
import math
from typing import Any

import polars as pl

from wiel.exchange.formulas import harmless
from wiel.schema import Column, Kind, literal, literal_text


def written(column: Column, values: pl.Series) -> list[str]:
    """The cells of a column; unknown is the empty text."""
    return ["" if value is None else _text(column.kind, value) for value in values.to_list()]


def _text(kind: Kind, value: Any) -> str:
    match kind:
        case Kind.COUNT | Kind.AMOUNT | Kind.CHOICE:
            return str(value)
        case Kind.DECIMAL:
            return repr(value)
        case Kind.FLAG:
            return "true" if value else "false"
        case Kind.DAY:
            return f"{value.year:04}-{value.month:02}-{value.day:02}"
        case Kind.MANY:
            return json.dumps(value, ensure_ascii=False)
        case _:
            return literal(value) if value == "" or literal_text(value) is not None else harmless(str(value))


def read(column: Column, cells: pl.Series) -> tuple[pl.Series, list[int]]:
    """The values of a column, and the indices of the cells that are no value of its kind; those become unknown.

    Values out of bounds and duplicate keys are left to `Landscape.check`.
    """
    text = cells.cast(pl.String)
    text = text.set((text == "").fill_null(False), None)
    match column.kind:
        case Kind.COUNT | Kind.AMOUNT:
            values = text.cast(pl.Int64, strict=False)
        case Kind.DECIMAL:
            values = text.cast(pl.Float64, strict=False)
            values = values.set(~values.is_finite().fill_null(True), None)
        case Kind.FLAG:
            values = text.replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean)
        case Kind.DAY:
            values = text.str.to_date("%Y-%m-%d", strict=False)
        case Kind.CHOICE:
            values = text.set(~text.is_in(list(column.choices)).fill_null(True), None).cast(column.dtype)
        case Kind.MANY:
            values = pl.Series([None if cell is None else _words(cell) for cell in text], dtype=column.dtype)
        case _:
            values = _texts(text)
    return values.alias(column.name).cast(column.dtype), (text.is_not_null() & values.is_null()).arg_true().to_list()


def _texts(text: pl.Series) -> pl.Series:
    quoted = text.str.starts_with('"').fill_null(False).arg_true().to_list()
    if not quoted:
        return text
    texts = text.to_list()
    for index in quoted:
        plain = literal_text(texts[index])
        texts[index] = texts[index] if plain is None else plain
    return pl.Series(texts, dtype=pl.String)


def _words(cell: str) -> list[str] | None:
    try:
        words = json.loads(cell)
    except ValueError:
        return None
    return words if isinstance(words, list) and all(isinstance(word, str) for word in words) else None


def fitted(column: Column, values: pl.Series) -> tuple[pl.Series, list[int]]:
    """A column of a typed file (Parquet) in the type of the table, and the indices of what does not fit."""
    if values.dtype == column.dtype:
        return values.alias(column.name), []
    if column.kind is Kind.CHOICE:
        return read(column, values.cast(pl.String))
    if values.dtype == pl.String and column.kind not in (Kind.KEY, Kind.LINK, Kind.TEXT):
        return read(column, values)
    whole = values
    if column.kind in (Kind.COUNT, Kind.AMOUNT) and values.dtype.is_float():
        # A double beyond 2^53 is no longer one whole number.
        broken = (values != values.floor()) | (values.abs() >= math.ldexp(1, 53))
        whole = values.set(broken.fill_null(False), None)
    cast = whole.cast(column.dtype, strict=False)
    return cast.alias(column.name), (values.is_not_null() & cast.is_null()).arg_true().to_list()
