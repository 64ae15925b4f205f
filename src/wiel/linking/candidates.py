"""Which entries of the other list are worth comparing? Those that share rare words and rare runs of letters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from wiel.linking.names import Name, Names

MOST = 10
"""Candidates per name."""

CELLS = 10_000_000
"""Cells of the product of two lists that are looked at together; it takes at most some 200 MB."""


CODES = 38
BUSIEST = 2000
"""An n-gram in more entries than this tells too little to be worth its time; so memory and time stay bounded in long lists."""

WORD_SHARE = 0.5


@dataclass(frozen=True)
class Candidates:
    """Pairs by place in both lists, grouped by left and best first, with the likeness of their letters (0 to 1)."""

    left: np.ndarray
    right: np.ndarray
    likeness: np.ndarray

    def __len__(self) -> int:
        return len(self.left)


def candidates(left: Names, right: Names, most: int = MOST, itself: bool = False) -> Candidates:
    """For every name on the left the `most` likeliest entries on the right.

    Likeness is the mean of two cosines of tf-idf vectors: over the words, and over runs of three letters within words (with their
    ends). `itself` says that both lists are one: a name is then no candidate of itself.
    """
    if not len(left) or not len(right):
        return Candidates(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    parts = [_weighed(*counted) for counted in (_word_counts(left.names, right.names), _run_counts(left.names, right.names))]
    a = sparse.hstack([parts[0][0] * WORD_SHARE**0.5, parts[1][0] * (1 - WORD_SHARE) ** 0.5], format="csr")
    b = sparse.hstack([parts[0][1] * WORD_SHARE**0.5, parts[1][1] * (1 - WORD_SHARE) ** 0.5], format="csr").T.tocsr()
    chunk = max(1, CELLS // len(right))
    found = [_top(a[start : start + chunk] @ b, start, most, itself) for start in range(0, a.shape[0], chunk)]
    return Candidates(*(np.concatenate(part) for part in zip(*found, strict=True)))


def _weighed(left: sparse.csr_array, right: sparse.csr_array) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Counts as tf-idf of length 1 over both lists together; terms that are too busy are left out of the product, not of the length."""
    rows = left.shape[0] + right.shape[0]
    in_right = np.bincount(right.indices, minlength=right.shape[1])
    spread = np.bincount(left.indices, minlength=left.shape[1]) + in_right
    idf = np.log((1 + rows) / (1 + spread)) + 1
    kept = sparse.diags_array(np.where(in_right <= BUSIEST, 1.0, 0.0))
    return tuple((_unit(counts @ sparse.diags_array(idf)) @ kept).tocsr() for counts in (left, right))


def _unit(matrix: sparse.csr_array) -> sparse.csr_array:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scaled: sparse.csr_array = sparse.diags_array(1 / np.where(length > 0, length, 1)) @ matrix
    return scaled


def _word_counts(left: Sequence[Name], right: Sequence[Name]) -> tuple[sparse.csr_array, sparse.csr_array]:
    numbers: dict[str, int] = {}

    def counted(names: Sequence[Name]) -> tuple[np.ndarray, np.ndarray]:
        """Row and column of every different word."""
        cells = [
            (row, numbers.setdefault(word, len(numbers))) for row, name in enumerate(names) for word in {*name.words, *name.numbers}
        ]
        table = np.array(cells, dtype=np.int64).reshape(-1, 2)
        return table[:, 0], table[:, 1]

    cells = counted(left), counted(right)
    return _matrix(cells[0], len(left), len(numbers)), _matrix(cells[1], len(right), len(numbers))


def _matrix(cells: tuple[np.ndarray, np.ndarray], rows: int, columns: int) -> sparse.csr_array:
    matrix = sparse.csr_array((np.ones(len(cells[0])), cells), shape=(rows, max(columns, 1)))
    matrix.sum_duplicates()
    return matrix


def _run_counts(left: Sequence[Name], right: Sequence[Name]) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Runs of three letters, coded as whole numbers so that a whole list is one array operation."""
    rows, codes = _runs([*left, *right])
    unique, columns = np.unique(codes, return_inverse=True)
    whole = _matrix((rows, columns), len(left) + len(right), len(unique))
    return whole[: len(left)], whole[len(left) :]


def _runs(names: Sequence[Name]) -> tuple[np.ndarray, np.ndarray]:
    """Row and code of every run of three signs in " word word "; signs outside a–z and 0–9 share codes."""
    texts = [f" {name.text} " for name in names]
    signs = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    rows = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    letter = (signs >= ord("a")) & (signs <= ord("z"))
    digit = (signs >= ord("0")) & (signs <= ord("9"))
    code = np.where(
        signs == ord(" "), 0, np.where(letter, signs - ord("a") + 1, np.where(digit, signs - ord("0") + 27, 37 + signs % 997))
    )
    base = CODES + 997
    run = (code[:-2] * base + code[1:-1]) * base + code[2:]
    # A run inside one name, not across a blank between words.
    inside = (rows[:-2] == rows[2:]) & (code[1:-1] != 0)
    return rows[:-2][inside], run[inside]


def _top(product: sparse.csr_array, start: int, most: int, itself: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The greatest cells of each row of a product, greatest first; equal cells in the order of the list."""
    product.sort_indices()
    left, right, likeness = [], [], []
    for row in range(product.shape[0]):
        cells = slice(product.indptr[row], product.indptr[row + 1])
        columns, values = product.indices[cells], product.data[cells]
        if itself:
            other = columns != row + start
            columns, values = columns[other], values[other]
        if len(values) > most:
            least = np.partition(values, len(values) - most)[len(values) - most]
            good = values >= least
            columns, values = columns[good], values[good]
        order = np.argsort(-values, kind="stable")[:most]
        left.append(np.full(len(order), row + start, dtype=np.int64))
        right.append(columns[order].astype(np.int64))
        likeness.append(np.minimum(values[order], 1.0))
    return np.concatenate(left), np.concatenate(right), np.concatenate(likeness)
