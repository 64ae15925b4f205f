"""The start page: the next steps of who has signed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wiel_web.accounts import service as accounts
from wiel_web.landscapes import service as landscapes
from wiel_web.landscapes.models import DeliveryState
from wiel_web.runs import service as runs
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action, Role
from wiel_web.tenancy.service import openings_of, organisation

MOST_STEPS, MOST_RUNS = 5, 5
# What is asked of whom when it is unknown: key of the step, table, column, roles.
GAPS = (
    ("support", "applications", "end_of_support", frozenset({Role.LANDSCAPE_EDITOR})),
    ("contracts", "contracts", "end", frozenset({Role.LANDSCAPE_EDITOR, Role.CONTROLLER})),
    ("restore", "applications", "last_restore_test", frozenset({Role.SECURITY_OFFICER})),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next: its sentences are ``start.step-<key>`` with ``-why`` and ``-button``; `n` counts."""

    key: str
    url: str
    n: int = 0

    @property
    def title(self) -> str:
        """The key of what to do."""
        return f"start.step-{self.key}"

    @property
    def why(self) -> str:
        """The key of why."""
        return f"start.why-{self.key}"

    @property
    def button(self) -> str:
        """The key of the word on the button."""
        return f"start.button-{self.key}"


@require_safe
@allowed(None)
def start(request: HttpRequest) -> HttpResponse:
    """What to do next, what runs, what was found lately."""
    actor = actor_of(request)
    if actor.organisation is None:
        return render(request, "conf/newcomer.html")
    content = {
        "steps": steps(actor)[:MOST_STEPS],
        "runs": list(runs.runs(actor)[:MOST_RUNS]) if may(actor, Action.READ_RUNS) else [],
        "class_word": "intern",
    }
    return render(request, "conf/start.html", content)


def steps(actor: Actor) -> list[Step]:
    """What this actor can do next, most useful first."""
    return [*_people(actor), *_deliveries(actor), *_gaps(actor), *_answers(actor)]


def _people(actor: Actor) -> Iterator[Step]:
    """What waits for an administrator: people who ask to join, and sharing that has not begun."""
    if may(actor, Action.MANAGE_PEOPLE) and (waiting := len(accounts.newcomers(actor))):
        yield Step("newcomers", reverse("accounts:people"), waiting)
    if may(actor, Action.WRITE_SHARING) and not any(opening.withdrawn_at is None for opening in openings_of(actor)):
        yield Step("share", reverse("tenancy:sharing"))


def _deliveries(actor: Actor) -> Iterator[Step]:
    """Lists that wait, or the first list."""
    if may(actor, Action.WRITE_LANDSCAPE):
        ready = landscapes.deliveries(actor).filter(state=DeliveryState.READY).first()
        if ready is not None:
            yield Step("look", reverse("landscapes:delivery", args=[ready.pk]))
        if not landscapes.deliveries(actor).filter(state=DeliveryState.TAKEN).exists():
            yield Step("bring", reverse("landscapes:bring"))


def _gaps(actor: Actor) -> Iterator[Step]:
    """What is unknown in the own rows and would change answers, for who can find it out."""
    if not may(actor, Action.CONFIRM_LANDSCAPE):
        return
    for key, table, column, roles in GAPS:
        rows: QuerySet[Any] = landscapes.rows(actor, table).filter(owner_id=actor.own)
        unknown = rows.filter(**{f"{column}__isnull": True}).count() if roles & actor.roles else 0
        if unknown:
            asked = urlencode({"organisatie": organisation(actor.own).identifier, "onbekend": column})
            yield Step(key, reverse("landscapes:table", args=[table]) + f"?{asked}", unknown)


def _answers(actor: Actor) -> Iterator[Step]:
    """Questions to ask, answers to read, newer lists to bring."""
    if may(actor, Action.START_RUNS):
        yield Step("dossier", reverse("runs:ask", args=[runs.FEASIBILITY]))
    if may(actor, Action.READ_RUNS):
        yield Step("read", reverse("runs:dossiers"))
    if may(actor, Action.WRITE_LANDSCAPE) and landscapes.deliveries(actor).filter(state=DeliveryState.TAKEN).exists():
        yield Step("refresh", reverse("landscapes:bring"))
    if may(actor, Action.READ_LOG):
        yield Step("log", reverse("tenancy:log"))
