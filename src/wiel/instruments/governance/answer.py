"""Runs governance from landscape to result."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any

import polars as pl

from wiel.errors import WrongUse
from wiel.instruments.governance import gather
from wiel.instruments.governance.compare import SURE, Form, compared, counts, forms_on
from wiel.instruments.governance.options import FIRST_YEAR, Options
from wiel.instruments.governance.plan import COLLEGE, COUNCIL, LAST_COUNCIL_ACTS, WORKS_COUNCIL, Act, Planner
from wiel.instruments.governance.result import Answer, result
from wiel.instruments.governance.rules import Rules
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs, Stopped
from wiel.results import Result
from wiel.texts import Sentence, say

STEPS = 3
CHOSEN, BEST, STRICTEST = "gekozen", "past bij de meeste wensen", "strengste kalender"
OF_MEMBERS = (COLLEGE, COUNCIL, WORKS_COUNCIL)
ROLES = {
    COLLEGE: "gemeentesecretaris", COUNCIL: "griffier", WORKS_COUNCIL: "secretaris ondernemingsraad", "bestuur": "directeur",
    "gastheer": "gemeentesecretaris", "gedeputeerde staten": "controller",
}  # fmt: skip
LEAVING = "uittreden"
CALENDAR: dict[str, Any] = {
    "form": pl.String, "form_en": pl.String, "phase": pl.String, "act": pl.String, "what": pl.String, "what_en": pl.String,
    "body": pl.String, "organisation": pl.String, "organisation_name": pl.String, "role": pl.String, "start": pl.Date, "date": pl.Date,
    "weeks": pl.Int64, "basis": pl.String, "label": pl.String, "date_label": pl.String, "verify": pl.Boolean, "rule_from": pl.Date,
    "passed": pl.Boolean,
}  # fmt: skip
COMPARISON: dict[str, Any] = {
    "form": pl.String, "form_en": pl.String, "wishes_met": pl.Int64, "wishes_partly": pl.Int64, "wishes_not": pl.Int64,
    "staff": pl.String, "cycle": pl.String, "first_act": pl.Date, "last_council": pl.Date, "weeks_needed": pl.Int64,
    "first_year": pl.Int64, "to_verify": pl.Int64, "members_in_use": pl.Int64,
}  # fmt: skip


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """Which legal form, who decides what by when, what changes for staff?

    All forms that exist on the day of the landscape, each with its calendar for the same first budget year. A date is the last day on which
    an act may be done for the start to hold. Every basis and date carries its label; nothing here is legal advice.
    """
    landscape = inputs.landscape
    known = parameters.at(landscape.as_of)
    planner = Planner(Rules(known))
    members = gather.members_of(landscape, inputs.members)
    already = gather.partnerships(landscape, members)
    forms = forms_on(landscape.as_of)
    table = compared(forms, options.wishes())
    _check(options, forms, members)
    _report(control, 1)
    first_years = {form.name: _first_year(planner, form, landscape.as_of) for form in forms}
    shown, reason = _shown(planner, forms, table, options, first_years)
    year = options.budget_year or first_years[shown.name]
    planned = {form.name: planner.acts(form, year) for form in forms}
    _report(control, 2)
    calendar = [row for form in forms for row in _calendar(form, planned[form.name], members, already, options, landscape.as_of)]
    rows = [_compared(form, planned[form.name], table, already, first_years[form.name]) for form in forms]
    frames = {
        "calendar": pl.DataFrame(calendar, schema=CALENDAR),
        "comparison": pl.DataFrame(rows, schema=COMPARISON),
        "forms": table,
        "staff": gather.staff(landscape, members),
    }
    _report(control, STEPS)
    names = tuple(dict.fromkeys(already["organisation_name"]))
    answer = Answer(landscape, frames, shown.name, shown.english, reason, year, members.height, names, options)
    return result(answer, planner.rules.uses())


def _check(options: Options, forms: tuple[Form, ...], members: pl.DataFrame) -> None:
    """A form that does not exist on the day and a host that does not take part are refused."""
    names = [form.name for form in forms]
    if options.form and options.form not in names:
        raise WrongUse(Sentence("governance.unknown-form", {"name": options.form, "known": names}))
    if options.host and options.host not in members["organisation_name"].to_list():
        raise WrongUse(Sentence("governance.unknown-host", {"name": options.host, "known": members["organisation_name"].to_list()}))


def _first_year(planner: Planner, form: Form, as_of: date) -> int:
    """The first budget year of which no act of the founding has passed; terms are bounded, so that there is one."""
    return next(year for year in count(max(as_of.year + 1, FIRST_YEAR)) if _first(planner.acts(form, year)) >= as_of)


def _first(acts: list[Act]) -> date:
    return next(act.until for act in acts if act.act == "intent")


def _last_council(acts: list[Act]) -> date:
    return max(act.until for act in acts if act.act in LAST_COUNCIL_ACTS)


def _shown(
    planner: Planner, forms: tuple[Form, ...], table: pl.DataFrame, options: Options, first_years: Mapping[str, int]
) -> tuple[Form, str]:
    """The form whose calendar is drawn, and why; equal ones go by the strictest calendar, then by the order of the forms."""
    if options.form:
        return next(form for form in forms if form.name == options.form), CHOSEN
    year = options.budget_year or max(first_years.values())
    deadlines = {form.name: _last_council(planner.acts(form, year)) for form in forms}
    met = {form.name: counts(table, form.name)["wishes_met"] for form in forms}
    found = min(forms, key=lambda form: (-met[form.name], deadlines[form.name], form.name != "bedrijfsvoeringsorganisatie"))
    return found, BEST if options.wishes() else STRICTEST


def _calendar(
    form: Form, acts: list[Act], members: pl.DataFrame, already: pl.DataFrame, options: Options, as_of: date
) -> Iterator[dict[str, Any]]:
    """The acts as rows: once for the partnership, and for each member what its own bodies do."""
    year = str(next(act.until.year for act in acts if act.act == "start"))
    for act in acts:
        key = f"governance.act.{act.act}"
        row = {
            "form": form.name, "form_en": form.english, "phase": act.phase, "act": act.act, "what": say(key, "nl", year=year),
            "what_en": say(key, "en", year=year), "body": act.body, "role": ROLES[act.body], "start": act.start, "date": act.until,
            "weeks": act.weeks, "basis": act.basis, "label": act.label, "date_label": act.date_label,
            "verify": not {act.label, act.date_label} <= set(SURE), "rule_from": act.rule_from, "passed": act.until < as_of,
        }  # fmt: skip
        for organisation, name in _doers(act, members, options):
            yield row | {"organisation": organisation, "organisation_name": name}
    for organisation, name, partnership, _ in already.iter_rows():
        values = {"name": partnership}
        yield {
            "form": form.name, "form_en": form.english, "phase": LEAVING, "act": "leave", "body": COLLEGE, "role": ROLES[COLLEGE],
            "what": say("governance.act.leave", "nl", **values), "what_en": say("governance.act.leave", "en", **values),
            "organisation": organisation, "organisation_name": name, "basis": "Wgr art. 9", "label": "S", "date_label": None,
            "verify": True,
        }  # fmt: skip


def _doers(act: Act, members: pl.DataFrame, options: Options) -> Iterator[tuple[str | None, str | None]]:
    """Each member for what its own bodies do; the host where it is named; else nobody in particular."""
    if act.body in OF_MEMBERS:
        yield from members.select("organisation", "organisation_name").iter_rows()
    elif act.body == "gastheer" and options.host:
        yield from members.filter(organisation_name=options.host).select("organisation", "organisation_name").iter_rows()
    else:
        yield None, None


def _compared(form: Form, acts: list[Act], table: pl.DataFrame, already: pl.DataFrame, first_year: int) -> dict[str, Any]:
    first, last = _first(acts), _last_council(acts)
    unsure = [act for act in acts if not {act.label, act.date_label} <= set(SURE)]
    in_use = already.filter(pl.col("legal_form") == form.name)["organisation"].n_unique()
    return {
        "form": form.name, "form_en": form.english, **counts(table, form.name), "staff": form.staff, "cycle": form.cycle,
        "first_act": first, "last_council": last, "weeks_needed": (last - first).days // 7, "first_year": first_year,
        "to_verify": len(unsure), "members_in_use": in_use,
    }  # fmt: skip


def _report(control: Control, done: int) -> None:
    if control.stopped():
        raise Stopped
    control.progress(done, STEPS)
