"""Services and what they need to keep running."""

from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.quantities import Confidentiality
from wiel.schema import Declaration, TableName, amount, choice, count, day, decimal, key, link, many, text

OPENBAAR, VERTROUWELIJK = Confidentiality.OPENBAAR, Confidentiality.VERTROUWELIJK
FACILITY_KINDS = ("locatie", "netwerk", "platform", "database", "rol", "leverancier", "landelijke voorziening")
SERVICE_KINDS = ("inwonersdienst", "bedrijfsvoeringsdienst")


class Facilities(Declaration):
    """Sites, networks, platforms, databases and roles on which applications rest."""

    named: ClassVar[TableName] = TableName(
        "facilities", "Voorzieningen", "Facilities", "fac", "Eén rij per locatie, netwerk, platform, database of rol."
    )
    id = key("sleutel", "key", "Sleutel van de voorziening.")
    organisation = link("organisations", "organisatie", "organisation", "Wie de voorziening heeft.")
    name = text("naam", "name", "De naam.", required=True)
    kind = choice(FACILITY_KINDS, "soort", "kind", "Wat voor voorziening.")
    mtbf_hours = decimal("tijd tussen storingen", "time between failures", "Gemiddelde tijd tussen twee storingen.", unit="uur")
    repair_hours = decimal("hersteltijd", "repair time", "Gemiddelde tijd om te herstellen.", unit="uur")
    purchase_date = day("aanschaf", "purchase date", "Wanneer aangeschaft.")
    useful_life = count("levensduur", "useful life", "Afschrijvingstermijn.", unit="jaar")
    book_value = amount("boekwaarde", "book value", "Boekwaarde op 1 januari.", least=0, visibility=VERTROUWELIJK)
    replacement_year = count("vervangingsjaar", "replacement year", "In welk jaar vervangen moet worden.", least=2000, most=2100)


class Dependencies(Declaration):
    """What needs what."""

    named: ClassVar[TableName] = TableName(
        "dependencies", "Afhankelijkheden", "Dependencies", "dep", "Eén rij per ding dat iets anders nodig heeft."
    )
    id = key("sleutel", "key", "Sleutel van de afhankelijkheid.")
    dependent = text("wat", "dependent", "Sleutel van de applicatie, dienst of voorziening die iets nodig heeft.", required=True)
    needs = text("heeft nodig", "needs", "Sleutel van wat nodig is.", required=True)
    group = text("groep", "group", "Gelijke groep: van deze dingen zijn er k nodig.", visibility=VERTROUWELIJK)
    needed = count("nodig", "needed", "Hoeveel van de groep moeten werken.", least=1, visibility=VERTROUWELIJK)


class Services(Declaration):
    """Services to citizens or to the organisation itself."""

    named: ClassVar[TableName] = TableName(
        "services", "Diensten", "Services", "srv", "Eén rij per dienst aan inwoners of aan de eigen organisatie."
    )
    id = key("sleutel", "key", "Sleutel van de dienst.")
    name = text("naam", "name", "De naam van de dienst.", required=True)
    organisation = link("organisations", "organisatie", "organisation", "De organisatie die de dienst verleent.")
    kind = choice(SERVICE_KINDS, "soort", "kind", "Voor inwoners of voor de eigen organisatie.")
    statutory_limit = text("wettelijke termijn", "statutory limit", "De termijn en waar die staat.")
    rto_hours = decimal("hersteltijd", "recovery time", "Hoe lang de dienst hoogstens weg mag zijn.", unit="uur")
    mtd_hours = decimal("uiterste duur", "maximum outage", "Daarna is de schade nauwelijks te herstellen.", unit="uur")
    rpo_hours = decimal("gegevensverlies", "data loss", "Hoeveel werk hoogstens verloren mag gaan.", unit="uur")
    critical_moments = many("kritieke momenten", "critical moments", "Bijvoorbeeld uitbetaling of verkiezingsdag.")
    fallback = text("terugval", "fallback", "Hoe de dienst doorgaat zonder systeem; typ geen als dat niet kan.")


class ServiceApplications(Declaration):
    """Which applications a service needs."""

    named: ClassVar[TableName] = TableName(
        "service_applications",
        "Applicaties per dienst",
        "Applications per service",
        "sap",
        "Eén rij per dienst en applicatie.",
    )
    service = link("services", "dienst", "service", "De dienst.", part_of_key=True)
    application = link("applications", "applicatie", "application", "De applicatie.", part_of_key=True)


class ServiceLevels(Declaration):
    """Agreed and realised quality of a service."""

    named: ClassVar[TableName] = TableName(
        "service_levels", "Dienstniveaus", "Service levels", "slv", "Eén rij per dienst en jaar."
    )
    service = link("services", "dienst", "service", "De dienst.", part_of_key=True)
    year = count("jaar", "year", "Het jaar.", least=2000, most=2100, part_of_key=True)
    availability_agreed = decimal("beschikbaar afgesproken", "availability agreed", "Aandeel van de tijd.", most=1.0)
    availability_realised = decimal("beschikbaar behaald", "availability realised", "Aandeel van de tijd.", most=1.0)
    response_hours = decimal("reactietijd", "response time", "Gemiddelde tijd tot een antwoord.", unit="uur")
    satisfaction = decimal("tevredenheid", "satisfaction", "Rapportcijfer 1 tot 10.", least=1.0, most=10.0)

    @dy.rule()
    def service_level_has_figures(cls) -> pl.Expr:
        """At least one figure stands in the row."""
        return pl.any_horizontal(
            pl.col("availability_agreed", "availability_realised", "response_hours", "satisfaction").is_not_null()
        )
