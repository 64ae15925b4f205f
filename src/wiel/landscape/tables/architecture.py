"""What the reference architecture asks and the market offers."""

from typing import ClassVar

from wiel.quantities import Confidentiality
from wiel.schema import Declaration, TableName, choice, count, day, flag, key, link, text

OPENBAAR = Confidentiality.OPENBAAR
LEVELS = ("verplicht", "aanbevolen")
SUPPORT = ("volledig", "gedeeltelijk", "gepland", "niet")


class Components(Declaration):
    """Reference components (referentiecomponenten): the functions that applications serve."""

    named: ClassVar[TableName] = TableName(
        "components", "Referentiecomponenten", "Components", "cmp", "Eén rij per functie uit de referentiearchitectuur."
    )
    id = key("sleutel", "key", "Sleutel van de component.", OPENBAAR)
    name = text("naam", "name", "De naam uit de referentiearchitectuur.", required=True, visibility=OPENBAAR)
    domain = text("domein", "domain", "Het domein waaronder de functie valt.", visibility=OPENBAAR)
    reference = text("GEMMA Object ID", "GEMMA Object ID", "Het Object ID uit GEMMA.", visibility=OPENBAAR)
    availability = count("beschikbaarheid", "availability", "1 laag tot 3 hoog.", least=1, most=3, visibility=OPENBAAR)
    integrity = count("integriteit", "integrity", "1 laag tot 3 hoog.", least=1, most=3, visibility=OPENBAAR)
    confidentiality = count("vertrouwelijkheid", "confidentiality", "1 laag tot 3 hoog.", least=1, most=3, visibility=OPENBAAR)


class Standards(Declaration):
    """Standards, with version and status."""

    named: ClassVar[TableName] = TableName("standards", "Standaarden", "Standards", "std", "Eén rij per standaard en versie.")
    id = key("sleutel", "key", "Sleutel van de standaard.", OPENBAAR)
    name = text("naam", "name", "De naam van de standaard.", required=True, visibility=OPENBAAR)
    version = text("versie", "version", "De versie.", visibility=OPENBAAR)
    status = text("status", "status", "Bijvoorbeeld in gebruik of einde ondersteuning.", visibility=OPENBAAR)


class ComponentStandards(Declaration):
    """Which standard a component must or should support."""

    named: ClassVar[TableName] = TableName(
        "component_standards",
        "Standaard per component",
        "Standards per component",
        "cms",
        "Eén rij per component en standaard.",
    )
    component = link("components", "component", "component", "De component.", part_of_key=True, visibility=OPENBAAR)
    standard = link("standards", "standaard", "standard", "De standaard.", part_of_key=True, visibility=OPENBAAR)
    level = choice(LEVELS, "niveau", "level", "Verplicht of aanbevolen; leeg is onbekend.", visibility=OPENBAAR)


class Products(Declaration):
    """What the market or a community offers."""

    named: ClassVar[TableName] = TableName("products", "Producten", "Products", "prd", "Eén rij per pakket op de markt.")
    id = key("sleutel", "key", "Sleutel van het product.", OPENBAAR)
    name = text("naam", "name", "De naam van het product.", required=True, visibility=OPENBAAR)
    supplier = link("organisations", "leverancier", "supplier", "De organisatie die het levert.", visibility=OPENBAAR)
    licence = text("licentie", "licence", "De licentievorm.", visibility=OPENBAAR)
    delivery = text("levering", "delivery", "Bijvoorbeeld SaaS of eigen beheer.", visibility=OPENBAAR)
    end_of_support = day(
        "einde ondersteuning", "end of support", "Laatste dag waarop de leverancier ondersteunt.", visibility=OPENBAAR
    )
    suite = flag("suite", "suite", "Ja als het product meerdere componenten samen levert.", visibility=OPENBAAR)


class ProductComponents(Declaration):
    """Which components a product can serve."""

    named: ClassVar[TableName] = TableName(
        "product_components",
        "Componenten per product",
        "Components per product",
        "pcm",
        "Eén rij per product en component.",
    )
    product = link("products", "product", "product", "Het product.", part_of_key=True, visibility=OPENBAAR)
    component = link("components", "component", "component", "De component.", part_of_key=True, visibility=OPENBAAR)


class ProductStandards(Declaration):
    """Which standards a product supports."""

    named: ClassVar[TableName] = TableName(
        "product_standards",
        "Standaarden per product",
        "Standards per product",
        "pst",
        "Eén rij per product en standaard.",
    )
    product = link("products", "product", "product", "Het product.", part_of_key=True, visibility=OPENBAAR)
    standard = link("standards", "standaard", "standard", "De standaard.", part_of_key=True, visibility=OPENBAAR)
    support = choice(SUPPORT, "ondersteuning", "support", "In hoeverre het product de standaard ondersteunt.", visibility=OPENBAAR)


class Absences(Declaration):
    """Functions that an organisation is known not to have: "none", which is not "unknown"."""

    named: ClassVar[TableName] = TableName(
        "absences", "Niet in gebruik", "Not in use", "abs", "Eén rij per functie die een organisatie bewust niet heeft."
    )
    organisation = link("organisations", "organisatie", "organisation", "De organisatie.", part_of_key=True)
    component = link("components", "component", "component", "De functie die er niet is.", part_of_key=True)
    reason = text("reden", "reason", "Waarom die er niet is, bijvoorbeeld papier of een buurgemeente.")
