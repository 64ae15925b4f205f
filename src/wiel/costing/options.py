"""What a caller may choose about costing."""

from dataclasses import dataclass

from wiel.errors import WrongUse
from wiel.texts import Sentence

LONGEST = 40


@dataclass(frozen=True, slots=True)
class CostingOptions:
    """`horizon` in years, or the parameter ``costing.horizon_years``; `new_instances` whether a product may be set up anew for many.

    >>> CostingOptions(horizon=8).horizon
    8
    """

    horizon: int | None = None
    new_instances: bool = True

    def __post_init__(self) -> None:
        if self.horizon is not None and not 1 <= self.horizon <= LONGEST:
            raise WrongUse(Sentence("costing.horizon", {"value": self.horizon, "most": LONGEST}))
