"""Reads one view of Archi: boxes placed within their parent, connections kept at their source, bend points as offsets."""

import re
from dataclasses import replace
from itertools import chain

from lxml import etree

from wiel.exchange.archimate.model import (
    Attributes,
    Colour,
    Connection,
    Font,
    Node,
    Point,
    Properties,
    Style,
    Text,
    Texts,
    View,
)
from wiel.exchange.archimate.record import TYPE, Record, inside, line_of, local, text_of
from wiel.exchange.archimate.source import refused
from wiel.exchange.archimate.views import DEPTH

Box = tuple[int, int, int, int]

DEFAULT_SIZE = (120, 55)
"""Archi draws a box without a size of its own this large."""

STYLED = frozenset({"fillColor", "lineColor", "fontColor", "font", "lineWidth", "alpha"})
NODE = STYLED | {TYPE, "id", "name", "archimateElement", "targetConnections", "model"}
CONNECTION = STYLED | {TYPE, "id", "name", "source", "target", "relationship", "archimateRelationship", "targetConnections"}
VIEW = frozenset({TYPE, "id", "name", "viewpoint"})

HEXADECIMAL = re.compile("#[0-9a-fA-F]{6}")

VIEWPOINTS = {
    "implementation_deployment": "Implementation and Deployment",
    "implementation_migration": "Implementation and Migration",
    "requirements_realization": "Requirements Realization",
}
"""Names of viewpoints in the exchange format that are not simply the words of Archi's own name."""


def read_view(node: etree._Element, identifier: str, properties: Properties, record: Record) -> View:
    """One diagram of Archi, with places counted from the top left of the view as the exchange format does."""
    drawing = _Drawing(identifier, record)
    nodes = tuple(drawing.box(child, 0, 0, 0) for child in node.findall("child"))
    shift_x = -min(chain((0,), (box[0] for box in drawing.place.values())))
    shift_y = -min(chain((0,), (box[1] for box in drawing.place.values())))
    connections = drawing.lines(shift_x, shift_y)
    if shift_x or shift_y:
        nodes = tuple(_shifted(box, shift_x, shift_y) for box in nodes)
    viewpoint = node.get("viewpoint")
    name = node.get("name")
    return View(
        identifier,
        (Text(name),) if name else (),
        tuple(text_of(child) for child in node.findall("documentation")),
        properties,
        (),
        _rest(node, VIEW),
        None if viewpoint is None else VIEWPOINTS.get(viewpoint, viewpoint.replace("_", " ").title()),
        None,
        nodes,
        connections,
    )


def _shifted(node: Node, x: int, y: int) -> Node:
    """A box moved; the exchange format knows no negative places."""
    return replace(node, x=node.x + x, y=node.y + y, nodes=tuple(_shifted(child, x, y) for child in node.nodes))


def _rest(node: etree._Element, known: frozenset[str]) -> Attributes:
    attributes = tuple((str(name), str(value)) for name, value in node.items() if name not in known)
    features = tuple((f"feature {f.get('name')}", f.get("value") or "") for f in node.findall("feature"))
    return attributes + features


