"""Games that several tests use."""

from collections.abc import Callable

import numpy as np
import pytest

from wiel.methods.games import Game

Maker = Callable[[int, int], Game]


@pytest.fixture
def three() -> Game:
    """Three municipalities A, B, C and what each group would pay: every answer can be checked by hand."""
    return Game(np.array([0.0, 60, 50, 95, 40, 88, 70, 120]), "cost")


@pytest.fixture
def scale_economies() -> Maker:
    """c(S) = Σ aᵢ + b·√Σ wᵢ for a number of players and a seed."""

    def make(players: int, seed: int) -> Game:
        random = np.random.default_rng(seed)
        own, weight = random.uniform(1, 3, players), random.uniform(1, 10, players)
        inside = np.arange(1 << players)[:, None] >> np.arange(players) & 1
        return Game(inside @ own + 10 * np.sqrt(inside @ weight), "cost")

    return make


@pytest.fixture
def uniform() -> Maker:
    """v(S) uniform on 0 … |S| for a number of players and a seed."""

    def make(players: int, seed: int) -> Game:
        sizes = np.bitwise_count(np.arange(1 << players, dtype=np.uint64))
        return Game(np.random.default_rng(seed).uniform(0, 1, 1 << players) * sizes)

    return make
