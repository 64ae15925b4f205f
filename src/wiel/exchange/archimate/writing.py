"""Writes a model as Open Exchange 3.1: valid against the schema, identifiers unique, every reference resolved."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from wiel.errors import InputRefused
from wiel.exchange.archimate import rules
from wiel.exchange.archimate.exchange_format import NAMESPACE
from wiel.exchange.archimate.model import ArchimateModel, Element, Item, PropertyDefinition, Relationship, Text
from wiel.exchange.archimate.pen import Pen
from wiel.exchange.archimate.record import TYPE
from wiel.exchange.archimate.source import refused
from wiel.exchange.archimate.view_writing import view_tag
from wiel.exchange.archimate.viewpoint_writing import viewpoint_tag
from wiel.exchange.archimate.vocabulary import ACCESS, COMPOSITE, DATA_TYPES, JUNCTIONS, LAYER, RELATIONSHIPS
from wiel.findings import Findings

XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{NAMESPACE} http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"
NAMELESS = frozenset((*JUNCTIONS, *COMPOSITE))
"""Elements that need no name."""

Target = Path | str | IO[bytes]


def write(model: ArchimateModel, target: Target) -> Findings:
    """Write a model as an exchange file; the findings name everything that the file does not carry.

    A file appears whole or not at all. Duplicated and unusual identifiers become unique XML names, a property definition
    that was used and not declared is declared under its own identifier, and a relationship of which an end does not exist
    is left out, as the format demands.

    Raises:
        InputRefused: the target cannot be written.

    >>> import io
    >>> from wiel.exchange.archimate import read
    >>> element = Element("7d1d", (Text("Zaakspil"),), type="ApplicationComponent")
    >>> target = io.BytesIO()
    >>> [finding.rule for finding in write(ArchimateModel("m", elements=(element,)), target)]
    ['archimate.identifier-changed']
    >>> read(target.getvalue())[0].elements[0].identifier
    'id-7d1d'
    """
    pen = Pen()
    with _stream(target) as stream:
        out = _Sheet(stream)
        relationships = _kept(model, pen)
        definitions = _definitions(model)
        _name_everything(model, relationships, definitions, pen)
        out.open(_root(model, pen))
        for part in _head(model, pen):
            out.put(part, 1)
        out.list("elements", (_element(element, pen) for element in model.elements), bool(model.elements))
        out.list("relationships", (_relationship(one, pen) for one in relationships), bool(relationships))
        for organization in model.organizations:
            items = [item for folder in organization if (item := _item(folder, pen)) is not None]
            out.list("organizations", items, bool(items))
        out.list("propertyDefinitions", (_definition(one, pen) for one in definitions), bool(definitions))
        _views(out, model, pen)
        out.text("\n</model>\n")
    return pen.findings()


class _Sheet:
    """The file under way: one part at a time, so that the whole never stands in memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def text(self, text: str) -> None:
        """Write text as it is."""
        self._stream.write(text.encode("utf-8"))

    def open(self, root: etree._Element) -> None:
        """The declaration and the start of the root."""
        started = etree.tostring(root, encoding="unicode").removesuffix("/>")
        self.text(f'<?xml version="1.0" encoding="UTF-8"?>\n{started}>')

    def put(self, part: etree._Element, level: int) -> None:
        """One part. The prefix xsi is declared by the root, so the part need not say it again."""
        etree.indent(part, "  ", level=level)
        part.tail = None
        start, close, rest = etree.tostring(part, encoding="unicode").partition(">")
        self.text("\n" + "  " * level + start.replace(f' xmlns:xsi="{XSI}"', "") + close + rest)

    def list(self, name: str, parts: Iterable[etree._Element], filled: bool, level: int = 1) -> None:
        """A list of parts; the format does not allow an empty one."""
        if not filled:
            return
        space = "\n" + "  " * level
        self.text(f"{space}<{name}>")
        for part in parts:
            self.put(part, level + 1)
        self.text(f"{space}</{name}>")


def _root(model: ArchimateModel, pen: Pen) -> etree._Element:
    attributes = {"identifier": pen.ids.own("model", model.identifier), f"{{{XSI}}}schemaLocation": LOCATION}
    if model.release is not None:
        attributes["version"] = pen.clean(model.release)
    # The type description of lxml does not know that None names the default namespace.
    prefixes: Any = {None: NAMESPACE, "xsi": XSI}
    return etree.Element(f"{{{NAMESPACE}}}model", attributes, nsmap=prefixes)


@contextmanager
def _stream(target: Target) -> Iterator[IO[bytes]]:
    """A path is written beside its place and then put there, so that nothing half-written remains."""
    if not isinstance(target, Path | str):
        yield target
        return
    path = Path(target)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        raise _not_writable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _not_writable(path: Path, error: OSError) -> InputRefused:
    return refused("cannot-write", str(path), reason=error.strerror or str(error))


def _kept(model: ArchimateModel, pen: Pen) -> list[Relationship]:
    """The relationships whose ends exist; leaving one out takes the end of others away, which then go as well."""
    resting: dict[str, list[Relationship]] = {}
    for one in model.relationships:
        for end in (one.source, one.target):
            if end not in model.element:
                resting.setdefault(end, []).append(one)
    gone: set[str] = set()
    missing = [end for end in resting if end not in model.relationship]
    while missing:
        end = missing.pop()
        for one in resting.get(end, ()):
            if one.identifier not in gone:
                gone.add(one.identifier)
                missing.append(one.identifier)
                pen.lost.append(rules.NOT_WRITTEN.broken(part="relationship", identifier=one.identifier, missing=end))
    return [one for one in model.relationships if one.identifier not in gone]


