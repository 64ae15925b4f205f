"""How tables of a landscape and columns are called in a model: element types, relationship types, properties."""

from collections.abc import Mapping
from types import MappingProxyType

from wiel.exchange.archimate import gemma
from wiel.exchange.archimate.vocabulary import LAYER
from wiel.landscape import TABLES

KEY, TABLE, COLUMN = "Wiel sleutel", "Wiel tabel", "Wiel kolom"
"""Properties with which a model that Wiel wrote is recognised when it comes back."""

SHARED = frozenset({"organisations", "components", "standards", "products"})
SHARED_OWNER = "gedeeld"

ENTITY: Mapping[str, str] = MappingProxyType(
    {
        "organisations": "BusinessActor",
        "components": "ApplicationComponent",
        "standards": "Constraint",
        "products": "Product",
        "applications": "ApplicationComponent",
        "facilities": "Node",
        "services": "BusinessService",
    }
)
"""Element type of the rows of each table that become elements."""

FACILITY: Mapping[str, str] = MappingProxyType(
    {
        "locatie": "Facility",
        "netwerk": "CommunicationNetwork",
        "platform": "Node",
        "database": "SystemSoftware",
        "rol": "BusinessRole",
        "leverancier": "BusinessActor",
        "landelijke voorziening": "TechnologyService",
    }
)
"""Element type of a facility by its kind."""

FACILITY_KIND: Mapping[str, str] = MappingProxyType(
    {
        "Node": "platform",
        "Device": "platform",
        "SystemSoftware": "platform",
        "CommunicationNetwork": "netwerk",
        "Path": "netwerk",
        "DistributionNetwork": "netwerk",
        "Facility": "locatie",
    }
)
"""Kind of a facility by the type of an element that others drew; of other technology the kind stays unknown."""

LINKING: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "component_standards": ("Realization", "component", "standard"),
        "product_components": ("Association", "product", "component"),
        "product_standards": ("Association", "product", "standard"),
        "application_components": ("Specialization", "application", "component"),
        "application_uses": ("Serving", "application", "organisation"),
        "service_applications": ("Serving", "application", "service"),
        "dependencies": ("Serving", "needs", "dependent"),
    }
)
"""Relationship type, source column and target column of the tables whose rows become relationships; couplings are apart."""

SPOKEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "components": {
            "reference": gemma.OBJECT_ID,
            "availability": "Beschikbaarheid",
            "integrity": "Integriteit",
            "confidentiality": "Vertrouwelijkheid",
            "domain": "Domein",
        },
        "standards": {"version": "Versieaanduiding", "status": "Status"},
        "component_standards": {"level": gemma.LEVEL},
    }
)
"""Where GEMMA has a word for a column, that is the name of the property."""

SERVES = frozenset({"Specialization", "Realization", "Association", "Assignment", "Aggregation", "Composition"})
"""Relationships that tie an application to the reference component whose function it serves, in either direction."""

RESTS = frozenset({"Serving", "Realization", "Assignment", "Association"})
"""Relationships by which an application or a facility rests on a facility."""

COUPLES = frozenset({"Flow", "Serving"})
"""Relationships between two applications that are a coupling; the source delivers."""


def property_names(table: str) -> Mapping[str, str]:
    """Name of the property of each column that is neither the key, nor the name, nor a link.

    >>> property_names("components")["reference"], property_names("applications")["hosting"]
    ('Object ID', 'hosting')
    """
    columns = TABLES[table].columns.values()
    spoken = SPOKEN.get(table, {})
    return {
        column.name: spoken.get(column.name, column.meaning.nl)
        for column in columns
        if column.name not in ("id", "name") and not column.meaning.references and column.name not in ENDS.get(table, ())
    }


ENDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"dependencies": ("dependent", "needs"), "couplings": ("information",)})
"""Columns that are told by the relationship itself, though they are no declared links."""


def table_of(kind: str, gemma_type: str) -> str | None:
    """The table for an element that others drew, by its type and its GEMMA type; None where the landscape has no place for it.

    >>> table_of("ApplicationComponent", ""), table_of("ApplicationComponent", "Referentiecomponent"), table_of("Goal", "")
    ('applications', 'components', None)
    """
    if gemma_type == gemma.COMPONENT:
        return "components"
    if gemma_type in (gemma.STANDARD, gemma.STANDARD_VERSION):
        return "standards"
    if gemma_type == "Buitengemeentelijke voorziening":
        return "facilities"
    if kind == "ApplicationComponent" and not gemma_type:
        return "applications"
    return "facilities" if LAYER.get(kind) in ("technology", "physical") and kind != "Artifact" else None
