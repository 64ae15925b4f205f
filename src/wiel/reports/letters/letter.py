"""What a letter consists of: parts of runs of text, of which some are fields that somebody must still fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

OPEN, CLOSE = "\u27e6", "\u27e7"
FIELD = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; `open` is a field to be filled in, which is marked."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading above the parts that follow."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; `quiet` for a remark beside the matter."""

    runs: tuple[Run, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list in order, counted from one."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads and rows of cells. Every row is as long as the heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Part = Heading | Prose | Bullets | Numbered | Grid


@dataclass(frozen=True, slots=True)
class Letter:
    """A document: the name of its file without suffix, title, the warning that every page carries, language, date and parts."""

    name: str
    title: str
    warning: str
    language: str
    made_for: date
    parts: tuple[Part, ...]

    def runs(self) -> Iterator[Run]:
        """Every run of text, in order."""
        for part in self.parts:
            match part:
                case Heading():
                    yield Run(part.text)
                case Prose():
                    yield from part.runs
                case Bullets() | Numbered():
                    for item in part.items:
                        yield from item
                case Grid():
                    for row in part.rows:
                        for cell in row:
                            yield from cell

    @property
    def open_fields(self) -> tuple[str, ...]:
        """What somebody must still fill in, in order."""
        return tuple(run.text for run in self.runs() if run.open)


def field(what: str) -> str:
    """A field to be filled in, as it may stand in the values of a sentence.

    >>> runs("op " + field("datum")), plain("⟦x⟧")
    ((Run(text='op ', open=False), Run(text='datum', open=True)), 'x')
    """
    return f"{OPEN}{plain(what)}{CLOSE}"


def plain(text: str) -> str:
    """Text of others without the marks of a field."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def runs(text: str) -> tuple[Run, ...]:
    """A sentence as runs of text and fields.

    >>> [run.open for run in runs("⟦a⟧, b en ⟦c⟧")]
    [True, False, True]
    """
    pieces = FIELD.split(text)
    return tuple(Run(piece, bool(i % 2)) for i, piece in enumerate(pieces) if piece)
