"""``wiel archimate``: check, convert, compare and draw ArchiMate models."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from wiel.cli.output import print_findings, print_json, with_class, with_json, with_language
from wiel.errors import InputRefused, Place, WrongUse
from wiel.exchange.archimate import ArchimateModel, read, write
from wiel.exchange.archimate.comparison import Changes, Concept, Difference, diff
from wiel.exchange.archimate.counting import count
from wiel.exchange.archimate.drawing import Drawing, svg
from wiel.exchange.archimate.gemma import without_level
from wiel.exchange.archimate.identifiers import xml_name
from wiel.exchange.archimate.mapping import Effect, Merged, from_landscape, impact, merge, plotted
from wiel.exchange.archimate.model import View
from wiel.findings import Findings
from wiel.intake import read_paths
from wiel.quantities import Confidentiality
from wiel.texts import Sentence, say
from wiel.texts.numbers import UNKNOWN

FILE = click.Path(path_type=Path)
SHOWN = 20
"""Changes that are told one by one on a terminal; the JSON has them all."""


@click.group()
def archimate() -> None:
    """Check, convert, compare and draw ArchiMate models (AMEFF and .archimate)."""


@archimate.command()
@click.argument("file", type=FILE)
@with_language
@with_json
def check(file: Path, language: str, as_json: bool) -> None:
    """What does FILE hold, and what is wrong with it?"""
    model, findings = read(file)
    findings += without_level(model, file.name)
    numbers = count(model).as_json()
    if as_json:
        print_json(numbers | {"findings": [finding.as_json(language) for finding in findings]})
        return
    click.echo(say("archimate.counted", language, name=model.name, **numbers))
    print_findings(findings, language)


@archimate.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The exchange file to write.")
@with_language
@with_json
def convert(file: Path, output: Path, language: str, as_json: bool) -> None:
    """Write FILE as Open Exchange 3.1 and tell what that format does not carry."""
    model, findings = read(file)
    findings += write(model, output)
    if as_json:
        found = [finding.as_json(language) for finding in findings]
        print_json(count(model).as_json() | {"findings": found, "output": str(output)})
        return
    click.echo(say("archimate.written", language, output=str(output)))
    print_findings(findings, language)


@archimate.command("diff")
@click.argument("before", type=FILE)
@click.argument("after", type=FILE)
@click.option("--landscape", "mine", type=FILE, multiple=True, help="Tell also what this changes in one's own landscape.")
@with_language
@with_json
def compare(before: Path, after: Path, mine: tuple[Path, ...], language: str, as_json: bool) -> None:
    """What came, went and changed from BEFORE to AFTER? Elements and views are followed by their Object ID."""
    models = read(before)[0], read(after)[0]
    difference = diff(*models)
    effects = impact(*models, read_paths(mine).landscape) if mine else ()
    if as_json:
        told: dict[str, Any] = {"landscape": [asdict(effect) for effect in effects]} if mine else {}
        print_json(difference.as_json() | told)
        return
    _tell_changes(difference, language)
    for effect in effects:
        _tell_effect(effect, language)


@archimate.command()
@click.argument("paths", type=FILE, nargs=-1, required=True)
@click.option("-o", "--output", type=FILE, help="The exchange file to write; without it only the differences are shown.")
@click.option("--merge", "existing", type=FILE, help="An architect's file: its work is kept, the landscape is added.")
@click.option("--name", default="Wiel", show_default=True, help="Name of the model.")
@with_class
@with_language
@with_json
def export(
    paths: tuple[Path, ...], output: Path | None, existing: Path | None, name: str, ceiling: str, language: str, as_json: bool
) -> None:
    """Write the landscape in PATHS as Open Exchange 3.1, with a view per domain."""
    intake = read_paths(paths)
    model, findings = from_landscape(intake.landscape, name, Confidentiality.of(ceiling))
    theirs, found = (ArchimateModel("id-model"), Findings()) if existing is None else read(existing)
    merged = Merged(model, diff(theirs, model), Findings()) if existing is None else merge(theirs, model)
    findings = intake.findings + found + findings + merged.findings
    if output is not None:
        findings += write(merged.model, output)
    if as_json:
        told = {"difference": merged.difference.as_json(), "findings": [finding.as_json(language) for finding in findings]}
        print_json(count(merged.model).as_json() | told | {"output": None if output is None else str(output)})
        return
    _tell_changes(merged.difference, language)
    click.echo(
        say("archimate.nothing-written", language) if output is None else say("archimate.written", language, output=str(output))
    )
    print_findings(findings, language)


@archimate.command("svg")
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="A file ending in .svg, or a folder for several views.")
@click.option("--view", "wanted", multiple=True, help="Name or identifier of a view; without it, all views are drawn.")
@click.option("--landscape", "mine", type=FILE, multiple=True, help="Plot the applications of a landscape on the components.")
@with_language
def draw(file: Path, output: Path, wanted: tuple[str, ...], mine: tuple[Path, ...], language: str) -> None:
    """Draw views of FILE as SVG."""
    model, _ = read(file)
    views = _views(model, wanted)
    own = plotted(read_paths(mine).landscape) if mine else None
    drawing = Drawing(language=language)
    if output.suffix == ".svg":
        if len(views) != 1:
            raise WrongUse(Sentence("archimate.one-view", {"n": len(views)}))
        drawn = {output: views[0]}
    else:
        drawn = {output / f"{xml_name(view.identifier)}.svg": view for view in views}
    try:
        for path, view in drawn.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(svg(model, view, own, drawing), encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputRefused(Sentence("archimate.cannot-write", {"reason": reason}), Place(str(output))) from error
    click.echo(say("archimate.drawn", language, n=len(views), output=str(output)))


def _views(model: ArchimateModel, wanted: tuple[str, ...]) -> list[View]:
    """The views that are asked for; a name that no view has is refused."""
    if not wanted:
        return list(model.views)
    known = {view.name: view for view in reversed(model.views)} | {view.identifier: view for view in model.views}
    for name in wanted:
        if name not in known:
            raise WrongUse(Sentence("archimate.no-view", {"name": name}))
    return [known[name] for name in wanted]


def _tell_effect(effect: Effect, language: str) -> None:
    """One sentence per effect on a component in use."""
    parts = [part or UNKNOWN[language] for part in effect.parts]
    key = f"archimate.effect-{effect.what}"
    told = say(key, language, name=effect.name, subject=effect.subject, parts=parts, n=len(effect.applications))
    click.echo(f"- {told}")


def _tell_changes(difference: Difference, language: str) -> None:
    _tell_part("elements", difference.elements, language)
    _tell_part("relationships", difference.relationships, language)
    _tell_part("views", difference.views, language)


def _tell_part(part: str, changes: Changes[Concept], language: str) -> None:
    numbers = {"added": len(changes.added), "removed": len(changes.removed), "changed": len(changes.changed)}
    click.echo(say(f"archimate.changes-{part}", language, **numbers))
    for change in list(changes.changed.values())[:SHOWN]:
        click.echo(f"  {change.after.name or change.key}: {', '.join(change.parts)}")
