"""From exact parts to whole cents: the method of largest remainders, ``alloc.rounding`` in docs/algorithms/allocation.md."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from wiel.methods.allocation.exact import Number, non_negative, refused

IDENTIFIER = "alloc.rounding"
# Fractions closer than this come from the noise of floating point and are a tie.
TIE = 6
HALF = Fraction(1, 2)


def whole_cents(parts: Sequence[Fraction | int]) -> tuple[int, ...]:
    """How many whole cents does each exact part get?

    `parts` in cents, in the order of the members; their sum must be a whole number of cents and is kept exactly. Absolute
    values are rounded down and the missing cents go to the largest fractions, ties to whoever stands first. A part moves by
    less than a cent. Source: Balinski & Young 1982 (Hamilton's method); domain rule "round once per set of lines".

    >>> whole_cents([Fraction(10000, 3)] * 3)
    (3334, 3333, 3333)
    >>> whole_cents([Fraction(-10000, 3)] * 3)
    (-3334, -3333, -3333)
    """
    total = _together(parts)
    if total.denominator != 1:
        raise refused("part-of-a-cent", total=str(total))
    return _largest_remainders(parts, int(total))


def billed_cents(parts: Sequence[Fraction | int]) -> tuple[int, ...]:
    """How many whole cents does each part get when the parts need not add up to whole cents?

    For bills by a price. `parts` in cents; what they bring in together is rounded first, half a cent away from zero, and then
    divided by the same method, so that a part still moves by less than a cent.

    >>> billed_cents([Fraction(1, 2), Fraction(1, 2), Fraction(1, 2)])
    (1, 1, 0)
    """
    brought_in = _together(parts)
    return _largest_remainders(parts, int(abs(brought_in) + HALF) * (1 if brought_in >= 0 else -1))


def _together(parts: Sequence[Fraction | int]) -> Fraction:
    return sum((Fraction(part) for part in parts), start=Fraction(0))


def _largest_remainders(parts: Sequence[Fraction | int], total: int) -> tuple[int, ...]:
    sizes = [abs(Fraction(part)) for part in parts]
    signs = [1 if part >= 0 else -1 for part in parts]
    cents = [sign * int(size) for sign, size in zip(signs, sizes, strict=True)]
    fractions = [size - int(size) for size in sizes]
    missing = total - sum(cents)
    sign = 1 if missing >= 0 else -1
    takers = [place for place, own in enumerate(signs) if own == sign]
    for place in sorted(takers, key=lambda place: -fractions[place])[: abs(missing)]:
        cents[place] += sign
    return tuple(cents)


def divide_cents(total: int, weights: Sequence[Number]) -> tuple[int, ...]:
    """How many whole cents of a total does each weight get?

    `total` in cents, of either sign; `weights` of any unit, not negative and not all zero.

    >>> divide_cents(10000, [1, 1, 1])
    (3334, 3333, 3333)
    >>> divide_cents(10, [47000, 16000, 15900, 12000, 6000, 3100])
    (5, 2, 1, 1, 1, 0)
    """
    exact = [non_negative(weight, f"weight {place}") for place, weight in enumerate(weights, start=1)]
    whole = sum(exact, start=Fraction(0))
    if not whole:
        raise refused("key-sums-to-zero", where="weights")
    return whole_cents([total * weight / whole for weight in exact])


def whole_cents_of_floats(parts: NDArray[np.float64], total: int) -> NDArray[np.int64]:
    """The same for floating-point parts of a known total.

    `parts` in cents, shape (members,); `total` the whole cents that they must add up to, within half a cent a member of their
    own sum. Fractions are compared at a millionth of a cent, so that noise does not decide a tie.

    >>> whole_cents_of_floats(np.array([0.1 + 0.2, 0.7]) * 100, 100).tolist()
    [30, 70]
    """
    parts = np.asarray(parts, dtype=np.float64)
    if not np.isfinite(parts).all():
        raise refused("not-a-number", where="parts", value="NaN")
    sign = np.where(parts < 0, -1, 1).astype(np.int64)
    units = np.round(np.abs(parts), TIE)
    whole = np.floor(units)
    cents = sign * whole.astype(np.int64)
    missing = total - int(cents.sum())
    direction = 1 if missing >= 0 else -1
    takers = np.flatnonzero(sign == direction)
    if abs(missing) > len(takers):
        raise refused("parts-not-cost", where="parts", parts=f"{float(parts.sum()):.2f}", cost=total)
    fractions = np.round(units - whole, TIE)[takers]
    cents[takers[np.argsort(-fractions, kind="stable")[: abs(missing)]]] += direction
    return cents


def divide_lines(amounts: NDArray[np.int64], weights: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many cents does each member pay of each of many lines?

    `amounts` in cents, shape (lines,), of either sign; `weights` whole numbers, shape (lines, members), not negative, no row
    all zero. Answer: cents, shape (lines, members), rows adding up to `amounts`. Exact: integers only; a line too large for
    that (amount x weight above 9e18) goes through fractions.

    >>> divide_lines(np.array([10000, -10000]), np.array([[1, 1, 1], [1, 1, 1]])).tolist()
    [[3334, 3333, 3333], [-3334, -3333, -3333]]
    """
    amounts, weights = np.asarray(amounts, dtype=np.int64), np.asarray(weights, dtype=np.int64)
    _check_lines(weights)
    answer = np.zeros_like(weights)
    fits = np.maximum(np.abs(amounts.astype(np.float64)), 1) * weights.sum(axis=1, dtype=np.float64) < 9e18
    for line in np.flatnonzero(~fits):
        answer[line] = divide_cents(int(amounts[line]), [int(weight) for weight in weights[line]])
    size, key = np.abs(amounts[fits]), weights[fits]
    cents, rest = np.divmod(size[:, None] * key, key.sum(axis=1)[:, None])
    rank = np.argsort(np.argsort(-rest, axis=1, kind="stable"), axis=1, kind="stable")
    cents += rank < (size - cents.sum(axis=1))[:, None]
    answer[fits] = np.sign(amounts[fits])[:, None] * cents
    return answer


def _check_lines(weights: NDArray[np.int64]) -> None:
    negative = np.argwhere(weights < 0)
    if len(negative):
        line, member = negative[0]
        raise refused("negative-weight", where=f"line {line + 1}, member {member + 1}", value=str(weights[line, member]))
    empty = np.flatnonzero(weights.sum(axis=1, dtype=np.float64) == 0)
    if len(empty):
        raise refused("key-sums-to-zero", where=f"line {empty[0] + 1}")
