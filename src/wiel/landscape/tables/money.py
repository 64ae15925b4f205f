"""Contracts, costs and people."""

from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.quantities import Confidentiality
from wiel.schema import Declaration, TableName, amount, choice, count, day, decimal, key, link, many, text

VERTROUWELIJK = Confidentiality.VERTROUWELIJK
COST_KINDS = ("begroting", "realisatie")
CATEGORIES = (
    "personeel",
    "inhuur",
    "software",
    "infrastructuur",
    "diensten",
    "afschrijving",
    "rente",
    "bijdrage",
    "overig",
)
PROCEDURES = ("openbaar", "niet-openbaar", "onderhands", "raamovereenkomst", "inbesteding", "geen")
ROLES_LEVELS = ("basis", "gevorderd", "expert")
PACKAGES = ("basis", "plus")


class Contracts(Declaration):
    """Agreements with suppliers."""

    named: ClassVar[TableName] = TableName(
        "contracts", "Contracten", "Contracts", "con", "Eén rij per overeenkomst met een leverancier."
    )
    id = key("sleutel", "key", "Uw eigen contractnummer.")
    organisation = link("organisations", "organisatie", "organisation", "De organisatie die het contract heeft.")
    supplier = link("organisations", "leverancier", "supplier", "De leverancier.")
    name = text("naam", "name", "Waar het contract over gaat.")
    start = day("begin", "start", "Eerste dag.", visibility=VERTROUWELIJK)
    end = day("einde", "end", "Laatste dag zonder verlenging.", visibility=VERTROUWELIJK)
    notice_months = count(
        "opzegtermijn", "notice", "Hoeveel maanden vooraf u moet opzeggen.", unit="maanden", visibility=VERTROUWELIJK
    )
    options = text("verlengingen", "options", "Bijvoorbeeld 2 x 2 jaar.", visibility=VERTROUWELIJK)
    annual_value = amount(
        "jaarbedrag", "annual value", "Wat het contract per jaar kost, zonder btw.", least=0, visibility=VERTROUWELIJK
    )
    indexation = text("indexering", "indexation", "Hoe de prijs elk jaar stijgt.", visibility=VERTROUWELIJK)
    exit_strategy = text(
        "exitstrategie",
        "exit strategy",
        "Wat is afgesproken over vertrek; typ geen als er niets is.",
        visibility=VERTROUWELIJK,
    )
    procedure = choice(PROCEDURES, "procedure", "procedure", "Hoe is aanbesteed.", visibility=VERTROUWELIJK)
    estimated_value = amount(
        "geraamde waarde", "estimated value", "De raming bij de aanbesteding.", least=0, visibility=VERTROUWELIJK
    )
    value_used = amount("gebruikte waarde", "value used", "Wat van de raming al is gebruikt.", least=0, visibility=VERTROUWELIJK)
    joinable_by = many(
        "open voor",
        "joinable by",
        "Welke organisaties mogen meedoen. Leeg is onbekend en telt als niet.",
        visibility=VERTROUWELIJK,
    )

    @dy.rule()
    def contract_ends_after_start(cls) -> pl.Expr:
        """The last day lies on or after the first."""
        return pl.col("end") >= pl.col("start")


class ContractApplications(Declaration):
    """Which applications fall under a contract."""

    named: ClassVar[TableName] = TableName(
        "contract_applications",
        "Applicaties per contract",
        "Applications per contract",
        "cap",
        "Eén rij per contract en applicatie.",
    )
    contract = link("contracts", "contract", "contract", "Het contract.", part_of_key=True)
    application = link("applications", "applicatie", "application", "De applicatie.", part_of_key=True)


class Costs(Declaration):
    """Lines of ledger or budget."""

    named: ClassVar[TableName] = TableName("costs", "Kosten", "Costs", "cst", "Eén rij per regel uit grootboek of begroting.")
    id = key("sleutel", "key", "Nummer van de regel.")
    organisation = link("organisations", "organisatie", "organisation", "De organisatie die betaalt.")
    year = count("jaar", "year", "Het begrotingsjaar.", least=2000, most=2100)
    kind = choice(COST_KINDS, "soort", "kind", "Begroting of realisatie.")
    category = choice(CATEGORIES, "kostensoort", "category", "Waar het geld aan uitgegeven is.")
    iv3_category = text("Iv3-categorie", "Iv3 category", "De economische categorie van Iv3.")
    taakveld = text("taakveld", "taakveld", "Het taakveld, bijvoorbeeld 0.4 voor overhead.")
    application = link("applications", "applicatie", "application", "De applicatie, als de regel daarbij hoort.")
    amount = amount("bedrag", "amount", "Het bedrag zonder btw; een creditregel is negatief.")


class Staff(Declaration):
    """Roles that keep the ICT running. Never names of people."""

    named: ClassVar[TableName] = TableName(
        "staff", "Rollen", "Roles", "rol", "Eén rij per rol. Wiel bewaart geen namen van mensen."
    )
    id = key("sleutel", "key", "Uw eigen sleutel voor de rol.")
    organisation = link("organisations", "organisatie", "organisation", "De organisatie waar de rol bij hoort.")
    role = text("rol", "role", "Bijvoorbeeld functioneel beheerder sociaal domein.")
    fte = decimal("formatie", "staff", "Omvang van de rol.", unit="fte", visibility=VERTROUWELIJK)
    cost = amount("kosten", "cost", "Kosten per jaar.", least=0, visibility=VERTROUWELIJK)
    competences = many("kennis", "competences", "Waar de rol verstand van heeft.", visibility=VERTROUWELIJK)
    level = choice(ROLES_LEVELS, "niveau", "level", "Hoe ervaren.", visibility=VERTROUWELIJK)
    training_due = day("opleiding voor", "training due", "Wanneer een opleiding klaar moet zijn.", visibility=VERTROUWELIJK)
    successor = text("vervanging", "stand-in", "Welke rol het overneemt; typ geen als er niemand is.", visibility=VERTROUWELIJK)


class CostObjects(Declaration):
    """What is billed to members."""

    named: ClassVar[TableName] = TableName(
        "cost_objects",
        "Producten en diensten",
        "Cost objects",
        "cob",
        "Eén rij per dienst die aan deelnemers wordt doorbelast.",
    )
    id = key("sleutel", "key", "Sleutel van de dienst.")
    name = text("naam", "name", "De naam in de dienstencatalogus.", required=True)
    unit = text("eenheid", "unit", "Waarin wordt geteld, bijvoorbeeld werkplek.")
    provider = link("organisations", "aanbieder", "provider", "Wie de dienst levert.")
    package = choice(PACKAGES, "pakket", "package", "Basis voor allen of plus naar keuze.")
