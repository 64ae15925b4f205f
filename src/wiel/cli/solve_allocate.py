"""`wiel solve allocate CASE`: any cost allocation case from the literature or from practice, solved."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from wiel.cli.output import print_json, with_json, with_language
from wiel.exchange.files import read_bytes
from wiel.methods.allocation.fields import parsed
from wiel.methods.allocation.problem import solve_allocate
from wiel.texts import say
from wiel.texts.numbers import number

NAME, FIGURE = 34, 20
RATE_DECIMALS = 4


@click.command("allocate")
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_language
@with_json
def allocate(case: Path, language: str, as_json: bool) -> None:
    """Solve a cost allocation CASE (.yaml or .json).

    Kinds: support (direct, step-down, reciprocal), tdabc, abc, tiers, rounding. Unusable input ends with status 2 and a remedy.
    """
    output = solve_allocate(parsed(read_bytes(case), case.name), language)
    for finding in output.get("findings", []):
        click.echo(f"{finding['message']}\n→ {finding['remedy']}", err=True)
    if as_json:
        print_json(output)
    else:
        click.echo("\n".join(_page(output, language)))


def _page(output: Mapping[str, Any], language: str) -> Iterator[str]:
    """One line per figure, headings in the language."""
    for field, value in output.items():
        if field == "activities":
            yield from _activities(value, language)
        elif isinstance(value, Mapping):
            yield say(f"allocation.label.{field}", language)
            yield from (_line(f"  {name}", part, language) for name, part in value.items())
        elif field != "findings":
            yield _line(
                say(f"allocation.label.{field}", language), value, language, RATE_DECIMALS if field in ("rate", "residual") else 2
            )


def _activities(rows: Sequence[Mapping[str, Any]], language: str) -> Iterator[str]:
    heading, rate, amount = (say(f"allocation.label.{field}", language) for field in ("activities", "rate", "amount"))
    yield f"{heading:<{NAME}}{rate:>{FIGURE}}{amount:>{FIGURE}}"
    for row in rows:
        figures = _figure(row["rate"], language, RATE_DECIMALS), _figure(row["amount"], language, 2)
        yield f"{'  ' + row['name']:<{NAME}}" + "".join(f"{figure:>{FIGURE}}" for figure in figures)


def _line(name: str, value: object, language: str, decimals: int = 2) -> str:
    figures = value if isinstance(value, list) else [value]
    return f"{name:<{NAME}}" + "".join(f"{_figure(figure, language, decimals):>{FIGURE}}" for figure in figures)


def _figure(value: object, language: str, decimals: int) -> str:
    return number(Decimal(str(value)), language, decimals) if isinstance(value, int | float) else str(value)
