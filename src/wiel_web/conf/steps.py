"""What somebody can do next: what, why, how long it takes, and what it yields."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from wiel.texts import Sentence
from wiel.texts.numbers import Value
from wiel_web.accounts import service as accounts
from wiel_web.conf.freshness import Kind, agreed, never, stale
from wiel_web.conf.own import own_rows
from wiel_web.frame.context import language
from wiel_web.landscapes import service as landscapes
from wiel_web.landscapes.models import DeliveryState
from wiel_web.runs import service as runs
from wiel_web.tenancy.access import may
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.roles import Action, Role
from wiel_web.tenancy.service import openings_of, organisation

EDITOR, CONTROLLER, OFFICER = Role.LANDSCAPE_EDITOR, Role.CONTROLLER, Role.SECURITY_OFFICER
# What is asked of whom when it is unknown: key of the step, table, column, roles.
GAPS = (
    ("support", "applications", "end_of_support", frozenset({EDITOR})),
    ("contracts", "contracts", "end", frozenset({EDITOR, CONTROLLER})),
    ("notice", "contracts", "notice_months", frozenset({CONTROLLER})),
    ("amounts", "costs", "amount", frozenset({CONTROLLER})),
    ("restore", "applications", "last_restore_test", frozenset({OFFICER})),
    ("evidence", "duties", "evidence", frozenset({OFFICER})),
    ("duty-dates", "duties", "next_date", frozenset({OFFICER})),
)
# Which kinds of data somebody confirms, by role.
CONFIRMS = {
    EDITOR: ("applications", "application_uses", "couplings", "staff"),
    CONTROLLER: ("contracts", "costs"),
    OFFICER: ("incidents",),
}
MOST_MINUTES = 90


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next. Its sentences are ``start.step-<key>``, ``why-``, ``gain-`` and ``button-``; `n` counts.

    `minutes` where the time follows from the number; otherwise ``time-<key>`` says it.
    """

    key: str
    url: str
    n: int = 0
    minutes: int = 0
    values: tuple[tuple[str, Value], ...] = ()

    def _said(self, part: str) -> str:
        return Sentence(f"start.{part}-{self.key}", {"n": self.n, **dict(self.values)}).message(language())

    @property
    def title(self) -> str:
        """What to do."""
        return self._said("step")

    @property
    def why(self) -> str:
        """Why."""
        return self._said("why")

    @property
    def gain(self) -> str:
        """What it yields."""
        return self._said("gain")

    @property
    def button(self) -> str:
        """The word on the button."""
        return self._said("button")

    @property
    def time(self) -> str:
        """How long it takes."""
        if not self.minutes:
            return self._said("time")
        hours = self.minutes > MOST_MINUTES
        n = round(self.minutes / 60) if hours else self.minutes
        return Sentence("start.hours" if hours else "start.minutes", {"n": n}).message(language())


def steps(actor: Actor, kinds: list[Kind], day: date) -> list[Step]:
    """What this actor can do next, most useful first."""
    return [*_people(actor), *_deliveries(actor), *_gaps(actor, day), *_checks(actor, kinds, day), *_answers(actor)]


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
            yield Step("look", reverse("landscapes:delivery", args=[ready.pk]), values=(("label", ready.label),))
        if not landscapes.deliveries(actor).filter(state=DeliveryState.TAKEN).exists():
            yield Step("bring", reverse("landscapes:bring"))


def _gaps(actor: Actor, day: date) -> Iterator[Step]:
    """What is unknown in the own rows and would change answers, for who can find it out."""
    if not may(actor, Action.CONFIRM_LANDSCAPE):
        return
    asked = {"organisatie": organisation(actor.own).identifier}
    for key, table, column, roles in GAPS:
        if roles & actor.roles:
            rows = own_rows(actor, table)
            if unknown := rows.filter(**{f"{column}__isnull": True}).count():
                url = reverse("landscapes:table", args=[table]) + f"?{urlencode({**asked, 'onbekend': column})}"
                minutes = agreed(day)[1].time("fact", unknown)
                yield Step(key, url, unknown, minutes, (("all", rows.count()),))


def _checks(actor: Actor, kinds: list[Kind], day: date) -> Iterator[Step]:
    """The kind of data that most needs a check by this actor: the one that was checked longest ago, else one that never was."""
    mine = {table for role in actor.roles for table in CONFIRMS.get(role, ())}
    found = [kind for kind in (*stale(kinds), *never(kinds)) if kind.table in mine]
    if found and may(actor, Action.CONFIRM_LANDSCAPE):
        kind = found[0]
        minutes = agreed(day)[1].time("confirm", kind.to_confirm)
        values: tuple[tuple[str, Value], ...] = (("table", kind.name.lower()), ("months", kind.months), ("limit", kind.limit))
        yield Step("check" if kind.months is None else "check-again", kind.url, kind.to_confirm, minutes, values)


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
