"""Writes a model as Open Exchange 3.1: valid against the schema, identifiers unique, every reference resolved."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from lxml import etree

from wiel.errors import InputRefused
from wiel.exchange.archimate import rules
from wiel.exchange.archimate.exchange_format import NAMESPACE
from wiel.exchange.archimate.model import ArchimateModel, Element, Item, PropertyDefinition, Relationship, Text
from wiel.exchange.archimate.pen import DUBLIN_CORE, Pen, tag
from wiel.exchange.archimate.record import TYPE
from wiel.exchange.archimate.source import refused
from wiel.exchange.archimate.view_writing import view_tag
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
    with _stream(target) as stream, etree.xmlfile(stream, encoding="UTF-8") as out:
        out.write_declaration()
        relationships = _kept(model, pen)
        definitions = _definitions(model)
        _name_everything(model, relationships, definitions, pen)
        attributes = {"identifier": pen.ids.own("model", model.identifier), f"{{{XSI}}}schemaLocation": LOCATION}
        if model.release is not None:
            attributes["version"] = pen.clean(model.release)
        with out.element(tag("model"), attributes, nsmap={None: NAMESPACE, "xsi": XSI}):
            for part in _head(model, pen):
                _put(out, part, 1)
            _list(out, "elements", (_element(element, pen) for element in model.elements), bool(model.elements))
            _list(out, "relationships", (_relationship(one, pen) for one in relationships), bool(relationships))
            for organization in model.organizations:
                items = [item for folder in organization if (item := _item(folder, pen)) is not None]
                _list(out, "organizations", items, bool(items))
            _list(out, "propertyDefinitions", (_definition(one, pen) for one in definitions), bool(definitions))
            _views(out, model, pen)
            out.write("\n")
    return pen.findings()


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
    """The relationships whose ends exist; leaving one out may take the end of another away."""
    known = set(model.element) | set(model.relationship)
    kept = list(model.relationships)
    while True:
        dangling = [one for one in kept if one.source not in known or one.target not in known]
        if not dangling:
            return kept
        for one in dangling:
            missing = one.source if one.source not in known else one.target
            pen.lost.append(rules.NOT_WRITTEN.broken(part="relationship", identifier=one.identifier, missing=missing))
        gone = {one.identifier for one in dangling}
        known -= gone
        kept = [one for one in kept if one.identifier not in gone]


def _definitions(model: ArchimateModel) -> list[PropertyDefinition]:
    """The declared definitions, and one for each that is used without being declared, named by its identifier."""
    declared = {definition.identifier for definition in model.definitions}
    holders = (model, *model.elements, *model.relationships, *model.views)
    used = dict.fromkeys(held.definition for holder in holders for held in holder.properties)
    extra = [PropertyDefinition(one, (Text(one),)) for one in used if one not in declared]
    return [*model.definitions, *extra]


def _name_everything(
    model: ArchimateModel, relationships: list[Relationship], definitions: list[PropertyDefinition], pen: Pen
) -> None:
    """Give each thing its identifier. Viewpoints come first, because their XML is copied as it is."""
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


def _put(out: "etree._IncrementalFileWriter", part: etree._Element, level: int) -> None:
    out.write("\n" + "  " * level)
    etree.indent(part, "  ", level=level)
    part.tail = None
    out.write(part)


def _list(out: "etree._IncrementalFileWriter", name: str, parts: Iterable[etree._Element], filled: bool, level: int = 1) -> None:
    """A list of parts; the format does not allow an empty one."""
    if not filled:
        return
    out.write("\n" + "  " * level)
    with out.element(tag(name)):
        for part in parts:
            _put(out, part, level + 1)
        out.write("\n" + "  " * level)


def _views(out: "etree._IncrementalFileWriter", model: ArchimateModel, pen: Pen) -> None:
    if not model.views and not model.viewpoints:
        return
    out.write("\n  ")
    with out.element(tag("views")):
        viewpoints = (etree.fromstring(viewpoint.xml) for viewpoint in model.viewpoints)
        _list(out, "viewpoints", viewpoints, bool(model.viewpoints), 2)
        _list(out, "diagrams", (view_tag(view, turn, pen) for turn, view in enumerate(model.views)), bool(model.views), 2)
        out.write("\n  ")


def _head(model: ArchimateModel, pen: Pen) -> Iterator[etree._Element]:
    """What stands in the root before the lists."""
    holder = etree.Element(tag("model"))
    pen.head(holder, model, name_needed=True)
    if model.metadata is not None:
        holder.append(_metadata(etree.fromstring(model.metadata), pen))
    yield from list(holder)


def _metadata(metadata: etree._Element, pen: Pen) -> etree._Element:
    """Metadata in the namespace of today; of other namespaces only Dublin Core is part of the schema."""
    fresh = etree.Element(tag("metadata"))
    holders = [child for child in metadata if etree.QName(child).localname == "schemaInfo"]
    for source, into in [(holder, etree.SubElement(fresh, tag("schemaInfo"))) for holder in holders] or [(metadata, fresh)]:
        for name in ("schema", "schemaversion"):
            for child in source.findall(f"{{*}}{name}"):
                etree.SubElement(into, tag(name)).text = child.text
        for child in source:
            if etree.QName(child).namespace == DUBLIN_CORE:
                into.append(child)
            elif etree.QName(child).localname not in ("schema", "schemaversion"):
                pen.details[f"<{etree.QName(child).localname}>"] += 1
    return fresh


def _element(element: Element, pen: Pen) -> etree._Element:
    kind = element.type
    if kind not in LAYER:
        pen.written_as("element", kind, "Grouping")
        kind = "Grouping"
    identifier = pen.ids.own("element", element.identifier)
    node = etree.Element(tag("element"), {"identifier": identifier, TYPE: kind})
    pen.head(node, element, name_needed=kind not in NAMELESS)
    return node


def _relationship(relationship: Relationship, pen: Pen) -> etree._Element:
    kind = relationship.type
    if kind not in RELATIONSHIPS:
        pen.written_as("relationship", kind, "Association")
        kind = "Association"
    ids = pen.ids
    node = etree.Element(
        tag("relationship"),
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
    node = etree.Element(tag("propertyDefinition"), identifier=identifier, type=kind)
    pen.head(node, definition, name_needed=True)
    return node


def _item(item: Item, pen: Pen) -> etree._Element | None:
    """A folder or a place in one; a place of something that does not exist goes."""
    node = etree.Element(tag("item"))
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
