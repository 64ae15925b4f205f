"""Finds the instruments: every package in `wiel.instruments` that has a DESCRIPTOR."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from wiel.errors import WrongUse
from wiel.registry.descriptor import Descriptor
from wiel.texts import Sentence

_PLACE = "wiel.instruments"


@cache
def instruments() -> dict[str, Descriptor]:
    """All instruments by identifier, in the order of their number."""
    packages = iter_modules(import_module(_PLACE).__path__, f"{_PLACE}.")
    found: list[Descriptor] = [import_module(package.name).DESCRIPTOR for package in packages if package.ispkg]
    return {descriptor.identifier: descriptor for descriptor in sorted(found, key=lambda d: d.number)}


def instrument(identifier: str) -> Descriptor:
    """One instrument by identifier."""
    known = instruments()
    if identifier not in known:
        raise WrongUse(Sentence("registry.unknown-instrument", {"name": identifier, "known": list(known)}))
    return known[identifier]
