"""A scene as SVG: with the reader's colours on a page, with the colours of paper in PDF and pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from wiel.reports.figures.figure import Figure
from wiel.reports.figures.scene import Circle, Line, Mark, Rect, Scene, Text, fitting
from wiel.reports.theme import FAMILY, PAPER_MARGIN, WEB_FONT_MARGIN, drawable, palette, text_width


@dataclass(frozen=True, slots=True)
class Medium:
    """How a medium writes a colour and a text, how wide its typeface is, and the name of its hatching."""

    colour: Callable[[str], str]
    spell: Callable[[str], str]
    margin: float
    hatch: str


def for_page(figure: Figure) -> str:
    """SVG for an HTML page: colours follow the scheme of the page; title and description are read aloud."""
    scene, name = figure.scene, figure.identifier
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" width="{_n(scene.width)}" '
        f'height="{_n(scene.height)}" role="img" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(figure.title)}</title><desc id="{name}-d">{escape(figure.description)}</desc>'
    )
    return head + _body(scene, Medium(lambda token: f"var(--{token})", str, WEB_FONT_MARGIN, f"{name}-h")) + "</svg>"


def for_paper(scene: Scene) -> str:
    """SVG for typst: literal colours and the typeface of the document."""
    colours = palette()
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}" width="{_n(scene.width)}" '
        f'height="{_n(scene.height)}" font-family="{FAMILY}">'
    )
    return head + _body(scene, Medium(lambda token: colours[token], drawable, PAPER_MARGIN, "h")) + "</svg>"


def _body(scene: Scene, medium: Medium) -> str:
    pattern = (
        f'<defs><pattern id="{medium.hatch}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="5" stroke="{medium.colour("hatch")}" stroke-width="1.5"/></pattern></defs>'
    )
    used = any(isinstance(mark, Rect) and mark.hatched for mark in scene.marks)
    return (pattern if used else "") + "".join(_mark(mark, medium) for mark in scene.marks)


def _mark(mark: Mark, medium: Medium) -> str:
    match mark:
        case Rect():
            return _rect(mark, medium)
        case Line():
            dash = ' stroke-dasharray="2 3"' if mark.dashed else ""
            return (
                f'<line x1="{_n(mark.x1)}" y1="{_n(mark.y1)}" x2="{_n(mark.x2)}" y2="{_n(mark.y2)}" '
                f'stroke="{medium.colour(mark.stroke)}" stroke-width="{_n(mark.width)}"{dash}/>'
            )
        case Circle():
            stroke = _stroke(mark.stroke, mark.stroke_width, medium)
            fill = medium.colour(mark.fill)
            return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(mark.radius)}" fill="{fill}"{stroke}/>'
        case Text():
            return _text(mark, medium)


def _rect(mark: Rect, medium: Medium) -> str:
    fill = f"url(#{medium.hatch})" if mark.hatched else medium.colour(mark.fill) if mark.fill else "none"
    radius = f' rx="{_n(mark.radius)}"' if mark.radius else ""
    dash = ' stroke-dasharray="5 4"' if mark.dashed else ""
    return (
        f'<rect x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.width)}" height="{_n(mark.height)}" fill="{fill}"'
        f"{_stroke(mark.stroke, mark.stroke_width, medium)}{radius}{dash}/>"
    )


def _text(mark: Text, medium: Medium) -> str:
    anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
    weight = ' font-weight="700"' if mark.bold else ""
    turn = f' transform="rotate(-90 {_n(mark.x)} {_n(mark.y)})"' if mark.turned else ""
    shown = mark.text
    if mark.room is not None:
        room = mark.room - text_width(mark.tail, mark.size, mark.bold, medium.margin)
        shown = fitting(mark.text, room, mark.size, mark.bold, medium.margin) + mark.tail
    return (
        f'<text x="{_n(mark.x)}" y="{_n(mark.y)}" font-size="{_n(mark.size)}" fill="{medium.colour(mark.fill)}"{anchor}{weight}{turn}>'
        f"{escape(medium.spell(shown), quote=False)}</text>"
    )


def _stroke(stroke: str | None, width: float, medium: Medium) -> str:
    return f' stroke="{medium.colour(stroke)}" stroke-width="{_n(width)}"' if stroke else ""


def _n(value: float) -> str:
    """A length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
