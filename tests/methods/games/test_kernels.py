"""Compiled kernels do what their source says, and tables of any size give the same answers."""

import numpy as np
import pytest

from wiel.methods.games import coalitions, excess, folding, marginal, properties, span
from wiel.methods.games.span import PRIME, Span


@pytest.fixture
def uncompiled(monkeypatch):
    """All kernels replaced by their Python source."""
    for module in (marginal, properties):
        for name, kernel in list(vars(module).items()):
            if hasattr(kernel, "py_func"):
                monkeypatch.setattr(module, name, kernel.py_func)


def everything(game):
    """One number from every kernel."""
    shares = np.linspace(0, 1, game.players)
    return [
        *marginal.weighted_shapley(game, shares + 1),
        *(verdict.shortfall for verdict in (properties.superadditive(game), properties.convex(game), properties.monotone(game))),
    ]


@pytest.mark.parametrize(("players", "every_pair_up_to"), [(2, 12), (5, 12), (6, 2)])
def test_source_and_compiled_agree(players, every_pair_up_to, uniform, request, monkeypatch):
    """The same numbers from both, with all pairs of coalitions and with part of them."""
    monkeypatch.setattr(properties, "EVERY_PAIR_UP_TO", every_pair_up_to)
    compiled = everything(uniform(players, 1))
    request.getfixturevalue("uncompiled")
    np.testing.assert_allclose(everything(uniform(players, 1)), compiled, atol=1e-12)


def test_folding_in_small_tables_gives_the_same(uniform, monkeypatch):
    """Sums and maxima per player do not depend on where the bits are split."""
    game = uniform(6, 3)
    wide = (
        folding.sums_with_each_player(game.values, np.arange(7.0)),
        folding.maxima_with_each_player(game.values, -1.0, np.arange(6.0)),
    )
    monkeypatch.setattr(folding, "LOW", 2)
    np.testing.assert_allclose(folding.sums_with_each_player(game.values, np.arange(7.0)), wide[0], atol=1e-12)
    np.testing.assert_allclose(folding.maxima_with_each_player(game.values, -1.0, np.arange(6.0)), wide[1], atol=1e-12)


def test_scan_in_small_tables_finds_the_same(uniform, monkeypatch):
    """The worst coalitions outside a span do not depend on where the tables end."""
    game, shares = uniform(6, 3), np.linspace(0, 1, 6)
    outside, divisors = Span(6, [game.everybody, 1]), excess.divisors_per_member(6)
    monkeypatch.setattr(excess, "BLOCK", 0)
    wide = excess.Scan(game, divisors)(shares, outside, -9.0, 99)
    monkeypatch.setattr(excess, "TABLE", 2)
    narrow = excess.Scan(game, divisors)(shares, outside, -9.0, 99)
    assert [one.coalition for one in narrow] == [one.coalition for one in wide]
    assert sorted(one.coalition for one in wide) == [s for s in range(64) if s not in outside]


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
