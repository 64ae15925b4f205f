"""Reads one view of an exchange file: nodes, nested nodes, connections, bend points and styles."""

from dataclasses import dataclass, field

from lxml import etree

from wiel.exchange.archimate.model import Connection, Font, Node, Point, Style, Text
from wiel.exchange.archimate.record import TYPE, Record, line_of, local, text_of
from wiel.exchange.archimate.source import refused

NODE_ATTRIBUTES = frozenset({"identifier", TYPE, "type", "elementRef", "elementref", "x", "y", "w", "h"})
CONNECTION_ATTRIBUTES = frozenset({"identifier", TYPE, "relationshipRef", "relationshipref", "source", "target"})
DEPTH = 100
"""Boxes in boxes beyond which a file is refused; the deepest real view known nests 6."""


def read_node(node: etree._Element, record: Record, scope: str, depth: int = 0) -> Node:
    """One box with all that is nested in it."""
    if depth > DEPTH:
        raise refused("too-deep", record.file, line_of(node), depth=DEPTH)
    get = node.get
    identifier = record.identify(scope, get("identifier"), node)
    element = get("elementRef") or get("elementref")
    labels: list[Text] = []
    documentation: list[Text] = []
    nested: list[Node] = []
    links: list[str] = []
    style: Style | None = None
    for child in node:
        match local(str(child.tag)):
            case "style":
                style = read_style(child, record)
            case "node":
                nested.append(read_node(child, record, scope, depth + 1))
            case "label" | "name":
                labels.append(text_of(child))
            case "documentation":
                documentation.append(text_of(child))
            case "viewRef":
                links.append(child.get("ref") or "")
            case other:
                record.unknown_part("node", other, line_of(child))
    return Node(
        identifier,
        _kind(node, element, bool(nested)),
        record.whole(get("x"), 0, node, "x"),
        record.whole(get("y"), 0, node, "y"),
        max(record.whole(get("w"), 120, node, "w"), 1),
        max(record.whole(get("h"), 55, node, "h"), 1),
        element,
        tuple(labels),
        tuple(documentation),
        style,
        tuple(links),
        tuple(nested),
        record.extra(node, NODE_ATTRIBUTES),
    )


def _kind(node: etree._Element, element: str | None, nesting: bool) -> str:
    word = local(str(node.get(TYPE) or "")).rpartition(":")[2]
    if word in ("Element", "Container", "Label"):
        return word
    if element:
        return "Element"
    # The exchange format 2.1 writes type="group" for a group and any other word, or none, for a note.
    return "Container" if nesting or node.get("type") == "group" else "Label"


def read_style(node: etree._Element, record: Record) -> Style:
    """Line, fill and letter; what is not said stays None. A model has few different styles, so each is taken apart once."""
    text = etree.tostring(node, with_tail=False)
    style = record.styles.get(text)
    if style is None:
        known = len(record.found), len(record.unknown)
        style = _style(node, record)
        if (len(record.found), len(record.unknown)) == known:
            record.styles[text] = style
    return style


def _style(node: etree._Element, record: Record) -> Style:
    line = fill = None
    font: Font | None = None
    for child in node:
        match local(str(child.tag)):
            case "fillColor":
                fill = record.colour(child)
            case "lineColor":
                line = record.colour(child)
            case "font":
                colours = [record.colour(colour) for colour in child if local(str(colour.tag)) == "color"]
                font = Font(child.get("name"), child.get("size"), child.get("style"), colours[0] if colours else None)
            case other:
                record.unknown_part("style", other, line_of(child))
    width = node.get("lineWidth")
    return Style(None if width is None else max(record.whole(width, 1, node, "lineWidth"), 1), line, fill, font)


@dataclass
class _Lines:
    """What stands below a connection."""

    labels: list[Text] = field(default_factory=list)
    documentation: list[Text] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    bendpoints: list[Point] = field(default_factory=list)
    attachments: dict[str, Point] = field(default_factory=dict)
    style: Style | None = None

    def take(self, child: etree._Element, record: Record) -> None:
        """Take one child of a connection."""
        match local(str(child.tag)):
            case "style":
                self.style = read_style(child, record)
            case "bendpoint":
                self.bendpoints.append(_point(child, record))
            case "label" | "name":
                self.labels.append(text_of(child))
            case "documentation":
                self.documentation.append(text_of(child))
            case "viewRef":
                self.links.append(child.get("ref") or "")
            case ("sourceAttachment" | "targetAttachment") as end:
                self.attachments[end] = _point(child, record)
            case other:
                record.unknown_part("connection", other, line_of(child))


def read_connection(node: etree._Element, record: Record, scope: str) -> Connection:
    """One line with its bend points."""
    get = node.get
    identifier = record.identify(scope, get("identifier"), node)
    relationship = get("relationshipRef") or get("relationshipref")
    below = _Lines()
    for child in node:
        below.take(child, record)
    word = local(str(get(TYPE) or "")).rpartition(":")[2]
    known = word in ("Relationship", "NestingRelationship", "Line")
    return Connection(
        identifier,
        word if known else "Relationship" if relationship else "Line",
        get("source"),
        get("target"),
        relationship,
        tuple(below.labels),
        tuple(below.documentation),
        below.style,
        tuple(below.links),
        below.attachments.get("sourceAttachment"),
        tuple(below.bendpoints),
        below.attachments.get("targetAttachment"),
        record.extra(node, CONNECTION_ATTRIBUTES),
    )


def _point(node: etree._Element, record: Record) -> Point:
    return Point(record.whole(node.get("x"), 0, node, "x"), record.whole(node.get("y"), 0, node, "y"))
