"""Cost that is paid once for all who use a thing, against sums over sets."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wiel.methods.games.coverage import covering_cost


@given(st.integers(1, 6), st.lists(st.tuples(st.integers(0, 63), st.integers(0, 1000)), max_size=8))
def test_a_coalition_pays_every_thing_that_one_of_its_members_uses(players, things):
    """For every coalition the sum over the things that it touches."""
    masks = [mask % (1 << players) for mask, _ in things]
    users = np.array([[mask >> player & 1 for mask in masks] for player in range(players)], dtype=bool).reshape(
        players, len(things)
    )
    costs = np.array([float(cost) for _, cost in things])
    expected = [sum(c for mask, c in zip(masks, costs, strict=True) if mask & coalition) for coalition in range(1 << players)]
    assert covering_cost(users, costs).tolist() == expected
