"""Plans and bounds of open / join / serve problems."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tests.oracles.assignment_enumeration import KINDS, least_cost, small_problem

from wiel.errors import Infeasible
from wiel.methods.facility.budget import WorkBudget
from wiel.methods.facility.checker import broken_rules, proven_bound
from wiel.methods.facility.problem import FacilityProblem
from wiel.methods.facility.solve import solve

PER_KIND = 72
MIXED = 70
WORK = 15_000.0


def agrees(problem):
    """Whether the answer is what trying everything gives, with a proof that holds; 'infeasible' where there is no plan."""
    best = least_cost(problem)
    try:
        solution = solve(problem, budget=WorkBudget(WORK))
    except Infeasible as error:
        named = set(error.conflict)
        assert (best, least_cost(problem, named)) == (np.inf, np.inf)
        assert all(least_cost(problem, named - {name}) < np.inf for name in named)
        return "infeasible"
    assert solution.plan.cost == pytest.approx(best, abs=1e-6)
    assert (broken_rules(problem, solution.plan), solution.status) == ([], "optimal")
    assert proven_bound(problem, solution.certificate) >= solution.bound - 1e-6
    return "optimal"


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_of_constraint(kind):
    """With any single kind of constraint the plan costs what trying every assignment gives; conflicts named are irreducible."""
    seen = Counter(agrees(small_problem(1000 * KINDS.index(kind) + case, {kind})) for case in range(PER_KIND))

    assert seen["optimal"] >= PER_KIND // 8


@pytest.mark.slow
def test_constraints_together():
    """The same holds with three kinds of constraints at once."""
    kinds = [set(np.random.default_rng(case).choice(KINDS, 3, replace=False).tolist()) for case in range(MIXED)]
    seen = Counter(agrees(small_problem(9000 + case, kinds[case])) for case in range(MIXED))

    assert min(seen["optimal"], seen["infeasible"]) >= 5


@pytest.fixture
def by_hand() -> FacilityProblem:
    """Two members, two functions; package 0 does both functions, 1 and 2 one each: a case for pencil and paper.

    Together in the suite: open 10 + join 5 + 5 + serve 4 x 1 = 24. Separate packages: open 6 + 6, join 4 x 1, serve 4 x 1 = 20.
    """
    m, f, k = np.array([(m, f, k) for m in range(2) for f, k in ((0, 0), (1, 0), (0, 1), (1, 2))]).T
    return FacilityProblem(np.array([10.0, 6.0, 6.0]), np.array([[5.0, 1.0, 1.0]] * 2), 2, m, f, k, np.ones(8))


def test_hand_checked_plan(by_hand):
    """The cheapest plan of the pencil case takes the separate packages and shows its cost split."""
    plan = solve(by_hand).plan

    assert (plan.open, plan.cost) == ((1, 2), 20.0)
    assert (plan.open_cost, plan.join_cost, plan.serve_cost, plan.coupling_cost) == (12.0, 4.0, 4.0, 0.0)


def test_a_coupling_favours_the_suite(by_hand):
    """When data must flow between the two functions at 3 a year per member, the suite becomes the cheaper plan."""
    plan = solve(replace(by_hand, couplings=((0, 1, 3.0),))).plan

    assert (plan.open, plan.cost, plan.coupling_cost) == ((0,), 24.0, 0.0)


def test_a_must_keep_changes_the_plan(by_hand):
    """A package that must stay in use is paid for and used."""
    plan = solve(replace(by_hand, must_keep=((0, 0),))).plan

    assert plan.cost == 24.0
    assert 0 in plan.served_by[0]


def test_same_seed_and_work_same_plan():
    """Two runs with the same seed and work give the same plan, bound and proof."""
    problem = small_problem(7, {"couplings"})
    first, second = (solve(problem, 3, WorkBudget(4000.0)) for _ in range(2))

    assert first.plan.served_by.tolist() == second.plan.served_by.tolist()
    assert (first.bound, len(first.certificate.leaves)) == (second.bound, len(second.certificate.leaves))


def test_a_stop_gives_the_best_so_far():
    """When the caller stops at once there is still a plan that obeys the rules, with a bound that holds."""
    problem = small_problem(11, {"supplier"})
    solution = solve(problem, budget=WorkBudget(1e9, stopped=lambda: True))

    assert broken_rules(problem, solution.plan) == []
    assert proven_bound(problem, solution.certificate) >= solution.bound - 1e-6


def test_news_rises_to_the_end():
    """News tells the share of work done, the cost of the best plan and a bound below it."""
    heard = []
    solution = solve(small_problem(5, set()), budget=WorkBudget(WORK, progress=heard.append))

    assert heard[-1].cost == pytest.approx(solution.plan.cost)
    assert all(news.bound <= news.cost + 1e-9 for news in heard)
