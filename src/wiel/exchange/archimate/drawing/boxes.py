"""What one box of a view looks like: outline, colours, sign, and its words at a size that fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from wiel.exchange.archimate.drawing import shades
from wiel.exchange.archimate.drawing.icons import ICONS
from wiel.exchange.archimate.drawing.lettering import LINE, Lettering, ems, fit
from wiel.exchange.archimate.drawing.outlines import FOLD, STADIUM, corner, inset
from wiel.exchange.archimate.model import Font, Node, Style
from wiel.exchange.archimate.vocabulary import LAYER

POINT = 4 / 3
"""Pixels in a point: the exchange format gives letters in points and places in pixels of 1/96 inch."""
DEFAULT_POINTS = 9.0
ICON = 19.0
"""What the sign in the corner takes in width and height."""
NARROW, LOW = 40.0, 8.0
"""Room smaller than this is not used for words."""
LIST_SIZE, LIST_SMALLEST = 12.0, 7.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where words may stand: left, top, width, height; `at` is top, middle or bottom; `align` start, middle or end."""

    x: float
    y: float
    width: float
    height: float
    at: str = "middle"
    align: str = "middle"


@dataclass(frozen=True, slots=True)
class Words:
    """Lettering at its place: `x` of the anchor, `y` of the top of the block."""

    lettering: Lettering
    x: float
    y: float
    align: str
    bold: bool = False
    italic: bool = False

    @property
    def width(self) -> float:
        """The widest line, in pixels."""
        return max(ems(line, self.bold) for line in self.lettering.lines) * self.lettering.size

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and foot."""
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.align] * self.width
        return left, self.y, left + self.width, self.y + self.lettering.height


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a box, each as light and dark."""

    fill: tuple[str, str]
    line: tuple[str, str]
    letters: tuple[str, str]
    opacity: float = 1.0


def look(node: Node, kind: str) -> Look:
    """The colours that the model gives a box, or those of its layer."""
    style = node.style or Style()
    layer = {"Container": "group", "Label": "note"}.get(kind) or LAYER.get(kind, "")
    fill = style.fill.hexadecimal if style.fill else shades.FILL[layer]
    opacity = 1.0 if style.fill is None or style.fill.opacity is None else style.fill.opacity / 100
    seen = fill if opacity > 0.5 else shades.PAPER
    line = style.line.hexadecimal if style.line else shades.EDGE
    font = style.font or Font()
    letters = shades.letters_on(seen, font.colour.hexadecimal if font.colour else None)
    dark = shades.dark_fill(fill)
    # A border in the colour of the box itself is meant not to be seen, in dark as well.
    dark_line = dark if line == fill else shades.DARK_EDGE
    return Look((fill, dark), (line, dark_line), (letters, shades.DARK_INK), opacity)


def words(node: Node, kind: str, text: str, raised: bool = False) -> Words:
    """The words of a box, as large as the model wants and its room allows; `raised` puts them at the top."""
    font = (node.style or Style()).font or Font()
    size = _points(font.size) * POINT
    bold, italic = "bold" in (font.style or ""), "italic" in (font.style or "")
    area, lettering = _best(_areas(node, kind, raised), text, size, bold)
    placed = _placed(lettering, area, bold, italic)
    if has_icon(node, kind) and _touches_icon(placed, node, kind):
        narrow = Area(area.x, area.y, icon_place(node, kind)[0] - 3 - area.x, area.height, area.at, area.align)
        beside = fit(text, narrow.width, narrow.height, size, bold)
        if beside.whole or not lettering.whole:
            return _placed(beside, narrow, bold, italic)
    return placed


def _best(areas: Sequence[Area], text: str, size: float, bold: bool) -> tuple[Area, Lettering]:
    """The first area in which the words have their wished size, else the one in which they are largest."""
    tried = []
    for area in areas:
        lettering = fit(text, area.width, area.height, size, bold)
        if lettering.size == size and lettering.whole:
            return area, lettering
        tried.append((area, lettering))
    return max(tried, key=lambda pair: (pair[1].whole, pair[1].size))


