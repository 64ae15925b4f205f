"""Pages about the log: who did what and when, with filters, and as a file."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wiel.exchange.formulas import harmless
from wiel.texts import say
from wiel_web.frame.context import language
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.audit import DONE, FAILED, REFUSED, record
from wiel_web.tenancy.models import AuditEntry, Organisation
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.telling import entries, logged

PER_PAGE, PIECE = 50, 1000
OUTCOMES = (DONE, REFUSED, FAILED)
# A person of the own organisation, or another organisation: of its people one reads no names, so one cannot ask for them either.
PERSON, PLACE = "mens", "organisatie"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of the log: by whom, which act, with which outcome, from and until which day. What makes no sense is left out."""

    who: str = ""
    act: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def query(self) -> str:
        """The wish as the end of an address."""
        words = {"wie": self.who, "handeling": self.act, "uitkomst": self.outcome, "vanaf": self.since, "tot": self.until}
        return urlencode({name: str(word) for name, word in words.items() if word})


def wish_of(asked: QueryDict) -> Wish:
    """The wish in an address."""
    kind, _, key = asked.get("wie", "").partition("-")
    who = f"{kind}-{key}" if kind in (PERSON, PLACE) and key.isdecimal() and len(key) < 10 else ""
    outcome = asked.get("uitkomst", "")
    act = asked.get("handeling", "").replace("\0", "")[:80]
    return Wish(who, act, outcome if outcome in OUTCOMES else "", _day(asked.get("vanaf", "")), _day(asked.get("tot", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def answer(actor: Actor, wish: Wish) -> QuerySet[AuditEntry]:
    """The lines that answer a wish, newest first."""
    rows, (kind, _, key) = logged(actor), wish.who.partition("-")
    if kind == PERSON:
        rows = rows.filter(organisation=actor.own, user=int(key))
    elif kind == PLACE:
        rows = rows.filter(organisation=int(key))
    if wish.act:
        rows = rows.filter(action=wish.act)
    if wish.outcome:
        rows = rows.filter(outcome=wish.outcome)
    if wish.since:
        rows = rows.filter(at__gte=_midnight(wish.since))
    return rows.filter(at__lt=_midnight(wish.until + timedelta(1))) if wish.until and wish.until < date.max else rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@require_safe
@allowed(Action.READ_LOG)
def log(request: HttpRequest) -> HttpResponse:
    """What was done and looked at."""
    actor, wish = actor_of(request), wish_of(request.GET)
    page = Paginator(answer(actor, wish), PER_PAGE).get_page(request.GET.get("pagina"))
    content = {
        "page": page,
        "entries": entries(actor, list(page)),
        "wish": wish,
        "query": f"&{wish.query}" if wish.query else "",
        "actors": _actors(actor),
        "acts": logged(actor).order_by("action").values_list("action", flat=True).distinct(),
        "outcomes": OUTCOMES,
        "class_word": "vertrouwelijk",
    }
    return render(request, "tenancy/log.html", content)


def _actors(actor: Actor) -> list[tuple[str, str]]:
    """Who stands in the log: own people by name, others by organisation."""
    own = logged(actor).filter(organisation=actor.own, user__isnull=False).order_by("user_name", "user")
    people = dict(own.values_list("user", "user_name").distinct())
    others = logged(actor).exclude(organisation=actor.own).order_by().values_list("organisation", flat=True).distinct()
    places = Organisation.objects.filter(pk__in=[key for key in others if key]).values_list("pk", "name")
    return [*((f"{PERSON}-{key}", name) for key, name in people.items()), *((f"{PLACE}-{key}", name) for key, name in places)]


@require_safe
@allowed(Action.READ_LOG)
def save_log(request: HttpRequest) -> HttpResponse:
    """The lines that answer a wish as a file; that somebody takes them along is an act too."""
    actor, wish = actor_of(request), wish_of(request.GET)
    rows = list(answer(actor, wish))
    record(actor, "log.save", owner=actor.organisation, rows=len(rows), wish=wish.query)
    heads = [say(f"tenancy.{name}", language()) for name in ("at", "who", "did", "thing", "outcome")]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for start in range(0, len(rows), PIECE):
        for entry in entries(actor, rows[start : start + PIECE]):
            words = (entry.who, entry.action, entry.thing, say(f"tenancy.outcome-{entry.outcome}", language()))
            writer.writerow([timezone.localtime(entry.at).isoformat(timespec="seconds"), *map(harmless, words)])
    name = f"logboek-{timezone.localdate()}-vertrouwelijk.csv"
    return HttpResponse(
        buffer.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
