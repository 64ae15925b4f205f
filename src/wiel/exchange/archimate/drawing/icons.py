"""The small sign in the corner of a box that tells its type, in a field of 14 by 12."""

from collections.abc import Mapping
from types import MappingProxyType

_COMPONENT = "M4 .5H13.5V11.5H4ZM1.5 2.5H6V5H1.5ZM1.5 7H6V9.5H1.5Z"
_FUNCTION = "M2.5 3.5 7 .5 11.5 3.5V11.5L7 8.5 2.5 11.5Z"
_PROCESS = "M.5 4H8V1.5L13.5 6 8 10.5V8H.5Z"
_SERVICE = "M4.5 2.5H9.5A3.5 3.5 0 0 1 9.5 9.5H4.5A3.5 3.5 0 0 1 4.5 2.5Z"
_INTERFACE = "M.5 6H6M6 6A3.7 3.7 0 1 0 13.4 6 3.7 3.7 0 1 0 6 6Z"
_EVENT = "M.5 2H9.5A4 4 0 0 1 9.5 10H.5L3.5 6Z"
_INTERACTION = "M6 1.5A4.5 4.5 0 0 0 6 10.5ZM8 1.5A4.5 4.5 0 0 1 8 10.5Z"
_COLLABORATION = "M.7 6A4 4 0 1 0 8.7 6 4 4 0 1 0 .7 6ZM5.3 6A4 4 0 1 0 13.3 6 4 4 0 1 0 5.3 6Z"
_OBJECT = "M.5 1.5H13.5V10.5H.5ZM.5 4H13.5"
_ROLE = "M3.5 2.5H10.5A2.3 3.5 0 0 1 10.5 9.5H3.5A2.3 3.5 0 0 1 3.5 2.5ZM10.5 2.5A2.3 3.5 0 0 0 10.5 9.5"
_ACTOR = "M5 2.5A2 2 0 1 0 9 2.5 2 2 0 1 0 5 2.5ZM7 4.5V8M3.5 5.8H10.5M7 8 4 11.5M7 8 10 11.5"
_WAVE = "M.5 1.5H13.5V9.5Q10 7.5 7 9.5 4 11.5 .5 9.5Z"
_NODE = "M.5 4H10.5V11.5H.5ZM.5 4 3.5 1H13.5L10.5 4M13.5 1V8.5L10.5 11.5"
_NETWORK = "M3.5 2.5H10.5L12.5 9H1.5Z"
_REQUIREMENT = "M3.5 2H13.5L10.5 10H.5Z"
_TARGET = "M1.5 6A5 5 0 1 0 11.5 6 5 5 0 1 0 1.5 6ZM4 6A2.5 2.5 0 1 0 9 6 2.5 2.5 0 1 0 4 6Z"

