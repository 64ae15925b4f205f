"""What do the other candidates say? A name that beats its rivals by far is surer than one of two that are nearly equal."""

from dataclasses import dataclass

import numpy as np

from wiel.linking.candidates import Candidates
from wiel.linking.comparison import FEATURES

CONTENT = {
    "left_words": 3.0, "right_words": 3.0, "joined": 3.0, "numbers_agree": 1.0, "numbers_differ": -1.5,
    "supplier_agrees": 1.2, "supplier_differs": -1.2, "component_agrees": 1.2, "component_differs": -1.0, "both_have_more": -2.5,
}  # fmt: skip
"""Weights by which the candidates of one name are ranked: own judgement (label O), the same for every list."""

MARGINS = ("ahead_of_next", "ahead_of_claimants")
SCALE = 4.0


@dataclass(frozen=True)
class Field:
    """The best candidate of every name that has one, and the runner-up as a sample of what a wrong pair looks like.

    `best` and `next` are places in the candidates (−1: there is no next); `inputs` are the columns of `INPUTS` for the best, and
    `decoys` the same for the runners-up as if the best were not in the list.
    """

    best: np.ndarray
    next: np.ndarray
    lead: np.ndarray
    inputs: np.ndarray
    decoys: np.ndarray


INPUTS = ("always", *FEATURES, *MARGINS)
"""The columns that a model weighs: 1, the features, and the two margins (−1 to 1)."""


def content(features: np.ndarray) -> np.ndarray:
    """How good is each pair by itself? The score that ranks candidates."""
    score: np.ndarray = features @ np.array([CONTENT.get(name, 0.0) for name in FEATURES])
    return score


def played(pairs: Candidates, features: np.ndarray) -> Field:
    """Who wins, by how much, and who comes second?

    The margin of a name is its best score less the next; for a runner-up, its score less the third, which is what the margin would be
    were the best not in the list. The other margin compares the score with the best claim of another name on the same entry.
    """
    score = content(features)
    order, start, size = _grouped(pairs.left, score)
    floor = float(score.min(initial=0.0))
    ranked = [np.where(size > rank, score[order[np.minimum(start + rank, len(order) - 1)]], floor) for rank in range(3)]
    best = order[start]
    second = np.where(size > 1, order[np.minimum(start + 1, len(order) - 1)], -1)
    claims = _claims(pairs.right, score, floor)
    has = second >= 0
    lead = ranked[0] - ranked[1]
    inputs = _inputs(features[best], lead, claims[best])
    decoys = _inputs(features[second[has]], (ranked[1] - ranked[2])[has], claims[second[has]])
    return Field(best, second, lead, inputs, decoys)


def _grouped(key: np.ndarray, score: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Order by key, best first; where each group starts in it; and its size."""
    order = np.lexsort((-score, key))
    ordered = key[order]
    start = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(key) else np.zeros(0, np.int64)
    return order, start, np.diff(np.append(start, len(key)))


def _claims(right: np.ndarray, score: np.ndarray, floor: float) -> np.ndarray:
    """Each score less the best score that another name has on the same entry."""
    order, start, size = _grouped(right, score)
    group = np.empty(len(score), dtype=np.int64)
    group[order] = np.repeat(np.arange(len(start)), size)
    first = np.zeros(len(score), dtype=bool)
    first[order[start]] = True
    best = score[order[start]]
    second = np.where(size > 1, score[order[np.minimum(start + 1, len(order) - 1)]], floor)
    claim: np.ndarray = score - np.where(first, second[group], best[group])
    return claim


def _inputs(features: np.ndarray, lead: np.ndarray, claim: np.ndarray) -> np.ndarray:
    margins = np.clip(np.column_stack([lead, claim]) / SCALE, -1, 1)
    return np.column_stack([np.ones(len(features)), features, margins])
