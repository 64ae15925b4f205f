"""Compiled kernels do what their source says: each is also run uncompiled, on games wider than one block."""

import numpy as np
import pytest

from wiel.methods.games import coalitions, excess, folding, marginal, properties, span
from wiel.methods.games.span import PRIME, Span


@pytest.fixture
def uncompiled(monkeypatch):
    """All kernels replaced by their Python source."""
    for module in (coalitions, excess, folding, marginal, properties, span):
        for name, kernel in list(vars(module).items()):
            if hasattr(kernel, "py_func"):
                monkeypatch.setattr(module, name, kernel.py_func)


def everything(game):
    """One number from every kernel."""
    outside = Span(game.players, [game.everybody, 1])
    shares = np.linspace(0, 1, game.players)
    sums, total = folding.sums_with_each_player(game.values, np.arange(game.players + 1.0))
    scan = excess.Scan(game, excess.divisors_per_member(game.players))
    return [
        *sums,
        total,
        *folding.maxima_with_each_player(game.values, -1.0, shares),
        *marginal.weighted_shapley(game, shares + 1),
        *(complaint.coalition for complaint in scan(shares, outside, 0.0, 5)),
        *(verdict.shortfall for verdict in (properties.superadditive(game), properties.convex(game), properties.monotone(game))),
    ]


@pytest.mark.parametrize("players", [2, 5])
def test_source_and_compiled_agree(players, uniform, request):
    """The same numbers from both, for a game that fits in one block."""
    compiled = everything(uniform(players, 1))
    request.getfixturevalue("uncompiled")
    np.testing.assert_allclose(everything(uniform(players, 1)), compiled, atol=1e-12)


def test_source_and_compiled_agree_beyond_a_block(uniform, request, monkeypatch):
    """The same numbers from both when the blocks are made small, so that every loop turns more than once."""
    compiled = everything(uniform(6, 2))
    request.getfixturevalue("uncompiled")
    monkeypatch.setattr(folding, "LOW", 3)
    monkeypatch.setattr(excess, "BLOCK", 6)
    monkeypatch.setattr(properties, "EVERY_PAIR_UP_TO", 6)
    np.testing.assert_allclose(everything(uniform(6, 2)), compiled, atol=1e-12)
    monkeypatch.setattr(properties, "EVERY_PAIR_UP_TO", 2)
    assert not properties.superadditive(uniform(6, 2)).every_pair


def test_span_equals_the_rank_of_real_vectors():
    """The rank modulo the prime is the rank over the rationals, and membership follows it."""
    random = np.random.default_rng(4)
    for _ in range(20):
        chosen = random.integers(1, 1 << 9, size=random.integers(1, 9)).tolist()
        basis = coalitions.incidence(chosen, 9)
        rank = np.linalg.matrix_rank(basis)
        built = Span(9, chosen)
        assert built.rank == rank
        for coalition in random.integers(0, 1 << 9, size=30).tolist():
            row = coalitions.incidence([coalition], 9)
            assert (coalition in built) == (np.linalg.matrix_rank(np.vstack([basis, row])) == rank)


def test_sums_stay_below_the_prime():
    """Sums of numbers near the prime wrap around exactly."""
    amounts = [PRIME - 1, PRIME - 2, 5]
    expected = [sum(a for p, a in enumerate(amounts) if s >> p & 1) % PRIME for s in range(8)]
    assert span.subset_sums_modulo(amounts).tolist() == expected
