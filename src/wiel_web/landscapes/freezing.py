"""Fixes the landscape of an organisation or partnership at a moment, so that what is computed from it can always be computed again."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from wiel.exchange import datapackage
from wiel.findings import Findings
from wiel.landscape import Landscape
from wiel_web.landscapes import store
from wiel_web.landscapes.context import directory
from wiel_web.landscapes.factory import CONTRACT_TABLES
from wiel_web.landscapes.models import MODELS, Delivery, Package
from wiel_web.landscapes.values import findings_from, findings_json
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.readable import readable_owners
from wiel_web.tenancy.roles import Action, Kind
from wiel_web.tenancy.scoping import Subject
from wiel_web.tenancy.service import members_of


def members_in(partnership: Organisation) -> list[Organisation]:
    """Whose landscape a partnership is; an organisation that is no partnership stands for itself."""
    return members_of(partnership.pk) if partnership.kind == Kind.PARTNERSHIP else [partnership]


def sources(partnership: Organisation, actor: Actor, subject: Subject) -> list[Organisation]:
    """The partnership and its members, as far as the actor may read their rows of a subject."""
    readable = readable_owners(actor, subject)
    everyone = dict.fromkeys([partnership, *members_in(partnership)])
    return [organisation for organisation in everyone if organisation.pk in readable]


def frozen(partnership: Organisation, moment: datetime | None, actor: Actor) -> Package:
    """The package of what the actor may read of a partnership at a moment; equal content is kept once."""
    open_rows = sources(partnership, actor, Subject.LANDSCAPE)
    may_contracts = Action.READ_CONTRACTS in actor.actions
    open_contracts = sources(partnership, actor, Subject.CONTRACTS) if may_contracts else []
    content = _landscape(open_rows, open_contracts, moment)
    found, _ = Package.objects.of(actor.organisation).get_or_create(
        owner_id=actor.organisation,
        digest=content.digest(),
        defaults={
            "partnership": partnership,
            "as_of": content.as_of,
            "moment": moment or timezone.now(),
            "made_by_id": actor.user,
            "sources": [organisation.pk for organisation in open_rows],
            "contract_sources": [organisation.pk for organisation in open_contracts],
            "findings": findings_json(_findings(open_rows)),
            "content": packed(content),
        },
    )
    return found


def _landscape(open_rows: Sequence[Organisation], open_contracts: Sequence[Organisation], moment: datetime | None) -> Landscape:
    plain = [name for name in MODELS if name not in CONTRACT_TABLES]
    contracts = {organisation.pk for organisation in open_contracts}
    parts = [
        store.owned(organisation.pk, moment, [*plain, *(CONTRACT_TABLES if organisation.pk in contracts else ())])
        for organisation in open_rows
    ]
    days = [store.latest_day(organisation.pk) for organisation in open_rows]
    return store.landscape([*parts, {"organisations": directory()}], max(days, default=timezone.localdate()))


def _findings(open_rows: Sequence[Organisation]) -> Findings:
    """What was found in the deliveries from which the rows came."""
    taken = Delivery.objects.of
    kept = (
        content
        for organisation in open_rows
        for content in taken(organisation.pk).filter(state="taken").values_list("findings", flat=True)
    )
    return sum((findings_from(content) for content in kept), Findings())


def packed(content: Landscape) -> bytes:
    """A landscape as the bytes of a data package."""
    with tempfile.TemporaryDirectory(prefix="wiel-") as folder:
        path = Path(folder) / "landscape.zip"
        datapackage.write(content, path)
        return path.read_bytes()


def unpacked(content: bytes) -> Landscape:
    """The landscape again."""
    with tempfile.TemporaryDirectory(prefix="wiel-") as folder:
        path = Path(folder) / "landscape.zip"
        path.write_bytes(content)
        return datapackage.read(path)[0]
