"""The latest inventory and overlap matrix, as pages of the landscape."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wiel_web.landscapes.service import changed_since
from wiel_web.runs import result_page, service
from wiel_web.runs.models import OPEN_STATES, Run, RunState
from wiel_web.tenancy.access import may, require
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.service import organisation, partnerships_of

SHOWN = ("inventory", "overlap")
CHOSEN = "latest-of"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.READ_RUNS)
def latest(request: HttpRequest, name: str) -> HttpResponse:
    """The latest outcome of an instrument that the actor may see; sending the page computes it anew."""
    if name not in SHOWN:
        raise Http404
    actor = actor_of(request)
    place = _place(actor, request)
    if request.method == "POST":
        require(actor, Action.START_RUNS)
        return redirect("runs:run", service.start(actor, name, place).pk)
    runs = service.runs(actor).filter(instrument=name, partnership=place)
    found = runs.filter(state=RunState.DONE).first()
    content: dict[str, Any] = {
        "name": name,
        "place": place,
        "places": _places(actor),
        "run": found,
        "waiting": runs.filter(state__in=OPEN_STATES).first(),
        "outdated": found is not None and _outdated(actor, found),
        "may_start": may(actor, Action.START_RUNS),
        "class_word": "intern",
    }
    return render(request, "conf/latest.html", content | (result_page.content(request, found.pk) if found else {}))


def _places(actor: Actor) -> list[Organisation]:
    """About whom it can be: the partnerships of the own organisation, and itself."""
    return [*partnerships_of(actor.own), organisation(actor.own)]


def _place(actor: Actor, request: HttpRequest) -> Organisation:
    """The one that is chosen, or was chosen last, else the first."""
    places = {str(place.pk): place for place in _places(actor)}
    key = request.POST.get("over") or request.GET.get("over")
    if key is None:
        return places.get(request.session.get(CHOSEN, ""), next(iter(places.values())))
    if key not in places:
        raise Http404
    request.session[CHOSEN] = key
    return places[key]


def _outdated(actor: Actor, run: Run) -> bool:
    """Whether rows changed since, of any organisation whose rows went into it or would go into it now."""
    return changed_since(actor, run.partnership, run.made_at)
