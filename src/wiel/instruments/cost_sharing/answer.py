"""Runs the division from landscape to result."""

from wiel.instruments.cost_sharing.divide import divide
from wiel.instruments.cost_sharing.gather import gather
from wiel.instruments.cost_sharing.judge import judge, refunds, room
from wiel.instruments.cost_sharing.options import Options
from wiel.instruments.cost_sharing.outcome import Answer
from wiel.instruments.cost_sharing.phase import transitions
from wiel.instruments.cost_sharing.propose import agreement, proposed
from wiel.instruments.cost_sharing.result import result
from wiel.instruments.cost_sharing.stake import Stake
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs, Stopped
from wiel.results import Result

STEPS = 4


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """Who pays what under each key, who would be better off leaving, and what changes for each member?

    Divides the yearly cost of the plan that is handed over, or of the plain merger where there is none. There is no answer before all
    keys are judged, so that stopping gives none: `Stopped`.
    """
    landscape = inputs.landscape
    known = parameters.at(landscape.as_of)
    _report(control, 0)
    gathered = gather(inputs, known, options)
    plan_given = "plan" in inputs.handovers
    _report(control, 1)
    if gathered.stake is None:
        answer = Answer(options, tuple(inputs.members), plan_given, refusal=gathered.refusal)
    else:
        answer = settle(gathered.stake, options, known, plan_given, control)
    return result(answer, landscape, tuple(sorted({*known.uses(), *gathered.uses}, key=lambda use: use.name)))


def settle(stake: Stake, options: Options, parameters: Parameters, plan_given: bool, control: Control) -> Answer:
    """From what is divided to who pays what, with tests, phase-in and proposal. `parameters` stand at a day."""
    divisions = divide(stake, options, parameters)
    _report(control, 2)
    judgements = tuple(judge(stake, division, options) for division in divisions)
    _report(control, 3)
    chosen = proposed(stake, divisions, judgements, options)
    done = Answer(
        options,
        stake.names,
        plan_given,
        stake,
        divisions=divisions,
        judgements=judgements,
        refunds=tuple(refund for division in divisions for refund in refunds(stake, division)),
        room=room(stake),
        transitions=tuple(transitions(stake, divisions, parameters)),
        proposal=chosen,
        agreement=agreement(stake, chosen, options, parameters),
        exit_years=parameters.count("cost_sharing.exit_years"),
        write_off_years=parameters.count("cost_sharing.write_off_years"),
    )
    _report(control, STEPS)
    return done


def _report(control: Control, done: int) -> None:
    if control.stopped():
        raise Stopped
    control.progress(done, STEPS)
