"""The tables of a landscape, in the order in which people fill them. One declaration serves checks, workbook, forms and documentation."""

from wiel.landscape.tables.architecture import (
    Absences,
    Components,
    ComponentStandards,
    ProductComponents,
    Products,
    ProductStandards,
    Standards,
)
from wiel.landscape.tables.duty import Duties, Incidents, Processing
from wiel.landscape.tables.money import ContractApplications, Contracts, CostObjects, Costs, Staff
from wiel.landscape.tables.origin import Attestations, Origins
from wiel.landscape.tables.party import Memberships, Organisations
from wiel.landscape.tables.service import Dependencies, Facilities, ServiceApplications, ServiceLevels, Services
from wiel.landscape.tables.use import ApplicationComponents, Applications, ApplicationUses, Couplings
from wiel.schema import Table, declared

_DECLARATIONS = (
    Organisations, Memberships, Components, Standards, ComponentStandards, Products, ProductComponents, ProductStandards,
    Applications, ApplicationComponents, ApplicationUses, Absences, Couplings, Contracts, ContractApplications, Costs, Facilities,
    Dependencies, Services, ServiceApplications, ServiceLevels, Staff, CostObjects, Processing, Duties, Incidents, Origins,
    Attestations,
)  # fmt: skip

TABLES: dict[str, Table] = {table.name: table for table in map(declared, _DECLARATIONS)}

# A column of several words in a delivered list that fills a link table: delivered table → column → (link table, own side, other side).
EXPANSIONS: dict[str, dict[str, tuple[str, str, str]]] = {
    "products": {
        "components": ("product_components", "product", "component"),
        "standards": ("product_standards", "product", "standard"),
    },
    "applications": {
        "components": ("application_components", "application", "component"),
        "users": ("application_uses", "application", "organisation"),
    },
    "contracts": {"applications": ("contract_applications", "contract", "application")},
    "services": {"applications": ("service_applications", "service", "application")},
}

__all__ = ["EXPANSIONS", "TABLES"]
