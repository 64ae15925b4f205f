"""Reads a TOML table strictly: every key is known, every value has its type, and what is wrong is said with what may stand there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wiel.errors import InputRefused, Place
from wiel.texts import Sentence

# A count above this is a slip of the finger, and more than a column of whole numbers holds.
MOST = 10**12


@dataclass(frozen=True, slots=True)
class StrictTable:
    """One table of a TOML file: `name` is how the user finds it there, such as ``[[file]] 2``.

    >>> table = StrictTable({"path": "lijst.csv"}, "[[file]] 1", "region.toml", known=("path", "member"))
    >>> table.text("path"), table.text("member")
    ('lijst.csv', None)
    """

    values: Mapping[str, Any]
    name: str
    file: str
    known: tuple[str, ...]

    def __post_init__(self) -> None:
        if strange := sorted(set(self.values) - set(self.known)):
            raise self.refused("region.unknown-key", names=strange, known=self.known)

    @property
    def place(self) -> Place:
        """The table in the file."""
        return Place(self.file, self.name)

    def refused(self, key: str, **values: Any) -> InputRefused:
        """The error that names this table as its place."""
        return InputRefused(Sentence(key, {"where": self.name, **values}), self.place)

    def _value(self, key: str, types: tuple[type, ...], expected: str) -> Any:
        value = self.values.get(key)
        # A TOML boolean is an int for Python, but not for who wrote it.
        if value is not None and (not isinstance(value, types) or (isinstance(value, bool) and bool not in types)):
            raise self.refused(f"region.not-{expected}", name=key)
        return value

    def text(self, key: str) -> str | None:
        """Words, or None where the key is absent; blank words are refused."""
        value: str | None = self._value(key, (str,), "text")
        if value is not None and not value.strip():
            raise self.refused("region.empty", name=key)
        return None if value is None else value.strip()

    def needed_text(self, key: str) -> str:
        """Words that must be there."""
        value = self.text(key)
        if value is None:
            raise self.refused("region.missing-key", name=key)
        return value

    def day(self, key: str) -> date | None:
        """A date without a time."""
        value: date | None = self._value(key, (date,), "day")
        if isinstance(value, datetime):
            raise self.refused("region.not-day", name=key)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where the key is absent."""
        return bool(self._value(key, (bool,), "flag"))

    def count(self, key: str) -> int | None:
        """A whole number of one or more."""
        value: int | None = self._value(key, (int,), "count")
        if value is not None and not 1 <= value <= MOST:
            raise self.refused("region.not-count", name=key)
        return value

    def number(self, key: str) -> int | float | None:
        """A number of zero or more."""
        value: int | float | None = self._value(key, (int, float), "number")
        if value is not None and not 0 <= value < float("inf"):
            raise self.refused("region.not-number", name=key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words; one word may stand without brackets."""
        value = self._value(key, (str, list), "list")
        listed: Sequence[Any] = [value] if isinstance(value, str) else value or []
        if not all(isinstance(word, str) and word.strip() for word in listed):
            raise self.refused("region.not-list", name=key)
        return tuple(word.strip() for word in listed)

    def table(self, key: str, known: tuple[str, ...]) -> "StrictTable":
        """A table inside this one; empty where it is absent."""
        return StrictTable(self._value(key, (dict,), "table") or {}, f"[{key}]", self.file, known)

    def tables(self, key: str, known: tuple[str, ...]) -> list["StrictTable"]:
        """The tables that stand under a doubled heading, in order."""
        value = self._value(key, (list,), "tables") or []
        if not all(isinstance(entry, dict) for entry in value):
            raise self.refused("region.not-tables", name=key)
        return [StrictTable(entry, f"[[{key}]] {n}", self.file, known) for n, entry in enumerate(value, start=1)]
