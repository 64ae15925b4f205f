"""Puts in order what a member can best do with its next hour."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import polars as pl

from wiel.findings import Finding, Findings, Severity
from wiel.instruments.inventory.gaps import Gaps, gaps_of
from wiel.instruments.inventory.scope import held_applications, owned_rows
from wiel.landscape import TABLES, Landscape
from wiel.quantities import Confidentiality
from wiel.texts import LANGUAGES, say

MOST, DIGITS, HOUR = 5, 9, 60
KINDS = ("product", "component", "use", "list", "fact", "finding", "confirm")
MINUTES = {kind: f"inventory.minutes_{kind}" for kind in KINDS}
WEIGHTS = ("inventory.weight_cell", "inventory.weight_confirmed")
FACTS = (("applications", "end_of_support"), ("contracts", "end"), ("contracts", "notice_months"), ("costs", "amount"))
CONFIRMABLE = ("applications", "application_uses", "contracts", "couplings", "costs")
NEXT_HOUR: dict[str, pl.DataType | type[pl.DataType]] = {
    "organisation": pl.String,
    "rank": pl.Int64,
    "task": pl.String,
    "table": pl.String,
    "column": pl.String,
    "rule": pl.String,
    "rows": pl.Int64,
    "cells": pl.Int64,
    "minutes": pl.Int64,
    "value": pl.Float64,
    "per_hour": pl.Float64,
    "what": pl.String,
    "why": pl.String,
    "gain": pl.String,
    "what_en": pl.String,
    "why_en": pl.String,
    "gain_en": pl.String,
}


@dataclass(frozen=True)
class Task:
    """Something a member can do: kind, what it is about, how many rows it touches and cells it closes, and how long it takes."""

    kind: str
    rows: int
    cells: int
    minutes: int
    table: str | None = None
    column: str | None = None
    finding: Finding | None = None


@dataclass(frozen=True)
class Effort:
    """Minutes per row of each kind of task, and what a cell and a confirmation are worth in rows."""

    minutes: Mapping[str, float]
    weight_cell: float
    weight_confirmed: float

    def worth(self, task: Task) -> float:
        """Rows that are filled or mended + the weight of a cell × cells that close; a confirmed row counts for its weight."""
        row = self.weight_confirmed if task.kind == "confirm" else 1.0
        return round(task.rows * row + task.cells * self.weight_cell, DIGITS)

    def time(self, kind: str, rows: int, more: float = 0.0) -> int:
        """Whole minutes, at least one."""
        return max(1, ceil(round(rows * self.minutes[kind] + more, DIGITS)))


def next_hour(
    landscape: Landscape, members: Sequence[str], fresh: pl.DataFrame, findings: Findings | None, effort: Effort
) -> pl.DataFrame:
    """With which tasks does a member win most per minute? At most five per member, best first.

    Order: worth ÷ minutes, then worth, then the order of the kinds, then table and column. `fresh` is the table of freshness.
    `landscape` is that of the members; `findings` those of reading the files, None when they were not handed in.
    """
    gaps, rows = gaps_of(landscape, members), []
    by_member = _findings_of(landscape, findings) if findings is not None else {}
    for member in members:
        tasks = [
            *_matrix_tasks(gaps, member, effort), *_facts(landscape, member, effort), *_mends(by_member.get(member, ()), effort),
            *_confirms(fresh.filter(organisation=member), effort),
        ]  # fmt: skip
        ranked = sorted((task for task in tasks if task.rows), key=lambda task: _order(task, effort))
        rows += [_row(member, rank, task, effort) for rank, task in enumerate(ranked[:MOST], 1)]
    return pl.DataFrame(rows, schema=NEXT_HOUR, orient="row")


def _order(task: Task, effort: Effort) -> tuple[object, ...]:
    worth = effort.worth(task)
    rule = task.finding.rule if task.finding else ""
    return (-round(worth / task.minutes, DIGITS), -worth, KINDS.index(task.kind), task.table or "", task.column or "", rule)


def _matrix_tasks(gaps: Gaps, member: str, effort: Effort) -> Iterator[Task]:
    rows, cells = gaps.without_product(member)
    yield Task("product", rows, cells, effort.time("product", rows), "applications", "product")
    rows, blank, cells = gaps.without_function(member)
    more = blank * effort.minutes["product"]
    yield Task("component", rows, cells, effort.time("component", rows, more), "application_components", "component")
    rows, cells = gaps.without_use(member)
    yield Task("use", rows, cells, effort.time("use", rows), "application_uses", "organisation")
    rows, cells = gaps.list_unconfirmed(member)
    # Checking a list changes one row; what it wins is in the cells.
    yield Task("list", int(cells > 0), cells, effort.time("list", rows), "organisations", "list_complete")


def _facts(landscape: Landscape, member: str, effort: Effort) -> Iterator[Task]:
    """One task per column that the instruments reckon with."""
    held = held_applications(landscape).select("id")
    for table, column in FACTS:
        owned = owned_rows(landscape, table)
        if owned is None:
            continue
        mine = owned.filter(pl.col("owner__") == member)
        lacking = (mine.join(held, on="id", how="semi") if table == "applications" else mine)[column].null_count()
        yield Task("fact", lacking, 0, effort.time("fact", lacking), table, column)


def _mends(found: Sequence[Finding], effort: Effort) -> Iterator[Task]:
    """One task per rule that is broken."""
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.rule, []).append(finding)
    for group in groups.values():
        yield Task("finding", len(group), 0, effort.time("finding", len(group)), finding=group[0])


def _confirms(fresh: pl.DataFrame, effort: Effort) -> Iterator[Task]:
    """One task per kind of data with rows that were never confirmed or too long ago."""
    for row in fresh.filter(pl.col("table").is_in(CONFIRMABLE)).iter_rows(named=True):
        rows = row["rows"] - row["rows_confirmed"] + row["rows_stale"]
        yield Task("confirm", rows, 0, effort.time("confirm", rows), row["table"])


def _findings_of(landscape: Landscape, findings: Findings) -> dict[str, list[Finding]]:
    """Errors and warnings per member: those in a file of which every row with an owner is of that one member. No confidential ones."""
    owners: dict[str, set[str]] = {}
    keys = landscape["origins"].select("table", "row_id", "file")
    for table in ("applications", "contracts", "costs"):
        owned = owned_rows(landscape, table)
        if owned is not None:
            files = keys.filter(table=table).join(owned.select(row_id="id", owner="owner__"), on="row_id")
            for file, owner in files.select("file", "owner").unique(maintain_order=True).iter_rows():
                owners.setdefault(file, set()).add(owner)
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        seen = finding.visibility < Confidentiality.VERTROUWELIJK and finding.severity != Severity.INFO
        owner = owners.get(finding.place.file or "", set())
        if seen and len(owner) == 1:
            found.setdefault(next(iter(owner)), []).append(finding)
    return found


def _row(member: str, rank: int, task: Task, effort: Effort) -> tuple[object, ...]:
    worth = effort.worth(task)
    texts = [_text(task, part, language) for language in LANGUAGES for part in ("what", "why", "gain")]
    return (
        member, rank, task.kind, task.table, task.column, task.finding.rule if task.finding else None, task.rows, task.cells, task.minutes,
        worth, round(HOUR * worth / task.minutes, DIGITS), *texts,
    )  # fmt: skip


def _text(task: Task, part: str, language: str) -> str:
    """What to do, why, and what it yields, in a language."""
    values: dict[str, str | int | None] = {"n": task.rows, "cells": task.cells, "table": _table_name(task.table, language)}
    if task.finding and part != "gain":
        sentence = task.finding.sentence
        return sentence.remedy(language) if part == "what" else sentence.message(language)
    if part == "gain":
        kind = task.kind if task.kind in ("finding", "confirm") else "cells" if task.cells else "rows"
        return say(f"inventory.task.gain-{kind}", language, **(values | ({"n": task.cells} if kind == "cells" else {})))
    about = f"fact-{task.table}-{task.column}".replace("_", "-") if task.kind == "fact" else task.kind
    return say(f"inventory.task.{about}.{part}", language, **values)


def _table_name(table: str | None, language: str) -> str:
    named = TABLES[table].named if table else None
    return "" if named is None else (named.nl if language == "nl" else named.en).lower()
