"""The words of ArchiMate: element types by layer, relationship types, and how older and other files write them.

Source: The Open Group, ArchiMate 3.1 specification and its Model Exchange File Format; ArchiMate 2.1 for the older words.
"""

from collections.abc import Mapping
from types import MappingProxyType

STRATEGY = ("Resource", "Capability", "CourseOfAction", "ValueStream")
BUSINESS = (
    "BusinessActor",
    "BusinessRole",
    "BusinessCollaboration",
    "BusinessInterface",
    "BusinessProcess",
    "BusinessFunction",
    "BusinessInteraction",
    "BusinessEvent",
    "BusinessService",
    "BusinessObject",
    "Contract",
    "Representation",
    "Product",
)
APPLICATION = (
    "ApplicationComponent",
    "ApplicationCollaboration",
    "ApplicationInterface",
    "ApplicationFunction",
    "ApplicationInteraction",
    "ApplicationProcess",
    "ApplicationEvent",
    "ApplicationService",
    "DataObject",
)
TECHNOLOGY = (
    "Node",
    "Device",
    "SystemSoftware",
    "TechnologyCollaboration",
    "TechnologyInterface",
    "Path",
    "CommunicationNetwork",
    "TechnologyFunction",
    "TechnologyProcess",
    "TechnologyInteraction",
    "TechnologyEvent",
    "TechnologyService",
    "Artifact",
)
PHYSICAL = ("Equipment", "Facility", "DistributionNetwork", "Material")
MOTIVATION = (
    "Stakeholder",
    "Driver",
    "Assessment",
    "Goal",
    "Outcome",
    "Principle",
    "Requirement",
    "Constraint",
    "Meaning",
    "Value",
)
IMPLEMENTATION = ("WorkPackage", "Deliverable", "ImplementationEvent", "Plateau", "Gap")
COMPOSITE = ("Grouping", "Location")
JUNCTIONS = ("AndJunction", "OrJunction")

LAYER: Mapping[str, str] = MappingProxyType(
    {
        kind: layer
        for layer, kinds in (
            ("strategy", STRATEGY),
            ("business", BUSINESS),
            ("application", APPLICATION),
            ("technology", TECHNOLOGY),
            ("physical", PHYSICAL),
            ("motivation", MOTIVATION),
            ("implementation", IMPLEMENTATION),
            ("composite", COMPOSITE),
            ("junction", JUNCTIONS),
        )
        for kind in kinds
    }
)
"""Layer of each element type."""

RELATIONSHIPS = frozenset(
    {
        "Composition",
        "Aggregation",
        "Assignment",
        "Realization",
        "Serving",
        "Access",
        "Influence",
        "Triggering",
        "Flow",
        "Specialization",
        "Association",
    }
)

ACCESS = ("Access", "Read", "Write", "ReadWrite")
DATA_TYPES = ("string", "boolean", "currency", "date", "time", "number")

OLDER_ELEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "InfrastructureService": "TechnologyService",
        "InfrastructureInterface": "TechnologyInterface",
        "InfrastructureFunction": "TechnologyFunction",
        "CommunicationPath": "Path",
        "Network": "CommunicationNetwork",
        "Junction": "AndJunction",
    }
)
"""Element types of ArchiMate 2.1 that got another name in 3.0."""

OLDER_RELATIONSHIPS: Mapping[str, str] = MappingProxyType(
    {"UsedBy": "Serving", "Realisation": "Realization", "Specialisation": "Specialization"}
)
"""Relationship types of ArchiMate 2.1 that got another name in 3.0; the direction stays."""


def element_type(word: str) -> str:
    """The type of today for the type that a file writes.

    >>> element_type("InfrastructureService"), element_type("archimate:Node"), element_type("Wheel")
    ('TechnologyService', 'Node', 'Wheel')
    """
    local = word.rpartition(":")[2]
    return OLDER_ELEMENTS.get(local, local)


def relationship_type(word: str) -> str:
    """The type of today for the type that a file writes, with or without the ending Relationship.

    >>> relationship_type("UsedByRelationship"), relationship_type("archimate:FlowRelationship"), relationship_type("Flow")
    ('Serving', 'Flow', 'Flow')
    """
    local = word.rpartition(":")[2].removesuffix("Relationship")
    return OLDER_RELATIONSHIPS.get(local, local)
