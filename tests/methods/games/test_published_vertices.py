"""Corners of the core that were published."""

import json
from itertools import combinations

import numpy as np

from wiel.methods.games import Game, core_vertices


def _game(case: dict) -> Game:
    """Values listed by size of coalition, put at the number whose bits are the players."""
    groups = [group for size in range(1, case["n"] + 1) for group in combinations(range(case["n"]), size)]
    values = np.zeros(2 ** case["n"])
    for group, value in zip(groups, case["v"], strict=True):
        values[sum(1 << player for player in group)] = value
    return Game(values, "value")


def test_published_corners_of_the_core_are_found(real_data):
    """Every game of the list that gives its corners has exactly these."""
    cases = json.loads(real_data("benchmarks/coopgames/games.json").read_text(encoding="utf-8"))
    given = [case for case in cases if "core_vertices" in case["expected"]]

    assert given
    for case in given:
        expected = np.array(case["expected"]["core_vertices"], dtype=float)
        found = core_vertices(_game(case))
        assert found.shape == expected.shape
        assert np.allclose(found, expected, atol=1e-6)
