"""How a change set is told on a terminal and in JSON."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import click

from wiel.cli.output import MOST_SHOWN, print_findings
from wiel.findings import Severity
from wiel.intake.reimport import ChangeKind, ChangeSet, RowChange
from wiel.landscape import TABLES, Landscape
from wiel.schema import Column, Kind
from wiel.texts import formatted, say
from wiel.texts.numbers import number

BAR = {"unchanged": "░", "changed": "▒", "new": "█", "waiting": "/"}
BAR_WIDTH = 64
MARKS = {ChangeKind.CHANGED: "~", ChangeKind.NEW: "+", ChangeKind.MISSING: "−", ChangeKind.REMOVED: "×"}
LONGEST = 60
FIRST_YEAR = 1900
Names = Mapping[str, str]


def names_of(*landscapes: Landscape) -> Names:
    """The name of every row that has one, by identifier; an application without a name of its own has that of its product."""
    names: dict[str, str] = {}
    for landscape in landscapes:
        for table, frame in landscape.tables.items():
            if {"id", "name"} <= set(TABLES[table].columns):
                names.update((i, n) for i, n in frame.select("id", "name").iter_rows() if n)
        products = landscape["applications"].select("id", "product").drop_nulls().iter_rows()
        names.update((i, names[product]) for i, product in products if i not in names and product in names)
    return names


def shown(column: Column, value: Any, language: str, names: Names) -> str:
    """A value as a person reads it: unknown as a word, an amount in euros, a link as the name behind it."""
    if value is None:
        return formatted(None, language)
    match column.kind:
        case Kind.AMOUNT:
            text = formatted(value, language, "eurc")
        case Kind.DAY:
            text = formatted(value, language, "day")
        case Kind.COUNT:
            text = formatted(value, language, "plain" if (column.least or 0) >= FIRST_YEAR else "")
        case Kind.DECIMAL:
            places = -int(Decimal(repr(value)).normalize().as_tuple().exponent)
            text = number(value, language, min(max(places, 0), 6))
        case Kind.MANY:
            text = "; ".join(value) or say("changes.none", language)
        case Kind.LINK:
            text = names.get(value, value)
        case _:
            text = formatted(value, language)
    plain = "".join(sign if sign.isprintable() else " " for sign in text.replace("\u00a0", " "))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def name_of(row: RowChange, language: str, names: Names) -> str:
    """What a row is called: its name, else the names of what it links."""
    table = TABLES[row.table]
    if "id" in table.columns:
        return shown(table.columns["id"], row.row.get("name") or names.get(row.row["id"]) or row.row["id"], language, names)
    return " – ".join(shown(table.columns[column], row.row[column], language, names) for column in table.key)


def bar(counts: Mapping[str, int], width: int = BAR_WIDTH) -> str:
    """The rows of a delivery as one bar; a part that is there always has a sign.

    >>> bar({"unchanged": 6, "changed": 2, "new": 0, "waiting": 1}, 9)
    '░░░░░░▒▒/'
    """
    total = sum(counts[part] for part in BAR) or 1
    return "".join(sign * max(round(width * counts[part] / total), min(counts[part], 1)) for part, sign in BAR.items())


def tell(change_set: ChangeSet, language: str, names: Names) -> None:
    """The bar of rows, the findings worst first, and the differences old → new."""
    counts = change_set.counts()
    parts = [say(f"changes.{part}", language, n=counts[part]) for part in BAR if counts[part]]
    if parts:
        click.echo(bar(counts))
        click.echo(" · ".join(parts))
    for table in sorted({row.table for row in change_set.rows}, key=list(TABLES).index):
        own = {part: n for part, n in change_set.counts(table).items() if n and part != "unchanged"}
        told = ", ".join(say(f"changes.{part}", language, n=n) for part, n in own.items())
        click.echo(f"  {_table(table, language)}: {told}")
    for part in ("missing", "removed"):
        if counts[part]:
            click.echo(say(f"changes.{part}-told", language, n=counts[part]))
    _tell_findings(change_set, language)
    _tell_rows(change_set, language, names)


def _tell_findings(change_set: ChangeSet, language: str) -> None:
    if not len(change_set.findings):
        return
    severities = [finding.severity for finding in change_set.findings]
    numbers = {severity: severities.count(severity) for severity in Severity}
    parts = [say(f"changes.{severity}", language, n=n) for severity, n in numbers.items() if n]
    click.echo("\n" + say("changes.findings", language, parts=", ".join(parts)))
    print_findings(change_set.findings, language)


def _tell_rows(change_set: ChangeSet, language: str, names: Names) -> None:
    lines = [line for row in change_set.rows for line in _lines(row, language, names)]
    if lines:
        click.echo("\n" + say("changes.differences", language, n=len(lines), shown=min(len(lines), MOST_SHOWN)))
    for line in lines[:MOST_SHOWN]:
        click.echo(line)


def _lines(row: RowChange, language: str, names: Names) -> Iterator[str]:
    """One line per changed cell; one for a row that comes, goes or is missing."""
    mark = "?" if row.waits else MARKS[row.kind]
    word = say(f"changes.mark-{'waiting' if row.waits else row.kind}", language)
    head = f"{mark} {word:<11} {name_of(row, language, names)}"
    columns = TABLES[row.table].columns
    if row.kind is ChangeKind.CHANGED:
        for cell in row.cells():
            column = columns[cell.column]
            old, new = (shown(column, value, language, names) for value in (cell.before, cell.after))
            yield f"{head}: {column.header(language)}: {old} → {new}"
        return
    known = [f"{columns[c.column].header(language)}: {shown(columns[c.column], c.after, language, names)}" for c in row.cells()]
    facts = "; ".join(known[:6]) if row.kind is ChangeKind.NEW else say(f"changes.{row.kind}-row", language)
    yield f"{head} ({_table(row.table, language)}): {facts}"


def _table(table: str, language: str) -> str:
    named = TABLES[table].named
    return named.nl if language == "nl" else named.en


def differences_json(change_set: ChangeSet, language: str, names: Names) -> dict[str, Any]:
    """Counts, per table and in all; every row that differs with its cells; the findings."""
    tables = dict.fromkeys([*change_set.unchanged, *(row.table for row in change_set.rows)])
    return {
        "counts": change_set.counts(),
        "tables": {table: change_set.counts(table) for table in tables},
        "as_of": [day.isoformat() for day in change_set.as_of],
        "changes": [_row_json(row, language, names) for row in change_set.rows],
        "findings": [finding.as_json(language) for finding in change_set.findings.worst_first()],
    }


def _row_json(row: RowChange, language: str, names: Names) -> dict[str, Any]:
    place = {"file": row.place.file, "sheet": row.place.sheet, "line": row.place.row}
    cells = [{"column": cell.column, "before": cell.before, "after": cell.after} for cell in row.cells()]
    name = name_of(row, language, names)
    return {"table": row.table, "kind": str(row.kind), "row": row.row_id, "name": name, "waits": row.waits, **place, "cells": cells}
