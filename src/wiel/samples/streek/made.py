"""The region as it is, before anybody writes it down: the market, and what each member has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wiel.landscape.reference import component_standards, components, standards
from wiel.samples.streek.attested import attestations
from wiel.samples.streek.installed import Installed, install, lacking
from wiel.samples.streek.market import SUPPLIERS, Market, make_market
from wiel.samples.streek.members import GUESTS, HOST, MEMBERS, PARTNERSHIP, Member
from wiel.samples.streek.money import contracts, couplings, ledger, staff

SEED = 2026
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Kept:
    """What one member has: its applications, and rows of the other tables of its landscape."""

    member: Member
    applications: Sequence[Installed]
    tables: dict[str, Rows]


@dataclass(frozen=True)
class Made:
    """The whole region."""

    market: Market
    members: tuple[Kept, ...]


def made(seed: int = SEED) -> Made:
    """The region that belongs to a seed, always the same."""
    rng = np.random.default_rng(seed)
    market = make_market(rng, components())
    installed = install(rng, components(), market)
    return Made(market, tuple(_kept(rng, member, installed[member.key]) for member in MEMBERS))


def _kept(rng: np.random.Generator, member: Member, applications: Sequence[Installed]) -> Kept:
    contract_rows, covered = contracts(rng, member, applications)
    tables = {
        "absences": [{"organisation": member.name, "component": name} for name in lacking(member)],
        "couplings": couplings(rng, applications),
        "contracts": contract_rows,
        "contract_applications": covered,
        "costs": ledger(rng, member),
        "staff": staff(rng, member),
        "attestations": attestations(member, applications, contract_rows),
    }
    return Kept(member, applications, tables)


def application_tables(kept: Kept) -> dict[str, Rows]:
    """The applications of a member with their functions and uses, as rows of a landscape."""
    names = {member.key: member.name for member in MEMBERS}
    return {
        "applications": [
            {"id": a.key, "holder": kept.member.name, "product": a.product.name if a.product else None, "name": a.name} | a.facts
            for a in kept.applications
        ],
        "application_components": [{"application": a.key, "component": name} for a in kept.applications for name in a.components],
        "application_uses": [
            {"application": a.key, "organisation": names[user], "users": count}
            for a in kept.applications
            for user, count in a.users.items()
        ],
    }


def catalogue(market: Market) -> dict[str, Rows]:
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
