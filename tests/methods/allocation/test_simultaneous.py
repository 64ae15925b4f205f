"""The solver of the simultaneous equations, against a dense solver."""

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from wiel.methods.allocation import simultaneous
from wiel.methods.allocation.simultaneous import Effort, flow_order, solved, triangular


def shares(count, density, leak, seed):
    """Random shares whose rows add up to one less the leak."""
    matrix = random_array((count, count), density=density, rng=np.random.default_rng(seed), format="csr")
    matrix.setdiag(0)
    whole = np.asarray(matrix.sum(axis=1))
    return csr_array(matrix.multiply(((1 - leak) / np.where(whole > 0, whole, 1))[:, None]))


@pytest.mark.parametrize(("density", "leak"), [(0.01, 0.3), (0.05, 0.01), (0.3, 1e-3)])
def test_answer_equals_a_dense_solver(density, leak):
    """Sparse and dense solver agree to a relative 1e-9 and the residual is the stated one."""
    matrix, b = shares(200, density, leak, 3), np.linspace(1e4, 1e8, 200)
    answer = solved(matrix, b)
    dense = np.linalg.solve(np.eye(200) - matrix.toarray().T, b)
    assert answer.values == pytest.approx(dense, rel=1e-9)
    assert np.abs(b - (answer.values - matrix.T @ answer.values)).max() <= 0.01
    assert answer.accepted


def test_stalled_search_falls_back_on_elimination(monkeypatch):
    """When the search gets no rounds, sparse elimination gives the same answer."""
    matrix, b = shares(100, 0.1, 0.1, 4), np.full(100, 1e6)
    expected = solved(matrix, b).values
    monkeypatch.setattr(simultaneous, "PLAIN", Effort(0, 0, 1.0))
    monkeypatch.setattr(simultaneous, "SWEPT", Effort(0, 0, 1.0))
    answer = solved(matrix, b)
    assert answer.accepted
    assert answer.values == pytest.approx(expected, rel=1e-10)


def test_singular_equations_are_not_accepted():
    """A circle without any leak has no answer, and the result says so."""
    assert not solved(csr_array(np.array([[0.0, 1.0], [1.0, 0.0]])), np.array([1e6, 1e6])).accepted


def test_flow_order_puts_givers_first():
    """Without circles every flow goes forward in the order, whatever the numbering, and one sweep is the answer."""
    random = np.random.default_rng(5)
    place = random.permutation(50)
    upper = np.triu(random.uniform(0, 0.02, (50, 50)), 1)
    matrix = csr_array(upper[np.ix_(place, place)])
    order = flow_order(matrix)
    turn = np.argsort(order)
    assert (turn[matrix.tocoo().row] < turn[matrix.tocoo().col]).all()
    swept = triangular(matrix, order, np.ones(50))
    assert swept == pytest.approx(np.linalg.solve(np.eye(50) - matrix.toarray().T, np.ones(50)))
