"""Duties, processing of personal data and outages."""

from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.quantities import Confidentiality
from wiel.schema import Declaration, TableName, choice, count, day, decimal, flag, key, link, many, text

VERTROUWELIJK = Confidentiality.VERTROUWELIJK
DUTY_STATUSES = ("geregeld", "bezig", "te laat", "niet van toepassing")
PRIVACY_ROLES = ("verantwoordelijke", "gezamenlijk", "verwerker")


class Processing(Declaration):
    """Activities in which personal data is processed (AVG art. 30)."""

    named: ClassVar[TableName] = TableName(
        "processing", "Verwerkingen", "Processing", "prc", "Eén rij per verwerking van persoonsgegevens."
    )
    id = key("sleutel", "key", "Sleutel van de verwerking.")
    organisation = link("organisations", "organisatie", "organisation", "Voor wie de verwerking gebeurt.")
    name = text("naam", "name", "Waar de gegevens voor dienen.", required=True)
    application = link("applications", "applicatie", "application", "De applicatie waarin het gebeurt.")
    role = choice(PRIVACY_ROLES, "rol", "role", "De rol van de organisatie.")
    ground = text("grondslag", "ground", "De grondslag uit de AVG.")
    special = flag("bijzondere gegevens", "special categories", "Of er bijzondere persoonsgegevens bij zijn.")
    processor = link("organisations", "verwerker", "processor", "Wie de gegevens verwerkt namens de organisatie.")
    agreement = day("overeenkomst", "agreement", "Datum van de verwerkersovereenkomst.")
    dpia = day("DPIA", "DPIA", "Datum van de laatste DPIA.")
    location = text("plaats", "location", "Waar de gegevens staan.")
    retention = text("bewaartermijn", "retention", "Hoe lang de gegevens bewaard blijven.")


class Duties(Declaration):
    """Status of a statutory duty at an organisation."""

    named: ClassVar[TableName] = TableName("duties", "Verplichtingen", "Duties", "dut", "Eén rij per plicht en organisatie.")
    duty = text("plicht", "duty", "Sleutel van de plicht.", part_of_key=True)
    organisation = link("organisations", "organisatie", "organisation", "De organisatie.", part_of_key=True)
    status = choice(DUTY_STATUSES, "status", "status", "Hoe het ervoor staat.")
    next_date = day("volgende datum", "next date", "Wanneer de plicht weer aan de orde is.")
    evidence = text("bewijs", "evidence", "Waar het bewijs te vinden is.")
    owner_role = text("rol", "owner role", "Welke rol ervoor zorgt; geen naam.")


class Incidents(Declaration):
    """Outages that happened."""

    named: ClassVar[TableName] = TableName("incidents", "Storingen", "Incidents", "inc", "Eén rij per storing die is voorgekomen.")
    id = key("sleutel", "key", "Nummer van de storing.", VERTROUWELIJK)
    organisation = link("organisations", "organisatie", "organisation", "Wie last had.", visibility=VERTROUWELIJK)
    application = link("applications", "applicatie", "application", "De applicatie die uitviel.", visibility=VERTROUWELIJK)
    started = day("begin", "started", "De dag waarop het begon.", visibility=VERTROUWELIJK)
    hours = decimal("duur", "duration", "Hoe lang het duurde.", unit="uur", visibility=VERTROUWELIJK)
    cause = text("oorzaak", "cause", "De oorzaak in enkele woorden.", visibility=VERTROUWELIJK)
    services = many("diensten", "services", "Welke diensten er last van hadden.", visibility=VERTROUWELIJK)
    affected = count(
        "getroffenen",
        "people affected",
        "Hoeveel mensen er last van hadden.",
        unit="personen",
        visibility=VERTROUWELIJK,
    )

    @dy.rule()
    def incident_names_something(cls) -> pl.Expr:
        """An outage names an application or a service."""
        return pl.col("application").is_not_null() | pl.col("services").list.len().gt(0)
