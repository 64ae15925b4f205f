"""The legend of a figure: swatches with words, on as many lines as they need."""

from dataclasses import dataclass

from wiel.reports.figures.scene import Circle, Mark, Rect, Text
from wiel.reports.theme import text_width

SIZE, LINE_HEIGHT, GAP, SWATCH, SMALL_SWATCH = 11.5, 21.0, 16.0, 26.0, 14.0


@dataclass(frozen=True, slots=True)
class Key:
    """One entry: a swatch (fill, hatching, thick frame or dot) with a word; `lead` alone is a bold word without swatch."""

    word: str
    fill: str | None = None
    hatched: bool = False
    framed: bool = False
    dot: str | None = None
    lead: bool = False
    aside: str = ""
    swatch: float = SWATCH

    @property
    def width(self) -> float:
        """The room that the entry takes."""
        swatch = 0.0 if self.lead or self.aside else 20.0 if self.dot else self.swatch + 6
        aside = text_width(self.aside, SIZE) + 5 if self.aside else 0.0
        return swatch + aside + text_width(self.word, SIZE, self.lead)


def legend(keys: tuple[Key, ...], y: float, width: float, left: float = 0.0) -> tuple[tuple[Mark, ...], float]:
    """The marks of a legend from height `y` and place `left` on, and the height below it."""
    marks: list[Mark] = []
    x = left
    for key in keys:
        if x > left and x + key.width > left + width:
            x, y = left, y + LINE_HEIGHT
        marks += _entry(key, x, y)
        x += key.width + GAP
    return tuple(marks), y + LINE_HEIGHT


def _entry(key: Key, x: float, y: float) -> list[Mark]:
    base = y + 12.0
    if key.lead:
        return [Text(x, base, key.word, SIZE, bold=True)]
    if key.aside:
        after = x + text_width(key.aside, SIZE) + 5
        return [Text(x, base, key.aside, SIZE, fill="muted"), Text(after, base, key.word, SIZE)]
    if key.dot:
        ring = key.dot == "ring"
        dot = Circle(x + 7, y + 8, 4.4 if ring else 5, "paper" if ring else "share4", "ink" if ring else None)
        return [dot, Text(x + 18, base, key.word, SIZE)]
    stroke, thick = ("ink", 2.4) if key.framed else ("edge", 0.9)
    frame = Rect(x + 1, y + 2, key.swatch - 2, 12, key.fill, stroke, thick, hatched=key.hatched)
    return [frame, Text(x + key.swatch + 6, base, key.word, SIZE)]
