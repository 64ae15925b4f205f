"""Where a result comes from: landscape, values, method, bound, and what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wiel.results import ParameterUse, Result
from wiel.texts import formatted, keys, say
from wiel_web.frame.context import language

OPTION_WORDS = 200


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
        "options": _options(trace.options),
        "method": trace.method,
        "bound": _bound(trace.bound, trace.gap),
        "seed": None if trace.seed is None else str(trace.seed),
        "stopped-by": _ended(trace.stopped_by),
        "version": trace.version,
    }
    lines = [Source(say(f"runs.trace-{name}", language()), text) for name, text in told.items() if text]
    empty = sum(table.frame.null_count().sum_horizontal().sum() for table in result.tables.values())
    cells = sum(table.frame.height * table.frame.width for table in result.tables.values())
    unknown = say("runs.unknown-cells", language(), n=int(empty), of=cells)
    return [*lines, Source(say("runs.trace-unknown", language()), unknown, hatched=bool(empty))]


def _bound(bound: float | None, gap: float | None) -> str | None:
    """How far the answer may be from the best one."""
    if gap is not None:
        return say("runs.gap", language(), gap=formatted(gap, language(), "share"))
    return None if bound is None else formatted(bound, language())


def _ended(by: str | None) -> str | None:
    """What ended the search."""
    return say(f"runs.stopped-by-{by}", language()) if f"runs.stopped-by-{by}" in keys(language()) else by


def _options(options: Mapping[str, Any]) -> str:
    return "; ".join(f"{name.replace('_', ' ')} = {formatted(value, language())}" for name, value in options.items())[:OPTION_WORDS]
