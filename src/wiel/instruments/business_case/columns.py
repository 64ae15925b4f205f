"""What every column of the result means, and its class."""

from collections.abc import Mapping

from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR = Confidentiality.OPENBAAR


def _m(nl: str, en: str, text: str = "", unit: str = "") -> Meaning:
    return Meaning(nl, en, text, unit, visibility=OPENBAAR)


SCENARIO = {
    "scenario": _m("sleutel scenario", "scenario key", "Sleutel van het scenario."),
    "scenario_name": _m("scenario", "scenario in Dutch", "Hoe het scenario heet."),
    "scenario_name_en": _m("scenario in het Engels", "scenario", "Hoe het scenario in het Engels heet."),
}
ORGANISATION = {
    "organisation": _m("lid", "member", "Sleutel van de organisatie."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie."),
}
DIFFERENCE = {
    "difference": _m(
        "verschil", "difference", "Verwachte kosten min die van zelf doen, contant, over de looptijd; plus is duurder.", "cent"
    ),
    "difference_low": _m("verschil laag", "difference low", "Onderkant van het interval van het verschil.", "cent"),
    "difference_high": _m("verschil hoog", "difference high", "Bovenkant van het interval van het verschil.", "cent"),
}
LOSS = {
    "probability_of_loss": _m(
        "kans op nadeel", "probability of loss", "Deel van de trekkingen waarin het duurder is dan zelf doen."
    ),
    "probability_low": _m("kans laag", "probability low", "Onderkant van het interval van de kans (95%, Wilson)."),
    "probability_high": _m("kans hoog", "probability high", "Bovenkant van het interval van de kans (95%, Wilson)."),
}
EACH = {
    "per_inhabitant": _m("per inwoner", "per inhabitant", "Verwacht gemiddeld bedrag per jaar per inwoner.", "cent"),
    "per_workplace": _m("per werkplek", "per workplace", "Verwacht gemiddeld bedrag per jaar per werkplek.", "cent"),
}
SCENARIOS = {
    **SCENARIO,
    "expected": _m("kosten", "cost", "Verwachte kosten over de looptijd, contant.", "cent"),
    "low": _m("kosten laag", "cost low", "Onderkant van het interval van de kosten.", "cent"),
    "high": _m("kosten hoog", "cost high", "Bovenkant van het interval van de kosten.", "cent"),
    "assumed": _m("waarvan aangenomen", "of which assumed", "Het deel van de kosten zelf doen dat op een aanname rust.", "cent"),
    **DIFFERENCE,
    **LOSS,
    "members_worse": _m("leden met nadeel", "members worse off", "Leden die naar verwachting duurder uit zijn.", "leden"),
    "payback_year": _m(
        "terugverdiend in jaar", "paid back in year", "Eerste jaar waarin het opgetelde verschil weg is en blijft; leeg is niet."
    ),
    "payback_share": _m(
        "kans op terugverdienen", "chance of payback", "Deel van de trekkingen dat binnen de looptijd is terugverdiend."
    ),
    "payback_low": _m("terugverdiend vroeg", "paid back early", "Onderkant van het interval, in jaren; leeg is niet.", "jaar"),
    "payback_high": _m(
        "terugverdiend laat", "paid back late", "Bovenkant van het interval, in jaren; leeg is niet binnen de looptijd.", "jaar"
    ),
    "yearly": _m("kosten per jaar straks", "yearly cost later", "Verwachte kosten in het laatste jaar, zonder eindwaarde.", "cent"),
    **EACH,
    "places": _m(
        "arbeidsplaatsen", "staff places", "Arbeidsplaatsen die bij volle werking vervallen, bij de middelste waarden.", "fte"
    ),
}
MEMBERS = {
    **SCENARIO,
    **ORGANISATION,
    "inhabitants": _m("inwoners", "inhabitants", "Aantal inwoners.", "inwoners"),
    "without_ledger": _m("zonder grootboek", "without ledger", "Ja als de kosten van dit lid op een aanname rusten."),
    "npv": _m("kosten", "cost", "Verwachte kosten over de looptijd, contant.", "cent"),
    "low": _m("kosten laag", "cost low", "Onderkant van het interval van de kosten.", "cent"),
    "high": _m("kosten hoog", "cost high", "Bovenkant van het interval van de kosten.", "cent"),
    **DIFFERENCE,
    **LOSS,
    "difference_year": _m("verschil per jaar", "difference a year", "Het verwachte verschil als gelijk bedrag per jaar.", "cent"),
    "each_difference": _m(
        "verschil per inwoner", "difference per inhabitant", "Het verwachte verschil per jaar per inwoner.", "EUR"
    ),
    "each_low": _m("per inwoner laag", "per inhabitant low", "Onderkant van het interval van dat verschil.", "EUR"),
    "each_high": _m("per inwoner hoog", "per inhabitant high", "Bovenkant van het interval van dat verschil.", "EUR"),
    **EACH,
}
PART = {
    "part": _m("sleutel soort geld", "kind key", "Sleutel van de soort."),
    "part_name": _m("soort geld", "kind of money in Dutch", "Hoe de soort heet."),
    "part_name_en": _m("soort geld in het Engels", "kind of money", "Hoe de soort in het Engels heet."),
}
FLOWS = {
    **SCENARIO,
    **ORGANISATION,
    "year": _m("jaar", "year", "Het begrotingsjaar."),
    **PART,
    "amount": _m("bedrag", "amount", "Verwacht bedrag in dat jaar, in prijzen van de peildatum.", "cent"),
    "present": _m("contant", "present value", "Het bedrag, teruggerekend naar de peildatum.", "cent"),
}
PARTS = {
    **SCENARIO,
    **PART,
    "lasting": _m("komt elk jaar terug", "comes back every year", "Nee: eenmalig of tijdelijk."),
    "present": _m("contant", "present value", "Verwacht bedrag van alle leden over de looptijd, contant.", "cent"),
    "difference": _m("verschil", "difference", "Dat bedrag min dat van zelf doen; plus is duurder.", "cent"),
}
TORNADO = {
    **SCENARIO,
    "parameter": _m("naam parameter", "parameter", "De naam van de parameter."),
    "description": _m("onzeker getal", "uncertain number in Dutch", "Wat het getal is."),
    "description_en": _m("onzeker getal in het Engels", "uncertain number", "Wat het getal is, in het Engels."),
    "low": _m("laag", "low", "De lage waarde."),
    "middle": _m("midden", "middle", "De gekozen waarde."),
    "high": _m("hoog", "high", "De hoge waarde."),
    "difference_low": _m(
        "verschil bij laag", "difference at low", "Verschil met zelf doen als dit getal laag is, de andere in het midden.", "cent"
    ),
    "difference_middle": _m("verschil bij midden", "difference at middle", "Verschil met alle getallen in het midden.", "cent"),
    "difference_high": _m("verschil bij hoog", "difference at high", "Verschil met zelf doen als dit getal hoog is.", "cent"),
    "width": _m("breedte", "width", "Hoe ver de uitkomst schuift.", "cent"),
    "turns": _m("keert om", "turns", "Ja als de uitkomst hierdoor van voordeel in nadeel gaat of andersom."),
}
BREAK_EVEN = {
    **SCENARIO,
    "extra_cost": _m("extra kosten", "extra cost", "Alles wat samen doen extra kost, contant, zonder enige besparing.", "cent"),
    "saving_needed": _m("nodige besparing", "saving needed", "Besparing per jaar, na de aanloop, die alles terugverdient.", "cent"),
    "share_needed": _m("nodig deel", "share needed", "De nodige besparing als deel van de lopende kosten nu."),
    "share_found": _m("gevonden deel", "share found", "De besparing op lopende kosten in dit model, bij volle werking."),
    "share_low": _m("gevonden deel laag", "share found low", "Onderkant van het interval."),
    "share_high": _m("gevonden deel hoog", "share found high", "Bovenkant van het interval."),
    "smallest_group": _m(
        "kleinste groep", "smallest group", "Het kleinste aantal leden dat goedkoper uit kan zijn; leeg is geen.", "leden"
    ),
}
GROUP_SIZES = {
    **SCENARIO,
    "size": _m("aantal leden", "members", "Hoeveel leden meedoen.", "leden"),
    "groups": _m("groepen", "groups", "Hoeveel groepen van die omvang zijn bekeken.", "groepen"),
    "best": _m("beste groep", "best group", "Verschil van de groep met de laagste kosten ten opzichte van zelf doen.", "cent"),
    "median": _m("middelste groep", "median group", "Verschil van de middelste groep.", "cent"),
    "worst": _m("slechtste groep", "worst group", "Verschil van de groep met de hoogste kosten.", "cent"),
    "cheaper": _m("goedkoper", "cheaper", "Deel van de groepen dat goedkoper uit is dan zelf doen."),
}
EVENTS = {
    **SCENARIO,
    "event": _m("sleutel gebeurtenis", "event key", "Sleutel van de gebeurtenis."),
    "event_name": _m("gebeurtenis", "event in Dutch", "Wat er gebeurt."),
    "event_name_en": _m("gebeurtenis in het Engels", "event", "Wat er gebeurt, in het Engels."),
    "who": _m("wie", "who", "Om welke leden het gaat; leeg is allen."),
    "before": _m(
        "verschil zonder",
        "difference without",
        "Verwacht verschil met zelf doen zonder de gebeurtenis, voor wie overblijft.",
        "cent",
    ),
    **DIFFERENCE,
    "change": _m("verandering", "change", "Wat de gebeurtenis aan het verschil verandert; plus is slechter voor samen.", "cent"),
    **LOSS,
}
QUALITY = {
    "measure": _m("sleutel maat", "measure key", "Sleutel van de maat."),
    "measure_name": _m("wat is geteld", "what is counted in Dutch", "Wat er geteld is."),
    "measure_name_en": _m("wat is geteld in het Engels", "what is counted", "Wat er geteld is, in het Engels."),
    "aspect": _m("aspect", "aspect", "Kwaliteit of kwetsbaarheid."),
    "now": _m("nu", "now", "Nu, bij zelf doen; leeg is niet berekend."),
    "of": _m("van nu", "of now", "Van hoeveel dat een deel is; leeg waar dat niet past."),
    "unknown": _m("onbekend nu", "unknown now", "Van hoeveel dit nu niet bekend is."),
    "planned": _m("straks", "later", "In het plan; leeg is niet berekend."),
    "planned_of": _m("van straks", "of later", "Van hoeveel dat een deel is; leeg waar dat niet past of niet is berekend."),
    "planned_unknown": _m("onbekend straks", "unknown later", "Van hoeveel dit straks niet bekend is."),
}
TABLES: Mapping[str, Mapping[str, Meaning]] = {
    "scenarios": SCENARIOS,
    "members": MEMBERS,
    "flows": FLOWS,
    "parts": PARTS,
    "tornado": TORNADO,
    "break_even": BREAK_EVEN,
    "group_sizes": GROUP_SIZES,
    "events": EVENTS,
    "quality": QUALITY,
}
