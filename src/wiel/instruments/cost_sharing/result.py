"""Lays out facts, tables, findings and trace."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import polars as pl

from wiel.instruments.cost_sharing import rows, warn
from wiel.instruments.cost_sharing.columns import TABLES
from wiel.instruments.cost_sharing.judge import Room
from wiel.instruments.cost_sharing.outcome import Answer
from wiel.instruments.cost_sharing.propose import standing
from wiel.landscape import Landscape
from wiel.results import ParameterUse, Result, ResultTable, Trace
from wiel.texts.numbers import Value


def result(answer: Answer, landscape: Landscape, uses: tuple[ParameterUse, ...]) -> Result:
    """Lay out the answer."""
    facts = _facts(answer)
    exact = answer.stake is None or answer.stake.coalitions.exact
    trace = Trace(
        "cost_sharing",
        landscape.as_of.isoformat(),
        landscape.digest(),
        version("wiel"),
        {name: _plain(value) for name, value in asdict(answer.options).items()},
        uses,
        method="game.shapley.exact; game.nucleolus; game.nucleolus.certificate; game.core.test; alloc.rounding; alloc.phase-in"
        if exact
        else "game.shapley.sampled; game.nucleolus.generated; alloc.rounding; alloc.phase-in",
        seed=None if exact else answer.options.seed,
    )
    return Result(facts, _tables(answer), warn.findings(answer, facts), trace)


def _plain(value: Any) -> Any:
    """An option as JSON can hold it; an unknown amount is nothing."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _tables(answer: Answer) -> dict[str, ResultTable]:
    frames: Mapping[str, pl.DataFrame] = {
        "keys": rows.keys(answer),
        "shares": rows.shares(answer),
        "violations": rows.violations(answer),
        "phase_in": rows.phase_in(answer),
        "entry": rows.entry(answer),
        "exit": rows.leaving(answer),
        "game": rows.game(answer),
        "agreement": rows.agreement(answer),
    }
    return {name: ResultTable(name, frame, *TABLES[name]) for name, frame in frames.items()}


def _facts(answer: Answer) -> dict[str, Value]:
    stake = answer.stake
    computed = [division for division in answer.divisions if division.cents is not None]
    judged = [judgement for judgement in answer.judgements if judgement is not None]
    facts: dict[str, Value] = {
        "members": len(answer.names),
        "keys_asked": len(answer.options.asked),
        "keys_computed": len(computed),
        "keys_stable": sum(judgement.stable for judgement in judged),
        "keys_undecided": sum(judgement.stable and bool(judgement.possible) for judgement in judged),
        "stable_keys": [judgement.key for judgement in judged if judgement.stable],
        "keys_not_computed": [division.key for division in answer.divisions if division.cents is None],
        "groups": 2 ** len(answer.names) - 2,
        "total": stake.total if stake else None,
        "today": sum(stake.today) if stake else None,
        "saving": sum(stake.today) - stake.total if stake else None,
        "saving_share": _part(sum(stake.today) - stake.total, sum(stake.today)) if stake else None,
        "investment": stake.investment if stake else None,
        "members_assumed": sum(stake.assumed_cost) if stake else None,
        "plan_given": answer.plan_given,
        "form": answer.options.form,
        "proof": next((division.proof for division in computed if division.key == "nucleolus"), None),
        "proposed": answer.proposal.key if answer.proposal else None,
    }
    facts |= _room(answer.room) | _proposal(answer)
    return facts | {"headline": headline(facts)}


def _part(amount: int, whole: int) -> float | None:
    return amount / whole if whole else None


def _room(room: Room | None) -> dict[str, Value]:
    """What holds for every key."""
    epsilon = None if room is None or room.epsilon is None else round(room.epsilon)
    subadditive = room.subadditive if room else None
    return {
        "epsilon": epsilon,
        "margin": None if epsilon is None else -epsilon,
        "core_empty": None if epsilon is None else epsilon > 1,
        "subadditive": subadditive.holds if subadditive else None,
        "every_pair": subadditive.every_pair if subadditive else None,
    }


def _proposal(answer: Answer) -> dict[str, Value]:
    """How the proposed key does against today."""
    if answer.stake is None or answer.proposal is None or answer.proposal.cents is None:
        return {"proposed_losers": None, "proposed_greatest_rise": None, "proposed_violations": None}
    how = standing(answer.stake, answer.proposal.cents)
    judged = next(j for d, j in zip(answer.divisions, answer.judgements, strict=True) if d.key == answer.proposal.key)
    return {
        "proposed_losers": how.losers,
        "proposed_greatest_rise": how.greatest,
        "proposed_violations": judged.count if judged else None,
    }


def headline(facts: Mapping[str, Any]) -> str:
    """Which title sentence fits? The key of a text that takes the facts as its values.

    good: with some key no group is better off apart, whatever the intervals; undecided: only within the intervals; mixed: with every
    key some group is better off apart; unknown: nothing to divide, or nobody to divide it among.
    """
    if not facts["keys_computed"] or facts["members"] < 2:
        return "cost_sharing.headline.unknown"
    if not facts["keys_stable"]:
        return "cost_sharing.headline.mixed"
    certain = facts["keys_stable"] - facts["keys_undecided"]
    return "cost_sharing.headline.good" if certain else "cost_sharing.headline.undecided"
