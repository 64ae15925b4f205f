"""What every column of the result means. All of it is openbaar: money per member, group totals and published figures."""

from collections.abc import Mapping

from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR = Confidentiality.OPENBAAR


def _m(nl: str, en: str, text: str = "", unit: str = "") -> Meaning:
    return Meaning(nl, en, text, unit, visibility=OPENBAAR)


ORGANISATION = {
    "organisation": _m("lid", "member", "Sleutel van de organisatie."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie."),
}
MEASURE = {
    "category": _m("kostensoort", "category", "totaal, personeel (met inhuur), software, of overig."),
    "basis": _m("per", "per", "inwoner, werkplek of fte."),
}
PUBLISHED = {
    "published": _m("gepubliceerd", "published", "Het cijfer zoals het is gepubliceerd.", "cent"),
    "published_year": _m("jaar cijfer", "year of figure", "Waar het cijfer over gaat."),
    "published_indexed": _m("cijfer nu", "figure now", "Het cijfer op het prijspeil van het landschap.", "cent"),
    "band_low": _m("band van", "band from", "Aangenomen begin van de middelste helft, op prijspeil; een aanname.", "cent"),
    "band_high": _m("band tot", "band to", "Aangenomen eind van de middelste helft, op prijspeil; een aanname.", "cent"),
}
LABEL = {"label": _m("zekerheid", "label", "S gelezen bron, D afgeleid, K te verifiëren, O oordeel.")}
POSITIONS = {
    **ORGANISATION,
    **MEASURE,
    "reference": _m("vergeleken met", "compared with", "alle gemeenten, of de eigen grootteklasse."),
    "size_class": _m("grootteklasse", "size class", "In inwoners; leeg bij alle gemeenten."),
    "year": _m("jaar kosten", "year of cost", "Het jaar van de eigen kosten."),
    "cost_kind": _m("soort kosten", "cost kind", "realisatie of begroting."),
    "state": _m("stand", "state", "bekend, minstens of onbekend."),
    "own": _m("eigen kosten", "own cost", "Per eenheid, zoals geboekt; leeg is onbekend.", "cent"),
    "own_least": _m("minstens", "at least", "Per eenheid, als van een deel het bedrag onbekend is.", "cent"),
    "own_indexed": _m("eigen kosten nu", "own cost now", "Op het prijspeil van het landschap.", "cent"),
    **PUBLISHED,
    "position": _m(
        "plaats", "position", "Boven, binnen of onder de aangenomen band; of boven of onder het cijfer; of waarom niet."
    ),
    **LABEL,
    "source": _m("bron", "source", "Waar het cijfer staat."),
    "members_known": _m("leden bekend", "members known", "Leden waarvan dit bekend is.", "leden"),
    "members_lower": _m("leden lager", "members lower", "Hoeveel van hen lager zitten; leeg is onbekend.", "leden"),
}
DISTRIBUTION = {
    **MEASURE,
    "members_known": _m("leden bekend", "members known", "Leden waarvan dit bekend is.", "leden"),
    "members_unknown": _m("leden onbekend", "members unknown", "Leden die niet meetellen.", "leden"),
    "together": _m("samen", "together", "Alle bekende leden samen, per eenheid, op prijspeil.", "cent"),
    "lowest": _m("laagste", "lowest", "Op prijspeil.", "cent"),
    "quarter": _m("een kwart lager", "first quartile", "Vanaf vier leden.", "cent"),
    "median": _m("midden", "median", "Vanaf vier leden.", "cent"),
    "three_quarters": _m("driekwart lager", "third quartile", "Vanaf vier leden.", "cent"),
    "highest": _m("hoogste", "highest", "Op prijspeil.", "cent"),
    **PUBLISHED,
    "position": _m("plaats samen", "position together", "Waar de bekende leden samen staan."),
    **LABEL,
}
SERIES = {
    "name": _m("sleutel", "key", "Naam van de parameter."),
    "figure": _m("cijfer", "figure in Dutch", "Wat het telt."),
    "figure_en": _m("cijfer, in het Engels", "figure", "Wat het telt."),
    "year": _m("jaar", "year", "Waar het cijfer over gaat."),
    "value": _m("gepubliceerd", "published", "Zoals gepubliceerd.", "cent"),
    "indexed": _m("nu", "now", "Op het prijspeil van het landschap.", "cent"),
    **LABEL,
    "source": _m("bron", "source", "Waar het cijfer staat."),
}
DEFINITIONS = {
    "definition": _m("verschil", "difference", "Sleutel van het verschil in definitie."),
    "members": _m("aantal leden", "members", "Leeg: geldt voor elke vergelijking.", "leden"),
    "member_names": _m("namen leden", "member names", "Over wie het gaat."),
    "text": _m("wat er verschilt", "what differs in Dutch", ""),
    "text_en": _m("wat er verschilt, in het Engels", "what differs", ""),
}
_IV3 = {
    "measure": _m("soort lasten", "measure", "overhead (taakveld 0.4) of totale lasten; dit zijn geen ICT-kosten."),
    "size_class": _m("grootteklasse", "size class", "In inwoners."),
    "year": _m("jaar", "year", "Het verslagjaar."),
    "report": _m("soort", "report", "realisatie of begroting."),
}
IV3_CLASSES = {
    **{name: _IV3[name] for name in ("measure", "size_class", "year", "report")},
    "towns": _m("gemeenten", "municipalities", "Waarvan het bedrag bekend is.", "gemeenten"),
    "towns_unknown": _m("onbekend", "unknown", "Gemeenten zonder bedrag of inwoners.", "gemeenten"),
    "towns_zero": _m("zonder lasten", "without cost", "Gemeenten met nul; hun personeel werkt vaak elders.", "gemeenten"),
    "quarter": _m("een kwart lager", "first quartile", "Per inwoner; leeg bij te weinig gemeenten.", "cent"),
    "median": _m("midden", "median", "Per inwoner; leeg bij te weinig gemeenten.", "cent"),
    "three_quarters": _m("driekwart lager", "third quartile", "Per inwoner; leeg bij te weinig gemeenten.", "cent"),
}
IV3_POSITIONS = {
    **ORGANISATION,
    **{name: _IV3[name] for name in ("measure", "year", "report", "size_class")},
    "own": _m("eigen lasten", "own cost", "Per inwoner.", "cent"),
    "class_median": _m("midden klasse", "median of class", "Per inwoner, van de andere gemeenten in de klasse.", "cent"),
    "class_others": _m("anderen in klasse", "others in class", "Andere gemeenten met een bekend bedrag.", "gemeenten"),
    "class_lower": _m("deel lager in klasse", "share lower in class", "Deel van hen dat lager zit."),
    "all_others": _m("anderen", "others", "Alle andere gemeenten met een bekend bedrag.", "gemeenten"),
    "all_lower": _m("deel lager", "share lower", "Deel van hen dat lager zit."),
}
TABLES: Mapping[str, Mapping[str, Meaning]] = {
    "positions": POSITIONS,
    "distribution": DISTRIBUTION,
    "published": SERIES,
    "definitions": DEFINITIONS,
    "iv3_classes": IV3_CLASSES,
    "iv3_positions": IV3_POSITIONS,
}
