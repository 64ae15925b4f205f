"""How a delivery is told on a page: its bar, its findings, its differences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wiel.findings import Finding, Findings
from wiel.landscape import TABLES
from wiel.schema import Column, Kind
from wiel.texts import formatted, say
from wiel_web.frame.context import language
from wiel_web.landscapes.models import Delivery
from wiel_web.landscapes.values import findings_from, revived, sentence_from

BAR = ("unchanged", "changed", "new", "waiting")
FIRST_YEAR = 1900


@dataclass(frozen=True)
class Cell:
    """One cell: the head of its column, the old and the new value; None is unknown."""

    head: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Difference:
    """One row that differs."""

    table: str
    kind: str
    name: str
    waits: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Refused:
    """Why the files could not be used."""

    message: str
    remedy: str
    place: str


def parts(delivery: Delivery) -> list[tuple[str, int, float, float]]:
    """The parts of the bar of rows: name, number, where it starts and how wide it is, in percent."""
    total = sum(delivery.counts.get(name, 0) for name in BAR) or 1
    told, start = [], 0.0
    for name in BAR:
        width = 100 * delivery.counts.get(name, 0) / total
        told.append((name, delivery.counts.get(name, 0), round(start, 2), round(width, 2)))
        start += width
    return told


def findings(delivery: Delivery) -> Findings:
    """What was found, worst first."""
    return findings_from(delivery.findings).worst_first()


def told(finding: Finding) -> Mapping[str, Any]:
    """A finding with its sentence and remedy in the language of the page."""
    return finding.as_json(language()) | {"place": str(finding.place)}


def differences(rows: Iterable[Mapping[str, Any]]) -> list[Difference]:
    """Differences as people read them."""
    return [_difference(row) for row in rows]


def _difference(row: Mapping[str, Any]) -> Difference:
    table = TABLES[row["table"]]
    named = table.named.nl if language() == "nl" else table.named.en
    cells = tuple(_cell(table.columns[cell["column"]], cell) for cell in row["cells"])
    kind = "waiting" if row["waits"] else row["kind"]
    return Difference(named, kind, row["name"] or row["row"], bool(row["waits"]), cells)


def _cell(column: Column, cell: Mapping[str, Any]) -> Cell:
    before, after = (revived(cell[side]) for side in ("before", "after"))
    return Cell(column.header(language()), words(column, before), words(column, after))


def words(column: Column, value: Any) -> str | None:
    """A value as people read it; None stays None, so that a page can show that it is unknown."""
    if value is None:
        return None
    match column.kind:
        case Kind.AMOUNT:
            return formatted(value, language(), "eurc")
        case Kind.DAY:
            return formatted(value, language(), "day")
        case Kind.COUNT:
            return formatted(value, language(), "plain" if (column.least or 0) >= FIRST_YEAR else "")
        case Kind.MANY:
            return "; ".join(value) or say("landscapes.none", language())
        case _:
            return formatted(value, language())


def refused(delivery: Delivery) -> Refused | None:
    """Why the delivery was refused; None where it was not."""
    if not delivery.refusal:
        return None
    sentence, place = sentence_from(delivery.refusal["sentence"]), delivery.refusal["place"]
    where = ", ".join(str(part) for part in place.values() if part is not None)
    return Refused(sentence.message(language()), sentence.remedy(language()), where)
