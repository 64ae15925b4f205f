"""The door of landscapes: deliveries (bring, look, take, undo), the current rows, frozen packages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from wiel.errors import InputRefused, Place
from wiel.findings import Finding, Findings
from wiel.landscape import Landscape
from wiel.texts import Sentence
from wiel_web.landscapes import changes, store
from wiel_web.landscapes.context import landscape_of
from wiel_web.landscapes.examining import examine, refused
from wiel_web.landscapes.factory import Row
from wiel_web.landscapes.freezing import frozen, members_in, sources, unpacked
from wiel_web.landscapes.indexing import settle_missing
from wiel_web.landscapes.models import MODELS, Delivery, DeliveryFile, DeliveryState, Package, SavedView, Tally
from wiel_web.landscapes.tasks import examine_delivery
from wiel_web.landscapes.values import findings_from, findings_json
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.scoping import Subject, acting_for
from wiel_web.tenancy.service import organisation

MEGABYTE = 1024 * 1024
# Reading takes seconds to a minute; after so long without an end it was lost.
LOST_AFTER = timedelta(minutes=3)
__all__ = [
    "Frozen", "bring", "changed_since", "choose", "current", "deliveries", "delivery", "drop", "drop_view", "freeze", "keep_view",
    "open_package", "package_of", "resume", "rows", "seed", "take", "undo",
]  # fmt: skip


@dataclass(frozen=True)
class Frozen:
    """A package that is open: the landscape, whose it is, and what was found in the deliveries behind it."""

    digest: str
    landscape: Landscape
    members: tuple[str, ...]
    findings: Findings
    partnership: str


def rows(actor: Actor, table: str) -> QuerySet[Row]:
    """The current rows of a table that an actor may read: own ones and those that others opened."""
    return store.current(MODELS[table].objects.visible_to(actor))


def keep_view(actor: Actor, table: str, name: str, query: str) -> SavedView:
    """Keep what somebody asks of a table under a name, for the colleagues too; a view of that name is replaced."""
    require(actor, Action.READ_LANDSCAPE)
    kept, _ = SavedView.objects.of(actor.own).update_or_create(
        owner_id=actor.own, table=table, name=name, defaults={"query": query, "made_by_id": actor.user}
    )
    record(actor, "view.keep", kept)
    return kept


def drop_view(actor: Actor, key: int) -> None:
    """Remove a view of the own organisation."""
    found = SavedView.objects.visible_to(actor).get(pk=key)
    require(actor, Action.READ_LANDSCAPE, found)
    record(actor, "view.drop", found, name=found.name)
    found.delete()


def current(actor: Actor, moment: datetime | None = None) -> Landscape:
    """The landscape of the own organisation with what is shared with it."""
    require(actor, Action.READ_LANDSCAPE)
    return landscape_of(actor.own, moment)


def deliveries(actor: Actor) -> QuerySet[Delivery]:
    """The deliveries of the own organisation, newest first; without their differences and findings."""
    return Delivery.objects.visible_to(actor).defer("differences", "findings")


def delivery(actor: Actor, key: int) -> Delivery:
    """One delivery of the own organisation."""
    return Delivery.objects.visible_to(actor).get(pk=key)


def bring(actor: Actor, files: Sequence[UploadedFile[bytes]]) -> Delivery:
    """Keep files that somebody brings; nothing changes by it. What they would change is found out in the background.

    Raises:
        InputRefused: no file, an empty one, or more together than is taken at once.
    """
    require(actor, Action.WRITE_LANDSCAPE)
    _check_size(files)
    with transaction.atomic():
        made = Delivery.objects.of(actor.organisation).create(
            owner_id=actor.own, label=", ".join(str(file.name) for file in files)[:300], made_by_id=actor.user
        )
        for file in files:
            content = file.read()
            DeliveryFile.everything.create(
                owner_id=actor.own, delivery=made, name=str(file.name)[:255], size=len(content),
                fingerprint=sha256(content).hexdigest(), content=content,
            )  # fmt: skip
        record(actor, "delivery.bring", made)
        transaction.on_commit(partial(examine_delivery.enqueue, made.pk, made.owner_id))
    return made


def _check_size(files: Sequence[UploadedFile[bytes]]) -> None:
    if not files:
        raise InputRefused(Sentence("landscapes.no-file"))
    limit = settings.LARGEST_DELIVERY
    if sum(file.size or 0 for file in files) > limit:
        raise InputRefused(Sentence("landscapes.too-large", {"limit": limit // MEGABYTE}))
    if empty := next((file for file in files if not file.size), None):
        raise InputRefused(Sentence("file.empty"), Place(str(empty.name)))


def take(actor: Actor, key: int) -> Delivery:
    """Take a delivery over: every row of it, or none.

    Raises:
        InputRefused: errors or choices stand open, or the landscape changed since the preview.
    """
    require(actor, Action.WRITE_LANDSCAPE)
    with transaction.atomic():
        found = Delivery.objects.of(actor.organisation).select_for_update().get(pk=key, state=DeliveryState.READY)
        now = landscape_of(found.owner_id)
        if now.digest() != found.before:
            raise InputRefused(Sentence("landscapes.stale"))
        change_set, findings = changes.change_set(found, now, organisation(found.owner_id).name)
        if not found.accept_unknown and (change_set.errors or change_set.waiting):
            numbers = {"errors": len(change_set.errors), "choices": len(change_set.waiting)}
            raise InputRefused(Sentence("landscapes.not-yet", numbers))
        change = store.Change(found.owner_id, actor.user, timezone.now(), found)
        changed = changes.carry_out(change, change_set)
        found.state, found.taken_at = DeliveryState.TAKEN, change.moment
        found.findings = findings_json(findings)
        found.save()
        record(actor, "delivery.take", found, rows=changed)
    return found


def undo(actor: Actor, key: int) -> Delivery:
    """Take a delivery back: its rows end, those that it ended come back.

    Raises:
        InputRefused: a row that it brought was changed since.
    """
    require(actor, Action.WRITE_LANDSCAPE)
    with transaction.atomic():
        found = Delivery.objects.of(actor.organisation).select_for_update().get(pk=key, state=DeliveryState.TAKEN)
        change = store.Change(found.owner_id, actor.user, timezone.now())
        changed = changes.take_back(change, found)
        found.state, found.undone_at = DeliveryState.UNDONE, change.moment
        found.save(update_fields=["state", "undone_at"])
        record(actor, "delivery.undo", found, rows=changed)
    return found


def drop(actor: Actor, key: int) -> None:
    """Leave a delivery that was not taken."""
    require(actor, Action.WRITE_LANDSCAPE)
    found = Delivery.objects.of(actor.organisation).get(
        pk=key, state__in=[DeliveryState.READY, DeliveryState.REFUSED, DeliveryState.READING]
    )
    found.state = DeliveryState.DROPPED
    found.save(update_fields=["state"])
    record(actor, "delivery.drop", found)


def choose(actor: Actor, key: int, remove_missing: bool, accept_unknown: bool) -> None:
    """Make the two choices about a delivery as a whole; its preview is made anew."""
    require(actor, Action.WRITE_LANDSCAPE)
    found = Delivery.objects.of(actor.organisation).get(pk=key, state=DeliveryState.READY)
    found.remove_missing, found.accept_unknown = remove_missing, accept_unknown
    found.save(update_fields=["remove_missing", "accept_unknown"])
    examine(found.pk, actor.own)


def freeze(partnership: Organisation, moment: datetime | None, actor: Actor) -> str:
    """Fix what the actor may read of a partnership (or of one organisation) at a moment, and give the digest of the package."""
    require(actor, Action.START_RUNS)
    found = frozen(partnership, moment, actor)
    record(actor, "package.freeze", found, digest=found.digest)
    return found.digest


def package_of(owner: int | None, digest: str) -> Package:
    """The package of an owner with a digest."""
    return Package.objects.of(owner).get(digest=digest)


def changed_since(actor: Actor, partnership: Organisation, moment: datetime) -> bool:
    """Whether rows of a partnership (or of one organisation) that the actor may read changed after a moment."""
    owners = [one.pk for one in sources(partnership, actor, Subject.LANDSCAPE)]
    return Tally.objects.visible_to(actor).filter(owner_id__in=owners, changed_at__gt=moment).exists()


def open_package(owner: int, digest: str) -> Frozen:
    """The landscape in a package, for computing with."""
    found = package_of(owner, digest)
    members = tuple(member.identifier for member in members_in(found.partnership) if member.pk in found.sources)
    return Frozen(digest, unpacked(bytes(found.content)), members, findings_from(found.findings), found.partnership.name)


def resume(owner: int) -> int:
    """Deliveries whose reading got lost, for instance because the machine went down, are read anew, once; the second time they end
    refused, with the reason. Gives how many were lost.
    """
    with acting_for(owner):
        settle_missing(owner)
        long_ago, reading = timezone.now() - LOST_AFTER, Delivery.objects.of(owner).filter(state=DeliveryState.READING)
        given_up = reading.filter(read_at__lt=long_ago).update(**refused(InputRefused(Sentence("landscapes.interrupted"))))
        keys = list(reading.filter(made_at__lt=long_ago, read_at=None).values_list("pk", flat=True))
        reading.filter(pk__in=keys).update(read_at=timezone.now())
        for key in keys:
            examine_delivery.enqueue(key, owner)
        return given_up + len(keys)


def seed(owner: Organisation, content: Landscape, label: str, findings: Iterable[Finding] = ()) -> None:
    """Fill an empty organisation with a landscape, as if it had been delivered; for demonstrations and for moving in."""
    with acting_for(owner.pk), transaction.atomic():
        moment = timezone.now()
        made = Delivery.objects.of(owner.pk).create(
            owner=owner, label=label, state=DeliveryState.TAKEN, as_of=content.as_of, read_at=moment, taken_at=moment,
            counts={"new": sum(content.summary().values())}, findings=findings_json(findings),
        )  # fmt: skip
        store.store(store.Change(owner.pk, None, moment, made), content)
