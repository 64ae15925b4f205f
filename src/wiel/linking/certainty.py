"""How sure may one be in these two lists? The model's odds, adjusted without a single label to how much the lists share."""

import numpy as np

from wiel.linking.competition import Field
from wiel.linking.model import BASE_SHARE, Model, chance

LEAST_ABSENT = 0.4
"""Share of names that is taken to be absent from the other list at least, when wrong pairs are counted: own judgement (label O)."""

LEAST_KEPT = 2 / 3
"""The second view takes away a third of a probability at most: a runner-up may be right too (own judgement, label O)."""

TRUSTED = 50
SURE, UNSURE = 0.99, 0.01
ROUNDS = 200
ENOUGH = 1e-6
FEWEST = 30
"""Below this many names there is too little to learn from; the model's own odds then stand."""


def probabilities(model: Model, field: Field) -> np.ndarray:
    """How probable is it that the best candidate of each name is the same thing? Shape (names,).

    The more cautious of two views counts. One: the share of names that have a match is estimated from the list itself (prior shift by
    expectation maximisation, Saerens, Latinne and Decaestecker 2002). Two: runners-up are known to be wrong as a rule, so where they
    score as well as the best do, the best are wrong as often (local false discovery rate, Efron 2004); it takes a third of the first at most.
    With reviewed pairs the second view fades: after 50 it counts for half.
    """
    odds = model.logit(field.inputs)
    if len(odds) < FEWEST or len(field.decoys) < FEWEST:
        return chance(odds)
    share, shifted = _shifted(odds, model)
    wrong = _wrong_share(odds, model.logit(field.decoys)) * max(1 - share, LEAST_ABSENT)
    cautious = np.minimum(shifted, np.maximum(np.clip(1 - wrong, UNSURE, SURE), shifted * LEAST_KEPT))
    weight = TRUSTED / (TRUSTED + model.reviewed)
    both: np.ndarray = weight * cautious + (1 - weight) * shifted
    return both


def _shifted(odds: np.ndarray, model: Model) -> tuple[float, np.ndarray]:
    """The share of names with a match at which the mean probability equals that share, and the probabilities then.

    A model that has been reviewed knows the level of these lists already.
    """
    if model.reviewed >= FEWEST:
        known = chance(odds)
        return float(known.mean()), known
    base = float(np.log(BASE_SHARE / (1 - BASE_SHARE)))
    share = BASE_SHARE
    for _ in range(ROUNDS):
        shifted = chance(odds + np.log(share / (1 - share)) - base)
        after = float(np.clip(shifted.mean(), 1 / len(odds), 1 - 1 / len(odds)))
        if abs(after - share) < ENOUGH:
            break
        share = after
    return share, shifted


def adapted(model: Model, inputs: np.ndarray) -> Model:
    """The model with its level set to the share of names that have a match in these lists; a reviewed model is left as it is."""
    if model.reviewed >= FEWEST or len(inputs) < FEWEST:
        return model
    share, _ = _shifted(model.logit(inputs), model)
    rise = float(np.log(share / (1 - share)) - np.log(BASE_SHARE / (1 - BASE_SHARE)))
    return model.raised(rise)


def _wrong_share(best: np.ndarray, decoys: np.ndarray) -> np.ndarray:
    """Density of the decoys' odds relative to that of the best, falling as the odds rise; shape of `best`."""
    odds = np.concatenate([best, decoys])
    is_best = np.concatenate([np.ones(len(best)), np.zeros(len(decoys))])
    share = rising(odds, is_best)[: len(best)]
    relative: np.ndarray = (1 - share) / np.maximum(share, ENOUGH) * len(best) / len(decoys)
    return relative


def rising(place: np.ndarray, value: np.ndarray) -> np.ndarray:
    """The best fit to `value` that never falls as `place` rises (isotonic regression by pooling neighbours that fall).

    Equal places get equal values.

    >>> rising(np.array([1, 2, 3, 4]), np.array([0.0, 1.0, 0.0, 1.0])).tolist()
    [0.0, 0.5, 0.5, 1.0]
    """
    _, back, counts = np.unique(place, return_inverse=True, return_counts=True)
    means = np.bincount(back, value) / counts
    level: list[float] = []
    size: list[int] = []
    span: list[int] = []
    for mean, count in zip(means.tolist(), counts.tolist(), strict=True):
        level.append(mean)
        size.append(count)
        span.append(1)
        while len(level) > 1 and level[-2] >= level[-1]:
            both = size[-2] + size[-1]
            level[-2] = (level[-2] * size[-2] + level[-1] * size[-1]) / both
            size[-2], span[-2] = both, span[-2] + span[-1]
            del level[-1], size[-1], span[-1]
    fit: np.ndarray = np.repeat(level, span)[back]
    return fit
