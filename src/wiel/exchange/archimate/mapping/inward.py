"""From a model to the tables of a landscape."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from wiel.errors import Place
from wiel.exchange.archimate import gemma, rules
from wiel.exchange.archimate.mapping.words import (
    COLUMN,
    COUPLES,
    ENTITY,
    FACILITY_KIND,
    KEY,
    LINKING,
    RESTS,
    SERVES,
    SHARED,
    SHARED_OWNER,
    TABLE,
    property_names,
    table_of,
)
from wiel.exchange.archimate.model import ArchimateModel, Element, Named, Relationship
from wiel.findings import Finding, Findings, Rule
from wiel.landscape import TABLES, Landscape
from wiel.schema import RawTable, typed
from wiel.texts.numbers import Value

Row = dict[str, str | None]
REFERENCE = frozenset({"components", "standards", "component_standards"})


def to_landscape(
    model: ArchimateModel, as_of: date, owner: str | None = None, file: str | None = None
) -> tuple[Landscape, Findings]:
    """Which applications, couplings, components, standards and facilities does a model hold?

    Applications are the application components without a GEMMA type; an element with GEMMA type Referentiecomponent is a
    component, never an application. Couplings are Flow or Serving between two applications; one that has its other end
    elsewhere is a finding. A model that Wiel wrote comes back row by row. Nothing is guessed: what the landscape has no place
    for is counted in the findings.

    Args:
        as_of: the date of the landscape.
        owner: name of the organisation whose applications these are; None leaves the holder unknown.
        file: name of the file, for the findings.

    >>> one = Element("a", type="ApplicationComponent")
    >>> landscape, _ = to_landscape(ArchimateModel("m", elements=(one,)), date(2026, 11, 1))
    >>> landscape["applications"]["id"].to_list()
    ['app:gedeeld:a']
    """
    return _Inward(model, file, owner).landscape(as_of)


def to_reference(model: ArchimateModel, as_of: date, file: str | None = None) -> tuple[Landscape, Findings]:
    """The reference architecture only: components with their BIV scores, standards, and which standard each component must follow.

    For GEMMA itself, whose other application components are examples and national facilities. Keys are Object IDs, so that
    ties to a component survive a new release.
    """
    landscape, findings = _Inward(model, file, None).landscape(as_of)
    tables = {name: frame for name, frame in landscape.tables.items() if name in REFERENCE}
    about = (rules.LEVEL_MISSING.identifier, rules.DUPLICATE.identifier)
    kept = Findings.of(finding for finding in findings if finding.rule in about)
    return Landscape.of(as_of, tables), kept


def slug(name: str) -> str:
    """A name as part of an identifier.

    >>> slug("Súdwest-Fryslân (gemeente)")
    'sudwest-fryslan-gemeente'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or SHARED_OWNER


