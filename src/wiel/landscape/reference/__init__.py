"""Own reference lists: names, codes and scores that samples, rules and blueprints use (sources in README.md)."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Component:
    """A reference component by its GEMMA name and Object ID; the domain is Wiel's own division."""

    name: str
    domain: str
    reference: str
    availability: int
    integrity: int
    confidentiality: int


@dataclass(frozen=True, slots=True)
class ComponentStandard:
    """A standard that GEMMA asks of a component."""

    component: str
    standard: str
    level: str


@cache
def components() -> tuple[Component, ...]:
    """The components, by domain.

    >>> components()[0].name
    'Burgerzakencomponent'
    """
    return tuple(
        Component(r["name"], r["domain"], r["reference"], int(r["availability"]), int(r["integrity"]), int(r["confidentiality"]))
        for r in _rows("components")
    )


@cache
def component_standards() -> tuple[ComponentStandard, ...]:
    """Which standards GEMMA calls mandatory for these components."""
    return tuple(ComponentStandard(r["component"], r["standard"], r["level"]) for r in _rows("component_standards"))


@cache
def standards() -> dict[str, str]:
    """Name → GEMMA Object ID of the standards in `component_standards`."""
    return {r["name"]: r["reference"] for r in _rows("standards")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("wiel.landscape.reference").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
