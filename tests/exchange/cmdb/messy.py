"""Spreadsheets as municipalities keep them, made from a seed, with what really stands in them."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import xlsxwriter

SUPPLIERS = ("Kadans Software", "Noorderlicht", "GeoNed BV", "Lage Landen ICT", "Duinwijck")
STEMS = (
    "Zaak",
    "Burger",
    "Geo",
    "Kas",
    "Griffie",
    "Parkeer",
    "Wijk",
    "Loket",
    "Post",
    "Plan",
    "Bomen",
    "Jeugd",
    "Werk",
    "Kaart",
    "Water",
)
TAILS = (
    "spil",
    "balie",
    "boek",
    "meester",
    "venster",
    "wijzer",
    "stroom",
    "net",
    "punt",
    "werk",
    "lijn",
    "bank",
    "kompas",
    "vizier",
)
FUNCTIONS = ("Burgerzaken", "Zaakregistratie", "Belastingen", "Inkomens", "Parkeerbeheer", "Archiefbeheer", "Jeugdzorg", "Wmo")
STATUSES = ("In productie", "actief", "in gebruik", "Uitfaseren", "in implementatie")
HOSTING = ("SaaS", "cloud", "on-premise", "lokaal", "hosted")
SUFFIXES = (" (TEST)", "_acc", " - opleiding", " test", "-T")
HEADERS = {
    "name": ("Applicatie", "Naam applicatie", "Applicatienaam", "Systeem", "APPLICATIE "),
    "supplier": ("Leverancier", "Naam leverancier", "leverancier(s)", "Vendor"),
    "version": ("Versie", "versienummer", "Version"),
    "function": ("Functie", "GEMMA referentiecomponent", "Functionaliteit", "Component"),
    "status": ("Status", "Levensfase", "Lifecycle status"),
    "hosting": ("SaaS / on-premise", "Hosting", "Cloud of lokaal"),
    "end": ("Einddatum contract", "Contract tot", "Afloopdatum contract"),
    "cost": ("Kosten per jaar (€)", "Jaarkosten", "Bedrag per jaar"),
    "users": ("Aantal gebruikers", "# gebruikers", "Gebruikers"),
    "owner": ("Functioneel beheerder", "Contactpersoon", "Eigenaar"),
    "note": ("Opmerkingen", "Bijzonderheden 2024"),
}


@dataclass
class Messy:
    """One list: its rows of text, and the truth: name → product, supplier, version, functions; environments apart."""

    seed: int
    rows: list[list[str]] = field(default_factory=list)
    products: dict[str, str] = field(default_factory=dict)
    environments: int = 0
    merged: bool = False
    kinds: tuple[str, ...] = ()

    def as_csv(self, path: Path) -> Path:
        """Write with a delimiter and encoding that the seed chooses."""
        dice = Random(self.seed)
        buffer = io.StringIO(newline="")
        csv.writer(buffer, delimiter=dice.choice(";,\t|"), lineterminator=dice.choice(("\n", "\r\n"))).writerows(self.rows)
        path.write_bytes(buffer.getvalue().encode(dice.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))))
        return path

    def as_xlsx(self, path: Path) -> Path:
        """Write as a workbook with a sheet of explanation beside the list."""
        book = xlsxwriter.Workbook(path, {"strings_to_numbers": True, "strings_to_formulas": False, "strings_to_urls": False})
        for name, rows in (
            ("Uitleg", [["Dit is de lijst van Informatiebeheer."], ["Vragen? Loop even langs."]]),
            ("Lijst", self.rows),
        ):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, cell) if cell else None
        book.close()
        return path


def messy(seed: int, size: int = 200) -> Messy:
    """A list of `size` applications with the troubles that the seed chooses."""
    dice = Random(seed)
    made = Messy(seed, merged=dice.random() < 0.4)
    composite = dice.random() < 0.4
    kinds = [
        "name",
        *dice.sample([k for k in HEADERS if k != "name" and not (composite and k in ("supplier", "version"))], k=9 - 2 * composite),
    ]
    kinds += [kind for kind in ("function", "supplier") if kind not in kinds and not (composite and kind == "supplier")]
    made.kinds = tuple(kinds)
    header = _header(dice, kinds, made.merged)
    made.rows += [["Applicatieoverzicht gemeente Oosterlaak", *[""] * (len(kinds) - 1)]] * dice.randint(0, 1)
    made.rows += [["Peildatum: 1-10-2026"], []] * dice.randint(0, 1)
    made.rows += header
    pairs = [stem + tail for stem in STEMS for tail in TAILS]
    for index, product in enumerate(dice.sample(pairs, k=size)):
        made.rows += _interruption(dice, header, index, kinds)
        made.rows += _application(dice, made, product, kinds, composite)
    made.rows += [["Totaal", *["" if kind not in ("cost", "users") else "123456" for kind in kinds[1:]]]] * dice.randint(0, 1)
    return made


def _header(dice: Random, kinds: list[str], merged: bool) -> list[list[str]]:
    words = [dice.choice(HEADERS[kind]) for kind in kinds]
    if not merged:
        return [words]
    # A second row of header: groups above some columns, the others stand in the upper row because they are merged downwards.
    grouped = {"end": "Contract", "cost": "Contract", "status": "Beheer", "hosting": "Beheer"}
    upper = [grouped.get(kind, word) for kind, word in zip(kinds, words, strict=True)]
    return [upper, [word if kind in grouped else "" for kind, word in zip(kinds, words, strict=True)]]


def _interruption(dice: Random, header: list[list[str]], index: int, kinds: list[str]) -> list[list[str]]:
    if index and index % 60 == 0:
        return header
    chance = dice.random()
    if chance < 0.02:
        return [["Afdeling " + dice.choice(("Burgerzaken", "Ruimte", "Bedrijfsvoering"))]]
    return [[]] if chance < 0.06 else []


def _application(dice: Random, made: Messy, product: str, kinds: list[str], composite: bool) -> list[list[str]]:
    """The row of an application, and sometimes one of its test environment."""
    supplier, version = dice.choice(SUPPLIERS), f"{dice.randint(1, 12)}.{dice.randint(0, 9)}"
    name = f"{product} {version} ({supplier})" if composite else product
    facts = {
        "supplier": supplier,
        "version": version,
        "function": "; ".join(dice.sample(FUNCTIONS, k=dice.choice((1, 1, 1, 2)))),
        "status": dice.choice(STATUSES),
        "hosting": dice.choice(HOSTING),
        "end": _day(dice),
        "cost": dice.choice(("{:,}", "€ {:,}", "{:,},-", "{:,},00")).format(dice.randint(1, 90) * 1000).replace(",", ".", 1),
        "users": str(dice.randint(1, 400)),
        "owner": dice.choice(("J. de Vries", "P. Jansen", "m.bakker@oosterlaak.nl", "")),
        "note": dice.choice(("", "navragen", "zie mail van maart")),
    }
    made.products[product.lower()] = supplier
    rows = [[name, *(facts[kind] for kind in kinds[1:])]]
    if dice.random() < 0.1:
        made.environments += 1
        rows.append([name + dice.choice(SUFFIXES), *(facts[kind] for kind in kinds[1:])])
    return rows


def _day(dice: Random) -> str:
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(2026, 2031)
    names = ("jan", "februari", "mrt", "april", "mei", "juni", "juli", "aug", "september", "okt", "november", "dec")
    return dice.choice(
        (
            f"{day}-{month}-{year}",
            f"{day:02}-{month:02}-{year % 100}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {names[month - 1]} {year}",
            "n.v.t.",
            "",
        )
    )
