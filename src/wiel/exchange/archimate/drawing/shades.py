"""The colours of a view: those of the model in light, their dark counterparts, and letters that stay readable on both."""

import colorsys
from collections.abc import Mapping
from types import MappingProxyType

from wiel.exchange.archimate.model import Colour

PAPER, DARK_PAPER = "#ffffff", "#12181f"
INK, DARK_INK = "#17212b", "#e9edf0"
BLACK = "#000000"
MUTED, DARK_MUTED = "#4a5763", "#aab6c0"
EDGE, DARK_EDGE = "#5c6670", "#83919d"
PLATE, DARK_PLATE = "#e3eff7", "#17344b"

READABLE, VISIBLE = 4.5, 3.0
"""Contrast that letters and marks need (WCAG 2.2, 1.4.3 and 1.4.11)."""

FILL: Mapping[str, str] = MappingProxyType(
    {
        "strategy": "#f5deaa",
        "business": "#ffffb5",
        "application": "#b5ffff",
        "technology": "#c9e7b7",
        "physical": "#c9e7b7",
        "motivation": "#ccccff",
        "implementation": "#ffe0e0",
        "composite": "#ffffff",
        "junction": "#17212b",
        "group": "#eef1f2",
        "note": "#ffffff",
        "": "#ffffff",
    }
)
"""Fill per layer where the model gives none: the customary colours of ArchiMate."""


def rgb(shade: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1.

    >>> rgb("#ff0000")
    (1.0, 0.0, 0.0)
    """
    red, green, blue = (int(shade[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def shade_of(red: float, green: float, blue: float) -> str:
    """The colour as the web writes it."""
    return Colour(*(round(255 * min(max(part, 0), 1)) for part in (red, green, blue))).hexadecimal


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2).

    >>> round(contrast("#ffffff", "#000000"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(shade: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(shade)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def dark_fill(shade: str) -> str:
    """The dark counterpart of a fill: the same hue, light becomes dark, never so bright that light letters drown.

    >>> dark_fill("#ffffff"), contrast(dark_fill("#ffff00"), DARK_INK) > READABLE
    ('#1e2124', True)
    """
    hue, light, full = colorsys.rgb_to_hls(*rgb(shade))
    if full < 0.03:
        hue, full = 0.58, 0.08
    dark = 0.13 + (1 - light) * 0.3
    while True:
        result = shade_of(*colorsys.hls_to_rgb(hue, dark, min(full, 0.45)))
        if contrast(result, DARK_INK) >= READABLE or dark < 0.1:
            return result
        dark -= 0.02


def letters_on(fill: str, wished: str | None = None) -> str:
    """The colour of letters on a fill: the wished one where it can be read, else ink or paper."""
    for shade in (wished, INK, PAPER):
        if shade is not None and contrast(shade, fill) >= READABLE:
            return shade
    # On middle grey neither can be read; black always can where white cannot.
    return BLACK


def line_on_paper(wished: str | None) -> str:
    """The colour of a line between boxes: the wished one where it can be seen, else muted ink."""
    return wished if wished is not None and contrast(wished, PAPER) >= VISIBLE else MUTED


def dark_line(shade: str) -> str:
    """A line in dark: coloured lines keep their hue, grey ones become light grey."""
    hue, _, full = colorsys.rgb_to_hls(*rgb(shade))
    return DARK_MUTED if full < 0.3 else shade_of(*colorsys.hls_to_rgb(hue, 0.7, min(full, 0.7)))
