"""Grietmeer: the model of the architect, as an ArchiMate exchange file. Only names, a few facts, functions and data flows."""

from collections.abc import Iterator, Mapping

from wiel.exchange import archimate
from wiel.exchange.archimate.model import ArchimateModel, Element, Item, Property, PropertyDefinition, Relationship, Text
from wiel.landscape import TABLES
from wiel.landscape.reference import Component, components
from wiel.samples.streek.cells import text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Page, truth
from wiel.samples.streek.told import Told

FACTS = {"version": "versie", "status": "status", "hosting": "hosting", "end_of_support": "einde ondersteuning"}
PROPERTIES = ("GEMMA type", "Object ID", *FACTS.values())
FIRST_ROW = 2


def deliver(delivery: Delivery) -> None:
    """The model, a list of how many people use what, and four files."""
    name = "grietmeer model.xml"
    archimate.write(_model(delivery), delivery.folder / name)
    delivery.hand_over(name, main=True)
    delivery.truths += [
        truth(name, "applications", number, delivery.member.key, row) for number, row in enumerate(delivery.rows, FIRST_ROW)
    ]
    _users(delivery)
    beside.contracts(delivery, key=whole_key)
    beside.ledger(delivery)
    beside.roles(delivery)
    beside.absences(delivery)


def _model(delivery: Delivery) -> ArchimateModel:
    known = {component.name: component for component in components()}
    used = dict.fromkeys(name for row in delivery.rows for name in row.functions)
    drawn = [_element(row) for row in delivery.rows]
    reference = [_reference(known[name]) for name in used]
    folders = (_folder("Applicaties", drawn), _folder("GEMMA", reference))
    return ArchimateModel(
        "id-grietmeer",
        (Text("Applicatielandschap Grietmeer", "nl"),),
        elements=(*drawn, *reference),
        relationships=(*_served(delivery.rows, known), *_flows(delivery)),
        organizations=(folders,),
        definitions=tuple(PropertyDefinition(_definition(name), (Text(name, "nl"),)) for name in PROPERTIES),
    )


def _definition(name: str) -> str:
    return f"prop-{name.replace(' ', '-')}"


def _folder(name: str, elements: list[Element]) -> Item:
    return Item(labels=(Text(name, "nl"),), items=tuple(Item(reference=element.identifier) for element in elements))


def _properties(values: Mapping[str, str]) -> tuple[Property, ...]:
    return tuple(Property(_definition(name), (Text(value, "nl"),)) for name, value in values.items())


def _element(row: Told) -> Element:
    facts = {spoken: text(row.facts.get(column)) for column, spoken in FACTS.items()}
    known = {name: value for name, value in facts.items() if value is not None}
    return Element(f"id-{row.key}", (Text(row.label, "nl"),), properties=_properties(known), type="ApplicationComponent")


def _reference(component: Component) -> Element:
    values = {"GEMMA type": "Referentiecomponent", "Object ID": component.reference}
    name = (Text(component.name, "nl"),)
    return Element(f"id-{component.reference}", name, properties=_properties(values), type="ApplicationComponent")


def _served(rows: list[Told], known: Mapping[str, Component]) -> Iterator[Relationship]:
    for row in rows:
        for place, name in enumerate(row.functions):
            yield Relationship(
                f"id-{row.key}-{place}", type="Specialization", source=f"id-{row.key}", target=f"id-{known[name].reference}"
            )


def _flows(delivery: Delivery) -> Iterator[Relationship]:
    for row in delivery.table("couplings"):
        name = (Text(str(row["information"]), "nl"),) if row.get("information") else ()
        yield Relationship(f"id-{row['id']}", name, type="Flow", source=f"id-{row['source']}", target=f"id-{row['target']}")


def whole_key(key: str) -> str:
    """An application as Wiel numbers it; whoever kept these lists had an earlier export of Wiel beside the model."""
    return f"{TABLES['applications'].named.prefix}:grietmeer:{key}"


def _users(delivery: Delivery) -> None:
    page = Page()
    page.add(["applicatie", "gebruikers"])
    for row in delivery.rows:
        page.add([whole_key(row.key), row.users])
    delivery.text("grietmeer gebruik.csv", page)
