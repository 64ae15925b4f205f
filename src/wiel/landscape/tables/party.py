"""Who takes part."""

from typing import ClassVar

import dataframely as dy
import polars as pl

from wiel.quantities import Confidentiality
from wiel.schema import Declaration, TableName, amount, choice, count, day, decimal, flag, key, link, text

OPENBAAR = Confidentiality.OPENBAAR
KINDS = ("gemeente", "samenwerking", "leverancier", "ketenpartner", "overig")
LEGAL_FORMS = (
    "regeling zonder meer", "centrumgemeente", "bedrijfsvoeringsorganisatie", "gemeenschappelijk orgaan", "openbaar lichaam",
    "coöperatie", "nv of bv", "stichting", "overeenkomst",
)  # fmt: skip


class Organisations(Declaration):
    """Municipalities, partnerships, suppliers and chain partners."""

    named: ClassVar[TableName] = TableName(
        "organisations",
        "Organisaties",
        "Organisations",
        "org",
        "Eén rij per gemeente, samenwerking, leverancier of ketenpartner.",
    )
    id = key("sleutel", "key", "Uw eigen sleutel voor deze organisatie.", OPENBAAR)
    name = text("naam", "name", "De naam waaronder de organisatie bekend is.", required=True, visibility=OPENBAAR)
    kind = choice(KINDS, "soort", "kind", "Wat voor organisatie dit is.", visibility=OPENBAAR)
    cbs_code = text("CBS-code", "CBS code", "De vier cijfers van het CBS, met voorloopnul.", visibility=OPENBAAR)
    inhabitants = count("inwoners", "inhabitants", "Aantal inwoners op 1 januari.", unit="inwoners", visibility=OPENBAAR)
    workplaces = count("werkplekken", "workplaces", "Aantal ingerichte werkplekken.", unit="werkplekken", visibility=OPENBAAR)
    employees_fte = decimal("formatie", "staff", "Omvang van het personeel.", unit="fte", visibility=OPENBAAR)
    province = text("provincie", "province", "De provincie.", visibility=OPENBAAR)
    budget = amount("begroting", "budget", "Totale lasten in de begroting van dit jaar.", least=0, visibility=OPENBAAR)
    list_complete = flag(
        "lijst volledig",
        "list complete",
        "Ja als de applicatielijst volledig is: wat er niet in staat, is er niet. Leeg als u dat niet weet.",
        visibility=OPENBAAR,
    )


class Memberships(Declaration):
    """Which organisation takes part in which partnership."""

    named: ClassVar[TableName] = TableName(
        "memberships", "Deelnames", "Memberships", "mbr", "Eén rij per organisatie die meedoet in een samenwerking."
    )
    partnership = link("organisations", "samenwerking", "partnership", "De samenwerking.", part_of_key=True, visibility=OPENBAAR)
    member = link("organisations", "deelnemer", "member", "De organisatie die meedoet.", part_of_key=True, visibility=OPENBAAR)
    legal_form = choice(LEGAL_FORMS, "rechtsvorm", "legal form", "De vorm van de regeling.", visibility=OPENBAAR)
    since = day("sinds", "since", "Eerste dag van de deelname.", visibility=OPENBAAR)
    until = day("tot", "until", "Laatste dag van de deelname; leeg als die er niet is.", visibility=OPENBAAR)
    role = text("rol", "role", "Bijvoorbeeld gastheer of deelnemer.", visibility=OPENBAAR)

    @dy.rule()
    def membership_ends_after_start(cls) -> pl.Expr:
        """The last day lies on or after the first."""
        return pl.col("until") >= pl.col("since")
