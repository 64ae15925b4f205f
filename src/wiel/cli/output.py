"""What every command shares: language, JSON, class, progress, errors."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import click
import polars as pl

from wiel.errors import WielError
from wiel.findings import Findings, Severity
from wiel.quantities import Confidentiality
from wiel.results import Result
from wiel.texts import LANGUAGES, say

Command = TypeVar("Command", bound=Callable[..., Any])
MARKS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.INFO: "i"}
MOST_SHOWN = 40
ASSUMPTIONS = ("cmdb.assumed", "cmdb.owner-assumed", "cmdb.sheet-left", "intake.date-assumed")


def with_language(command: Command) -> Command:
    """Adds ``--lang``."""
    return click.option("--lang", "language", type=click.Choice(LANGUAGES), default="nl", show_default=True, help="Language.")(
        command
    )


def with_json(command: Command) -> Command:
    """Adds ``--json``: one object on standard output and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")(command)


def with_class(command: Command) -> Command:
    """Adds ``--class`` for the highest class that may be printed."""
    words = [c.dutch for c in Confidentiality]
    option = click.option(
        "--class", "ceiling", type=click.Choice(words), default="intern", show_default=True, help="Highest class shown."
    )
    return option(command)


def with_mapping(command: Command) -> Command:
    """Adds ``--mapping FILE`` for lists with columns of their own."""
    option = click.option(
        "--mapping", type=click.Path(path_type=Path), help="Mapping for lists with columns of their own (wiel map)."
    )
    return option(command)


def with_day(command: Command) -> Command:
    """Adds ``--as-of DATE``: the day that the files describe, where they do not say it themselves."""
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option(
        "--as-of", "as_of", type=kind, help="Day that the files describe, where they do not say it; default today."
    )(command)


def day_of(given: datetime | None, paths: Sequence[Path]) -> date | None:
    """The day to read files as of: the given one; today for lists and models, which have no date of their own; else None."""
    if given is not None:
        return given.date()
    dateless = all(path.suffix.lower() in (".csv", ".tsv", ".txt", ".xml", ".archimate") for path in paths)
    return date.today() if dateless else None


def with_parameters(command: Command) -> Command:
    """Adds ``--parameters FILE`` and ``--set subject.name=value``."""
    file = click.option("--parameters", "overlay", type=click.Path(path_type=Path), help="Dated overlay on the parameters.")
    single = click.option("--set", "settings", multiple=True, metavar="SUBJECT.NAME=VALUE", help="One parameter; may be repeated.")
    return file(single(command))


def chosen_language(arguments: Sequence[str]) -> str:
    """The language asked for on the command line, also when the rest of the line is wrong.

    >>> chosen_language(["wiel", "check", "--lang", "en", "x"]), chosen_language(["wiel", "--lang=xx"])
    ('en', 'nl')
    """
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        if value in LANGUAGES:
            return value
    return "nl"


def report_error(error: WielError, language: str) -> None:
    """Place, message and remedy on standard error."""
    where = str(error.place)
    click.echo(f"{where}: " * bool(where) + error.sentence.message(language), err=True)
    remedy = error.sentence.remedy(language)
    if remedy:
        click.echo(f"→ {remedy}", err=True)


def print_json(content: Mapping[str, Any] | Sequence[Any]) -> None:
    """One object, or a list of them, on standard output."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=_plain, allow_nan=False))


def _plain(value: Any) -> Any:
    """What JSON has no word for: dates as ISO text, decimals as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Path):
        return str(value)
    raise TypeError(f"{type(value)} does not go into JSON")


def result_json(
    results: Mapping[str, Result], ceiling: Confidentiality, language: str, files: Iterable[Path] = ()
) -> dict[str, Any]:
    """Summary, tables, findings and trace of results, up to a class."""
    shown = {identifier: result.at(ceiling) for identifier, result in results.items()}
    single = len(shown) == 1
    prefix = {identifier: "" if single else f"{identifier}." for identifier in shown}
    first = next(iter(shown.values()))
    return {
        "summary": first.summary() if single else {i: r.summary() for i, r in shown.items()},
        "tables": {prefix[i] + name: rows(table.frame) for i, r in shown.items() for name, table in r.tables.items()},
        "findings": [finding.as_json(language) for r in shown.values() for finding in r.findings],
        "trace": first.trace.as_json() if single else {i: r.trace.as_json() for i, r in shown.items()},
        "files": [str(path) for path in files],
    }


def rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as plain values."""
    return frame.to_dicts()


def print_findings(findings: Findings, language: str, most: int = MOST_SHOWN) -> None:
    """The findings, worst first, each with place, message and remedy; a line counts what is left out."""
    for finding in findings.worst_first().items[:most]:
        where = str(finding.place)
        click.echo(f"{MARKS[finding.severity]} {where + ': ' if where else ''}{finding.sentence.message(language)}")
        if remedy := finding.sentence.remedy(language):
            click.echo(f"    → {remedy}")
    if len(findings) > most:
        click.echo(say("cli.more-findings", language, n=len(findings) - most))


def print_assumptions(findings: Findings, language: str) -> Findings:
    """What Wiel assumed in order to read the files, on standard error so that no list of findings hides it; gives the others."""
    for finding in findings:
        if finding.rule in ASSUMPTIONS:
            where = str(finding.place)
            click.echo(f"{MARKS[finding.severity]} {where + ': ' if where else ''}{finding.sentence.message(language)}", err=True)
            click.echo(f"    → {finding.sentence.remedy(language)}", err=True)
    return Findings.of(finding for finding in findings if finding.rule not in ASSUMPTIONS)


class Bar:
    """A progress bar on a terminal; in a pipe nothing is shown. Never stops the work by itself."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = sys.stderr.isatty()

    def progress(self, done: int, of: int) -> None:
        """Draw how much of the work is done."""
        if self._shown:
            filled = 24 * done // max(of, 1)
            end = "\n" if done >= of else ""
            click.echo(f"\r{self._label} [{'█' * filled}{'·' * (24 - filled)}] {done}/{of}{end}", nl=False, err=True)

    def stopped(self) -> bool:
        """The command line stops by Ctrl-C only."""
        return False
