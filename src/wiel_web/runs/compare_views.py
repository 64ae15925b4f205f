"""Pages that lay two runs of the same question side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from wiel.quantities import Confidentiality
from wiel.reports.cells import PageCell
from wiel.results import Result, ResultTable
from wiel.texts import formatted, keys, say
from wiel.texts.numbers import HARD_SPACE, MINUS
from wiel_web.frame.context import language
from wiel_web.landscapes.paging import page_of
from wiel_web.runs import comparing, service
from wiel_web.runs.comparing import Pair, TableChange
from wiel_web.runs.models import Run, RunState
from wiel_web.runs.naming import FACTS, called, fact_name, table_name
from wiel_web.runs.tables import Rows
from wiel_web.tenancy.actor import Actor
from wiel_web.tenancy.pages import actor_of, allowed
from wiel_web.tenancy.roles import Action

MOST_CHANGES, MOST_ROWS = 25, 10


@dataclass(frozen=True, slots=True)
class Side:
    """One line: what it is, both sides as people read them, and the difference."""

    name: str
    old: PageCell
    new: PageCell
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A table that differs, as a page tells it."""

    name: str
    level: Confidentiality
    change: TableChange
    lines: tuple[Side, ...]
    more: int
    added: tuple[str, ...]
    gone: tuple[str, ...]


@require_safe
@allowed(Action.READ_RUNS)
def compare(request: HttpRequest, key: int) -> HttpResponse:
    """Choose the run to compare with."""
    found = _run(request, key)
    page = page_of(request, service.comparable(actor_of(request), found))
    return render(request, "runs/compare.html", {"run": found, "page": page, "class_word": "intern"})


@require_safe
@allowed(Action.READ_RUNS)
def differences(request: HttpRequest, key: int, other: int) -> HttpResponse:
    """What differs between two runs, the earlier one first, as far as the reader may see both."""
    actor = actor_of(request)
    old, new = sorted((_run(request, key), _run(request, other)), key=lambda run: (run.made_at, run.pk))
    if (old.instrument, old.partnership_id) != (new.instrument, new.partnership_id):
        raise Http404
    level = min(service.ceiling(actor, run) for run in (old, new))
    before, after = ({n: r.at(level) for n, r in service.results(actor, run.pk).items()} for run in (old, new))
    names = [name for name in after if name in before]
    changed = [line for name in names for line in _tables(name, before[name], after[name])]
    shown = [line for line in changed if not line.change.is_empty]
    content = {
        "old": old,
        "new": new,
        "run": new,
        "going_in": [*_built_on(actor, old, new), *_going_in([(before[name], after[name]) for name in names])],
        "answers": [(name, _headline(before[name]), _headline(after[name])) for name in names],
        "facts": [(name, _facts(name, before[name], after[name])) for name in names],
        "tables": shown,
        "same": sum(line.change.is_empty for line in changed),
        "class_word": max((line.level for line in shown), default=Confidentiality.INTERN).dutch,
    }
    return render(request, "runs/differences.html", content)


def _run(request: HttpRequest, key: int) -> Run:
    return get_object_or_404(service.runs(actor_of(request)).filter(state=RunState.DONE), pk=key)


def _built_on(actor: Actor, old: Run, new: Run) -> Iterator[Side]:
    """The earlier answers on which each side builds, where those differ."""
    before, after = (set(service.runs(actor).filter(pk__in=run.inputs.all())) for run in (old, new))
    if before != after:
        yield Side(say("runs.build-on", language()), _runs(before), _runs(after))


def _runs(found: set[Run]) -> PageCell:
    told = [called(run) for run in sorted(found, key=lambda run: run.pk)]
    return PageCell("; ".join(told) if told else say("runs.build-on-nothing", language()))


