"""The worst that the latest run found, gathered per rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wiel.findings import Finding, Severity
from wiel.quantities import Confidentiality
from wiel.registry import instruments
from wiel.results import Result
from wiel.texts import say
from wiel_web.conf.answers import Answers
from wiel_web.frame.context import language
from wiel_web.runs import service as runs
from wiel_web.runs.models import Run

MOST, EARLY, INVENTORY = 3, "early_warning", "inventory"
# Where the inventory keeps what is not right; the second exists only for whom may see it.
WORKLISTS = ("worklist", "worklist_confidential")


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that does not hold: how bad, what, what to do, where first, how often, and whether it is confidential."""

    severity: str
    message: str
    remedy: str
    place: str
    n: int
    secret: bool


@dataclass(frozen=True, slots=True)
class Signals:
    """The worst of them, the run that found them, and how many more there are; `early` tells whether early warning exists."""

    run: Run | None
    worst: list[Signal]
    more: int
    early: bool


def signals(answers: Answers) -> Signals:
    """What is most wrong, of the latest early warning, inventory or study."""
    early = EARLY in instruments()
    found = answers.latest(EARLY, INVENTORY, runs.FEASIBILITY)
    every = answers.once(found, "signals", lambda: _gathered(answers.results(found).values())) if found else []
    return Signals(found, every[:MOST], max(len(every) - MOST, 0), early)


def _gathered(results: Iterable[Result]) -> list[Signal]:
    """Every rule that does not hold, worst and most frequent first."""
    every = [signal for result in results for signal in (*_listed(result), *_found(result))]
    return sorted(every, key=lambda signal: (Severity(signal.severity).order, -signal.n))


def _found(result: Result) -> Iterator[Signal]:
    """The findings of an instrument, those of one rule together: the first one speaks for the others."""
    together: dict[str, list[Finding]] = {}
    for finding in result.findings:
        together.setdefault(finding.rule, []).append(finding)
    for found in together.values():
        secret = any(finding.visibility > Confidentiality.INTERN for finding in found)
        sentence, place = found[0].sentence, str(found[0].place)
        yield Signal(found[0].severity, sentence.message(language()), sentence.remedy(language()), place, len(found), secret)


def _listed(result: Result) -> Iterator[Signal]:
    """The lines of its worklists, for an inventory."""
    ending = "" if language() == "nl" else "_en"
    for name in WORKLISTS:
        table = result.tables.get(name)
        for row in table.frame.iter_rows(named=True) if table else ():
            where = [row["file"], row["sheet"], say("start.row", language(), n=row["row"]) if row["row"] else None]
            place = ", ".join(str(part) for part in where if part)
            yield Signal(
                row["severity"], row[f"message{ending}"], row[f"remedy{ending}"], place, row["count"], name != WORKLISTS[0]
            )
