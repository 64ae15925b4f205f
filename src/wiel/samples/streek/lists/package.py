"""Dorrewold: a folder of CSV files as a data package, from a register of its own. The keys are good; the names are its own."""

from typing import Any

from wiel.exchange import datapackage
from wiel.landscape import TABLES
from wiel.samples.rows import landscape_from_rows
from wiel.samples.streek.installed import TODAY
from wiel.samples.streek.lists.delivery import Delivery
from wiel.samples.streek.made import Rows
from wiel.samples.streek.paper import truth
from wiel.samples.streek.told import Told

FIRST_ROW = 2
NAME = "dorrewold"


def deliver(delivery: Delivery) -> None:
    """The package with everything in it."""
    datapackage.write(landscape_from_rows(TODAY, _tables(delivery)), delivery.folder / NAME)
    delivery.hand_over(NAME, main=True)
    delivery.truths += [
        truth(NAME, "applications", number, delivery.member.key, row) for number, row in enumerate(delivery.rows, FIRST_ROW)
    ]


def _tables(delivery: Delivery) -> dict[str, Rows]:
    rows, member = delivery.rows, delivery.member
    uses = [{"application": _key("applications", r.key), "organisation": member.name, "users": r.users} for r in rows]
    served = [{"application": _key("applications", r.key), "component": name} for r in rows for name in r.functions]
    others = {name: [_with_keys(name, row) for row in found] for name, found in delivery.kept.tables.items()}
    return {"applications": [_application(delivery, row) for row in rows], "application_uses": uses} | {
        "application_components": served,
        **others,
    }


def _application(delivery: Delivery, row: Told) -> dict[str, Any]:
    return {
        "id": _key("applications", row.key),
        "holder": delivery.member.name,
        "product": row.product,
        "name": row.own,
    } | row.facts


def _key(table: str, key: str) -> str:
    return f"{TABLES[table].named.prefix}:{NAME}:{key}"


def _with_keys(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row with the whole keys of a data package: its own, and those of the rows of the same package that it points to."""
    links = {column: target for column, target in TABLES[table].links().items() if target in ("applications", "contracts")}
    keyed = {column: _key(target, row[column]) for column, target in links.items() if row.get(column)}
    own = {"id": _key(table, row["id"])} if "id" in row else {}
    return row | keyed | own
