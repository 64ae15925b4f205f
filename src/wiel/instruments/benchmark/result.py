"""The answer in named tables, single figures, findings and a trace."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import polars as pl

from wiel.findings import Finding, Findings, Rule, Severity
from wiel.instruments.benchmark.columns import OPENBAAR, TABLES
from wiel.instruments.benchmark.compare import ABOVE_BAND, BELOW_BAND, IN_BAND
from wiel.instruments.benchmark.gather import KNOWN, LEAST, TOTAL, UNKNOWN
from wiel.instruments.benchmark.options import Options
from wiel.instruments.benchmark.published import EVERY, INHABITANT, SIZE
from wiel.landscape import Landscape
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts.numbers import Value

NO_LEDGER = Rule("benchmark.no-ledger", Severity.WARNING, OPENBAAR)
NO_CLASS = Rule("benchmark.no-size-class-figure", Severity.INFO, OPENBAAR)
NOT_IN_IV3 = Rule("benchmark.not-in-iv3", Severity.INFO, OPENBAAR)
VARIANTS = {IN_BAND: "good", ABOVE_BAND: "mixed.higher", BELOW_BAND: "mixed.lower"}


@dataclass(frozen=True)
class Answer:
    """What the steps found; `peers` is the compared year of Iv3, None where it was not handed in."""

    landscape: Landscape
    frames: Mapping[str, pl.DataFrame]
    price_year: int
    peers: pl.DataFrame | None
    options: Options


def result(answer: Answer, uses: tuple[ParameterUse, ...]) -> Result:
    """Lay out the answer."""
    landscape = answer.landscape
    trace = Trace("benchmark", landscape.as_of.isoformat(), landscape.digest(), version("wiel"), asdict(answer.options), uses)
    tables = {
        name: ResultTable(name, answer.frames[name].select(list(columns)), columns, OPENBAAR) for name, columns in TABLES.items()
    }
    return Result(_facts(answer), tables, Findings.of(_findings(answer)), trace)


def _totals(answer: Answer, reference: str) -> pl.DataFrame:
    """The rows of the members about the total per inhabitant."""
    frame = answer.frames["positions"]
    return frame.filter((pl.col("category") == TOTAL) & (pl.col("basis") == INHABITANT) & (pl.col("reference") == reference))


def _facts(answer: Answer) -> dict[str, Value]:
    states = _totals(answer, EVERY)["state"].to_list()
    spread = answer.frames["distribution"].row(0, named=True)
    peers = answer.peers
    iv3_year = None if peers is None else int(peers["year"][0])
    facts: dict[str, Value] = {
        "members": len(states),
        "members_known": states.count(KNOWN),
        "members_least": states.count(LEAST),
        "members_unknown": states.count(UNKNOWN),
        "price_year": answer.price_year,
        "total_per_inhabitant": spread["together"],
        **{name: spread[name] for name in ("published_year", "published_indexed", "band_low", "band_high", "position")},
        "definitions": answer.frames["definitions"].height,
        "iv3_year": iv3_year,
        "iv3_towns": None if peers is None else peers.height,
        "iv3_members": None if peers is None else answer.frames["iv3_positions"]["organisation"].n_unique(),
    }
    return facts | {"headline": headline(facts)}


def headline(facts: Mapping[str, Any]) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    unknown: of no member the cost per inhabitant is known; undecided: of at most half of them, or there is no band to compare with;
    good: together within the assumed band; mixed: above or below it.
    """
    if not facts["members_known"]:
        return "benchmark.headline.unknown"
    if 2 * facts["members_known"] <= facts["members"] or facts["position"] not in VARIANTS:
        return "benchmark.headline.undecided"
    return f"benchmark.headline.{VARIANTS[facts['position']]}"


def _findings(answer: Answer) -> Iterator[Finding]:
    totals = _totals(answer, EVERY)
    if names := totals.filter(pl.col("state") == UNKNOWN)["organisation_name"].to_list():
        yield NO_LEDGER.broken(n=len(names), names=names)
    sized = _totals(answer, SIZE).filter(pl.col("size_class").is_not_null() & pl.col("published").is_null())
    if sized.height:
        yield NO_CLASS.broken(n=sized.height, names=sized["organisation_name"].to_list())
    if answer.peers is not None:
        there = answer.frames["iv3_positions"]["organisation"]
        absent = totals.filter(~pl.col("organisation").is_in(there.implode()))["organisation_name"].to_list()
        if absent:
            yield NOT_IN_IV3.broken(n=len(absent), names=absent)
