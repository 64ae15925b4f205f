"""Which applications the ten municipalities have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from wiel.landscape.reference import Component
from wiel.samples.streek.market import Market, Product
from wiel.samples.streek.members import GUESTS, HOST, MEMBERS, SHARED_COMPONENTS, Member

TODAY = date(2026, 11, 1)
SMALL_TOWN_LACKS = (
    "Erfpachtrechtcomponent", "Verkeersregelinstallatiecomponent", "Cameratoezichtcomponent", "Open-data-portaalcomponent",
    "Data-warehousecomponent", "SIEM-beheercomponent", "Sociale werkvoorzieningcomponent", "Mediamonitor- en webcarecomponent",
    "Archeologiecomponent", "Architectuur- en ontwerpcomponent", "Vulnerability-beheercomponent", "Terreinexploitatiecomponent",
)  # fmt: skip
LOCAL_TOOLS = (
    "Sleutelkastbeheer", "Urenlijst buitendienst", "Bomenkaart", "Marktplein", "Gladheidsroute", "Havenlog", "Speeltoestellen",
    "Zwembadkassa", "Wagenpark", "Begraafplan oud", "Adressenlijst raad", "Vergaderzalen", "Trouwagenda", "Bruggenrooster",
    "Fotoarchief", "Rioolmeting", "Subsidielijst sport", "Klachtenboek", "Toegangspasjes", "Telefoongids",
)  # fmt: skip


@dataclass
class Installed:
    """One application as its holder knows it; a None is something the holder does not know.

    `meant` is the product that it really is, also where the holder does not know; None for a tool that nobody sells.
    """

    key: str
    member: Member
    name: str
    product: Product | None
    components: tuple[str, ...]
    facts: dict[str, object] = field(default_factory=dict)
    users: dict[str, int | None] = field(default_factory=dict)
    meant: Product | None = None


def install(rng: np.random.Generator, components: Sequence[Component], market: Market) -> dict[str, list[Installed]]:
    """Per member its applications, exactly as many as `Member.applications` says; the host of the partnership holds the shared ones."""
    return {member.key: _of_member(rng, member, components, market) for member in MEMBERS}


def lacking(member: Member) -> tuple[str, ...]:
    """Functions that a member is known not to have: the smaller, the more."""
    count = max(0, round(len(SMALL_TOWN_LACKS) * (1.0 - member.inhabitants / 45_000)))
    return SMALL_TOWN_LACKS[:count]


def _of_member(rng: np.random.Generator, member: Member, components: Sequence[Component], market: Market) -> list[Installed]:
    served = set(lacking(member)) | (set(SHARED_COMPONENTS) if member in GUESTS else set())
    found: list[Installed] = []
    for component in components:
        if component.name in served or len(found) >= member.applications - 4:
            continue
        product = _choose(rng, member, market, component.name)
        covers = tuple(name for name in product.components if name not in served)
        served.update(covers)
        if rng.random() > 0.35 * member.gaps + 0.01:
            found.append(_application(rng, member, len(found), product, covers))
    tools = rng.permutation(len(LOCAL_TOOLS))
    while len(found) < member.applications:
        found.append(_extra(rng, member, len(found), market, components, LOCAL_TOOLS[tools[len(found) % len(tools)]]))
    for application in found:
        _add_facts(rng, application)
    return found


def _choose(rng: np.random.Generator, member: Member, market: Market, component: str) -> Product:
    """The family that the member leans to, else the best sold, else any; the shared ones follow the host."""
    offers = [market.products[i] for i in market.offers[component]]
    if member is HOST and component in SHARED_COMPONENTS:
        return offers[0]
    draw = rng.random()
    leaning = [product for product in offers if product.taste == member.taste]
    if draw < 0.34 and leaning:
        return leaning[0]
    return offers[0] if draw < 0.60 else offers[int(rng.integers(len(offers)))]


def _application(rng: np.random.Generator, member: Member, number: int, product: Product, covers: tuple[str, ...]) -> Installed:
    known = rng.random() > 0.5 * member.gaps
    name = product.name if rng.random() < 0.8 else covers[0].removesuffix("component").rstrip("- ")
    return Installed(f"A-{number + 1:04d}", member, name, product if known else None, covers, meant=product)


def _extra(
    rng: np.random.Generator, member: Member, number: int, market: Market, components: Sequence[Component], tool: str
) -> Installed:
    """A second application for a function, or a local tool that nobody tied to a function."""
    if rng.random() < 0.45:
        return Installed(f"A-{number + 1:04d}", member, f"{tool} {number}", None, ())
    component = components[int(rng.integers(len(components)))]
    offers = market.offers[component.name]
    product = market.products[offers[int(rng.integers(len(offers)))]]
    return Installed(f"A-{number + 1:04d}", member, product.name, product, (component.name,), meant=product)


def _add_facts(rng: np.random.Generator, application: Installed) -> None:
    """What the holder knows of it: dates, hosting, recovery; each fact is unknown as often as the member has gaps."""
    gaps = application.member.gaps
    days = int(rng.integers(-400, 2200))
    facts: dict[str, object] = {
        "version": f"{rng.integers(1, 12)}.{rng.integers(0, 10)}",
        "status": str(rng.choice(["in gebruik", "wordt uitgefaseerd", "in invoering"], p=[0.92, 0.06, 0.02])),
        "hosting": str(rng.choice(["SaaS", "eigen beheer", "bij een ander"], p=[0.52, 0.34, 0.14])),
        "jurisdiction": str(rng.choice(["NL", "EU", "VS"], p=[0.66, 0.26, 0.08])),
        "end_of_support": TODAY + timedelta(days=days),
        "rto_hours": float(rng.choice([4, 8, 24, 72, 120])),
        "rpo_hours": float(rng.choice([1, 4, 24])),
        "knows_count": int(rng.choice([0, 1, 2, 3, 4], p=[0.03, 0.33, 0.38, 0.18, 0.08])),
        "last_restore_test": TODAY - timedelta(days=int(rng.integers(10, 1500))),
        "personal_data": str(rng.choice(["geen", "gewoon", "bijzonder"], p=[0.45, 0.40, 0.15])),
    }
    least_known = {"end_of_support": 0.22, "rto_hours": 0.30, "rpo_hours": 0.34, "knows_count": 0.18, "last_restore_test": 0.40}
    application.facts = {name: value for name, value in facts.items() if rng.random() > gaps + least_known.get(name, 0.0)}
    for user in users_of(application):
        application.users[user.key] = None if rng.random() < gaps else 2 + int(rng.exponential(user.workplaces / 9))


def users_of(application: Installed) -> Iterator[Member]:
    """The members that use an application: its holder, and for a shared one the guests too."""
    yield application.member
    if application.member is HOST and set(application.components) & set(SHARED_COMPONENTS):
        yield from GUESTS
