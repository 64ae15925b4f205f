"""Reads the own format of Archi (`.archimate`): folders with elements, relationships and views."""

from dataclasses import dataclass, field, replace
from typing import IO, TypeVar

from lxml import etree

from wiel.exchange.archimate import rules
from wiel.exchange.archimate.model import (
    ArchimateModel,
    Attributes,
    Element,
    Item,
    Node,
    Properties,
    Property,
    PropertyDefinition,
    Relationship,
    Text,
    Texts,
    View,
)
from wiel.exchange.archimate.native_views import read_view
from wiel.exchange.archimate.record import TYPE, Record, line_of, local, text_of
from wiel.exchange.archimate.source import refused
from wiel.exchange.archimate.views import DEPTH
from wiel.exchange.archimate.vocabulary import RELATIONSHIPS, element_type, relationship_type

NAMESPACE = "http://www.archimatetool.com/archimate"
SPECIALIZATION = ("specialization", "Specialization")
"""Identifier and name of the property with which Archi itself writes a specialization to an exchange file."""

ACCESS = {None: "Write", "0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}
NAMED = frozenset({TYPE, "name", "id", "profiles", "type"})
RELATIONSHIP = NAMED | {"source", "target", "accessType", "strength", "directed"}

Concept = TypeVar("Concept", Element, Relationship)


@dataclass
class Gathered:
    """What has been read so far of one file."""

    record: Record
    elements: list[Element] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    profiles: dict[str, list[str]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    def properties(self, node: etree._Element) -> Properties:
        """The properties of a tag; Archi names them by key, each key gets a definition."""
        return tuple(
            Property(self.definition(child.get("key"), child), (Text(child.get("value") or ""),))
            for child in node.findall("property")
        )

    def definition(self, key: str | None, node: etree._Element) -> str:
        """The identifier of the definition of a key."""
        if not key:
            self.record.broken(rules.PROPERTY_WITHOUT_KEY, line_of(node), value=(node.get("value") or "")[:60])
        return self.keys.setdefault(key or "", f"propid-{len(self.keys) + 1}")


def read_native(stream: IO[bytes], version: str, record: Record) -> ArchimateModel:
    """The model in a file of Archi. Sketches and canvases belong to Archi alone: each is reported as not carried."""
    gathered = Gathered(record)
    parser = etree.iterparse(
        stream,
        events=("end",),
        tag="element",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _, node in parser:
        _take(node, gathered)
        # The attributes stay, because the folder tree is read from them at the end.
        del node[:]
    return _model(parser.root, version, gathered)


def _take(node: etree._Element, into: Gathered) -> None:
    word = str(node.get(TYPE) or "").rpartition(":")[2]
    if word == "ArchimateDiagramModel":
        identifier = into.record.identify("view", node.get("id"), node)
        into.views.append(read_view(node, identifier, into.properties(node), into.record))
    elif word.endswith("Model"):
        into.dropped.add(str(node.get("id")))
        into.record.broken(rules.VIEW_NOT_CARRIED, line_of(node), name=node.get("name") or "", kind=word)
    elif node.get("source") is not None or relationship_type(word) in RELATIONSHIPS:
        into.relationships.append(_relationship(node, word, into))
    else:
        into.elements.append(_element(node, word, into))


def _names(node: etree._Element) -> Texts:
    name = node.get("name")
    return (Text(name),) if name else ()


def _documentation(node: etree._Element, tag: str = "documentation") -> Texts:
    return tuple(text_of(child) for child in node.findall(tag))


def _rest(node: etree._Element, known: frozenset[str]) -> Attributes:
    """What only Archi knows of a concept: unknown attributes and features."""
    attributes = tuple((str(name), str(value)) for name, value in node.items() if name not in known)
    features = tuple((f"feature {f.get('name')}", f.get("value") or "") for f in node.findall("feature"))
    return attributes + features


def _identified(node: etree._Element, into: Gathered) -> str:
    identifier = into.record.identify("concept", node.get("id"), node)
    if node.get("profiles"):
        into.profiles[identifier] = str(node.get("profiles")).split()
    return identifier


def _element(node: etree._Element, word: str, into: Gathered) -> Element:
    identifier = _identified(node, into)
    kind = element_type(word)
    if word == "Junction":
        kind = "OrJunction" if node.get("type") == "or" else "AndJunction"
    elif kind != word:
        into.record.renamed[word, kind] += 1
    documentation = _documentation(node)
    return Element(identifier, _names(node), documentation, into.properties(node), (), _rest(node, NAMED), kind)


def _relationship(node: etree._Element, word: str, into: Gathered) -> Relationship:
    identifier = _identified(node, into)
    kind = relationship_type(word)
    if kind != word.removesuffix("Relationship"):
        into.record.renamed[word.removesuffix("Relationship"), kind] += 1
    return Relationship(
        identifier,
        _names(node),
        _documentation(node),
        into.properties(node),
        (),
        _rest(node, RELATIONSHIP),
        kind,
        node.get("source") or "",
        node.get("target") or "",
        ACCESS.get(node.get("accessType"), "Access") if kind == "Access" else None,
        node.get("strength"),
        True if kind == "Association" and node.get("directed") == "true" else None,
    )


def _folder(node: etree._Element, into: Gathered, depth: int = 0) -> Item:
    if depth > DEPTH:
        raise refused("too-deep", into.record.file, line_of(node), depth=DEPTH)
    items = []
    for child in node:
        tag = local(str(child.tag))
        if tag == "folder":
            items.append(_folder(child, into, depth + 1))
        elif tag == "element" and child.get("id") not in into.dropped:
            into.record.line.setdefault(("item", str(child.get("id"))), line_of(child))
            items.append(Item(reference=child.get("id")))
    properties = into.properties(node)
    return Item(node.get("id"), None, _names(node), _documentation(node), tuple(items), properties)


def _model(root: etree._Element, version: str, gathered: Gathered) -> ArchimateModel:
    folders = tuple(_folder(child, gathered) for child in root.findall("folder"))
    properties = gathered.properties(root)
    foreign = [
        etree.tostring(child, encoding="unicode", with_tail=False)
        for child in root
        if local(str(child.tag)) not in ("folder", "purpose", "property", "profile")
    ]
    elements, relationships, definitions = _specialized(root, gathered)
    return ArchimateModel(
        root.get("id") or "id-model",
        _names(root),
        _documentation(root, "purpose"),
        properties,
        tuple(foreign),
        (),
        version,
        None,
        None,
        elements,
        relationships,
        (folders,) if folders else (),
        definitions,
        (),
        tuple(_with_names_of_views(gathered)),
        gathered.record.lines(),
    )


def _specialized(
    root: etree._Element, gathered: Gathered
) -> tuple[tuple[Element, ...], tuple[Relationship, ...], tuple[PropertyDefinition, ...]]:
    """Profiles stand at the end of the file; a concept that has one gets its name as the property Specialization."""
    names = {str(child.get("id")): child.get("name") or "" for child in root.findall("profile")}
    identifier, name = SPECIALIZATION

    def with_profile(concept: Concept) -> Concept:
        """The concept with its specializations."""
        held = gathered.profiles.get(concept.identifier)
        if not held:
            return concept
        texts = tuple(Text(names.get(profile, profile)) for profile in held)
        return replace(concept, properties=(*concept.properties, Property(identifier, texts)))

    elements = tuple(with_profile(element) for element in gathered.elements)
    relationships = tuple(with_profile(relationship) for relationship in gathered.relationships)
    definitions = [PropertyDefinition(propid, (Text(key),)) for key, propid in gathered.keys.items()]
    if gathered.profiles:
        definitions.append(PropertyDefinition(identifier, (Text(name),)))
    return elements, relationships, tuple(definitions)


def _with_names_of_views(gathered: Gathered) -> list[View]:
    """A reference to another view shows the name of that view; a reference to a dropped view goes."""
    names = {view.identifier: view.names for view in gathered.views}

    def named(node: Node) -> Node:
        """The box and those in it, with the names of the views they refer to."""
        nested = tuple(named(child) for child in node.nodes)
        kept = tuple(link for link in node.views if link not in gathered.dropped)
        labels = node.labels
        if node.views and not labels:
            labels = names.get(node.views[0], ())
        if (nested, kept, labels) == (node.nodes, node.views, node.labels):
            return node
        return replace(node, nodes=nested, views=kept, labels=labels)

    return [replace(view, nodes=tuple(named(node) for node in view.nodes)) for view in gathered.views]
