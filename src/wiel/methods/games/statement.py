"""Reads a problem as JSON or YAML states it: every part known, every coalition given once, every number finite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, NoReturn

import numpy as np

from wiel.errors import InvalidProblem
from wiel.methods.games.game import Game, Kind, Shares
from wiel.texts import Sentence
from wiel.texts.numbers import Value

MOST_PLAYERS = 24
KINDS = ("cost", "value", "claims", "airport")


@dataclass(frozen=True, slots=True)
class GameStatement:
    """A game with the names of its players and, where given, a weight per player."""

    players: tuple[str, ...]
    game: Game
    weights: Shares | None


@dataclass(frozen=True, slots=True)
class ClaimsStatement:
    """An estate and the claims on it, by name."""

    claimants: tuple[str, ...]
    estate: float
    claims: Shares


@dataclass(frozen=True, slots=True)
class AirportStatement:
    """Cumulative cost and use per level."""

    costs: Shares
    users: Shares


Statement = GameStatement | ClaimsStatement | AirportStatement


def statement_of(problem: Mapping[str, Any]) -> Statement:
    """What does this problem state? Raises `InvalidProblem` that names the first thing that cannot be used.

    >>> statement_of({"kind": "claims", "estate": "10.5", "claims": {"a": 8, "b": 9}}).estate
    10.5
    """
    if not isinstance(problem, Mapping):
        refuse("not-a-problem")
    kind = str(_part(problem, "kind"))
    if kind not in KINDS:
        refuse("unknown-kind", kind=kind[:40], kinds=KINDS)
    if kind == "claims":
        return _claims(problem)
    if kind == "airport":
        return _airport(problem)
    return _game(problem, Kind(kind))


def refuse(reason: str, **values: Value) -> NoReturn:
    """Stop with the sentence ``games.<reason>``."""
    raise InvalidProblem(Sentence(f"games.{reason}", values))


def _part(problem: Mapping[str, Any], key: str) -> Any:
    if key not in problem:
        refuse("missing-key", key=key)
    return problem[key]


def _only(problem: Mapping[str, Any], known: Sequence[str]) -> None:
    strange = [str(key) for key in problem if key not in known]
    if strange:
        refuse("unknown-key", keys=[key[:40] for key in strange[:5]], known=known)


def _numbers(value: Any, key: str) -> dict[str, float]:
    """Numbers by name."""
    if not isinstance(value, Mapping) or not value:
        refuse("not-named-numbers", key=key)
    return {str(name): _number(number, f"{key}, {name}") for name, number in value.items()}


def _number(value: Any, place: str) -> float:
    number = float("nan")
    if isinstance(value, int | float | Decimal | str) and not isinstance(value, bool):
        try:
            # Decimal takes 1_0 for ten; nobody writes an amount like that.
            number = float("nan") if "_" in str(value) else float(Decimal(value))
        except (InvalidOperation, OverflowError):
            number = float("nan")
    if not isfinite(number):
        refuse("not-a-number", place=place, value=str(value)[:40])
    return number


def _list(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        refuse("not-a-list", key=key)
    return list(value)


def _claims(problem: Mapping[str, Any]) -> ClaimsStatement:
    _only(problem, ("kind", "estate", "claims"))
    claims = _numbers(_part(problem, "claims"), "claims")
    return ClaimsStatement(tuple(claims), _number(_part(problem, "estate"), "estate"), np.array(list(claims.values())))


def _airport(problem: Mapping[str, Any]) -> AirportStatement:
    _only(problem, ("kind", "levels", "users"))
    columns = [
        np.array([_number(value, f"{key}, {place}") for place, value in enumerate(_list(_part(problem, key), key), 1)])
        for key in ("levels", "users")
    ]
    return AirportStatement(*columns)


def _game(problem: Mapping[str, Any], kind: Kind) -> GameStatement:
    _only(problem, ("kind", "players", "values", "weights"))
    players = _players(_part(problem, "players"))
    values = _part(problem, "values")
    if not isinstance(values, Mapping):
        refuse("not-named-numbers", key="values")
    game = Game(_coalition_values(players, values), kind)
    return GameStatement(players, game, _weights(players, problem["weights"]) if "weights" in problem else None)


def _players(value: Any) -> tuple[str, ...]:
    names = _list(value, "players")
    if not names:
        refuse("no-players")
    if len(names) > MOST_PLAYERS:
        refuse("too-many-players", n=len(names), most=MOST_PLAYERS)
    players: list[str] = []
    for name in names:
        text = "" if isinstance(name, bool) or not isinstance(name, str | int) else str(name).strip()
        if not text or "+" in text:
            refuse("player-name", player=str(name)[:40])
        if text in players:
            refuse("duplicate-player", player=text)
        players.append(text)
    return tuple(players)


def _coalition_values(players: Sequence[str], values: Mapping[Any, Any]) -> Shares:
    """The array by coalition number; the coalition is found from its first members, seen before, and its last."""
    bits = {name: 1 << place for place, name in enumerate(players)}
    numbers = {"": 0}
    array, given = np.zeros(1 << len(players)), np.zeros(1 << len(players), dtype=np.bool_)
    for key, value in values.items():
        coalition = _coalition(str(key), bits, numbers)
        if given[coalition]:
            refuse("coalition-twice", coalition=str(key))
        given[coalition] = True
        array[coalition] = _number(value, str(key))
    given[0] = True
    missing = np.flatnonzero(~given)
    if missing.size:
        refuse("missing-coalition", n=int(missing.size), coalition=label(int(missing[0]), players))
    return array


def _coalition(key: str, bits: Mapping[str, int], numbers: dict[str, int]) -> int:
    if key in numbers and key:
        return numbers[key]
    before, _, last = key.rpartition("+")
    name = last.strip()
    if not key.strip():
        refuse("empty-coalition")
    if name not in bits:
        refuse("unknown-player", place=key[:80], player=name[:40])
    coalition = _coalition(before, bits, numbers) if before else 0
    if coalition & bits[name]:
        refuse("player-twice", coalition=key[:80], player=name)
    numbers[key] = coalition | bits[name]
    return numbers[key]


def _weights(players: Sequence[str], value: Any) -> Shares:
    weights = _numbers(value, "weights")
    for name in weights:
        if name not in players:
            refuse("unknown-player", place="weights", player=name[:40])
    for name in players:
        if name not in weights:
            refuse("weights-missing", player=name)
    if min(weights.values()) < 0:
        refuse("weights-negative")
    return np.array([weights[name] for name in players])


def label(coalition: int, players: Sequence[str]) -> str:
    """The name of a coalition as a problem states it.

    >>> label(0b101, ["A", "B", "C"])
    'A+C'
    """
    return "+".join(name for place, name in enumerate(players) if coalition >> place & 1)
