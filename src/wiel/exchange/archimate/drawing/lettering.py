"""How wide is a text, where does it break, and how large may it be to fit in a box?"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

FAMILY = "Segoe UI, Noto Sans, Liberation Sans, Helvetica Neue, Arial, sans-serif"
LINE = 1.2
"""Distance between lines, in the size of the letter."""

REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 "
    "584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 "
    "278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 "
    "500 334 260 334 584"
)
BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 "
    "584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 "
    "278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 "
    "500 389 280 389 584"
)
MARGIN = 1.06
"""The widths are those of Helvetica (Adobe, Core 14 font metrics); Noto Sans runs up to six per cent wider."""

SMALLEST, READABLE, STEP = 2.0, 8.0, 0.5
BREAK_AFTER = "-/_.:"


def _table(widths: str) -> dict[str, float]:
    return {chr(code): int(width) / 1000 for code, width in enumerate(widths.split(), 32)}


WIDTHS = {False: _table(REGULAR), True: _table(BOLD)}


@lru_cache(maxsize=4096)
def _letter(letter: str, bold: bool) -> float:
    """The width of one letter in ems; a letter with an accent is as wide as without."""
    table = WIDTHS[bold]
    plain = unicodedata.normalize("NFD", letter)[:1]
    if plain in table:
        return table[plain]
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "Sm" else 0.61


@lru_cache(maxsize=16384)
def ems(text: str, bold: bool = False) -> float:
    """The width of a text, in the size of its letter.

    >>> round(ems("ii"), 2), round(ems("WW"), 2)
    (0.47, 2.0)
    """
    return MARGIN * sum(_letter(letter, bold) for letter in text)


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text in lines and the size at which it fits; `whole` tells that no word had to be broken."""

    lines: tuple[str, ...]
    size: float
    whole: bool = True

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * LINE


def fit(text: str, width: float, height: float, size: float, bold: bool = False) -> Lettering:
    """The largest lettering, at most `size`, that fits; words are broken only where else it would be unreadably small.

    >>> fit("Zaak afhandelen", 60, 40, 12)
    Lettering(lines=('Zaak', 'afhandelen'), size=11.0, whole=True)
    >>> fit("Zaak", 200, 40, 12).size
    12
    """
    for smallest, breaking in ((min(READABLE, size), False), (min(READABLE, size), True), (SMALLEST, False), (SMALLEST, True)):
        now = size
        while now >= smallest:
            lines = wrap(text, width / now, bold, breaking)
            if lines is not None and len(lines) * now * LINE <= height:
                return Lettering(lines, now, not breaking)
            now -= STEP
    return Lettering(wrap(text, width / SMALLEST, bold, True) or tuple(text.splitlines()) or ("",), SMALLEST, False)


def wrap(text: str, width: float, bold: bool, breaking: bool) -> tuple[str, ...] | None:
    """A text in lines of at most `width` ems; None where a word does not fit and may not be broken, or a letter is too wide."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for piece in _pieces(paragraph):
            if ems((line + piece).rstrip(), bold) <= width:
                line += piece
                continue
            if line.strip():
                lines.append(line.rstrip())
            line = piece.lstrip()
            if ems(line.rstrip(), bold) > width:
                if not breaking:
                    return None
                parts = _broken(line, width, bold)
                if any(ems(part, bold) > width for part in parts):
                    return None
                *broken, line = parts
                lines.extend(broken)
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(paragraph: str) -> Iterator[str]:
    """Words with the space behind them; a long word may also end after a hyphen or a slash."""
    word = ""
    for letter in paragraph:
        word += letter
        if letter == " " or (letter in BREAK_AFTER and len(word) > 3):
            yield word
            word = ""
    if word:
        yield word


def _broken(word: str, width: float, bold: bool) -> list[str]:
    """A word cut in parts that fit, each but the last with a hyphen."""
    parts, part = [], ""
    for letter in word:
        if part and ems(part + letter + "-", bold) > width:
            parts.append(part + "-")
            part = ""
        part += letter
    return [*parts, part]
