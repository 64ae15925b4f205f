"""What the other candidates say."""

import numpy as np

from wiel.linking.candidates import Candidates
from wiel.linking.comparison import FEATURES
from wiel.linking.competition import CONTENT, INPUTS, SCALE, played


def features(*covers):
    """Pairs whose names differ only in how much of the left words the right has."""
    rows = np.zeros((len(covers), len(FEATURES)))
    rows[:, FEATURES.index("left_words")] = covers
    return rows


def test_the_best_wins_by_what_it_is_ahead():
    """By hand: covers 1.0, 0.6 and 0.5 give leads of 0.4 and 0.1 times the weight, over the scale."""
    pairs = Candidates(np.zeros(3, np.int64), np.arange(3), np.ones(3))
    field = played(pairs, features(0.6, 1.0, 0.5))
    ahead = INPUTS.index("ahead_of_next")

    assert (field.best.tolist(), field.next.tolist()) == ([1], [0])
    assert np.isclose(field.inputs[0, ahead], 0.4 * CONTENT["left_words"] / SCALE)
    assert np.isclose(field.decoys[0, ahead], 0.1 * CONTENT["left_words"] / SCALE)


def test_a_claim_of_another_name_on_the_same_entry_counts_against():
    """Two names want entry 0; the weaker is behind by as much as the stronger is ahead."""
    pairs = Candidates(np.array([0, 1]), np.array([0, 0]), np.ones(2))
    claims = played(pairs, features(1.0, 0.7)).inputs[:, INPUTS.index("ahead_of_claimants")]

    assert np.allclose(claims, np.array([0.3, -0.3]) * CONTENT["left_words"] / SCALE)


def test_no_candidates_is_no_field():
    """Nothing to play for."""
    field = played(Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)), features())

    assert field.inputs.shape == (0, len(INPUTS))