def _going_in(results: list[tuple[Result, Result]]) -> list[Side]:
    """What differed going in, each once."""
    found = dict.fromkeys(pair.name for old, new in results for pair in comparing.going_in(old.trace, new.trace) if pair.differs)
    pairs = {
        pair.name: pair
        for old, new in results
        for pair in comparing.going_in(old.trace, new.trace)
        if pair.name in found and pair.differs
    }
    return [Side(_going_name(pair.name), _text(pair.old), _text(pair.new)) for pair in pairs.values()]


def _going_name(name: str) -> str:
    key = f"runs.in-{name.replace('_', '-')}"
    return say(key, language()) if key in keys(language()) else name.replace("_", " ")


def _text(value: Any) -> PageCell:
    """Whatever went in, as text; what was not there says so."""
    if value is None:
        return PageCell(say("runs.not-there", language()), unknown=True)
    return PageCell(formatted(value, language()) if isinstance(value, bool | int | float) else str(value))


def _headline(result: Result) -> str:
    values = dict(result.facts)
    key = values.pop("headline", None)
    return say(key, language(), **values) if isinstance(key, str) else ""


def _facts(instrument: str, old: Result, new: Result) -> list[Side]:
    forms = FACTS.get(instrument, {})
    pairs = comparing.facts(old, new, list(forms))
    return [_fact(fact_name(instrument, pair.name), pair, forms[pair.name]) for pair in pairs]


def _fact(name: str, pair: Pair, form: str) -> Side:
    old, new = (PageCell(formatted(value, language(), form), value is None) for value in (pair.old, pair.new))
    return Side(name, old, new, _signed(pair.difference, form))


def _signed(value: Any, form: str) -> str:
    """A difference with its sign; of shares in percentage points, of days in days."""
    if value is None:
        return ""
    if form == "day":
        return say("runs.days", language(), n=value)
    said = formatted(value, language(), form)
    if form == "share":
        said = say("runs.points", language(), text=said.removesuffix("%"))
    return said if value <= 0 or MINUS in said else _plus(said)


def _plus(said: str) -> str:
    head, space, number = said.partition(HARD_SPACE)
    return f"{head}{space}+{number}" if head == "EUR" else f"+{said}"


def _tables(instrument: str, old: Result, new: Result) -> Iterator[Changed]:
    for name, table in new.tables.items():
        if name in old.tables:
            yield _changed(instrument, name, old.tables[name], table)


def _changed(instrument: str, name: str, old: ResultTable, new: ResultTable) -> Changed:
    change, rows = comparing.tables(old, new), Rows(instrument, new)
    cells = [
        (_called(rows, change.key, row.row), cell) for row in change.changed for cell in row.cells if cell.name in rows.columns
    ]
    lines = tuple(_line(rows, name, cell) for name, cell in cells[:MOST_CHANGES])
    added, gone = (tuple(_called(rows, change.key, row) for row in side[:MOST_ROWS]) for side in (change.added, change.gone))
    return Changed(table_name(instrument, name), rows.level, change, lines, max(len(cells) - MOST_CHANGES, 0), added, gone)


def _line(rows: Rows, row: str, pair: Pair) -> Side:
    old, new = rows.cell(pair.name, pair.old), rows.cell(pair.name, pair.new)
    name = f"{row}: {rows.head(pair.name)}"
    if pair.difference is None:
        return Side(name, old, new)
    if rows.table.frame[pair.name].dtype.is_temporal():
        return Side(name, old, new, _signed(pair.difference, "day"))
    said = rows.cell(pair.name, pair.difference).text
    is_share = said.endswith("%")
    said = say("runs.points", language(), text=said.removesuffix("%")) if is_share else said
    return Side(name, old, new, f"+{said}" if pair.difference > 0 else said)


def _called(rows: Rows, key: tuple[str, ...], row: dict[str, Any]) -> str:
    """A row by what tells it apart, with names for keys."""
    named = dict.fromkeys(f"{name}_name" if f"{name}_name" in row else name for name in key)
    return " · ".join(rows.cell(name, row[name]).text for name in named if name in rows.columns) or "–"
