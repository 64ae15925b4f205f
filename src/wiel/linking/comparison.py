"""How much do two names agree, and in what? A row of features per candidate pair."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from wiel.linking.candidates import Candidates
from wiel.linking.names import Name, Names
from wiel.linking.spelling import is_number, skeleton
from wiel.linking.suppliers import same

FEATURES = (
    "letters", "left_words", "right_words", "joined", "numbers_agree", "numbers_differ", "supplier_agrees", "supplier_differs",
    "component_agrees", "component_differs", "both_have_more",
)  # fmt: skip
"""What is compared; each from 0 to 1."""

MINOR = 0.2
TYPING, PREFIX, SHORTENED = 0.75, 0.85, 0.8
CHUNK = 50_000


@dataclass(frozen=True)
class _Words:
    """The words of a list of names, end to end: number of the word, its weight, and where each name begins."""

    word: np.ndarray
    weight: np.ndarray
    start: np.ndarray

    def count(self, names: np.ndarray) -> np.ndarray:
        """How many words these names have."""
        counts: np.ndarray = self.start[names + 1] - self.start[names]
        return counts


def compared(left: Names, right: Names, pairs: Candidates) -> np.ndarray:
    """What do the names of each pair have in common? Shape (pairs, len(FEATURES)).

    Words weigh by their rarity over both lists; words of suppliers and generic words count for a fifth.
    """
    vocabulary: dict[str, int] = {}
    sides = _words(left.names, vocabulary), _words(right.names, vocabulary)
    weights = _rarity(sides, len(left) + len(right), len(vocabulary))
    sides = tuple(_Words(s.word, s.weight * weights[s.word], s.start) for s in sides)  # type: ignore[assignment]
    texts = tuple(vocabulary)
    features = np.zeros((len(pairs), len(FEATURES)))
    features[:, 0] = pairs.likeness
    for at in range(0, len(pairs), CHUNK):
        part = slice(at, at + CHUNK)
        a, b = pairs.left[part], pairs.right[part]
        features[part, 1:3] = _word_cover(sides, texts, a, b)
        features[part, 3] = _joined(left.names, right.names, a, b)
        features[part, 4:6] = _numbers(left.names, right.names, a, b)
        features[part, 6:8] = _suppliers(left.names, right.names, a, b)
        features[part, 8:10] = _components(left.names, right.names, a, b)
    features[:, 10] = np.sqrt((1 - features[:, 1]) * (1 - features[:, 2]))
    return features


def _words(names: Sequence[Name], vocabulary: dict[str, int]) -> _Words:
    flat = [vocabulary.setdefault(word, len(vocabulary)) for name in names for word in name.words]
    minor = [MINOR if place in name.minor else 1.0 for name in names for place in range(len(name.words))]
    counts = [len(name.words) for name in names]
    return _Words(np.array(flat, dtype=np.int64), np.array(minor), np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]))


def _rarity(sides: tuple[_Words, _Words], names: int, size: int) -> np.ndarray:
    spread = sum(np.bincount(side.word, minlength=size) for side in sides)
    rarity: np.ndarray = np.log((1 + names) / (1 + spread)) + 1
    return rarity


def _word_cover(sides: tuple[_Words, _Words], texts: Sequence[str], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The share of each name's weight that the other name has too, word by word with its likeness: shape (pairs, 2)."""
    left, right = sides
    many, others = left.count(a), right.count(b)
    cells = many * others
    pair = np.repeat(np.arange(len(a)), cells)
    within = np.arange(cells.sum()) - np.repeat(np.cumsum(cells) - cells, cells)
    one = left.start[a][pair] + within // others[pair]
    other = right.start[b][pair] + within % others[pair]
    likeness = _word_likeness(left.word[one], right.word[other], texts)
    return np.column_stack(
        [
            _cover(pair, within // others[pair], one, likeness, left.weight, len(a)),
            _cover(pair, within % others[pair], other, likeness, right.weight, len(a)),
        ]
    )


def _cover(
    pair: np.ndarray, place: np.ndarray, word: np.ndarray, likeness: np.ndarray, weight: np.ndarray, pairs: int
) -> np.ndarray:
    """Weighted share per pair of the best likeness of every word."""
    if not len(pair):
        return np.zeros(pairs)
    order = np.lexsort((place, pair))
    pair, place, word, likeness = pair[order], place[order], word[order], likeness[order]
    first = np.flatnonzero(np.concatenate([[True], (pair[1:] != pair[:-1]) | (place[1:] != place[:-1])]))
    best = np.maximum.reduceat(likeness, first)
    mass = weight[word[first]]
    total = np.bincount(pair[first], mass, minlength=pairs)
    shared = np.bincount(pair[first], mass * best, minlength=pairs)
    share: np.ndarray = np.divide(shared, total, out=np.zeros(pairs), where=total > 0)
    return share


def _word_likeness(one: np.ndarray, other: np.ndarray, texts: Sequence[str]) -> np.ndarray:
    """How alike two words are: 1 when equal, less for a typing error or an abbreviation, 0 when they are different words."""
    keys, back = np.unique(one * len(texts) + other, return_inverse=True)
    first, second = keys // len(texts), keys % len(texts)
    a, b = [texts[k] for k in first.tolist()], [texts[k] for k in second.tolist()]
    typed = process.cpdist(a, b, scorer=OSA.normalized_similarity, score_cutoff=TYPING, dtype=np.float64)
    short = [min(len(x), len(y)) < 4 or is_number(x) or is_number(y) for x, y in zip(a, b, strict=True)]
    typed[np.array(short, dtype=bool)] = 0
    shortened = np.array([_abbreviated(x, y) if x[0] == y[0] else 0.0 for x, y in zip(a, b, strict=True)])
    likeness: np.ndarray = np.where(first == second, 1.0, np.maximum(typed, shortened))[back]
    return likeness


def _abbreviated(one: str, other: str) -> float:
    """The likeness of a word and what may be its abbreviation: the beginning of it, or it without its vowels."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short) and not is_number(short):
        return PREFIX
    if len(short) >= 3 and skeleton(short) == short and skeleton(long) == short:
        return SHORTENED
    return 0.0


def _joined(left: Sequence[Name], right: Sequence[Name], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Likeness of the names as one string of letters, so that blanks do not count."""
    one, other = ["".join(left[k].core) for k in a.tolist()], ["".join(right[k].core) for k in b.tolist()]
    ratio: np.ndarray = process.cpdist(one, other, scorer=fuzz.ratio, dtype=np.float64) / 100
    return ratio


def _numbers(left: Sequence[Name], right: Sequence[Name], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Whether both have numbers and share one (first column), or share none (second)."""
    told = []
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        mine, theirs = left[one].numbers, right[other].numbers
        shared = mine & theirs
        told.append((float(bool(shared)), float(bool(mine and theirs and not shared))))
    return np.array(told).reshape(-1, 2)


def _suppliers(left: Sequence[Name], right: Sequence[Name], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Whether the suppliers (in the column, else in the name) are one, or certainly are not."""
    told = [_supplier(left[one], right[other]) for one, other in zip(a.tolist(), b.tolist(), strict=True)]
    return np.array(told, dtype=float).reshape(-1, 2)


def _supplier(one: Name, other: Name) -> tuple[bool, bool]:
    mine = ({one.supplier} if one.supplier else set()) | one.named
    theirs = ({other.supplier} if other.supplier else set()) | other.named
    if not mine or not theirs:
        return False, False
    if not mine.isdisjoint(theirs) or any(same(x, y) for x in mine for y in theirs):
        return True, False
    return False, bool(one.supplier and other.supplier)


def _components(left: Sequence[Name], right: Sequence[Name], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    told = [(left[one].component, right[other].component) for one, other in zip(a.tolist(), b.tolist(), strict=True)]
    return np.array([(bool(x) and x == y, bool(x) and bool(y) and x != y) for x, y in told], dtype=float).reshape(-1, 2)
