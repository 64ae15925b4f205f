"""The answer in named tables, single figures, findings and a trace."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.instruments.governance.columns import OPENBAAR, TABLES
from wiel.instruments.governance.options import Options
from wiel.landscape import Landscape
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts.numbers import Value

TO_VERIFY = Rule("governance.to-verify", Severity.INFO, OPENBAAR)
NO_WISHES = Rule("governance.no-wishes", Severity.INFO, OPENBAAR)
ALREADY = Rule("governance.already-in-partnership", Severity.INFO, OPENBAAR)


@dataclass(frozen=True)
class Answer:
    """What the steps found, before it is laid out in tables; `reason` says why this form is shown."""

    landscape: Landscape
    frames: Mapping[str, pl.DataFrame]
    form: str
    form_en: str
    reason: str
    year: int
    members: int
    already: tuple[str, ...]
    options: Options


def result(answer: Answer, uses: tuple[ParameterUse, ...]) -> Result:
    """Lay out the answer."""
    landscape = answer.landscape
    trace = Trace("governance", landscape.as_of.isoformat(), landscape.digest(), version("wiel"), asdict(answer.options), uses)
    tables = {
        name: ResultTable(name, answer.frames[name].select(list(columns)), columns, OPENBAAR) for name, columns in TABLES.items()
    }
    facts = _facts(answer)
    return Result(facts, tables, Findings.of(_findings(answer, facts)), trace)


def _facts(answer: Answer) -> dict[str, Value]:
    shown = answer.frames["comparison"].row(by_predicate=pl.col("form") == answer.form, named=True)
    calendar = answer.frames["calendar"].filter((pl.col("form") == answer.form) & pl.col("date").is_not_null())
    calendar = calendar.unique("act", maintain_order=True)
    roles = answer.frames["staff"]["roles"]
    facts: dict[str, Value] = {
        "as_of": answer.landscape.as_of,
        "members": answer.members,
        "budget_year": answer.year,
        "start": date(answer.year, 1, 1),
        "form": answer.form,
        "form_en": answer.form_en,
        "form_reason": answer.reason,
        "forms": answer.frames["comparison"].height,
        "wishes": len(answer.options.wishes()),
        **{name: shown[name] for name in ("wishes_met", "first_act", "last_council", "first_year", "weeks_needed", "staff")},
        "acts": calendar.height,
        "acts_passed": int(calendar["passed"].sum()),
        "acts_to_verify": int(calendar["verify"].sum()),
        "roles": int(roles.sum()) if roles.null_count() < roles.len() else None,
        "members_without_roles": roles.null_count(),
        "members_in_partnership": len(answer.already),
    }
    return facts | {"headline": headline(facts)}


def headline(facts: Mapping[str, Any]) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    good: no act has passed; mixed: some have, the councils can still be in time; undecided: they cannot; unknown: nobody takes part.
    """
    if not facts["members"]:
        return "governance.headline.unknown"
    if facts["last_council"] < facts["as_of"]:
        return "governance.headline.undecided"
    return f"governance.headline.{'mixed' if facts['first_act'] < facts['as_of'] else 'good'}"


def _findings(answer: Answer, facts: Mapping[str, Any]) -> Iterator[Finding]:
    if facts["acts_to_verify"]:
        yield TO_VERIFY.broken(n=facts["acts_to_verify"], acts=facts["acts"], form=answer.form)
    if not facts["wishes"]:
        yield NO_WISHES.broken(form=answer.form)
    if answer.already:
        yield ALREADY.broken(n=len(answer.already), names=list(answer.already))
