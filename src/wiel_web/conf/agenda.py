"""The dates ahead: contracts, decisions, duties, and what others changed in what they opened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from wiel.results import Result
from wiel.texts import say
from wiel_web.conf.answers import Answers
from wiel_web.conf.own import own_rows
from wiel_web.frame.context import language
from wiel_web.landscapes import service as landscapes
from wiel_web.runs import service as runs
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.roles import Action
from wiel_web.tenancy.service import openings_of, organisation

# How many of each are shown, how many months ahead a contract counts, and how many days back a change is news.
MOST, MOST_DECISIONS, MOST_NEWS, AHEAD, BACK = 6, 8, 3, 12, 60
GOVERNANCE = "governance"
LONGEST_NOTICE = 1200
LATE, NOT_APPLICABLE = "te laat", "niet van toepassing"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something on a day; `url` leads to what it is about.

    `open_basis`: the source of the day still has to be verified. `secret`: the day is confidential.
    """

    day: date
    text: str
    url: str
    open_basis: bool = False
    secret: bool = False


def ahead(answers: Answers, day: date) -> list[Dated]:
    """The next dates for this actor, soonest first: notice and end of own contracts, openings that end, decisions."""
    actor = answers.actor
    found = [*_contracts(actor, day), *_openings(actor, day), *decisions(answers, day)[:MOST]]
    return sorted(found, key=lambda dated: dated.day)[:MOST]


def _contracts(actor: Actor, day: date) -> Iterator[Dated]:
    """The last day to give notice, or the end where that day is unknown or has passed."""
    rows = own_rows(actor, "contracts").filter(end__gte=day).order_by("end")
    known = list(rows.values_list("number", "name", "identifier", "end", "notice_months"))
    for (number, name, identifier, end, months), notice in zip(known, _notice(known), strict=True):
        url = reverse("landscapes:record", args=["contracts", number])
        values = {"name": name or identifier.rpartition(":")[2], "end": end, "n": months}
        if notice is not None and day <= notice <= _later(day):
            yield Dated(notice, say("start.notice", language(), **values), url, secret=True)
        elif end <= _later(day):
            key = "start.end" if months is not None else "start.end-notice-unknown"
            yield Dated(end, say(key, language(), **values), url, secret=True)


def _notice(known: list[tuple[Any, ...]]) -> list[date | None]:
    """The last day to give notice of each: the end minus the notice in months; a day that a month lacks becomes its last day."""
    frame = pl.DataFrame([row[-2:] for row in known], schema={"end": pl.Date, "months": pl.Int64}, orient="row")
    stated = pl.when(pl.col("months") <= LONGEST_NOTICE).then("months")
    return frame.select(pl.col("end").dt.offset_by(pl.format("-{}mo", stated)))["end"].to_list()


def _later(day: date) -> date:
    return date(day.year + AHEAD // 12, day.month, min(day.day, 28))


def _openings(actor: Actor, day: date) -> Iterator[Dated]:
    """What the own organisation opened and ends by itself."""
    if not may(actor, Action.WRITE_SHARING):
        return
    for opening in openings_of(actor):
        if opening.withdrawn_at is None and opening.until is not None and day <= opening.until <= _later(day):
            what = say(f"tenancy.subject.{opening.subject}", language())
            yield Dated(opening.until, say("start.opening-ends", language(), what=what), reverse("tenancy:sharing"))


def decisions(answers: Answers, day: date) -> list[Dated]:
    """The acts ahead in the calendar of the latest governance result: those of the own organisation and of all together."""
    found = answers.latest(GOVERNANCE, runs.FEASIBILITY) if may(answers.actor, Action.READ_RUNS) else None
    if found is None:
        return []
    calendar = answers.once(found, "calendar", lambda: _calendar(answers.results(found), answers.actor))
    url = reverse("runs:run", args=[found.pk])
    return [Dated(on, text, url, open_basis) for on, text, open_basis in calendar if on >= day][:MOST_DECISIONS]


def _calendar(results: Mapping[str, Result], actor: Actor) -> list[tuple[date, str, bool]]:
    """Day, act and whether its source must still be verified, in the legal form that was worked out; soonest first."""
    result = results.get(GOVERNANCE)
    calendar = result.tables.get("calendar") if result else None
    if result is None or calendar is None:
        return []
    mine = pl.col("organisation").is_null() | (pl.col("organisation") == organisation(actor.own).identifier)
    shown = calendar.frame.filter(mine & (pl.col("form") == result.facts["form"]) & pl.col("date").is_not_null())
    what = "what" if language() == "nl" else "what_en"
    rows = shown.sort("date", maintain_order=True).iter_rows(named=True)
    return [(row["date"], say("start.act", language(), what=row[what], body=row["body"]), row["verify"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty with its next date (None: unknown), how it stands (None: unknown), and whether its evidence is known."""

    name: str
    day: date | None
    status: str | None
    proven: bool
    url: str


def duties(actor: Actor) -> list[Duty]:
    """The duties of the own organisation that apply: late ones first, then by date; those without a date last."""
    rows = own_rows(actor, "duties").exclude(status=NOT_APPLICABLE)
    found = [
        Duty(duty, day, status, bool(evidence), reverse("landscapes:record", args=["duties", number]))
        for number, duty, day, status, evidence in rows.values_list("number", "duty", "next_date", "status", "evidence")
    ]
    return sorted(found, key=lambda duty: (duty.status != LATE, duty.day is None, duty.day or date.max))


@dataclass(frozen=True, slots=True)
class News:
    """An organisation that changed applications which it opened to the own one."""

    name: str
    at: datetime
    n: int


def news(actor: Actor) -> list[News]:
    """Who changed what is opened to the own organisation lately, latest first."""
    since = timezone.now() - timedelta(days=BACK)
    rows = landscapes.rows(actor, "applications").exclude(owner_id=actor.own).filter(kept_since__gte=since).order_by()
    found = rows.values("owner__name").annotate(at=Max("kept_since"), n=Count("pk")).order_by("-at", "owner__name")
    return [News(row["owner__name"], row["at"], row["n"]) for row in found[:MOST_NEWS]]
