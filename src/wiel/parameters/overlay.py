"""What a user sets instead of the shipped values: a TOML or YAML file, or ``subject.name=value`` on the command line."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wiel.errors import InputRefused, Place, WrongUse
from wiel.texts import Sentence
from wiel.texts.plain_yaml import from_yaml

MOST_BYTES = 1024 * 1024
FIELDS = frozenset({"value", "from", "source", "label", "low", "high"})


@dataclass(frozen=True, slots=True)
class Override:
    """A value in the place of the shipped one. Without `valid_from` it holds on every day; `origin` is the file or ``--set``."""

    value: Any
    origin: str
    valid_from: date | None = None
    source: str = ""
    label: str = "O"
    low: Any = None
    high: Any = None

    @property
    def stated(self) -> str:
        """The source as the trace shows it: where it was set, and the source that was given there."""
        return f"{self.origin}: {self.source}" if self.source else self.origin


def read_overlay(path: Path) -> dict[str, tuple[Override, ...]]:
    """Which values does this file set? TOML or YAML by its suffix; a file that cannot be read is refused whole.

    A value stands as ``name: 12`` under its subject, or as ``{value, from, source, label}``, or as a list of those.
    """
    place = Place(file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise ValueError(path)
        text = data.decode("utf-8-sig")
        content = tomllib.loads(text) if path.suffix.lower() == ".toml" else from_yaml(text)
    except OSError:
        raise InputRefused(Sentence("parameters.unreadable", {"path": str(path)}), place) from None
    except (ValueError, RecursionError):
        raise InputRefused(Sentence("parameters.malformed", {"path": str(path)}), place) from None
    if not isinstance(content, Mapping):
        raise InputRefused(Sentence("parameters.malformed", {"path": str(path)}), place)
    return overrides(content, path.name)


def read_settings(texts: Sequence[str]) -> dict[str, tuple[Override, ...]]:
    """Which values do these ``subject.name=value`` texts set? The last one wins.

    >>> read_settings(["overlap.window_months=6"])["overlap.window_months"][0].value
    '6'
    """
    found: dict[str, tuple[Override, ...]] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not name.strip():
            raise WrongUse(Sentence("parameters.setting-form", {"text": text}))
        found[name.strip()] = (Override(value.strip(), "--set"),)
    return found


def overrides(content: Mapping[str, Any], origin: str) -> dict[str, tuple[Override, ...]]:
    """The overrides in a mapping, nested by subject or with dotted names; ready-made overrides are kept as they are.

    >>> list(overrides({"overlap": {"window_months": 6}, "general.size_classes": [50000]}, "eigen waarde"))
    ['overlap.window_months', 'general.size_classes']
    """
    return {name: tuple(_dated(name, value, origin)) for name, value in _flat(content, "")}


def _flat(content: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    """Subjects are one level deep; deeper mappings are the fields of a value."""
    for key, value in content.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, Mapping) and "." not in name:
            yield from _flat(value, name)
        else:
            yield name, value


def _dated(name: str, value: Any, origin: str) -> Iterator[Override]:
    """One override per dated value."""
    if isinstance(value, Override):
        yield value
    elif isinstance(value, Mapping):
        yield _from_fields(name, value, origin)
    elif isinstance(value, list | tuple) and value and all(isinstance(part, Mapping | Override) for part in value):
        for part in value:
            yield part if isinstance(part, Override) else _from_fields(name, part, origin)
    else:
        yield Override(value, origin)


def _from_fields(name: str, fields: Mapping[str, Any], origin: str) -> Override:
    start = fields.get("from")
    if "value" not in fields or set(fields) - FIELDS or not (start is None or type(start) is date):
        raise WrongUse(Sentence("parameters.fields", {"name": name}), Place(file=origin))
    label, source = fields.get("label", "O"), str(fields.get("source", ""))
    return Override(fields["value"], origin, start, source, str(label), fields.get("low"), fields.get("high"))
