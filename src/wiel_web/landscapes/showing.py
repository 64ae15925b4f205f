"""Rows of a table as a page shows them: names instead of keys, what is unknown, what may not be seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wiel.schema import Column, Kind, Table
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.landscapes.choosing import names_of
from wiel_web.landscapes.factory import Row, field_name
from wiel_web.landscapes.seeing import seen
from wiel_web.landscapes.telling import words
from wiel_web.tenancy.actor import Actor

NAMING = ("name", "product", "title", "description")
NUMBERS = (Kind.COUNT, Kind.DECIMAL, Kind.AMOUNT)
Names = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its text, None where it is unknown; `withheld` where it may not be seen."""

    text: str | None
    withheld: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a page."""

    row: Row
    name: str
    cells: tuple[Shown, ...]


def lines(actor: Actor, table: Table, rows: Iterable[Row], columns: Sequence[Column]) -> list[Line]:
    """The rows of one page."""
    page = list(rows)
    names = linked_names(actor, table, page)
    return [_line(actor, table, row, columns, names) for row in page]


def _line(actor: Actor, table: Table, row: Row, columns: Sequence[Column], names: Names) -> Line:
    visible = set(seen(actor, row))
    cells = tuple(shown(row, column, names) if column.name in visible else Shown(None, withheld=True) for column in columns)
    return Line(row, name_of(table, row, names), cells)


def shown(row: Row, column: Column, names: Names) -> Shown:
    """One cell as people read it."""
    return Shown(told(column, getattr(row, field_name(column.name)), names), number=column.kind in NUMBERS)


def told(column: Column, value: Any, names: Names) -> str | None:
    """A value as people read it: the name of what a key stands for, else the value."""
    if column.kind is Kind.LINK and value is not None:
        return names.get(column.meaning.references, {}).get(value, str(value))
    return words(column, value)


def linked_names(actor: Actor, table: Table, rows: Sequence[Row]) -> Names:
    """Table → key → name of everything that these rows link to."""
    keys: dict[str, set[str]] = defaultdict(set)
    for column, target in table.links().items():
        keys[target] |= {value for row in rows if isinstance(value := getattr(row, field_name(column)), str)}
    return {target: names_of(actor, target, wanted) for target, wanted in keys.items() if wanted}


def name_of(table: Table, row: Row, names: Names) -> str:
    """How people call a row: its name, else what it links to, else its key. No naming column is ever confidential; a test sees to that."""
    for name in NAMING:
        if name in table.columns and (text := told(table.columns[name], getattr(row, field_name(name)), names)):
            return text
    parts = [told(table.columns[name], getattr(row, field_name(name)), names) for name in table.key]
    return " · ".join(part for part in parts if part) or say("landscapes.row", language())
