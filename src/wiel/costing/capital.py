"""What an investment costs a year under the rules for municipal budgets (BBV): depreciation and interest."""

from dataclasses import dataclass

import numpy as np

from wiel.costing.table import Floats
from wiel.errors import InvalidProblem
from wiel.parameters import Parameters
from wiel.texts import Sentence

KINDS = ("laptop", "server", "switch", "wifi", "software")


@dataclass(frozen=True, slots=True)
class CapitalRules:
    """`threshold` in EUR below which an investment is a cost of its own year; `life` in years; `interest` the omslagrente."""

    threshold: float
    life: int
    interest: float

    def __post_init__(self) -> None:
        if self.life < 1 or self.threshold < 0 or self.interest < 0:
            raise InvalidProblem(Sentence("costing.capital", {"life": self.life, "threshold": self.threshold}))


def capital_rules(parameters: Parameters, kind: str) -> CapitalRules:
    """The rules for a kind of asset, one of `KINDS`; `parameters` must stand at a date."""
    return CapitalRules(
        parameters.decimal("costing.capital_threshold"),
        parameters.count(f"costing.life_{kind}"),
        parameters.decimal("costing.capital_interest"),
    )


def transition_charges(once: Floats, parameters: Parameters, years: int) -> Floats:
    """What does the one-off cost of each member (M,) cost in the budgets of year 0 .. `years`, EUR (M, years + 1)?

    The activated share yields servers and storage and is depreciated with interest; the rest is a cost of year 0. `parameters` must stand
    at a date. In present value this counts nothing twice only when interest is the discount rate: use it for budgets, not beside flows.
    """
    share, rules = parameters.decimal("costing.activated_share"), capital_rules(parameters, "server")
    charges = np.stack([capital_charges(float(cost) * share, 0, rules, years) for cost in once])
    charges[:, 0] += once * (1.0 - share)
    return charges


def capital_charges(investment: float, completed: int, rules: CapitalRules, years: int) -> Floats:
    """What does an investment cost in year 0 .. `years` of the budget, EUR (years + 1,)?

    Straight line over the life from the year after completion, with interest over the book value on 1 January. Below the threshold all
    of it is a cost of the year of completion. Source: BBV art. 59-65 (straight line and the year after are choices that it leaves open).

    >>> capital_charges(50_000.0, 0, CapitalRules(10_000.0, 5, 0.02), 6).round(2).tolist()
    [0.0, 11000.0, 10800.0, 10600.0, 10400.0, 10200.0, 0.0]
    >>> capital_charges(9_000.0, 1, CapitalRules(10_000.0, 5, 0.02), 3).tolist()
    [0.0, 9000.0, 0.0, 0.0]
    """
    charges = np.zeros(years + 1)
    if abs(investment) < rules.threshold:
        charges[completed : completed + 1] = investment
        return charges
    book = book_value(investment, completed, rules, years)
    written_off = -np.diff(book, prepend=0.0)
    written_off[completed] = 0.0
    charges[1:] = written_off[1:] + book[:-1] * rules.interest
    return charges


def book_value(investment: float, completed: int, rules: CapitalRules, years: int) -> Floats:
    """What is still on the balance sheet at the end of year 0 .. `years`, EUR (years + 1,)?

    >>> book_value(50_000.0, 0, CapitalRules(10_000.0, 5, 0.0), 6).round(2).tolist()
    [50000.0, 40000.0, 30000.0, 20000.0, 10000.0, 0.0, 0.0]
    """
    if abs(investment) < rules.threshold:
        return np.zeros(years + 1)
    age = np.arange(years + 1) - completed
    left: Floats = np.where(age < 0, 0.0, investment * np.clip(1.0 - age / rules.life, 0.0, 1.0))
    return left
