"""Numbers as they are written, made exact: one tenth is 1/10, never the nearest binary number."""

import math
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Integral

from wiel.errors import InvalidProblem
from wiel.texts import Sentence

Number = int | float | Decimal | str | Fraction

# A longer number is a mistake in a file of money, and 1e999999999 would fill the memory.
DIGITS = 100
# Three shares of 0.3333333333 mean thirds; a larger gap means that a share is forgotten.
WRITING = Fraction(1, 10**9)
_WRITTEN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_RATIO = re.compile(r"[+-]?\d{1,100}/\d{1,100}")


def refused(key: str, **values: str | int | list[str]) -> InvalidProblem:
    """The error with this sentence of the room ``allocation``."""
    return InvalidProblem(Sentence(f"allocation.{key}", values))


def exact(value: object, where: str) -> Fraction:
    """Which number is meant here?

    Takes int (also of numpy), float (by its shortest writing), `Decimal`, `Fraction` and text ("12.50", "1e3", "1/3"). Refuses
    anything else, NaN, infinity and numbers of more than 100 digits before or after the point; `where` names the place in the
    error.

    >>> exact(0.1, "share"), exact("12.50", "price"), exact("1/3", "share")
    (Fraction(1, 10), Fraction(25, 2), Fraction(1, 3))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str) and _RATIO.fullmatch(value.strip()) and Fraction(value.split("/")[1]):
        return Fraction(value.strip())
    decimal = _decimal(value)
    if decimal is None or not decimal.is_finite() or not _reasonable(decimal):
        raise refused("not-a-number", where=where, value=str(value)[:40])
    return Fraction(decimal)


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, Integral):
        return Decimal(int(value)) if abs(value) < 10**DIGITS else None
    if isinstance(value, float):
        return Decimal(repr(float(value))) if math.isfinite(value) else None
    if isinstance(value, str):
        return Decimal(value.strip()) if _WRITTEN.fullmatch(value.strip()) else None
    return value if isinstance(value, Decimal) else None


def _reasonable(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DIGITS and (not value or value.adjusted() < DIGITS)


def approximate(value: object, where: str) -> float:
    """The same number as a float, quickly, for large networks; refuses what `exact` refuses.

    >>> approximate("12.50", "price")
    12.5
    """
    if type(value) is int and abs(value) < 2**53:
        return float(value)
    if type(value) is float and math.isfinite(value):
        return value
    if type(value) is str and len(value) < DIGITS and _PLAIN.fullmatch(value):
        return float(value)
    return float(exact(value, where))


def non_negative(value: object, where: str) -> Fraction:
    """The same, for what cannot be below zero: a weight, a share, a volume, a price.

    >>> non_negative("0.5", "weight of A")
    Fraction(1, 2)
    """
    number = exact(value, where)
    if number < 0:
        raise refused("negative-weight", where=where, value=str(value)[:40])
    return number


def all_non_negative(values: Mapping[str, Number], where: str) -> dict[str, Fraction]:
    """Every number of a mapping as an exact number of at least zero."""
    return {name: non_negative(value, f"{where}, {name}") for name, value in values.items()}


def refuse_duplicates(names: Iterable[str], where: str) -> None:
    """Refuse a name that stands twice, for then nobody knows which is meant."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise refused("duplicate", where=where, name=name)
        seen.add(name)


def same_names(expected: Iterable[str], given: Iterable[str], where: str) -> None:
    """Refuse names that are missing or that nobody knows."""
    expected, given = list(expected), list(given)
    missing = sorted(set(expected) - set(given))
    unknown = sorted(set(given) - set(expected))
    if missing:
        raise refused("missing-name", where=where, name=missing[0])
    if unknown:
        raise refused("unknown-name", where=where, name=unknown[0], known=expected[:20])
