"""`wiel map FILE`: what becomes what in a list of applications, as a table and as a mapping file to correct."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from wiel.cli.output import print_json, with_json, with_language
from wiel.exchange import cmdb
from wiel.exchange.cmdb import Column, Proposal, Sheet
from wiel.exchange.files import write_atomically
from wiel.landscape import TABLES
from wiel.texts import say

WIDTHS = (26, 34, 5)
SAMPLE = 44
UNKNOWN, REFUSED = "?", "-"


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The mapping file to write (.toml).")
@with_language
@with_json
def mapping(file: Path, output: Path | None, language: str, as_json: bool) -> None:
    """Propose how to read FILE, a list of applications as CSV or XLSX with columns of its own.

    Shows what becomes what. Correct the mapping file and pass it to check or run with --mapping.
    """
    proposal = cmdb.propose(file)
    if output is not None:
        write_atomically(output, cmdb.as_toml(proposal, language).encode())
    if as_json:
        print_json(_content(proposal, language) | {"files": [str(output)] if output else []})
        return
    for line in _page(proposal, language):
        click.echo(line)
    if output is not None:
        click.echo(say("cli.made", language, path=str(output)))


def _content(proposal: Proposal, language: str) -> dict[str, Any]:
    columns = [
        {
            "sheet": column.sheet,
            "header": column.header,
            "target": column.target,
            "also": list(column.also),
            "confidence": column.confidence,
            "reason": say(column.reason, language),
            "samples": list(column.sample),
        }
        for sheet in proposal.sheets
        for column in sheet.columns
    ]
    return {"file": proposal.file, "sure": proposal.sure, "columns": columns, "other_sheets": list(proposal.other_sheets)}


def _page(proposal: Proposal, language: str) -> Iterator[str]:
    """Per sheet a table; then what is left out, and whether the mapping may be used unseen."""
    for sheet in proposal.sheets:
        yield say("cli.map-sheet", language, file=proposal.file, sheet=sheet.name or "", row=sheet.header.row, rows=sheet.rows)
        yield ""
        yield _line([say(f"cli.map-{word}", language) for word in ("header", "target", "sure", "sample")])
        yield from (_line(_cells(column, language)) for column in sheet.columns)
        yield ""
        yield from _excluded(sheet, language)
    for name in proposal.other_sheets:
        yield say("cli.map-other-sheet", language, sheet=name)
    unknown = sum(column.target is None for sheet in proposal.used for column in sheet.columns)
    yield say("cli.map-unknown" if unknown else "cli.map-all-known", language, n=unknown)
    yield say("cli.map-is-sure" if proposal.sure else "cli.map-not-sure", language)


def _excluded(sheet: Sheet, language: str) -> Iterator[str]:
    for reason, n in sheet.left_out.items():
        yield say("cli.map-left-out", language, reason=reason, n=n)


def _cells(column: Column, language: str) -> list[str]:
    if column.target is None:
        return [column.header, UNKNOWN, "", f"{say(column.reason, language)}. {_sample(column)}".strip()]
    if column.target == "people":
        return [column.header, REFUSED, "", say(column.reason, language)]
    names = ", ".join(_name(target, language) for target in (column.target, *column.also))
    return [column.header, names, f"{round(column.confidence * 100)}%", _sample(column)]


def _name(target: str, language: str) -> str:
    """A target as people call it: the header in the workbook, behind its table where that is not applications."""
    table, _, column = target.partition(".")
    if table not in TABLES:
        return say("cli.map-member", language)
    declared = TABLES[table].columns.get(column)
    word = declared.header(language) if declared else column
    named = TABLES[table].named
    return word if table == "applications" else f"{named.nl if language == 'nl' else named.en}: {word}"


def _sample(column: Column) -> str:
    texts = (" ".join(text.split()) for text in column.sample)
    return " · ".join(text if len(text) <= SAMPLE // 2 else text[: SAMPLE // 2 - 1] + "…" for text in texts)


def _line(cells: list[str]) -> str:
    shown = [cell if len(cell) <= width else cell[: width - 1] + "…" for cell, width in zip(cells, WIDTHS, strict=False)]
    padded = [f"{cell:<{width}}" for cell, width in zip(shown, WIDTHS, strict=True)]
    return "  ".join([*padded, cells[-1]]).rstrip()
