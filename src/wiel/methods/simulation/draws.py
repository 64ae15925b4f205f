"""Draws of several uncertain numbers that belong together, the same for the same seed whatever else is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from wiel.errors import InvalidProblem
from wiel.methods.simulation.distributions import Floats, Shape
from wiel.texts import Sentence


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A number with its shape. Numbers of one `group` go up and down together; `against` turns one round."""

    name: str
    shape: Shape
    group: str | None = None
    against: bool = False


@dataclass(frozen=True, eq=False)
class Draws(Mapping[str, Floats]):
    """For every number an array with one value per draw."""

    of: Mapping[str, Floats]
    count: int
    seed: int | None

    def __getitem__(self, name: str) -> Floats:
        return self.of[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.of)

    def __len__(self) -> int:
        return len(self.of)


def draw(numbers: Sequence[Uncertain], together: Mapping[str, float], draws: int, seed: int) -> Draws:
    """Which values do these numbers have, `draws` times over?

    A Gaussian copula with one factor per group: zᵢ = √ρ · F + √(1 − ρ) · eᵢ with F and e standard normal, turned round (−zᵢ) for a number
    that goes against its group, and the value is the one of the number's own shape at the same place. Two numbers of a group have normal
    scores with correlation ρ = `together[group]`, 0 ≤ ρ ≤ 1; numbers without a group are independent of everything.
    Every number and every factor has a stream of its own, from the seed and the name: a number more changes no draw of the others.
    `InvalidProblem` for two numbers with one name, a group without ρ, a ρ outside 0…1, or fewer than two draws.

    Source: H. Joe, *Dependence Modeling with Copulas* (2014), on factor copulas.

    >>> from wiel.methods.simulation.distributions import Triangular
    >>> two = [Uncertain("a", Triangular(0, 1, 2), "g"), Uncertain("b", Triangular(0, 1, 2), "g", against=True)]
    >>> found = draw(two, {"g": 1.0}, 1000, seed=1)
    >>> bool(np.allclose(found["a"] + found["b"], 2))
    True
    """
    _check(numbers, together, draws)
    factors = {group: _normal(seed, f"group:{group}", draws) for group in sorted({n.group for n in numbers if n.group is not None})}
    values = {}
    for number in numbers:
        normal = _normal(seed, f"number:{number.name}", draws)
        if number.group is not None:
            part = together[number.group]
            normal = np.sqrt(part) * factors[number.group] + np.sqrt(1.0 - part) * normal
        values[number.name] = number.shape.at(-normal if number.against else normal)
    return Draws(values, draws, seed)


def _normal(seed: int, name: str, draws: int) -> Floats:
    """Standard normal draws from a stream of this name only."""
    return np.random.default_rng([seed, crc32(name.encode())]).standard_normal(draws)


def _check(numbers: Sequence[Uncertain], together: Mapping[str, float], draws: int) -> None:
    if draws < 2 or not isinstance(draws, int):
        raise InvalidProblem(Sentence("simulation.few-draws", {"draws": str(draws)}))
    names = [number.name for number in numbers]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InvalidProblem(Sentence("simulation.twice", {"names": twice}))
    for group in sorted({number.group for number in numbers if number.group is not None}):
        if not 0 <= together.get(group, -1.0) <= 1:
            raise InvalidProblem(Sentence("simulation.correlation", {"group": group, "value": str(together.get(group))}))
