"""One parameter: what it means, which values it may take and which value holds from which day."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Value = int | float | bool | str | tuple[int, ...]
LABELS = ("S", "D", "K", "O")


class ValueKind(StrEnum):
    """What a value is: a whole number, a number, a share between 0 and 1, yes or no, a word, or ascending whole numbers."""

    COUNT = "count"
    DECIMAL = "decimal"
    SHARE = "share"
    FLAG = "flag"
    WORD = "word"
    BOUNDS = "bounds"


class UnfitError(ValueError):
    """A value that is not of the kind of the parameter; `reason` is the key of the sentence that says so."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value, the first day on which it holds, its source and how certain it is.

    Labels: S read in a published source, D derived from such figures, K known in the field but not confirmed, O own judgement.
    `low` and `high` are the values that are still plausible, where known.
    """

    valid_from: date
    value: Value
    source: str
    label: str
    low: Value | None = None
    high: Value | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number with its meaning in Dutch and English; `values` are in the order of their first day."""

    name: str
    nl: str
    en: str
    unit: str
    kind: ValueKind
    values: tuple[DatedValue, ...]
    least: float | None = None
    most: float | None = None
    words: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """The file that it stands in."""
        return self.name.partition(".")[0]

    def on(self, day: date) -> DatedValue | None:
        """The value that holds on a day; None where the first value starts later."""
        return next((value for value in reversed(self.values) if value.valid_from <= day), None)

    def fitted(self, given: Any) -> Value:
        """A given value as a value of this parameter, or `UnfitError`. Texts are read, so that a command line can give them.

        >>> months = Parameter("a.b", "", "", "maanden", ValueKind.COUNT, (), 0, 36)
        >>> months.fitted("12"), months.fitted(9.0)
        (12, 9)
        """
        value: Value = _READERS[self.kind](given)
        if self.kind is ValueKind.WORD and self.words and value not in self.words:
            raise UnfitError("parameters.word")
        for number in value if isinstance(value, tuple) else (value,):
            if isinstance(number, int | float) and not self._within(number):
                raise UnfitError("parameters.bounds")
        return value

    def _within(self, number: float) -> bool:
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)


def _number(given: Any) -> float:
    """A finite number from a number or from text with a decimal point or comma."""
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise UnfitError("parameters.number")
    try:
        number = float(given.strip().replace(",", ".") if isinstance(given, str) else given)
    except ValueError:
        raise UnfitError("parameters.number") from None
    if not math.isfinite(number):
        raise UnfitError("parameters.number")
    return number


def _count(given: Any) -> int:
    number = _number(given)
    if number != int(number):
        raise UnfitError("parameters.count")
    return int(number)


def _share(given: Any) -> float:
    percent = isinstance(given, str) and given.strip().endswith("%")
    number = _number(given.strip()[:-1]) / 100 if percent else _number(given)
    if not 0 <= number <= 1:
        raise UnfitError("parameters.share")
    return number


def _flag(given: Any) -> bool:
    words = {"ja": True, "yes": True, "true": True, "nee": False, "no": False, "false": False}
    if isinstance(given, bool):
        return given
    if not isinstance(given, str) or given.strip().lower() not in words:
        raise UnfitError("parameters.flag")
    return words[given.strip().lower()]


def _word(given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise UnfitError("parameters.word")
    return given.strip()


def _bounds(given: Any) -> tuple[int, ...]:
    parts = given.replace(";", " ").split() if isinstance(given, str) else given
    if not isinstance(parts, list | tuple):
        raise UnfitError("parameters.ascending")
    numbers = tuple(_count(part) for part in parts)
    if list(numbers) != sorted(set(numbers)):
        raise UnfitError("parameters.ascending")
    return numbers


_READERS: Mapping[ValueKind, Any] = {
    ValueKind.COUNT: _count,
    ValueKind.DECIMAL: _number,
    ValueKind.SHARE: _share,
    ValueKind.FLAG: _flag,
    ValueKind.WORD: _word,
    ValueKind.BOUNDS: _bounds,
}
