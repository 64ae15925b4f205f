"""Zandwierde: a spreadsheet that somebody has kept for years, with titles, a header of two rows, headings and a total."""

from collections.abc import Iterator

from wiel.samples.streek.cells import HOSTING, half, person, remark, sheet_day, text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Cell, Page
from wiel.samples.streek.spelling import short_function
from wiel.samples.streek.told import Told

UPPER = (
    "Leverancier",
    "Applicatie",
    "Waarvoor",
    "",
    "Versie",
    "Hosting",
    "Contract",
    "",
    "",
    "",
    "Gebruikers",
    "Contactpersoon",
    "Opmerkingen",
)
LOWER = ("", "", "", "", "", "", "Nummer", "Einde", "Opzegtermijn", "Jaarkosten", "", "", "")
CONTRACT = (6, 9)
AGAIN = 60


def deliver(delivery: Delivery) -> None:
    """The spreadsheet, with the contracts beside the applications, and three files."""
    page = Page("Blad1")
    page.add(["", "Overzicht applicaties gemeente Zandwierde"])
    page.add(["", "bijgewerkt op 3 oktober 2026"])
    page.add([])
    page.add(UPPER)
    page.merge(*CONTRACT)
    page.add(LOWER)
    for number, (heading, row) in enumerate(_by_heading(delivery.rows)):
        if heading:
            page.add(["", f"Domein {heading}"])
        if number == AGAIN:
            page.add(UPPER)
            page.add(LOWER)
        page.add(_cells(delivery, row), row)
    page.add([])
    page.add(["", f"Totaal {len(delivery.rows)} applicaties"])
    delivery.book("zandwierde applicaties (def).xlsx", [page], main=True)
    beside.couplings(delivery)
    beside.ledger(delivery)
    beside.roles(delivery)


def _by_heading(rows: list[Told]) -> Iterator[tuple[str | None, Told]]:
    """The rows, each with the heading above it where a new part of the list begins."""
    for number, row in enumerate(rows):
        yield {0: "Dienstverlening", 24: "Ruimte", 48: "Sociaal", 72: "Bedrijfsvoering"}.get(number), row


def _cells(delivery: Delivery, row: Told) -> list[Cell]:
    habits, facts = delivery.habits, row.facts
    contract = delivery.contract_of().get(row.installed.key, {}) if row.installed is not None else {}
    value, notice = contract.get("annual_value"), contract.get("notice_months")
    return [
        row.supplier, row.label, ", ".join(map(short_function, row.functions)), None, half(text(facts.get("version")), habits),
        HOSTING.get(str(facts.get("hosting"))), text(contract.get("id")), sheet_day(contract.get("end"), habits),
        notice if isinstance(notice, int) else None, value / 100 if isinstance(value, int) else None,
        half(row.users, habits), person(habits), remark(habits),
    ]  # fmt: skip
