"""Groups members that are alike into a tree, and puts likes side by side."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from wiel.instruments.overlap.compare import DIGITS, Likeness
from wiel.instruments.overlap.gather import Used
from wiel.methods.grouping import Merge, average_linkage, leaf_order

STEP = "stap {}"
DENDROGRAM: dict[str, pl.DataType | type[pl.DataType]] = {
    "step": pl.Int64,
    "left": pl.String,
    "left_names": pl.List(pl.String),
    "right": pl.String,
    "right_names": pl.List(pl.String),
    "height": pl.Float64,
    "similarity": pl.Float64,
    "members": pl.Int64,
    "pairs": pl.Int64,
    "pairs_known": pl.Int64,
}


def tree(likeness: Likeness) -> tuple[Merge, ...]:
    """Who joins whom, from most to least alike (average linkage on 1 − similarity)?"""
    return average_linkage(likeness.similarity)


def member_order(used: Used, likeness: Likeness, merges: tuple[Merge, ...]) -> pl.DataFrame:
    """In which order do likes stand beside each other, with every group of the tree in one block?

    Within that, members who share an installation are neighbours as often as can be. Of whom nothing is known, stand last.
    """
    order = list(leaf_order(likeness.similarity, merges, shared_installations(used)))
    ranked = used.members[order] if order else used.members
    columns = ranked.select("organisation", "organisation_name", "inhabitants")
    return columns.with_row_index("position", 1).cast({"position": pl.Int64})


def shared_installations(used: Used) -> NDArray[np.bool_]:
    """Members × members: do the two use one and the same application?"""
    shared = used.uses.filter("shared").select("application", "seat")
    pairs = shared.join(shared, on="application").filter(pl.col("seat") != pl.col("seat_right"))
    square = np.zeros((used.members.height, used.members.height), dtype=bool)
    square[pairs["seat"].to_numpy(), pairs["seat_right"].to_numpy()] = True
    return square


def dendrogram(used: Used, merges: tuple[Merge, ...], order: pl.DataFrame) -> pl.DataFrame:
    """One row per step of the tree: which two groups join, and how alike they are on average.

    `left` is the group that stands first in the order of the members: a member by its key, or "stap n" for the group of step n.
    """
    seats = dict(used.members.select("organisation", "seat").iter_rows())
    rank = {seats[key]: place for key, place in order.select("organisation", "position").iter_rows()}
    keys, names = used.members["organisation"].to_list(), used.members["organisation_name"].to_list()
    called: dict[tuple[int, ...], str] = {(seat,): key for seat, key in enumerate(keys)}
    rows = []
    for step, merge in enumerate(merges, 1):
        first, second = sorted((merge.left, merge.right), key=lambda side: min(rank[seat] for seat in side))
        called[merge.members] = STEP.format(step)
        listed = [[names[seat] for seat in sorted(side, key=rank.__getitem__)] for side in (first, second)]
        height = round(merge.height, DIGITS)
        rows.append(
            (step, called[first], listed[0], called[second], listed[1], height, round(1 - height, DIGITS), len(merge.members),
             len(first) * len(second), merge.pairs_known)
        )  # fmt: skip
    return pl.DataFrame(rows, schema=DENDROGRAM, orient="row")
