"""How the caller follows and stops long work."""

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
