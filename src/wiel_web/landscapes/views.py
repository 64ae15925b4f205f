"""Pages about the landscape: what there is, bringing files, their preview, taking over and undoing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wiel.landscape import TABLES
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.landscapes import service, telling
from wiel_web.landscapes.models import Delivery
from wiel_web.landscapes.paging import page_of
from wiel_web.landscapes.region import own_counts
from wiel_web.tenancy.access import may
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action

MOST_FINDINGS = 50


@require_safe
@allowed(Action.READ_LANDSCAPE)
def overview(request: HttpRequest) -> HttpResponse:
    """What the own organisation has, and the deliveries from which it came."""
    actor = actor_of(request)
    told = own_counts(actor)
    counts = [
        (name, table.named.nl if language() == "nl" else table.named.en, told[name])
        for name, table in TABLES.items()
        if name != "origins" and name in told
    ]
    found = {
        "counts": counts,
        "page": page_of(request, service.deliveries(actor)),
        "may_write": may(actor, Action.WRITE_LANDSCAPE),
        "may_runs": may(actor, Action.READ_RUNS),
        "class_word": "intern",
    }
    return render(request, "landscapes/overview.html", found)


@allowed(Action.WRITE_LANDSCAPE)
def bring(request: HttpRequest) -> HttpResponse:
    """Bring files; they are read in the background and nothing changes yet."""
    if request.method != "POST":
        return render(request, "landscapes/bring.html", {"class_word": "intern"})
    made = service.bring(actor_of(request), request.FILES.getlist("files"))
    return redirect("landscapes:delivery", made.pk)


@require_safe
@allowed(Action.READ_LANDSCAPE)
def delivery(request: HttpRequest, key: int) -> HttpResponse:
    """What a delivery would change, or changed."""
    found = _delivery(request, key)
    findings = telling.findings(found)
    content = {
        "delivery": found,
        "parts": telling.parts(found),
        "refused": telling.refused(found),
        "findings": [telling.told(finding) for finding in findings.items[:MOST_FINDINGS]],
        "more_findings": max(len(findings) - MOST_FINDINGS, 0),
        "page": (page := page_of(request, found.differences)),
        "differences": telling.differences(page.object_list),
        "rows": found.counts.get("changed", 0) + found.counts.get("new", 0) + found.counts.get("removed", 0),
        "open_choices": 0 if found.accept_unknown else found.counts.get("errors", 0) + found.counts.get("waiting", 0),
        "may_write": may(actor_of(request), Action.WRITE_LANDSCAPE),
        "class_word": "vertrouwelijk",
    }
    return render(request, "landscapes/delivery.html", content)


@require_POST
@allowed(Action.WRITE_LANDSCAPE)
def take(request: HttpRequest, key: int) -> HttpResponse:
    """Take a delivery over."""
    _delivery(request, key)
    service.take(actor_of(request), key)
    messages.success(request, say("landscapes.taken", language()))
    return redirect("landscapes:delivery", key)


@require_POST
@allowed(Action.WRITE_LANDSCAPE)
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take a delivery back."""
    _delivery(request, key)
    service.undo(actor_of(request), key)
    messages.success(request, say("landscapes.undone", language()))
    return redirect("landscapes:delivery", key)


@require_POST
@allowed(Action.WRITE_LANDSCAPE)
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """Leave a delivery."""
    _delivery(request, key)
    service.drop(actor_of(request), key)
    return redirect("landscapes:overview")


@require_POST
@allowed(Action.WRITE_LANDSCAPE)
def choose(request: HttpRequest, key: int) -> HttpResponse:
    """Choose what happens to rows that are missing and to what could not be read."""
    _delivery(request, key)
    service.choose(actor_of(request), key, "remove_missing" in request.POST, "accept_unknown" in request.POST)
    return redirect(reverse("landscapes:delivery", args=[key]) + "#keuzes")


def _delivery(request: HttpRequest, key: int) -> Delivery:
    return get_object_or_404(Delivery.objects.visible_to(actor_of(request)), pk=key)