@dataclass
class _Inward:
    """A model on its way to tables: rows of text, the line of each, and what has no place."""

    model: ArchimateModel
    file: str | None
    owner: str | None
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    lines: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in TABLES})
    place: dict[str, tuple[str, str]] = field(default_factory=dict)
    by_key: dict[tuple[str, str], Row] = field(default_factory=dict)
    coupling: dict[str, Row] = field(default_factory=dict)
    taken: dict[str, dict[str, int]] = field(default_factory=dict)
    turn: dict[str, int] = field(default_factory=dict)
    found: list[Finding] = field(default_factory=list)
    elsewhere: Counter[tuple[Rule, str]] = field(default_factory=Counter)

    def landscape(self, as_of: date) -> tuple[Landscape, Findings]:
        """The tables with values."""
        if self.owner is not None:
            holder = f"org:{SHARED_OWNER}:{slug(self.owner)}"
            self._add("organisations", {"id": holder, "name": self.owner}, None)
        for element in self.model.elements:
            self._element(element)
        for relationship in self.model.relationships:
            self._relationship(relationship)
        for relationship in self.model.relationships:
            self._standard_of_coupling(relationship)
        frames, findings = {}, Findings.of(self.found) + self._counted()
        for name, rows in self.rows.items():
            if rows:
                frames[name], found = self._typed(name)
                findings += found
        return Landscape.of(as_of, frames), findings

    def _typed(self, name: str) -> tuple[pl.DataFrame, Findings]:
        """Rows of text become values; a row of a table of pairs that stands there twice is kept once."""
        table = TABLES[name]
        cells = pl.DataFrame(self.rows[name], schema=dict.fromkeys(table.columns, pl.String), orient="row")
        raw = RawTable(name, cells, pl.Series(self.lines[name], dtype=pl.Int64), self.file or "", None)
        frame, findings = typed(raw, table)
        return frame.unique(list(table.key), keep="first", maintain_order=True), findings

    def _add(self, table: str, row: Row, concept: Named | None) -> None:
        if table == "applications" and row.get("holder") is None and self.owner is not None:
            row["holder"] = f"org:{SHARED_OWNER}:{slug(self.owner)}"
        self.rows[table].append({column: row.get(column) for column in TABLES[table].columns})
        if row.get("id") is not None:
            self.by_key[table, str(row["id"])] = self.rows[table][-1]
        self.lines[table].append(0 if concept is None else self.model.lines.get(concept.identifier, 0))

    def _broken(self, rule: Rule, concept: Named, **values: Value) -> None:
        line = self.model.lines.get(concept.identifier)
        self.found.append(rule.broken(Place(file=self.file, row=line), **values))

    def _element(self, element: Element) -> None:
        gemma_type = self.model.value(element, gemma.TYPE).strip()
        own = self.model.value(element, TABLE)
        table = own if own in ENTITY else table_of(element.type, gemma_type)
        if table is None:
            self.elsewhere[rules.ELEMENTS_NOT_CARRIED, gemma_type or element.type] += 1
            return
        row = self._columns(table, element)
        row["id"] = self._unique(table, self.model.value(element, KEY) or self._identifier(table, element), element)
        row["name"] = element.name or row["id"]
        if table == "facilities" and row.get("kind") is None:
            national = gemma_type == "Buitengemeentelijke voorziening"
            row["kind"] = "landelijke voorziening" if national else FACILITY_KIND.get(element.type)
        if table == "components":
            row["reference"] = self.model.value(element, gemma.OBJECT_ID).strip() or None
        self.place[element.identifier] = (table, str(row["id"]))
        self._add(table, row, element)

    def _unique(self, table: str, identifier: str, element: Element) -> str:
        """The second element with one Object ID or key is kept as ``id#2``, with a finding."""
        taken = self.taken.setdefault(table, {})
        kept, turn = identifier, self.turn.get(identifier, 1)
        while kept in taken:
            turn += 1
            kept = f"{identifier}#{turn}"
        self.turn[identifier] = turn
        taken[kept] = self.model.lines.get(element.identifier, 0)
        if kept != identifier:
            self._broken(rules.DUPLICATE, element, identifier=identifier, kept=kept, first=taken[identifier])
        return kept

    def _identifier(self, table: str, concept: Named) -> str:
        shared = table in SHARED or self.owner is None
        owner = SHARED_OWNER if shared else slug(self.owner or "")
        key = self.model.value(concept, gemma.OBJECT_ID).strip() if table in ("components", "standards") else ""
        return f"{TABLES[table].named.prefix}:{owner}:{key or concept.identifier.removeprefix('id-')}"

    def _columns(self, table: str, concept: Named) -> Row:
        """The columns that stand in properties; a property that is no column is counted."""
        names = {name.casefold(): column for column, name in property_names(table).items()}
        row: Row = {}
        for held in concept.properties:
            name = self.model.definition_name.get(held.definition, held.definition)
            column = names.get(name.casefold())
            value = next((text.value.strip() for text in held.values if text.value.strip()), None)
            if column is not None:
                row.setdefault(column, value)
                row[column] = row[column] or value
            elif name not in (KEY, TABLE, COLUMN, gemma.TYPE, gemma.OBJECT_ID):
                self.elsewhere[rules.PROPERTIES_NOT_CARRIED, name] += 1
        return row

    def _relationship(self, relationship: Relationship) -> None:
        source, target = self.place.get(relationship.source), self.place.get(relationship.target)
        tables = (source[0] if source else None, target[0] if target else None)
        own = self.model.value(relationship, TABLE)
        if source is None or target is None:
            self._with_end_elsewhere(relationship, tables)
        elif own in LINKING:
            self._pair(own, relationship, source[1], target[1])
        elif self.model.value(relationship, COLUMN):
            self._link(relationship, source, target[1])
        elif relationship.type in COUPLES and (tables == ("applications", "applications") or own == "couplings"):
            self._coupling(relationship, source, target)
        elif set(tables) == {"applications", "components"} and relationship.type in SERVES:
            pair = {source[0]: source[1], target[0]: target[1]}
            self._pair("application_components", relationship, pair["applications"], pair["components"])
        elif tables == ("components", "standards") and relationship.type == "Realization":
            self._obligation(relationship, source[1], target[1])
        elif tables[0] == "facilities" and tables[1] in ("applications", "facilities") and relationship.type in RESTS:
            self._pair("dependencies", relationship, source[1], target[1])
        else:
            self._with_end_elsewhere(relationship, tables)

    def _with_end_elsewhere(self, relationship: Relationship, tables: tuple[str | None, str | None]) -> None:
        """A flow or service of an application whose other end is none is told one by one, all else is counted."""
        if relationship.type in COUPLES and "applications" in tables:
            ends = [self._name(end) for end in (relationship.source, relationship.target)]
            values = {"type": relationship.type, "source": ends[0], "target": ends[1]}
            self._broken(rules.END_NOT_CARRIED, relationship, **values)
        elif relationship.target not in self.model.relationship and relationship.source not in self.model.relationship:
            self.elsewhere[rules.RELATIONSHIPS_NOT_CARRIED, relationship.type] += 1

    def _name(self, identifier: str) -> str:
        element = self.model.element.get(identifier)
        return f"{element.name} ({element.type})" if element else identifier

    def _pair(self, table: str, relationship: Relationship, source: str, target: str) -> None:
        _, first, second = LINKING[table]
        row = self._columns(table, relationship) | {first: source, second: target}
        if "id" in TABLES[table].columns:
            row["id"] = self.model.value(relationship, KEY) or self._identifier(table, relationship)
        self._lower_level(table, relationship, row)
        self._add(table, row, relationship)

    def _obligation(self, relationship: Relationship, component: str, standard: str) -> None:
        if self.model.value(self.model.element[relationship.target], gemma.TYPE).strip() == gemma.STANDARD:
            self._pair("component_standards", relationship, component, standard)
        else:
            self.elsewhere[rules.RELATIONSHIPS_NOT_CARRIED, relationship.type] += 1

    def _lower_level(self, table: str, relationship: Relationship, row: Row) -> None:
        """Verplicht and Aanbevolen are written small in a landscape; a missing level is a finding."""
        if table != "component_standards":
            return
        level = row.get("level")
        row["level"] = None if level is None else level.casefold()
        if level is None:
            ends = [self.model.element[end].name for end in (relationship.source, relationship.target)]
            self._broken(rules.LEVEL_MISSING, relationship, component=ends[0], standard=ends[1])

    def _link(self, relationship: Relationship, source: tuple[str, str], target: str) -> None:
        """A link of a row that Wiel wrote as an association."""
        column = self.model.value(relationship, COLUMN)
        if column in TABLES[source[0]].links():
            self.by_key[source][column] = target

    def _coupling(self, relationship: Relationship, source: tuple[str, str], target: tuple[str, str]) -> None:
        row = self._columns("couplings", relationship)
        row["id"] = self.model.value(relationship, KEY) or self._identifier("couplings", relationship)
        row["information"] = relationship.name or None
        for end, (table, identifier) in (("source", source), ("target", target)):
            row["partner" if table == "organisations" else end] = identifier
        self._add("couplings", row, relationship)
        self.coupling[relationship.identifier] = self.rows["couplings"][-1]

    def _standard_of_coupling(self, relationship: Relationship) -> None:
        """An association between a standard and a coupling tells the standard of the coupling."""
        for one, other in ((relationship.source, relationship.target), (relationship.target, relationship.source)):
            table, identifier = self.place.get(one, ("", ""))
            if table == "standards" and other in self.coupling:
                self.coupling[other]["standard"] = identifier

    def _counted(self) -> Findings:
        place = Place(file=self.file)
        return Findings.of(rule.broken(place, name=name, n=n) for (rule, name), n in self.elsewhere.most_common())
