"""Finds every ``text.<language>.toml`` in the package and reads it once."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

LANGUAGES = ("nl", "en")
_PACKAGES = ["wiel"]


def include(package: str) -> None:
    """Let another package, such as the web application, have its sentences in ``text.<language>.toml`` too."""
    if package not in _PACKAGES:
        _PACKAGES.append(package)
        _entries.cache_clear()
        keys.cache_clear()


def _text_files(folder: Traversable, name: str) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _text_files(entry, name)
        elif entry.name == name:
            yield entry


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Nested tables become dotted keys; a table of plain strings is one entry."""
    strings = {name: value for name, value in table.items() if isinstance(value, str)}
    if strings:
        yield prefix, strings
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}.{name}" if prefix else name)


@cache
def _entries(language: str) -> dict[str, dict[str, str]]:
    entries: dict[str, dict[str, str]] = {}
    folders = [file for package in _PACKAGES for file in _text_files(files(package), f"text.{language}.toml")]
    for file in folders:
        for key, forms in _flat(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            if key in entries:
                raise KeyError(f"the text {key!r} stands in two files; the second is {file}")
            entries[key] = forms
    return entries


@cache
def keys(language: str) -> frozenset[str]:
    """Every sentence that exists in a language."""
    return frozenset(_entries(language))


def template(key: str, form: str, language: str) -> str | None:
    """The raw text of one form (message, remedy, text, one, other …) or None; an unknown key is a programming error."""
    return _entries(language)[key].get(form)
