"""The fixed list of what makes the ten deliveries differ from the landscape behind them; the rows stand in ``distortions.yaml``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml

MOST_IN_A_NAME = 2


@dataclass(frozen=True, slots=True)
class Distortion:
    """One way in which a delivery differs.

    Args:
        identifier: what the truth calls it.
        about: name, supplier, function, environment, header, sheet, cell, row or file, in Dutch.
        what: one sentence for the page about it.
        before, after: an example.
        share: the chance per name, cell or row; None where it holds for the whole file.
        members: keys of the members in whose delivery it occurs.
    """

    identifier: str
    about: str
    what: str
    before: str
    after: str
    share: float | None
    members: tuple[str, ...]


@cache
def distortions() -> dict[str, Distortion]:
    """Every distortion by its identifier, in the order in which names undergo them.

    >>> distortions()["legal-form"].after
    'Halm Software B.V.'
    """
    rows = yaml.safe_load(files("wiel.samples.streek").joinpath("distortions.yaml").read_text(encoding="utf-8"))
    return {
        row["id"]: Distortion(row["id"], row["about"], row["what"], row["before"], row["after"], row.get("share"), tuple(row["in"]))
        for row in rows
    }


@dataclass(frozen=True)
class Habits:
    """How one member keeps its list: which distortions occur in it, and the draws that decide where."""

    member: str
    rng: np.random.Generator

    def has(self, identifier: str) -> bool:
        """Whether this distortion occurs in the delivery at all."""
        return self.member in distortions()[identifier].members

    def happens(self, identifier: str) -> bool:
        """Whether it happens to this name, cell or row; the draw is taken anyway, so that one habit does not shift another."""
        share = distortions()[identifier].share
        return bool(self.rng.random() < (1.0 if share is None else share)) and self.has(identifier)

    def one_of(self, choices: tuple[str, ...]) -> str:
        """Any of these."""
        return choices[int(self.rng.integers(len(choices)))]
