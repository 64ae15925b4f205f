"""Lommerhout: a text file from an old Windows program, with amounts as a bookkeeper writes them."""

from wiel.samples.streek.cells import HOSTING, PERSONAL, STATUS, amount, day, decimal, half, person, remark, text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Cell, Page
from wiel.samples.streek.spelling import short_function
from wiel.samples.streek.told import Told

HEADERS = (
    "Leverancier", "Pakket", "", "Applicatienaam", "Nr", "Versie", "Functie", "Status", "SaaS / on-premise", "Contractnummer",
    "Contract tot", "Jaarbedrag", "Gebruikers", "Applicatiebeheerder", "Einde ondersteuning", "RTO", "Privacy", "Toelichting",
)  # fmt: skip

# A second bookkeeper took over half-way: from this contract on amounts have a euro sign.
HALFWAY = "C-018"


def deliver(delivery: Delivery) -> None:
    """The list, with a total below it, and three files."""
    page = Page()
    page.add(HEADERS)
    for row in delivery.rows:
        page.add(_cells(delivery, row), row)
    total = sum(row["annual_value"] for row in delivery.table("contracts") if "annual_value" in row)
    page.add(["", "", "", "Totaal", *[""] * 7, amount(total, "thousands"), *[""] * 6])
    delivery.text("lommerhout applicatielijst.csv", page, encoding="cp1252", main=True)
    beside.couplings(delivery)
    beside.ledger(delivery)
    beside.roles(delivery)


def _cells(delivery: Delivery, row: Told) -> list[Cell]:
    habits, facts = delivery.habits, row.facts
    contract = delivery.contract_of().get(row.installed.key, {}) if row.installed is not None else {}
    form = "thousands" if str(contract.get("id", "")) < HALFWAY else "euro"
    return [
        row.supplier, row.product, None, row.own, row.key, half(text(facts.get("version")), habits),
        ", ".join(map(short_function, row.functions)), STATUS.get(str(facts.get("status"))),
        HOSTING.get(str(facts.get("hosting"))), text(contract.get("id")), day(contract.get("end")),
        amount(contract.get("annual_value"), form), half(row.users, habits), person(habits), day(facts.get("end_of_support")),
        half(decimal(facts.get("rto_hours")), habits), PERSONAL.get(str(facts.get("personal_data"))), remark(habits),
    ]  # fmt: skip
