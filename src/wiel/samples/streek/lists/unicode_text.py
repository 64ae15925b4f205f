"""Elsterbeek: a spreadsheet saved as "Unicode-tekst": UTF-16 with tabs. No column with functions, so the product must tell these."""

from wiel.samples.streek.cells import HOSTING, STATUS, amount, day, half, text
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Page

HEADERS = (
    "Applicatie nummer", "Leverancier", "Applicatienaam", "Versie", "Status", "Hosting", "Contract nr", "Einddatum contract",
    "Kosten per jaar", "Aantal gebruikers", "Einde support", "In gebruik sinds",
)  # fmt: skip
LEDGER = ("Boekjaar", "Administratie", "Omschrijving rekening", "Taakveld", "Saldo")
ACCOUNTS = {
    "personeel": "Salarissen en sociale lasten", "inhuur": "Ingeleend personeel", "software": "Licenties en onderhoud software",
    "infrastructuur": "Huur en onderhoud apparatuur", "diensten": "Ingekochte diensten derden", "afschrijving": "Afschrijvingslasten",
}  # fmt: skip
MAPPING = "elsterbeek grootboek.toml"


def deliver(delivery: Delivery) -> None:
    """The list, a ledger in the words of the financial system with a mapping, and two files."""
    page, habits = Page(), delivery.habits
    page.add(HEADERS)
    covering = delivery.contract_of()
    for row in delivery.rows:
        facts = row.facts
        contract = covering.get(row.installed.key, {}) if row.installed is not None else {}
        page.add(
            [
                row.key, row.supplier, row.label, half(text(facts.get("version")), habits), STATUS.get(str(facts.get("status"))),
                HOSTING.get(str(facts.get("hosting"))), text(contract.get("id")), day(contract.get("end"), "short"),
                amount(contract.get("annual_value"), "thousands"), half(row.users, habits),
                day(facts.get("end_of_support"), "short"), None,
            ],
            row,
        )  # fmt: skip
    delivery.text("elsterbeek applicaties.txt", page, encoding="utf-16", delimiter="\t", main=True)
    beside.couplings(delivery)
    _ledger(delivery)
    beside.roles(delivery)


def _ledger(delivery: Delivery) -> None:
    page = Page()
    page.add(LEDGER)
    for row in delivery.table("costs"):
        kind = "Begroting" if row["kind"] == "begroting" else "Werkelijk"
        page.add([row["year"], kind, ACCOUNTS[row["category"]], row["taakveld"], amount(row["amount"], "thousands")])
    name = "elsterbeek grootboek.csv"
    words = "\n".join(f'"{theirs}" = "{ours}"' for ours, theirs in ACCOUNTS.items())
    (delivery.folder / MAPPING).write_text(
        f'table = "costs"\n'
        f'columns = {{ year = "Boekjaar", kind = "Administratie", category = "Omschrijving rekening", '
        f'taakveld = "Taakveld", amount = "Saldo" }}\n\n'
        f'[values.kind]\n"Werkelijk" = "realisatie"\n\n[values.category]\n{words}\n',
        encoding="utf-8",
    )
    delivery.text(name, page, mapping=MAPPING)
