"""Commands about Wiel itself: parameters and versions."""

import platform
from importlib.metadata import requires, version

import click

from wiel.cli.output import print_json, with_json, with_language
from wiel.parameters import Parameters


@click.command()
@click.argument("subject", required=False)
@with_language
@with_json
def parameters(subject: str | None, language: str, as_json: bool) -> None:
    """Every default with its date, source and label of certainty; of one SUBJECT when given."""
    listed = Parameters.read(None, ()).listing(subject, language)
    if as_json:
        print_json({"parameters": listed})
        return
    for entry in listed:
        click.echo(f"{entry['name']:44} {entry['value']!s:>12} {entry['unit']:12} [{entry['label']}] {entry['valid_from']}")
        click.echo(f"    {entry['description']} ({entry['source']})")


@click.command()
@with_json
def versions(as_json: bool) -> None:
    """The versions that matter in a report of a fault."""
    names = sorted({requirement.split(";")[0].split("[")[0].strip("<>=!~ .0123456789,") for requirement in requires("wiel") or []
                    if "extra ==" not in requirement})  # fmt: skip
    found = {"wiel": version("wiel"), "python": platform.python_version(), "system": platform.platform()}
    found |= {name: version(name) for name in names}
    if as_json:
        print_json(found)
        return
    for name, number in found.items():
        click.echo(f"{name:28} {number}")
