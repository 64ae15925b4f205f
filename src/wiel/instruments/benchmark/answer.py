"""Runs the comparison from landscape to result."""

from wiel.instruments.benchmark import compare, gather, peers
from wiel.instruments.benchmark.define import definitions
from wiel.instruments.benchmark.options import Options
from wiel.instruments.benchmark.published import Figures
from wiel.instruments.benchmark.result import Answer, result
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs, Stopped
from wiel.results import Result

STEPS = 3


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """How do our costs compare with others of our kind?

    Own cost per inhabitant, workplace and fte, by category, beside published figures at the price level of the year of the landscape. The
    hand-over ``iv3`` (see `wiel.exchange.iv3`) adds overhead and total cost of all municipalities; without it those tables are empty.
    """
    landscape = inputs.landscape
    known = parameters.at(landscape.as_of)
    figures = Figures(known)
    members = gather.members_of(landscape, inputs.members)
    lines = gather.ledger(landscape, members)
    spent = gather.spent(lines, members)
    _report(control, 1)
    positions = compare.positions(members, spent, gather.years(lines), figures)
    spread = compare.distribution(positions, members, figures)
    _report(control, 2)
    bounds, least = known.bounds("benchmark.iv3_size_classes"), known.count("benchmark.iv3_least_peers")
    others = peers.peers_of(inputs.handovers.get("iv3"), options.report, landscape.as_of.year)
    frames = {
        "positions": positions,
        "distribution": spread,
        "published": compare.published(figures),
        "definitions": definitions(landscape, lines, spent, members),
        "iv3_classes": peers.classes(others, bounds, least),
        "iv3_positions": peers.own_positions(others, members, bounds),
    }
    _report(control, STEPS)
    return result(Answer(landscape, frames, figures.price_year, others, options), known.uses())


def _report(control: Control, done: int) -> None:
    if control.stopped():
        raise Stopped
    control.progress(done, STEPS)
