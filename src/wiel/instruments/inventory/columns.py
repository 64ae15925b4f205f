"""What every column of the result means, and its class."""

from collections.abc import Mapping

from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality


def _m(nl: str, en: str, text: str = "", unit: str = "", visibility: Confidentiality = OPENBAAR) -> Meaning:
    return Meaning(nl, en, text, unit, visibility=visibility)


ORGANISATION = {
    "organisation": _m("lid", "member", "Sleutel van de organisatie."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie."),
}
TABLE = {
    "table": _m("tabel", "table", "De tabel van het landschap."),
    "table_name": _m("naam tabel", "table name", "Zoals het blad heet."),
}
COLUMN = {
    "column": _m("kolom", "column", "De kolom van de tabel."),
    "column_name": _m("naam kolom", "column name", "Zoals de kop van de kolom heet."),
}
COUNTS = {
    **ORGANISATION,
    "inhabitants": _m("inwoners", "inhabitants", "Aantal inwoners.", "inwoners"),
    "applications_held": _m("applicaties", "applications held", "Telt applicaties die het lid heeft of draait.", "applicaties"),
    "uses": _m("gebruik", "uses", "Telt gebruik: elke applicatie die het lid gebruikt, ook van een ander.", "gebruik"),
    "shared_uses": _m("gedeeld gebruik", "shared uses", "Telt gebruik van applicaties die ook een ander lid gebruikt.", "gebruik"),
    "couplings": _m(
        "koppelingen", "couplings", "Koppelingen met een applicatie van het lid aan ten minste één kant.", "koppelingen"
    ),
    "contracts": _m("contracten", "contracts", "Contracten die lopen of nog beginnen; zonder einde telt als lopend.", "contracten"),
    "cost_known": _m("kosten bekend", "cost known", "Som van de bekende bedragen in één jaar; leeg is onbekend.", "cent"),
    "cost_lines": _m("kostenregels", "cost lines", "Regels in dat jaar.", "regels"),
    "cost_lines_unknown": _m("regels zonder bedrag", "lines without amount", "Regels die niet in de som zitten.", "regels"),
    "cost_year": _m("jaar kosten", "cost year", "Het jaar van de som."),
    "cost_kind": _m("soort kosten", "cost kind", "realisatie of begroting."),
}
TABLES_COLUMNS = {
    **TABLE,
    "rows": _m("rijen", "rows", "Aantal rijen.", "rijen"),
    "members_with_rows": _m("leden met rijen", "members with rows", "Leeg voor tabellen die alle leden delen.", "leden"),
}
COMPLETENESS = {
    **TABLE,
    **COLUMN,
    "rows": _m("rijen", "rows", "Aantal rijen.", "rijen"),
    "known": _m("bekend", "known", "Cellen met een waarde.", "cellen"),
    "unknown": _m("onbekend", "unknown", "Cellen zonder waarde.", "cellen"),
    "invalid": _m(
        "ongeldig", "invalid", "Stond er iets dat niet te lezen was; telt in alles wat gelezen is. Leeg is niet berekend.", "cellen"
    ),
    "stale": _m("verouderd", "stale", "Bekend, maar te lang geleden bevestigd; leeg als nooit iets bevestigd is.", "cellen"),
    "share_known": _m("deel bekend", "share known", "Bekend gedeeld door rijen; leeg zonder rijen."),
}
BY_MEMBER = {
    **ORGANISATION,
    **TABLE,
    **COLUMN,
    "rows": _m("rijen", "rows", "Aantal rijen van het lid.", "rijen"),
    "known": _m("bekend", "known", "Cellen met een waarde.", "cellen"),
    "unknown": _m("onbekend", "unknown", "Cellen zonder waarde.", "cellen"),
    "share_known": _m("deel bekend", "share known", "Bekend gedeeld door rijen; leeg zonder rijen."),
    "median_peers": _m("midden van de groep", "median of peers", "De mediaan van het deel bekend in de gekozen groep."),
}

FRESHNESS_TABLE = {
    **TABLE,
    "rows": _m("rijen", "rows", "Aantal rijen.", "rijen"),
    "rows_confirmed": _m("rijen bevestigd", "rows confirmed", "Ooit bevestigd, heel of voor een deel.", "rijen"),
    "rows_stale": _m("rijen verouderd", "rows stale", "Langer geleden bevestigd dan afgesproken.", "rijen"),
    "share_rows": _m("deel rijen bevestigd", "share of rows confirmed", "Rijen bevestigd gedeeld door rijen."),
    "cells_known": _m("ingevuld", "cells known", "Cellen met een waarde.", "cellen"),
    "cells_confirmed": _m(
        "cellen bevestigd", "cells confirmed", "Ingevulde cellen waarvan de kolom of de hele rij is bevestigd.", "cellen"
    ),
    "share_cells": _m("deel cellen bevestigd", "share of cells confirmed", "Cellen bevestigd gedeeld door ingevulde cellen."),
    "last_on": _m("laatst bevestigd", "last confirmed", "De laatste dag; leeg is nooit bevestigd."),
    "months": _m("maanden geleden", "months ago", "Hele maanden sinds die dag.", "maanden"),
    "limit_months": _m("afspraak", "agreed limit", "Na zoveel maanden is een bevestiging verouderd.", "maanden"),
    "state": _m("versheid", "freshness", "vers, verouderd of onbekend (nooit bevestigd)."),
}
FRESHNESS = {**ORGANISATION, **FRESHNESS_TABLE}
FRESHNESS_PER_TABLE = {
    **FRESHNESS_TABLE,
    "members_with_rows": _m("leden met rijen", "members with rows", "Leeg voor tabellen die alle leden delen.", "leden"),
    "members_confirmed": _m("leden die bevestigden", "members that confirmed", "Leden met ten minste één bevestigde rij.", "leden"),
}
CONFIRMATIONS = {
    name: _m(nl, en, text, unit, INTERN)
    for name, nl, en, text, unit in (
        ("organisation", "lid", "member", "Sleutel van de organisatie.", ""),
        ("organisation_name", "naam lid", "member name", "De naam van de organisatie.", ""),
        ("table", "tabel", "table", "De tabel van het landschap.", ""),
        ("table_name", "naam tabel", "table name", "Zoals het blad heet.", ""),
        ("column", "kolom", "column", "De kolom; alles is de hele rij.", ""),
        ("column_name", "naam kolom", "column name", "Leeg voor de hele rij.", ""),
        ("role", "rol", "role", "De rol die bevestigde; geen naam.", ""),
        ("on", "op", "on", "De dag van de bevestiging.", ""),
        ("months", "maanden geleden", "months ago", "Hele maanden sinds die dag.", "maanden"),
        ("rows", "rijen", "rows", "Aantal rijen.", "rijen"),
    )
}
NEXT_HOUR = {
    name: _m(nl, en, text, unit, INTERN)
    for name, nl, en, text, unit in (
        ("organisation", "lid", "member", "Sleutel van de organisatie.", ""),
        ("organisation_name", "naam lid", "member name", "De naam van de organisatie.", ""),
        ("rank", "volgorde", "rank", "1 wint het meest per minuut.", ""),
        ("task", "soort taak", "kind of task", "product, component, use, list, fact, finding of confirm.", ""),
        ("table", "tabel", "table", "Waar het over gaat.", ""),
        ("column", "kolom", "column", "Waar het over gaat.", ""),
        ("rule", "regel", "rule", "Van een bevinding.", ""),
        ("rows", "rijen", "rows", "Rijen die ingevuld, bevestigd of verbeterd worden.", "rijen"),
        ("cells", "vakken", "cells", "Onbekende vakken van de overlapmatrix die hoogstens sluiten.", "vakken"),
        ("minutes", "duur", "time", "Geschat.", "minuten"),
        ("value", "winst", "worth", "Rijen plus gewicht maal vakken; een bevestigde rij telt voor haar gewicht.", "rijen"),
        ("per_hour", "winst per uur", "worth per hour", "Winst gedeeld door duur.", "rijen"),
        ("what", "wat", "what in Dutch", "", ""),
        ("why", "waarom", "why in Dutch", "", ""),
        ("gain", "levert op", "yields in Dutch", "", ""),
        ("what_en", "wat, in het Engels", "what", "", ""),
        ("why_en", "waarom, in het Engels", "why", "", ""),
        ("gain_en", "levert op, in het Engels", "yields", "", ""),
    )
}


def _worklist(visibility: Confidentiality) -> dict[str, Meaning]:
    return {
        name: _m(nl, en, text, visibility=visibility)
        for name, nl, en, text in (
            ("rule", "regel", "rule", "Welke regel niet klopt."),
            ("severity", "ernst", "severity", "error, warning of info."),
            ("count", "aantal", "count", "Hoe vaak."),
            ("file", "bestand", "file", "De eerste plaats."),
            ("sheet", "blad", "sheet", "De eerste plaats."),
            ("row", "rij", "row", "De eerste plaats; de kop is rij 1."),
            ("column", "kolom", "column", "De eerste plaats."),
            ("message", "wat er is", "message in Dutch", "Van de eerste plaats."),
            ("remedy", "wat u kunt doen", "remedy in Dutch", ""),
            ("message_en", "wat er is, in het Engels", "message", ""),
            ("remedy_en", "wat u kunt doen, in het Engels", "remedy", ""),
        )
    }


TABLES: Mapping[str, tuple[Mapping[str, Meaning], Confidentiality]] = {
    "counts": (COUNTS, OPENBAAR),
    "tables": (TABLES_COLUMNS, OPENBAAR),
    "completeness": (COMPLETENESS, OPENBAAR),
    "by_member": (BY_MEMBER, OPENBAAR),
    "freshness": (FRESHNESS, OPENBAAR),
    "freshness_per_table": (FRESHNESS_PER_TABLE, OPENBAAR),
    "confirmations": (CONFIRMATIONS, INTERN),
    "next_hour": (NEXT_HOUR, INTERN),
    "worklist": (_worklist(INTERN), INTERN),
    "worklist_confidential": (_worklist(VERTROUWELIJK), VERTROUWELIJK),
}
