"""Pages about questions and their answers: choose, start, follow, stop, read, download."""

import mimetypes
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wiel.quantities import Confidentiality
from wiel.registry import instruments
from wiel_web.frame.context import language
from wiel_web.landscapes.paging import page_of
from wiel_web.landscapes.values import sentence_from
from wiel_web.runs import result_page, service
from wiel_web.runs.form import OptionsForm
from wiel_web.runs.models import Run, RunState
from wiel_web.tenancy.access import may
from wiel_web.tenancy.models import Organisation
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.service import organisation, partnerships_of


@require_safe
@allowed(Action.READ_RUNS)
def questions(request: HttpRequest) -> HttpResponse:
    """What can be asked, and what was asked before."""
    actor = actor_of(request)
    found = {
        "instruments": list(instruments()),
        "page": page_of(request, service.runs(actor)),
        "may_start": may(actor, Action.START_RUNS),
        "class_word": "intern",
    }
    return render(request, "runs/questions.html", found)


@allowed(Action.START_RUNS)
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Choose about whom and with which options, and start."""
    descriptor = instruments().get(name)
    if descriptor is None and name != service.FEASIBILITY:
        raise Http404
    actor = actor_of(request)
    places = _places(actor.organisation or 0)
    form = OptionsForm(descriptor, service.earlier(actor, name), request.POST or None, request.GET.get("bouwt-op", ""))
    if request.method == "POST" and form.is_valid():
        chosen = next((place for place in places if str(place.pk) == request.POST.get("partnership")), None)
        if chosen is None:
            raise Http404
        made = service.start(actor, name, chosen, form.options(), form.cleaned_data["parameters"], form.inputs())
        return redirect("runs:run", made.pk)
    content = {"name": name, "form": form, "places": places, "chosen": "bouwt-op" in request.GET, "class_word": "intern"}
    return render(request, "runs/ask.html", content)


def _places(own: int) -> list[Organisation]:
    """About whom the own organisation can ask: its partnerships, and itself."""
    return [*partnerships_of(own), organisation(own)]


@require_safe
@allowed(Action.READ_RUNS)
def run(request: HttpRequest, key: int) -> HttpResponse:
    """How far a run is, or what came out of it."""
    actor, found = actor_of(request), _run(request, key)
    content: dict[str, Any] = {
        "run": found,
        "percent": round(100 * found.progress),
        "is_waiting": found.state == RunState.QUEUED,
        "may_stop": found.is_open and found.owner_id == actor.organisation and may(actor, Action.START_RUNS),
        "may_start": may(actor, Action.START_RUNS),
        "refusal": sentence_from(found.refusal["sentence"]) if found.refusal else None,
        "class_word": Confidentiality.INTERN.dutch,
    }
    if content["refusal"] is not None:
        content |= {"message": content["refusal"].message(language()), "remedy": content["refusal"].remedy(language())}
    if found.state == RunState.DONE:
        content |= result_page.content(request, key)
    return render(request, "runs/run.html", content)


@require_POST
@allowed(Action.START_RUNS)
def stop(request: HttpRequest, key: int) -> HttpResponse:
    """Ask a run to stop."""
    _run(request, key)
    service.stop(actor_of(request), key)
    return redirect("runs:run", key)


@require_safe
@allowed(Action.READ_RUNS)
def file(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Download one file of a dossier."""
    _run(request, key)
    found = get_object_or_404(service.files(actor_of(request), key), pk=number)
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    name = found.name.rpartition("/")[2]
    # A dossier in HTML is a whole page with a style of its own: it is saved, never opened within this site.
    return HttpResponse(bytes(found.content), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
@allowed(Action.READ_RUNS)
def dossiers(request: HttpRequest) -> HttpResponse:
    """The studies that have a dossier."""
    studies = service.runs(actor_of(request)).filter(is_study=True)
    found = {"page": page_of(request, studies), "may_start": may(actor_of(request), Action.START_RUNS), "class_word": "intern"}
    return render(request, "runs/dossiers.html", found | {"study_url": reverse("runs:ask", args=[service.FEASIBILITY])})


def _run(request: HttpRequest, key: int) -> Run:
    return get_object_or_404(service.runs(actor_of(request)), pk=key)
