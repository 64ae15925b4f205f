"""A proof of a lower bound that can be checked without knowing how it was found.

Every plan falls in exactly one leaf: leaves fix columns to 0 or 1 and come from splitting on one column at a time. For each leaf a set
of prices gives a lower bound on every plan in it; the bound is the least over the leaves. Prices may refer to cuts, each of which
says something about one member and a few of its functions and can be verified by trying all subsets.
"""

from dataclasses import dataclass

from wiel.methods.facility.layout import RowKey
from wiel.methods.facility.problem import Floats

Decision = tuple[str, tuple[int, ...], bool]


@dataclass(frozen=True)
class Cut:
    """For a member: sum of joins[k] x (k joined) + serves[k, f] x (k serves f) >= least, over plans that serve `functions`."""

    member: int
    functions: tuple[int, ...]
    joins: dict[int, float]
    serves: dict[tuple[int, int], float]
    least: float


@dataclass(frozen=True, eq=False)
class Prices:
    """What serving each (member, function) is worth, in euro, and the prices of side rows and cuts by their key."""

    demand: Floats
    rows: dict[RowKey, float]


@dataclass(frozen=True)
class Leaf:
    """Decisions ("open", (k,), yes), ("join", (m, k), yes) or ("serve", (m, f, k), yes), and the number of the prices used."""

    decisions: tuple[Decision, ...]
    prices: int


@dataclass(frozen=True, eq=False)
class Certificate:
    """The claim that no plan costs less than `bound`: by leaves, or by blocks whose bounds add up."""

    bound: float
    cuts: tuple[Cut, ...] = ()
    prices: tuple[Prices, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    blocks: tuple["Block", ...] = ()


@dataclass(frozen=True, eq=False)
class Block:
    """Some functions as a problem of their own, bearing part of the cost of opening (packages,) and joining (members, packages).

    Functions and packages are numbered in the block in the order given here.
    """

    functions: tuple[int, ...]
    packages: tuple[int, ...]
    open_cost: Floats
    join_cost: Floats
    proof: Certificate
