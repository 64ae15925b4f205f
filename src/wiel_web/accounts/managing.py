"""What an administrator does with the people of the own organisation: see them, change their roles, let them go, renew invitations."""

import logging
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from wiel.texts import say
from wiel_web.accounts import service
from wiel_web.accounts.models import Appointment, Invitation, User
from wiel_web.frame.context import language
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.roles import Action, Role

_log = logging.getLogger("wiel.mail")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role at the own organisation: which roles, and since when the first of them."""

    user: User
    roles: tuple[Role, ...]
    since: datetime


def people(actor: Actor) -> list[Person]:
    """Who works at the own organisation, by address."""
    held: dict[int, list[Appointment]] = {}
    for appointment in service.colleagues(actor):
        held.setdefault(appointment.user_id, []).append(appointment)
    return [
        Person(
            found[0].user, tuple(role for role in Role if role in {one.role for one in found}), min(one.made_at for one in found)
        )
        for found in held.values()
    ]


def person(actor: Actor, key: int) -> Person | None:
    """One of them; None for who has no role at the own organisation."""
    return next((found for found in people(actor) if found.user.pk == key), None)


@transaction.atomic
def change_roles(actor: Actor, found: Person, roles: frozenset[Role]) -> None:
    """Let somebody have exactly these of the roles that an organisation gives; a central role stays. None at all: the person is gone.

    Raises:
        WrongUse: the organisation would have no administrator left, or a role is one for the whole catalogue.
    """
    require(actor, Action.MANAGE_PEOPLE)
    for role in sorted(roles - set(found.roles)):
        service.appoint(actor, found.user, role)
    dropped = set(found.roles) - roles - service.CENTRAL
    ending = Appointment.objects.filter(user=found.user, organisation_id=actor.own, ended_at=None, role__in=dropped)
    for appointment in ending.order_by("pk"):
        service.end(actor, appointment.pk)


def invitations(actor: Actor) -> list[Invitation]:
    """Invitations of the own organisation that nobody has taken up, newest first."""
    require(actor, Action.READ_PEOPLE)
    return list(Invitation.objects.filter(organisation_id=actor.own, accepted_at=None).order_by("-made_at", "-pk"))


@transaction.atomic
def renew(actor: Actor, key: int) -> tuple[Invitation, str]:
    """Make the secret of an invitation anew, valid from now; the earlier one no longer works."""
    require(actor, Action.MANAGE_PEOPLE)
    found = Invitation.objects.select_for_update().get(pk=key, organisation_id=actor.own, accepted_at=None)
    secret = secrets.token_urlsafe(24)
    found.fingerprint, found.expires_at = service.fingerprint(secret), timezone.now() + service.VALID_FOR
    found.save(update_fields=["fingerprint", "expires_at"])
    record(actor, "people.renew", found.email, owner=actor.organisation, role=found.role)
    return found, secret


@transaction.atomic
def take_back(actor: Actor, key: int) -> None:
    """Withdraw an invitation: its link stops working at once. That it was made stays in the log."""
    require(actor, Action.MANAGE_PEOPLE)
    found = Invitation.objects.select_for_update().get(pk=key, organisation_id=actor.own, accepted_at=None)
    record(actor, "people.take-back", found.email, owner=actor.organisation, role=found.role)
    found.delete()


def mail(actor: Actor, email: str, link: str) -> bool:
    """Send the link of an invitation where the server can send mail; gives whether it did. The link is shown in either case."""
    if not settings.SENDS_MAIL:
        return False
    subject = say("accounts.mail-subject", language(), name=actor.organisation_name)
    text = say("accounts.mail-text", language(), name=actor.organisation_name, link=link, n=service.VALID_FOR.days)
    try:
        return send_mail(subject, text, None, [email]) == 1
    except OSError:  # What a mail server refuses is one of these too.
        _log.exception("an invitation could not be mailed")
        return False
