"""The parameters of costing, read once."""

from dataclasses import dataclass

import numpy as np

from wiel.costing.options import CostingOptions
from wiel.costing.table import PARTS, Floats
from wiel.parameters import Parameters


@dataclass(frozen=True, eq=False)
class Rates:
    """Every figure that turns a year of cost into a present value and tells fixed from variable.

    `factors[p]` = Σ ((1 + rise_p) / (1 + discount))^t over t = 1..horizon; `annuity` the same without rise; `fixed[p]` the share that
    stays the same however many use a solution; `operations[p]` the share that is infrastructure or technical staff.
    """

    horizon: int
    discount: float
    annuity: float
    factors: Floats
    rises: Floats
    fixed: Floats
    operations: Floats
    move: float
    same_product: float
    tender: float
    interface: float
    interface_standard: float
    remainder_weight: str
    new_instances: bool


def rates_of(parameters: Parameters, options: CostingOptions) -> Rates:
    """Read the parameters that hold; those of the options that are given come first."""
    horizon = options.horizon or parameters.count("costing.horizon_years")
    discount = parameters.decimal("costing.discount_rate")
    rises = np.array([parameters.decimal(f"costing.rise_{part}") for part in PARTS])
    staff = parameters.decimal("costing.operations_share")
    return Rates(
        horizon,
        discount,
        present_value_factor(0.0, discount, horizon),
        np.array([present_value_factor(float(rise), discount, horizon) for rise in rises]),
        rises,
        np.array([parameters.decimal(f"costing.fixed_share_{part}") for part in PARTS]),
        np.array([staff, staff, 0.0, 1.0, 0.0]),
        parameters.decimal("costing.move_share"),
        parameters.decimal("costing.move_same_product"),
        parameters.decimal("costing.tender_cost"),
        parameters.decimal("costing.interface_cost"),
        parameters.decimal("costing.interface_standard"),
        str(parameters.value("costing.remainder_weight")),
        options.new_instances,
    )


def present_value_factor(rise: float, discount: float, years: int) -> float:
    """What is one euro a year worth today, at the end of each of the coming years, when it rises each year?

    Σ ((1 + rise) / (1 + discount))^t, t = 1..years.

    >>> round(present_value_factor(0.0, 0.0225, 10), 4), present_value_factor(0.02, 0.02, 5)
    (8.8662, 5.0)
    """
    return float(np.sum(((1.0 + rise) / (1.0 + discount)) ** np.arange(1, years + 1)))
