"""What every column of the result means, and its class."""

from collections.abc import Mapping

from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR, INTERN, VERTROUWELIJK = Confidentiality


def _m(nl: str, en: str, text: str = "", unit: str = "", visibility: Confidentiality = OPENBAAR) -> Meaning:
    return Meaning(nl, en, text, unit, visibility=visibility)


COMPONENT = {
    "component": _m("functie", "function", "Sleutel van de referentiecomponent."),
    "component_name": _m("naam functie", "function name", "De naam uit de referentiearchitectuur."),
}
DOMAIN = {"domain": _m("domein", "domain", "Het domein van de functie; leeg is onbekend.")}
ORGANISATION = {
    "organisation": _m("lid", "member", "Sleutel van de organisatie."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie."),
}


def _inside(nl: str, en: str, text: str = "", unit: str = "") -> Meaning:
    return _m(nl, en, text, unit, INTERN)


def _secret(nl: str, en: str, text: str = "", unit: str = "") -> Meaning:
    return _m(nl, en, text, unit, VERTROUWELIJK)


MATRIX = {
    **COMPONENT,
    **DOMAIN,
    **ORGANISATION,
    "state": _m("stand", "state", "bekend: een product is bekend; onbekend: iets ontbreekt; geen: bewust niet in gebruik."),
    "products": _inside("producten", "products", "Namen van de producten die dit lid voor deze functie gebruikt."),
    "product_ids": _inside("sleutels producten", "product keys", "In dezelfde volgorde als de namen."),
    "main_product": _inside(
        "belangrijkste product", "main product", "Van deze producten het product dat de meeste leden gebruiken."
    ),
    "members_with_product": _m(
        "leden met dit product", "members with it", "Telt leden die het voor deze functie gebruiken.", "leden"
    ),
    "applications": _m("applicaties", "applications", "Telt applicaties die dit lid voor deze functie gebruikt.", "applicaties"),
    "open": _m("nog open", "open", "Ja als hier nog een product kan bijkomen: iets is onbekend."),
    "shared": _m("gedeeld", "shared", "Ja als meer leden hier dezelfde applicatie gebruiken."),
    "shared_group": _inside("gedeelde applicatie", "shared application", "Sleutel van de gedeelde applicatie."),
}
COMPONENTS = {
    **COMPONENT,
    **DOMAIN,
    "products": _m("producten", "products", "Aantal verschillende producten dat bekend is.", "producten"),
    "products_open": _m("meer mogelijk", "more possible", "Ja als onbekende vakken nog een product kunnen toevoegen."),
    "suppliers": _m("leveranciers", "suppliers", "Aantal verschillende leveranciers dat bekend is.", "leveranciers"),
    "suppliers_open": _m("meer leveranciers mogelijk", "more suppliers possible", "Ja als er nog een leverancier bij kan komen."),
    "contracts": _m("contracten", "contracts", "Aantal contracten van leden dat nog loopt of moet beginnen.", "contracten"),
    "applications": _m("applicaties", "applications", "Telt applicaties in gebruik; een gedeelde telt één keer.", "applicaties"),
    "uses": _m("gebruik", "uses", "Telt gebruik; een gedeelde applicatie telt bij elk lid.", "gebruik"),
    "group_least": _m(
        "grootste groep minstens", "largest group at least", "Leden die hetzelfde product gebruiken, minstens.", "leden"
    ),
    "group_most": _m("grootste groep hoogstens", "largest group at most", "Als de onbekende vakken hetzelfde blijken.", "leden"),
    "members_having_least": _m(
        "leden met de functie minstens", "members having it at least", "Zij hebben een applicatie.", "leden"
    ),
    "members_having_most": _m(
        "leden met de functie hoogstens", "members having it at most", "Alle leden behalve die met geen.", "leden"
    ),
    "members_known": _m("leden bekend", "members known", "Leden waarvan een product bekend is.", "leden"),
    "members_unknown": _m("leden onbekend", "members unknown", "Leden waarvan niets of geen product bekend is.", "leden"),
    "members_absent": _m("leden zonder", "members without", "Leden die de functie bewust niet hebben.", "leden"),
    "shared": _m("gedeeld", "shared", "Ja als ten minste één applicatie hier door meer leden wordt gebruikt."),
    "largest_product": _inside("grootste product", "largest product", "Het product dat de meeste leden gebruiken."),
    "product_names": _inside("namen producten", "product names"),
    "supplier_names": _inside("namen leveranciers", "supplier names"),
}
PRODUCTS = {
    **COMPONENT,
    "product": _inside("product", "product", "Sleutel van het product."),
    "product_name": _inside("naam product", "product name"),
    "supplier_name": _inside("leverancier", "supplier"),
    "members": _inside("leden", "members", "Leden die het voor deze functie gebruiken.", "leden"),
    "share": _inside("aandeel", "share", "Deel van de leden waarvan een product bekend is."),
    "share_least": _inside("aandeel minstens", "share at least", "Deel van de leden die de functie hoogstens hebben."),
    "share_most": _inside("aandeel hoogstens", "share at most", "Als elk onbekend vak dit product blijkt te zijn."),
}
CONCENTRATION = {
    "level": _inside("niveau", "level", "regio of domein."),
    "scope": _inside("gebied", "scope", "De hele regio of de naam van het domein."),
    "measure": _inside(
        "concentratie", "concentration", "Som van de gekwadrateerde aandelen per leverancier; 1 is één leverancier."
    ),
    "measure_least": _inside(
        "concentratie minstens", "concentration at least", "Als al het onbekende een eigen leverancier heeft."
    ),
    "measure_most": _inside("concentratie hoogstens", "concentration at most", "Als al het onbekende bij de grootste hoort."),
    "suppliers": _inside("leveranciers", "suppliers", "Aantal dat bekend is.", "leveranciers"),
    "uses_known": _inside("gebruik met leverancier", "uses with supplier", "Telt gebruik met een bekende leverancier.", "gebruik"),
    "uses_unknown": _inside("gebruik zonder", "uses without", "Telt gebruik waarvan de leverancier onbekend is.", "gebruik"),
}
SUPPLIERS = {
    "supplier": _inside("leverancier", "supplier", "Sleutel van de leverancier."),
    "supplier_name": _inside("naam leverancier", "supplier name"),
    "uses": _inside("gebruik", "uses", "Telt gebruik van zijn producten.", "gebruik"),
    "share": _inside("aandeel", "share", "Deel van het gebruik met een bekende leverancier."),
    "share_least": _inside("aandeel minstens", "share at least", "Deel van al het gebruik."),
    "share_most": _inside("aandeel hoogstens", "share at most", "Als al het onbekende bij deze leverancier hoort."),
}
SIMILARITY = {
    "organisation_a": _inside("lid", "member", "Elk paar staat er één keer."),
    "organisation_a_name": _inside("naam lid", "member name"),
    "organisation_b": _inside("ander lid", "other member"),
    "organisation_b_name": _inside("naam ander lid", "other member name"),
    "basis": _inside("op", "basis", "Gelijk product (product), gelijke leverancier (supplier) of gelijke standaard (standard)."),
    "similarity": _inside(
        "gelijkenis", "similarity", "Gewogen Jaccard: 0 niets gelijk, 1 alles gelijk; leeg als niets te vergelijken is."
    ),
    "similarity_least": _inside("gelijkenis minstens", "similarity at least", "Als elk onbekend vak verschilt."),
    "similarity_most": _inside(
        "gelijkenis hoogstens", "similarity at most", "Als elk onbekend vak gelijk is aan dat van de ander."
    ),
    "known_weight_share": _inside("gewicht uit kosten", "weight from cost", "Deel van het gewicht dat uit bekende kosten komt."),
}
MEMBER_ORDER = {
    **ORGANISATION,
    "inhabitants": _m("inwoners", "inhabitants", "Aantal inwoners.", "inwoners"),
    "position": _m("plaats", "position", "Plaats in de rij: wie op elkaar lijken, staan naast elkaar."),
}
DENDROGRAM = {
    "step": _inside("stap", "step", "Van de meest naar de minst gelijke groepen."),
    "left": _inside("ene groep", "one group", "Sleutel van een lid, of de stap waarin de groep ontstond."),
    "left_names": _inside("leden van de ene", "members of the one"),
    "right": _inside("andere groep", "other group", "Sleutel van een lid, of de stap waarin de groep ontstond."),
    "right_names": _inside("leden van de andere", "members of the other"),
    "height": _inside("hoogte", "height", "1 − gelijkenis: hoe ver de twee groepen uiteen liggen."),
    "similarity": _inside("gelijkenis", "similarity", "Gemiddelde over de bekende paren tussen de twee groepen, op product."),
    "members": _inside("leden", "members", "Aantal leden van de nieuwe groep.", "leden"),
    "pairs": _inside("paren", "pairs", "Een lid uit de ene met een lid uit de andere groep.", "paren"),
    "pairs_known": _inside("paren bekend", "pairs known", "Paren waarvan de gelijkenis bekend is.", "paren"),
}
CALENDAR = {
    "component": _secret("functie", "function", "Sleutel van de referentiecomponent."),
    "component_name": _secret("naam functie", "function name"),
    "moment": _secret("moment", "moment", "Volgnummer van het gezamenlijke moment bij deze functie."),
    "members": _secret("leden", "members", "Aantal leden met een contract in dit venster.", "leden"),
    "member_names": _secret("namen leden", "member names"),
    "contracts": _secret("contracten", "contracts", "Aantal contracten in dit venster.", "contracten"),
    "first_decision": _secret(
        "eerste beslismoment", "first decision", "Begint de aanbesteding hier, dan kunnen alle leden uit deze rij mee."
    ),
    "last_decision": _secret(
        "laatste beslismoment", "last decision", "Uiterste dag om mee te doen; daarna kan geen van deze contracten mee."
    ),
    "annual_value_known": _secret(
        "jaarbedrag bekend", "annual value known", "Som van de bekende jaarbedragen, zonder btw.", "cent"
    ),
    "contracts_without_value": _secret("zonder jaarbedrag", "without value", "Contracten zonder bekend jaarbedrag.", "contracten"),
    "contracts_undated": _secret(
        "zonder beslismoment", "without moment", "Contracten bij deze functie zonder einde of opzegtermijn.", "contracten"
    ),
    "contracts_past": _secret(
        "moment voorbij", "moment passed", "Contracten bij deze functie waarvan het moment voorbij is.", "contracten"
    ),
}
CALENDAR_CONTRACTS = {
    "component": _secret("functie", "function", "Sleutel van de referentiecomponent."),
    "component_name": _secret("naam functie", "function name"),
    "moment": _secret("moment", "moment", "Volgnummer van het gezamenlijke moment bij deze functie."),
    "contract": _secret("contract", "contract", "Sleutel van het contract."),
    "contract_name": _secret("naam contract", "contract name", "Het nummer als de naam onbekend is."),
    "organisation": _secret("lid", "member", "Sleutel van de organisatie."),
    "organisation_name": _secret("naam lid", "member name"),
    "supplier_name": _secret("leverancier", "supplier"),
    "end": _secret("einde", "end", "Laatste dag van het contract zonder verlenging."),
    "notice_months": _secret("opzegtermijn", "notice", "Hoeveel maanden vooraf opzeggen.", "maanden"),
    "decision": _secret("beslismoment", "decision", "Einde − opzegtermijn − doorlooptijd van een aanbesteding."),
    "annual_value": _secret("jaarbedrag", "annual value", "Van het hele contract, ook als het meer functies dekt.", "cent"),
}
UNSERVED = {
    **COMPONENT,
    **DOMAIN,
    "members_absent": _m("leden zonder", "members without", "Leden die de functie bewust niet hebben.", "leden"),
    "members_unknown": _m("leden onbekend", "members unknown", "Leden waarvan niet bekend is of zij de functie hebben.", "leden"),
}
UNPLACED = {
    "application": _inside("applicatie", "application", "Sleutel van de applicatie."),
    "name": _inside("eigen naam", "local name"),
    "product_name": _inside("naam product", "product name"),
    "members": _inside("leden", "members", "Aantal leden dat haar gebruikt.", "leden"),
    "member_names": _inside("namen leden", "member names"),
}
TABLES: Mapping[str, tuple[Mapping[str, Meaning], Confidentiality]] = {
    "matrix": (MATRIX, OPENBAAR),
    "components": (COMPONENTS, OPENBAAR),
    "products": (PRODUCTS, INTERN),
    "concentration": (CONCENTRATION, INTERN),
    "suppliers": (SUPPLIERS, INTERN),
    "similarity": (SIMILARITY, INTERN),
    "member_order": (MEMBER_ORDER, OPENBAAR),
    "dendrogram": (DENDROGRAM, INTERN),
    "calendar": (CALENDAR, VERTROUWELIJK),
    "calendar_contracts": (CALENDAR_CONTRACTS, VERTROUWELIJK),
    "unserved": (UNSERVED, OPENBAAR),
    "unplaced": (UNPLACED, INTERN),
}
