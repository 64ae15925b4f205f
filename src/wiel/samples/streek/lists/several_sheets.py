"""Aderveen: a workbook with a sheet per department, each with columns of its own, and a sheet that only explains."""

from wiel.samples.streek.cells import HOSTING, PERSONAL, STATUS, number, person, sheet_day, text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Cell, Page
from wiel.samples.streek.spelling import short_function
from wiel.samples.streek.told import Told

DEPARTMENTS = ("Dienstverlening", "Ruimte", "Bedrijfsvoering")
HEADERS = (
    ("Nr", "Applicatie", "Leverancier", "Functie", "Versie", "Status", "Gebruikers", "Functioneel beheerder", "EOL", "Hosting"),
    ("Naam applicatie", "Nr", "Functionaliteit", "Leverancier", "Hosting", "Versienummer", "Gebruikers", "Einddatum support", "Status"),
    ("Leverancier", "Toepassing", "Nr", "Status", "Gebruikt voor", "SaaS", "Users", "End of support", "RTO", "AVG", "Eigenaar"),
)  # fmt: skip
AGAIN = 30
CONTRACTS = ("Contract", "Partij", "Ingang", "Afloop", "Opzegtermijn (mnd)", "Per jaar", "Valt hieronder")
MAPPING = "aderveen contracten.toml"


def deliver(delivery: Delivery) -> None:
    """The workbook, a register of contracts in its own words with a mapping, and three files."""
    intro = Page("Toelichting")
    intro.add(["Applicatieportfolio Aderveen"])
    intro.add(["Elke afdeling houdt haar eigen blad bij. Vragen? Bel de servicedesk."])
    third = -(-len(delivery.rows) // len(DEPARTMENTS))
    pages = [
        _department(delivery, number, delivery.rows[number * third : (number + 1) * third]) for number in range(len(DEPARTMENTS))
    ]
    delivery.book("aderveen portfolio.xlsx", [intro, *pages], main=True)
    _contracts(delivery)
    beside.couplings(delivery)
    beside.ledger(delivery)
    beside.roles(delivery)


def _department(delivery: Delivery, which: int, rows: list[Told]) -> Page:
    page = Page(DEPARTMENTS[which])
    if which:
        page.add([f"Afdeling {DEPARTMENTS[which]}", None, "stand oktober 2026"])
        page.add([])
    page.add(HEADERS[which])
    for place, row in enumerate(rows):
        if place == AGAIN and which == 0:
            page.add(HEADERS[which])
        page.add(_cells(delivery, which, row), row)
    return page


def _cells(delivery: Delivery, which: int, row: Told) -> list[Cell]:
    habits, facts = delivery.habits, row.facts
    functions, version = " / ".join(map(short_function, row.functions)), text(facts.get("version"))
    status, hosting = STATUS.get(str(facts.get("status"))), HOSTING.get(str(facts.get("hosting")))
    end, somebody = sheet_day(facts.get("end_of_support"), habits), person(habits)
    if which == 0:
        return [row.key, row.label, row.supplier, functions, version, status, row.users, somebody, end, hosting]
    if which == 1:
        return [row.label, row.key, functions, row.supplier, hosting, version, row.users, end, status]
    return [
        row.supplier, row.label, row.key, status, functions, hosting, row.users, end, number(facts.get("rto_hours")),
        PERSONAL.get(str(facts.get("personal_data"))), somebody,
    ]  # fmt: skip


def _contracts(delivery: Delivery) -> None:
    page, keys = Page("Contracten"), delivery.keys
    page.add(CONTRACTS)
    covered: dict[str, list[str]] = {}
    for row in delivery.table("contract_applications"):
        covered.setdefault(row["contract"], []).append(keys[row["application"]])
    for row in delivery.table("contracts"):
        value, days = row.get("annual_value"), [sheet_day(row.get(column), delivery.habits) for column in ("start", "end")]
        cells = [row["id"], row["supplier"], *days, row.get("notice_months"), None if value is None else value / 100]
        page.add([*cells, "+".join(covered[row["id"]])])
    (delivery.folder / MAPPING).write_text(
        'table = "contracts"\n'
        'columns = { id = "Contract", supplier = "Partij", start = "Ingang", end = "Afloop", notice_months = "Opzegtermijn (mnd)", '
        'annual_value = "Per jaar", applications = "Valt hieronder" }\nsplit = { applications = "+" }\n',
        encoding="utf-8",
    )
    delivery.book("aderveen contracten.xlsx", [page], mapping=MAPPING)
