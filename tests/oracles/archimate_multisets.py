"""What stands in an ArchiMate file, as multisets; written apart from the reader, on the parser of the standard library.

Run it on two files to compare them: ``python -m tests.oracles.archimate_multisets A B``. Identifiers are compared without ``id-``.
"""

import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

EXCHANGE = "{http://www.opengroup.org/xsd/archimate/3.0/}"
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NATIVE_NAMES = {"UsedBy": "Serving", "Realisation": "Realization", "Specialisation": "Specialization"}
NATIVE_ACCESS = {None: "Write", "0": "Write", "1": "Read", "2": "Access", "3": "ReadWrite"}

Multisets = dict[str, Counter]


def bare(identifier: str | None) -> str | None:
    """An identifier without the prefix that Archi puts before it in an exchange file."""
    return identifier[3:] if identifier and identifier.startswith("id-") else identifier


def multisets(path: Path) -> Multisets:
    """Elements, relationships, properties, nodes and connections of a file of either format."""
    root = ET.parse(path).getroot()
    return _native(root) if root.tag.startswith("{http://www.archimatetool.com") else _exchange(root)


def _texts(parent: ET.Element, tag: str) -> tuple:
    return tuple((node.text or "", node.get(LANG)) for node in parent.findall(EXCHANGE + tag) if node.text or node.get(LANG))


def _exchange(root: ET.Element) -> Multisets:
    found: Multisets = {name: Counter() for name in ("elements", "relationships", "properties", "nodes", "connections")}
    names = {d.get("identifier"): d.findtext(f"{EXCHANGE}name") or "" for d in root.iter(f"{EXCHANGE}propertyDefinition")}
    for element in root.findall(f"{EXCHANGE}elements/{EXCHANGE}element"):
        words = _texts(element, "name"), _texts(element, "documentation")
        found["elements"][bare(element.get("identifier")), element.get(XSI_TYPE), *words] += 1
        _properties(element, names, found)
    for one in root.findall(f"{EXCHANGE}relationships/{EXCHANGE}relationship"):
        ends = bare(one.get("source")), bare(one.get("target"))
        how = one.get("accessType"), one.get("modifier"), one.get("isDirected")
        words = _texts(one, "name"), _texts(one, "documentation")
        found["relationships"][bare(one.get("identifier")), one.get(XSI_TYPE), *ends, *how, *words] += 1
        _properties(one, names, found)
    for view in root.findall(f"{EXCHANGE}views/{EXCHANGE}diagrams/{EXCHANGE}view"):
        _properties(view, names, found)
        for node in view.findall(f"{EXCHANGE}node"):
            _node(node, bare(view.get("identifier")), None, found)
        for line in view.iter(f"{EXCHANGE}connection"):
            bends = tuple((int(b.get("x")), int(b.get("y"))) for b in line.findall(f"{EXCHANGE}bendpoint"))
            ends = bare(line.get("source")), bare(line.get("target")), bare(line.get("relationshipRef"))
            found["connections"][bare(view.get("identifier")), bare(line.get("identifier")), *ends, bends] += 1
    _properties(root, names, found)
    return found


def _properties(owner: ET.Element, names: dict, found: Multisets) -> None:
    for held in owner.findall(f"{EXCHANGE}properties/{EXCHANGE}property"):
        reference = held.get("propertyDefinitionRef")
        values = tuple((value.text or "", value.get(LANG)) for value in held.findall(f"{EXCHANGE}value"))
        found["properties"][bare(owner.get("identifier")), names.get(reference, reference), values] += 1


def _node(node: ET.Element, view: str, parent: str | None, found: Multisets) -> None:
    identifier = bare(node.get("identifier"))
    place = tuple(int(node.get(side)) for side in "xywh")
    labels = tuple(label.text or "" for label in node.findall(f"{EXCHANGE}label"))
    found["nodes"][view, identifier, bare(node.get("elementRef")), parent, place, labels] += 1
    for child in node.findall(f"{EXCHANGE}node"):
        _node(child, view, identifier, found)


