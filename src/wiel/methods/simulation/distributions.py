"""Which values may a number have, and how likely is each?"""

from dataclasses import dataclass
from math import exp, isfinite, log
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from wiel.errors import InvalidProblem
from wiel.texts import Sentence

Floats = NDArray[np.float64]

NINETIETH = 1.2815515655446004  # the standard normal number that nine of ten stay below


class Shape(Protocol):
    """A distribution, told by what it makes of a standard normal number, so that draws of several can belong together."""

    @property
    def middle(self) -> float:
        """The value that is taken where one is asked for."""
        ...

    @property
    def ends(self) -> tuple[float, float]:
        """The low and the high value at which sensitivity is looked at."""
        ...

    @property
    def mean(self) -> float:
        """The value on average."""
        ...

    def at(self, normal: Floats) -> Floats:
        """The value at the same place of this distribution as `normal` has in the standard normal one."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A number that is certain.

    >>> Fixed(3).mean, Fixed(3).ends
    (3.0, (3.0, 3.0))
    """

    middle: float

    def __post_init__(self) -> None:
        _finite(self.middle)
        object.__setattr__(self, "middle", float(self.middle))

    @property
    def ends(self) -> tuple[float, float]:
        """Twice the number itself."""
        return self.middle, self.middle

    @property
    def mean(self) -> float:
        """The number itself."""
        return self.middle

    def at(self, normal: Floats) -> Floats:
        """The number, whatever the draw."""
        return np.full(np.shape(normal), self.middle)


@dataclass(frozen=True, slots=True)
class Triangular:
    """Never below `low` or above `high`; most likely at `middle`, evenly less to both ends.

    Mean (low + middle + high) / 3. `InvalidProblem` unless low ≤ middle ≤ high and all are finite.

    >>> Triangular(0, 0, 3).mean, float(Triangular(0, 1, 2).at(np.array([0.0]))[0])
    (1.0, 1.0)
    """

    low: float
    middle: float
    high: float

    def __post_init__(self) -> None:
        _finite(self.low, self.middle, self.high)
        if not self.low <= self.middle <= self.high:
            values = {"low": float(self.low), "middle": float(self.middle), "high": float(self.high)}
            raise InvalidProblem(Sentence("simulation.order", {name: f"{value:g}" for name, value in values.items()}))

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value."""
        return float(self.low), float(self.high)

    @property
    def mean(self) -> float:
        """A third of the three numbers together."""
        return (self.low + self.middle + self.high) / 3

    def at(self, normal: Floats) -> Floats:
        """The inverse of the distribution function at Φ(normal)."""
        width = self.high - self.low
        if width == 0:
            return np.full(np.shape(normal), float(self.middle))
        share = ndtr(normal)
        turn = (self.middle - self.low) / width
        rising = self.low + np.sqrt(share * width * (self.middle - self.low))
        falling = self.high - np.sqrt((1.0 - share) * width * (self.high - self.middle))
        values: Floats = np.where(share < turn, rising, falling)
        return values


@dataclass(frozen=True, slots=True)
class Lognormal:
    """`shift` plus a positive number with a long tail to the high side: half stays below `middle`, nine of ten below `ninetieth`.

    σ = ln((ninetieth − shift) / (middle − shift)) / 1.2816; mean = shift + (middle − shift) · exp(σ² / 2).
    `InvalidProblem` unless shift < middle ≤ ninetieth. Sensitivity looks at `low` (the tenth part when not given) and at `ninetieth`.

    >>> overrun = Lognormal(0.11, 0.40, shift=-1)
    >>> round(overrun.sigma, 3), round(overrun.mean, 3)
    (0.181, 0.128)
    """

    middle: float
    ninetieth: float
    shift: float = 0.0
    low: float | None = None

    def __post_init__(self) -> None:
        _finite(self.middle, self.ninetieth, self.shift)
        if not self.shift < self.middle <= self.ninetieth or (self.low is not None and not self.low <= self.middle):
            values = (self.shift if self.low is None else self.low, self.middle, self.ninetieth)
            words = dict(zip(("low", "middle", "high"), (f"{value:g}" for value in values), strict=True))
            raise InvalidProblem(Sentence("simulation.order", words))

    @property
    def sigma(self) -> float:
        """The spread of the logarithm."""
        return log((self.ninetieth - self.shift) / (self.middle - self.shift)) / NINETIETH

    @property
    def ends(self) -> tuple[float, float]:
        """The given low value, or the one that nine of ten stay above; and the one that nine of ten stay below."""
        tenth = self.shift + (self.middle - self.shift) * exp(-self.sigma * NINETIETH)
        return (tenth if self.low is None else float(self.low)), float(self.ninetieth)

    @property
    def mean(self) -> float:
        """Above the middle, because of the long tail."""
        return self.shift + (self.middle - self.shift) * exp(self.sigma**2 / 2)

    def at(self, normal: Floats) -> Floats:
        """shift + (middle − shift) · exp(σ · normal)."""
        values: Floats = self.shift + (self.middle - self.shift) * np.exp(self.sigma * normal)
        return values


def _finite(*numbers: float) -> None:
    for number in numbers:
        if not isfinite(number):
            raise InvalidProblem(Sentence("simulation.not-finite", {"value": str(number)}))
