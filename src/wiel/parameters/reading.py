"""The parameters as they stand in the YAML files of this room, one file per subject."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from wiel.parameters.parameter import LABELS, DatedValue, Parameter, ValueKind

SUFFIX = ".yaml"


@cache
def shipped() -> Mapping[str, Parameter]:
    """Every parameter that comes with Wiel, by its full name, in the order of the files.

    >>> shipped()["overlap.tender_lead_months"].unit
    'maanden'
    """
    found = files("wiel.parameters").iterdir()
    subjects = sorted(entry.name.removesuffix(SUFFIX) for entry in found if entry.name.endswith(SUFFIX))
    return MappingProxyType({parameter.name: parameter for subject in subjects for parameter in _subject(subject)})


def _subject(subject: str) -> Iterator[Parameter]:
    text = files("wiel.parameters").joinpath(subject + SUFFIX).read_text(encoding="utf-8")
    for name, entry in yaml.safe_load(text).items():
        yield parameter_from(f"{subject}.{name}", entry)


def parameter_from(name: str, entry: Mapping[str, Any]) -> Parameter:
    """One parameter from its entry; an entry that breaks the shape is a programming error and raises `ValueError` or `KeyError`."""
    kind = ValueKind(entry["kind"])
    bare = Parameter(
        name,
        entry["nl"],
        entry["en"],
        entry.get("unit", ""),
        kind,
        (),
        entry.get("least"),
        entry.get("most"),
        tuple(entry.get("words", ())),
    )
    values = sorted((_dated(bare, value) for value in entry["values"]), key=lambda value: value.valid_from)
    return replace(bare, values=tuple(values))


def _dated(parameter: Parameter, entry: Mapping[str, Any]) -> DatedValue:
    if entry["label"] not in LABELS:
        raise ValueError(f"{parameter.name}: the label {entry['label']!r} is none of {LABELS}")
    fitted = {key: parameter.fitted(entry[key]) for key in ("value", "low", "high") if key in entry}
    return DatedValue(entry["from"], fitted["value"], entry["source"], entry["label"], fitted.get("low"), fitted.get("high"))
