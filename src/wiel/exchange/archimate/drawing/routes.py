"""Where a connection runs: from the border of its source over its bend points to the border of its target."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from wiel.exchange.archimate.model import Connection, Node, View

Place = tuple[float, float]
Route = tuple[Place, ...]

DEPTH = 100
"""Connections on connections on connections beyond which nothing is drawn."""

NESTING = frozenset({"Composition", "Aggregation", "Assignment", "Realization", "Specialization", "Access"})
"""Relationships that a box in a box shows already, so that no line is drawn between them (as Archi does)."""


def border(node: Node, towards: Place) -> Place:
    """The point on the border of a box on the line from its middle to a point.

    >>> border(Node("n", x=0, y=0, width=100, height=50), (200, 25))
    (100.0, 25.0)
    """
    middle_x, middle_y = node.x + node.width / 2, node.y + node.height / 2
    across, down = towards[0] - middle_x, towards[1] - middle_y
    if not across and not down:
        return middle_x, middle_y
    reach = min(
        node.width / 2 / abs(across) if across else float("inf"),
        node.height / 2 / abs(down) if down else float("inf"),
    )
    return middle_x + across * reach, middle_y + down * reach


def halfway(route: Route) -> Place:
    """The point halfway along a route."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(route)]
    left = sum(lengths) / 2
    for (start, end), length in zip(pairwise(route), lengths, strict=True):
        if length and left <= length:
            share = left / length
            return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        left -= length
    return route[0]


@dataclass
class Routes:
    """The routes of one view. A connection may end on another connection: halfway along it."""

    nodes: Mapping[str, Node]
    connections: Mapping[str, Connection]
    inside: Mapping[str, frozenset[str]]
    known: dict[str, Route | None] = field(default_factory=dict)

    @classmethod
    def of(cls, view: View) -> "Routes":
        """The routes of a view."""
        inside = {node.identifier: frozenset(one.identifier for one in node.walk()) for node in view.walk()}
        nodes = {node.identifier: node for node in view.walk()}
        return cls(nodes, {connection.identifier: connection for connection in view.connections}, inside)

    def nested(self, connection: Connection) -> bool:
        """Whether one end is a box that holds the other end."""
        source, target = connection.source or "", connection.target or ""
        return target in self.inside.get(source, ()) or source in self.inside.get(target, ())

    def route(self, connection: Connection, depth: int = 0) -> Route | None:
        """The places of a connection from source to target; None where an end does not exist or leads back to itself."""
        if connection.identifier not in self.known and depth < DEPTH:
            # While a route is sought it counts as absent, so that a ring of connections ends.
            self.known[connection.identifier] = None
            self.known[connection.identifier] = self._sought(connection, depth)
        return self.known.get(connection.identifier)

    def _sought(self, connection: Connection, depth: int) -> Route | None:
        bends = [(float(x), float(y)) for x, y in connection.bendpoints]
        source, target = (self._middle(end, depth) for end in (connection.source, connection.target))
        if source is None or target is None:
            return None
        if connection.source == connection.target and not bends:
            return self._loop(connection)
        first, last = (bends[0], bends[-1]) if bends else self._straight(connection, source, target)
        start = connection.source_attachment or self._edge(connection.source, source, first)
        end = connection.target_attachment or self._edge(connection.target, target, last)
        return (_floats(start), *bends, _floats(end))

    def _straight(self, connection: Connection, source: Place, target: Place) -> tuple[Place, Place]:
        """Where a line without bends heads for: an attachment that the model gives, else the other middle."""
        given_start, given_end = connection.source_attachment, connection.target_attachment
        return (_floats(given_end) if given_end else target, _floats(given_start) if given_start else source)

    def _middle(self, identifier: str | None, depth: int) -> Place | None:
        if identifier is None:
            return None
        if identifier in self.nodes:
            node = self.nodes[identifier]
            return node.x + node.width / 2, node.y + node.height / 2
        if identifier in self.connections:
            route = self.route(self.connections[identifier], depth + 1)
            return None if route is None else halfway(route)
        return None

    def _edge(self, identifier: str | None, middle: Place, towards: Place) -> Place:
        node = self.nodes.get(identifier or "")
        return middle if node is None else border(node, towards)

    def _loop(self, connection: Connection) -> Route | None:
        """From a box to itself: around its top right corner."""
        node = self.nodes.get(connection.source or "")
        if node is None:
            return None
        right, top = node.x + node.width, float(node.y)
        return ((right - 12, top), (right - 12, top - 12), (right + 12, top - 12), (right + 12, top + 12), (right, top + 12))


def _floats(place: tuple[float, float]) -> Place:
    return float(place[0]), float(place[1])
