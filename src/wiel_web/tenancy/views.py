"""Pages about what is opened to whom."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wiel.errors import WrongUse
from wiel.texts import Sentence, say
from wiel_web.frame.context import language
from wiel_web.tenancy import service
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import record
from wiel_web.tenancy.hiding import hidden_by
from wiel_web.tenancy.models import LONG, Circle, Opening, Organisation, State
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import LANDSCAPE_KINDS, Action, Kind
from wiel_web.tenancy.scoping import Subject
from wiel_web.tenancy.telling import reached

EVERYBODY = "municipalities"
OPENED = (Subject.LANDSCAPE, Subject.CONTRACTS, Subject.RESULTS)


@require_safe
@allowed(Action.READ_SHARING)
def sharing(request: HttpRequest) -> HttpResponse:
    """With whom the own organisation works together, and what it opened to whom."""
    actor, today = actor_of(request), timezone.localdate()
    openings = service.openings_of(actor)
    content = {
        "partnerships": [(place, service.members_of(place.pk)) for place in service.partnerships_of(actor.own)],
        "members": service.members_of(actor.own),
        "running": [(opening, reached(opening)) for opening in openings if _runs(opening, today)],
        "ended": [opening for opening in openings if not _runs(opening, today)],
        "may_write": may(actor, Action.WRITE_SHARING),
        "subjects": OPENED,
        "receivers": _receivers(actor),
        "today": today.isoformat(),
        "class_word": "intern",
    }
    return render(request, "tenancy/sharing.html", content)


def _runs(opening: Opening, today: date) -> bool:
    return opening.withdrawn_at is None and (opening.until is None or opening.until >= today)


def _receivers(actor: Actor) -> list[tuple[str, str]]:
    """To whom one can open: the own partnerships, all municipalities, or one organisation."""
    places = service.partnerships_of(actor.own)
    others = Organisation.objects.filter(kind__in=LANDSCAPE_KINDS).exclude(pk__in=[actor.own, *(place.pk for place in places)])
    everybody = [(EVERYBODY, say("tenancy.circle-municipalities", language()))]
    return [*((str(place.pk), place.name) for place in places), *everybody, *((str(other.pk), other.name) for other in others)]


@require_POST
@allowed(Action.WRITE_SHARING)
def give(request: HttpRequest) -> HttpResponse:
    """Open a subject of the own organisation."""
    actor, receiver = actor_of(request), request.POST.get("receiver", "")
    subject, since, until = request.POST.get("subject", ""), _day(request, "since"), _day(request, "until")
    if subject not in OPENED or receiver not in dict(_receivers(actor)):
        raise Http404
    organisation = None if receiver == EVERYBODY else service.organisation(int(receiver))
    circle = Circle.MUNICIPALITIES if organisation is None else Circle.ORGANISATION
    if organisation in service.partnerships_of(actor.own):
        circle = Circle.PARTNERSHIP
    basis = request.POST.get("basis", "").strip()[:200].replace("\0", "")
    service.open_to(actor, Subject(subject), circle, organisation, basis, until, since)
    messages.success(request, say("tenancy.given", language()))
    return redirect("tenancy:sharing")


def _day(request: HttpRequest, name: str) -> date | None:
    """The first or last day of an opening; it cannot lie before today.

    Raises:
        WrongUse: it is no date, or it has passed.
    """
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(Sentence("tenancy.no-day", {"text": text[:20]})) from error
    if day < timezone.localdate():
        raise WrongUse(Sentence("tenancy.day-passed"))
    return day


@allowed(Action.WRITE_SHARING)
def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Say what withdrawing an opening hides, and withdraw it."""
    actor = actor_of(request)
    found = get_object_or_404(Opening.objects.select_related("receiver"), pk=key, owner_id=actor.own, withdrawn_at=None)
    if request.method == "POST":
        service.withdraw(actor, found.pk)
        messages.success(request, say("tenancy.withdrawn", language()))
        return redirect("tenancy:sharing")
    content = {"opening": found, "reached": reached(found), "hidden": hidden_by(actor, found), "class_word": "intern"}
    return render(request, "tenancy/withdraw.html", content)


@allowed(Action.MANAGE_ORGANISATIONS)
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations that Wiel knows, those that wait to be accepted first; and a new one."""
    actor = actor_of(request)
    if request.method == "POST":
        name, kind = request.POST.get("name", "").strip()[:LONG].replace("\0", ""), request.POST.get("kind", "")
        if not name or kind not in set(Kind) or Organisation.objects.filter(name__iexact=name).exists():
            raise WrongUse(Sentence("tenancy.organisation-name"))
        service.make_organisation(name, Kind(kind), state=State.APPROVED)
        record(actor, "organisation.make", name, kind=kind)
        messages.success(request, say("tenancy.organisation-made", language(), name=name))
        return redirect("tenancy:organisations")
    known = Organisation.objects.filter(state=State.APPROVED)
    content = {"drafts": service.drafts(actor), "known": known, "kinds": list(Kind), "class_word": "intern"}
    return render(request, "tenancy/organisations.html", content)


@require_POST
@allowed(Action.MANAGE_ORGANISATIONS)
def approve(request: HttpRequest, key: int) -> HttpResponse:
    """Accept an organisation as what it says it is."""
    found = get_object_or_404(Organisation, pk=key, state=State.DRAFT)
    service.approve(actor_of(request), found.pk)
    messages.success(request, say("tenancy.organisation-approved", language(), name=found.name))
    return redirect("tenancy:organisations")
