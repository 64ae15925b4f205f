"""Compares members two by two: how much of what they have together is the same?"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

from wiel.instruments.overlap.gather import UNKNOWN, Used
from wiel.landscape import Landscape

BASES = ("product", "supplier", "standard")
NO_SUPPORT = ("gepland", "niet")
DIGITS = 9

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Likeness:
    """Square tables over the members in their order: similarity, its range over what is unknown, the part of the weight that is cost.

    NaN where two members have nothing with a weight; the similarity also where of one of them nothing is known while something may be.
    """

    similarity: Matrix
    least: Matrix
    most: Matrix
    known_weight: Matrix


@dataclass(frozen=True)
class Elements:
    """What members have, ready for arithmetic.

    `owner`, `key`, `component`: one entry per element that a member has (member, element, component by number), in the order of owner
    and key. `cost`: cents a year, NaN where unknown. `open`: members × components, 1 where something may be missing. `usual`: what an
    element weighs when its cost is unknown, per component.
    """

    owner: NDArray[np.int64]
    key: NDArray[np.int64]
    component: NDArray[np.int64]
    cost: Matrix
    open: Matrix
    usual: Matrix


def compare(elements: Elements) -> Likeness:
    """How alike are the members, two by two?

    Weighted Jaccard: Σ weight of what both have ÷ Σ weight of what at least one has, over pairs (function, product). The weight is the
    cost where those who have the element know it (the mean of two), else the median of the domain. Range: every open cell holds one
    element that the other lacks (least), or precisely what the other has there (most). Of a member without any known element, but with
    open cells, it is unknown how alike it is: nothing known is not nothing in common.

    Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11 (1912), with weights per element.
    """
    sure, usual = np.isfinite(elements.cost), elements.usual[elements.component]
    cost = np.where(sure, elements.cost, 0.0)
    own, one = np.where(sure, cost, usual), np.ones(len(cost))
    is_open = elements.open[elements.owner, elements.component] > 0
    known, unknown = _by_key(elements, one, sure), _by_key(elements, one, ~sure)
    costs, guesses = _by_key(elements, cost, sure), _by_key(elements, usual, ~sure)
    half = _times(costs, known)
    both_known = (half + half.T) / 2
    unsure = _times(guesses, known + unknown)
    both = both_known + unsure + _times(_by_key(elements, usual, sure), unknown)
    shared_cost = half + _times(costs, unknown)
    alone_known = _sums(elements, cost) - shared_cost
    alone = _sums(elements, own) - shared_cost - unsure
    union = both + alone + alone.T
    # Row a, column b: what b has where a is open, less what both have already; by the usual weight, and by the weight it had for b alone.
    masked, every = _by_key(elements, one, is_open), np.ones(len(cost), dtype=bool)
    gained = elements.open @ _by_component(elements, usual).T - _times(masked, _by_key(elements, usual, every))
    dropped = elements.open @ _by_component(elements, own).T - _times(masked, _by_key(elements, own, every))
    gain = gained + gained.T + (elements.open * elements.usual) @ elements.open.T
    extra = (elements.open * elements.usual).sum(axis=1)[:, None]
    least = _ratio(both, union + extra + extra.T)
    most = _ratio(both + gain, union + gain - dropped - dropped.T)
    blank = (np.bincount(elements.owner, minlength=len(elements.open)) == 0) & (elements.open > 0).any(axis=1)
    return Likeness(
        np.where(blank[:, None] | blank, np.nan, _ratio(both, union)),
        least,
        np.where(np.isnan(most), least, most),
        _ratio(both_known + alone_known + alone_known.T, union),
    )


def _by_key(elements: Elements, values: Matrix, where: NDArray[np.bool_]) -> csr_array:
    """Members × elements, with the values of the marked entries."""
    shape = (len(elements.open), int(elements.key.max(initial=0)) + 1)
    ends = np.cumsum(np.bincount(elements.owner[where], minlength=shape[0]))
    return csr_array((values[where], elements.key[where], np.concatenate([[0], ends])), shape=shape)


def _by_component(elements: Elements, values: Matrix) -> Matrix:
    """Members × components, the values of the elements of one component added."""
    table: Matrix = csr_array((values, (elements.owner, elements.component)), shape=elements.open.shape).toarray()
    return table


def _sums(elements: Elements, values: Matrix) -> Matrix:
    """One row per member: the sum of the values of its elements."""
    sums = np.bincount(elements.owner, weights=values, minlength=len(elements.open))
    return sums.astype(np.float64)[:, None]


def _times(left: csr_array, right: csr_array) -> Matrix:
    """Left times right transposed, as an ordinary matrix."""
    product: Matrix = (left @ right.T).toarray()
    return product


def _ratio(part: Matrix, whole: Matrix) -> Matrix:
    """Part over whole, within 0 and 1 and free of rounding dust; NaN where the whole is nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = np.where(whole > 0, part / whole, np.nan)
    rounded: Matrix = np.round(np.clip(quotient, 0.0, 1.0), DIGITS)
    return rounded


