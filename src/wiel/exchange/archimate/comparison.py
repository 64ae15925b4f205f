"""What changed between two models, such as two releases of GEMMA."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from wiel.exchange.archimate.gemma import object_id
from wiel.exchange.archimate.model import ArchimateModel, Element, Named, Relationship, Texts, View

PARTS = ("type", "source", "target", "access", "modifier", "directed")

Concept = TypeVar("Concept", bound=Named)


@dataclass(frozen=True, slots=True)
class Change(Generic[Concept]):
    """A concept in both models of which something differs; `parts` names what: type, name, documentation or a property."""

    key: str
    before: Concept
    after: Concept
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes(Generic[Concept]):
    """What came, went and changed among the elements, the relationships or the views."""

    added: Mapping[str, Concept]
    removed: Mapping[str, Concept]
    changed: Mapping[str, Change[Concept]]

    def as_json(self) -> dict[str, list[str]]:
        """The keys only."""
        return {"added": list(self.added), "removed": list(self.removed), "changed": list(self.changed)}


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two models."""

    elements: Changes[Element]
    relationships: Changes[Relationship]
    views: Changes[View]

    def as_json(self) -> dict[str, dict[str, list[str]]]:
        """The object that ``wiel archimate diff`` prints."""
        return {
            "elements": self.elements.as_json(),
            "relationships": self.relationships.as_json(),
            "views": self.views.as_json(),
        }


def diff(before: ArchimateModel, after: ArchimateModel) -> Difference:
    """What came, went and changed between two models?

    Elements and views are the same when they have the same Object ID (or, without one, the same identifier). A relationship
    is the same when its identifier is: a relationship that got another type is a new one, even where it inherited the
    Object ID of the old one. Changed are: type, name, documentation, any property, and of a relationship its ends.

    >>> old = ArchimateModel("m", elements=(Element("a", (), type="Node"), Element("b", (), type="Node")))
    >>> new = ArchimateModel("m", elements=(Element("b", (), type="Device"), Element("c", (), type="Node")))
    >>> diff(old, new).elements.as_json()
    {'added': ['c'], 'removed': ['a'], 'changed': ['b']}
    """
    return Difference(
        _changes(_by_object_id(before, before.elements), _by_object_id(after, after.elements), _parts(before, after)),
        _changes(before.relationship, after.relationship, _parts(before, after)),
        _changes(_by_object_id(before, before.views), _by_object_id(after, after.views), _parts(before, after)),
    )


def _by_object_id(model: ArchimateModel, concepts: Iterable[Concept]) -> dict[str, Concept]:
    """Concepts by Object ID; where two share one, the second goes by its identifier, so that none is lost."""
    keyed: dict[str, Concept] = {}
    for concept in concepts:
        key = object_id(model, concept)
        keyed[concept.identifier if key in keyed else key] = concept
    return keyed


def _changes(
    before: Mapping[str, Concept], after: Mapping[str, Concept], parts: Callable[[Named, Named], tuple[str, ...]]
) -> Changes[Concept]:
    changed = {}
    for key, concept in before.items():
        if key in after and (differing := parts(concept, after[key])):
            changed[key] = Change(key, concept, after[key], differing)
    return Changes(
        {key: concept for key, concept in after.items() if key not in before},
        {key: concept for key, concept in before.items() if key not in after},
        changed,
    )


def _parts(before: ArchimateModel, after: ArchimateModel) -> Callable[[Named, Named], tuple[str, ...]]:
    """Names what differs between a concept of the one model and the same concept of the other."""

    def differing(old: Named, new: Named) -> tuple[str, ...]:
        """The parts that differ, by name."""
        told = [name for name in PARTS if getattr(old, name, None) != getattr(new, name, None)]
        if _spoken(old.documentation) != _spoken(new.documentation):
            told.insert(0, "documentation")
        if _spoken(old.names) != _spoken(new.names):
            told.insert(0, "name")
        was, now = _values(before, old), _values(after, new)
        return (*told, *(name for name in dict.fromkeys((*was, *now)) if was.get(name) != now.get(name)))

    return differing


def _spoken(texts: Texts) -> tuple[str, ...]:
    """Texts without their language: tools mark it by their own setting."""
    return tuple(text.value for text in texts)


def _values(model: ArchimateModel, concept: Named) -> dict[str, Counter[tuple[str, ...]]]:
    """The values of each property by its name, whatever their order: definitions get other identifiers in each export."""
    values: dict[str, Counter[tuple[str, ...]]] = {}
    for held in concept.properties:
        name = model.definition_name.get(held.definition, held.definition)
        values.setdefault(name, Counter())[tuple(text.value for text in held.values)] += 1
    return values