class _Drawing:
    """One view while it is read: the absolute place of every box, and the connections met so far."""

    def __init__(self, view: str, record: Record) -> None:
        self.view, self.record = inside(view), record
        self.place: dict[str, Box] = {}
        self.ends: dict[str, tuple[str, str]] = {}
        self.between: dict[str, Point] = {}
        self.met: list[etree._Element] = []

    def box(self, node: etree._Element, left: int, top: int, depth: int) -> Node:
        """A box and all in it; `left` and `top` are the absolute place of its parent."""
        if depth > DEPTH:
            raise refused("too-deep", self.record.file, line_of(node), depth=DEPTH)
        identifier = self.record.identify(self.view, node.get("id"), node)
        bounds = node.find("bounds")
        edge: dict[str, str] = {} if bounds is None else {str(k): str(v) for k, v in bounds.items()}
        where = node if bounds is None else bounds
        x = left + self.record.whole(edge.get("x"), 0, where, "x")
        y = top + self.record.whole(edge.get("y"), 0, where, "y")
        width = self.record.whole(edge.get("width"), -1, where, "width")
        height = self.record.whole(edge.get("height"), -1, where, "height")
        width, height = (width if width > 0 else DEFAULT_SIZE[0]), (height if height > 0 else DEFAULT_SIZE[1])
        self.place[identifier] = (x, y, width, height)
        self._meet(node, depth)
        nested = tuple(self.box(child, x, y, depth + 1) for child in node.findall("child"))
        element = node.get("archimateElement")
        kind = "Element" if element else "Container" if _word(node) == "Group" or nested else "Label"
        model = node.get("model")
        documentation = tuple(text_of(child) for child in node.findall("documentation"))
        return Node(
            identifier, kind, x, y, width, height, element, _labels(node, element), documentation,
            _style(node, self.record), (model,) if model else (), nested, _rest(node, NODE),
        )  # fmt: skip

    def _meet(self, node: etree._Element, depth: int) -> None:
        """Connections stand below their source; a connection may itself be a source."""
        if depth > DEPTH:
            raise refused("too-deep", self.record.file, line_of(node), depth=DEPTH)
        for child in node.findall("sourceConnection"):
            self.met.append(child)
            self.ends[str(child.get("id"))] = (str(child.get("source")), str(child.get("target")))
            self._meet(child, depth + 1)

    def centre(self, identifier: str, depth: int = 0) -> Point:
        """The middle of a box, or the middle between the ends of a connection; (0, 0) for what does not exist."""
        if identifier in self.place:
            x, y, width, height = self.place[identifier]
            return Point(x + width // 2, y + height // 2)
        if identifier not in self.between:
            # While a middle is sought it counts as (0, 0), so that a ring of connections ends.
            self.between[identifier] = Point(0, 0)
            if identifier in self.ends and depth < DEPTH:
                source, target = (self.centre(end, depth + 1) for end in self.ends[identifier])
                self.between[identifier] = Point((source.x + target.x) // 2, (source.y + target.y) // 2)
        return self.between[identifier]

    def lines(self, shift_x: int, shift_y: int) -> tuple[Connection, ...]:
        """Every connection, with absolute bend points."""
        return tuple(self._line(node, shift_x, shift_y) for node in self.met)

    def _line(self, node: etree._Element, shift_x: int, shift_y: int) -> Connection:
        identifier = self.record.identify(self.view, node.get("id"), node)
        relationship = node.get("archimateRelationship") or node.get("relationship")
        name = node.get("name")
        source, target = node.get("source"), node.get("target")
        bends = self._bends(node, self.centre(source or ""), self.centre(target or ""))
        return Connection(
            identifier,
            "Relationship" if relationship else "Line",
            source,
            target,
            relationship,
            (Text(name),) if name and not relationship else (),
            tuple(text_of(child) for child in node.findall("documentation")),
            _style(node, self.record),
            bendpoints=tuple(Point(bend.x + shift_x, bend.y + shift_y) for bend in bends),
            attributes=_rest(node, CONNECTION),
        )

    def _bends(self, node: etree._Element, source: Point, target: Point) -> list[Point]:
        """Bend point i of n lies between its offsets from both middles, at weight i / (n + 1)."""
        bends = node.findall("bendpoint")
        places = []
        for turn, bend in enumerate(bends, 1):
            weight = turn / (len(bends) + 1)
            offset = [self.record.whole(bend.get(name), 0, bend, name) for name in ("startX", "startY", "endX", "endY")]
            x = (1 - weight) * (source.x + offset[0]) + weight * (target.x + offset[2])
            y = (1 - weight) * (source.y + offset[1]) + weight * (target.y + offset[3])
            places.append(Point(round(x), round(y)))
        return places


def _word(node: etree._Element) -> str:
    return local(str(node.get(TYPE) or "")).rpartition(":")[2]


def _labels(node: etree._Element, element: str | None) -> Texts:
    """A note holds its text in content, a group in its name; a box of an element takes the element's name."""
    content = tuple(text_of(child) for child in node.findall("content"))
    name = node.get("name")
    if content or element or not name:
        return content
    return (Text(name),)


def _style(node: etree._Element, record: Record) -> Style | None:
    get = node.get
    colours = [_hexadecimal(get(name), node, record) for name in ("lineColor", "fillColor", "fontColor")]
    line, fill, letter = colours
    alpha = get("alpha")
    if fill is not None and alpha is not None:
        opacity = min(max(record.whole(alpha, 255, node, "alpha"), 0), 255)
        fill = fill._replace(opacity=round(opacity / 255 * 100))
    width = get("lineWidth")
    style = Style(
        None if width is None else max(record.whole(width, 1, node, "lineWidth"), 1), line, fill, _font(get("font"), letter)
    )
    return None if style == Style() else style


def _hexadecimal(value: str | None, node: etree._Element, record: Record) -> Colour | None:
    """#rrggbb as a colour."""
    if not value:
        return None
    if HEXADECIMAL.fullmatch(value):
        return Colour(int(value[1:3], 16), int(value[3:5], 16), int(value[5:], 16))
    record.broken_colour(value[:60], node)
    return None


def _font(described: str | None, colour: Colour | None) -> Font | None:
    """Archi writes a letter as ``1|Segoe UI|9.0|3|…``: version, name, points, style (1 bold, 2 italic)."""
    parts = (described or "").split("|")
    if len(parts) < 4:
        return None if colour is None else Font(colour=colour)
    bits = int(parts[3]) if parts[3].isdigit() else 0
    style = " ".join(word for bit, word in ((1, "bold"), (2, "italic")) if bits & bit) or None
    return Font(parts[1] or None, parts[2].removesuffix(".0") or None, style, colour)
