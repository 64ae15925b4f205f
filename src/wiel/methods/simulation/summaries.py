"""What draws say: an interval, a quantile and a probability, each with how sure it is after so many draws."""

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binom

from wiel.errors import InvalidProblem
from wiel.methods.simulation.distributions import Floats
from wiel.texts import Sentence

CERTAIN = 1.959963984540054  # the standard normal number for an interval of 95%


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the range that it is expected to lie in."""

    value: float
    low: float
    high: float


def central(values: Floats, mass: float = 0.9) -> Interval:
    """Between which two values does the middle `mass` of the draws lie? The value is their mean.

    `InvalidProblem` unless 0 < mass < 1 and every draw is a finite number.

    >>> central(np.arange(101.0), 0.5)
    Interval(value=50.0, low=25.0, high=75.0)
    """
    if not 0 < mass < 1:
        raise InvalidProblem(Sentence("simulation.mass", {"value": str(mass)}))
    checked(values)
    low, high = np.quantile(values, [(1 - mass) / 2, (1 + mass) / 2])
    return Interval(float(np.mean(values)), float(low), float(high))


def quantile(values: Floats, part: float) -> Interval:
    """Below which value lies this part of all draws, and how far may another seed give another one?

    The range is that of order statistics: it holds the true quantile 95 times of 100, whatever the distribution.
    Source: H. A. David and H. N. Nagaraja, *Order Statistics* (2003), § 7.1.

    >>> found = quantile(np.arange(10001.0), 0.5)
    >>> found.value, found.low < 5000 < found.high
    (5000.0, True)
    """
    if not 0 < part < 1:
        raise InvalidProblem(Sentence("simulation.mass", {"value": str(part)}))
    ordered = np.sort(checked(values))
    count = len(ordered)
    low, high = (int(binom.ppf(tail, count, part)) for tail in (0.025, 0.975))
    first, last = max(low - 1, 0), min(high, count - 1)
    return Interval(float(np.quantile(ordered, part)), float(ordered[first]), float(ordered[last]))


def probability(hits: Any, draws: int) -> Interval:
    """How often does it happen, when it did in `hits` of so many draws? With the interval of Wilson, 95%.

    Never outside 0…1, and not a single point when it always or never happened. `InvalidProblem` unless 0 ≤ hits ≤ draws and draws > 0.
    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).

    >>> found = probability(0, 10000)
    >>> found.value, found.low, round(found.high, 5)
    (0.0, 0.0, 0.00038)
    """
    if not (draws > 0 and 0 <= hits <= draws):
        raise InvalidProblem(Sentence("simulation.hits", {"hits": str(hits), "draws": str(draws)}))
    part, square = hits / draws, CERTAIN**2 / draws
    centre = (part + square / 2) / (1 + square)
    half = CERTAIN * sqrt(part * (1 - part) / draws + square / (4 * draws)) / (1 + square)
    return Interval(float(part), max(0.0, centre - half) if hits else 0.0, min(1.0, centre + half) if hits < draws else 1.0)


def checked(values: ArrayLike) -> Floats:
    """The draws as numbers; refused when there are none or one of them is not finite."""
    found = np.asarray(values, dtype=np.float64)
    if not found.size or not np.isfinite(found).all():
        raise InvalidProblem(Sentence("simulation.not-finite", {"value": "NaN" if found.size else "-"}))
    return found
