"""Checks a model that has been read: known types, references that resolve, identifiers that are one thing only."""

from collections.abc import Container, Iterator

from wiel.exchange.archimate import rules
from wiel.exchange.archimate.model import ArchimateModel, Item, View
from wiel.exchange.archimate.record import Record, inside
from wiel.exchange.archimate.vocabulary import LAYER, RELATIONSHIPS


def check(model: ArchimateModel, record: Record) -> None:
    """Note everything in a model that does not hold, with the line on which it stands."""
    _types(model, record)
    _ends(model, record)
    _properties(model, record)
    views = {view.identifier for view in model.views}
    for view in model.views:
        _view(view, model, views, record)
    _items(model, views, record)
    _shared(record)


def _types(model: ArchimateModel, record: Record) -> None:
    for element in model.elements:
        if element.type not in LAYER:
            line = record.line.get(("concept", element.identifier))
            record.broken(rules.UNKNOWN_ELEMENT_TYPE, line, type=element.type, identifier=element.identifier)
    for relation in model.relationships:
        if relation.type not in RELATIONSHIPS:
            line = record.line.get(("concept", relation.identifier))
            record.broken(rules.UNKNOWN_RELATIONSHIP_TYPE, line, type=relation.type, identifier=relation.identifier)


def _ends(model: ArchimateModel, record: Record) -> None:
    for relation in model.relationships:
        for end in (relation.source, relation.target):
            if end not in model.element and end not in model.relationship:
                line = record.line.get(("concept", relation.identifier))
                record.broken(rules.DANGLING_END, line, identifier=relation.identifier, missing=end)


def _properties(model: ArchimateModel, record: Record) -> None:
    """A definition that is used and not declared; a property of Archi without a key has been reported already."""
    for definition, line in record.property_line.items():
        if definition not in model.definition_name:
            record.broken(rules.UNDECLARED_PROPERTY, line, definition=definition)


def _view(view: View, model: ArchimateModel, views: Container[str], record: Record) -> None:
    known: set[str] = {connection.identifier for connection in view.connections}
    for node in view.walk():
        known.add(node.identifier)
        line = record.line.get((inside(view.identifier), node.identifier))
        if node.element is not None and node.element not in model.element:
            record.broken(rules.DANGLING_NODE, line, view=view.name, missing=node.element)
        for link in node.views:
            if link not in views:
                record.broken(rules.DANGLING_VIEW, line, view=view.name, missing=link)
    for connection in view.connections:
        line = record.line.get((inside(view.identifier), connection.identifier))
        missing = [end for end in (connection.source, connection.target) if end is not None and end not in known]
        if connection.relationship is not None and connection.relationship not in model.relationship:
            missing.append(connection.relationship)
        for end in missing:
            record.broken(rules.DANGLING_CONNECTION, line, view=view.name, missing=end)


def _items(model: ArchimateModel, views: Container[str], record: Record) -> None:
    folders = {item.identifier for item in _all_items(model)}
    for item in _all_items(model):
        reference = item.reference
        if reference is None or reference in model.element or reference in model.relationship or reference in views:
            continue
        if not any((scope, reference) in record.line for scope in ("definition", "viewpoint")) and reference not in folders:
            record.broken(rules.DANGLING_ITEM, record.line.get(("item", reference)), missing=reference)


def _all_items(model: ArchimateModel) -> Iterator[Item]:
    for organization in model.organizations:
        for folder in organization:
            yield from folder.walk()


def _shared(record: Record) -> None:
    """One identifier for two different things: legal to keep apart by place, not legal in an exchange file."""
    first: dict[str, int] = {}
    for (scope, identifier), line in record.line.items():
        if scope == "item":
            continue
        if identifier in first:
            record.broken(rules.SHARED_IDENTIFIER, line, identifier=identifier, first=first[identifier])
        else:
            first[identifier] = line
