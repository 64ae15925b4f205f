"""Which rows of one list are the same thing?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.linking.candidates import Candidates, candidates
from wiel.linking.comparison import compared
from wiel.linking.competition import INPUTS, SCALE, content
from wiel.linking.linker import DOUBTFUL, LINKED
from wiel.linking.model import Model, chance
from wiel.linking.names import checked, prepared

MOST = 20
"""Candidates per name: more than between two lists, because one thing may stand in a list many times."""

UNCOMPARED = 0.2
"""What a pair counts that was not among the candidates of either, in the average between groups: own judgement (label O)."""

UNDECIDED = {"left": pl.String, "right": pl.String, "probability": pl.Float64}


@dataclass(frozen=True)
class Groups:
    """The rows of a list as things.

    `rows` has id, group (identifier of the row that stands first in the group) and probability (that the row belongs there, by its best
    pair within the group; 1 for the first). `undecided` are pairs of rows that may be one and were not put together.
    """

    rows: pl.DataFrame
    undecided: pl.DataFrame

    @property
    def count(self) -> int:
        """How many things the rows are."""
        return self.rows["group"].n_unique()


def duplicates(table: pl.DataFrame, model: Model | None = None) -> Groups:
    """How many different things are these rows, and which rows are the same?

    Rows whose names are equal but for environment, version, spelling of signs and order of appearance are one. Other names are joined
    when it is more probable than not that they are one, and when the average over all pairs of names in the two groups says so too:
    otherwise a chain of small differences would join a whole family.

    Args:
        table: columns id and name, optionally supplier and component.
        model: what earlier reviews taught; without it, the default.

    >>> import polars as pl
    >>> names = ["Zaaksysteem", "ZAAKSYSTEEM (test)", "Zaaksyteem 2.1", "Key2Financien", "Key2Burgerzaken"]
    >>> duplicates(pl.DataFrame({"id": list("abcde"), "name": names})).count
    3
    """
    plain = checked(table)
    (names,) = prepared(plain)
    pairs = _once(candidates(names, names, MOST, itself=True))
    chances = _pair_chances(pairs, compared(names, names, pairs), model or Model.default())
    group, belief = _groups(len(names), pairs, chances)
    return _by_row(plain, names.row, group, belief, pairs, chances)


def _once(pairs: Candidates) -> Candidates:
    """Each pair once, the earlier name left."""
    low, high = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
    keys, first = np.unique(np.stack([low, high]), axis=1, return_index=True)
    return Candidates(keys[0], keys[1], pairs.likeness[first])


def _pair_chances(pairs: Candidates, features: np.ndarray, model: Model) -> np.ndarray:
    """The model's probability for pairs within a list, where nothing is known of rivals.

    A candidate that is no rival of another can be no more ahead than its own content allows; half of the range stands for that.
    """
    ahead = np.clip(content(features) / SCALE, -1, 1) / 2
    inputs = np.column_stack([np.ones(len(features)), features, ahead, np.zeros(len(features))])
    symmetric = inputs.copy()
    left, right = INPUTS.index("left_words"), INPUTS.index("right_words")
    symmetric[:, [left, right]] = inputs[:, [right, left]]
    both: np.ndarray = np.minimum(chance(model.logit(inputs)), chance(model.logit(symmetric)))
    return both


def _groups(count: int, pairs: Candidates, chances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Group of every name (the least name in it) and the probability by which it belongs there."""
    group = np.arange(count)
    belief = np.ones(count)
    likely = np.flatnonzero(chances >= LINKED)
    known = dict(zip(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True), chances.tolist(), strict=True))
    members: dict[int, list[int]] = {name: [name] for name in range(count)}
    for place in likely[np.lexsort((pairs.right[likely], pairs.left[likely], -chances[likely]))].tolist():
        one, other = sorted((int(group[pairs.left[place]]), int(group[pairs.right[place]])))
        if one == other or _average(members[one], members[other], known) < LINKED:
            continue
        members[one] += members.pop(other)
        group[members[one]] = one
    for place in likely.tolist():
        for name in (pairs.left[place], pairs.right[place]):
            if group[pairs.left[place]] == group[pairs.right[place]] and name != group[name]:
                belief[name] = max(chances[place], belief[name] if belief[name] < 1 else 0)
    return group, belief


def _average(one: list[int], other: list[int], known: dict[tuple[int, int], float]) -> float:
    """The mean probability over the pairs between two groups."""
    total = sum(known.get((min(a, b), max(a, b)), UNCOMPARED) for a in one for b in other)
    return total / (len(one) * len(other))


def _by_row(
    plain: pl.DataFrame, row: np.ndarray, group: np.ndarray, belief: np.ndarray, pairs: Candidates, chances: np.ndarray
) -> Groups:
    identifiers = plain["id"].to_numpy()
    first: dict[int | tuple[int], str] = {}
    for place, name in enumerate(row.tolist()):
        if name >= 0:
            first.setdefault(int(group[name]), identifiers[place])
            first.setdefault((name,), identifiers[place])
    told = [
        (
            identifiers[place],
            first[int(group[name])] if name >= 0 else identifiers[place],
            float(belief[name]) if name >= 0 else 1.0,
        )
        for place, name in enumerate(row.tolist())
    ]
    rows = pl.DataFrame(told, schema={"id": pl.String, "group": pl.String, "probability": pl.Float64}, orient="row")
    unsure = [(first[(a,)], first[(b,)], p) for a, b, p in _open(group, pairs, chances)]
    undecided = pl.DataFrame(unsure, schema=UNDECIDED, orient="row")
    return Groups(rows, undecided.sort("probability", "left", "right", descending=[True, False, False]))


def _open(group: np.ndarray, pairs: Candidates, chances: np.ndarray) -> Iterator[tuple[int, int, float]]:
    """The likeliest pair of names between every two groups that were not put together though it was not out of the question."""
    seen: set[tuple[int, int]] = set()
    for place in np.argsort(-chances, kind="stable").tolist():
        if chances[place] < DOUBTFUL:
            return
        left, right = int(pairs.left[place]), int(pairs.right[place])
        between = (min(int(group[left]), int(group[right])), max(int(group[left]), int(group[right])))
        if between[0] != between[1] and between not in seen:
            seen.add(between)
            yield left, right, float(chances[place])
