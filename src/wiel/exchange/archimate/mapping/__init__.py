"""Between a model and the tables of a landscape, both ways."""

from wiel.exchange.archimate.mapping.impact import Effect, impact
from wiel.exchange.archimate.mapping.inward import to_landscape, to_reference
from wiel.exchange.archimate.mapping.merging import Merged, merge
from wiel.exchange.archimate.mapping.outward import from_landscape
from wiel.exchange.archimate.mapping.plotting import plotted

__all__ = ["Effect", "Merged", "from_landscape", "impact", "merge", "plotted", "to_landscape", "to_reference"]
