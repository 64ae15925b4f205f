"""Keys: which share does each member bear? Exact fractions that add up to 1, by member, in the order of the agreement."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from wiel.methods.allocation.exact import (
    WRITING,
    Number,
    all_non_negative,
    exact,
    refuse_duplicates,
    refused,
    same_names,
)

Key = Mapping[str, Fraction]


def equal(members: Sequence[str]) -> dict[str, Fraction]:
    """Which share does each member bear when all bear the same? ``alloc.equal``: 1 / n.

    >>> equal(["A", "B"])
    {'A': Fraction(1, 2), 'B': Fraction(1, 2)}
    """
    if not members:
        raise refused("too-few", what="members")
    refuse_duplicates(members, "members")
    return dict.fromkeys(members, Fraction(1, len(members)))


def proportional(weights: Mapping[str, Number], where: str = "weights") -> dict[str, Fraction]:
    """Which share does each member bear by a counted weight? ``alloc.proportional``: w_j / sum of w.

    `weights` of any unit (inhabitants, workplaces, use, reserved capacity), not negative, not all zero; `where` names the key
    in errors.

    >>> proportional({"A": 30000, "B": "20000", "C": 10000})
    {'A': Fraction(1, 2), 'B': Fraction(1, 3), 'C': Fraction(1, 6)}
    """
    counted = all_non_negative(weights, where)
    whole = sum(counted.values(), start=Fraction(0))
    if not whole:
        raise refused("key-sums-to-zero", where=where)
    return {member: weight / whole for member, weight in counted.items()}


def stand_alone(costs: Mapping[str, Number]) -> dict[str, Fraction]:
    """Which share does each member bear by what it would pay alone? ``alloc.stand-alone``: c(j) / sum of c.

    `costs` in euro per member on its own, not negative. Everybody saves the same percentage when together is cheaper. Source:
    Moriarity 1975.

    >>> stand_alone({"A": 163520, "B": 140826, "C": 250096})["A"]
    Fraction(11680, 39603)
    """
    return proportional(costs, "stand-alone costs")


def mixed(keys: Mapping[str, Key], weights: Mapping[str, Number]) -> dict[str, Fraction]:
    """Which share does each member bear when several keys count? ``alloc.mixed``: sum over keys f of a_f * k_fj.

    `keys` by name, all over the same members; `weights` a_f by the same names, not negative, adding up to 1.

    >>> mixed({"x": {"A": Fraction(1)}, "y": equal(["A"])}, {"x": "0.3", "y": "0.7"})
    {'A': Fraction(1, 1)}
    """
    if not keys:
        raise refused("too-few", what="keys")
    same_names(keys, weights, "weights of the keys")
    parts = given(weights, "weights of the keys")
    members = list(next(iter(keys.values())))
    for name, key in keys.items():
        same_names(members, key, name)
    return {m: sum((parts[name] * key[m] for name, key in keys.items()), start=Fraction(0)) for m in members}


def given(shares: Mapping[str, Number], where: str) -> dict[str, Fraction]:
    """The shares as people wrote them down, checked: not negative, together 1.

    A gap of at most 1e-9 is taken as the writing of thirds and divided out, so that the answer adds up to exactly 1.

    >>> given({"A": "0.25", "B": 0.75}, "agreement")
    {'A': Fraction(1, 4), 'B': Fraction(3, 4)}
    """
    written = all_non_negative(shares, where)
    whole = sum(written.values(), start=Fraction(0))
    if not whole:
        raise refused("key-sums-to-zero", where=where)
    if abs(whole - 1) > WRITING:
        raise refused("shares-not-one", where=where, total=f"{float(whole):.10g}")
    return {member: share / whole for member, share in written.items()}


def part_given(shares: Mapping[str, Number], where: str) -> dict[str, Fraction]:
    """The shares as people wrote them down where they may leave a rest: not negative, together at most 1.

    >>> part_given({"A": "0.25"}, "survey")
    {'A': Fraction(1, 4)}
    """
    written = all_non_negative(shares, where)
    whole = sum(written.values(), start=Fraction(0))
    return written if 0 < whole < 1 - WRITING else given(shares, where)


def divided(amount: Number, key: Key) -> dict[str, Fraction]:
    """Which exact part of an amount does each member bear? x_j = C * k_j, in the unit of the amount; a credit keeps its sign.

    >>> divided(-90, equal(["A", "B"]))
    {'A': Fraction(-45, 1), 'B': Fraction(-45, 1)}
    """
    cost = exact(amount, "amount")
    return {member: cost * share for member, share in key.items()}
