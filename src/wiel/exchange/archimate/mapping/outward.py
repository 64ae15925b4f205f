"""From the tables of a landscape to a model, with a view per domain."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wiel.exchange.archimate import gemma, rules
from wiel.exchange.archimate.identifiers import Identifiers, xml_name
from wiel.exchange.archimate.mapping.layout import views
from wiel.exchange.archimate.mapping.words import COLUMN, ENTITY, FACILITY, KEY, LINKING, TABLE, property_names
from wiel.exchange.archimate.model import (
    ArchimateModel,
    Element,
    Item,
    Properties,
    Property,
    PropertyDefinition,
    Relationship,
    Text,
)
from wiel.findings import Finding, Findings
from wiel.landscape import TABLES, Landscape
from wiel.quantities import Confidentiality
from wiel.schema import Kind

LANGUAGE = "nl"
CARRIED = frozenset((*ENTITY, *LINKING, "couplings"))
APART = frozenset({"origins", "attestations"})
"""Tables about other rows; they say where a row came from and need not be carried."""

Row = Mapping[str, Any]


def from_landscape(
    landscape: Landscape, name: str, ceiling: Confidentiality = Confidentiality.INTERN
) -> tuple[ArchimateModel, Findings]:
    """Which model shows this landscape to an architect?

    Applications, components, standards, products, organisations, facilities and services become elements; couplings, uses,
    obligations and dependencies relationships; other columns properties under the name they have in Dutch. There is a view
    per domain: its components with the applications that serve them, and the couplings between these. Identifiers are made
    from the keys of the landscape, so the same landscape gives the same model, and an edited model can be merged.

    Columns above `ceiling` stay out; tables that a model cannot hold are counted in the findings.

    >>> from wiel.samples import buurtschap
    >>> model, findings = from_landscape(buurtschap(), "Buurtschap")
    >>> [view.name for view in model.views][:2], findings.count("archimate.rows-not-carried") > 0
    (['Basisgegevens', 'Bedrijfsvoering'], True)
    """
    return _Outward(landscape, ceiling).model(name)


@dataclass
class _Outward:
    """A landscape on its way to a model."""

    landscape: Landscape
    ceiling: Confidentiality
    elements: list[Element] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    identifier: dict[str, str] = field(default_factory=dict)
    ids: Identifiers = field(default_factory=Identifiers)
    definitions: dict[str, PropertyDefinition] = field(default_factory=dict)
    folders: dict[str, list[Item]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def model(self, name: str) -> tuple[ArchimateModel, Findings]:
        """The whole model."""
        for table in ENTITY:
            for row in self._rows(table):
                self._element(table, row)
        for table in ENTITY:
            for row in self._rows(table):
                self._links(table, row)
        for table in LINKING:
            for row in self._rows(table):
                self._pair(table, row)
        for row in self._rows("couplings"):
            self._coupling(row)
        drawn = views(self.landscape, self.identifier, self.relationships)
        items = [Item(labels=(Text(TABLES[table].named.nl, LANGUAGE),), items=tuple(held)) for table, held in self.folders.items()]
        shown = Item(labels=(Text("Views", LANGUAGE),), items=tuple(Item(reference=view.identifier) for view in drawn))
        return ArchimateModel(
            f"wiel-{xml_name(name)}",
            (Text(name, LANGUAGE),),
            properties=self._properties({"Datum": self.landscape.as_of.isoformat()}),
            elements=tuple(self.elements),
            relationships=tuple(self.relationships),
            organizations=((*items, shown),),
            definitions=tuple(self.definitions.values()),
            views=drawn,
        ), self._left_out()

    def _rows(self, table: str) -> Iterator[Row]:
        return self.landscape[table].iter_rows(named=True)

    def _element(self, table: str, row: Row) -> None:
        key = str(row["id"])
        reference = row.get("reference")
        wanted = f"id-{reference}" if table == "components" and reference else key
        identifier = self.ids.take("model", wanted)
        self.identifier[key] = identifier
        name = row.get("name") or self.names.get(str(row.get("product"))) or key
        self.names[key] = name
        values = self._values(table, row)
        if table == "components":
            values[gemma.TYPE] = gemma.COMPONENT
        if table == "standards":
            values[gemma.TYPE] = gemma.STANDARD
        kind = FACILITY.get(str(row.get("kind")), "Node") if table == "facilities" else ENTITY[table]
        values |= {TABLE: table, KEY: key}
        self.elements.append(Element(identifier, (Text(name, LANGUAGE),), properties=self._properties(values), type=kind))
        self.folders.setdefault(table, []).append(Item(reference=identifier))

    def _values(self, table: str, row: Row) -> dict[str, str]:
        """The columns that may be seen, by the name of their property; unknown stays away."""
        columns = TABLES[table].columns
        shown = {c: name for c, name in property_names(table).items() if columns[c].meaning.visibility <= self.ceiling}
        known = {column: name for column, name in shown.items() if row[column] is not None}
        return {name: _written(row[column], columns[column].kind) for column, name in known.items()}

    def _properties(self, values: Mapping[str, str]) -> Properties:
        held = []
        for name, value in values.items():
            definition = self.definitions.get(name)
            if definition is None:
                definition = PropertyDefinition(f"propid-{xml_name(name)}", (Text(name, LANGUAGE),))
                self.definitions[name] = definition
            held.append(Property(definition.identifier, (Text(value, LANGUAGE),)))
        return tuple(held)

    def _links(self, table: str, row: Row) -> None:
        """A link of a row becomes an association that tells its column."""
        columns = TABLES[table].columns
        for column in TABLES[table].links():
            visible = columns[column].meaning.visibility <= self.ceiling
            if row[column] in self.identifier and visible:
                named = columns[column].meaning.nl
                key = f"{row['id']}-{column}"
                values = {COLUMN: column}
                self._relate(key, "Association", str(row["id"]), row[column], values, named)

    def _relate(self, key: str, kind: str, source: str, target: str, values: Mapping[str, str], name: str | None = None) -> str:
        identifier = self.ids.take("model", key)
        words = (Text(name, LANGUAGE),) if name else ()
        ends = self.identifier[source], self.identifier[target]
        properties = self._properties(values)
        self.relationships.append(Relationship(identifier, words, properties=properties, type=kind, source=ends[0], target=ends[1]))
        return identifier

    def _pair(self, table: str, row: Row) -> None:
        kind, first, second = LINKING[table]
        source, target = row[first], row[second]
        if source not in self.identifier or target not in self.identifier:
            return
        values = self._values(table, row)
        if values.get(gemma.LEVEL):
            values[gemma.LEVEL] = str(values[gemma.LEVEL]).capitalize()
        values[TABLE] = table
        if "id" in row:
            values[KEY] = row["id"]
        self._relate(str(row.get("id") or f"{table}-{source}-{target}"), kind, source, target, values)

    def _coupling(self, row: Row) -> None:
        """A coupling is a flow; one with a chain partner runs to or from that organisation."""
        source, target = row["source"] or row["partner"], row["target"] or row["partner"]
        if source not in self.identifier or target not in self.identifier or source == target:
            return
        values = self._values("couplings", row) | {TABLE: "couplings", KEY: row["id"]}
        flow = self._relate(str(row["id"]), "Flow", source, target, values, row["information"])
        if row["standard"] in self.identifier:
            standard = self.identifier[row["standard"]]
            tie = self.ids.take("model", f"{flow}-standaard")
            self.relationships.append(Relationship(tie, type="Association", source=standard, target=flow))

    def _left_out(self) -> Findings:
        """Tables and confidential columns that have rows and are not in the model."""
        found: list[Finding] = []
        for name, table in TABLES.items():
            rows = self.landscape[name]
            if name in APART or rows.is_empty():
                continue
            if name not in CARRIED:
                found.append(rules.ROWS_NOT_CARRIED.broken(table=table.named.nl, n=rows.height))
                continue
            for column in property_names(name):
                hidden = table.columns[column].meaning.visibility > self.ceiling
                if hidden and rows[column].null_count() < rows.height:
                    found.append(rules.COLUMN_NOT_CARRIED.broken(table=table.named.nl, column=table.columns[column].meaning.nl))
        return Findings.of(found)


def _written(value: Any, kind: Kind) -> str:
    """A value as text that the cell reader reads back.

    >>> _written(12345, Kind.AMOUNT), _written(0.5, Kind.DECIMAL), _written(True, Kind.FLAG)
    ('123,45', '0,5', 'ja')
    """
    match kind:
        case Kind.AMOUNT:
            return f"{value / 100:.2f}".replace(".", ",")
        case Kind.DECIMAL:
            return f"{value:.12g}".replace(".", ",")
        case Kind.FLAG:
            return "ja" if value else "nee"
        case Kind.DAY:
            return str(value.isoformat())
        case Kind.MANY:
            return "; ".join(str(part) for part in value)
        case _:
            return str(value)
