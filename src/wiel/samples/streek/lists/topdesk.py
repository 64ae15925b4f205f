"""Polderrode: an export from a service desk system in which applications are assets."""

from wiel.samples.streek.cells import HOSTING, STATUS, day, number, person, text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Page
from wiel.samples.streek.spelling import short_function

HEADERS = (
    "Object-ID", "Naam", "Leverancier", "Merk en type", "Versie", "Omgeving", "Status", "Hosting", "Gehost door", "Functie",
    "Aantal gebruikers", "Beheerder", "EOL", "RTO (uren)", "Aantal beheerders", "Persoonsgegevens",
)  # fmt: skip


def deliver(delivery: Delivery) -> None:
    """The export, with a title and the day of the export above it, and four files beside it."""
    page, habits = Page("Export"), delivery.habits
    page.add(["Middelenoverzicht - Applicaties"])
    page.add(["Geëxporteerd op 12-10-2026 08:14"])
    page.add([])
    page.add(HEADERS)
    for row in delivery.rows:
        facts = row.facts
        page.add(
            [
                row.key, row.own, row.supplier, row.product, text(facts.get("version")), row.environment.capitalize(),
                STATUS.get(str(facts.get("status"))), HOSTING.get(str(facts.get("hosting"))), row.hosted_by,
                "; ".join(map(short_function, row.functions)), row.users, person(habits), day(facts.get("end_of_support")),
                number(facts.get("rto_hours")), number(facts.get("knows_count")), text(facts.get("personal_data")),
            ],
            row,
        )  # fmt: skip
    delivery.book("polderrode TOPdesk-export.xlsx", [page], main=True)
    beside.contracts(delivery, "euro")
    beside.couplings(delivery)
    beside.ledger(delivery)
    beside.roles(delivery)
    beside.absences(delivery)
