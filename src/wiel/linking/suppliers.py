"""Which supplier is meant: legal forms aside, older names and spellings brought back to one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from wiel.linking.spelling import words

Phrase = tuple[str, ...]
SHORTEST = 4


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """The words of `words.yaml` by subject: environments, legal_forms, generic, version_marks."""
    return {subject: frozenset(entry["words"]) for subject, entry in _yaml("words.yaml").items()}


def _yaml(name: str) -> Any:
    text = resources.files("wiel.linking").joinpath(name).read_text(encoding="utf-8")
    return yaml.safe_load(text)


def bare(name: str) -> Phrase:
    """The words of a supplier's name without its legal form; where nothing would be left, all of them.

    >>> bare("Lauwers & Zoon Nederland B.V."), bare("Group B.V.")
    (('lauwers', 'zoon'), ('group', 'b', 'v'))
    """
    all_words = words(name)
    joined = _joined_initials(all_words)
    kept = tuple(word for word in joined if word not in vocabulary()["legal_forms"])
    return kept or all_words


def _joined_initials(parts: Iterable[str]) -> list[str]:
    """Single letters that follow one another as one word: b, v becomes bv."""
    joined: list[str] = []
    single = False
    for part in parts:
        letter = len(part) == 1 and part.isalpha()
        if letter and single:
            joined[-1] += part
        else:
            joined.append(part)
        single = letter
    return joined


@cache
def _aliases() -> Mapping[Phrase, Phrase]:
    """Every written form of `suppliers.yaml` → the form that stays."""
    return {bare(form): bare(entry["name"]) for entry in _yaml("suppliers.yaml") for form in (entry["name"], *entry["also"])}


@lru_cache(maxsize=1 << 14)
def canonical(name: str) -> Phrase:
    """The words of a supplier under the name that stays.

    >>> canonical("Getronics PinkRoccade") == canonical("PinkRoccade Local Government B.V.")
    True
    """
    return _aliases().get(bare(name), bare(name))


@dataclass(frozen=True)
class Suppliers:
    """The suppliers that two lists speak of: written form → canonical form, longest forms first for a search in names."""

    forms: Mapping[Phrase, Phrase]
    longest: int

    @classmethod
    def of(cls, names: Iterable[str]) -> "Suppliers":
        """Those in the columns of the lists and those in the alias list; the first word alone counts where one supplier has it."""
        forms = dict(_aliases())
        firsts: dict[str, set[Phrase]] = {}
        for name in names:
            written = bare(name)
            if not written:
                continue
            forms.setdefault(written, canonical(name))
            firsts.setdefault(written[0], set()).add(canonical(name))
        for first, meant in firsts.items():
            if len(meant) == 1 and len(first) >= SHORTEST:
                forms.setdefault((first,), next(iter(meant)))
        return cls(forms, max(map(len, forms), default=0))

    def found(self, name: Phrase) -> tuple[frozenset[Phrase], frozenset[int]]:
        """The suppliers that stand in a name, and the places of their words; a name that is all supplier keeps its words."""
        meant: set[Phrase] = set()
        places: set[int] = set()
        at = 0
        while at < len(name):
            size = next((n for n in range(min(self.longest, len(name) - at), 0, -1) if name[at : at + n] in self.forms), 0)
            if size:
                meant.add(self.forms[name[at : at + size]])
                places.update(range(at, at + size))
            at += size or 1
        return frozenset(meant), frozenset(places)


def same(one: Phrase, other: Phrase) -> bool:
    """Whether two canonical suppliers are one: equal, or one is the beginning of the other.

    >>> same(("amstel",), ("amstel", "software")), same(("amstel", "data"), ("amstel", "software"))
    (True, False)
    """
    size = min(len(one), len(other))
    return size > 0 and (one[:size] == other[:size] or "".join(one) == "".join(other))
