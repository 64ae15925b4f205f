"""The command that runs one instrument; its options come from the registry."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

import click
import polars as pl

from wiel.cli.iv3_file import peers_of
from wiel.cli.output import (
    day_of,
    print_assumptions,
    print_findings,
    print_json,
    result_json,
    with_class,
    with_day,
    with_json,
    with_language,
    with_mapping,
    with_parameters,
)
from wiel.cli.plan_file import makes_workbook, wishes_of
from wiel.cli.time_limit import Limited, with_time_limit
from wiel.errors import InputRefused, WrongUse
from wiel.exchange.files import read_bytes, write_atomically
from wiel.exchange.plan import write_plan
from wiel.intake import read_paths
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import Descriptor, Inputs, Stopped, instrument, instruments, load_options, load_run
from wiel.results import Result, ResultTable
from wiel.schema import Meaning
from wiel.studies import options_for
from wiel.texts import Sentence, formatted, say

TABLES_SHOWN, COLUMNS_SHOWN, ROWS_SHOWN, WIDEST = 2, 12, 30, 40


def parsed_options(descriptor: Descriptor, texts: tuple[str, ...]) -> dict[str, Any]:
    """``name=value`` texts as values of the type that the option has."""
    kinds = get_type_hints(load_options(descriptor))
    found: dict[str, Any] = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark:
            raise WrongUse(Sentence("cli.option-form", {"text": text}))
        found[name] = _value(name, value, kinds.get(name, str))
    return found


def _value(name: str, text: str, kind: Any) -> Any:
    """One option value; a text that is not of the kind is refused."""
    words = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
    try:
        if kind is bool:
            return words[text.lower()]
        return kind(text) if kind in (int, float) else text
    except (KeyError, ValueError):
        values = {"name": name, "text": text, "kind": getattr(kind, "__name__", str(kind))}
        raise WrongUse(Sentence("cli.option-value", values)) from None


def table_lines(table: ResultTable, language: str) -> list[str]:
    """A table as lines of text: its first columns that hold no keys or lists, its first rows, and how many more there are."""
    plain = [name for name, dtype in table.frame.schema.items() if not isinstance(dtype, pl.List) and not _keys(table.frame[name])]
    shown = table.frame.select(plain[:COLUMNS_SHOWN]).head(ROWS_SHOWN)
    cells = [[table.columns[name].header(language) for name in shown.columns]]
    cells += [[formatted(value, language)[:WIDEST] for value in row] for row in shown.rows()]
    widths = [max(len(line[place]) for line in cells) for place in range(len(shown.columns))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    left = table.frame.height - shown.height
    return lines + ([say("cli.more-rows", language, n=left)] if left else [])


def _keys(values: pl.Series) -> bool:
    """Whether these are identifiers of rows, which mean nothing to a reader."""
    return values.dtype == pl.String and bool(values.drop_nulls().str.contains(r"^[a-z]{3}:[^:]+:").any())


def handovers(paths: tuple[Path, ...]) -> dict[str, ResultTable]:
    """Tables of earlier results, read from the JSON that `wiel run --json` printed."""
    found: dict[str, ResultTable] = {}
    for path in paths:
        try:
            tables = json.loads(read_bytes(path))["tables"]
            frames = {name: pl.DataFrame(content, infer_schema_length=None) for name, content in tables.items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError, pl.exceptions.PolarsError):
            raise InputRefused(Sentence("cli.result-file", {"path": str(path)})) from None
        found |= {name: ResultTable(name, frame, {c: Meaning(c, c) for c in frame.columns}) for name, frame in frames.items()}
    return found


@click.command()
@click.argument("identifier", metavar="INSTRUMENT")
@click.argument("landscape", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the instrument; may be repeated.")
@click.option("--with", "earlier", multiple=True, type=click.Path(path_type=Path), help="An earlier result to build on.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The JSON file to write the result to; a plan may go to .xlsx."
)
@with_time_limit
@with_mapping
@with_day
@with_parameters
@with_class
@with_language
@with_json
def run(
    identifier: str,
    landscape: tuple[Path, ...],
    options: tuple[str, ...],
    earlier: tuple[Path, ...],
    output: Path | None,
    time_limit: float | None,
    mapping: Path | None,
    as_of: datetime | None,
    overlay: Path | None,
    settings: tuple[str, ...],
    ceiling: str,
    language: str,
    as_json: bool,
) -> None:
    """Run one INSTRUMENT on a LANDSCAPE (any files that `check` reads)."""
    descriptor = instrument(identifier)
    given = parsed_options(descriptor, options)
    chosen = options_for(descriptor, given)
    parameters = Parameters.read(overlay, settings)
    intake = read_paths(list(landscape), day_of(as_of, landscape), mapping)
    print_assumptions(intake.findings, language)
    wishes, remarks = wishes_of(descriptor, given, Path(), intake.landscape)
    peers, told = peers_of(descriptor, given, Path())
    inputs = Inputs(intake.landscape, intake.region.members, handovers(earlier) | wishes | peers, intake.findings)
    control = Limited(say(f"{identifier}.title", language), time_limit)
    try:
        result = load_run(descriptor)(inputs, parameters.at(intake.landscape.as_of), chosen, control)
    except Stopped:
        raise WrongUse(Sentence("cli.stopped", {"instrument": identifier})) from None
    result = replace(result, findings=remarks + told + result.findings)
    content = result_json({identifier: result}, Confidentiality.of(ceiling), language, [output] if output else [])
    if output is not None and makes_workbook(descriptor, output):
        write_plan(result.at(Confidentiality.of(ceiling)).tables, output, language)
    elif output is not None:
        write_atomically(output, json.dumps(content, ensure_ascii=False, indent=2, default=str).encode())
    if as_json:
        print_json(content)
    else:
        _print_result(content["summary"], result.at(Confidentiality.of(ceiling)), language)


def _print_result(summary: Mapping[str, Any], seen: Result, language: str) -> None:
    """The answer in one sentence, the first tables and the findings."""
    facts = dict(summary)
    headline = facts.pop("headline", None)
    if headline is not None:
        click.echo(say(headline, language, **facts) + "\n")
    for table in list(seen.tables.values())[:TABLES_SHOWN]:
        click.echo("\n".join(table_lines(table, language)) + "\n")
    print_findings(seen.findings, language)


run.help = (
    (run.help or "")
    + "\n\n\b\n"
    + "\n".join(f"{name:14} {', '.join(f.name for f in fields(load_options(d)))}" for name, d in instruments().items())
)
