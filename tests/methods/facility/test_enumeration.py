"""Parts of a landscape and their best plans by trying every set of shared packages."""

from dataclasses import replace

import numpy as np
import pytest
from tests.oracles.assignment_enumeration import least_cost, small_problem

from wiel.methods.facility.enumeration import Exact
from wiel.methods.facility.parts import parts_of
from wiel.methods.facility.problem import FacilityProblem

CASES = 60


def _apart(problem: FacilityProblem) -> float:
    """What couplings cost whose functions lie in different parts: no package can serve both."""
    part = {int(f): i for i, part in enumerate(parts_of(problem)) for f in part.functions}
    both = [(f, g, cost) for f, g, cost in problem.couplings if f in part and g in part and part[f] != part[g]]
    return sum(cost * int((problem.demands[:, f] & problem.demands[:, g]).sum()) for f, g, cost in both)


def _best(problem: FacilityProblem) -> float:
    parts = parts_of(problem)
    if any(not len(part.arcs) for part in parts):
        return np.inf
    return sum(Exact(problem, part).best().value for part in parts) + _apart(problem)


@pytest.mark.parametrize("kinds", [set(), {"couplings"}, {"go"}, {"needed"}, {"couplings", "go", "needed"}])
def test_parts_add_up_to_the_best_plan(kinds: set[str]) -> None:
    """The best plans of the parts together cost what trying every assignment gives."""
    for case in range(CASES):
        problem = small_problem(500 + case, kinds)

        assert _best(problem) == pytest.approx(least_cost(problem))


def test_taking_a_package_away() -> None:
    """Without a package the part costs what trying every assignment without it gives."""
    for case in range(CASES):
        problem = small_problem(700 + case, {"couplings"})
        for part in parts_of(problem):
            packages = np.unique(problem.arc_package[part.arcs])
            other = replace(problem, must_go=tuple((m, int(packages[0])) for m in range(problem.members)))
            gained = _best(other) - _best(problem)

            assert Exact(problem, part).without(int(packages[0])).value - Exact(problem, part).best().value == pytest.approx(
                gained, nan_ok=True
            )


def test_demanding_a_package() -> None:
    """When a member must use a package, the plan costs what trying every assignment with it gives."""
    for case in range(CASES):
        problem = small_problem(900 + case, {"needed"})
        arc = int(np.flatnonzero(problem.demands[problem.arc_member, problem.arc_function])[-1])
        m, k = int(problem.arc_member[arc]), int(problem.arc_package[arc])
        part = next(part for part in parts_of(problem) if arc in part.arcs)
        rest = _best(problem) - Exact(problem, part).best().value

        assert Exact(problem, part).forced(m, k).value + rest == pytest.approx(least_cost(replace(problem, must_keep=((m, k),))))


def test_the_arcs_of_a_choice_serve_everything_once() -> None:
    """A choice names one arc per needed function, and they are within the part."""
    problem = small_problem(3, set())
    for part in parts_of(problem):
        arcs = Exact(problem, part).best().arcs
        served = list(zip(problem.arc_member[arcs].tolist(), problem.arc_function[arcs].tolist(), strict=True))

        assert sorted(served) == [(m, f) for m in range(problem.members) for f in part.functions.tolist()]
