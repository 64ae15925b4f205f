"""A proposal as a mapping file with comments, to be corrected and used again."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wiel.exchange.cmdb.columns import Column
from wiel.exchange.cmdb.proposal import Proposal, Sheet
from wiel.exchange.cmdb.words import PEOPLE
from wiel.exchange.table import Exclusion, TableMapping
from wiel.texts import say

KEYS = ("sheet", "header_row", "header_rows", "member_column", "owner", "dates", "decimal", "split", "parts", "constants", "values", "needs",
        "once", "ignore")  # fmt: skip
DEFAULTS = TableMapping("")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def as_toml(proposal: Proposal, language: str = "nl") -> str:
    """The text of the mapping file that `wiel.exchange.table.load_mapping` reads as the mapping of the proposal."""
    lines = [f"# {say('cmdb.file-head', language, file=_line(proposal.file))}", f"# {say('cmdb.file-how', language)}", ""]
    tables = proposal.mapping.tables
    shared = [key for key in (*KEYS, "exclude") if len({repr(getattr(table, key)) for table in tables}) == 1]
    lines.extend([*_settings(tables[0], shared), ""])
    for sheet in proposal.used:
        lines.extend(_remarks(sheet, language))
        for table in sheet.tables:
            lines.extend(_table(table, [key for key in (*KEYS, "exclude") if key not in shared]))
    return "\n".join([*lines, ""])


def _remarks(sheet: Sheet, language: str) -> Iterator[str]:
    """Per column what was made of it and how sure that is."""
    if sheet.name is not None:
        yield f"# {say('cmdb.file-sheet', language, sheet=_line(sheet.name))}"
    for column in sheet.columns:
        yield f"#   {_line(column.header)}: {remark(column, language)}"
    yield ""


def remark(column: Column, language: str) -> str:
    """What a column was taken for, how sure that is and why, on one line."""
    reason = say(column.reason, language)
    if column.target is None:
        return f"? {reason}"
    if column.target == PEOPLE:
        return f"- {reason}"
    return f"{', '.join((column.target, *column.also))} ({round(column.confidence * 100)}%) {reason}"


def _line(text: str) -> str:
    """Text on one line, for a comment: without signs that TOML does not allow there."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _table(table: TableMapping, keys: Sequence[str]) -> Iterator[str]:
    yield "[[table]]"
    yield f"table = {_value(table.table)}"
    # Dotted keys, because a table between braces may not run over several lines.
    yield from (f"columns.{_key(column)} = {_value(header)}" for column, header in table.columns.items())
    yield from _settings(table, keys)
    yield ""


def _settings(table: TableMapping, keys: Sequence[str]) -> Iterator[str]:
    """One line per setting that is not the default; tables of settings get a line per entry."""
    for key in keys:
        value = getattr(table, key)
        if value == getattr(DEFAULTS, key):
            continue
        if key == "exclude":
            yield from ("exclude = [", *(f"  {_value(_rule(rule))}," for rule in value), "]")
        elif isinstance(value, Mapping):
            yield from (f"{key}.{_key(column)} = {_value(entry)}" for column, entry in value.items())
        else:
            yield f"{key} = {_value(value)}"


def _rule(rule: Exclusion) -> dict[str, Any]:
    condition = {"equals": rule.equals, "in": list(rule.among) or None, "matches": rule.matches}
    return {"column": rule.column, "reason": rule.reason} | {key: word for key, word in condition.items() if word is not None}


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(word)}" for key, word in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _text(text)


def _text(text: str) -> str:
    """A string; patterns, which are full of backslashes, between single quotes where that can be."""
    if "\\" in text and "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
