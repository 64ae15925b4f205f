"""What every column of the result means, and its class."""

from collections.abc import Mapping

from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality
HORIZON = "Contante waarde over de hele looptijd, in centen."


def _m(nl: str, en: str, text: str = "", unit: str = "", visibility: Confidentiality = OPENBAAR) -> Meaning:
    return Meaning(nl, en, text, unit, visibility=visibility)


def _inside(nl: str, en: str, text: str = "", unit: str = "") -> Meaning:
    return _m(nl, en, text, unit, INTERN)


COMPONENT = {
    "component": _m("functie", "function", "Sleutel van de referentiecomponent."),
    "component_name": _m("naam functie", "function name", "De naam uit de referentiearchitectuur."),
}
ORGANISATION = {
    "organisation": _m("lid", "member", "Sleutel van de organisatie."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie."),
}
FUNCTIONS = {
    **COMPONENT,
    "domain": _m("domein", "domain", "Het domein van de functie; leeg is onbekend."),
    "members": _m("leden", "members", "Leden die de functie met een applicatie vervullen.", "leden"),
    "applications_today": _m(
        "applicaties nu", "applications today", "Telt applicaties; een gedeelde telt één keer.", "applicaties"
    ),
    "applications_target": _m("applicaties straks", "applications in the target", "Telt applicaties in het plan.", "applicaties"),
    "products_today": _m(
        "producten nu", "products today", "Een applicatie zonder bekend product telt als een eigen product.", "producten"
    ),
    "products_target": _m("producten straks", "products in the target", "In het plan.", "producten"),
    "changes": _m("wijzigingen", "changes", "Leden die voor deze functie iets anders gaan gebruiken.", "leden"),
    "saving_year": _m("scheelt per jaar", "saving per year", "Lopende kosten nu min straks; onder nul is duurder.", "cent"),
}
MOVES = {
    **COMPONENT,
    "from_place": _m("van plaats", "from place", "Plaats van de applicatie nu, de meest gebruikte eerst; geen naam."),
    "to_place": _m("naar plaats", "to place", "Plaats van de applicatie straks; geen naam."),
    "members": _m("leden", "members", "Leden die zo overgaan of blijven.", "leden"),
    "stays": _m("blijft", "stays", "Ja als dit dezelfde applicatie is."),
}
ALTERNATIVES = {
    "alternative": _m(
        "keuze", "choice", "Het voorstel, een alternatief, alles zoals vandaag, of alles samen op het meest gebruikte product."
    ),
    "cost": _m("kosten", "cost", HORIZON, "cent"),
    "more": _m("meer dan het voorstel", "more than the proposal", HORIZON, "cent"),
    "more_share": _m("aandeel meer", "share more", "Deel van de kosten van het voorstel."),
    "different": _m(
        "anders besloten", "decided otherwise", "Besluiten per lid en functie die verschillen én kosten veranderen.", "besluiten"
    ),
    "applications": _m("applicaties", "applications", "Telt applicaties in gebruik.", "applicaties"),
    "fresh": _m("nieuw", "new", "Gezamenlijke applicaties die nieuw komen.", "applicaties"),
    "changes": _m("wijzigingen", "changes", "Overgangen per lid en functie, vergeleken met vandaag.", "overgangen"),
    "once": _m("eenmalig", "once", "Overgang, aanbesteding en contracten die doorlopen.", "cent"),
    "largest_supplier": _m("grootste leverancier", "largest supplier", "Deel van alle functies dat één leverancier bedient."),
}
PARTS_TABLE = {
    "part": _m("deel", "part", "personnel, hire, software, infrastructure, services, once, contracts of interfaces."),
    "cost_today": _m("nu", "today", HORIZON, "cent"),
    "cost_plan": _m("plan", "plan", HORIZON, "cent"),
    "difference": _m("verschil", "difference", "Plan min nu.", "cent"),
    "year_today": _m("per jaar nu", "per year today", "Leeg bij wat niet elk jaar loopt.", "cent"),
    "year_plan": _m("per jaar plan", "per year plan", "Leeg bij wat niet elk jaar loopt.", "cent"),
}
MEMBERS = {
    **ORGANISATION,
    "cost_today": _m("kosten nu", "cost today", HORIZON, "cent"),
    "cost_plan": _m("kosten plan", "cost under the plan", f"{HORIZON} Gedeelde kosten naar wat elk lid nu draagt.", "cent"),
    "difference": _m("verschil", "difference", "Plan min nu; onder nul is een voordeel.", "cent"),
    "difference_year": _m("verschil per jaar", "difference per year", "Alleen lopende kosten.", "cent"),
    "once": _m("eenmalig", "once", "Overgang, aanbesteding en contracten die doorlopen.", "cent"),
    "changes": _m("wijzigingen", "changes", "Functies waarvoor dit lid iets anders gaat gebruiken.", "functies"),
    "assumed_share": _m("aanname", "assumed", "Deel van de kosten nu dat op een aanname rust."),
}
REGRET = {
    "regret_bound": _inside(
        "spijt minstens",
        "regret at least",
        "Anders besluiten kost minstens zoveel meer; leeg is niet berekend of kan niet.",
        "cent",
    ),
    "regret_found": _inside(
        "spijt gevonden", "regret found", "Het beste gevonden plan zonder dit besluit kost zoveel meer.", "cent"
    ),
}
DECISIONS = {
    "application": _inside("applicatie", "application", "Sleutel van de applicatie; new: en een product is nieuw."),
    "application_name": _inside("naam", "name", "Eigen naam of naam van het product."),
    "product_name": _inside("product", "product", "Leeg is onbekend."),
    "holder_name": _inside("houder", "holder", "Wie haar heeft of draait; leeg is nog niet bekend."),
    "functions": _inside("functies", "functions", "Namen van de functies die zij nu bedient, of straks als zij nieuw is."),
    "users_today": _inside("leden nu", "members today", "Leden die haar gebruiken.", "leden"),
    "users_target": _inside("leden straks", "members in the target", "Leden die haar in het plan gebruiken.", "leden"),
    "classification": _inside("besluit", "classification", "keep, join, replace, retire of new."),
    "time": _inside("TIME", "TIME", "tolerate, invest, migrate of eliminate."),
    "reason": _inside("reden", "reason", "Sleutel van de zin met de reden."),
    **REGRET,
}
CHOICES = {
    "organisation": _inside("lid", "member"),
    "organisation_name": _inside("naam lid", "member name"),
    "component": _inside("functie", "function"),
    "component_name": _inside("naam functie", "function name"),
    "today": _inside("nu", "today", "Namen van de applicaties die de functie nu bedienen."),
    "solution": _inside("oplossing", "solution", "Sleutel van wat de functie in het plan bedient."),
    "target": _inside("straks", "target", "Naam van wat de functie in het plan bedient."),
    "decision": _inside("besluit", "decision", "behouden, aansluiten, vervangen of vervallen."),
    "reason": _inside("reden", "reason", "Sleutel van de zin met de reden."),
    "together": _inside("samen met", "together with", "Andere leden op dezelfde oplossing.", "leden"),
    "difference_year": _inside("verschil per jaar", "difference per year", "Lopende kosten straks min nu.", "cent"),
    **REGRET,
}
CHOICES |= {
    "contract_end": _m(
        "einde contract", "end of contract", "Van wat de functie nu bedient; leeg is onbekend.", visibility=VERTROUWELIJK
    ),
    "notice_by": _m("opzeggen voor", "notice by", "Einde min opzegtermijn; leeg is onbekend.", visibility=VERTROUWELIJK),
}
ALTERNATIVE_CHOICES = {
    "alternative": _inside("keuze", "choice"),
    "organisation_name": _inside("naam lid", "member name"),
    "component_name": _inside("naam functie", "function name"),
    "solution": _inside("oplossing", "solution", "Sleutel van de oplossing in dit alternatief."),
    "target": _inside("straks", "target", "Naam van de oplossing in dit alternatief."),
    "proposal": _inside("in het voorstel", "in the proposal", "Naam van de oplossing in het voorstel."),
}
CONFLICTS = {
    "conflict": _inside("strijdigheid", "conflict", "Volgnummer: eisen met hetzelfde nummer gaan samen niet."),
    "demand": _inside("eis", "demand", "Sleutel van de zin met de eis."),
    "organisation_name": _inside("naam lid", "member name", "Leeg als het niet om één lid gaat."),
    "component_name": _inside("naam functie", "function name", "Leeg als het niet om één functie gaat."),
    "subject": _inside("waarover", "about", "De applicatie of leverancier die de eis noemt."),
    "gave_way": _inside("wijkt", "gave way", "Ja als de eis hier niet geldt en blijft wat er nu is."),
}
TABLES: Mapping[str, tuple[Mapping[str, Meaning], Confidentiality]] = {
    "functions": (FUNCTIONS, OPENBAAR),
    "alternatives": (ALTERNATIVES, OPENBAAR),
    "parts": (PARTS_TABLE, OPENBAAR),
    "plan_members": (MEMBERS, OPENBAAR),
    "moves": (MOVES, OPENBAAR),
    "decisions": (DECISIONS, INTERN),
    "choices": (CHOICES, INTERN),
    "alternative_choices": (ALTERNATIVE_CHOICES, INTERN),
    "conflicts": (CONFLICTS, INTERN),
}