ICONS: Mapping[str, str] = MappingProxyType(
    {
        "BusinessActor": _ACTOR,
        "BusinessRole": _ROLE,
        "BusinessCollaboration": _COLLABORATION,
        "BusinessInterface": _INTERFACE,
        "BusinessProcess": _PROCESS,
        "BusinessFunction": _FUNCTION,
        "BusinessInteraction": _INTERACTION,
        "BusinessEvent": _EVENT,
        "BusinessService": _SERVICE,
        "BusinessObject": _OBJECT,
        "Contract": _OBJECT + "M.5 8H13.5",
        "Representation": _WAVE + "M.5 4H13.5",
        "Product": "M.5 1.5H13.5V10.5H.5ZM.5 4H7V1.5",
        "ApplicationComponent": _COMPONENT,
        "ApplicationCollaboration": _COLLABORATION,
        "ApplicationInterface": _INTERFACE,
        "ApplicationFunction": _FUNCTION,
        "ApplicationInteraction": _INTERACTION,
        "ApplicationProcess": _PROCESS,
        "ApplicationEvent": _EVENT,
        "ApplicationService": _SERVICE,
        "DataObject": _OBJECT,
        "Node": _NODE,
        "Device": "M1.5 1H12.5V8.5H1.5ZM3.5 8.5 .5 11.5H13.5L10.5 8.5",
        "SystemSoftware": "M.7 7A4.3 4.3 0 1 0 9.3 7 4.3 4.3 0 1 0 .7 7ZM5 2.7A4.3 4.3 0 1 1 9.3 7",
        "TechnologyCollaboration": _COLLABORATION,
        "TechnologyInterface": _INTERFACE,
        "Path": "M3 3 .5 6 3 9M11 3 13.5 6 11 9M3 6H5.5M6.5 6H8M9 6H11",
        "CommunicationNetwork": _NETWORK,
        "TechnologyFunction": _FUNCTION,
        "TechnologyProcess": _PROCESS,
        "TechnologyInteraction": _INTERACTION,
        "TechnologyEvent": _EVENT,
        "TechnologyService": _SERVICE,
        "Artifact": "M2.5 .5H9L11.5 3V11.5H2.5ZM9 .5V3H11.5",
        "Equipment": "M3 4.5A3 3 0 1 0 9 4.5 3 3 0 1 0 3 4.5ZM9 9A2 2 0 1 0 13 9 2 2 0 1 0 9 9ZM6 .5V1.5M6 7.5V8.5M2 4.5H3",
        "Facility": "M1 11.5V1H3.5V7L6.5 5V7L9.5 5V7L12.5 5V11.5Z",
        "DistributionNetwork": "M3 3 .5 6 3 9M11 3 13.5 6 11 9M2 4.5H12M2 7.5H12",
        "Material": "M4 1.5H10L13 6 10 10.5H4L1 6ZM5 3.5 3.3 6M10.7 6 9 8.5",
        "Stakeholder": _ROLE,
        "Driver": _TARGET.partition("M4")[0] + "M6.5 .5V11.5M1 6H12M2.6 2.1 10.4 9.9M10.4 2.1 2.6 9.9",
        "Assessment": "M5 4.5A3.8 3.8 0 1 0 12.6 4.5 3.8 3.8 0 1 0 5 4.5ZM6.2 7.2 1.5 11.5",
        "Goal": _TARGET,
        "Outcome": _TARGET + "M6.5 6 12.5 .5M12.5 .5H10M12.5 .5V3",
        "Principle": "M3 .7H11Q11.8 6 11 11.3H3Q2.2 6 3 .7ZM7 2.5V7.5M7 9V10",
        "Requirement": _REQUIREMENT,
        "Constraint": _REQUIREMENT + "M5.5 2 2.5 10",
        "Meaning": "M4 9.5Q.5 9 1.2 6 1 3.5 4 3.2 6 .8 8.5 2.3 12 2 12 5 14 7.5 11 9 8 11 6.5 9.2 5 10.5 4 9.5Z",
        "Value": "M.8 6A6.2 4 0 1 0 13.2 6 6.2 4 0 1 0 .8 6Z",
        "Resource": "M.5 2.5H12V9.5H.5ZM12 4.5H13.5V7.5H12M3 4.5V7.5M5.5 4.5V7.5M8 4.5V7.5",
        "Capability": "M.5 8H4.5V11.5H.5ZM4.5 4.5H8.5V11.5H4.5ZM8.5 1H12.5V11.5H8.5Z",
        "CourseOfAction": "M6 4.5A3.5 3.5 0 1 0 13 4.5 3.5 3.5 0 1 0 6 4.5ZM.5 11.5Q2 7 6.5 6M4.5 5 6.8 6 5.5 8.3",
        "ValueStream": "M.5 2H9.5L13.5 6 9.5 10H.5L4 6Z",
        "WorkPackage": "M9.5 10.5H6A4.5 4.5 0 1 1 10.5 6M8 8.7 10 10.5 8 12",
        "Deliverable": _WAVE,
        "ImplementationEvent": _EVENT,
        "Plateau": "M3.5 2.5H13M2 6H11.5M.5 9.5H10",
        "Gap": "M2 6A5 5 0 1 0 12 6 5 5 0 1 0 2 6ZM.5 4.5H13.5M.5 7.5H13.5",
        "Grouping": "M.5 3.5H13.5V11.5H.5ZM.5 3.5V.5H7V3.5",
        "Location": "M7 11.5Q3 7 3 4.5A4 4 0 1 1 11 4.5Q11 7 7 11.5Z",
    }
)
"""Path of each sign; a line, never a fill, so that it can be seen on every colour."""
