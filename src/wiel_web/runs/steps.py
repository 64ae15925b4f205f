"""What one can do next with a result: the few things that help most, each with the page where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.urls import reverse

from wiel.findings import Severity
from wiel.registry import instruments
from wiel.texts import keys, say
from wiel_web.frame.context import language
from wiel_web.runs import service
from wiel_web.runs.models import Run
from wiel_web.runs.naming import title
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.roles import Action

MOST_STEPS = 5
# Which question follows on which.
FOLLOWS = {
    "inventory": "overlap",
    "overlap": "rationalisation",
    "rationalisation": "business_case",
    "business_case": "cost_sharing",
    "cost_sharing": "governance",
    "benchmark": "rationalisation",
    "governance": service.FEASIBILITY,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the words of the link, what they bring, and the page."""

    text: str
    why: str
    url: str


def steps(actor: Actor, seen: service.Seen) -> list[Step]:
    """What to do next, most helpful first."""
    starts = may(actor, Action.START_RUNS)
    found = [
        *_findings(seen),
        *(_handovers(actor, seen.run) if starts else ()),
        *_compare(actor, seen.run),
        *(_next(seen.run) if starts else ()),
    ]
    return list(islice(found, MOST_STEPS))


def _step(name: str, url: str, **values: str | int) -> Step:
    why = f"runs.step-{name}-why"
    return Step(
        say(f"runs.step-{name}", language(), **values), say(why, language(), **values) if why in keys(language()) else "", url
    )


def _findings(seen: service.Seen) -> Iterator[Step]:
    """What was found makes the answer less certain: each finding says what to do."""
    n = sum(finding.severity is not Severity.INFO for result in seen.results.values() for finding in result.findings)
    if n:
        yield _step("findings", "#bevindingen", n=n)


def _handovers(actor: Actor, run: Run) -> Iterator[Step]:
    """What the question could build on and does not: an earlier answer, or the question that gives it."""
    for need in service.missing(run):
        giver = next((name for name, found in instruments().items() if need in found.result_tables), None)
        if giver is None:
            continue
        earlier = service.earlier(actor, run.instrument).filter(instrument=giver, partnership=run.partnership).first()
        if earlier is None:
            yield _step("first", reverse("runs:ask", args=[giver]), title=title(giver))
        else:
            yield _step("build-on", f"{reverse('runs:ask', args=[run.instrument])}?bouwt-op={earlier.pk}", title=title(giver))


def _compare(actor: Actor, run: Run) -> Iterator[Step]:
    n = service.comparable(actor, run).count()
    if n:
        yield _step("compare", reverse("runs:compare", args=[run.pk]), n=n)


def _next(run: Run) -> Iterator[Step]:
    if run.is_study:
        return
    following = FOLLOWS.get(run.instrument)
    if following in instruments():
        yield _step("next", reverse("runs:ask", args=[following]), title=title(following))
    yield _step("dossier", reverse("runs:ask", args=[service.FEASIBILITY]))
