"""What comes out when the numbers that go in are not certain: draws that belong together, intervals, and what matters most."""

from wiel.methods.simulation.distributions import Fixed, Floats, Lognormal, Shape, Triangular
from wiel.methods.simulation.draws import Draws, Uncertain, draw
from wiel.methods.simulation.sensitivity import Swing, swings, table_of_swings
from wiel.methods.simulation.streams import Stream, expected_flows, present_value, yearly_totals
from wiel.methods.simulation.summaries import Interval, central, probability, quantile

__all__ = [
    "Draws",
    "Fixed",
    "Floats",
    "Interval",
    "Lognormal",
    "Shape",
    "Stream",
    "Swing",
    "Triangular",
    "Uncertain",
    "central",
    "draw",
    "expected_flows",
    "present_value",
    "probability",
    "quantile",
    "swings",
    "table_of_swings",
    "yearly_totals",
]
