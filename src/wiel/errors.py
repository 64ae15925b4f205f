"""The few exceptions of Wiel. Each carries a sentence (what is wrong), a remedy (what to do) and a place."""

from dataclasses import dataclass
from typing import Protocol


class Spoken(Protocol):
    """A sentence that can be said in a language; `wiel.texts.Sentence` is one."""

    @property
    def key(self) -> str:
        """The identifier of the sentence, such as ``workbook.truncated``."""
        ...

    def message(self, language: str) -> str:
        """What is the case."""
        ...

    def remedy(self, language: str) -> str:
        """What to do about it."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, sheet, row as the user counts it (the header is row 1), column as the user named it.

    >>> str(Place(file="lijst.csv", row=88, column="Jaarbedrag"))
    'lijst.csv, 88, Jaarbedrag'
    """

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = (self.file, self.sheet, None if self.row is None else str(self.row), self.column)
        return ", ".join(part for part in parts if part is not None)


class WielError(Exception):
    """Something that stops the work. `exit_status` is what the command line returns."""

    exit_status = 1

    def __init__(self, sentence: Spoken, place: Place | None = None) -> None:
        super().__init__(sentence, place)
        self.sentence = sentence
        self.place = place or Place()

    def __str__(self) -> str:
        where = str(self.place)
        return (f"{where}: " if where else "") + f"{self.sentence.message('en')} {self.sentence.remedy('en')}".strip()


class InputRefused(WielError):
    """A file, folder or table that cannot be used as a whole; nothing was made."""


class InvalidProblem(WielError):
    """A mathematical problem that has no meaning as given: a missing coalition, a key that sums to zero, NaN."""

    exit_status = 2


class Infeasible(WielError):
    """Demands that cannot hold together; `conflict` names an irreducible set of them."""

    exit_status = 2

    def __init__(self, sentence: Spoken, conflict: tuple[str, ...] = (), place: Place | None = None) -> None:
        super().__init__(sentence, place)
        self.conflict = conflict


class WrongUse(WielError):
    """An option, name or combination that does not exist."""

    exit_status = 2
