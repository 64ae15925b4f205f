"""The start page: the next steps of who has signed in."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wiel_web.landscapes import service as landscapes
from wiel_web.landscapes.models import DeliveryState
from wiel_web.runs import service as runs
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action

MOST_STEPS, MOST_RUNS = 5, 5


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
    found: list[Step] = []
    if may(actor, Action.WRITE_LANDSCAPE):
        ready = landscapes.deliveries(actor).filter(state=DeliveryState.READY).first()
        if ready is not None:
            found.append(Step("look", reverse("landscapes:delivery", args=[ready.pk])))
        taken = landscapes.deliveries(actor).filter(state=DeliveryState.TAKEN).exists()
        found.append(Step("refresh" if taken else "bring", reverse("landscapes:bring")))
    if may(actor, Action.START_RUNS):
        found.append(Step("dossier", reverse("runs:ask", args=[runs.FEASIBILITY])))
    if may(actor, Action.READ_RUNS):
        found.append(Step("read", reverse("runs:dossiers")))
    return found
