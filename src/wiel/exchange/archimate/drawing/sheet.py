"""Draws one view of a model as SVG."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from wiel.exchange.archimate import gemma
from wiel.exchange.archimate.drawing import arrows, boxes, outlines, shades
from wiel.exchange.archimate.drawing.boxes import Words
from wiel.exchange.archimate.drawing.icons import ICONS
from wiel.exchange.archimate.drawing.lettering import FAMILY, LINE, ems, fit
from wiel.exchange.archimate.drawing.palette import Palette
from wiel.exchange.archimate.drawing.routes import NESTING, Route, Routes, halfway
from wiel.exchange.archimate.identifiers import xml_name
from wiel.exchange.archimate.model import ArchimateModel, Connection, Element, Node, Relationship, Style, View, first_text
from wiel.exchange.archimate.pen import NOT_IN_XML
from wiel.exchange.archimate.vocabulary import JUNCTIONS, LAYER, RELATIONSHIPS
from wiel.texts import say

MARGIN = 12
LABEL_WIDTH, LABEL_SIZE = 130.0, 11.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a view is drawn: language of titles; with its own style sheet (with a nonce for a strict page) or without."""

    language: str = "nl"
    stylesheet: bool = True
    nonce: str | None = None


def svg(
    model: ArchimateModel,
    view: View,
    plotted: Mapping[str, Sequence[str]] | None = None,
    drawing: Drawing = Drawing(),
) -> str:
    """What does this view look like, with one's own applications on the reference components?

    Every box stands where the model puts it; words shrink until they fit and are never cut off. Each box carries its name,
    type and definition as a title, for the pointer and for screen readers. Light and dark follow the reader's setting.

    Args:
        plotted: names of applications by the Object ID or the identifier of the element they belong to.

    >>> node = Node("n", element="a", x=10, y=10)
    >>> model = ArchimateModel("m", elements=(Element("a", type="Node"),), views=(View("v", nodes=(node,)),))
    >>> svg(model, model.views[0])[:26], 'style="' in svg(model, model.views[0])
    ('<svg xmlns="http://www.w3.', False)
    """
    return _Sheet(model, view, plotted or {}, drawing).text()


@dataclass
class _Bounds:
    left: float = float("inf")
    top: float = float("inf")
    right: float = float("-inf")
    foot: float = float("-inf")

    def take(self, left: float, top: float, right: float, foot: float) -> None:
        """Grow to hold a rectangle."""
        self.left, self.top = min(self.left, left), min(self.top, top)
        self.right, self.foot = max(self.right, right), max(self.foot, foot)


