"""Pages about access keys: who has which, make one, withdraw one."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wiel.errors import WrongUse
from wiel.texts import Sentence, say
from wiel_web.accounts import keys as service
from wiel_web.frame.context import language
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action, Role

LONGEST_NAME = 100


@require_safe
@allowed(Action.MAKE_KEYS)
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys are there, and a form for a new one."""
    return _keys(request)


def _keys(request: HttpRequest, text: str = "", name: str = "") -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    rows = list(service.keys_of(actor))
    content = {
        "keys": [key for key in rows if key.is_valid],
        "ended": [key for key in rows if not key.is_valid],
        "silent": {key.pk for key in rows if key.is_valid and not service.actor_with(key).actions},
        "roles": service.given(actor),
        "usual": (today + service.USUAL).isoformat(),
        "last": (today + service.LONGEST).isoformat(),
        "today": today.isoformat(),
        "text": text,
        "made_name": name,
        "class_word": "vertrouwelijk",
    }
    return render(request, "accounts/keys.html", content)


@require_POST
@allowed(Action.MAKE_KEYS)
def make(request: HttpRequest) -> HttpResponse:
    """Make a key; its text is shown once."""
    name = request.POST.get("name", "").strip()[:LONGEST_NAME].replace("\0", "")
    known = {role.value: role for role in Role}
    roles = frozenset(known[word] for word in request.POST.getlist("role") if word in known)
    made, text = service.make(actor_of(request), name, roles, _day(request.POST.get("until", "")))
    return _keys(request, text, made.name)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise WrongUse(Sentence("tenancy.no-day", {"text": text[:20]})) from error


@require_POST
@allowed(Action.MAKE_KEYS)
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Withdraw a key."""
    found = get_object_or_404(service.keys_of(actor_of(request)), pk=key)
    service.withdraw(actor_of(request), found.pk)
    messages.success(request, say("keys.withdrawn", language(), name=found.name))
    return redirect("accounts:keys")
