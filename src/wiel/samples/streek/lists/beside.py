"""The files that come with a list of applications: contracts, couplings, ledger, roles, functions that are not there."""

from collections.abc import Callable
from typing import Any

from wiel.samples.streek.cells import amount, day, decimal, person
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Cell, Page

Row = dict[str, Any]


def contracts(delivery: Delivery, form: str = "comma", with_applications: bool = True, key: Callable[[str], str] = str) -> None:
    """A register of contracts; without applications where the member never wrote these beside a contract."""
    page = Page()
    headers = [
        "sleutel",
        "leverancier",
        "begin",
        "einde",
        "opzegtermijn",
        "verlengingen",
        "jaarbedrag",
        "procedure",
        "exitstrategie",
    ]
    page.add([*headers, "applicaties"] if with_applications else headers)
    keys = delivery.keys
    covered: dict[str, list[str]] = {}
    for row in delivery.table("contract_applications"):
        covered.setdefault(row["contract"], []).append(key(keys[row["application"]]))
    for row in delivery.table("contracts"):
        cells: list[Cell] = [
            row["id"], row["supplier"], day(row.get("start")), day(row.get("end")), row.get("notice_months"),
            row.get("options"), amount(row.get("annual_value"), form), row.get("procedure"), row.get("exit_strategy"),
        ]  # fmt: skip
        page.add([*cells, "; ".join(covered.get(row["id"], ()))] if with_applications else cells)
    delivery.text(f"{delivery.member.key} contracten.csv", page)


def couplings(delivery: Delivery) -> None:
    """What exchanges data with what, by the keys or names of the list of applications."""
    page, keys = Page(), delivery.keys
    page.add(["sleutel", "van", "naar", "via", "gegevens", "hoe vaak"])
    for row in delivery.table("couplings"):
        ends = [keys[row["source"]], keys[row["target"]]]
        page.add([row["id"], *ends, row.get("via"), row.get("information"), row.get("frequency")])
    delivery.text(f"{delivery.member.key} koppelingen.csv", page)


def ledger(delivery: Delivery) -> None:
    """Budget and accounts from the financial system."""
    page = Page()
    page.add(["sleutel", "jaar", "soort", "kostensoort", "taakveld", "bedrag"])
    for row in delivery.table("costs"):
        page.add([row["id"], row["year"], row["kind"], row["category"], row["taakveld"], amount(row["amount"])])
    delivery.text(f"{delivery.member.key} grootboek.csv", page)


def roles(delivery: Delivery) -> None:
    """The roles of the ICT, in some municipalities with the name of whoever has it."""
    page, habits = Page(), delivery.habits
    named = habits.has("people")
    page.add(["sleutel", "rol", "formatie", "kosten", "niveau", *(["medewerker"] if named else [])])
    for row in delivery.table("staff"):
        cells: list[Cell] = [row["id"], row["role"], decimal(row.get("fte")), amount(row.get("cost")), row.get("level")]
        page.add([*cells, person(habits)] if named else cells)
    delivery.text(f"{delivery.member.key} rollen.csv", page)


def absences(delivery: Delivery) -> None:
    """Functions that a member knows it does not have."""
    page = Page()
    page.add(["organisatie", "component", "reden"])
    for row in delivery.table("absences"):
        page.add([row["organisation"], row["component"], "niet nodig"])
    delivery.text(f"{delivery.member.key} niet in gebruik.csv", page)
