"""The start page: what to do next, how good the data are, what was found, which dates lie ahead; each role sees its own."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from wiel.quantities import Confidentiality
from wiel.texts import say
from wiel_web.conf import agenda
from wiel_web.conf.answers import Answers
from wiel_web.conf.freshness import Kind, kinds, never, stale
from wiel_web.conf.freshness_figure import picture
from wiel_web.conf.signals import signals
from wiel_web.conf.steps import steps
from wiel_web.frame.context import language
from wiel_web.landscapes.store import latest_day
from wiel_web.runs import service as runs
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action, Role
from wiel_web.tenancy.service import drafts

MOST_STEPS, MOST_RUNS, MOST_DUTIES = 5, 5, 6


@require_safe
@allowed(None)
def start(request: HttpRequest) -> HttpResponse:
    """What to do next, what is known and found, what lies ahead."""
    actor, today = actor_of(request), timezone.localdate()
    if actor.organisation is None:
        return render(request, "conf/newcomer.html")
    answers, found = Answers(actor), _data(actor, today)
    content = found | _work(answers, today) | _board(answers, today) | _duties(actor) | _elsewhere(actor)
    every = steps(actor, found.get("kinds", []), today)
    content |= {"today": today, "steps": every[:MOST_STEPS], "more_steps": every[MOST_STEPS:]}
    return render(request, "conf/start.html", content | {"class_word": _level(content).dutch})


def _level(content: dict[str, Any]) -> Confidentiality:
    """The class of what is shown: contract dates and some findings are confidential."""
    worst = content["signals"].worst if content.get("signals") else []
    secret = any(shown.secret for shown in (*worst, *content.get("ahead", ())))
    return Confidentiality.VERTROUWELIJK if secret else Confidentiality.INTERN


def _data(actor: Actor, day: date) -> dict[str, Any]:
    """How fresh and complete the own rows are, for whoever works with them; a board has nothing to fill in."""
    if not may(actor, Action.READ_LANDSCAPE) or actor.roles == {Role.TOWN_CLERK}:
        return {}
    found = kinds(actor, day)
    title = _fresh_title(found)
    return {"kinds": found, "fresh_title": title, "picture": mark_safe(picture(found, title)), "as_of": latest_day(actor.own)}


def _fresh_title(found: list[Kind]) -> str:
    """The answer of the figure as a sentence."""
    late, unchecked = stale(found), list(never(found))
    if not any(kind.rows for kind in found):
        return say("start.fresh-nothing", language())
    if late or unchecked:
        names = [kind.name.lower() for kind in late or unchecked]
        return say("start.fresh-late" if late else "start.fresh-unchecked", language(), names=names)
    return say("start.fresh-good", language())


def _work(answers: Answers, day: date) -> dict[str, Any]:
    """Signals, dates, what others changed, and calculations: for whoever works with landscape and results."""
    actor = answers.actor
    if not may(actor, Action.READ_RUNS):
        return {}
    running, board = answers.running(), actor.roles == {Role.TOWN_CLERK}
    return {
        "signals": None if board else signals(answers),
        "ahead": [] if board else agenda.ahead(answers, day),
        "works": not board,
        "news": [] if board else agenda.news(actor),
        "running": [(run, round(100 * run.progress), _may_stop(actor, run.owner_id)) for run in running],
        "lately": list(runs.runs(actor).exclude(pk__in=[run.pk for run in running])[:MOST_RUNS]),
        "settles": Role.CONTROLLER in actor.roles,
    }


def _may_stop(actor: Actor, owner: int) -> bool:
    return owner == actor.organisation and may(actor, Action.START_RUNS)


def _board(answers: Answers, day: date) -> dict[str, Any]:
    """Decisions with their dates and the sentences of the latest dossier, for who decides or advises who does."""
    actor = answers.actor
    if Role.TOWN_CLERK not in actor.roles or not may(actor, Action.READ_RUNS):
        return {}
    study = answers.latest(runs.FEASIBILITY)
    answer, know = answers.dossier(study) if study else ("", ())
    return {"board": True, "decisions": agenda.decisions(answers, day), "study": study, "answer": answer, "know": know}


def _duties(actor: Actor) -> dict[str, Any]:
    """Duties with their dates and evidence, for who guards security."""
    if Role.SECURITY_OFFICER not in actor.roles or not may(actor, Action.READ_LANDSCAPE):
        return {}
    found = agenda.duties(actor)
    return {
        "guards": True,
        "duties": found[:MOST_DUTIES],
        "duties_all": len(found),
        "unproven": sum(not one.proven for one in found),
    }


def _elsewhere(actor: Actor) -> dict[str, Any]:
    """What there is for suppliers and for who keeps the list of organisations."""
    central = may(actor, Action.MANAGE_ORGANISATIONS)
    return {"offers": may(actor, Action.WRITE_OFFER) and not may(actor, Action.READ_LANDSCAPE), "central": central,
            "drafts": drafts(actor) if central else []}  # fmt: skip
