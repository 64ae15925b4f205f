"""Fills a PostgreSQL database with invented municipalities that share everything, in bulk, for measuring the web application."""

import itertools
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.utils import timezone

from wiel_web.accounts.models import Appointment, User
from wiel_web.landscapes.factory import field_name
from wiel_web.landscapes.indexing import settle
from wiel_web.landscapes.models import MODELS
from wiel_web.landscapes.store import row_key
from wiel_web.tenancy.models import Membership, Opening, Organisation, State
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import Subject
from wiel_web.tenancy.service import partnerships_of

SEED = 20261122
SYLLABLES = (
    "aa", "be", "dal", "el", "fen", "gries", "hem", "ijs", "kamp", "lo", "meer", "nes", "oord", "poel",
    "rijs", "sted", "terp", "ven", "wold", "zand",
)  # fmt: skip
KINDS = (
    "zaak", "burger", "belasting", "document", "sociaal", "ruimte", "water", "personeel", "geo", "archief", "subsidie", "toezicht",
)  # fmt: skip
TAILS = (
    "systeem", "register", "loket", "suite", "beheer", "portaal", "dossier", "kaart",
)  # fmt: skip
SUPPLIERS, PRODUCTS, COMPONENTS, PARTNERSHIP_SIZE = 300, 2500, 220, 11
STATUSES = ("in gebruik", "in gebruik", "in gebruik", "wordt uitgefaseerd", None)
SINCE = date(2026, 1, 1)
Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Size:
    """How much there is."""

    municipalities: int = 342
    applications: int = 250
    people: int = 20


def fill(size: Size) -> list[str]:
    """Fill the database as the owner of its tables, and give the session keys of people who have signed in."""
    chance = random.Random(SEED)
    with transaction.atomic():
        central = _organisation("Gedeelde lijsten", Kind.PARTNERSHIP)
        names = _names(chance, 2, size.municipalities)
        members = [_organisation(name, Kind.MUNICIPALITY) for name in names]
        _share(central, members)
        shared = _shared(chance)
        _keep(central, shared)
        for member in members:
            _keep(member, _landscape(chance, member, members, shared, size.applications))
        people = [_person(member, number) for number, member in enumerate(chance.sample(members, min(size.people, len(members))))]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people


def tell(size: Size) -> None:
    """Fill the database, and print of each person on a line what the load test needs: session, organisation, partnership, a row, words."""
    for session, appointment in zip(fill(size), Appointment.objects.order_by("pk").select_related("organisation"), strict=True):
        owner = appointment.organisation
        row: Any = MODELS["applications"].objects.of(owner.pk).exclude(name=None).order_by("number").first()
        brand, what, *_ = row.name.split()
        print(session, owner.identifier, partnerships_of(owner.pk)[0].pk, row.number, brand, f"{what} {brand}", sep="\t")


def _organisation(name: str, kind: Kind) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, identifier=f"org:{name}", state=State.APPROVED)


