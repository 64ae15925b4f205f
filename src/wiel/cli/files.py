"""Commands on files: check, convert."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from wiel.cli.output import day_of, print_assumptions, print_findings, print_json, with_day, with_json, with_language, with_mapping
from wiel.errors import WrongUse
from wiel.exchange import archimate, datapackage, workbook
from wiel.exchange.archimate.mapping import from_landscape
from wiel.findings import Severity
from wiel.intake import Intake, read_paths, write_review_file
from wiel.texts import Sentence, say

PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))


def _content(intake: Intake, language: str) -> dict[str, Any]:
    return {
        "tables": intake.landscape.summary(),
        "findings": [finding.as_json(language) for finding in intake.findings],
    }


REVIEWED = click.option(
    "--reviewed", multiple=True, type=click.Path(path_type=Path), help="A filled file of --review; may be repeated."
)
REVIEW = click.option("--review", type=click.Path(path_type=Path), help="Write the names to decide about here, .xlsx.")


@click.command()
@PATHS
@with_mapping
@REVIEWED
@REVIEW
@with_day
@with_language
@with_json
def check(
    paths: tuple[Path, ...],
    mapping: Path | None,
    reviewed: tuple[Path, ...],
    review: Path | None,
    as_of: datetime | None,
    language: str,
    as_json: bool,
) -> None:
    """Read whatever PATHS are (workbook, data package, CSV, XLSX, region) and report what does not hold.

    Status 1 when a finding is an error.
    """
    intake = read_paths(list(paths), day_of(as_of, paths), mapping, reviewed)
    written = review is not None and write_review_file(intake, review, language)
    if as_json:
        print_json(_content(intake, language))
    else:
        lists = {(reading.file, reading.sheet): reading.rows_read for reading in reversed(intake.readings)}
        files = len({file for file, _ in lists})
        click.echo(say("cli.read", language, n=files, files=files, rows=sum(lists.values())))
        print_findings(print_assumptions(intake.findings, language), language)
        count = len(intake.findings)
        click.echo(say("cli.findings" if count else "cli.no-findings", language, n=count))
        if written:
            click.echo(say("cli.made", language, path=str(review)))
    if intake.findings.worst is Severity.ERROR:
        raise SystemExit(1)


@click.command()
@PATHS
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder, .zip, .xlsx or .xml (ArchiMate).")
@REVIEWED
@REVIEW
@with_day
@with_language
@with_json
def convert(
    paths: tuple[Path, ...],
    output: Path,
    reviewed: tuple[Path, ...],
    review: Path | None,
    as_of: datetime | None,
    language: str,
    as_json: bool,
) -> None:
    """Turn any input into a data package (folder or .zip), a workbook (.xlsx) or an ArchiMate model (.xml)."""
    if output.suffix not in ("", ".zip", ".xlsx", ".xml"):
        raise WrongUse(Sentence("cli.target-format", {"path": str(output)}))
    intake = read_paths(list(paths), day_of(as_of, paths), reviewed=reviewed)
    if review is not None:
        write_review_file(intake, review, language)
    if output.suffix == ".xml":
        model, lost = from_landscape(intake.landscape, intake.region.name)
        intake = replace(intake, findings=intake.findings + lost + archimate.write(model, output))
    elif output.suffix == ".xlsx":
        workbook.write(intake.landscape, output, language)
    else:
        datapackage.write(intake.landscape, output)
    if as_json:
        print_json(_content(intake, language) | {"output": str(output)})
    else:
        print_findings(intake.findings, language)
        click.echo(say("cli.made", language, path=str(output)))
