"""Writes one view of an exchange file."""

import re
from collections.abc import Iterator

from lxml import etree

from wiel.exchange.archimate import rules
from wiel.exchange.archimate.model import Colour, Connection, Font, Node, Point, Style, View
from wiel.exchange.archimate.pen import Pen
from wiel.exchange.archimate.record import TYPE

FONT_SIZE = re.compile(r"[1-9][0-9]*(\.0|\.5)?")
FONT_STYLES = frozenset({"plain", "bold", "italic", "underline"})


def view_tag(view: View, turn: int, pen: Pen) -> etree._Element:
    """The view that stands at a place in the model, with its nodes and connections."""
    node = etree.Element("view", {TYPE: "Diagram", "identifier": pen.ids.own("view", view.identifier)})
    if view.viewpoint is not None:
        node.set("viewpoint", pen.clean(view.viewpoint))
    reference = pen.ids.of("viewpoint", view.viewpoint_reference)
    if reference is not None:
        node.set("viewpointRef", reference)
    elif view.viewpoint_reference is not None:
        pen.details["viewpointRef"] += 1
    pen.head(node, view, name_needed=True)
    sheet = _Sheet(view, f"view {turn}", pen)
    for box in view.nodes:
        node.append(sheet.box(box))
    for connection in view.connections:
        node.append(sheet.line(connection))
    return node


def _points(connection: Connection) -> Iterator[Point]:
    yield from (end for end in (connection.source_attachment, connection.target_attachment) if end is not None)
    yield from connection.bendpoints


class _Sheet:
    """One view while it is written: the scope of its identifiers and how far it must move to have no negative place."""

    def __init__(self, view: View, scope: str, pen: Pen) -> None:
        self.scope, self.pen = scope, pen
        points = [point for connection in view.connections for point in _points(connection)]
        self.right = -min([0, *(node.x for node in view.walk()), *(point.x for point in points)])
        self.down = -min([0, *(node.y for node in view.walk()), *(point.y for point in points)])
        if self.right or self.down:
            pen.lost.append(rules.POSITION_MOVED.broken(view=view.name, right=self.right, down=self.down))

    def box(self, node: Node) -> etree._Element:
        """A node with all that is nested in it."""
        pen = self.pen
        element = pen.ids.of("element", node.element)
        kind = _kind(node, element is not None)
        if kind != node.kind:
            pen.written_as("node", node.kind, kind)
        identifier = pen.ids.own(self.scope, node.identifier)
        tagged = etree.Element("node", {"identifier": identifier, TYPE: kind})
        if kind == "Element":
            tagged.set("elementRef", str(element))
        for name, value in self._place(node.x, node.y).items():
            tagged.set(name, value)
        tagged.set("w", str(max(node.width, 1)))
        tagged.set("h", str(max(node.height, 1)))
        pen.texts(tagged, "label", node.labels)
        pen.texts(tagged, "documentation", node.documentation)
        self._style(tagged, node.style)
        self._links(tagged, node.views)
        pen.unknown(node.attributes)
        for child in node.nodes:
            tagged.append(self.box(child))
        return tagged

    def line(self, connection: Connection) -> etree._Element:
        """A connection; one whose relationship or ends are missing becomes a plain line."""
        pen = self.pen
        relationship = pen.ids.of("relationship", connection.relationship)
        scope = self.scope
        ends = {"source": pen.ids.of(scope, connection.source), "target": pen.ids.of(scope, connection.target)}
        kind = connection.kind
        if kind != "Line" and (relationship is None or None in ends.values()):
            pen.written_as("connection", kind, "Line")
            kind = "Line"
        tagged = etree.Element("connection", {"identifier": pen.ids.own(scope, connection.identifier), TYPE: kind})
        if kind != "Line":
            tagged.set("relationshipRef", str(relationship))
        for name, end in ends.items():
            if end is not None:
                tagged.set(name, end)
        pen.texts(tagged, "label", connection.labels)
        if kind == "Line":
            pen.texts(tagged, "documentation", connection.documentation)
        elif connection.documentation:
            pen.details["documentation of a connection"] += 1
        self._style(tagged, connection.style)
        self._links(tagged, connection.views)
        self._bends(tagged, connection)
        pen.unknown(connection.attributes)
        return tagged

    def _bends(self, tagged: etree._Element, connection: Connection) -> None:
        if connection.source_attachment is not None:
            etree.SubElement(tagged, "sourceAttachment", self._place(*connection.source_attachment))
        for point in connection.bendpoints:
            etree.SubElement(tagged, "bendpoint", self._place(*point))
        if connection.target_attachment is not None:
            etree.SubElement(tagged, "targetAttachment", self._place(*connection.target_attachment))

    def _place(self, x: int, y: int) -> dict[str, str]:
        return {"x": str(x + self.right), "y": str(y + self.down)}

    def _links(self, tagged: etree._Element, views: tuple[str, ...]) -> None:
        for view in views:
            reference = self.pen.ids.of("view", view)
            if reference is None:
                self.pen.details["viewRef"] += 1
            else:
                etree.SubElement(tagged, "viewRef", ref=reference)

    def _style(self, tagged: etree._Element, style: Style | None) -> None:
        if style is None:
            return
        holder = etree.SubElement(tagged, "style")
        if style.line_width is not None:
            holder.set("lineWidth", str(style.line_width))
        if style.fill is not None:
            etree.SubElement(holder, "fillColor", _colour(style.fill))
        if style.line is not None:
            etree.SubElement(holder, "lineColor", _colour(style.line))
        if style.font is not None:
            self._font(holder, style.font)

    def _font(self, holder: etree._Element, font: Font) -> None:
        tagged = etree.SubElement(holder, "font")
        if font.name is not None:
            tagged.set("name", self.pen.clean(font.name))
        if font.size is not None:
            if FONT_SIZE.fullmatch(font.size):
                tagged.set("size", font.size)
            else:
                self.pen.details["font size"] += 1
        if font.style is not None:
            if FONT_STYLES.issuperset(font.style.split()):
                tagged.set("style", font.style)
            else:
                self.pen.details["font style"] += 1
        if font.colour is not None:
            etree.SubElement(tagged, "color", _colour(font.colour))


def _kind(node: Node, has_element: bool) -> str:
    """A box of a missing element, or a note that holds boxes, is written as a group; an empty one as a note."""
    if has_element:
        return "Element"
    if node.nodes:
        return "Container"
    return "Label" if node.kind == "Element" else node.kind


def _colour(colour: Colour) -> dict[str, str]:
    shades = {"r": str(colour.red), "g": str(colour.green), "b": str(colour.blue)}
    return shades if colour.opacity is None else shades | {"a": str(colour.opacity)}
