"""Heukelwaard: an export from an open-source asset register, in English, with semicolons and a mark at the start."""

from wiel.samples.streek.cells import STATUS_ENGLISH, day, person, text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Page
from wiel.samples.streek.spelling import short_function

HEADERS = (
    "Name", "Entity", "Publisher", "Category", "Version", "Status", "Number of users", "Technician in charge", "End of support",
    "Valid licenses",
)  # fmt: skip


def deliver(delivery: Delivery) -> None:
    """The export, and four files from elsewhere."""
    page, habits = Page(), delivery.habits
    page.add(HEADERS)
    for row in delivery.rows:
        facts = row.facts
        page.add(
            [
                row.label, "Root entity > Gemeente Heukelwaard", row.supplier, ", ".join(map(short_function, row.functions)),
                text(facts.get("version")), STATUS_ENGLISH.get(str(facts.get("status"))), row.users, person(habits),
                day(facts.get("end_of_support")), None,
            ],
            row,
        )  # fmt: skip
    delivery.text("heukelwaard glpi.csv", page, encoding="utf-8-sig", main=True)
    beside.contracts(delivery)
    beside.couplings(delivery)
    beside.ledger(delivery)
    beside.roles(delivery)