def elements(used: Used, landscape: Landscape, basis: str) -> Elements:
    """What do members have, as (function, product), (function, supplier) or (function, standard)?

    A supplier or standard that is unknown makes the cell open, just as an unknown product does.
    """
    rows = used.serving.with_columns(value=pl.col("product" if basis == "product" else "supplier"))
    if basis == "standard":
        rows = _by_standard(used.serving, landscape)
    # Numbers group faster than words; they follow the order of the rows, so that the same rows give the same numbers.
    stated = rows.filter(pl.col("value").is_not_null())
    words = stated.select("value").unique(maintain_order=True).with_row_index("word")
    stated = stated.join(words, on="value", maintain_order="left").select(
        "seat", "row", "cost", key=pl.col("row") * words.height + pl.col("word")
    )
    found = stated.group_by("key", "row", "seat", maintain_order=True).agg(
        cost=pl.when(pl.col("cost").null_count() == 0).then(pl.col("cost").sum())
    )
    found = found.sort("seat", "key")
    return Elements(
        found["seat"].to_numpy(),
        found["key"].rank("dense").cast(pl.Int64).to_numpy() - 1,
        found["row"].to_numpy(),
        found["cost"].cast(pl.Float64).fill_null(np.nan).to_numpy(),
        _open_cells(used, rows),
        _usual_weights(used, found),
    )


def _by_standard(serving: pl.DataFrame, landscape: Landscape) -> pl.DataFrame:
    """Uses per standard that their product supports, the cost spread over them; a product of which nothing is stated has a null.

    A support level that is not filled in counts as support, because the statement itself says that there is some.
    """
    stated = landscape["product_standards"].unique(["product", "standard"], keep="first")
    level = pl.col("support").cast(pl.String)
    supported = stated.filter(~level.is_in(NO_SUPPORT).fill_null(False)).select("product", value=pl.col("standard"))
    supported = supported.with_columns(parts=pl.len().over("product"))
    silent = stated.select("product", silent=pl.lit(True)).unique()
    rows = serving.join(supported, on="product", how="left").join(silent, on="product", how="left")
    kept = rows.filter(pl.col("value").is_not_null() | pl.col("silent").is_null())
    return kept.with_columns(cost=pl.col("cost") / pl.col("parts").fill_null(1))


def _usual_weights(used: Used, found: pl.DataFrame) -> Matrix:
    """Per component the median cost of an element in its domain, else of all domains, else 1."""
    overall = found["cost"].median()
    placed = found.join(used.components.select("row", "domain"), on="row")
    usual = placed.group_by("domain").agg(usual=pl.col("cost").median())
    joined = used.components.join(usual, on="domain", how="left", nulls_equal=True, maintain_order="left")
    return joined["usual"].cast(pl.Float64).fill_null(overall if isinstance(overall, float) else 1.0).to_numpy()


def _open_cells(used: Used, rows: pl.DataFrame) -> Matrix:
    """Members × components, 1 where an element may be missing."""
    filled = np.zeros((used.members.height, used.components.height))
    unknown = used.cells.filter(pl.col("state") == UNKNOWN)
    blank = rows.filter(pl.col("value").is_null())
    for part in (unknown, blank):
        filled[part["seat"].to_numpy(), part["row"].to_numpy()] = 1.0
    return filled


def pairs(used: Used, basis: str, likeness: Likeness) -> pl.DataFrame:
    """Every two members once, the earlier one first, with how alike they are."""
    first, second = np.triu_indices(used.members.height, k=1)
    names, labels = used.members["organisation"], used.members["organisation_name"]
    numbers = {
        name: pl.Series(square[first, second]).fill_nan(None)
        for name, square in (
            ("similarity", likeness.similarity),
            ("similarity_least", likeness.least),
            ("similarity_most", likeness.most),
            ("known_weight_share", likeness.known_weight),
        )
    }
    return pl.DataFrame(
        {
            "organisation_a": names.gather(first),
            "organisation_a_name": labels.gather(first),
            "organisation_b": names.gather(second),
            "organisation_b_name": labels.gather(second),
            "basis": pl.Series([basis], dtype=pl.String).new_from_index(0, len(first)),
            **numbers,
        }
    )
