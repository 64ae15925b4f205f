"""Which claims may stand together."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from wiel.linking.assignment import assigned

PAIR = st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0.05, 0.98))


@settings(max_examples=60, deadline=None)
@given(st.lists(PAIR, max_size=8, unique_by=lambda pair: pair[:2]))
def test_the_chosen_set_is_as_good_as_the_best_of_all_sets(pairs):
    """Brute force over every set of pairs in which nothing occurs twice."""
    left, right, chances = (np.array(column) for column in zip(*pairs, strict=True)) if pairs else (np.zeros(0, int),) * 3
    odds = np.log(chances / (1 - chances)) if pairs else chances
    good = [n for n in range(len(pairs)) if chances[n] > 0.5]
    sets = (s for size in range(len(good) + 1) for s in combinations(good, size))
    free = [s for s in sets if len({left[n] for n in s}) == len({right[n] for n in s}) == len(s)]

    chosen = assigned(left, right, chances)
    assert np.isclose(sum(odds[chosen]), max(sum(odds[list(s)]) for s in free))
    assert tuple(chosen.tolist()) in free


def test_nothing_likely_is_nothing_chosen():
    """Below even odds no pair stands."""
    assert assigned(np.array([0]), np.array([0]), np.array([0.4])).tolist() == []
