"""Arbitrary landscapes, drawn from the declarations of the tables themselves."""

from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from wiel.landscape import TABLES, Landscape
from wiel.schema import Column, Kind, Table

MOST = 10**15 - 1
TRICKY = (
    "", " ", "?", " onbekend", "n.b.", "#REF!", "geen", "-", "ja", "'t Harde", "=1+1", "-5", "@x", '"a"', '"', 'a "b" c', "a;b|c",
    "_x0041_", "_x005F_x0041_", "[vervolg 1]", "\u00a0hard", "a\u00a0b", "regel\r\nregel", "\r", "\n", "\t", "\x00", "\x1f", "\ufffe",
    "\ufeffbom", "1.234", "0344", "é", "e\u0301", "日本語", "😀", "\\", "\\u0041", "NaN", "null", "[]", "2026-11-01",
)  # fmt: skip

texts = st.one_of(st.sampled_from(TRICKY), st.text(max_size=40))


def _bounds(column: Column, scale: int = 1) -> tuple[int, int]:
    least = -MOST if column.least is None else int(column.least) * scale
    most = MOST if column.most is None else int(column.most) * scale
    return max(least, -MOST), min(most, MOST)


def values(column: Column) -> st.SearchStrategy[Any]:
    """Values of the type of a column within its bounds; null where the column may be unknown."""
    known = _known(column)
    return known if column.required else st.none() | known


def _known(column: Column) -> st.SearchStrategy[Any]:
    match column.kind:
        case Kind.COUNT:
            return st.integers(*_bounds(column))
        case Kind.AMOUNT:
            return st.integers(*_bounds(column, 100))
        case Kind.DECIMAL:
            return st.floats(column.least, column.most, allow_nan=False, allow_infinity=False)
        case Kind.FLAG:
            return st.booleans()
        case Kind.DAY:
            return st.dates(date(1900, 1, 1), date(2199, 12, 31))
        case Kind.CHOICE:
            return st.sampled_from(column.choices)
        case Kind.MANY:
            return st.lists(texts, max_size=4)
        case _:
            return texts


def frames(table: Table, max_rows: int = 4) -> st.SearchStrategy[pl.DataFrame]:
    """Frames of one table."""
    row = st.tuples(*(values(column) for column in table.columns.values()))
    rows = st.lists(row, max_size=max_rows)
    return rows.map(lambda drawn: pl.DataFrame(drawn, schema=table.dtypes, orient="row"))


@st.composite
def landscapes(draw: st.DrawFn, most_tables: int = 3) -> Landscape:
    """Landscapes in which a few tables have rows."""
    names = draw(st.lists(st.sampled_from(sorted(TABLES)), max_size=most_tables, unique=True))
    as_of = draw(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
    return Landscape.of(as_of, {name: draw(frames(TABLES[name])) for name in names})
