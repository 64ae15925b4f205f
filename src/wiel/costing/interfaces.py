"""What the exchange of data between two functions costs when two applications serve them."""

from itertools import product

import polars as pl

from wiel.costing.rates import Rates
from wiel.costing.table import PARTS, Coupling
from wiel.costing.usage import Usage
from wiel.landscape import Landscape

SERVICES = PARTS.index("services")


def interfaces_of(landscape: Landscape, usage: Usage, rates: Rates) -> tuple[Coupling, ...]:
    """Per pair of functions that exchange data somewhere: EUR present value per member whose two functions have different solutions.

    A pair that follows a standard everywhere it occurs costs `interface_standard` of the rest. Both ends must serve one known function
    or more; an application for many functions ties each of them, so a pair counts once however many couplings there are.
    """
    number = usage.number
    standard: dict[tuple[int, int], bool] = {}
    ends = landscape["couplings"].drop_nulls(["source", "target"]).select("source", "target", pl.col("standard").is_not_null())
    for source, target, follows in ends.unique().iter_rows():
        if source in number and target in number:
            for f, g in product(usage.serves[number[source]], usage.serves[number[target]]):
                if f != g:
                    pair = (min(f, g), max(f, g))
                    standard[pair] = standard.get(pair, True) and follows
    full = rates.interface * float(rates.factors[SERVICES])
    return tuple((f, g, full * (rates.interface_standard if standard[f, g] else 1.0)) for f, g in sorted(standard))