def _points(size: str | None) -> float:
    try:
        points = float(size or DEFAULT_POINTS)
    except ValueError:
        return DEFAULT_POINTS
    return points if 1 <= points <= 200 else DEFAULT_POINTS


def icon_place(node: Node, kind: str) -> tuple[float, float]:
    """Where the sign stands: in the top right corner, away from a round or cut one."""
    away = {"round": (4.0, 1.0), "cut": (4.0, 2.0)}.get(corner(kind), (0.0, 0.0))
    if corner(kind) == "stadium":
        away = (min(STADIUM, node.height / 2) * 0.45, min(STADIUM, node.height / 2) * 0.12)
    return node.x + node.width - 16 - away[0], node.y + 3 + away[1]


def has_icon(node: Node, kind: str) -> bool:
    """Whether the sign of the type has room in the corner."""
    return kind in ICONS and node.width >= 60 and node.height >= 26


def _touches_icon(placed: Words, node: Node, kind: str) -> bool:
    left, top, right, _ = placed.extent
    x, y = icon_place(node, kind)
    return right > x - 2 and top < y + ICON - 5 and left < x


def _placed(lettering: Lettering, area: Area, bold: bool, italic: bool) -> Words:
    free = area.height - lettering.height
    y = area.y + {"top": 0.0, "middle": max(free / 2, 0.0), "bottom": max(free, 0.0)}[area.at]
    x = area.x + {"start": 0.0, "middle": area.width / 2, "end": area.width}[area.align]
    return Words(lettering, x, y, area.align, bold, italic)


def _areas(node: Node, kind: str, raised: bool = False) -> Sequence[Area]:
    """The room for words: all of a box, or what its nested boxes leave free above, below and beside them."""
    side = inset(kind, node.height)
    x, width = node.x + side, max(node.width - 2 * side, 4.0)
    top, foot = node.y + 2.0, node.y + node.height - 2.0
    native = dict(node.attributes)
    align = {"1": "start", "2": "middle", "4": "end"}.get(
        native.get("textAlignment", ""), "start" if kind in ("Container", "Label") else "middle"
    )
    if not node.nodes:
        at = {"0": "top", "1": "middle", "2": "bottom"}.get(native.get("textPosition", ""))
        foot -= FOLD / 3 if kind == "Label" else 0.0
        usual = "top" if native or kind in ("Container", "Label") else "middle"
        return (Area(x, top, width, max(foot - top, 4.0), "top" if raised else at or usual, align),)
    above = min(child.y for child in node.nodes)
    below = max(child.y + child.height for child in node.nodes)
    left = min(child.x for child in node.nodes)
    right = max(child.x + child.width for child in node.nodes)
    areas = (
        Area(x, top, width, above - top - 1, "top", align),
        Area(x, below + 1, width, foot - below - 1, "middle", align),
        Area(x, top, left - x - 2, foot - top, "middle", align),
        Area(right + 2, top, x + width - right - 2, foot - top, "middle", align),
    )
    roomy = tuple(area for area in areas if area.width >= NARROW and area.height >= LOW)
    return roomy or (Area(x, top, width, max(above - top - 1, LOW), "top", align),)


def listing(node: Node, names: Sequence[str], placed: Words) -> Words | None:
    """The names of one's own applications below the words of a box; None where they have no room at a readable size."""
    if node.nodes:
        return None
    top = placed.extent[3] + 2
    side = 5.0
    width, height = node.width - 2 * side, node.y + node.height - 3 - top
    if width < 20 or height < LIST_SMALLEST * LINE:
        return None
    lettering = fit(", ".join(names), width, height, LIST_SIZE)
    if lettering.size < LIST_SMALLEST:
        return None
    return Words(lettering, node.x + node.width / 2, top, "middle")
