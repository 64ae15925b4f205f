"""Writes the viewpoints that a model defines itself: their concerns, purpose, content and notes, as the schema allows."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from wiel.exchange.archimate.model import Text, Viewpoint
from wiel.exchange.archimate.pen import Pen
from wiel.exchange.archimate.record import LANGUAGE, local
from wiel.exchange.archimate.vocabulary import LAYER, RELATIONSHIPS

ORDER = ("concern", "viewpointPurpose", "viewpointContent", "allowedElementType", "allowedRelationshipType", "modelingNote")
HOLDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "concern": ("label", "documentation", "stakeholders"),
        "stakeholders": ("stakeholder",),
        "stakeholder": ("label",),
        "modelingNote": ("documentation",),
    }
)
"""What each part may hold, in order; the first is needed."""
WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "viewpointPurpose": frozenset({"Designing", "Deciding", "Informing"}),
        "viewpointContent": frozenset({"Details", "Coherence", "Overview"}),
    }
)
TYPES: Mapping[str, frozenset[str]] = MappingProxyType(
    {"allowedElementType": frozenset(LAYER), "allowedRelationshipType": RELATIONSHIPS}
)


def viewpoint_tag(viewpoint: Viewpoint, pen: Pen) -> etree._Element:
    """A viewpoint; what the schema does not allow in it is counted as not written."""
    node = etree.Element("viewpoint", identifier=pen.ids.own("viewpoint", viewpoint.identifier))
    pen.head(node, viewpoint, name_needed=True)
    parts = [etree.fromstring(xml) for xml in viewpoint.parts]
    for name in ORDER:
        same = [part for part in parts if local(str(part.tag)) == name]
        once = same[:1] if name in WORDS else same
        for part in once:
            written = _part(part, name, pen)
            if written is not None:
                node.append(written)
            else:
                pen.details[f"<{name}>"] += 1
    return node


def _part(source: etree._Element, name: str, pen: Pen) -> etree._Element | None:
    node = etree.Element(name)
    if name in WORDS:
        node.text = " ".join(word for word in (source.text or "").split() if word in WORDS[name])
        return node
    if name in TYPES:
        kind = source.get("type") or ""
        node.set("type", kind)
        return node if kind in TYPES[name] else None
    if name == "modelingNote" and source.get("type") is not None:
        node.set("type", pen.clean(str(source.get("type"))))
    for held in HOLDS[name]:
        for child in _named(source, held):
            if held in HOLDS:
                below = _part(child, held, pen)
                if below is not None:
                    node.append(below)
            else:
                pen.texts(node, held, (Text(child.text or "", child.get(LANGUAGE)),))
        if held == "stakeholders":
            _only_first(node, held)
    return node if len(node) and local(str(node[0].tag)) == HOLDS[name][0] else None


def _named(source: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in source if local(str(child.tag)) == name)


def _only_first(node: etree._Element, name: str) -> None:
    for extra in node.findall(name)[1:]:
        node.remove(extra)
