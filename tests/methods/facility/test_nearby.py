"""Plans that cost nearly the same and differ, and what deciding otherwise costs."""

from dataclasses import replace

import numpy as np
import pytest
from tests.oracles.assignment_enumeration import least_cost, small_problem

from wiel.methods.facility.joint import solve_jointly
from wiel.methods.facility.nearby import Likeness, alternatives
from wiel.methods.facility.problem import FacilityProblem
from wiel.methods.facility.regret import Regrets
from wiel.methods.facility.ties import plan_cost

RESTARTS = 50
WITHIN = 0.02


def _region(seed: int, members: int = 6, functions: int = 24) -> FacilityProblem:
    """Members with own packages and three that all can use, per function; every fourth package does two functions."""
    rng, rows = np.random.default_rng(seed), []
    packages = functions * (members + 3)
    for f in range(functions):
        first = f * (members + 3)
        for m in range(members):
            for k in (first + m, *range(first + members, first + members + 3)):
                rows.append((m, f, k))
                if k % 4 == 0 and f + 1 < functions and f % 3 != 2:
                    rows.append((m, f + 1, k))
    arcs = np.array(rows)
    return FacilityProblem(
        rng.uniform(20, 60, packages) * np.where(np.arange(packages) % (members + 3) < members, 0.5, 2.0),
        rng.uniform(0, 15, (members, packages)),
        functions,
        *arcs.T,
        rng.uniform(10, 20, len(arcs)),
    )


def _most_by_restarts(problem: FacilityProblem, best: np.ndarray, most: float) -> int:
    """The greatest difference among plans found by solving with all costs disturbed, of those that cost at most so much."""
    likeness, greatest = Likeness(problem), 0
    for seed in range(RESTARTS):
        rng = np.random.default_rng(seed)
        spread = float(rng.choice([0.05, 0.1, 0.2, 0.4]))
        arc, opening = (rng.uniform(1 - spread, 1 + spread, len(c)) for c in (problem.arc_cost, problem.open_cost))
        other = replace(problem, arc_cost=problem.arc_cost * arc, open_cost=problem.open_cost * opening)
        arcs = np.concatenate(solve_jointly(other).arcs)
        if plan_cost(problem, arcs) <= most:
            greatest = max(greatest, likeness.difference(arcs, best))
    return greatest


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_an_alternative_differs_more_than_any_restart(seed: int) -> None:
    """Within two per cent of the best, the first alternative differs at least as much as the best of fifty random restarts."""
    problem = _region(seed)
    joint = solve_jointly(problem)
    first = alternatives(joint, 1, WITHIN * joint.cost)[0]
    by_chance = _most_by_restarts(problem, np.concatenate(joint.arcs), joint.cost * (1 + WITHIN))

    assert first.cost <= joint.cost * (1 + WITHIN) + 1e-9
    assert first.different >= by_chance > 0


def test_three_alternatives_differ_from_one_another() -> None:
    """Each of three lies within the cost allowed and differs from the plan and from the others."""
    joint = solve_jointly(_region(5))
    found = alternatives(joint, 3, WITHIN * joint.cost)
    likeness = Likeness(joint.problem)
    pairs = [likeness.difference(a.arcs, b.arcs) for i, a in enumerate(found) for b in found[i + 1 :]]

    assert len(found) == 3
    assert max(a.cost for a in found) <= joint.cost * (1 + WITHIN) + 1e-9
    assert min(pairs + [a.different for a in found]) > 0


def test_a_choice_that_costs_the_same_is_no_difference() -> None:
    """Two packages of equal cost in every respect are one choice."""
    arcs = np.array([(0, 0, 0), (0, 0, 1)])
    problem = FacilityProblem(np.ones(2), np.ones((1, 2)), 1, *arcs.T, np.ones(2))

    assert alternatives(solve_jointly(problem), 3, 1.0) == []


def test_regret_is_what_trying_everything_gives() -> None:
    """Forbidding a package in use costs what the best plan without it costs more."""
    for case in range(40):
        problem = small_problem(7000 + case, {"couplings", "needed"})
        joint = solve_jointly(problem)
        for k in np.unique(joint.served_by()[joint.served_by() >= 0]).tolist():
            gone = replace(problem, must_go=tuple((m, k) for m in range(problem.members)))
            regret, more = Regrets(joint).without(k), least_cost(gone) - joint.cost

            assert (regret.found is None) == np.isinf(more)
            assert regret.found is None or (regret.bound, regret.found) == pytest.approx((more, more), abs=1e-6)


def test_regret_with_ties_is_an_interval() -> None:
    """With a supplier cap the true regret lies between bound and found."""
    seen = 0
    for case in range(60):
        problem = small_problem(7200 + case, {"supplier"})
        if np.isinf(least_cost(problem)):
            continue
        joint = solve_jointly(problem)
        for m, k in sorted({(m, int(k)) for m in range(problem.members) for k in problem.arc_package}):
            regret, more = Regrets(joint).keeping(m, k), least_cost(replace(problem, must_keep=((m, k),))) - joint.cost
            seen += regret.found is not None

            assert regret.bound is None or regret.bound <= more + 1e-6
            assert regret.found is None or regret.found >= more - 1e-6
    assert seen > 50


@pytest.mark.parametrize("work", [0.0, 1e6], ids=["repaired", "also searched"])
@pytest.mark.parametrize("what", ["without", "keeping", "avoiding"])
def test_regret_in_a_large_part_lies_within_its_interval(monkeypatch, work, what) -> None:
    """Where not everything can be tried the truth lies between bound and found, and a decision without alternative is called that."""
    monkeypatch.setattr("wiel.methods.facility.joint.small", lambda problem, part: False)
    seen = 0
    for case in range(12):
        problem = small_problem(7400 + case, {"couplings", "needed", "must_keep"})
        if np.isinf(least_cost(problem)):
            continue
        joint = solve_jointly(problem, work=20_000)
        regrets = Regrets(joint, work)
        for question, other in _questions(problem, what):
            regret, more = getattr(regrets, what)(*question), least_cost(other) - joint.cost
            seen += regret.found is not None and np.isfinite(more)

            assert regret.bound is None or regret.bound <= more + 1e-6
            assert more - 1e-6 <= (np.inf if regret.found is None else regret.found)
            assert regret.bound is not None or np.isinf(more)
    assert seen > 20


def _questions(problem: FacilityProblem, what: str):
    """Every question of a kind, and the problem whose best plan answers it."""
    used = np.unique(problem.arc_package).tolist()
    if what == "without":
        for k in used:
            gone = tuple((m, k) for m in range(problem.members))
            yield (k,), replace(problem, must_go=(*problem.must_go, *gone))
    elif what == "keeping":
        for m, k in sorted(set(zip(problem.arc_member.tolist(), problem.arc_package.tolist(), strict=True))):
            yield (m, k), replace(problem, must_keep=(*problem.must_keep, (m, k)))
    else:
        for a in range(len(problem.arc_cost)):
            arcs = {
                name: np.delete(getattr(problem, name), a) for name in ("arc_member", "arc_function", "arc_package", "arc_cost")
            }
            yield (a,), replace(problem, **arcs)
