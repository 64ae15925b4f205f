"""Broekerdam: the exports of the national catalogue of software, with codes for everything and names of contacts."""

import hashlib
from datetime import date, timedelta

from wiel.landscape import TABLES
from wiel.landscape.reference import components
from wiel.samples.streek.cells import day, half, person, text
from wiel.samples.streek.installed import TODAY
from wiel.samples.streek.lists import beside
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.paper import Page
from wiel.samples.streek.told import Told

PORTFOLIO = (
    "Gemeente ID", "Gemeente naam", "Gemeente CBS", "Contact Name", "Samenwerking ID", "Samenwerking", "Samenwerking gemeente id",
    "Gebruik Status", "Gebruik Datum ingang status", "Leverancier ID", "Leverancier Naam", "Pakket ID", "Pakket Naam",
    "Pakketversie ID", "Pakketversie Naam", "Referentiecomponenten ID", "Referentiecomponenten naam",
)  # fmt: skip
COUPLINGS = (
    "Koppeling ID", "Koppeling richting", "Organisatie ID", "Organisation", "Pakket ID 1", "Pakketversie ID 1", "Pakket ID 2",
    "Pakketversie ID 2", "Standaardversie", "Transportprotocol", "Aanvullende informatie",
)  # fmt: skip
STATUS = {"in gebruik": "In productie", "wordt uitgefaseerd": "Uit te faseren", "in invoering": "Gepland"}


def deliver(delivery: Delivery) -> None:
    """The portfolio and the couplings, and four files from the house itself."""
    references = {component.name: component.reference for component in components()}
    page = Page()
    page.add(PORTFOLIO)
    member = delivery.member.name
    for row in delivery.rows:
        facts = row.facts
        product = code("pakket", row.product or row.own)
        page.add(
            [
                code("gemeente", member), member, None, person(delivery.habits), None, None, None,
                STATUS.get(str(facts.get("status"))), day(_since(delivery), "short"),
                code("leverancier", row.supplier) if row.supplier else None, row.supplier, product, row.label,
                version_code(row), text(facts.get("version")),
                ",".join(references[name] for name in row.functions), ",".join(row.functions),
            ],
            row,
        )  # fmt: skip
    delivery.text("broekerdam Gemeenten_applicatieportfolio.csv", page, main=True)
    _couplings(delivery)
    _users(delivery)
    beside.contracts(delivery, with_applications=False)
    beside.ledger(delivery)
    beside.roles(delivery)


def _since(delivery: Delivery) -> date:
    """The day on which somebody entered the application, some years ago."""
    return TODAY - timedelta(days=int(delivery.habits.rng.integers(300, 4000)))


def _couplings(delivery: Delivery) -> None:
    page = Page()
    page.add(COUPLINGS)
    rows = {row.installed.key: row for row in delivery.rows if row.installed is not None}
    member = delivery.member.name
    for coupling in delivery.table("couplings"):
        ends = [rows[coupling[end]] for end in ("source", "target")]
        sides = [part for row in ends for part in (code("pakket", row.product or row.own), version_code(row))]
        page.add(
            [
                code("koppeling", coupling["id"]), "left_to_right", code("gemeente", member), member, *sides, None,
                coupling.get("via"), coupling.get("information"),
            ]
        )  # fmt: skip
    delivery.text("broekerdam Koppelingen.csv", page)


def _users(delivery: Delivery) -> None:
    """How many people signed in, which the catalogue does not hold; kept with the keys of an earlier export of Wiel."""
    page = Page()
    page.add(["applicatie", "gebruikers"])
    town = code("gemeente", delivery.member.name)
    for row in delivery.rows:
        key = f"{TABLES['applications'].named.prefix}:{delivery.member.key}:{town}/{version_code(row)}"
        page.add([key, half(row.users, delivery.habits)])
    delivery.text(f"{delivery.member.key} gebruik.csv", page)


def version_code(row: Told) -> str:
    """The code of a version of a product; in this list every application has its own."""
    return code("pakketversie", row.key)


def code(kind: str, text: str) -> str:
    """A code as the catalogue gives to everything, made from the words themselves.

    >>> code("pakket", "Zaakwijzer") == code("pakket", "Zaakwijzer"), len(code("pakket", "Zaakwijzer"))
    (True, 36)
    """
    digits = hashlib.sha256(f"{kind}/{text}".encode()).hexdigest()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
