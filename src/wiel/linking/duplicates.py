"""Which rows of one list are the same thing?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from wiel.linking.candidates import Candidates, candidates
from wiel.linking.comparison import compared
from wiel.linking.competition import INPUTS, SCALE, content
from wiel.linking.linker import DOUBTFUL, LINKED
from wiel.linking.model import Model, chance
from wiel.linking.names import Names, checked, prepared

MOST = 20
"""Candidates per name: more than between two lists, because one thing may stand in a list many times."""

ROUNDS = 6
SURE = 0.8
"""Groups that were made before become one from this probability on: their names stand for many rows (own judgement, label O)."""

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
    model = model or Model.default()
    group = np.arange(len(names))
    speaker = group
    seen: list[tuple[Candidates, np.ndarray]] = []
    for number in range(ROUNDS):
        pairs, chances = _compared(names, np.unique(speaker), model)
        seen.append((pairs, chances))
        merged = _least(_grouped(len(names), pairs, chances, SURE if number else LINKED)[speaker])
        if np.array_equal(merged, group):
            break
        group = merged
        speaker = _speaker(group, seen)
    together = Candidates(*(np.concatenate([getattr(pairs, part) for pairs, _ in seen]) for part in ("left", "right", "likeness")))
    return _by_row(plain, names.row, group, together, np.concatenate([chances for _, chances in seen]))


def _compared(names: Names, speakers: np.ndarray, model: Model) -> tuple[Candidates, np.ndarray]:
    """Pairs of the names that speak for their groups, as places in the whole list, and how probable each is."""
    chosen = Names(tuple(names.names[place] for place in speakers.tolist()), np.arange(len(speakers)))
    pairs = _once(candidates(chosen, chosen, MOST, itself=True))
    chances = _pair_chances(compared(chosen, chosen, pairs), model)
    return Candidates(speakers[pairs.left], speakers[pairs.right], pairs.likeness), chances


def _least(label: np.ndarray) -> np.ndarray:
    """For every name the least name with the same label.

    >>> _least(np.array([7, 2, 7, 2])).tolist()
    [0, 1, 0, 1]
    """
    _, first, back = np.unique(label, return_index=True, return_inverse=True)
    least: np.ndarray = first[back]
    return least


def _speaker(group: np.ndarray, seen: Sequence[tuple[Candidates, np.ndarray]]) -> np.ndarray:
    """For every name the name in its group that is likest to the others there: the least distorted, as a rule."""
    support = np.zeros(len(group))
    for pairs, chances in seen:
        inside = group[pairs.left] == group[pairs.right]
        for side in (pairs.left, pairs.right):
            support += np.bincount(side[inside], chances[inside], minlength=len(group))
    order = np.lexsort((np.arange(len(group)), -support, group))
    first = np.concatenate([[True], group[order][1:] != group[order][:-1]])[: len(order)]
    speaker = np.empty(len(group), dtype=np.int64)
    speaker[order] = np.repeat(order[first], np.diff(np.append(np.flatnonzero(first), len(order))))
    return speaker


def _once(pairs: Candidates) -> Candidates:
    """Each pair once, the earlier name left."""
    low, high = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
    keys, first = np.unique(np.stack([low, high]), axis=1, return_index=True)
    return Candidates(keys[0], keys[1], pairs.likeness[first])


def _pair_chances(features: np.ndarray, model: Model) -> np.ndarray:
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


def _grouped(count: int, pairs: Candidates, chances: np.ndarray, least: float) -> np.ndarray:
    """Where every name goes: the least name of its group, itself where it stays alone. Shape (count,)."""
    group = np.arange(count)
    likely = np.flatnonzero(chances >= least)
    known = dict(zip(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True), chances.tolist(), strict=True))
    members: dict[int, list[int]] = {name: [name] for name in range(count)}
    for place in likely[np.lexsort((pairs.right[likely], pairs.left[likely], -chances[likely]))].tolist():
        one, other = sorted((int(group[pairs.left[place]]), int(group[pairs.right[place]])))
        if one == other or _average(members[one], members[other], known) < least:
            continue
        members[one] += members.pop(other)
        group[members[one]] = one
    return group


def _average(one: list[int], other: list[int], known: dict[tuple[int, int], float]) -> float:
    """The mean probability over the pairs between two groups."""
    total = sum(known.get((min(a, b), max(a, b)), UNCOMPARED) for a in one for b in other)
    return total / (len(one) * len(other))


def _by_row(plain: pl.DataFrame, row: np.ndarray, group: np.ndarray, pairs: Candidates, chances: np.ndarray) -> Groups:
    """The groups of names as groups of rows; a row belongs there by its likeliest pair within the group."""
    belief = np.zeros(len(group))
    inside = group[pairs.left] == group[pairs.right]
    for side in (pairs.left, pairs.right):
        np.maximum.at(belief, side[inside], chances[inside])
    belief[np.unique(group)] = 1.0
    identifiers = plain["id"].to_list()
    first: dict[int, str] = {}
    for place, name in enumerate(row.tolist()):
        first.setdefault(name, identifiers[place])
    told = [
        (identifier, identifier, 1.0) if name < 0 else (identifier, first[int(group[name])], float(belief[name]))
        for identifier, name in zip(identifiers, row.tolist(), strict=True)
    ]
    rows = pl.DataFrame(told, schema={"id": pl.String, "group": pl.String, "probability": pl.Float64}, orient="row")
    unsure = [(first[a], first[b], p) for a, b, p in _open(group, pairs, chances)]
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
