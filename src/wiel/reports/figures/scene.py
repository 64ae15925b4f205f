"""A figure as a list of marks at exact places, from which page, PDF and picture are drawn.

Lengths are pixels of 0.75 pt on paper, so that text of 10 is 7.5 pt: the smallest that may be printed. Colours are names of tokens.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from wiel.reports.theme import WEB_FONT_MARGIN, text_width

POINTS_PER_PIXEL = 0.75
SMALLEST_TEXT = 10.0
PORTRAIT_WIDTH, LANDSCAPE_WIDTH, LANDSCAPE_HEIGHT = 656.0, 1046.0, 566.0
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `hatched` fills it with the lines that mean unknown."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    radius: float = 0.0
    hatched: bool = False
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = "line"
    width: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A dot or, without fill, a ring."""

    x: float
    y: float
    radius: float
    fill: str = "paper"
    stroke: str | None = None
    stroke_width: float = 1.5


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text. `anchor` is start, middle or end; `turned` text reads upwards.

    Where `room` is given, the text is cut off with an ellipsis if it does not fit in the typeface of the medium; `tail` always stays.
    """

    x: float
    y: float
    text: str
    size: float = 12.0
    fill: str = "ink"
    anchor: str = "start"
    bold: bool = False
    turned: bool = False
    room: float | None = None
    tail: str = ""


Mark = Rect | Line | Circle | Text


@dataclass(frozen=True, slots=True)
class Scene:
    """Marks on an area, drawn in order."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def texts(self) -> Iterable[Text]:
        """Every text in the picture."""
        return (mark for mark in self.marks if isinstance(mark, Text))


def even(height: float) -> float:
    """The height as an even number of pixels, so that a picture of one and a half times the size has whole pixels too.

    >>> even(211.2), even(212)
    (212.0, 212.0)
    """
    return 2.0 * ceil(height / 2)


def fitting(text: str, width: float, size: float, bold: bool = False, margin: float = WEB_FONT_MARGIN) -> str:
    """The text, cut off with an ellipsis where it does not fit the width.

    >>> fitting("Burgerzaken", 500, 12), fitting("Burgerzaken", 40, 12)
    ('Burgerzaken', 'Burg…')
    """
    if text_width(text, size, bold, margin) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        shorter = text[:end].rstrip() + ELLIPSIS
        if text_width(shorter, size, bold, margin) <= width:
            return shorter
    return ELLIPSIS


def wrapped(text: str, width: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """The text on at most so many lines, broken between words; the last is cut off where it does not fit.

    >>> wrapped("Fysieke leefomgeving", 80, 11.5)
    ('Fysieke', 'leefomgeving')
    """
    words, found = text.split(), [""]
    for word in words:
        longer = f"{found[-1]} {word}".strip()
        if text_width(longer, size) <= width or not found[-1] or len(found) == lines:
            found[-1] = longer
        else:
            found.append(word)
    return tuple(fitting(line, width, size) for line in found)


def unknown_box(x: float, y: float, width: float, height: float, word: str, size: float = 10.5) -> tuple[Mark, ...]:
    """Hatching with the word on a plate; a question mark where the word cannot fit."""
    shown = word if text_width(word, size) <= width - 4 else "?"
    plate = min(width - 2, text_width(shown, size) + 4)
    centre = x + width / 2
    return (
        Rect(x, y, width, height, stroke="hatch", stroke_width=0.8, hatched=True),
        Rect(centre - plate / 2, y + 2, plate, height - 4, fill="paper"),
        Text(centre, y + height / 2 + size * 0.34, shown, size, anchor="middle"),
    )
