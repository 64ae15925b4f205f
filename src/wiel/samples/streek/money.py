"""Couplings, contracts, ledger lines and roles of one municipality."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from wiel.samples.streek.installed import TODAY, Installed
from wiel.samples.streek.members import Member

Rows = list[dict[str, Any]]

HUBS = ("Gegevensdistributiecomponent", "Zaakregistratiecomponent", "Financieel component", "Gemeentelijke servicebuscomponent")
INFORMATION = {
    "Gegevensdistributiecomponent": "persoons- en adresgegevens",
    "Zaakregistratiecomponent": "zaken en statussen",
    "Financieel component": "boekingen",
    "Gemeentelijke servicebuscomponent": "berichten",
}
# EUR per inhabitant per year that a ledger line of the sample is drawn around; invented, in the order of published benchmarks.
PER_INHABITANT = {"personeel": 44.0, "inhuur": 9.0, "software": 34.0, "infrastructuur": 11.0, "diensten": 5.0, "afschrijving": 4.0}
ROLES = (
    "informatiemanager", "informatiearchitect", "functioneel beheerder burgerzaken", "functioneel beheerder sociaal domein",
    "functioneel beheerder financiën", "functioneel beheerder ruimte", "applicatiebeheerder", "systeembeheerder", "netwerkbeheerder",
    "gegevensbeheerder BAG", "gegevensbeheerder geo", "servicedeskmedewerker", "informatiebeveiliging", "privacy", "projectleider",
    "leveranciersmanager", "gegevensanalist", "testcoördinator",
)  # fmt: skip
MISSING_LEDGER = "heukelwaard"


def couplings(rng: np.random.Generator, applications: Sequence[Installed]) -> Rows:
    """Applications exchange data with the hubs that the municipality has, and now and then with one another."""
    hub_of = {name: a.key for name in HUBS for a in applications if name in a.components}
    rows: Rows = []
    for application in applications:
        chosen = [h for h in HUBS if h in hub_of and hub_of[h] != application.key and rng.random() < 0.34]
        for hub in chosen:
            rows.append(_coupling(rng, len(rows), application.key, hub_of[hub], INFORMATION[hub]))
        if rng.random() < 0.30:
            other = applications[int(rng.integers(len(applications)))].key
            if other != application.key:
                rows.append(_coupling(rng, len(rows), application.key, other, None))
    return rows


def _coupling(rng: np.random.Generator, number: int, source: str, target: str, information: str | None) -> dict[str, Any]:
    via = str(rng.choice(["servicebus", "bestand", "rechtstreeks"], p=[0.45, 0.25, 0.30]))
    frequency = str(rng.choice(["doorlopend", "dagelijks", "wekelijks", "met de hand"], p=[0.4, 0.4, 0.12, 0.08]))
    known = {"via": via, "frequency": frequency, "information": information}
    row = {"id": f"K-{number + 1:04d}", "source": source, "target": target}
    return row | {name: value for name, value in known.items() if rng.random() > 0.1}


def contracts(rng: np.random.Generator, member: Member, applications: Sequence[Installed]) -> tuple[Rows, Rows]:
    """One contract per supplier, with the applications that fall under it."""
    by_supplier: dict[str, list[Installed]] = {}
    for application in applications:
        if application.product is not None:
            by_supplier.setdefault(application.product.supplier, []).append(application)
    rows: Rows = []
    covered: Rows = []
    for number, (supplier, found) in enumerate(sorted(by_supplier.items())):
        key = f"C-{number + 1:03d}"
        rows.append({"id": key, "organisation": member.name, "supplier": supplier} | _terms(rng, member, len(found)))
        covered.extend({"contract": key, "application": application.key} for application in found)
    return rows, covered


def _terms(rng: np.random.Generator, member: Member, size: int) -> dict[str, Any]:
    start = date(int(rng.integers(2018, 2026)), int(rng.integers(1, 13)), 1)
    years = int(rng.integers(3, 7))
    value = size * (0.12 * member.inhabitants + 900.0) * float(rng.lognormal(0.0, 0.5))
    terms: dict[str, Any] = {
        "start": start,
        "end": max(date(start.year + years, start.month, 1), TODAY + timedelta(days=int(rng.integers(30, 900)))),
        "notice_months": int(rng.choice([3, 6, 12], p=[0.3, 0.5, 0.2])),
        "annual_value": round(value) * 100,
        "options": str(rng.choice(["2 x 1 jaar", "1 x 2 jaar", "geen"])),
        "procedure": str(rng.choice(["openbaar", "onderhands", "raamovereenkomst"], p=[0.35, 0.45, 0.20])),
        "exit_strategy": str(rng.choice(["beschreven", "geen"], p=[0.4, 0.6])),
    }
    return {name: found for name, found in terms.items() if rng.random() > member.gaps + 0.08}


def ledger(rng: np.random.Generator, member: Member) -> Rows:
    """Budget of this year and accounts of last year by category; one member has not delivered its accounts."""
    rows: Rows = []
    for year, kind in ((2025, "realisatie"), (2026, "begroting")):
        if member.key == MISSING_LEDGER and kind == "realisatie":
            continue
        for category, each in PER_INHABITANT.items():
            amount = round(each * member.inhabitants * float(rng.lognormal(0.0, 0.16)) / 100) * 100 * 100
            line = {
                "id": f"{year}-{len(rows) + 1:03d}",
                "organisation": member.name,
                "year": year,
                "kind": kind,
                "category": category,
            }
            rows.append(line | {"taakveld": "0.4", "amount": amount})
    return rows


def staff(rng: np.random.Generator, member: Member) -> Rows:
    """The roles of the ICT of a municipality: the larger, the more; knowledge of a role's stand-in is often unknown."""
    count = min(len(ROLES), 6 + member.inhabitants // 5_000)
    rows: Rows = []
    for number, role in enumerate(ROLES[:count]):
        fte = round(0.4 + float(rng.gamma(2.0, member.inhabitants / 55_000)), 1)
        facts: Mapping[str, Any] = {
            "fte": fte,
            "cost": round(fte * 92_000) * 100,
            "level": str(rng.choice(["basis", "gevorderd", "expert"])),
        }
        known = {name: value for name, value in facts.items() if rng.random() > member.gaps}
        rows.append({"id": f"R-{number + 1:02d}", "organisation": member.name, "role": role} | known)
    return rows
