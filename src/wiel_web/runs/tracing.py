"""Where a result comes from: landscape, values, method, bound, and what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from wiel.registry import instruments, load_options
from wiel.results import ParameterUse, Result, Trace
from wiel.texts import formatted, keys, say
from wiel_web.frame.context import language


@dataclass(frozen=True, slots=True)
class Source:
    """One line: what it is and what is told of it; `hatched` where something is unknown."""

    head: str
    text: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the result of one instrument comes from."""

    instrument: str
    sources: tuple[Source, ...]
    parameters: tuple[ParameterUse, ...]


def origins(results: Mapping[str, Result]) -> list[Origin]:
    """Where each result comes from."""
    return [Origin(name, tuple(_sources(result)), result.trace.parameters) for name, result in results.items()]


def stopped(results: Mapping[str, Result]) -> list[str]:
    """What must be said above the answer where somebody stopped the search: how good it is."""
    traces = (result.trace for result in results.values() if result.trace.stopped_by == "caller")
    return [
        say("runs.stopped-early", language())
        if trace.gap is None
        else say("runs.stopped-gap", language(), gap=_bound(None, trace.gap))
        for trace in traces
    ]


def code(digest: str) -> str:
    """The digest of a landscape as people compare it.

    >>> code("7c1e40ba55")
    '7c1e·40ba'
    """
    return f"{digest[:4]}·{digest[4:8]}"


def _sources(result: Result) -> list[Source]:
    trace = result.trace
    day = formatted(date.fromisoformat(trace.as_of), language())
    told: dict[str, Any] = {
        "landscape": say("runs.landscape-of", language(), day=day, code=code(trace.digest)),
        "options": _options(trace),
        "method": trace.method,
        "bound": _bound(trace.bound, trace.gap),
        "seed": None if trace.seed is None else str(trace.seed),
        "stopped-by": _ended(trace.stopped_by),
        "version": trace.version,
    }
    lines = [Source(say(f"runs.trace-{name}", language()), text) for name, text in told.items() if text]
    unknown = sum(value is None for value in result.facts.values())
    text = say("runs.unknown-facts", language(), n=unknown, of=len(result.facts))
    return [*lines, Source(say("runs.trace-unknown", language()), text, hatched=bool(unknown))]


def _bound(bound: float | None, gap: float | None) -> str | None:
    """How far the answer may be from the best one."""
    if gap is not None:
        return say("runs.gap", language(), gap=formatted(gap, language(), "share"))
    return None if bound is None else formatted(bound, language())


def _ended(by: str | None) -> str | None:
    """What ended the search."""
    return say(f"runs.stopped-by-{by}", language()) if f"runs.stopped-by-{by}" in keys(language()) else by


def _options(trace: Trace) -> str:
    """The options that differ from what is given by default."""
    known = instruments().get(trace.instrument)
    usual = {field.name: field.default for field in fields(load_options(known))} if known else {}
    given = {name: value for name, value in trace.options.items() if name not in usual or value != usual[name]}
    told = (f"{name.replace('_', ' ')} = {formatted(value, language())}" for name, value in given.items())
    return "; ".join(told) or say("runs.options-usual", language())
