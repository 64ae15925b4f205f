"""The views of a landscape: per domain its components, in each the applications that serve it, and the couplings between these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from wiel.exchange.archimate.identifiers import xml_name
from wiel.exchange.archimate.model import Colour, Connection, Node, Relationship, Style, Text, View
from wiel.landscape import Landscape

COLUMNS = 4
WIDTH, HEAD, FOOT = 240, 36, 12
APPLICATION, GAP, SPACE = 44, 8, 40
PLATE = Style(fill=Colour(227, 239, 247))
"""Applications stand out from the component that they serve."""
WITHOUT_DOMAIN, WITHOUT_FUNCTION = "Zonder domein", "Applicaties zonder functie"


def views(landscape: Landscape, identifier: Mapping[str, str], relationships: Sequence[Relationship]) -> tuple[View, ...]:
    """A view per domain, in the order of their names, and one of the applications of which the function is unknown.

    Where several organisations hold applications, each box of an application tells its holder.

    Args:
        identifier: identifier in the model by key in the landscape.
        relationships: the relationships of the model, of which the flows are drawn.
    """
    labels = _labels(landscape)
    serving: dict[str, list[str]] = {}
    for component, application in landscape["application_components"].select("component", "application").iter_rows():
        if application in identifier:
            serving.setdefault(component, []).append(application)
    domains: dict[str, list[str]] = {}
    for component, domain in landscape["components"].select("id", "domain").iter_rows():
        domains.setdefault(domain or WITHOUT_DOMAIN, []).append(component)
    flows = [one for one in relationships if one.type == "Flow"]
    drawn = []
    for domain in sorted(domains):
        boxes = [(component, serving.get(component, [])) for component in domains[domain]]
        drawn.append(_Canvas(domain, identifier, labels).view(boxes, flows))
    served = {application for applications in serving.values() for application in applications}
    loose = [key for key in landscape["applications"]["id"].to_list() if key not in served]
    if loose:
        drawn.append(_Canvas(WITHOUT_FUNCTION, identifier, labels).view([(key, []) for key in loose], flows))
    return tuple(drawn)


def _labels(landscape: Landscape) -> Mapping[str, str]:
    """What stands in the box of an application: its name and who holds it, where there are several holders."""
    names = dict(landscape["organisations"].select("id", "name").iter_rows())
    products = dict(landscape["products"].select("id", "name").iter_rows())
    applications = landscape["applications"].select("id", "name", "product", "holder")
    if applications["holder"].n_unique() < 2:
        return {}
    return {
        key: f"{name or products.get(product) or key} ({names[holder]})"
        for key, name, product, holder in applications.iter_rows()
        if holder in names
    }


@dataclass
class _Canvas:
    """One view under way."""

    name: str
    identifier: Mapping[str, str]
    labels: Mapping[str, str]
    shown: dict[str, str] = field(default_factory=dict)
    count: int = 0

    @property
    def key(self) -> str:
        """The identifier of the view."""
        return f"view-{xml_name(self.name)}"

    def view(self, boxes: Sequence[tuple[str, list[str]]], flows: Sequence[Relationship]) -> View:
        """Rows of boxes, each row as high as its highest box."""
        nodes: list[Node] = []
        top = SPACE // 2
        for start in range(0, len(boxes), COLUMNS):
            row = boxes[start : start + COLUMNS]
            height = max(self._height(applications) for _, applications in row)
            for place, (key, applications) in enumerate(row):
                nodes.append(self._box(key, applications, SPACE // 2 + place * (WIDTH + SPACE), top, height))
            top += height + SPACE
        return View(self.key, (Text(self.name, "nl"),), nodes=tuple(nodes), connections=tuple(self._lines(flows)))

    def _height(self, applications: Sequence[str]) -> int:
        return HEAD + len(applications) * (APPLICATION + GAP) + FOOT if applications else APPLICATION + GAP

    def _box(self, key: str, applications: Sequence[str], left: int, top: int, height: int) -> Node:
        inner = tuple(
            self._node(application, left + GAP, top + HEAD + place * (APPLICATION + GAP), WIDTH - 2 * GAP, APPLICATION)
            for place, application in enumerate(applications)
        )
        outer = self._node(key, left, top, WIDTH, height if applications else self._height(()))
        return replace(outer, nodes=inner)

    def _node(self, key: str, left: int, top: int, width: int, height: int) -> Node:
        self.count += 1
        identifier = f"{self.key}-{self.count}"
        element = self.identifier[key]
        self.shown.setdefault(element, identifier)
        label = self.labels.get(key)
        labels = (Text(label, "nl"),) if label else ()
        style = PLATE if key.startswith("app:") else None
        return Node(identifier, "Element", left, top, width, height, element, labels, style=style)

    def _lines(self, flows: Sequence[Relationship]) -> list[Connection]:
        """A flow is drawn where both its ends are in the view, between the first boxes that show them."""
        return [
            Connection(
                f"{self.key}-{flow.identifier}", "Relationship", self.shown[flow.source], self.shown[flow.target], flow.identifier
            )
            for flow in flows
            if flow.source in self.shown and flow.target in self.shown
        ]
