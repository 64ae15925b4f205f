"""Pages about the people of an organisation: roles, invitations, newcomers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from wiel.errors import WrongUse
from wiel.texts import Sentence, say
from wiel_web.accounts import managing, service
from wiel_web.accounts.acting import CHOSEN
from wiel_web.accounts.models import Invitation, JoinRequest, User
from wiel_web.frame.context import language
from wiel_web.tenancy.access import may
from wiel_web.tenancy.models import Organisation, State
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action, Role

# The secret of an invitation stands behind the question mark: the log keeps paths, and may not keep secrets.
KEY = "sleutel"
# Roles that an organisation gives itself.
GIVEN = [role for role in Role if role not in service.CENTRAL]


@require_safe
@allowed(Action.READ_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Who has which role at the own organisation, and who asks to join."""
    return _people(request)


def _people(request: HttpRequest, told: dict[str, Any] | None = None) -> HttpResponse:
    actor = actor_of(request)
    content = {
        "people": managing.people(actor),
        "newcomers": service.newcomers(actor),
        "invitations": managing.invitations(actor),
        "may_write": may(actor, Action.MANAGE_PEOPLE),
        "roles": GIVEN,
        "days": service.VALID_FOR.days,
        "now": timezone.now(),
        "class_word": "vertrouwelijk",
    }
    return render(request, "accounts/people.html", content | (told or {}))


@require_POST
@allowed(Action.MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, and sent where the server sends mail."""
    email = request.POST.get("email", "").strip()
    try:
        validate_email(email)
    except ValidationError as error:
        raise WrongUse(Sentence("accounts.no-address", {"text": email[:80]})) from error
    return _invited(request, email, service.invite(actor_of(request), email, _role(request)))


def _invited(request: HttpRequest, email: str, secret: str) -> HttpResponse:
    link = request.build_absolute_uri(f"{reverse('accounts:accept')}?{urlencode({KEY: secret})}")
    return _people(request, {"link": link, "email": email, "mailed": managing.mail(actor_of(request), email, link)})


@require_POST
@allowed(Action.MANAGE_PEOPLE)
def invite_again(request: HttpRequest, key: int) -> HttpResponse:
    """Make the link of an invitation anew, or withdraw the invitation."""
    actor = actor_of(request)
    found = get_object_or_404(Invitation, pk=key, organisation_id=actor.own, accepted_at=None)
    if request.POST.get("answer") == "take-back":
        managing.take_back(actor, found.pk)
        messages.success(request, say("accounts.taken-back", language(), email=found.email))
        return redirect("accounts:people")
    renewed, secret = managing.renew(actor, found.pk)
    return _invited(request, renewed.email, secret)


@allowed(Action.MANAGE_PEOPLE)
def person(request: HttpRequest, key: int) -> HttpResponse:
    """Change the roles of somebody, or let somebody go."""
    actor = actor_of(request)
    found = managing.person(actor, key)
    if found is None:
        raise Http404
    if request.method == "POST":
        chosen = frozenset() if "remove" in request.POST else frozenset(Role(r) for r in request.POST.getlist("role") if r in GIVEN)
        managing.change_roles(actor, found, chosen)
        messages.success(request, say("accounts.changed" if chosen else "accounts.removed", language(), name=str(found.user)))
        # Whoever drops the own role of administrator may no longer come here.
        return redirect("start" if found.user.pk == actor.user else "accounts:people")
    central = [role for role in found.roles if role in service.CENTRAL]
    content = {"person": found, "roles": GIVEN, "central": central, "class_word": "vertrouwelijk"}
    return render(request, "accounts/person.html", content)


@require_POST
@allowed(Action.MANAGE_PEOPLE)
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Let a newcomer in, or not."""
    actor, accepted = actor_of(request), request.POST.get("answer") == "yes"
    get_object_or_404(JoinRequest, pk=key, organisation_id=actor.own, decided_at=None)
    service.decide(actor, key, accepted)
    messages.success(request, say("accounts.let-in" if accepted else "accounts.kept-out", language()))
    return redirect("accounts:people")


@allowed(None)
def accept(request: HttpRequest) -> HttpResponse:
    """Take up an invitation; looking at the page does nothing yet."""
    if request.method == "POST":
        made = service.accept(_person(request), request.POST.get(KEY, ""))
        request.session[CHOSEN] = made.organisation_id
        messages.success(request, say("accounts.joined", language(), name=made.organisation.name))
        return redirect("start")
    return render(request, "accounts/accept.html", {"secret": request.GET.get(KEY, "")})


@allowed(None)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask to join an organisation; its admin decides."""
    places = Organisation.objects.filter(state=State.APPROVED)
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        place = get_object_or_404(places, pk=int(chosen) if chosen.isdecimal() and len(chosen) < 10 else 0)
        service.ask_to_join(_person(request), place.pk, _role(request))
        messages.success(request, say("accounts.asked", language(), name=place.name))
        return redirect("start")
    return render(request, "accounts/ask.html", {"places": places, "roles": GIVEN})


def _role(request: HttpRequest) -> Role:
    role = request.POST.get("role", "")
    if role not in GIVEN:
        raise Http404
    return Role(role)


def _person(request: HttpRequest) -> User:
    return User.objects.get(pk=actor_of(request).user or 0)
