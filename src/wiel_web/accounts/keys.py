"""Access keys, with which machines use the API: make, withdraw, and find out for whom a request with one comes."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, QuerySet, When
from django.utils import timezone

from wiel.errors import WrongUse
from wiel.texts import Sentence
from wiel_web.accounts.models import AccessKey
from wiel_web.accounts.service import actor_for
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import VISITOR, Actor
from wiel_web.tenancy.audit import REFUSED, record
from wiel_web.tenancy.roles import Action, Role, actions_of
from wiel_web.tenancy.scoping import acting_for

USUAL, LONGEST = timedelta(days=365), timedelta(days=730)
# A key that leaks is recognised by how it begins, also by programs that look for secrets in code.
START = "wiel"
SECRET_BYTES = 32


class TooMany(Exception):
    """A key was used too often within a minute; `wait` is how many seconds to wait."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def given(actor: Actor) -> list[Role]:
    """The roles that a key of this actor can carry: those that allow something, and nothing that the actor may not do."""
    return [role for role in Role if _carried(role, actor)]


def _carried(role: Role, maker: Actor) -> bool:
    allowed = actions_of(frozenset({role}), maker.kind)
    return bool(allowed) and allowed <= maker.actions


def keys_of(actor: Actor) -> QuerySet[AccessKey]:
    """The keys of the own organisation that the actor may see, newest first."""
    return AccessKey.objects.visible_to(actor).select_related("made_by")


@transaction.atomic
def make(actor: Actor, name: str, roles: frozenset[Role], until: date) -> tuple[AccessKey, str]:
    """A new key and its text, which is shown once.

    What is kept is a plain SHA-256: the text holds 256 random bits, so nobody can try them all, and a slow hash as for passwords would
    only slow down each request.

    Raises:
        WrongUse: no name, no role, a role that the maker does not have, or a last day that passed or lies too far away.
    """
    require(actor, Action.MAKE_KEYS)
    _check(actor, name, roles, until)
    prefix = f"{START}_{secrets.token_hex(4)}"
    text = f"{prefix}_{secrets.token_urlsafe(SECRET_BYTES)}"
    made = AccessKey.objects.of(actor.own).create(
        owner_id=actor.own, name=name, prefix=prefix, fingerprint=_fingerprint(text), roles=sorted(roles), until=until,
        made_by_id=actor.user or 0,
    )  # fmt: skip
    record(actor, "key.make", made, name=name, roles=sorted(roles), until=until.isoformat())
    return made, text


def _check(actor: Actor, name: str, roles: frozenset[Role], until: date) -> None:
    if not name:
        raise WrongUse(Sentence("keys.no-name"))
    if not roles or not roles <= set(given(actor)):
        raise WrongUse(Sentence("keys.no-role"))
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise WrongUse(Sentence("keys.no-until", {"last": today + LONGEST}))


def withdraw(actor: Actor, key: int) -> None:
    """Withdraw a key; it stops at once."""
    found = keys_of(actor).get(pk=key)
    require(actor, Action.MAKE_KEYS, found)
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        record(actor, "key.withdraw", found, name=found.name)


def use(text: str) -> Actor:
    """On whose behalf does a machine come with this key: a visitor where the key is unknown, ended, or its maker has left.

    Raises:
        TooMany: it was used too often within this minute.
    """
    fingerprint = _fingerprint(text)
    with _shown(fingerprint):
        found = AccessKey.everything.select_related("made_by").filter(fingerprint=fingerprint).first()
    if found is None:
        return VISITOR
    with acting_for(found.owner_id):
        actor = actor_with(found)
        if actor is VISITOR:
            record(Actor(found.made_by_id, found.owner_id, user_name=_told(found)), "key.use", found, outcome=REFUSED)
        else:
            _count(found, timezone.now())
    return actor


def actor_with(found: AccessKey) -> Actor:
    """Who acts with a key: what it may do never reaches further than what its maker may do now."""
    if not found.is_valid or not found.made_by.is_active:
        return VISITOR
    maker = actor_for(found.made_by, found.owner_id)
    if maker.organisation != found.owner_id:
        return VISITOR
    roles = frozenset(role for role in given(maker) if role in found.roles)
    return replace(maker, roles=roles, user_name=_told(found), key=found.pk) if roles else VISITOR


def _told(found: AccessKey) -> str:
    return f"{found.name} [{found.prefix}]"


def _count(found: AccessKey, now: datetime) -> None:
    """Count the use in one statement, so that processes beside one another count right."""
    minute, mine = now.replace(second=0, microsecond=0), AccessKey.objects.of(found.owner_id).filter(pk=found.pk)
    mine.update(last_used_at=now, uses=Case(When(minute=minute, then=F("uses") + 1), default=1), minute=minute)
    if mine.values_list("uses", flat=True).get() > settings.KEY_USES_A_MINUTE:
        raise TooMany(60 - now.second)


@contextmanager
def _shown(fingerprint: str) -> Iterator[None]:
    """Whoever holds a key may find it: before that it is not known for which organisation the database has to work."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.access_key', %s, false)", [fingerprint])
        try:
            yield
        finally:
            cursor.execute("SELECT set_config('app.access_key', '', false)")


def _fingerprint(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()
