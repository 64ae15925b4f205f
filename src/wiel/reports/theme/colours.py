"""The colours of `tokens.json`, as CSS custom properties, as typst definitions and as a palette."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

PRINT = "light"  # paper is always light


@cache
def palette(scheme: str = PRINT) -> Mapping[str, str]:
    """Colour per token in the scheme ``light`` or ``dark``.

    >>> palette()["ink"], palette("dark")["paper"]
    ('#17212B', '#12181F')
    """
    tokens = json.loads(files("wiel.reports.theme").joinpath("tokens.json").read_text(encoding="utf-8"))
    return MappingProxyType(tokens[scheme])


def as_css(scheme: str) -> str:
    """The colours of a scheme as CSS custom properties, with the matching colour scheme for controls of the browser.

    >>> as_css("light")[:36]
    'color-scheme:light;--paper:#FFFFFF;-'
    """
    return f"color-scheme:{scheme};" + "".join(f"--{name}:{colour};" for name, colour in palette(scheme).items())


def as_typst() -> str:
    """The colours for paper as a typst dictionary.

    >>> as_typst()[:38]
    '#let colour = (paper: rgb("#FFFFFF"), '
    """
    return "#let colour = (" + ", ".join(f'{name}: rgb("{colour}")' for name, colour in palette().items()) + ")\n"


def contrast(one: str, other: str) -> float:
    """How well can two colours be told apart? The contrast ratio of WCAG 2, from 1 (equal) to 21 (black on white).

    (L₁ + 0.05) / (L₂ + 0.05), L the relative luminance of sRGB. Source: WCAG 2.2, definitions of contrast ratio and relative luminance.

    >>> contrast("#000000", "#FFFFFF"), contrast("#17212B", "#17212B")
    (21.0, 1.0)
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
