"""Games that are too large to write out: sampled Shapley value and generated nucleolus."""

import numpy as np
import pytest

from wiel.errors import InvalidProblem
from wiel.methods.games import (
    Complaint,
    Game,
    airport_nucleolus,
    certify,
    game_of,
    generated_nucleolus,
    nucleolus,
    prenucleolus,
    sampled_shapley,
    shapley,
)


def test_sample_is_near_the_exact_value(uniform):
    """The exact Shapley value lies within four standard errors for every player, and the sample sums to the total."""
    game = uniform(8, 1)
    sample = sampled_shapley(8, lambda coalition: game.values[coalition], pairs=400, seed=7)
    assert (np.abs(sample.shares - shapley(game)) < 4 * sample.standard_error).all()
    assert sample.shares.sum() == pytest.approx(game.total)
    assert sample.asked <= 255


def test_standard_error_is_honest(uniform):
    """Over forty seeds the spread of the estimates is what the standard error says, within a third."""
    game = uniform(6, 2)
    samples = [sampled_shapley(6, lambda s: game.values[s], pairs=50, seed=seed) for seed in range(40)]
    spread = np.std([sample.shares for sample in samples], axis=0).mean()
    claimed = np.mean([sample.standard_error for sample in samples])
    assert 0.67 < spread / claimed < 1.5


def test_same_seed_same_sample(uniform):
    """The seed fixes the answer; another seed gives another."""
    game = uniform(7, 3)
    one, again, other = (sampled_shapley(7, lambda s: game.values[s], pairs=20, seed=seed).shares for seed in (1, 1, 2))
    assert one.tolist() == again.tolist() != other.tolist()


def test_sixty_four_players():
    """An airport of 64 users: the sampled Shapley value sums to the total and the nucleolus equals the recursion over levels."""
    costs = np.sqrt(np.arange(1, 65))

    def cost(coalition: int) -> float:
        return float(costs[coalition.bit_length() - 1])

    assert sampled_shapley(64, cost, pairs=10, seed=1).shares.sum() == pytest.approx(8)
    found = generated_nucleolus(64, cost, "cost")
    np.testing.assert_allclose(found.nucleolus.shares, airport_nucleolus(costs, np.ones(64)), atol=1e-7)


@pytest.mark.parametrize("per_capita", [False, True])
def test_generated_nucleolus_of_a_small_game(per_capita, scale_economies):
    """Where the game can be written out, the search finds the exact answer."""
    game = scale_economies(10, 3)
    found = generated_nucleolus(10, lambda s: float(game.values[s]), "cost", per_capita=per_capita)
    np.testing.assert_allclose(found.nucleolus.shares, nucleolus(game, per_capita=per_capita).shares, atol=1e-8)
    assert not found.proven


def test_generated_nucleolus_of_clusters():
    """Players in clusters, where the way to the worst coalition leads down first: the search still finds it."""
    cluster = np.random.default_rng(3).integers(0, 4, 14)
    inside = [sum(1 << player for player in np.flatnonzero(cluster == one).tolist()) for one in range(4)]

    def cost(coalition: int) -> float:
        return sum(10 * (coalition & one).bit_count() ** 0.5 for one in inside) + 3 * coalition.bit_count() ** 0.7

    found = generated_nucleolus(14, cost, "cost").nucleolus.shares
    np.testing.assert_allclose(found, nucleolus(game_of(14, cost, "cost")).shares, atol=1e-8)


def test_generated_prenucleolus_of_a_rough_game(uniform):
    """Random values, no structure to climb along: at eight players the search still finds the exact answer."""
    game = uniform(8, 3)
    found = generated_nucleolus(8, lambda s: float(game.values[s]), limited=False)
    np.testing.assert_allclose(found.nucleolus.shares, prenucleolus(game).shares, atol=1e-8)


def test_own_search_proves_the_answer(uniform):
    """A search that looks at everything makes the answer proven and acceptable to the certificate."""
    game = uniform(6, 5)

    def search(shares, span, above, limit):
        excess = {s: game.values[s] - sum(shares[p] for p in range(6) if s >> p & 1) for s in range(1, 63) if s not in span}
        worst = sorted((s for s in excess if excess[s] > above), key=lambda s: -excess[s])
        return [Complaint(s, excess[s]) for s in worst[:limit]]

    found = generated_nucleolus(6, lambda s: float(game.values[s]), limited=False, search=search)
    assert found.proven
    assert certify(game, found.nucleolus.shares, limited=False).accepted


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda: sampled_shapley(65, float, pairs=5, seed=1), "games.too-many-for-functions"),
        (lambda: sampled_shapley(5, float, pairs=1, seed=1), "games.few-samples"),
        (lambda: sampled_shapley(5, lambda _: float("nan"), pairs=5, seed=1), "games.not-finite"),
        (lambda: generated_nucleolus(0, float), "games.too-many-for-functions"),
        (lambda: generated_nucleolus(3, lambda s: 1.0 if s < 7 else 0.0), "games.no-imputation"),
    ],
)
def test_what_cannot_be_sampled_is_named(call, key):
    """Too many players, too few samples, NaN and games in which somebody is always worse off are refused by name."""
    with pytest.raises(InvalidProblem) as refused:
        call()
    assert refused.value.sentence.key == key


def test_a_function_becomes_a_game():
    """A value function written out gives the array."""
    assert isinstance(game_of(3, lambda s: float(s)), Game)
    assert game_of(3, lambda s: float(s), "cost").kind == "cost"
