"""The tree of likes and the order of its leaves."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from wiel.methods.grouping import average_linkage, leaf_order

FEW = settings(max_examples=60, deadline=None)


@st.composite
def squares(draw, unknown=True, most=6):
    """A symmetric table of similarities in hundredths, with some unknown."""
    count = draw(st.integers(0, most))
    values = st.sampled_from([*(n / 100 for n in range(0, 101, 5)), *([None] * 5 if unknown else [])])
    square = np.eye(count)
    for a in range(count):
        for b in range(a):
            value = draw(values)
            square[a, b] = square[b, a] = np.nan if value is None else value
    return square


def _by_definition(square):
    """Average linkage by the mean over all known pairs of members, worked out anew at every step."""
    groups, found = [(i,) for i in range(len(square))], []
    while True:
        best = None
        for i, a in enumerate(groups):
            for b in groups[i + 1 :]:
                known = [1 - square[x, y] for x in a for y in b if not np.isnan(square[x, y])]
                height = round(sum(known) / len(known), 9) if known else None
                if height is not None and (best is None or height < best[2]):
                    best = (a, b, height)
        if best is None:
            return found
        found.append(best)
        groups = sorted([g for g in groups if g not in best[:2]] + [tuple(sorted(best[0] + best[1]))])


def _rows(members, merges):
    """Every order of the leaves that turning groups of a tree can give."""
    if len(members) == 1:
        return [members]
    merge = next(m for m in merges if m.members == members)
    sides = product(_rows(merge.left, merges), _rows(merge.right, merges))
    return [row for a, b in sides for row in (a + b, b + a)]


def _merit(row, square, bonds):
    """Bonds kept, unknown neighbours and similarity between neighbours."""
    steps = list(pairwise(row))
    values = [square[a, b] for a, b in steps]
    known = [round(v * 1_000_000) for v in values if not np.isnan(v)]
    return sum(bool(bonds[s]) for s in steps), len(known) - len(values), sum(known)


@FEW
@given(squares())
def test_the_tree_equals_the_definition(square):
    """Who joins whom and at which height is the mean over the known pairs, worked out anew; ties go to the lowest members."""
    assert [(m.left, m.right, m.height) for m in average_linkage(square)] == [
        (a, b, pytest.approx(height)) for a, b, height in _by_definition(square)
    ]


@FEW
@given(squares(unknown=False, most=9))
def test_the_heights_are_those_of_another_program(square):
    """Without unknowns and ties, SciPy joins at the same heights."""
    generator = np.random.default_rng(1)
    noise = generator.uniform(0, 0.02, square.shape)
    similarity = square * 0.9 + (noise + noise.T) / 2
    np.fill_diagonal(similarity, 1.0)
    if len(square) > 1:
        expected = linkage(squareform(1 - similarity, checks=False), "average")[:, 2]
        assert [m.height for m in average_linkage(similarity)] == pytest.approx(list(expected), abs=1e-6)


@FEW
@given(squares(), st.randoms(use_true_random=False))
def test_no_order_of_the_tree_is_better(square, random):
    """Every turning of every group is tried: none keeps more bonds, then has fewer unknown neighbours, then more similarity."""
    bonds = np.zeros(square.shape, dtype=bool)
    for a in range(len(square)):
        for b in range(a):
            bonds[a, b] = bonds[b, a] = random.random() < 0.2
    merges, order = average_linkage(square), leaf_order(square, average_linkage(square), bonds)
    roots = {(i,) for i in range(len(square))}
    for merge in merges:
        roots = (roots - {merge.left, merge.right}) | {merge.members}
    assert sorted(order) == list(range(len(square)))
    for root in roots:
        part = tuple(leaf for leaf in order if leaf in root)
        rows = _rows(root, merges)
        assert part in rows
        assert _merit(part, square, bonds) == max(_merit(row, square, bonds) for row in rows)


def test_what_nothing_is_known_of_stands_apart_at_the_end():
    """Unknown is not "nothing alike": zero joins at height 1, unknown never joins."""
    square = np.array([[1, np.nan, 0.0], [np.nan, 1, np.nan], [0.0, np.nan, 1]])
    merges = average_linkage(square)
    assert [(m.left, m.right, m.height, m.pairs_known) for m in merges] == [((0,), (2,), 1.0, 1)]
    assert leaf_order(square, merges) == (0, 2, 1)


def test_equally_alike_members_keep_their_order():
    """All the same: nobody is moved."""
    square = np.ones((5, 5))
    assert leaf_order(square, average_linkage(square)) == (0, 1, 2, 3, 4)


def test_members_on_a_line_stand_in_line():
    """A hundred and twenty members at even distances come out in order."""
    places = np.arange(120) / 120
    square = 1 - np.abs(places[:, None] - places)
    assert leaf_order(square, average_linkage(square)) == tuple(range(120))
