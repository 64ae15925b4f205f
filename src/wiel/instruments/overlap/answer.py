"""Runs the overlap from landscape to result."""

from wiel.instruments.overlap import compare, count
from wiel.instruments.overlap.gather import gather
from wiel.instruments.overlap.options import Options
from wiel.instruments.overlap.result import Answer, result
from wiel.instruments.overlap.schedule import schedule
from wiel.parameters import Parameters
from wiel.registry import Control, Inputs, Stopped
from wiel.results import Result

STEPS = 2 + len(compare.BASES)


def run(inputs: Inputs, parameters: Parameters, options: Options, control: Control) -> Result:
    """Who uses what for the same function; who resembles whom; what can we buy together, and when?

    Shares and groups are ranges over what is unknown; every count says whether it counts applications, uses or members. There is nothing
    to search, so that stopping gives no answer: `Stopped`.
    """
    landscape = inputs.landscape
    known = parameters.at(landscape.as_of)
    window, lead = known.count("overlap.window_months"), known.count("overlap.tender_lead_months")
    used = gather(landscape, inputs.members)
    _report(control, 1)
    likeness = {}
    for done, basis in enumerate(compare.BASES, start=2):
        likeness[basis] = compare.compare(compare.elements(used, landscape, basis))
        _report(control, done)
    products = count.products_per_component(used)
    calendar = schedule(landscape, used, window, lead)
    counted = count.components(used, products, calendar.serving)
    _report(control, STEPS)
    answer = Answer(used, products, counted, likeness, count.concentration(used), calendar, options)
    return result(answer, landscape, known.uses())


def _report(control: Control, done: int) -> None:
    if control.stopped():
        raise Stopped
    control.progress(done, STEPS)
