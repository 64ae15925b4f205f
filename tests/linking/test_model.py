"""The logistic model and its learning."""

import numpy as np
import pytest
from scipy.optimize import minimize

from wiel.errors import InvalidProblem
from wiel.linking.competition import INPUTS
from wiel.linking.model import DEFAULT, Model, chance, fitted, taught


def test_weights_are_those_of_another_optimiser():
    """Newton's method and BFGS find the same posterior mode."""
    random = np.random.default_rng(4)
    inputs = np.column_stack([np.ones(80), random.normal(size=(80, 3))])
    same = (random.random(80) < chance(inputs @ np.array([0.3, 2.0, -1.0, 0.0]))).astype(float)
    around, steadiness = np.array([0.1, 1.0, 0.0, 0.0]), np.array([0.3, 2.0, 2.0, 2.0])

    def loss(weights):
        odds = inputs @ weights
        return (np.logaddexp(0, odds) - same * odds).sum() + (steadiness * (weights - around) ** 2).sum() / 2

    other = minimize(loss, around, method="BFGS", options={"gtol": 1e-8})
    assert fitted(inputs, same, around, steadiness) == pytest.approx(other.x, abs=1e-4)


def test_no_answers_leave_the_weights():
    """Without data the prior stands."""
    model = taught(Model.default(), np.zeros((0, len(INPUTS))), np.zeros(0))

    assert model.weights == pytest.approx(Model.default().weights)


def test_refusals_lower_the_level():
    """Pairs that looked good and were refused make the model more careful."""
    inputs = np.ones((20, len(INPUTS)))
    before = Model.default()

    after = taught(before, inputs, np.zeros(20))
    assert chance(after.logit(inputs))[0] < chance(before.logit(inputs))[0]
    assert after.reviewed == 20


@pytest.mark.parametrize(
    "content", [{}, {"weights": {}, "reviewed": 0}, {"weights": DEFAULT, "reviewed": -1}, {"weights": [1], "reviewed": 1},
                {"weights": {**DEFAULT, "always": float("nan")}, "reviewed": 1}, {"weights": {**DEFAULT, "always": "1"}, "reviewed": 1}],
)  # fmt: skip
def test_what_is_no_model_is_refused(content):
    """With a remedy."""
    with pytest.raises(InvalidProblem) as refusal:
        Model.from_json(content)

    assert refusal.value.sentence.remedy("en")
