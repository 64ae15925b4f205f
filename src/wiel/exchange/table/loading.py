"""Reads a mapping file."""

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from pathlib import Path
from typing import Any

import polars as pl

from wiel.errors import InputRefused
from wiel.exchange.files import read_bytes, refused
from wiel.exchange.limits import SETTINGS
from wiel.exchange.table.mapping import Exclusion, Mapping, TableMapping
from wiel.landscape import EXPANSIONS, TABLES

TABLE_KEYS: dict[str, type] = {
    "table": str, "columns": dict, "dates": list, "decimal": str, "split": dict, "exclude": list, "sheet": str, "header_row": int,
    "header_rows": int, "parts": dict, "values": dict, "constants": dict, "needs": list, "once": str, "member_column": str,
    "owner": str, "derive": str, "ignore": list,
}  # fmt: skip
EXCLUSION_KEYS: dict[str, type] = {"column": str, "reason": str, "equals": str, "in": list, "matches": str}
CONDITIONS = ("equals", "in", "matches")
DERIVATIONS = {"applications": ("application_uses", ("application", "organisation"))}
DATE_PART = re.compile(r"%[YymdHMSbBjfT]")


def load_mapping(path: Path | str) -> Mapping:
    """Which mapping does this TOML file hold? One table at the top, or several as ``[[table]]``.

    Keys beside ``[[table]]`` hold for all tables that do not say otherwise.

    Raises:
        InputRefused: unreadable, no TOML, an unknown key, table or column, or a value that cannot be.
    """
    file = Path(path).name
    try:
        document = tomllib.loads(read_bytes(path, SETTINGS).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refused("mapping.no-toml", file, reason=str(error)) from error
    entries = document.get("table")
    if isinstance(entries, list):
        shared = {key: value for key, value in document.items() if key != "table"}
        merged = [shared | entry if isinstance(entry, dict) else {"table": entry} for entry in entries]
    else:
        merged = [document]
    if not merged:
        raise refused("mapping.no-table", file, tables=tuple(TABLES))
    return Mapping(tuple(_table(entry, file) for entry in merged), file)


def _table_name(entry: MappingType[str, Any], file: str) -> str:
    """The table that an entry is about."""
    name = entry.get("table")
    if name is None:
        raise refused("mapping.no-table", file, tables=tuple(TABLES))
    if name not in TABLES:
        raise refused("mapping.unknown-table", file, text=str(name), tables=tuple(TABLES))
    return str(name)


def _table(entry: MappingType[str, Any], file: str) -> TableMapping:
    _check_keys(entry, TABLE_KEYS, file)
    name = _table_name(entry, file)
    columns, split = _strings(entry, "columns", file), _strings(entry, "split", file)
    parts, constants = _strings(entry, "parts", file), _strings(entry, "constants", file)
    needs, once = _words(entry, "needs", file), entry.get("once")
    values = {column: _translation(entry["values"], column, file) for column in entry.get("values", {})}
    named: dict[str, Iterable[str]] = {
        "columns": columns,
        "split": split,
        "parts": parts,
        "values": values,
        "constants": constants,
        "needs": needs,
    }
    named["once"] = () if once is None else (once,)
    _check_columns(name, named, file)
    mapping = TableMapping(
        name,
        columns,
        dates=_words(entry, "dates", file),
        decimal=entry.get("decimal", ","),
        split=split,
        exclude=tuple(_exclusion(rule, file) for rule in entry.get("exclude", [])),
        sheet=entry.get("sheet"),
        header_row=entry.get("header_row", 1),
        header_rows=entry.get("header_rows", 1),
        parts={column: _pattern(text, "parts", file) for column, text in parts.items()},
        values=values,
        constants=constants,
        needs=needs,
        once=once,
        member_column=entry.get("member_column"),
        owner=entry.get("owner"),
        derive=entry.get("derive"),
        ignore=_words(entry, "ignore", file),
    )
    _check_values(mapping, file)
    return mapping


def _check_columns(table: str, named: MappingType[str, Iterable[str]], file: str) -> None:
    """Every column that a key names is one of the table."""
    known = (*TABLES[table].columns, *EXPANSIONS.get(table, {}))
    for key, columns in named.items():
        if strange := [column for column in columns if column not in known]:
            raise refused("mapping.unknown-column", file, key=key, text=strange[0], table=table, columns=known)


def _check_keys(entry: MappingType[str, Any], keys: MappingType[str, type], file: str) -> None:
    for key, value in entry.items():
        if key not in keys:
            raise refused("mapping.unknown-key", file, key=key, keys=tuple(keys))
        if not isinstance(value, keys[key]) or (keys[key] is int and isinstance(value, bool)):
            raise _wrong(file, key, value)


def _wrong(file: str, key: str, value: object) -> InputRefused:
    return refused("mapping.wrong-value", file, key=key, text=str(value))


def _strings(entry: MappingType[str, Any], key: str, file: str) -> dict[str, str]:
    value = entry.get(key, {})
    for text in value.values():
        if not isinstance(text, str) or not text:
            raise _wrong(file, key, text)
    return dict(value)


def _words(entry: MappingType[str, Any], key: str, file: str) -> tuple[str, ...]:
    for text in entry.get(key, []):
        if not isinstance(text, str):
            raise _wrong(file, key, text)
    return tuple(entry.get(key, []))


def _exclusion(rule: Any, file: str) -> Exclusion:
    if not isinstance(rule, dict):
        raise _wrong(file, "exclude", rule)
    _check_keys(rule, EXCLUSION_KEYS, file)
    given = [key for key in CONDITIONS if key in rule]
    if "column" not in rule or not str(rule.get("reason", "")).strip() or len(given) != 1:
        raise refused("mapping.exclusion", file, text=", ".join(f"{key} = {value}" for key, value in rule.items()))
    pattern = rule.get("matches")
    if pattern is not None:
        _pattern(pattern, "matches", file)
    return Exclusion(rule["column"], rule["reason"], rule.get("equals"), _words(rule, "in", file), pattern)


def _pattern(text: str, key: str, file: str) -> str:
    """A regular expression; one for `parts` has a group."""
    try:
        pl.Series([""]).str.extract(text, 1 if key == "parts" else 0)
    except pl.exceptions.ComputeError as error:
        raise _wrong(file, key, text) from error
    return text


def _translation(values: MappingType[str, Any], column: str, file: str) -> dict[str, str]:
    """Word in the source → word of Wiel."""
    words = values[column]
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        raise _wrong(file, "values", words)
    return dict(words)


def _check_values(mapping: TableMapping, file: str) -> None:
    if long := [sign for sign in mapping.split.values() if len(sign) != 1]:
        raise _wrong(file, "split", long[0])
    if mapping.decimal not in (",", "."):
        raise _wrong(file, "decimal", mapping.decimal)
    for key, number in (("header_row", mapping.header_row), ("header_rows", mapping.header_rows)):
        if number < 1:
            raise _wrong(file, key, number)
    for form in mapping.dates:
        if not DATE_PART.search(form):
            raise _wrong(file, "dates", form)
    if mapping.derive is None:
        return
    if mapping.derive not in DERIVATIONS:
        raise _wrong(file, "derive", mapping.derive)
    table, needed = DERIVATIONS[mapping.derive]
    if mapping.table != table or not set(needed) <= set(mapping.columns):
        raise refused("mapping.derive", file, table=table, columns=needed)
