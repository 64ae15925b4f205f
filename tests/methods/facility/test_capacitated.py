"""Warehouses with capacities: reading, solving, proving."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from wiel.errors import InvalidProblem
from wiel.methods.facility.budget import WorkBudget
from wiel.methods.facility.capacitated import CapacitatedProblem, lagrangean_bound, solve_capacitated
from wiel.methods.facility.reading import uncapacitated, warehouses_from_text
from wiel.methods.facility.solve import solve

UNCAPACITATED = {"61": 932615.75, "62": 977799.4, "63": 1010641.45, "64": 1034976.975}


def second_solver(p: CapacitatedProblem) -> float:
    """The optimum by HiGHS through scipy, strong formulation."""
    m, n = p.cost.shape
    serve = np.kron(np.ones((1, m)), np.eye(n))
    load = np.kron(np.eye(m), p.demand)
    rows = [
        LinearConstraint(np.hstack([np.zeros((n, m)), serve]), 1, 1),
        LinearConstraint(np.hstack([np.diag(p.capacity), -load]), 0, np.inf),
        LinearConstraint(np.hstack([np.kron(np.eye(m), np.ones((n, 1))), -np.eye(m * n)]), 0, np.inf),
    ]
    kinds = np.concatenate([np.ones(m), np.zeros(m * n)])
    return float(milp(np.concatenate([p.open_cost, p.cost.ravel()]), constraints=rows, bounds=Bounds(0, 1), integrality=kinds).fun)


def random_warehouses(seed: int) -> CapacitatedProblem:
    """Some warehouses and customers in the plane, with room to spare of at most a factor three."""
    rng = np.random.default_rng(seed)
    m, n = int(rng.integers(2, 7)), int(rng.integers(3, 12))
    demand = rng.integers(1, 20, n).astype(float)
    capacity = rng.uniform(0.3, 1.0, m)
    capacity *= demand.sum() * rng.uniform(1.02, 3.0) / capacity.sum()
    distance = np.linalg.norm(rng.random((m, 1, 2)) - rng.random((1, n, 2)), axis=2)
    return CapacitatedProblem(capacity, rng.uniform(1, 20, m), demand, distance * demand)


@pytest.mark.parametrize("number", ["61", "62", "63", "64", "71", "72", "73", "74"])
def test_published_optima(real_data, number):
    """Every warehouse problem of the OR-Library here is solved to the published optimum, and proven."""
    optima = dict(line.split() for line in real_data("benchmarks/orlib/capopt.txt").read_text().splitlines() if line.strip())
    problem = warehouses_from_text(real_data(f"benchmarks/orlib/cap{number}.txt").read_text())
    solution = solve_capacitated(problem)

    assert (solution.cost, solution.status) == (pytest.approx(float(optima[f"cap{number}"]), abs=0.01), "optimal")


@pytest.mark.parametrize("number", UNCAPACITATED)
def test_published_optima_without_capacity(real_data, number):
    """The same warehouses without capacities reach the known optimum of the plain problem, and it is proven."""
    problem = uncapacitated(warehouses_from_text(real_data(f"benchmarks/orlib/cap{number}.txt").read_text()))
    solution = solve(problem, budget=WorkBudget(20_000.0))

    assert (solution.plan.cost, solution.status) == (pytest.approx(UNCAPACITATED[number], abs=0.01), "optimal")


@pytest.mark.parametrize("seed", range(12))
def test_second_solver(seed):
    """Random problems cost what another solver finds, and the leaves prove it."""
    problem = random_warehouses(seed)
    solution = solve_capacitated(problem)
    proven = min(lagrangean_bound(problem, np.array(leaf.prices), leaf.decisions) for leaf in solution.leaves)

    assert solution.cost == pytest.approx(second_solver(problem), rel=1e-6)
    assert proven == pytest.approx(solution.cost, rel=1e-6)
    assert solution.served.sum(axis=0) == pytest.approx(np.ones(problem.cost.shape[1]))


def test_too_little_room():
    """Warehouses that together hold too little are refused with both totals."""
    with pytest.raises(InvalidProblem, match="while"):
        solve_capacitated(CapacitatedProblem(np.array([3.0]), np.ones(1), np.array([4.0]), np.ones((1, 1))))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2", "number 2"),
        ("1 1 5 1 1", "number 6"),
        ("1 1 5 1 x 1", "number 5"),
        ("1 1 5 1 1 1 9", "number 7"),
        ("1 1 capacity 1 1 1", "--capacity"),
    ],
)
def test_unusable_text(text, message):
    """A file that ends early, late or in words is refused with the place."""
    with pytest.raises(InvalidProblem, match=message):
        warehouses_from_text(text)
