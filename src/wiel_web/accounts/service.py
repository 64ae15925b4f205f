"""The door of accounts: who acts for whom, invitations, newcomers."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from wiel.errors import WrongUse
from wiel.texts import Sentence
from wiel_web.accounts.models import Appointment, Invitation, JoinRequest, User
from wiel_web.tenancy.access import require
from wiel_web.tenancy.actor import VISITOR, Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.roles import Action, Kind, Role
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import organisation

VALID_FOR = timedelta(days=7)
# Roles for the whole catalogue are given by who manages organisations, never by an organisation itself.
CENTRAL = frozenset({Role.STEWARD, Role.SECURITY_STEWARD})

__all__ = [
    "accept", "actor_for", "appoint", "ask_to_join", "choices_of", "colleagues", "decide", "end", "fingerprint",
    "invite", "make_user", "newcomers", "roles_of",
]  # fmt: skip


def make_user(email: str, name: str = "", password: str | None = None) -> User:
    """A new person."""
    return User.objects.create_user(email, password, name=name)


def actor_for(user: User | None, chosen: int | None = None) -> Actor:
    """On whose behalf does this person act: at the chosen organisation, else at the first one where the person has a role."""
    if user is None:
        return VISITOR
    current = list(user.appointments.filter(ended_at=None).select_related("organisation").order_by("made_at", "pk"))
    places = list(dict.fromkeys(appointment.organisation for appointment in current))
    place = next((found for found in places if found.pk == chosen), places[0] if places else None)
    if place is None:
        return Actor(user.pk, user_name=str(user))
    roles = frozenset(Role(appointment.role) for appointment in current if appointment.organisation_id == place.pk)
    return Actor(user.pk, place.pk, Kind(place.kind), roles, str(user), place.name)


def choices_of(user: int) -> list[tuple[int, str]]:
    """Key and name of the organisations between which a person can switch."""
    rows = Appointment.objects.filter(user_id=user, ended_at=None).values_list("organisation_id", "organisation__name")
    return sorted(set(rows), key=lambda row: row[1])


def roles_of(user: User) -> list[tuple[Organisation, list[Role]]]:
    """The organisations where a person works, by name, with the roles there."""
    held: dict[Organisation, set[str]] = {}
    for appointment in user.appointments.filter(ended_at=None).select_related("organisation").order_by("organisation__name"):
        held.setdefault(appointment.organisation, set()).add(appointment.role)
    return [(place, [role for role in Role if role in roles]) for place, roles in held.items()]


def appoint(actor: Actor, user: User, role: Role) -> Appointment:
    """Give a person a role at the own organisation.

    Raises:
        WrongUse: the role is one for the whole catalogue.
    """
    require(actor, Action.MANAGE_PEOPLE)
    _own_role(role)
    made, _ = Appointment.objects.get_or_create(
        user=user, organisation_id=actor.own, role=role, ended_at=None, defaults={"made_by_id": actor.user}
    )
    record(actor, "people.appoint", f"user:{user.pk}", owner=actor.organisation, role=role)
    return made


def end(actor: Actor, appointment: int) -> None:
    """End a role at the own organisation; it stops at once.

    Raises:
        WrongUse: it is the last role of an organisation admin.
    """
    require(actor, Action.MANAGE_PEOPLE)
    with transaction.atomic():
        admins = Appointment.objects.select_for_update().filter(
            organisation_id=actor.own, role=Role.ORGANISATION_ADMIN, ended_at=None
        )
        found = Appointment.objects.get(pk=appointment, organisation_id=actor.own, ended_at=None)
        if found.role == Role.ORGANISATION_ADMIN and len(admins) == 1:
            raise WrongUse(Sentence("accounts.last-admin"))
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        record(actor, "people.end", f"user:{found.user_id}", owner=actor.organisation, role=found.role)


def colleagues(actor: Actor) -> list[Appointment]:
    """The roles that people have at the own organisation."""
    require(actor, Action.READ_PEOPLE)
    return list(
        Appointment.objects.filter(organisation_id=actor.own, ended_at=None).select_related("user").order_by("user__email", "role")
    )


def invite(actor: Actor, email: str, role: Role) -> str:
    """Invite somebody to the own organisation and give the secret of the invitation, which is shown once."""
    require(actor, Action.MANAGE_PEOPLE)
    _own_role(role)
    secret = secrets.token_urlsafe(24)
    Invitation.objects.create(
        organisation_id=actor.own, email=email.strip().lower(), role=role, fingerprint=fingerprint(secret),
        made_by_id=actor.user, expires_at=timezone.now() + VALID_FOR,
    )  # fmt: skip
    record(actor, "people.invite", email, owner=actor.organisation, role=role)
    return secret


@transaction.atomic
def accept(user: User, secret: str) -> Appointment:
    """Take up an invitation.

    Raises:
        WrongUse: the secret is unknown, used, expired, or meant for another address.
    """
    found = (
        Invitation.objects.select_for_update()
        .filter(fingerprint=fingerprint(secret), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if found is None or found.email != user.email.lower():
        raise WrongUse(Sentence("accounts.bad-invitation"))
    found.accepted_at = timezone.now()
    found.save(update_fields=["accepted_at"])
    with acting_for(found.organisation_id):
        made, _ = Appointment.objects.get_or_create(
            user=user, organisation=found.organisation, role=found.role, ended_at=None, defaults={"made_by": found.made_by}
        )
        actor = actor_for(user, found.organisation_id)
        record(actor, "people.accept", f"user:{user.pk}", owner=found.organisation_id, role=found.role)
    return made


def ask_to_join(user: User, key: int, role: Role) -> JoinRequest:
    """Ask to join an organisation; one open request per person and organisation."""
    _own_role(role)
    request, _ = JoinRequest.objects.get_or_create(
        user=user, organisation=organisation(key), decided_at=None, defaults={"role": role}
    )
    record(actor_for(user), "people.ask", f"user:{user.pk}", owner=key, role=role)
    return request


def newcomers(actor: Actor) -> list[JoinRequest]:
    """Who asks to join the own organisation."""
    require(actor, Action.READ_PEOPLE)
    return list(JoinRequest.objects.filter(organisation_id=actor.own, decided_at=None).select_related("user").order_by("made_at"))


@transaction.atomic
def decide(actor: Actor, request: int, accepted: bool) -> None:
    """Accept or refuse a newcomer of the own organisation."""
    require(actor, Action.MANAGE_PEOPLE)
    found = JoinRequest.objects.select_for_update().get(pk=request, organisation_id=actor.own, decided_at=None)
    found.decided_at, found.decided_by_id, found.accepted = timezone.now(), actor.user, accepted
    found.save(update_fields=["decided_at", "decided_by", "accepted"])
    record(actor, "people.decide", f"user:{found.user_id}", owner=actor.organisation, accepted=accepted)
    if accepted:
        appoint(actor, found.user, Role(found.role))


def _own_role(role: Role) -> None:
    if role in CENTRAL:
        raise WrongUse(Sentence("accounts.central-role"))


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()
