"""Merges the model of a landscape with the file of an architect, whose work is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from wiel.exchange.archimate import gemma, rules
from wiel.exchange.archimate.comparison import Difference, diff
from wiel.exchange.archimate.model import (
    ArchimateModel,
    Element,
    Item,
    Node,
    Property,
    PropertyDefinition,
    Relationship,
    Text,
    View,
)
from wiel.findings import Finding, Findings

Concept = TypeVar("Concept", Element, Relationship)


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged model, what changes in the architect's file, and where the two say something else."""

    model: ArchimateModel
    difference: Difference
    findings: Findings


def merge(theirs: ArchimateModel, ours: ArchimateModel) -> Merged:
    """What does the file of the architect become with the landscape in it?

    Concepts are the same when they have the same identifier or, of elements, the same Object ID. What the architect has stays:
    names, documentation, properties, folders and views. What only the landscape has is added: elements, relationships, views,
    properties. Where both fill in a property or name and differ, the architect's value stays and the difference is a finding.
    Nothing is removed. Show `difference` before writing.

    >>> held = ArchimateModel("m", elements=(Element("a", (Text("Zaakspil"),), type="ApplicationComponent"),))
    >>> new = ArchimateModel("n", elements=(Element("b", (Text("Briefvink"),), type="ApplicationComponent"),))
    >>> merged = merge(held, new)
    >>> [element.name for element in merged.model.elements], list(merged.difference.elements.added)
    (['Zaakspil', 'Briefvink'], ['b'])
    """
    return _Merge(theirs, ours).merged()


class _Merge:
    """Two models on their way to one."""

    def __init__(self, theirs: ArchimateModel, ours: ArchimateModel) -> None:
        self.theirs, self.ours = theirs, ours
        self.found: list[Finding] = []
        known = {gemma.object_id(theirs, element): element.identifier for element in theirs.elements}
        self.same = {
            element.identifier: element.identifier
            if element.identifier in theirs.element
            else known.get(gemma.object_id(ours, element), element.identifier)
            for element in ours.elements
        }
        self.definitions: dict[str, str] = {}

    def merged(self) -> Merged:
        """The whole."""
        definitions = self._definitions()
        elements = self._concepts(self.theirs.elements, (self._moved(element) for element in self.ours.elements))
        relationships = self._concepts(self.theirs.relationships, (self._rewired(one) for one in self.ours.relationships))
        held = {view.identifier for view in self.theirs.views}
        views = [self._redrawn(view) for view in self.ours.views if view.identifier not in held]
        folder = self._folder(elements[len(self.theirs.elements) :], views)
        model = replace(
            self.theirs,
            elements=tuple(elements),
            relationships=tuple(relationships),
            definitions=definitions,
            views=(*self.theirs.views, *views),
            organizations=(*self.theirs.organizations, *folder),
        )
        return Merged(model, diff(self.theirs, model), Findings.of(self.found))

    def _definitions(self) -> tuple[PropertyDefinition, ...]:
        """Definitions are the same when they have the same name."""
        by_name = {definition.name: definition.identifier for definition in self.theirs.definitions}
        taken, added = set(by_name.values()), []
        for definition in self.ours.definitions:
            identifier = by_name.get(definition.name)
            if identifier is None:
                identifier = definition.identifier
                while identifier in taken:
                    identifier += "-wiel"
                taken.add(identifier)
                added.append(replace(definition, identifier=identifier))
            self.definitions[definition.identifier] = identifier
        return (*self.theirs.definitions, *added)

    def _properties(self, held: Iterable[Property]) -> tuple[Property, ...]:
        return tuple(Property(self.definitions.get(one.definition, one.definition), one.values) for one in held)

    def _moved(self, element: Element) -> Element:
        return replace(element, identifier=self.same[element.identifier], properties=self._properties(element.properties))

    def _rewired(self, one: Relationship) -> Relationship:
        ends = self.same.get(one.source, one.source), self.same.get(one.target, one.target)
        return replace(one, source=ends[0], target=ends[1], properties=self._properties(one.properties))

    def _redrawn(self, view: View) -> View:
        return replace(view, nodes=tuple(_with_elements(node, self.same) for node in view.nodes), properties=())

    def _concepts(self, theirs: Iterable[Concept], ours: Iterable[Concept]) -> list[Concept]:
        merged = {concept.identifier: concept for concept in theirs}
        for concept in ours:
            held = merged.get(concept.identifier)
            merged[concept.identifier] = concept if held is None else self._both(held, concept)
        return list(merged.values())

    def _both(self, theirs: Concept, ours: Concept) -> Concept:
        """The architect's concept with the properties that only the landscape has."""
        if theirs.names and ours.names and theirs.name != ours.name:
            self._kept(theirs, "naam", theirs.name, ours.name)
        held = {one.definition: one for one in theirs.properties}
        added: list[Property] = []
        for one in ours.properties:
            there = held.get(one.definition)
            if there is None or not any(text.value.strip() for text in there.values):
                added.append(one)
            elif _values(there) != _values(one):
                name = self.theirs.definition_name.get(one.definition, one.definition)
                self._kept(theirs, name, ", ".join(_values(there)), ", ".join(_values(one)))
        filled = {one.definition for one in added}
        kept = [one for one in theirs.properties if one.definition not in filled]
        return replace(theirs, names=theirs.names or ours.names, properties=tuple(kept + added))

    def _kept(self, concept: Concept, part: str, theirs: str, ours: str) -> None:
        name = concept.name or concept.identifier
        self.found.append(rules.KEPT_THEIRS.broken(name=name, part=part, theirs=theirs[:120], ours=ours[:120]))

    def _folder(self, elements: Iterable[Element], views: Iterable[View]) -> tuple[tuple[Item, ...], ...]:
        """What is new stands together in a folder of its own."""
        items = tuple(Item(reference=one.identifier) for one in (*elements, *views))
        return ((Item(labels=(Text(self.ours.name or "Wiel"),), items=items),),) if items else ()


def _values(held: Property) -> tuple[str, ...]:
    return tuple(text.value.strip() for text in held.values)


def _with_elements(node: Node, same: Mapping[str, str]) -> Node:
    element = None if node.element is None else same.get(node.element, node.element)
    return replace(node, element=element, nodes=tuple(_with_elements(child, same) for child in node.nodes))
