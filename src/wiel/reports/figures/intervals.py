"""An axis for differences with doing nothing: its ends, its ticks, and a dot with its interval on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from wiel.reports.figures.scene import Circle, Line, Mark, Text

SMALL = 10.5
STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high` between the places `left` and `right`, with a tick at every multiple of `step`; zero always lies on it."""

    low: float
    high: float
    step: float
    left: float
    right: float

    def place(self, value: float) -> float:
        """Where a value stands."""
        return self.left + (self.right - self.left) * (value - self.low) / (self.high - self.low)

    def ticks(self) -> Iterator[float]:
        """The multiples of the step on the axis."""
        for number in range(round(self.low / self.step), round(self.high / self.step) + 1):
            yield number * self.step


def axis_for(values: Sequence[float], left: float, right: float, ticks: int = 5) -> Axis:
    """An axis on which all values and zero lie, with about so many ticks at round numbers.

    >>> axis = axis_for([-3.0, 17.0], 0, 100)
    >>> axis.low, axis.high, axis.step
    (-5.0, 20.0, 5.0)
    """
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low <= 0:
        return Axis(-1.0, 1.0, 1.0, left, right)
    raw = (high - low) / ticks
    unit = 10.0 ** floor(log10(raw))
    step = next(one * unit for one in STEPS if one * unit >= raw * 0.999)
    return Axis(floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step, step, left, right)


def ruler(axis: Axis, words: Sequence[str], top: float, bottom: float) -> Iterator[Mark]:
    """The ticks with their words above `top`, dashed lines down to `bottom`, and a full line at zero."""
    for value, word in zip(axis.ticks(), words, strict=True):
        zero = abs(value) < axis.step / 2
        x = axis.place(value)
        yield Line(x, top, x, bottom, "ink" if zero else "edge", 1.1 if zero else 0.6, dashed=not zero)
        yield Text(x, top - 5, word, SMALL, fill="ink" if zero else "muted", anchor="middle")


def interval(axis: Axis, low: float, value: float, high: float, y: float) -> Iterator[Mark]:
    """A dot at the value on a line from low to high; the colour says on which side of zero the value lies, its place says it too."""
    colour = "gain" if value < 0 else "loss"
    yield Line(axis.place(low), y, axis.place(high), y, colour, 3.0)
    yield Circle(axis.place(value), y, 5, colour, "paper", 1.0)