def _names(chance: random.Random, syllables: int, n: int) -> list[str]:
    """Invented names, all different."""
    found: dict[str, None] = {}
    while len(found) < n:
        found["".join(chance.choice(SYLLABLES) for _ in range(syllables + (len(found) > n // 2))).capitalize()] = None
    return list(found)


def _share(central: Organisation, members: Sequence[Organisation]) -> None:
    """Everybody opens landscape and contracts to all municipalities, and takes part in a partnership of neighbours."""
    owners = [(one, subject) for one in (central, *members) for subject in (Subject.LANDSCAPE, Subject.CONTRACTS)]
    Opening.objects.bulk_create(
        Opening(owner=one, subject=subject, circle="municipalities", since=SINCE) for one, subject in owners
    )
    for start in range(0, len(members), PARTNERSHIP_SIZE):
        group = members[start : start + PARTNERSHIP_SIZE]
        partnership = _organisation(f"Samenwerking {group[0].name}", Kind.PARTNERSHIP)
        Membership.objects.bulk_create(Membership(partnership=partnership, member=one, since=SINCE) for one in group)


def _shared(chance: random.Random) -> Rows:
    """Suppliers, products and functions, which all use."""
    suppliers = [f"org:{name}" for name in _names(chance, 3, SUPPLIERS)]
    brands = _names(chance, 3, PRODUCTS)
    return {
        "organisations": [{"id": key, "name": f"{key[4:]} Software", "kind": "leverancier"} for key in suppliers],
        "products": [
            {
                "id": f"prd:{place}",
                "name": f"{brand} {chance.choice(KINDS)}{chance.choice(TAILS)}",
                "supplier": chance.choice(suppliers),
            }
            for place, brand in enumerate(brands)
        ],
        "components": [
            {"id": f"cmp:{place}", "name": f"{kind.capitalize()} {tail} {place}", "domain": kind}
            for place, (kind, tail) in zip(range(COMPONENTS), itertools.cycle(itertools.product(KINDS, TAILS)), strict=False)
        ],
    }


def _landscape(chance: random.Random, own: Organisation, all_of_them: Sequence[Organisation], shared: Rows, n: int) -> Rows:
    """The rows of one municipality."""
    products, keys = shared["products"], [f"app:{own.name}:{place}" for place in range(n)]
    chosen = [chance.choice(products) for _ in keys]
    contracts = [f"con:{own.name}:{place}" for place in range(n // 5)]
    uses = [{"application": key, "organisation": own.identifier, "users": chance.randrange(5, 900)} for key in keys]
    uses += [{"application": key, "organisation": chance.choice(all_of_them).identifier} for key in chance.sample(keys, n // 10)]
    return {
        "organisations": [
            {"id": own.identifier, "name": own.name, "kind": "gemeente", "list_complete": chance.random() < 0.3 or None}
        ],
        "applications": [_application(chance, own, key, product) for key, product in zip(keys, chosen, strict=True)],
        "application_components": [{"application": key, "component": f"cmp:{chance.randrange(COMPONENTS)}"} for key in keys],
        "application_uses": list({(use["application"], use["organisation"]): use for use in uses}.values()),
        "couplings": [
            {"id": f"cpl:{own.name}:{place}", "source": chance.choice(keys), "target": chance.choice(keys)}
            for place in range(n // 3)
        ],
        "contracts": [
            {"id": key, "organisation": own.identifier, "supplier": product["supplier"], "name": f"Onderhoud {product['name']}"}
            for key, product in zip(contracts, chosen, strict=False)
        ],
        "attestations": [
            {
                "table": "applications",
                "row_id": key,
                "column": "alles",
                "role": "controller",
                "on": date(2026, 10, chance.randrange(1, 31)),
            }
            for key in keys[::10]
        ],
    }


def _application(chance: random.Random, own: Organisation, key: str, product: dict[str, Any]) -> dict[str, Any]:
    name = f"{product['name']} {chance.choice(KINDS)}" if chance.random() < 0.7 else None
    known = chance.random() < 0.5
    return {
        "id": key, "holder": own.identifier, "product": product["id"], "name": name, "version": "7.2" if known else None,
        "status": chance.choice(STATUSES), "hosting": "SaaS" if known else None, "personal_data": "gewoon" if known else None,
        "end_of_support": date(2027, chance.randrange(1, 13), 1) if known else None,
    }  # fmt: skip


def _keep(owner: Organisation, rows: Rows) -> None:
    """Copy rows into their tables, and count and index them."""
    moment = timezone.now()
    for table, found in rows.items():
        model = MODELS[table]
        columns = ["owner_id", "row_key", "kept_since", *(field_name(name) for name in model.declared.columns)]
        lines = (
            [owner.pk, row_key(model.declared, row), moment, *(row.get(name) for name in model.declared.columns)] for row in found
        )
        _copy(model._meta.db_table, columns, lines)
        settle(owner.pk, table, moment)


def _copy(table: str, columns: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
        for line in lines:
            copy.write_row(line)


def _person(member: Organisation, number: int) -> str:
    """Somebody who reads everything of an organisation and manages nothing, signed in; gives the key of the session."""
    user = User.objects.create_user(f"lezer{number}@load.example")
    Appointment.objects.create(user=user, organisation=member, role=Role.TOWN_CLERK)
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    return str(session.session_key)
