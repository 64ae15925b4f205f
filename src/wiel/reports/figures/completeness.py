"""Draws how much of what was asked is known: a bar per row of known, hatched unknown and invalid, with its percentage."""

from collections.abc import Iterator
from dataclasses import dataclass

from wiel.reports.figures.scene import Line, Mark, Rect, Text, unknown_box

SIZE, SMALL, BAR = 12.0, 11.0, 12.0


@dataclass(frozen=True, slots=True)
class Filled:
    """How many cells of a row are known, unknown and invalid."""

    known: int
    unknown: int
    invalid: int = 0

    @property
    def cells(self) -> int:
        """All cells that were asked for."""
        return self.known + self.unknown + self.invalid

    @property
    def share(self) -> float | None:
        """The known part; None where nothing was asked."""
        return self.known / self.cells if self.cells else None

    def percentage(self, nothing: str) -> str:
        """The known part in whole per cents, never 100% when something is missing.

        >>> Filled(199, 1).percentage("-"), Filled(3, 0).percentage("-"), Filled(0, 0).percentage("-")
        ('99%', '100%', '-')
        """
        return nothing if self.share is None else f"{int(self.share * 100)}%"


def bar(filled: Filled, x: float, y: float, width: float, word: str) -> Iterator[Mark]:
    """The bar of one row from `x` and centred on height `y`; wholly hatched with a word where nothing was delivered."""
    top = y - BAR / 2
    if not filled.cells:
        yield from unknown_box(x, top - 2, width, BAR + 4, word)
        return
    known, unknown = (width * part / filled.cells for part in (filled.known, filled.unknown))
    if filled.unknown:
        yield Rect(x + known, top, unknown, BAR, stroke="hatch", stroke_width=0.8, hatched=True)
    if filled.invalid:
        yield Rect(x + known + unknown, top, width - known - unknown, BAR, "loss", "paper", 0.6)
    if filled.known:
        yield Rect(x, top, known, BAR, "share4", "edge", 0.4)
    yield Rect(x, top, width, BAR, stroke="edge", stroke_width=0.6)


def numbered_row(name: str, numbers: tuple[tuple[float, str], ...], y: float, bold: bool = False) -> Iterator[Mark]:
    """A name at the left and numbers that end at their places."""
    yield Text(6, y + 4.2, name, SIZE, bold=bold, room=150)
    for x, word in numbers:
        yield Text(x, y + 4.2, word, SIZE, anchor="end", bold=bold)


def ruled(width: float, y: float, strong: bool = False) -> Line:
    """The rule below a row."""
    return Line(0, y, width, y, "ink" if strong else "line", 1.3 if strong else 0.7)
