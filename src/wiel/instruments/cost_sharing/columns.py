"""What every column of the result means, and its class."""

from collections.abc import Mapping

from wiel.ledger.agreement import COLUMNS as AGREEMENT
from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR, INTERN, _ = Confidentiality


def _m(nl: str, en: str, text: str = "", unit: str = "", visibility: Confidentiality = OPENBAAR) -> Meaning:
    return Meaning(nl, en, text, unit, visibility=visibility)


def _inside(nl: str, en: str, text: str = "", unit: str = "") -> Meaning:
    return _m(nl, en, text, unit, INTERN)


KEY = {"key": _m("sleutel", "key", "De verdeelsleutel.")}
ORGANISATION = {
    "organisation": _m("sleutel lid", "member key", "Sleutel van de organisatie."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie."),
}
KEYS = {
    **KEY,
    "state": _m("stand", "state", "berekend of niet berekend."),
    "lacks": _m("ontbreekt van", "lacking of", "Leden van wie ontbreekt wat de sleutel nodig heeft."),
    "lacking": _m("wat ontbreekt", "what lacks", "Het gegeven dat ontbreekt, of waarom de sleutel niet te berekenen is."),
    "members": _m("leden", "members", "Aantal leden.", "leden"),
    "losers": _m("leden met nadeel", "members that lose", "Betalen meer dan nu.", "leden"),
    "greatest_rise": _m("grootste stijging", "greatest rise", "Van één lid, tegenover nu.", "cent"),
    "groups": _m("groepen", "groups", "Groepen waarnaar is gekeken, van één lid tot allen op één na.", "groepen"),
    "violations": _m(
        "groepen apart goedkoper", "groups better off apart", "Betalen zeker meer dan zij zonder de rest kosten.", "groepen"
    ),
    "possible": _m("misschien", "possibly", "Groepen bij wie het binnen het interval ligt.", "groepen"),
    "greatest_excess": _m(
        "grootste bedrag van een groep", "greatest amount of a group", "Wat een groep per jaar te veel betaalt.", "cent"
    ),
    "stable": _m("houdt allen bij elkaar", "keeps all together", "Ja als geen groep zeker reden heeft om te vertrekken."),
    "negative": _m("leden die geld terugkrijgen", "members with a refund", "Met een negatief bedrag.", "leden"),
    "standard_error": _m("standaardfout", "standard error", "Hoogste van de leden; leeg als de sleutel exact is.", "cent"),
    "proof": _m("bewezen", "proven", "Of het bewijs van de nucleolus klopt; leeg bij andere sleutels."),
    "proposed": _m("voorstel", "proposed", "Of deze sleutel in het voorstel staat."),
}
SHARES = {
    **KEY,
    **ORGANISATION,
    "amount": _m("bedrag", "amount", "Wat het lid bij deze sleutel per jaar betaalt; leeg is niet berekend.", "cent"),
    "today": _m("nu", "today", "Wat het lid nu per jaar betaalt.", "cent"),
    "difference_today": _m("verschil met nu", "difference with today", "Een plus is meer betalen.", "cent"),
    "per_inhabitant": _m("verschil per inwoner", "difference per inhabitant", "Een plus is meer betalen.", "EUR per inwoner"),
    "advantage_per_inhabitant": _m(
        "voordeel per inwoner", "advantage per inhabitant", "Een plus is minder betalen.", "EUR per inwoner"
    ),
    "share_of_budget": _m("deel van de begroting", "share of budget", "Het verschil als deel van alle lasten van het lid."),
    "today_per_inhabitant": _m("nu per inwoner", "today per inhabitant", "", "EUR per inwoner"),
    "amount_per_inhabitant": _m("bedrag per inwoner", "amount per inhabitant", "", "EUR per inwoner"),
    "alone": _m("alleen", "alone", "Wat het lid zonder de anderen kost volgens hetzelfde model.", "cent"),
    "once": _m("deel van de overstap", "share of the move", "Eenmalig; zit omgerekend al in het bedrag per jaar.", "cent"),
    "assumed": _m("met aanname", "with assumption", "Ja als kosten of aantallen van dit lid op een aanname rusten."),
    "proposed": _m("voorstel", "proposed", "Of deze sleutel in het voorstel staat."),
}
VIOLATIONS = {
    "key": _inside("sleutel", "key", "De verdeelsleutel."),
    "coalition": _inside("groep", "group", "De leden die samen te veel betalen."),
    "size": _inside("leden", "members", "Aantal leden van de groep.", "leden"),
    "paid": _inside("betalen samen", "paid together", "", "cent"),
    "cost_least": _inside("kosten apart, minstens", "cost apart, at least", "Bewezen; leeg is niet bewezen.", "cent"),
    "cost_most": _inside("kosten apart, gevonden", "cost apart, found", "Het beste plan dat voor de groep gevonden is.", "cent"),
    "excess": _inside("te veel", "too much", "Zeker: boven de gevonden kosten. Mogelijk: boven de bewezen ondergrens.", "cent"),
    "certainty": _inside("zekerheid", "certainty", "zeker of mogelijk."),
}
PHASE_IN = {
    **KEY,
    **ORGANISATION,
    "year": _m("jaar", "year", "0 is nu."),
    "amount": _m("bedrag", "amount", "", "cent"),
    "rise": _m("stijging", "rise", "Tegenover het jaar ervoor, als deel; leeg in jaar 0."),
    "cap": _m("plafond", "cap", "Het plafond dat hield; hoger dan gevraagd als dat niet voor allen kon."),
}
ENTRY = {
    **KEY,
    **ORGANISATION,
    "share": _m("aandeel", "share", "Het nieuwe aandeel bij de sleutel van het voorstel."),
    "book": _m("aandeel boekwaarde", "share of book value", "Leeg is onbekend.", "cent"),
    "investment": _m("deel van de overstap", "share of the move", "Wat nog niet is afgeschreven; leeg is onbekend.", "cent"),
}
EXIT = {
    **KEY,
    **ORGANISATION,
    "contribution": _m("jaarbijdrage", "yearly contribution", "Bij de sleutel van het voorstel.", "cent"),
    "path_first": _m("aflopend, eerste lezing", "falling path, first reading", "100/80/60/40/20%.", "cent"),
    "path_second": _m("aflopend, tweede lezing", "falling path, second reading", "80/60/40/20/0%.", "cent"),
    "damage_fixed": _m("schade, vaste kosten", "damage, fixed cost", "Contant, zonder activa en personeel.", "cent"),
    "damage": _m("schade, alles", "damage, in all", "Leeg zolang activa, personeel of overname onbekend is.", "cent"),
    "separable": _m("kosten die vervallen", "cost that falls away", "Wat de anderen samen minder kosten zonder dit lid.", "cent"),
}
GAME = {
    "coalition": _inside("groep", "group", "De leden."),
    "size": _inside("leden", "members", "", "leden"),
    "cost": _inside("kosten samen", "cost together", "Per jaar, zonder de rest.", "cent"),
    "apart": _inside("som van alleen", "sum of alone", "Wat de leden elk alleen kosten.", "cent"),
}
TABLES: Mapping[str, tuple[Mapping[str, Meaning], Confidentiality]] = {
    "keys": (KEYS, OPENBAAR),
    "shares": (SHARES, OPENBAAR),
    "violations": (VIOLATIONS, INTERN),
    "phase_in": (PHASE_IN, OPENBAAR),
    "entry": (ENTRY, OPENBAAR),
    "exit": (EXIT, OPENBAAR),
    "game": (GAME, INTERN),
    "agreement": (AGREEMENT, INTERN),
}
