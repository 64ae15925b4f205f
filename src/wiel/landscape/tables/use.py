"""What is installed or subscribed, by whom it is used, and what it is coupled to."""

from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.quantities import Confidentiality
from wiel.schema import Declaration, TableName, choice, count, day, decimal, flag, key, link, text

VERTROUWELIJK = Confidentiality.VERTROUWELIJK
STATUSES = ("in gebruik", "in invoering", "wordt uitgefaseerd", "buiten gebruik")
HOSTING = ("eigen beheer", "bij een ander", "SaaS", "IaaS of PaaS")
PERSONAL_DATA = ("geen", "gewoon", "bijzonder")
ENVIRONMENTS = ("productie", "acceptatie", "test", "ontwikkeling", "opleiding", "uitwijk")
FREQUENCIES = ("doorlopend", "dagelijks", "wekelijks", "maandelijks", "op verzoek", "met de hand")


class Applications(Declaration):
    """Installed or subscribed applications, each held by one organisation."""

    named: ClassVar[TableName] = TableName(
        "applications",
        "Applicaties",
        "Applications",
        "app",
        "Eén rij per applicatie die uw organisatie heeft of draait.",
    )
    id = key("sleutel", "key", "Uw eigen sleutel, bijvoorbeeld het nummer uit uw beheersysteem.")
    holder = link("organisations", "houder", "holder", "De organisatie die de applicatie heeft of draait.")
    product = link("products", "product", "product", "Het pakket waar dit een installatie van is; leeg als dat onbekend is.")
    name = text("eigen naam", "local name", "Zoals uw organisatie de applicatie noemt.")
    version = text("versie", "version", "De versie die nu draait.")
    status = choice(STATUSES, "status", "status", "Waar de applicatie in haar levensloop is.")
    environment = choice(
        ENVIRONMENTS,
        "omgeving",
        "environment",
        "Waar deze installatie voor is; leeg telt als productie. Alleen productie telt als applicatie in gebruik.",
    )
    hosting = choice(HOSTING, "hosting", "hosting", "Waar de applicatie draait.")
    hosted_by = link("organisations", "gehost door", "hosted by", "De organisatie die de applicatie draait.")
    jurisdiction = text("rechtsgebied", "jurisdiction", "Onder welk recht de gegevens staan, bijvoorbeeld NL, EU of VS.")
    end_of_support = day("einde ondersteuning", "end of support", "Laatste dag waarop de leverancier deze versie ondersteunt.")
    end_of_use = day(
        "einde gebruik",
        "end of use",
        "De dag waarop u zelf wilt stoppen; dit is een andere datum dan einde ondersteuning.",
    )
    rto_hours = decimal("hersteltijd", "recovery time", "Hoe lang de applicatie hoogstens weg mag zijn.", unit="uur")
    rpo_hours = decimal("gegevensverlies", "data loss", "Hoeveel werk hoogstens verloren mag gaan.", unit="uur")
    knows_count = count(
        "kenners",
        "people who know it",
        "Hoeveel mensen de applicatie kunnen beheren. Geen namen.",
        unit="personen",
        visibility=VERTROUWELIJK,
    )
    successor = text("opvolger", "successor", "Wat er na komt; typ geen als er geen opvolger is.")
    last_restore_test = day(
        "laatste hersteltest",
        "last restore test",
        "Wanneer terugzetten voor het laatst is getest.",
        visibility=VERTROUWELIJK,
    )
    personal_data = choice(
        PERSONAL_DATA, "persoonsgegevens", "personal data", "Of er gewone of bijzondere persoonsgegevens in staan."
    )

    @dy.rule()
    def application_is_named(cls) -> pl.Expr:
        """There is a product or at least a local name."""
        return pl.col("product").is_not_null() | pl.col("name").is_not_null()


class ApplicationComponents(Declaration):
    """Which function an application serves."""

    named: ClassVar[TableName] = TableName(
        "application_components",
        "Componenten per applicatie",
        "Components per application",
        "acm",
        "Eén rij per applicatie en functie.",
    )
    application = link("applications", "applicatie", "application", "De applicatie.", part_of_key=True)
    component = link("components", "component", "component", "De functie.", part_of_key=True)


class ApplicationUses(Declaration):
    """One organisation using one application; a shared application has several uses."""

    named: ClassVar[TableName] = TableName(
        "application_uses",
        "Gebruik",
        "Uses",
        "use",
        "Eén rij per organisatie die een applicatie gebruikt. Gedeeld = meer rijen.",
    )
    application = link("applications", "applicatie", "application", "De applicatie.", part_of_key=True)
    organisation = link("organisations", "organisatie", "organisation", "De organisatie die haar gebruikt.", part_of_key=True)
    users = count("gebruikers", "users", "Aantal mensen met een account.", unit="personen")
    workplaces = count("werkplekken", "workplaces", "Aantal werkplekken waarop zij beschikbaar is.", unit="werkplekken")
    since = day("sinds", "since", "Eerste dag van het gebruik.")
    until = day("tot", "until", "Laatste dag van het gebruik.")
    critical = flag("kritiek", "critical", "Ja als een dienst stopt zodra de applicatie stilstaat.")

    @dy.rule()
    def use_ends_after_start(cls) -> pl.Expr:
        """The last day lies on or after the first."""
        return pl.col("until") >= pl.col("since")


class Couplings(Declaration):
    """Exchange of data between two applications, or with a party outside."""

    named: ClassVar[TableName] = TableName(
        "couplings",
        "Koppelingen",
        "Couplings",
        "cpl",
        "Eén rij per gegevensuitwisseling tussen twee applicaties of met een ketenpartner.",
    )
    id = key("sleutel", "key", "Uw eigen sleutel voor de koppeling.")
    source = link("applications", "van", "source", "De applicatie die gegevens levert.")
    target = link("applications", "naar", "target", "De applicatie die gegevens ontvangt.")
    partner = link("organisations", "ketenpartner", "chain partner", "De partij buiten de gemeente, als een kant daar ligt.")
    standard = link("standards", "standaard", "standard", "De standaard van de koppeling.")
    via = text("via", "via", "Bijvoorbeeld servicebus, bestand of rechtstreeks.")
    information = text("gegevens", "information", "Welke gegevens het zijn.")
    frequency = choice(FREQUENCIES, "hoe vaak", "frequency", "Hoe vaak de gegevens gaan.")
