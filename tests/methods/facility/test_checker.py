"""The checker refuses what does not hold."""

from dataclasses import replace

import numpy as np
import pytest
from tests.oracles.assignment_enumeration import small_problem

from wiel.methods.facility.certificate import Cut, Leaf
from wiel.methods.facility.checker import broken_rules, proven_bound
from wiel.methods.facility.solve import solve


@pytest.fixture
def solved():
    """A problem of five functions with its solution."""
    problem = small_problem(12, {"go"})
    return problem, solve(problem)


def test_a_cost_that_is_wrong_is_named(solved):
    """A plan that states another cost than it has is refused with both figures."""
    problem, solution = solved

    assert "is stated" in broken_rules(problem, replace(solution.plan, cost=solution.plan.cost - 1))[0]


def test_an_impossible_service_is_named(solved):
    """A plan that serves a function by a package that cannot is refused at that function."""
    problem, solution = solved
    served = solution.plan.served_by.copy()
    served[0, 0] = -1

    assert "serve[0,0]" in broken_rules(problem, replace(solution.plan, served_by=served))


def test_leaves_that_leave_plans_out_prove_nothing(solved):
    """A certificate with only one side of a decision proves no bound at all."""
    problem, solution = solved
    half = replace(solution.certificate, leaves=(Leaf((("open", (0,), True),), 0),))

    assert proven_bound(problem, half) == -np.inf


def test_a_false_cut_proves_nothing(solved):
    """A cut that some plan does not obey is found by trying all subsets."""
    problem, solution = solved
    false = Cut(0, (0, 1), dict.fromkeys(range(problem.packages), 1.0), {}, 3.0)

    assert proven_bound(problem, replace(solution.certificate, cuts=(false,))) == -np.inf


def test_a_true_cut_is_accepted(solved):
    """A cut that says that something must be joined to be served holds."""
    problem, solution = solved
    true = Cut(0, (0, 1), dict.fromkeys(range(problem.packages), 1.0), {}, 1.0)

    assert proven_bound(problem, replace(solution.certificate, cuts=(true,))) >= solution.bound - 1e-6


def test_negative_prices_prove_nothing(solved):
    """A price below zero is no proof."""
    problem, solution = solved
    prices = solution.certificate.prices[0]
    wrong = replace(prices, demand=prices.demand - 1e9)

    assert proven_bound(problem, replace(solution.certificate, prices=(wrong,) * len(solution.certificate.prices))) == -np.inf
