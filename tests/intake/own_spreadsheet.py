"""A spreadsheet of 200 rows as a municipality keeps it, and the shorter list of a neighbour, with what really stands in them.

All names are invented.
"""

import csv
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import xlsxwriter

from wiel.landscape.reference import components

STEMS = (
    "Aalmoes",
    "Bever",
    "Cirkel",
    "Dakpan",
    "Ekster",
    "Fazant",
    "Gravel",
    "Hazelaar",
    "Iepen",
    "Jachthut",
    "Kievit",
    "Lisdodde",
)
TAILS = ("beeld", "cirkel", "dossier", "focus", "gids", "index", "kring", "motor", "register", "suite", "tafel", "viewer")
SUPPLIERS = ("Kadans Software", "Noorderlicht", "GeoNed", "Lage Landen ICT", "Duinwijck", "Appelboom")
FORMS = (" B.V.", "", " BV", " b.v.", "")
DATES = ("%d-%m-%Y", "%d/%m/%y", "%-d-%-m-%Y", "%Y-%m-%d")
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec")
ENVIRONMENTS = (" (TEST)", " - acceptatie", "_tst", " ACC", " (opleiding)")


@dataclass(frozen=True)
class Product:
    """What really is installed: its name, who supplies it and the function it serves."""

    name: str
    supplier: str
    function: str


def market() -> list[Product]:
    """The 144 products that there are."""
    names = [stem + tail for stem in STEMS for tail in TAILS]
    functions = [component.name.removesuffix("component").rstrip("- ") for component in components()]
    return [Product(name, SUPPLIERS[n % len(SUPPLIERS)], functions[n % len(functions)]) for n, name in enumerate(names)]


def written(dice: Random, product: Product) -> str:
    """The name as somebody types it."""
    name, kind = product.name, dice.randrange(9)
    cut = next((len(stem) for stem in STEMS if name.startswith(stem)), 4)
    ways = (
        name, name.upper(), name.lower(), f"{name[:cut]} {name[cut:]}", f"{name[:cut]}-{name[cut:]}", f"{product.supplier} {name}",
        f"{name} {dice.randrange(2, 12)}.{dice.randrange(10)}", name[:-3] + name[-2] + name[-3] + name[-1], f"{name} (SaaS)",
    )  # fmt: skip
    return ways[kind]


def day(dice: Random, value: date) -> str | date:
    """A date in one of the ways in which a column of dates is filled."""
    kind = dice.randrange(6)
    if kind == 0:
        return value
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if kind == 1 else value.strftime(DATES[kind - 2])


def write_spreadsheet(path: Path, held: list[Product], seed: int = 1) -> int:
    """The workbook of Oosterlaak; gives the number of rows below the header."""
    dice = Random(seed)
    lines: list[list[object]] = []
    for number, product in enumerate(held):
        if number % 35 == 0:
            lines.append([f"Domein {number // 35 + 1}:"])
        name, supplier = written(dice, product), product.supplier + dice.choice(FORMS)
        end = date(2027 + number % 4, number % 12 + 1, number % 27 + 1)
        cost = dice.choice(("12.500,00", "€ 7.500,-", 4800, "1.250", "PM"))
        row = [
            name,
            supplier,
            product.function,
            dice.choice(("in prod.", "actief", "In gebruik")),
            day(dice, end),
            cost,
            "J. de Vries",
        ]
        lines.append(row)
        if number % 3 == 0:
            lines.append([name + dice.choice(ENVIRONMENTS), supplier, product.function, "actief", "", "", ""])
    lines.append(["Totaal", "", "", "", "", "1.234.567,00", ""])
    lines += [
        ["* = prijs nog niet bekend, zie contractenregister"],
        ["Bron: eigen inventarisatie, niet alle afdelingen hebben gereageerd"],
    ]
    with xlsxwriter.Workbook(path) as book:
        _fill(book, lines)
    return len(lines)


def _fill(book: xlsxwriter.Workbook, lines: list[list[object]]) -> None:
    sheet, days = book.add_worksheet("Blad1"), book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write(0, 0, "Applicatieoverzicht gemeente Oosterlaak")
    sheet.write(1, 0, "laatst bijgewerkt: 3 okt 2026 door I&A")
    sheet.merge_range(3, 0, 3, 1, "Applicatie")
    sheet.merge_range(3, 4, 3, 5, "Contract")
    for column, head in enumerate(("Naam", "Leverancier", "Functie", "Status", "einddatum", "kosten p/j", "Contactpersoon")):
        sheet.write(4, column, head)
    for row, cells in enumerate(lines, 5):
        for column, cell in enumerate(cells):
            sheet.write_datetime(row, column, cell, days) if isinstance(cell, date) else sheet.write(row, column, cell)


def write_neighbour(path: Path, held: list[Product], seed: int = 2) -> None:
    """The list of Dorpsdam: CSV of another make."""
    dice = Random(seed)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(["CI-naam", "Fabrikant", "Waarvoor", "Levensfase"])
    writer.writerows([written(dice, p), p.supplier + dice.choice(FORMS), p.function, "operationeel"] for p in held)
    path.write_bytes(buffer.getvalue().encode("cp1252"))
