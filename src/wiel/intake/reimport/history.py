"""Change sets as JSON, to keep and to undo."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wiel.errors import InputRefused, Place
from wiel.intake.origins import ABOUT_ROWS
from wiel.intake.reimport.change_set import ChangeKind, ChangeSet, RowChange
from wiel.landscape import TABLES
from wiel.schema import Kind, Table
from wiel.texts import Sentence

FORMAT = 1


@dataclass(frozen=True)
class Entry:
    """One import that was carried out.

    Args:
        number: its place in the history, from 1.
        label: the files that were delivered.
        before, after: fingerprint of the landscape before and after.
        changes: what was done, without what waited or was missing.
        undone: whether it was taken back since.
    """

    number: int
    label: str
    before: str
    after: str
    changes: ChangeSet
    undone: bool = False


def entry_json(entry: Entry) -> bytes:
    """An entry as JSON text: every row that changed, whole, before and after."""
    content = {
        "format": FORMAT,
        "label": entry.label,
        "undone": entry.undone,
        "digest": [entry.before, entry.after],
        "as_of": [day.isoformat() for day in entry.changes.as_of],
        "unchanged": dict(entry.changes.unchanged),
        "rows": [
            {"table": row.table, "kind": str(row.kind), "before": _plain(row.before), "after": _plain(row.after)}
            for row in entry.changes.effective
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _plain(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row in values of JSON, without what is unknown."""
    if row is None:
        return None
    return {column: v.isoformat() if isinstance(v, date) else v for column, v in row.items() if v is not None}


def from_json(number: int, content: bytes, file: str) -> Entry:
    """An entry from its JSON text.

    Raises:
        InputRefused: it is no entry as `entry_json` writes it.
    """
    try:
        read = json.loads(content)
        before, after = (date.fromisoformat(day) for day in read["as_of"])
        rows = tuple(_row(row) for row in read["rows"])
        first, last = map(str, read["digest"])
        changes = ChangeSet((before, after), rows, dict(read["unchanged"]))
        if read["format"] != FORMAT:
            raise ValueError(read["format"])
        return Entry(number, str(read["label"]), first, last, changes, bool(read["undone"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputRefused(Sentence("reimport.bad-history"), Place(file)) from error


def _row(row: Mapping[str, Any]) -> RowChange:
    table = TABLES[row["table"]]
    return RowChange(table.name, ChangeKind(row["kind"]), _values(table, row["before"]), _values(table, row["after"]))


def _values(table: Table, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row with the values of its table."""
    if row is None:
        return None
    if strange := set(row) - set(table.columns):
        raise KeyError(*sorted(strange))
    days = {name for name, column in table.columns.items() if column.kind is Kind.DAY}
    return {name: date.fromisoformat(row[name]) if name in days and name in row else row.get(name) for name in table.columns}


def is_shown(row: RowChange) -> bool:
    """Whether a row is of a table that people fill."""
    return row.table not in ABOUT_ROWS
