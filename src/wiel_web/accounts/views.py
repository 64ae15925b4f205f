"""Pages about the person who has signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wiel_web.accounts.acting import CHOSEN
from wiel_web.accounts.service import choices_of
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
