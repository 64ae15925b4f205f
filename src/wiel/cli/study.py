"""Commands that make a dossier: study and demo."""

import tempfile
import time
from pathlib import Path
from typing import Any

import click

from wiel.cli.iv3_file import peers_of
from wiel.cli.output import Bar, print_json, result_json, rows, with_json, with_language, with_parameters
from wiel.cli.plan_file import wishes_of
from wiel.intake import Intake, read_region, readings_table, write_review_file
from wiel.parameters import Parameters
from wiel.quantities import Confidentiality
from wiel.registry import instrument
from wiel.reports import dossier, write
from wiel.samples import write_streek
from wiel.studies import Study, Subject, feasibility
from wiel.texts import say
from wiel.texts.numbers import Value

TO_CHECK = "te-controleren.xlsx"
CLASSES = [c.dutch for c in Confidentiality]
PROFILE = click.option(
    "--profile", type=click.Choice(["quick", "full"]), default="quick", show_default=True, help="How long to search."
)


def make_study(intake: Intake, parameters: Parameters, profile: str, language: str, folder: Path | None = None) -> Study:
    """Run the feasibility study on what was read; the files that the options name start from `folder`."""
    region, options, start = intake.region, chosen_options(intake), folder or Path()
    wishes, remarks = wishes_of(instrument("rationalisation"), options.get("rationalisation", {}), start, intake.landscape)
    peers, told = peers_of(instrument("benchmark"), options.get("benchmark", {}), start)
    subject = Subject(
        region.name,
        region.question,
        intake.landscape,
        region.members,
        intake.findings + remarks + told,
        readings_table(intake),
        options,
        intake.link_tables,
        wishes | peers,
    )
    return feasibility(subject, parameters.at(intake.landscape.as_of), profile, Bar(say("cli.calculating", language)))


def chosen_options(intake: Intake) -> dict[str, dict[str, Any]]:
    """The options per instrument that the region chooses; its keys are those of cost sharing, unless options name others."""
    study = intake.region.study
    options = {name: dict(values) for name, values in study.options.items()}
    if study.keys:
        options["cost_sharing"] = {"keys": list(study.keys)} | options.get("cost_sharing", {})
    return options


def write_dossiers(study: Study, output: Path, language: str, ceiling: Confidentiality) -> list[Path]:
    """One dossier per class up to a ceiling: all of them or nothing."""
    return write({c: dossier(study, c, language) for c in Confidentiality if c <= ceiling}, output)


def write_names(intake: Intake, output: Path, language: str, ceiling: Confidentiality) -> list[Path]:
    """The file in which people decide about names, beside the dossiers of the members; none where there is nothing to decide or see."""
    path = output / TO_CHECK
    return [path] if ceiling >= Confidentiality.INTERN and write_review_file(intake, path, language) else []


def study_json(study: Study, ceiling: Confidentiality, language: str, files: list[Path]) -> dict[str, Any]:
    """What the instruments answer, before it what was found while reading the files, and how each list was read; up to a class."""
    content = result_json(study.results, ceiling, language, files)
    reading = [finding.as_json(language) for finding in study.findings.visible_at(ceiling)]
    reading_tables = {"readings": study.readings, **study.links}
    seen = {name: table.at(ceiling) for name, table in reading_tables.items()}
    tables = content["tables"] | {name: rows(table.frame) for name, table in seen.items() if table is not None}
    return content | {"findings": reading + content["findings"], "tables": tables}


@click.group()
def study() -> None:
    """Instruments in sequence, and the dossier."""


@study.command("feasibility")
@click.argument("region", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the dossier.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder that the paths in region.toml start from.")
@click.option("--class", "ceiling", type=click.Choice(CLASSES), help="Only the dossiers up to this class; default all.")
@PROFILE
@with_parameters
@with_language
@with_json
def feasibility_command(
    region: Path,
    output: Path,
    data: Path | None,
    ceiling: str | None,
    profile: str,
    overlay: Path | None,
    settings: tuple[str, ...],
    language: str,
    as_json: bool,
) -> None:
    """Is working together feasible? From REGION (a folder with region.toml) to a dossier per class."""
    parameters = Parameters.read(overlay, settings)
    intake = read_region(region, data)
    folder = region if region.is_dir() else region.parent
    result = make_study(intake, parameters, profile, language, folder)
    highest = Confidentiality.of(ceiling) if ceiling else Confidentiality.VERTROUWELIJK
    written = write_dossiers(result, output, language, highest) + write_names(intake, output, language, highest)
    if as_json:
        print_json(study_json(result, Confidentiality.of(ceiling or "intern"), language, written))
    else:
        for path in written:
            click.echo(say("cli.made", language, path=str(path)))


@click.command()
@click.option(
    "-o", "--output", default="out/demo", show_default=True, type=click.Path(path_type=Path), help="Folder for the dossier."
)
@click.option("--deliveries", type=click.Path(path_type=Path), help="Keep the files that the sample municipalities deliver here.")
@with_language
@with_json
def demo(output: Path, deliveries: Path | None, language: str, as_json: bool) -> None:
    """Make the dossier of the sample region: ten invented municipalities with 1,300 applications."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        region = write_streek(deliveries or Path(folder) / "streek")
        intake = read_region(region)
        result = make_study(intake, Parameters.read(None, ()), "quick", language)
    written = write_dossiers(result, output, language, Confidentiality.VERTROUWELIJK)
    written += write_names(intake, output, language, Confidentiality.VERTROUWELIJK)
    seconds = round(time.monotonic() - started, 1)
    if as_json:
        print_json(study_json(result, Confidentiality.INTERN, language, written) | {"seconds": seconds})
        return
    counts: dict[str, Value] = {
        "members": len(result.members),
        "applications": result.results["inventory"].facts["applications"] or 0,
        "findings": len(result.findings) + sum(len(found.findings) for found in result.results.values()),
    }
    click.echo(say("cli.demo-done", language, name=result.name, seconds=seconds, **counts))
    click.echo(say("cli.open-first", language, path=str(output / "dossier-openbaar.pdf")))
