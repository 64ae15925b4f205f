"""Runs the business case from landscape to result."""

from wiel.errors import InvalidProblem
from wiel.instruments.business_case.gather import gather
from wiel.instruments.business_case.options import Options
from wiel.instruments.business_case.prepare import FORM_OF, prepare
from wiel.instruments.business_case.result import Answer, bars_of, result, unanswered
from wiel.instruments.business_case.value import value
from wiel.instruments.business_case.vary import happen, sizes, tornado
from wiel.instruments.business_case.weigh import weigh
from wiel.landscape.plan import NAME, Plan
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs, Stopped
from wiel.results import Result
from wiel.texts import Sentence

STEPS = 6
# What a landscape may lack without being wrong: then there is no answer, and the reason is a finding.
MISSING = ("business_case.nobody", "business_case.no-inhabitants", "costing.no-inhabitants")


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """What does each scenario cost and bring, for whom, with what uncertainty?

    Works with the plan that is handed over, else with the plain merger. Doing nothing is the first scenario and what all are compared
    with. Where inhabitants are missing there is no answer, and a finding names who lacks them. There is nothing to search, so that stopping
    gives no answer: `Stopped`.
    """
    landscape, known = inputs.landscape, parameters.at(inputs.landscape.as_of)
    handed = inputs.handovers.get(NAME)
    plan = Plan.from_table(handed) if handed is not None else None
    try:
        ground, source, findings, uses = gather(landscape, inputs.members, known, plan, FORM_OF[options.form])
    except InvalidProblem as refusal:
        if refusal.sentence.key not in MISSING:
            raise
        reason = refusal.sentence
        assert isinstance(reason, Sentence)
        return unanswered(reason, len(inputs.members), options, landscape, known.uses())
    _report(control, 1)
    prepared = prepare(ground, source, known, options)
    outcomes = weigh(prepared.setting, prepared.scenarios)
    _report(control, 2)
    swings = {scenario.identifier: tornado(prepared.setting, prepared.numbers, scenario) for scenario in prepared.joint}
    _report(control, 3)
    happened = tuple(happen(prepared.setting, source, prepared.joint, known.decimal("business_case.price_shock")))
    _report(control, 4)
    groups = tuple(sizes(source, prepared.joint, known, landscape.as_of))
    _report(control, 5)
    measures = value(landscape, ground.members, source.plan)
    bars = bars_of(known)
    used = {use.name: use for use in (*uses, *known.uses())}
    answer = Answer(
        prepared, outcomes, swings, happened, groups, measures, source, bars, known, options, findings,
        tuple(used[name] for name in sorted(used)),
    )  # fmt: skip
    _report(control, STEPS)
    return result(answer, landscape)


def _report(control: Control, done: int) -> None:
    if control.stopped():
        raise Stopped
    control.progress(done, STEPS)