@dataclass
class _Sheet:
    model: ArchimateModel
    view: View
    plotted: Mapping[str, Sequence[str]]
    drawing: Drawing
    palette: Palette = field(default_factory=Palette)
    bounds: _Bounds = field(default_factory=_Bounds)

    @cached_property
    def routes(self) -> Routes:
        """Where the connections of the view run."""
        return Routes.of(self.view)

    def text(self) -> str:
        """The whole drawing."""
        body = [*(self._box(node) for node in self.view.walk()), *self._lines()]
        if not body:
            self.bounds.take(0, 0, 100, 40)
        left, top = self.bounds.left - MARGIN, self.bounds.top - MARGIN
        width, height = self.bounds.right - left + MARGIN, self.bounds.foot - top + MARGIN
        name = _escaped(first_text(self.view.names, self.drawing.language))
        key = xml_name(self.view.identifier)
        paper = self.palette.use("f", shades.PAPER, shades.DARK_PAPER)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="archimate" role="graphics-document document" '
            f'aria-labelledby="{key}-title" aria-describedby="{key}-desc" lang="{self.drawing.language}" '
            f'width="{width:g}" height="{height:g}" viewBox="{left:g} {top:g} {width:g} {height:g}" font-family="{FAMILY}">'
            f'<title id="{key}-title">{name}</title><desc id="{key}-desc">{_escaped(self._description())}</desc>'
        )
        sheet = f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" {paper}/>'
        return "\n".join((head, *self._stylesheet(), sheet, *body, "</svg>"))

    def _stylesheet(self) -> Iterable[str]:
        if self.drawing.stylesheet:
            nonce = f' nonce="{_escaped(self.drawing.nonce)}"' if self.drawing.nonce else ""
            yield f"<style{nonce}>\n{self.palette.css()}\n</style>"

    def _description(self) -> str:
        nodes = sum(1 for _ in self.view.walk())
        told = say("archimate.view", self.drawing.language, name=self.view.name, nodes=nodes, lines=len(self.view.connections))
        return f"{told} {first_text(self.view.documentation, self.drawing.language)}".strip()

    def _box(self, node: Node) -> str:
        element = self.model.element.get(node.element or "")
        kind = element.type if element else "Container" if node.kind == "Container" or node.nodes else "Label"
        self.bounds.take(node.x, node.y, node.x + node.width, node.y + node.height)
        names = self._own(element)
        title = _escaped(self._title(node, element, names))
        key = f' data-element="{_escaped(gemma.object_id(self.model, element))}"' if element else ""
        if kind in JUNCTIONS:
            return f'<g role="graphics-symbol img"{key}><title>{title}</title>{self._junction(node, kind)}</g>'
        label = first_text(node.labels, self.drawing.language) or (
            first_text(element.names, self.drawing.language) if element else ""
        )
        return f'<g role="graphics-symbol img"{key}><title>{title}</title>{self._drawn(node, kind, label, names)}</g>'

    def _drawn(self, node: Node, kind: str, label: str, names: Sequence[str]) -> str:
        look = boxes.look(node, kind)
        words = boxes.words(node, kind, label)
        path = outlines.outline(kind, node.x, node.y, node.width, node.height, _tab(node, words))
        width = (node.style or Style()).line_width or 1
        more = "" if width == 1 else f' stroke-width="{width}"'
        more += "" if look.opacity == 1 else f' fill-opacity="{look.opacity:g}"'
        more += ' stroke-dasharray="6 3"' if kind == "Grouping" else ""
        parts = [f'<path d="{path}" {self.palette.pair(look.fill, look.line)}{more}/>']
        if boxes.has_icon(node, kind):
            x, y = boxes.icon_place(node, kind)
            place = f"translate({x:g} {y:g})"
            sign = self.palette.use("s", *look.letters, more="am-icon")
            parts.append(f'<path d="{ICONS[kind]}" transform="{place}" {sign} fill="none" stroke-width=".9"/>')
        parts.extend(self._words_and_names(node, words, boxes.words(node, kind, label, bool(names)), names, look.letters))
        return "".join(parts)

    def _words_and_names(
        self, node: Node, words: Words, raised: Words, names: Sequence[str], letters: tuple[str, str]
    ) -> Iterable[str]:
        """The words of a box; with one's own applications they move up to make room for the names."""
        if not names:
            yield self._words(words, letters)
            return
        listed = boxes.listing(node, names, raised)
        if listed is None:
            yield self._words(words, letters)
            yield self._badge(node, len(names))
            return
        yield self._words(raised, letters)
        left, top, right, foot = listed.extent
        plate = self.palette.pair((shades.PLATE, shades.DARK_PLATE), (shades.MUTED, shades.DARK_MUTED))
        yield (
            f'<rect x="{left - 3:.1f}" y="{top:.1f}" width="{right - left + 6:.1f}" height="{foot - top + 1:.1f}" rx="2" '
            f'stroke-width=".5" {plate}/>'
        )
        yield self._words(listed, (shades.INK, shades.DARK_INK))

    def _badge(self, node: Node, n: int) -> str:
        """A number in the corner, where the names have no room."""
        text = str(n)
        width = ems(text, True) * 10 + 8
        x, y = node.x + node.width - width + 4, node.y + node.height - 10
        self.bounds.take(x, y, x + width, y + 14)
        plate = self.palette.pair((shades.PLATE, shades.DARK_PLATE), (shades.MUTED, shades.DARK_MUTED))
        words = Words(fit(text, width, 14, 10, True), x + width / 2, y + 1, "middle", True)
        box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="14" rx="7" {plate}/>'
        return box + self._words(words, (shades.INK, shades.DARK_INK))

    def _words(self, words: Words, letters: tuple[str, str], halo: bool = False) -> str:
        """Lines of text; `halo` puts paper behind them."""
        size = words.lettering.size
        lines = "".join(
            f'<tspan x="{words.x:g}" y="{words.y + size * (turn * LINE + 0.93):.1f}">{_escaped(line)}</tspan>'
            for turn, line in enumerate(words.lettering.lines)
            if line
        )
        if not lines:
            return ""
        self.bounds.take(*words.extent)
        weight = (' font-weight="700"' if words.bold else "") + (' font-style="italic"' if words.italic else "")
        if halo:
            paint = self.palette.pair(letters, (shades.PAPER, shades.DARK_PAPER))
            paint += ' stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        else:
            paint = self.palette.use("f", *letters)
        return f'<text font-size="{size:g}" text-anchor="{words.align}"{weight} {paint}>{lines}</text>'

    def _junction(self, node: Node, kind: str) -> str:
        radius = min(node.width, node.height) / 2
        ink = (shades.INK, shades.DARK_INK)
        paint = self.palette.pair(ink if kind == "AndJunction" else (shades.PAPER, shades.DARK_PAPER), ink)
        return f'<circle cx="{node.x + node.width / 2:g}" cy="{node.y + node.height / 2:g}" r="{radius:g}" {paint}/>'

    def _own(self, element: Element | None) -> Sequence[str]:
        if element is None or not self.plotted:
            return ()
        return self.plotted.get(element.identifier) or self.plotted.get(gemma.object_id(self.model, element)) or ()

    def _title(self, node: Node, element: Element | None, names: Sequence[str]) -> str:
        """Name, type and definition, and one's own applications."""
        language = self.drawing.language
        if element is None:
            return first_text(node.labels, language)
        word = self.model.value(element, gemma.TYPE) or type_name(element.type, language)
        definition = " ".join(first_text(element.documentation, language).split())
        told = f"{first_text(element.names, language)} ({word})" + (f": {definition}" if definition else "")
        return told if not names else f"{told}\n{say('archimate.own', language, names=list(names))}"

    def _lines(self) -> Iterable[str]:
        routes = self.routes
        for connection in self.view.connections:
            relationship = self.model.relationship.get(connection.relationship or "")
            route = routes.route(connection)
            shown = relationship is None or relationship.type not in NESTING or not routes.nested(connection)
            if route is not None and shown:
                yield self._line(connection, relationship, route)

    def _line(self, connection: Connection, relationship: Relationship | None, route: Route) -> str:
        notation = arrows.NOTATION.get(_form(relationship), arrows.Notation())
        style = connection.style or Style()
        light = shades.line_on_paper(style.line.hexadecimal if style.line else None)
        colour = (light, shades.dark_line(light))
        for x, y in route:
            self.bounds.take(x - 3, y - 3, x + 3, y + 3)
        width = style.line_width or 1
        dash = f' stroke-dasharray="{notation.dash}"' if notation.dash else ""
        path = "M" + "L".join(f"{x:g} {y:g}" for x, y in route)
        drawn = f'<path d="{path}" fill="none" stroke-width="{width}"{dash} {self.palette.use("s", *colour, more="am-icon")}/>'
        ends = [(route[0], route[1]), (route[-1], route[-2])]
        if self._backwards(connection, relationship):
            ends.reverse()
        for form, (tip, back) in zip((notation.source, notation.target), ends, strict=True):
            if form:
                drawn += self._head(form, tip, back, colour)
        title = _escaped(self._line_title(connection, relationship))
        return f'<g role="graphics-symbol img"><title>{title}</title>{drawn}{self._line_words(connection, relationship, route)}</g>'

    def _backwards(self, connection: Connection, relationship: Relationship | None) -> bool:
        """Whether a connection is drawn from the target of its relationship to the source."""
        if relationship is None:
            return False
        node = self.routes.nodes.get(connection.source or "")
        return node is not None and node.element == relationship.target != relationship.source

    def _head(self, form: str, tip: tuple[float, float], back: tuple[float, float], colour: tuple[str, str]) -> str:
        path, filled = arrows.head(form, tip, back)
        if form in ("chevron", "half"):
            return f'<path d="{path}" fill="none" {self.palette.use("s", *colour, more="am-icon")}/>'
        return f'<path d="{path}" {self.palette.pair(colour if filled else (shades.PAPER, shades.DARK_PAPER), colour)}/>'

    def _line_words(self, connection: Connection, relationship: Relationship | None, route: Route) -> str:
        """The words of a connection stand halfway along it, with paper behind them."""
        language = self.drawing.language
        text = first_text(connection.labels, language) or (first_text(relationship.names, language) if relationship else "")
        if relationship is not None and relationship.modifier:
            text = f"{text} {relationship.modifier}".strip()
        if not text.strip():
            return ""
        lettering = fit(text, LABEL_WIDTH, 1000, LABEL_SIZE)
        x, y = halfway(route)
        words = Words(lettering, x, y - lettering.height / 2, "middle")
        return self._words(words, (shades.INK, shades.DARK_INK), halo=True)

    def _line_title(self, connection: Connection, relationship: Relationship | None) -> str:
        language = self.drawing.language
        if relationship is None:
            return first_text(connection.labels, language) or say("archimate.line", language)
        ends = [
            first_text(end.names, language) if (end := self.model.element.get(key)) else say("archimate.line", language)
            for key in (relationship.source, relationship.target)
        ]
        word = type_name(relationship.type, language)
        name = first_text(relationship.names, language)
        return f"{ends[0]} → {ends[1]} ({word})" + (f": {name}" if name else "")


