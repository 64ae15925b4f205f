"""Probabilities without labels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wiel.linking.certainty import adapted, probabilities, rising
from wiel.linking.competition import INPUTS, Field
from wiel.linking.model import Model, chance


def field_of(odds, decoys):
    """A field whose log-odds under `plain` are these."""
    inputs = [np.zeros((len(values), len(INPUTS))) for values in (odds, decoys)]
    for table, values in zip(inputs, (odds, decoys), strict=True):
        table[:, 1] = values
    places = np.arange(len(odds))
    return Field(places, places, np.zeros(len(odds)), *inputs)


PLAIN = Model((0.0, 1.0, *(0.0 for _ in INPUTS[2:])))


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1)), min_size=1, max_size=30))
def test_the_isotonic_fit_rises_keeps_the_mean_and_is_the_best(pairs):
    """Rising, same mean, and no worse than the constant."""
    place, value = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    fit = rising(place, value)

    assert (np.diff(fit[np.argsort(place, kind="stable")]) >= -1e-12).all()
    assert fit.mean() == pytest.approx(value.mean(), abs=1e-9)
    assert ((fit - value) ** 2).sum() <= ((value.mean() - value) ** 2).sum() + 1e-9


def test_a_short_list_keeps_the_odds_of_the_model():
    """Fewer than thirty names teach nothing."""
    odds = np.array([-1.0, 0.0, 3.0])

    assert probabilities(PLAIN, field_of(odds, odds - 2)) == pytest.approx(chance(odds))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_the_share_of_names_with_a_match_is_found_from_the_list_itself(share):
    """Scores drawn from two known normals with log-odds 4·x at even shares: the mean probability is near the true share."""
    random = np.random.default_rng(7)
    right = random.random(4000) < share
    odds = np.where(right, 2.0, -2.0) + random.normal(size=4000)
    told = probabilities(Model((0.36, 2.0, *(0.0 for _ in INPUTS[2:]))), field_of(odds, random.normal(size=4000) - 2))

    assert told.mean() == pytest.approx(share, abs=0.06)


def test_where_wrong_pairs_score_as_well_as_the_best_nobody_is_sure():
    """Best and runners-up from one distribution: at most two in three, whatever the model says."""
    odds = np.random.default_rng(1).normal(5, 1, 500)

    assert probabilities(PLAIN, field_of(odds, odds.copy())).max() <= 2 / 3


def test_a_reviewed_model_keeps_its_level():
    """Only a model that people did not teach is adapted."""
    model = Model(PLAIN.weights, reviewed=100)

    assert adapted(model, np.ones((100, len(INPUTS)))) == model
