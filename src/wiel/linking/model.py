"""How sure is it that two names are one product? A logistic model over what agrees, and how it learns from people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from wiel.errors import InvalidProblem
from wiel.linking.competition import INPUTS
from wiel.texts import Sentence

DEFAULT: Mapping[str, float] = {
    "always": -6.8, "letters": 0.0, "left_words": 2.9, "right_words": 0.8, "joined": 3.9, "numbers_agree": 0.5, "numbers_differ": -1.5,
    "supplier_agrees": 1.1, "supplier_differs": -3.0, "component_agrees": 0.6, "component_differs": -1.0, "both_have_more": -1.0,
    "ahead_of_next": 3.4, "ahead_of_claimants": 0.2,
}  # fmt: skip
"""Weights before anything is known of the lists. Fitted to the Dutch trial lists (seeds 101 and 102, `python -m bench.linking --weights`),
except those that the trial cannot tell, which are own judgement (label O): letters, numbers, differing supplier or component, both more."""

BASE_SHARE = 0.59
"""Share of names with a match in the lists that the default weights come from."""

STEADINESS, FREE_LEVEL = 10.0, 0.3
ROUNDS = 50
ENOUGH = 1e-9


@dataclass(frozen=True)
class Model:
    """Weights per input and how many reviewed pairs they have learned from.

    >>> Model.default() == Model.from_json(Model.default().as_json())
    True
    """

    weights: tuple[float, ...]
    reviewed: int = 0

    @classmethod
    def default(cls) -> "Model":
        """The model that has seen no pair of the lists at hand; see docs/algorithms/linking.md for where its weights come from."""
        return cls(tuple(DEFAULT[name] for name in INPUTS))

    def logit(self, inputs: np.ndarray) -> np.ndarray:
        """Log-odds that the pairs are the same, shape (pairs,)."""
        odds: np.ndarray = inputs @ np.array(self.weights)
        return odds

    def raised(self, rise: float) -> "Model":
        """The model with its level so much higher, in log-odds."""
        return Model((self.weights[0] + rise, *self.weights[1:]), self.reviewed)

    def as_json(self) -> dict[str, Any]:
        """The model as plain values, to be kept between runs."""
        return {"weights": dict(zip(INPUTS, self.weights, strict=True)), "reviewed": self.reviewed}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Model":
        """The model that `as_json` wrote.

        Raises:
            InvalidProblem: other inputs than those of this version, or weights that are no finite numbers.
        """
        weights, reviewed = content.get("weights"), content.get("reviewed")
        if not isinstance(weights, Mapping) or set(weights) != set(INPUTS) or not isinstance(reviewed, int) or reviewed < 0:
            raise InvalidProblem(Sentence("linking.no-model"))
        numbers = [weights[name] for name in INPUTS]
        if not all(isinstance(number, int | float) and np.isfinite(number) for number in numbers):
            raise InvalidProblem(Sentence("linking.no-model"))
        return cls(tuple(map(float, numbers)), reviewed)


def chance(odds: np.ndarray) -> np.ndarray:
    """Probability from log-odds, without overflow.

    >>> chance(np.array([0.0, -2000.0])).tolist()
    [0.5, 0.0]
    """
    small = np.exp(-np.abs(odds))
    probability: np.ndarray = np.where(odds >= 0, 1 / (1 + small), small / (1 + small))
    return probability


def fitted(inputs: np.ndarray, same: np.ndarray, around: np.ndarray, steadiness: np.ndarray) -> np.ndarray:
    """Which weights explain these answers best while staying near `around`?

    Maximises Σ log-likelihood − ½ Σ steadiness·(w − around)² (the posterior mode under a normal prior) by Newton's method with
    halved steps; the objective is strictly concave, so there is one answer.

    Args:
        inputs: shape (pairs, inputs).
        same: 1 where the pair is the same, 0 where it is not; shape (pairs,).
        around: weights before, shape (inputs,).
        steadiness: precision of the prior per weight, all positive.
    """
    weights = around.astype(float).copy()

    def loss(trial: np.ndarray) -> float:
        """What is minimised."""
        odds = inputs @ trial
        return float((np.logaddexp(0, odds) - same * odds).sum() + (steadiness * (trial - around) ** 2).sum() / 2)

    now = loss(weights)
    for _ in range(ROUNDS):
        expected = chance(inputs @ weights)
        slope = inputs.T @ (expected - same) + steadiness * (weights - around)
        bend = (inputs.T * (expected * (1 - expected))) @ inputs + np.diag(steadiness)
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while (after := loss(weights - size * step)) > now and size > ENOUGH:
            size /= 2
        weights = weights - size * step
        if now - after < ENOUGH:
            break
        now = after
    return weights


def taught(model: Model, inputs: np.ndarray, same: np.ndarray) -> Model:
    """The model after these answers.

    First level and slope of its odds as a whole, because lists differ most in how much they share and in how much a likeness is worth;
    then the weights one by one, which a hundred answers can move only a little.
    """
    answers = same.astype(float)
    odds = np.column_stack([np.ones(len(inputs)), model.logit(inputs)])
    level, slope = fitted(odds, answers, np.array([0.0, 1.0]), np.array([FREE_LEVEL, STEADINESS]))
    around = slope * np.array(model.weights)
    around[INPUTS.index("always")] += level
    steadiness = np.full(len(INPUTS), STEADINESS)
    steadiness[INPUTS.index("always")] = 1.0
    weights = fitted(inputs, answers, around, steadiness)
    return Model(tuple(weights.tolist()), model.reviewed + len(same))
