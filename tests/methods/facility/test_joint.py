"""Plans and bounds part by part, with rows that tie parts together."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from tests.oracles.assignment_enumeration import KINDS, least_cost, small_problem

from wiel.errors import Infeasible
from wiel.methods.facility.joint import solve_jointly
from wiel.methods.facility.problem import FacilityProblem, Floats
from wiel.methods.facility.ties import Fairness, paid, plan_cost

CASES = 50


def _all_plans(problem: FacilityProblem) -> list[np.ndarray]:
    arcs = np.flatnonzero(problem.demands[problem.arc_member, problem.arc_function])
    demand = problem.arc_member[arcs] * problem.functions + problem.arc_function[arcs]
    return [np.array(plan) for plan in product(*(arcs[demand == d].tolist() for d in np.unique(demand)))]


def _least_fair(problem: FacilityProblem, fairness: Fairness) -> float:
    fair = [a for a in _all_plans(problem) if (paid(problem, a, fairness.weights) <= fairness.most + 1e-9).all()]
    return min((plan_cost(problem, arcs) for arcs in fair), default=np.inf)


def _agrees(problem: FacilityProblem) -> str:
    best = least_cost(problem)
    if best == np.inf:
        with pytest.raises(Infeasible) as caught:
            solve_jointly(problem, work=20_000.0)
        assert least_cost(problem, set(caught.value.conflict)) == np.inf
        return "infeasible"
    joint = solve_jointly(problem, work=20_000.0)
    assert joint.cost == pytest.approx(best)
    assert joint.bound <= joint.cost + 1e-9
    return "optimal"


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_of_constraint(kind: str) -> None:
    """With any single kind of constraint the plan costs what trying every assignment gives; where there is none, a conflict is named."""
    seen = Counter(_agrees(small_problem(3000 + 100 * KINDS.index(kind) + case, {kind})) for case in range(CASES))

    assert seen["optimal"] >= 5


def test_constraints_together() -> None:
    """The same holds with three kinds of constraints at once."""
    kinds = [set(np.random.default_rng(case).choice(KINDS, 3, replace=False).tolist()) for case in range(CASES)]
    seen = Counter(_agrees(small_problem(5000 + case, kinds[case])) for case in range(CASES))

    assert min(seen["optimal"], seen["infeasible"]) >= 5


@pytest.mark.parametrize("kinds", [set(), {"couplings"}, {"needed"}])
def test_nobody_pays_more_than_the_most(kinds: set[str]) -> None:
    """With a most per member the plan is the cheapest of all that keep to it, by trying every assignment."""
    for case in range(CASES):
        problem, rng = small_problem(6000 + case, kinds), np.random.default_rng(case)
        weights: Floats = rng.uniform(1, 5, problem.members)
        start = _all_plans(problem)[int(rng.integers(len(_all_plans(problem))))]
        fairness = Fairness(weights, paid(problem, start, weights))
        joint = solve_jointly(problem, fairness, known=[start])

        assert joint.cost == pytest.approx(_least_fair(problem, fairness))
        assert joint.bound <= joint.cost + 1e-9


def test_what_members_pay_adds_up_to_the_cost() -> None:
    """Own cost and shares of opening together are the cost of the plan."""
    for case in range(CASES):
        problem = small_problem(6500 + case, {"couplings", "needed"})
        arcs = np.concatenate(solve_jointly(problem).arcs)

        assert paid(problem, arcs, np.arange(1.0, problem.members + 1)).sum() == pytest.approx(plan_cost(problem, arcs))


def test_when_everybody_is_worse_off_it_says_so() -> None:
    """A most that no plan keeps to is a conflict with that name."""
    problem = small_problem(1, set())

    with pytest.raises(Infeasible) as caught:
        solve_jointly(problem, Fairness(np.ones(problem.members), np.full(problem.members, 0.001)))

    assert "nobody_worse_off" in caught.value.conflict