def _native(root: ET.Element) -> Multisets:
    found: Multisets = {name: Counter() for name in ("elements", "relationships", "properties", "nodes", "connections")}
    views = {view.get("id"): view.get("name") for view in root.iter("element") if view.get(XSI_TYPE).endswith("DiagramModel")}
    for held in root.findall("property"):
        found["properties"][bare(root.get("id")), held.get("key") or "", ((held.get("value") or "", None),)] += 1
    for part in root.iter("element"):
        kind = part.get(XSI_TYPE).partition(":")[2]
        if kind.endswith("Model") and kind != "ArchimateDiagramModel":
            continue
        for held in part.findall("property"):
            value = ((held.get("value") or "", None),)
            found["properties"][bare(part.get("id")), held.get("key") or "", value] += 1
        if kind == "ArchimateDiagramModel":
            _native_view(part, views, found)
            continue
        words = ((part.get("name"), None),) if part.get("name") else ()
        notes = tuple((d.text or "", None) for d in part.findall("documentation"))
        if part.get("source") is None:
            kind = {"Junction": "OrJunction" if part.get("type") == "or" else "AndJunction"}.get(kind, kind)
            found["elements"][bare(part.get("id")), kind, words, notes] += 1
            continue
        kind = kind.removesuffix("Relationship")
        kind = NATIVE_NAMES.get(kind, kind)
        access = NATIVE_ACCESS[part.get("accessType")] if kind == "Access" else None
        directed = "true" if kind == "Association" and part.get("directed") == "true" else None
        ends = bare(part.get("source")), bare(part.get("target"))
        how = access, part.get("strength"), directed
        found["relationships"][bare(part.get("id")), kind, *ends, *how, words, notes] += 1
    return found


def _native_view(view: ET.Element, views: dict, found: Multisets) -> None:
    rows, places = [], {}

    def walk(parent: ET.Element, left: int, top: int, above: str | None) -> None:
        for child in parent.findall("child"):
            bounds = child.find("bounds")
            x, y = left + int(bounds.get("x", 0)), top + int(bounds.get("y", 0))
            label = child.findtext("content") or (None if child.get("archimateElement") else child.get("name"))
            label = label or views.get(child.get("model"))
            size = int(bounds.get("width", 120)), int(bounds.get("height", 55))
            size = tuple(given if given > 0 else usual for given, usual in zip(size, (120, 55), strict=True))
            rows.append(
                (bare(child.get("id")), bare(child.get("archimateElement")), above, (x, y, *size), (label,) if label else ())
            )
            places[child.get("id")] = (x, y, *size)
            walk(child, x, y, bare(child.get("id")))

    walk(view, 0, 0, None)
    right, down = (-min([0, *(place[side] for place in places.values())]) for side in (0, 1))
    for identifier, element, above, (x, y, *size), labels in rows:
        found["nodes"][bare(view.get("id")), identifier, element, above, (x + right, y + down, *size), labels] += 1
    for line in view.iter("sourceConnection"):
        relationship = line.get("archimateRelationship") or line.get("relationship")
        ends = bare(line.get("source")), bare(line.get("target")), bare(relationship)
        found["connections"][bare(view.get("id")), bare(line.get("id")), *ends, len(line.findall("bendpoint"))] += 1


def without_bends(connections: Counter) -> Counter:
    """Connections with the number of their bend points only: a native file gives offsets, an exchange file places."""
    counted: Counter = Counter()
    for (*line, bends), n in connections.items():
        counted[*line, bends if isinstance(bends, int) else len(bends)] += n
    return counted


if __name__ == "__main__":
    one, other = (multisets(Path(name)) for name in sys.argv[1:3])
    for part in one:
        gone, come = one[part] - other[part], other[part] - one[part]
        print(
            f"{part}: {one[part].total()} and {other[part].total()}, only in the first {gone.total()}, in the second {come.total()}"
        )
