"""Small shapes that stand beside a word: severity, level, class mark and the wheel of the wordmark. Never without their word."""

from collections.abc import Callable
from math import cos, pi, sin

from wiel.quantities import Confidentiality
from wiel.reports.theme import palette

Colour = Callable[[str], str]
SPOKES = 10


def on_page(token: str) -> str:
    """A colour on a web page follows the scheme of the page."""
    return f"var(--{token})"


def on_paper(token: str) -> str:
    """A colour on paper."""
    return palette()[token]


def _svg(body: str, size: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="{size}" height="{size}" aria-hidden="true">{body}</svg>'


def severity(name: str, colour: Colour) -> str:
    """Octagon with a cross for an error, triangle with a bar for a warning, disc with an i for information."""
    ground, sign = colour(name), f'stroke="{colour("paper")}" stroke-width="2.2" stroke-linecap="round" fill="none"'
    bodies = {
        "error": f'<path d="M6 1h8l5 5v8l-5 5H6l-5-5V6z" fill="{ground}"/><path d="M7 7l6 6M13 7l-6 6" {sign}/>',
        "warning": f'<path d="M10 1.5L19 18H1z" fill="{ground}"/><path d="M10 7.5v4.5M10 15v.1" {sign}/>',
        "info": f'<circle cx="10" cy="10" r="9" fill="{ground}"/><path d="M10 9.5v5M10 5.7v.1" {sign}/>',
    }
    return _svg(bodies[name], 16)


def level(name: str, colour: Colour) -> str:
    """Circle green, triangle yellow, diamond orange, octagon red; outlined in ink."""
    look = f'fill="{colour(f"level-{name}")}" stroke="{colour("ink")}" stroke-width="1.3"'
    bodies = {
        "green": f'<circle cx="10" cy="10" r="8.5" {look}/>',
        "yellow": f'<path d="M10 2l9 16H1z" {look}/>',
        "orange": f'<path d="M10 1l9 9-9 9-9-9z" {look}/>',
        "red": f'<path d="M6 1h8l5 5v8l-5 5H6l-5-5V6z" {look}/>',
    }
    return _svg(bodies[name], 16)


def class_mark(level: Confidentiality, colour: Colour) -> str:
    """An empty, half or full circle."""
    ink = colour("paper" if level == Confidentiality.VERTROUWELIJK else "ink")
    ring = f'<circle cx="10" cy="10" r="7.5" fill="none" stroke="{ink}" stroke-width="2"/>'
    fills = {
        Confidentiality.OPENBAAR: "",
        Confidentiality.INTERN: f'<path d="M10 2.5a7.5 7.5 0 0 0 0 15z" fill="{ink}"/>',
        Confidentiality.VERTROUWELIJK: f'<circle cx="10" cy="10" r="7.5" fill="{ink}"/>',
    }
    return _svg(ring + fills[level], 14)


def wheel(colour: Colour) -> str:
    """The wheel: rim, hub and ten spokes."""
    angles = (2 * pi * i / SPOKES for i in range(SPOKES))
    ends = (f"M{10 + 2.7 * cos(a):.2f} {10 + 2.7 * sin(a):.2f}L{10 + 8.2 * cos(a):.2f} {10 + 8.2 * sin(a):.2f}" for a in angles)
    return _svg(
        f'<g fill="none" stroke="{colour("accent")}"><circle cx="10" cy="10" r="8.8" stroke-width="1.9"/>'
        f'<circle cx="10" cy="10" r="2.1" stroke-width="1.3"/><path d="{"".join(ends)}" stroke-width="1.25"/></g>',
        20,
    )
