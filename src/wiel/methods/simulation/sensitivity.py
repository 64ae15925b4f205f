"""What matters most: the outcome with each number in turn at its low and its high end, the others in the middle."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from wiel.methods.simulation.distributions import Floats
from wiel.methods.simulation.draws import Draws, Uncertain


@dataclass(frozen=True, slots=True)
class Swing:
    """A number, its two ends and its middle, and the outcome at each."""

    name: str
    low: float
    middle: float
    high: float
    outcome_low: float
    outcome_middle: float
    outcome_high: float

    @property
    def width(self) -> float:
        """How far the outcome moves: the largest minus the smallest of the three."""
        outcomes = (self.outcome_low, self.outcome_middle, self.outcome_high)
        return max(outcomes) - min(outcomes)


def table_of_swings(numbers: Sequence[Uncertain]) -> Draws:
    """The values at which swings are looked at: first all in the middle, then per number its low and its high end.

    >>> from wiel.methods.simulation.distributions import Triangular
    >>> table_of_swings([Uncertain("a", Triangular(0, 1, 3))])["a"].tolist()
    [1.0, 0.0, 3.0]
    """
    count = 1 + 2 * len(numbers)
    values = {}
    for place, number in enumerate(numbers):
        values[number.name] = np.full(count, float(number.shape.middle))
        values[number.name][1 + 2 * place : 3 + 2 * place] = number.shape.ends
    return Draws(values, count, None)


def swings(numbers: Sequence[Uncertain], outcome: Callable[[Draws], Floats]) -> tuple[Swing, ...]:
    """Which uncertain number moves the outcome most? Widest first, equally wide ones by name.

    `outcome` takes the values of all numbers and gives one outcome per place of those arrays; it is asked once.

    >>> from wiel.methods.simulation.distributions import Triangular
    >>> two = [Uncertain("a", Triangular(0, 1, 2)), Uncertain("b", Triangular(0, 1, 2))]
    >>> [(swing.name, swing.width) for swing in swings(two, lambda v: v["a"] + 3 * v["b"])]
    [('b', 6.0), ('a', 2.0)]
    """
    table = table_of_swings(numbers)
    found = outcome(table)
    made = []
    for place, number in enumerate(numbers):
        low, high = number.shape.ends
        at_low, at_high = found[1 + 2 * place : 3 + 2 * place]
        middle = float(number.shape.middle)
        made.append(Swing(number.name, low, middle, high, float(at_low), float(found[0]), float(at_high)))
    return tuple(sorted(made, key=lambda swing: (-swing.width, swing.name)))
