"""`wiel solve allocate CASE`: any cost allocation case from the literature or from practice, solved."""

import json
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click

from wiel.errors import WielError
from wiel.methods.allocation.fields import parsed
from wiel.methods.allocation.problem import solve_allocate
from wiel.texts import LANGUAGES, say
from wiel.texts.numbers import number

WIDTH = 34


@click.command("allocate")
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output and nothing else.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages and headings.")
@click.pass_context
def allocate(context: click.Context, case: Path, as_json: bool, lang: str | None) -> None:
    """Solve a cost allocation CASE (.yaml or .json).

    Kinds: support (direct, step-down, reciprocal), tdabc, abc, tiers, rounding. Unusable input ends with status 2 and a remedy.
    """
    language = lang or context.find_root().params.get("lang") or "nl"
    try:
        output = solve_allocate(parsed(case.read_bytes(), case.name), language)
    except WielError as error:
        _refuse(error, language)
    for finding in output.get("findings", []):
        click.echo(f"{finding['severity']}: {finding['message']} {finding['remedy']}", err=True)
    click.echo(json.dumps(output, ensure_ascii=False, allow_nan=False) if as_json else "\n".join(_page(output, language)))


def _refuse(error: WielError, language: str) -> NoReturn:
    click.echo(f"{error.sentence.message(language)} {error.sentence.remedy(language)}", err=True)
    sys.exit(2)


def _page(output: Mapping[str, Any], language: str) -> Iterator[str]:
    """One line per figure, headings in the language."""
    for field, value in output.items():
        if field == "findings":
            continue
        heading = say(f"allocation.label.{field}", language)
        if isinstance(value, Mapping):
            yield heading
            yield from (_line(f"  {name}", part, language) for name, part in value.items())
        elif field == "activities":
            yield f"{heading:<{WIDTH}} {say('allocation.label.rate', language):>16} {say('allocation.label.amount', language):>18}"
            yield from (
                f"  {row['name']:<{WIDTH - 2}} {_figure(row['rate'], language, 4):>16} {_figure(row['amount'], language):>18}"
                for row in value
            )
        else:
            yield _line(heading, value, language, 4 if field == "rate" else 2)


def _line(name: str, value: object, language: str, decimals: int = 2) -> str:
    if isinstance(value, list):
        return f"{name:<{WIDTH}} " + ", ".join(_figure(part, language) for part in value)
    return f"{name:<{WIDTH}} {_figure(value, language, decimals):>18}"


def _figure(value: object, language: str, decimals: int = 2) -> str:
    return number(Decimal(str(value)), language, decimals) if isinstance(value, int | float) else str(value)
