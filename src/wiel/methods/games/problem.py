"""A problem of fair shares as JSON or YAML states it, solved: what ``wiel solve share`` answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wiel.errors import InvalidProblem
from wiel.methods.games import keys
from wiel.methods.games.airport import airport_nucleolus, airport_shares
from wiel.methods.games.certificate import certify
from wiel.methods.games.claims import equal_awards, equal_losses, proportional_awards, talmud
from wiel.methods.games.coalitions import members
from wiel.methods.games.excess import complaints
from wiel.methods.games.game import NOISE, Game, Shares
from wiel.methods.games.lexicographic import LeastCore, least_core, nucleolus, prenucleolus
from wiel.methods.games.marginal import banzhaf, banzhaf_shares, shapley, weighted_shapley
from wiel.methods.games.statement import AirportStatement, ClaimsStatement, GameStatement, refuse, statement_of

# Coalitions that would rather leave, shown in one answer; their number is always given in full.
MOST_VIOLATIONS = 100
Answer = dict[str, Any]
Certified = Callable[[Game, Shares], bool]


@dataclass(frozen=True, slots=True)
class GameRule:
    """A rule for games: its identifier, what it computes, and how the answer is checked where a certificate exists."""

    identifier: str
    shares: Callable[[Game], Shares]
    certified: Certified | None = None


def _is_prenucleolus(game: Game, shares: Shares) -> bool:
    return certify(game, shares, limited=False).accepted


GAME_RULES: dict[str, GameRule] = {
    "equal": GameRule("game.equal", keys.equal),
    "moriarty": GameRule("game.moriarty", keys.moriarty),
    "scrb": GameRule("game.scrb", keys.separable_remaining),
    "ecna": GameRule("game.ecna", keys.equal_non_separable),
    "shapley": GameRule("game.shapley.exact", shapley),
    "nucleolus": GameRule("game.nucleolus", lambda g: nucleolus(g).shares, lambda g, x: certify(g, x).accepted),
    "prenucleolus": GameRule("game.prenucleolus", lambda g: prenucleolus(g).shares, _is_prenucleolus),
    "per-capita-nucleolus": GameRule(
        "game.nucleolus.per-capita",
        lambda g: nucleolus(g, per_capita=True).shares,
        lambda g, x: certify(g, x, per_capita=True).accepted,
    ),
    "tau": GameRule("game.tau", keys.tau),
    "banzhaf": GameRule("game.banzhaf", banzhaf_shares),
    "core": GameRule("game.least-core", lambda g: prenucleolus(g).shares, _is_prenucleolus),
}
WEIGHTED_RULES: dict[str, tuple[str, Callable[[Game, Shares], Shares]]] = {
    "proportional": ("game.proportional", keys.proportional),
    "weighted-shapley": ("game.shapley.weighted", weighted_shapley),
}
CLAIMS_RULES: dict[str, tuple[str, Callable[[float, Shares], Shares]]] = {
    "proportional": ("claims.proportional", proportional_awards),
    "cea": ("claims.cea", equal_awards),
    "cel": ("claims.cel", equal_losses),
    "talmud": ("claims.talmud", talmud),
}
AIRPORT_RULES: dict[str, tuple[str, Callable[[Shares, Shares], Shares]]] = {
    "serial": ("airport.serial", airport_shares),
    "nucleolus": ("airport.nucleolus", airport_nucleolus),
}
RULES = tuple(dict.fromkeys([*GAME_RULES, *WEIGHTED_RULES, *CLAIMS_RULES, *AIRPORT_RULES, "all"]))


def solve_share(problem: Mapping[str, Any], rule: str, language: str = "en") -> Answer | list[Answer]:
    """How does a rule divide what this problem states? With the rule ``all`` a list, one answer per rule that applies.

    `problem` has a `kind`: ``cost`` or ``value`` with `players`, `values` by coalition ("A+B") and perhaps `weights`; ``claims`` with
    `estate` and `claims`; ``airport`` with cumulative `levels` and `users` per level. Numbers are numbers or decimal strings. Shares
    are in the unit of the problem, not rounded; for airports per unit of use, one per level. In a list, a rule without meaning for this
    problem has null shares and says why under `undefined` in `language`. `InvalidProblem` names what cannot be used.

    >>> solve_share({"kind": "claims", "estate": 200, "claims": {"a": 100, "b": 200, "c": 300}}, "talmud")["shares"]
    {'a': 50.0, 'b': 75.0, 'c': 75.0}
    """
    statement = statement_of(problem)
    if isinstance(statement, GameStatement):
        unweighted = statement.weights is None
        named: Mapping[str, Any] = GAME_RULES if unweighted and rule == "all" else GAME_RULES | WEIGHTED_RULES
        core = _core_of(statement) if rule in named or rule == "all" else None
        solve: Callable[[str], Answer] = lambda name: _game_answer(statement, name, core)  # noqa: E731
    elif isinstance(statement, ClaimsStatement):
        named, solve = CLAIMS_RULES, lambda name: _claims_answer(statement, name)
    else:
        named, solve = AIRPORT_RULES, lambda name: _airport_answer(statement, name)
    if rule == "all":
        return [_or_undefined(solve, name, language) for name in named]
    if rule not in named:
        refuse("unknown-rule", rule=rule[:40], rules=list(named))
    return solve(rule)


def _or_undefined(solve: Callable[[str], Answer], rule: str, language: str) -> Answer:
    try:
        return solve(rule)
    except InvalidProblem as error:
        said = {"message": error.sentence.message(language), "remedy": error.sentence.remedy(language)}
        return {"rule": rule, "shares": None, "sum": None, "undefined": {"key": error.sentence.key} | said}


def _named(shares: Shares, names: Sequence[str]) -> dict[str, float]:
    return dict(zip(names, shares.tolist(), strict=True))


def _claims_answer(statement: ClaimsStatement, rule: str) -> Answer:
    identifier, divide = CLAIMS_RULES[rule]
    shares = divide(statement.estate, statement.claims)
    return {"rule": rule, "algorithm": identifier, "shares": _named(shares, statement.claimants), "sum": float(shares.sum())}


def _airport_answer(statement: AirportStatement, rule: str) -> Answer:
    identifier, divide = AIRPORT_RULES[rule]
    shares = divide(statement.costs, statement.users)
    return {"rule": rule, "algorithm": identifier, "shares": shares.tolist(), "sum": float(shares @ statement.users)}


def _core_of(statement: GameStatement) -> LeastCore | None:
    return least_core(statement.game)


def _game_answer(statement: GameStatement, rule: str, core: LeastCore | None) -> Answer:
    game = statement.game
    certified: Certified | None = None
    if rule in WEIGHTED_RULES:
        identifier, weigh = WEIGHTED_RULES[rule]
        if statement.weights is None:
            refuse("weights-needed", rule=rule)
        shares = weigh(game, statement.weights)
    else:
        chosen = GAME_RULES[rule]
        identifier, certified, shares = chosen.identifier, chosen.certified, chosen.shares(game)
    answer: Answer = {
        "rule": rule,
        "algorithm": identifier,
        "shares": _named(shares, statement.players),
        "sum": float(shares.sum()),
        "negative": [statement.players[place] for place in np.flatnonzero(shares < -NOISE * game.scale)],
    }
    if rule == "banzhaf":
        answer["raw"] = _named(banzhaf(game), statement.players)
    if certified is not None:
        answer["certificate"] = {"algorithm": "game.nucleolus.certificate", "accepted": certified(game, shares)}
    return answer | {"core": _core_test(statement, shares, core)}


def _core_test(statement: GameStatement, shares: Shares, core: LeastCore | None) -> Answer:
    """Whether the core is empty, whether the shares lie in it, and who would rather leave; one player has no coalitions."""
    worst, number = complaints(statement.game, shares, MOST_VIOLATIONS)
    return {
        "empty": core is not None and core.epsilon > NOISE * statement.game.scale,
        "inside": number == 0,
        "violations": [
            {"coalition": [statement.players[place] for place in members(one.coalition)], "excess": one.excess} for one in worst
        ],
        "violated": number,
        "least_core_epsilon": None if core is None else core.epsilon,
    }