def _tab(node: Node, words: Words) -> tuple[float, float]:
    """Width and height of the tab of a group: round its words, or none where these stand elsewhere in the box."""
    if words.y > node.y + outlines.TAB:
        return 0.0, 0.0
    height = max(outlines.TAB, words.extent[3] - node.y + 2)
    return min(max(node.width / 2, words.width + 8), node.width), min(height, node.height)


def _escaped(text: str) -> str:
    """A text as it may stand in SVG, without the control characters that XML cannot hold."""
    return escape(NOT_IN_XML.sub("", text))


def _form(relationship: Relationship | None) -> str:
    """The key of the notation: for access it depends on the direction, for association on whether it has one."""
    if relationship is None:
        return "Line"
    if relationship.type == "Access":
        return f"Access{(relationship.access or 'Access').removeprefix('Access')}"
    if relationship.type == "Association" and relationship.directed:
        return "AssociationDirected"
    return relationship.type


def type_name(kind: str, language: str) -> str:
    """The name of an element or relationship type in a language; a type that ArchiMate does not know stays as it is.

    >>> type_name("ApplicationComponent", "nl"), type_name("Wheel", "nl")
    ('applicatiecomponent', 'Wheel')
    """
    known = kind in LAYER or kind in RELATIONSHIPS
    return say(f"archimate.type.{kind}", language) if known else kind
