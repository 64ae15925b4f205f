"""Problems without meaning are refused with what is wrong."""

from dataclasses import replace

import numpy as np
import pytest
from tests.oracles.assignment_enumeration import small_problem

from wiel.errors import Infeasible, InvalidProblem
from wiel.methods.facility.problem import FacilityProblem
from wiel.methods.facility.solve import solve

GOOD = small_problem(3, set())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"open_cost": -GOOD.open_cost - 1}, "negative"),
        ({"open_cost": GOOD.open_cost * np.nan}, "not a finite number"),
        ({"open_cost": GOOD.open_cost[:-1]}, "do not fit"),
        ({"arc_package": GOOD.arc_package + 50}, "does not exist"),
        ({"arc_function": GOOD.arc_function * 0, "arc_package": GOOD.arc_package * 0}, "twice"),
        ({"must_keep": ((0, 99),)}, "does not exist"),
        ({"couplings": ((0, 99, 1.0),)}, "does not exist"),
        ({"couplings": ((1, 1, 1.0),)}, "with itself"),
        ({"supplier": ("A",)}, "suppliers for"),
        ({"supplier_cap": 0.5}, "supplier_cap"),
        ({"max_moves": (1, 1, 1, 1)}, "max_moves"),
    ],
)
def test_refused(change, message):
    """Every figure, number and shape that has no meaning is named."""
    with pytest.raises(InvalidProblem, match=message):
        replace(GOOD, **change)


def test_a_function_that_nothing_covers():
    """A function that no package serves is named as the conflict."""
    problem = FacilityProblem(np.ones(1), np.ones((1, 1)), 2, np.zeros(1), np.zeros(1), np.zeros(1), np.ones(1))

    with pytest.raises(Infeasible) as caught:
        solve(problem)
    assert caught.value.conflict == ("serve[0,1]",)


def test_caps_that_exclude_each_other():
    """Two suppliers that may each serve less than half cannot serve everything; both caps are named."""
    m, f, k = np.array([(0, f, k) for f in range(4) for k in range(2)]).T
    problem = FacilityProblem(
        np.ones(2), np.ones((1, 2)), 4, m, f, k, np.ones(8), supplier=("A", "B"), supplier_cap=0.4, must_go=()
    )

    with pytest.raises(Infeasible) as caught:
        solve(problem)
    assert caught.value.conflict == ("supplier_cap[A]", "supplier_cap[B]")


def test_immutable():
    """The figures of a problem cannot be changed."""
    with pytest.raises(ValueError, match="read-only"):
        GOOD.open_cost[0] = 1.0
