"""What a solve returns."""

from dataclasses import dataclass
from typing import Literal

from wiel.methods.facility.certificate import Certificate
from wiel.methods.facility.plan import Plan

OPTIMAL_GAP = 1e-6


@dataclass(frozen=True, eq=False)
class Solution:
    """The plan, the greatest proven lower bound on the cost of any plan, and the certificate of that bound."""

    plan: Plan
    bound: float
    certificate: Certificate

    @property
    def gap(self) -> float:
        """(cost - bound) / cost."""
        return (self.plan.cost - self.bound) / self.plan.cost if self.plan.cost > 0 else 0.0

    @property
    def status(self) -> Literal["optimal", "feasible"]:
        """Optimal when the gap is at most one in a million."""
        return "optimal" if self.gap <= OPTIMAL_GAP else "feasible"
