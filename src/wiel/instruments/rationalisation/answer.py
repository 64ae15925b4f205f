"""Runs the rationalisation from landscape to result."""

from wiel.costing import CostingOptions, cost_table
from wiel.errors import WrongUse
from wiel.instruments.rationalisation.beside import beside_of, kept_aside
from wiel.instruments.rationalisation.decide import decide
from wiel.instruments.rationalisation.demands import Conflict, demands_of
from wiel.instruments.rationalisation.lay_out import Answer, lay_out
from wiel.instruments.rationalisation.options import Options
from wiel.instruments.rationalisation.result import conflicting, nothing, result
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs
from wiel.results import Result
from wiel.texts import Sentence

STEPS = 4


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """Which applications should serve which function for whom, at what cost, and how far can that be from the best?

    The plan of least cost under the demands, with a proven bound, alternatives that cost nearly the same and what deciding otherwise
    would cost. Demands that cannot hold together give no plan but the demands in question. When the caller stops the work the best
    plan so far is given, without alternatives and regret.
    """
    landscape = inputs.landscape
    wishes = inputs.handovers.get("wishes")
    if options.plan and wishes is None:
        raise WrongUse(Sentence("rationalisation.plan-unread", {"path": options.plan}))
    known = parameters.at(landscape.as_of)
    years, material = known.count("rationalisation.change_years"), known.decimal("rationalisation.material_share")
    control.progress(0, STEPS)
    table, findings, uses = cost_table(landscape, inputs.members, known, CostingOptions(new_instances=options.new_instances))
    used = tuple(sorted({*uses, *known.uses()}, key=lambda use: use.name))
    if not table.needed.any():
        return nothing(landscape, table, options, used, findings)
    demands = demands_of(landscape, table, options, wishes)
    if demands.blocked:
        return conflicting(landscape, table, options, demands, (), used, findings)
    control.progress(1, STEPS)
    beside = beside_of(landscape, table)
    aside = kept_aside(table, beside, options.second_applications_go)
    decided = decide(table, demands, options, years, aside, control.stopped)
    if isinstance(decided, Conflict):
        return conflicting(landscape, table, options, demands, (decided,), used, findings)
    control.progress(2, STEPS)
    answer = Answer(landscape, decided, demands, beside, options, material)
    tables = lay_out(answer)
    control.progress(3, STEPS)
    found = result(answer, tables, used, findings)
    control.progress(STEPS, STEPS)
    return found
