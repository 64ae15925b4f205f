"""How the caller follows and stops long work."""

from dataclasses import dataclass
from typing import Protocol


class Stopped(Exception):
    """The caller asked to stop and there is no answer yet."""


class Control(Protocol):
    """What an instrument tells and asks while it works."""

    def progress(self, done: int, of: int) -> None:
        """So much of the work is done."""
        ...

    def stopped(self) -> bool:
        """Whether the caller wants the best answer so far, now."""
        ...


class Quiet:
    """A control that shows nothing and never stops.

    >>> Quiet().stopped()
    False
    """

    def progress(self, done: int, of: int) -> None:
        """Nobody looks."""

    def stopped(self) -> bool:
        """Never."""
        return False


@dataclass(frozen=True, slots=True)
class Stage:
    """The control of one of several parts of the work: what is done within it counts as its share of the whole.

    >>> class Told(Quiet):
    ...     def progress(self, done: int, of: int) -> None:
    ...         print(done, of)
    >>> Stage(Told(), 2, 7).progress(1, 4)
    9 28
    """

    whole: Control
    number: int
    of: int

    def progress(self, done: int, of: int) -> None:
        """So much of this part is done."""
        self.whole.progress(self.number * of + done, self.of * of)

    def stopped(self) -> bool:
        """Whether the caller wants the best answer so far, now."""
        return self.whole.stopped()