def _definitions(model: ArchimateModel) -> list[PropertyDefinition]:
    """The declared definitions, and one for each that is used without being declared, named by its identifier."""
    declared = {definition.identifier for definition in model.definitions}
    holders = (model, *model.elements, *model.relationships, *model.views, *model.viewpoints)
    used = dict.fromkeys(held.definition for holder in holders for held in holder.properties)
    extra = [PropertyDefinition(one, (Text(one),)) for one in used if one not in declared]
    return [*model.definitions, *extra]


def _name_everything(
    model: ArchimateModel, relationships: list[Relationship], definitions: list[PropertyDefinition], pen: Pen
) -> None:
    """Give each thing its identifier."""
    take = pen.ids.take
    for viewpoint in model.viewpoints:
        take("viewpoint", viewpoint.identifier)
    take("model", model.identifier)
    for element in model.elements:
        take("element", element.identifier)
    for relationship in relationships:
        take("relationship", relationship.identifier)
    for definition in definitions:
        take("definition", definition.identifier)
    for view in model.views:
        take("view", view.identifier)
    for turn, view in enumerate(model.views):
        for node in view.walk():
            take(f"view {turn}", node.identifier)
        for connection in view.connections:
            take(f"view {turn}", connection.identifier)


def _views(out: _Sheet, model: ArchimateModel, pen: Pen) -> None:
    if not model.views and not model.viewpoints:
        return
    out.text("\n  <views>")
    out.list("viewpoints", (viewpoint_tag(viewpoint, pen) for viewpoint in model.viewpoints), bool(model.viewpoints), 2)
    views = (view_tag(view, turn, pen) for turn, view in enumerate(model.views))
    out.list("diagrams", views, bool(model.views), 2)
    out.text("\n  </views>")


def _head(model: ArchimateModel, pen: Pen) -> Iterator[etree._Element]:
    """What stands in the root before the lists."""
    holder = etree.Element("model")
    pen.head(holder, model, name_needed=True)
    if model.metadata is not None:
        holder.append(_metadata(etree.fromstring(model.metadata), pen))
    yield from list(holder)


def _metadata(metadata: etree._Element, pen: Pen) -> etree._Element:
    """Metadata in the namespace of today; of other namespaces only Dublin Core is part of the schema."""
    fresh = etree.Element("metadata")
    holders = [child for child in metadata if etree.QName(child).localname == "schemaInfo"]
    for source, into in [(holder, etree.SubElement(fresh, "schemaInfo")) for holder in holders] or [(metadata, fresh)]:
        for name in ("schema", "schemaversion"):
            for child in source.findall(f"{{*}}{name}")[:1]:
                etree.SubElement(into, name).text = child.text
        for child in source:
            if etree.QName(child).localname not in ("schema", "schemaversion"):
                pen.dublin_core(into, child)
    return fresh


def _element(element: Element, pen: Pen) -> etree._Element:
    kind = element.type
    if kind not in LAYER:
        pen.written_as("element", kind, "Grouping")
        kind = "Grouping"
    identifier = pen.ids.own("element", element.identifier)
    node = etree.Element("element", {"identifier": identifier, TYPE: kind})
    pen.head(node, element, name_needed=kind not in NAMELESS)
    return node


def _relationship(relationship: Relationship, pen: Pen) -> etree._Element:
    kind = relationship.type
    if kind not in RELATIONSHIPS:
        pen.written_as("relationship", kind, "Association")
        kind = "Association"
    ids = pen.ids
    node = etree.Element(
        "relationship",
        {
            "identifier": ids.own("relationship", relationship.identifier),
            "source": str(ids.first(relationship.source, "element", "relationship")),
            "target": str(ids.first(relationship.target, "element", "relationship")),
            TYPE: kind,
        },
    )
    told = {
        "accessType": (relationship.access, kind == "Access" and relationship.access in ACCESS),
        "modifier": (relationship.modifier, kind == "Influence"),
        "isDirected": (None if relationship.directed is None else str(relationship.directed).lower(), kind == "Association"),
    }
    for name, (value, allowed) in told.items():
        if value is not None and allowed:
            node.set(name, pen.clean(value))
        elif value is not None:
            pen.details[name] += 1
    pen.head(node, relationship, name_needed=False)
    return node


def _definition(definition: PropertyDefinition, pen: Pen) -> etree._Element:
    kind = definition.type
    if kind not in DATA_TYPES:
        pen.written_as("property definition", kind, "string")
        kind = "string"
    identifier = pen.ids.own("definition", definition.identifier)
    node = etree.Element("propertyDefinition", identifier=identifier, type=kind)
    pen.head(node, definition, name_needed=True)
    return node


def _item(item: Item, pen: Pen) -> etree._Element | None:
    """A folder or a place in one; a place of something that does not exist goes."""
    node = etree.Element("item")
    if item.reference is not None:
        scopes = ("element", "relationship", "view", "definition", "viewpoint", "item")
        reference = pen.ids.first(item.reference, *scopes)
        if reference is None:
            pen.details["item of a missing thing"] += 1
            return None
        node.set("identifierRef", reference)
    if item.identifier is not None:
        node.set("identifier", pen.ids.take("item", item.identifier))
    pen.texts(node, "label", item.labels)
    pen.texts(node, "documentation", item.documentation)
    if item.properties:
        pen.details["property of a folder"] += len(item.properties)
    for child in item.items:
        tagged = _item(child, pen)
        if tagged is not None:
            node.append(tagged)
    pen.foreign(node, item.foreign)
    return node
