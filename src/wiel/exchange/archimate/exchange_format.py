"""Reads the Model Exchange File Format of The Open Group: 2.1 and 3.0–3.2."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from wiel.exchange.archimate import rules
from wiel.exchange.archimate.model import (
    ArchimateModel,
    Connection,
    Element,
    Item,
    Node,
    Properties,
    PropertyDefinition,
    Relationship,
    Text,
    View,
    Viewpoint,
)
from wiel.exchange.archimate.record import LANGUAGE, TYPE, Record, inside, line_of, local, text_of
from wiel.exchange.archimate.source import Root, refused
from wiel.exchange.archimate.views import DEPTH, read_connection, read_node
from wiel.exchange.archimate.vocabulary import element_type, relationship_type

NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
VERSIONED = re.compile(r"http://www\.opengroup\.org/xsd/archimate(?:/(\d\.\d))?/?")
SCHEMA = re.compile(r"http://www\.opengroup\.org/xsd/archimate/(\d\.\d)/archimate3_")
SCHEMA_LOCATION = "http://www.w3.org/2001/XMLSchema-instance schemaLocation"

PARTS = ("element", "relationship", "organizations", "organization", "propertyDefinition", "propertydef", "view", "viewpoint")
NAMED = frozenset({"identifier", TYPE})
RELATIONSHIP = NAMED | {"source", "target", "accessType", "modifier", "isDirected"}
VIEW = NAMED | {"viewpoint", "viewpointRef"}
DEFINITION = NAMED | {"type", "name"}
MODEL = frozenset({"identifier", "version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation", LANGUAGE})
VIEWPOINT_PARTS = frozenset(
    {"concern", "viewpointPurpose", "viewpointContent", "allowedElementType", "allowedRelationshipType", "modelingNote"}
)
CONTAINERS = frozenset(
    {"elements", "relationships", "organizations", "organization", "propertyDefinitions", "propertydefs", "views"}
)


@dataclass
class _Gathered:
    elements: list[Element] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    organizations: list[tuple[Item, ...]] = field(default_factory=list)
    definitions: list[PropertyDefinition] = field(default_factory=list)
    viewpoints: list[Viewpoint] = field(default_factory=list)
    views: list[View] = field(default_factory=list)


@dataclass
class _Head:
    """What every named thing holds in front of its own parts."""

    names: list[Text] = field(default_factory=list)
    documentation: list[Text] = field(default_factory=list)
    properties: Properties = ()
    foreign: list[str] = field(default_factory=list)

    def take(self, node: etree._Element, parent: etree._Element, record: Record) -> None:
        """Take one child of a named thing."""
        tag = str(node.tag)
        match local(tag):
            case "name" | "label":
                self.names.append(text_of(node))
            case "documentation":
                self.documentation.append(text_of(node))
            case "properties":
                self.properties += record.properties(node)
            case other:
                if tag.startswith(f"{{{etree.QName(parent).namespace}}}"):
                    record.unknown_part(local(str(parent.tag)), other, line_of(node))
                self.foreign.append(raw(node))


def raw(node: etree._Element) -> str:
    """A tag as XML, without what follows it."""
    return etree.tostring(node, encoding="unicode", with_tail=False)


def version_of(root: Root) -> str | None:
    """The version of the exchange format that a root announces, or None where it is no exchange format.

    >>> version_of(Root("http://www.opengroup.org/xsd/archimate", "model", {}))
    '2.1'
    """
    known = VERSIONED.fullmatch(root.namespace)
    if root.name != "model" or known is None:
        return None
    schema = SCHEMA.search(root.attributes.get(SCHEMA_LOCATION, ""))
    if known[1] is None:
        return "2.1"
    return schema[1] if schema else known[1]


def read_exchange(stream: IO[bytes], version: str, record: Record) -> ArchimateModel:
    """The model in an exchange file. Each part is forgotten by the parser as soon as it is read."""
    gathered = _Gathered()
    parser = etree.iterparse(
        stream,
        events=("end",),
        tag=[f"{{*}}{part}" for part in PARTS],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _, node in parser:
        _take(node, gathered, record)
        node.clear(keep_tail=False)
    return _model(parser.root, version, gathered, record)


def _take(node: etree._Element, into: _Gathered, record: Record) -> None:
    match local(str(node.tag)):
        case "element":
            into.elements.append(_element(node, record))
        case "relationship":
            into.relationships.append(_relationship(node, record))
        case "view":
            into.views.append(_view(node, record))
        case "organizations" | "organization":
            into.organizations.append(tuple(_item(child, record) for child in node))
        case "viewpoint":
            into.viewpoints.append(_viewpoint(node, record))
        case _:
            into.definitions.append(_definition(node, record))


def _head(node: etree._Element, record: Record) -> _Head:
    head = _Head()
    for child in node:
        head.take(child, node, record)
    return head


def _element(node: etree._Element, record: Record) -> Element:
    identifier = record.identify("concept", node.get("identifier"), node)
    head = _head(node, record)
    word = str(node.get(TYPE) or "")
    kind = element_type(word)
    if kind != word:
        record.renamed[word, kind] += 1
    return Element(
        identifier,
        tuple(head.names),
        tuple(head.documentation),
        head.properties,
        tuple(head.foreign),
        record.extra(node, NAMED),
        kind,
    )


def _relationship(node: etree._Element, record: Record) -> Relationship:
    get = node.get
    identifier = record.identify("concept", get("identifier"), node)
    head = _head(node, record)
    word = str(get(TYPE) or "")
    kind = relationship_type(word)
    if kind != word.removesuffix("Relationship"):
        record.renamed[word, kind] += 1
    directed = get("isDirected")
    return Relationship(
        identifier,
        tuple(head.names),
        tuple(head.documentation),
        head.properties,
        tuple(head.foreign),
        record.extra(node, RELATIONSHIP),
        kind,
        get("source") or "",
        get("target") or "",
        get("accessType"),
        get("modifier"),
        None if directed is None else directed.strip() in ("true", "1"),
    )


def _view(node: etree._Element, record: Record) -> View:
    identifier = record.identify("view", node.get("identifier"), node)
    head = _Head()
    nodes: list[Node] = []
    connections: list[Connection] = []
    for child in node:
        match local(str(child.tag)):
            case "node":
                nodes.append(read_node(child, record, inside(identifier)))
            case "connection":
                connections.append(read_connection(child, record, inside(identifier)))
            case _:
                head.take(child, node, record)
    return View(
        identifier,
        tuple(head.names),
        tuple(head.documentation),
        head.properties,
        tuple(head.foreign),
        record.extra(node, VIEW),
        node.get("viewpoint"),
        node.get("viewpointRef"),
        tuple(nodes),
        tuple(connections),
    )


def _viewpoint(node: etree._Element, record: Record) -> Viewpoint:
    identifier = record.identify("viewpoint", node.get("identifier"), node)
    head = _Head()
    parts = []
    for child in node:
        if local(str(child.tag)) in VIEWPOINT_PARTS:
            parts.append(raw(child))
        else:
            head.take(child, node, record)
    attributes = record.extra(node, NAMED)
    names, documentation = tuple(head.names), tuple(head.documentation)
    return Viewpoint(identifier, names, documentation, head.properties, tuple(head.foreign), attributes, tuple(parts))


def _definition(node: etree._Element, record: Record) -> PropertyDefinition:
    identifier = record.identify("definition", node.get("identifier"), node)
    head = _head(node, record)
    # The exchange format 2.1 writes the name of a property as an attribute.
    names = tuple(head.names) or ((Text(str(node.get("name"))),) if node.get("name") is not None else ())
    extra = record.extra(node, DEFINITION)
    kind = node.get("type") or "string"
    return PropertyDefinition(identifier, names, tuple(head.documentation), (), tuple(head.foreign), extra, kind)


def _item(node: etree._Element, record: Record, depth: int = 0) -> Item:
    if depth > DEPTH:
        raise refused("too-deep", record.file, line_of(node), depth=DEPTH)
    labels: list[Text] = []
    documentation: list[Text] = []
    items: list[Item] = []
    foreign: list[str] = []
    for child in node:
        match local(str(child.tag)):
            case "item":
                items.append(_item(child, record, depth + 1))
            case "label" | "name":
                labels.append(text_of(child))
            case "documentation":
                documentation.append(text_of(child))
            case _:
                foreign.append(raw(child))
    reference = node.get("identifierRef") or node.get("identifierref")
    if reference is not None:
        record.line.setdefault(("item", reference), line_of(node))
    return Item(node.get("identifier"), reference, tuple(labels), tuple(documentation), tuple(items), (), tuple(foreign))


def _loose(root: etree._Element) -> Iterator[etree._Element]:
    """What stands in the root beside the great lists."""
    return (child for child in root if local(str(child.tag)) not in CONTAINERS)


def _model(root: etree._Element, version: str, gathered: _Gathered, record: Record) -> ArchimateModel:
    head = _Head()
    metadata = None
    for child in _loose(root):
        if local(str(child.tag)) == "metadata":
            metadata = raw(child)
        else:
            head.take(child, root, record)
    if not root.get("identifier"):
        record.broken(rules.NO_IDENTIFIER, line_of(root), part="model", identifier="id-model")
    return ArchimateModel(
        root.get("identifier") or "id-model",
        tuple(head.names),
        tuple(head.documentation),
        head.properties,
        tuple(head.foreign),
        record.extra(root, MODEL),
        version,
        root.get("version"),
        metadata,
        tuple(gathered.elements),
        tuple(gathered.relationships),
        tuple(gathered.organizations),
        tuple(gathered.definitions),
        tuple(gathered.viewpoints),
        tuple(gathered.views),
        record.lines(),
    )
