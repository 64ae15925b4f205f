"""Writes the files that the region delivers: one catalogue, one workbook per municipality, and ``region.toml``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from wiel.exchange import workbook
from wiel.landscape.reference import component_standards, components, standards
from wiel.samples.rows import landscape_from_rows
from wiel.samples.streek.attested import attestations
from wiel.samples.streek.installed import TODAY, Installed, install, lacking
from wiel.samples.streek.market import SUPPLIERS, Market, make_market
from wiel.samples.streek.members import GUESTS, HOST, MEMBERS, PARTNERSHIP, Member
from wiel.samples.streek.money import contracts, couplings, ledger, staff

SEED = 2026
Rows = list[dict[str, Any]]


def write_streek(folder: Path, seed: int = SEED) -> Path:
    """Write the deliveries into a folder and return its ``region.toml``. The same seed gives the same files."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    market = make_market(rng, components())
    installed = install(rng, components(), market)
    _write(folder / "catalogus.xlsx", _catalogue(market))
    for member in MEMBERS:
        _write(folder / f"{member.key}.xlsx", _delivery(rng, member, installed[member.key]))
    region = folder / "region.toml"
    region.write_text(_region(), encoding="utf-8")
    return region


def _write(path: Path, tables: dict[str, Rows]) -> None:
    workbook.write(landscape_from_rows(TODAY, {name: rows for name, rows in tables.items() if rows}), path)


def _catalogue(market: Market) -> dict[str, Rows]:
    """What all share: suppliers, the partnership, components with their standards, products."""
    return {
        "organisations": [{"id": PARTNERSHIP, "name": PARTNERSHIP, "kind": "samenwerking"}]
        + [{"id": name, "name": name, "kind": "leverancier"} for name in SUPPLIERS],
        "memberships": [
            {"partnership": PARTNERSHIP, "member": m.name, "legal_form": "centrumgemeente", "role": "gastheer" if m is HOST else "deelnemer"}
            for m in (HOST, *GUESTS)
        ],
        "components": [
            {
                "id": c.name, "name": c.name, "domain": c.domain, "reference": c.reference,
                "availability": c.availability, "integrity": c.integrity, "confidentiality": c.confidentiality,
            }
            for c in components()
        ],
        "standards": [{"id": name, "name": name} for name in standards()],
        "component_standards": [{"component": s.component, "standard": s.standard, "level": s.level} for s in component_standards()],
        "products": [
            {"id": p.name, "name": p.name, "supplier": p.supplier, "suite": len(p.components) > 1} for p in market.products
        ],
        "product_components": [{"product": p.name, "component": name} for p in market.products for name in p.components],
    }  # fmt: skip


def _delivery(rng: np.random.Generator, member: Member, applications: Sequence[Installed]) -> dict[str, Rows]:
    """The workbook of one municipality."""
    contract_rows, covered = contracts(rng, member, applications)
    names = {m.key: m.name for m in MEMBERS}
    return {
        "applications": [
            {"id": a.key, "holder": member.name, "product": a.product.name if a.product else None, "name": a.name} | a.facts
            for a in applications
        ],
        "application_components": [{"application": a.key, "component": name} for a in applications for name in a.components],
        "application_uses": [
            {"application": a.key, "organisation": names[user], "users": count}
            for a in applications
            for user, count in a.users.items()
        ],
        "absences": [{"organisation": member.name, "component": name} for name in lacking(member)],
        "couplings": couplings(rng, applications),
        "contracts": contract_rows,
        "contract_applications": covered,
        "costs": ledger(rng, member),
        "staff": staff(rng, member),
        "attestations": attestations(member, applications, contract_rows),
    }


def _region() -> str:
    """The description of the region: members, and which file is whose."""
    lines = [
        'name = "Samenwerking Tienwaarden"',
        'question = "Gaan wij onze informatievoorziening met tien gemeenten samen beheren?"',
        f"as_of = {TODAY.isoformat()}",
        "",
        "[[file]]",
        'path = "catalogus.xlsx"',
    ]
    for member in MEMBERS:
        lines += [
            "",
            "[[member]]",
            f'name = "{member.name}"',
            f"inhabitants = {member.inhabitants}",
            f"workplaces = {member.workplaces}",
        ]
    for member in MEMBERS:
        lines += ["", "[[file]]", f'path = "{member.key}.xlsx"', f'member = "{member.name}"']
        if member.complete:
            lines.append("complete = true")
    return "\n".join([*lines, ""])
