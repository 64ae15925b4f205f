"""Pages about the person who has signed in."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wiel_web.accounts.acting import CHOSEN
from wiel_web.accounts.models import User
from wiel_web.accounts.service import choices_of, roles_of
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.pages import actor_of, allowed


@require_POST
@allowed(None)
def switch(request: HttpRequest) -> HttpResponse:
    """Work for another organisation at which the person has a role, without signing in again."""
    actor = actor_of(request)
    chosen = request.POST.get("organisation", "")
    keys = {str(key): key for key, _ in choices_of(actor.user or 0)}
    if chosen not in keys:
        raise Http404
    request.session[CHOSEN] = keys[chosen]
    record(actor, "people.switch", f"organisation:{chosen}", owner=keys[chosen])
    return redirect("start")


@require_safe
@allowed(None)
def own(request: HttpRequest) -> HttpResponse:
    """One's own account: at which organisations in which roles, and the ways of signing in."""
    user = User.objects.get(pk=actor_of(request).user or 0)
    content = {"person": user, "places": roles_of(user), "has_second_step": is_mfa_enabled(user), "class_word": "vertrouwelijk"}
    return render(request, "accounts/own.html", content)
