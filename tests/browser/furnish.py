"""What there is on the site: the world of the web tests, a delivery and a run in every state, and people who have nothing yet."""

from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.web.walk import REACHED, Victim, reach
from tests.web.world import World, make_world
from wiel_web.accounts.models import Appointment, User
from wiel_web.accounts.service import make_user
from wiel_web.landscapes import service as landscapes
from wiel_web.landscapes.models import Delivery, DeliveryState
from wiel_web.runs.models import Run, RunState
from wiel_web.tenancy.models import State
from wiel_web.tenancy.roles import Kind, Role
from wiel_web.tenancy.scoping import acting_for
from wiel_web.tenancy.service import make_organisation

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEWCOMER = "nieuw@eikenrade.example"
# A list with an error and a choice, so that the preview has something to show, and one that cannot be read.
FAULTY = b"id;name;criticality;internet_facing\nA45;Begraafplaats;hoog;ja\nA46;Havengeld;heel hoog;nee\nA46;Havengeld;;\n"
UNREADABLE = b"\x00\x01\x02"
# Pages of signing in come from a library: who sees them is told here, and what their addresses take.
SECOND = "tweede@stap.example"
VISITED: dict[str, dict[str, str]] = {
    "account_login": {},
    "account_signup": {},
    "account_inactive": {},
    "account_email_verification_sent": {},
    "account_confirm_email": {"key": "oud"},
    "account_reset_password": {},
    "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "oud-sleutel"},
    "account_reset_password_from_key_done": {},
    "socialaccount_login_cancelled": {},
    "socialaccount_login_error": {},
}
OWN = (
    "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index", "mfa_reauthenticate",
    "socialaccount_connections",
)  # fmt: skip


def furnish(password: str) -> dict[str, Any]:
    """Make everything and tell: addresses of pages by name, and the session of each person."""
    world = make_world()
    victim = reach(world)
    pages = {name: reverse(name, kwargs=arguments(victim)) for name, arguments in REACHED.items()}
    pages |= _deliveries(world, victim) | _runs(world, victim)
    pages |= {"failure:not-found": "/deze-pagina-is-er-niet"}
    _newcomer(password)
    return {
        "pages": pages,
        "visited": {name: reverse(name, kwargs=values) for name, values in VISITED.items()},
        "own": {name: reverse(name) for name in OWN},
        "sessions": {user.email: _session(user) for user in User.objects.all()},
    }


def _newcomer(password: str) -> None:
    """Somebody at a municipality that has brought nothing yet; and somebody without a place."""
    place = make_organisation("Eikenrade", Kind.MUNICIPALITY, "org:eikenrade", State.APPROVED)
    with acting_for(place.pk):
        user = make_user(NEWCOMER, "Noor Nieuw", password)
        Appointment.objects.create(user=user, organisation=place, role=Role.LANDSCAPE_EDITOR)
    make_user("zonder@plek.example", "Zonder Plek")
    careful = make_user(SECOND, "Twan Tweede", password)
    TOTP.activate(careful, generate_totp_secret())
    RecoveryCodes.activate(careful)


def _deliveries(world: World, victim: Victim) -> dict[str, str]:
    """A preview with findings, a delivery that is refused, and one in each other state."""
    actor = world.actor(Role.LANDSCAPE_EDITOR, world.members[0])
    found = {}
    with acting_for(actor.organisation):
        for name, content in (("faulty.csv", FAULTY), ("x.xlsx", UNREADABLE)):
            found[name] = landscapes.bring(actor, [SimpleUploadedFile(name, content)]).pk
        kept = Delivery.objects.of(actor.organisation).get(pk=victim.delivery)
        for state in (DeliveryState.READING, DeliveryState.TAKEN, DeliveryState.UNDONE, DeliveryState.DROPPED):
            kept.pk, kept.state = None, state
            kept.save(force_insert=True)
            found[state] = kept.pk
    return {f"landscapes:delivery:{name}": reverse("landscapes:delivery", args=[key]) for name, key in found.items()}


def _runs(world: World, victim: Victim) -> dict[str, str]:
    """A run in each state beside the one that is done."""
    found = {}
    with acting_for(world.members[0].pk):
        kept = Run.objects.of(world.members[0].pk).get(pk=victim.run)
        for state in RunState:
            if state != RunState.DONE:
                kept.pk, kept.state, kept.progress = None, state, 0.4
                kept.save(force_insert=True)
                found[str(state)] = kept.pk
    return {f"runs:run:{state}": reverse("runs:run", args=[key]) for state, key in found.items()}


def _session(user: User) -> str:
    """A session of somebody who has signed in."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY], session[HASH_SESSION_KEY] = (
        str(user.pk),
        BACKEND,
        user.get_session_auth_hash(),
    )
    session.create()
    return session.session_key or ""
