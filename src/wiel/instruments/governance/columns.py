"""What every column of the result means, and its class."""

from collections.abc import Mapping

from wiel.quantities import Confidentiality
from wiel.schema import Meaning

OPENBAAR, _, VERTROUWELIJK = Confidentiality


def _m(nl: str, en: str, text: str = "", unit: str = "", visibility: Confidentiality = OPENBAAR) -> Meaning:
    return Meaning(nl, en, text, unit, visibility=visibility)


FORM = {
    "form": _m("vorm", "form in Dutch", "De rechtsvorm."),
    "form_en": _m("vorm, in het Engels", "form", "De rechtsvorm."),
}
ORGANISATION = {
    "organisation": _m("lid", "member", "Sleutel van de organisatie; leeg voor wat de samenwerking zelf doet."),
    "organisation_name": _m("naam lid", "member name", "De naam van de organisatie; leeg voor wat de samenwerking zelf doet."),
}
CALENDAR = {
    **FORM,
    "phase": _m("fase", "phase", "oprichting, begroting, verantwoording of uittreden."),
    "act": _m("sleutel handeling", "act key", ""),
    "what": _m("handeling", "act in Dutch", ""),
    "what_en": _m("handeling, in het Engels", "act", ""),
    "body": _m(
        "orgaan",
        "body",
        "Wie het doet, of wie het krijgt: college, raad, ondernemingsraad, bestuur, gastheer, gedeputeerde staten.",
    ),
    **ORGANISATION,
    "role": _m("rol", "role", "Welke rol het voorbereidt; geen naam."),
    "start": _m("vanaf", "from", "Begin van de termijn; leeg als er geen is."),
    "date": _m("uiterlijk", "at the latest", "De laatste dag; leeg is onbekend."),
    "weeks": _m("termijn", "term", "Leeg als er geen termijn in weken is.", "weken"),
    "basis": _m("grondslag", "basis", "Artikel of afspraak."),
    "label": _m("zekerheid grondslag", "label of basis", "S gelezen in de wet, D afgeleid, K te verifiëren, O oordeel."),
    "date_label": _m("zekerheid datum", "label of date", "S gelezen in de wet, D afgeleid, K te verifiëren, O volgt uit aannames."),
    "verify": _m("te verifiëren", "to be verified", "Ja als grondslag of datum niet in een gelezen bron staat."),
    "rule_from": _m("regel sinds", "rule since", "Vanaf wanneer de regel geldt; leeg als die niet in de parameters staat."),
    "passed": _m("voorbij", "passed", "Of de dag voor de datum van het landschap ligt."),
}
COMPARISON = {
    **FORM,
    "wishes_met": _m("wensen passend", "wishes met", "", "wensen"),
    "wishes_partly": _m("wensen deels", "wishes partly met", "", "wensen"),
    "wishes_not": _m("wensen niet", "wishes not met", "", "wensen"),
    "staff": _m("personeel", "staff", "blijft, gaat naar de gastheer, of naar de samenwerking; te verifiëren."),
    "cycle": _m("kalender", "calendar", "wgr, gemeente of privaat."),
    "first_act": _m("eerste stap", "first act", "Uiterlijk, voor het gekozen jaar."),
    "last_council": _m("laatste raadsbesluit", "last council decision", "Uiterlijk, voor het gekozen jaar."),
    "weeks_needed": _m("doorlooptijd", "time needed", "Van de eerste stap tot het laatste raadsbesluit.", "weken"),
    "first_year": _m("eerste jaar haalbaar", "first year in reach", "Het eerste begrotingsjaar dat nog te halen is."),
    "to_verify": _m(
        "te verifiëren", "to be verified", "Handelingen waarvan grondslag of datum niet in een gelezen bron staat.", "handelingen"
    ),
    "members_in_use": _m(
        "leden met deze vorm", "members with this form", "Leden die al in een samenwerking met deze vorm zitten.", "leden"
    ),
}
FORMS = {
    **FORM,
    "property": _m("sleutel eigenschap", "property key", ""),
    "text": _m("eigenschap", "property in Dutch", ""),
    "text_en": _m("eigenschap, in het Engels", "property", ""),
    "value": _m("heeft de vorm dit", "has the form this", "ja, nee of deels."),
    "basis": _m("grondslag", "basis", "Artikel of wet."),
    "label": _m("zekerheid", "label", "S gelezen in de wet, K te verifiëren."),
    "verify": _m("te verifiëren", "to be verified", "Ja als het niet in een gelezen bron staat."),
    "wish": _m("wens", "wish", "ja of nee; leeg is geen wens."),
    "fits": _m("past", "fits", "past, deels, past niet of geen wens."),
}
STAFF = {
    **ORGANISATION,
    "roles": _m("rollen", "roles", "Aantal rollen; leeg is onbekend.", "rollen"),
    "roles_without_fte": _m("zonder omvang", "without size", "Rollen waarvan de formatie onbekend is.", "rollen"),
    "fte": _m("formatie bekend", "known staff", "Som van wat bekend is.", "fte", VERTROUWELIJK),
}
TABLES: Mapping[str, Mapping[str, Meaning]] = {
    "calendar": CALENDAR,
    "comparison": COMPARISON,
    "forms": FORMS,
    "staff": STAFF,
}
