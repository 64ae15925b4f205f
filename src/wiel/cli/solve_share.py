"""`wiel solve share GAME`: any published cooperative game, division of a shortage or facility in levels, solved."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import click

from wiel.cli.output import with_json, with_language
from wiel.errors import InvalidProblem, Place
from wiel.exchange.files import read_bytes
from wiel.methods.allocation.fields import parsed
from wiel.methods.games.problem import RULES, solve_share
from wiel.texts import Sentence, say
from wiel.texts.numbers import number

NAME, FIGURE, SHOWN = 28, 20, 10


@click.command("share")
@click.argument("game", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rule", required=True, type=click.Choice(RULES), help="How to divide; all gives every rule that applies.")
@click.option("--kind", type=click.Choice(["cost", "value"]), help="What the values in a CSV are.")
@with_language
@with_json
def share(game: Path, rule: str, kind: str | None, language: str, as_json: bool) -> None:
    """Divide what GAME states: .json, .yaml, or .csv with the columns coalition,value.

    Unusable input ends with status 2 and a remedy.
    """
    answer = solve_share(game_of(game, kind), rule, language)
    if as_json:
        text = json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False)
        # A name may hold half a character, which no output can write as it is.
        escaped = any("\ud800" <= sign <= "\udfff" for sign in text)
        click.echo(json.dumps(answer, indent=2, allow_nan=False) if escaped else text)
    else:
        for one in answer if isinstance(answer, list) else [answer]:
            click.echo("\n".join(_page(one, language)) + "\n")


def game_of(game: Path, kind: str | None) -> Mapping[str, Any]:
    """The problem in a file; `kind` says what the values of a CSV are."""
    data = read_bytes(game)
    return _table(data, game.name, kind) if game.suffix == ".csv" else parsed(data, game.name)


def _table(data: bytes, name: str, kind: str | None) -> Mapping[str, Any]:
    """The problem in a CSV: the players are those who have a value alone, in the order of their rows."""
    if kind is None:
        raise InvalidProblem(Sentence("games.said.kind-needed"), Place(file=name))
    try:
        rows = list(csv.reader(StringIO(data.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidProblem(Sentence("games.said.not-csv"), Place(file=name)) from error
    if not rows or [cell.strip() for cell in rows[0]] != ["coalition", "value"]:
        raise InvalidProblem(Sentence("games.said.columns"), Place(file=name, row=1))
    values: dict[str, str] = {}
    for row, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != 2:
            raise InvalidProblem(Sentence("games.said.two-cells", {"n": len(cells)}), Place(file=name, row=row))
        coalition = cells[0].strip()
        if coalition in values:
            raise InvalidProblem(Sentence("games.coalition-twice", {"coalition": coalition}), Place(file=name, row=row))
        values[coalition] = cells[1].strip()
    return {"kind": kind, "players": [coalition for coalition in values if "+" not in coalition], "values": values}


def _page(answer: Mapping[str, Any], language: str) -> Iterator[str]:
    """One rule: its shares, their sum, and what the core test found."""
    yield answer["rule"]
    if answer["shares"] is None:
        yield f"  {answer['undefined']['message']}\n  → {answer['undefined']['remedy']}"
        return
    named = answer["shares"].items() if isinstance(answer["shares"], Mapping) else enumerate(answer["shares"], 1)
    for name, amount in [*named, (say("games.said.sum", language), answer["sum"])]:
        yield f"  {name!s:<{NAME}}{number(amount, language, 2):>{FIGURE}}"
    if "core" in answer:
        yield from _core(answer["core"], language)


def _core(core: Mapping[str, Any], language: str) -> Iterator[str]:
    yield "  " + say(
        "games.said.core-empty" if core["empty"] else "games.said.inside" if core["inside"] else "games.said.outside", language
    )
    for one in core["violations"][:SHOWN]:
        amount = number(one["excess"], language, 2)
        yield "  " + say("games.said.violation", language, members=one["coalition"], amount=amount)
    if core["violated"] > SHOWN:
        yield "  " + say("games.said.more", language, n=core["violated"] - SHOWN)
