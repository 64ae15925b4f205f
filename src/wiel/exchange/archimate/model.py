"""An ArchiMate model with everything that a file holds: concepts, properties, folders, views, styles, languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple


class Text(NamedTuple):
    """A text with its language as the file writes it; None where the file does not say."""

    value: str
    language: str | None = None


Texts = tuple[Text, ...]
Attributes = tuple[tuple[str, str], ...]


class Property(NamedTuple):
    """The values of one property; `definition` is the identifier of its definition."""

    definition: str
    values: Texts


Properties = tuple[Property, ...]


class Point(NamedTuple):
    """A place in a view, in pixels from the top left."""

    x: int
    y: int


class Colour(NamedTuple):
    """Red, green and blue 0–255 and opacity 0–100; None where the file gives no opacity."""

    red: int
    green: int
    blue: int
    opacity: int | None = None

    @property
    def hexadecimal(self) -> str:
        """The colour as the web writes it.

        >>> Colour(255, 0, 16).hexadecimal
        '#ff0010'
        """
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


class Font(NamedTuple):
    """A letter: name, size in points and style as written, colour."""

    name: str | None = None
    size: str | None = None
    style: str | None = None
    colour: Colour | None = None


class Style(NamedTuple):
    """How a node or connection is drawn; None leaves it to the reader's tool."""

    line_width: int | None = None
    line: Colour | None = None
    fill: Colour | None = None
    font: Font | None = None


def first_text(texts: Texts, *languages: str) -> str:
    """The text in the first language that exists, else the first text, else nothing.

    >>> first_text((Text("wheel", "en"), Text("wiel", "nl")), "nl"), first_text(())
    ('wiel', '')
    """
    for language in languages:
        for text in texts:
            if text.language == language:
                return text.value
    return texts[0].value if texts else ""


@dataclass(frozen=True, slots=True)
class Named:
    """What has an identifier, names and a documentation, each in any number of languages.

    `foreign` holds child elements of other namespaces as XML; `attributes` what only the source format knows.
    """

    identifier: str
    names: Texts = ()
    documentation: Texts = ()
    properties: Properties = ()
    foreign: tuple[str, ...] = ()
    attributes: Attributes = ()

    @property
    def name(self) -> str:
        """The first name, or nothing."""
        return first_text(self.names)

    @property
    def description(self) -> str:
        """The first documentation, or nothing."""
        return first_text(self.documentation)


@dataclass(frozen=True, slots=True)
class Element(Named):
    """An element of any layer, or a junction."""

    type: str = ""


@dataclass(frozen=True, slots=True)
class Relationship(Named):
    """A relationship; an end may itself be a relationship."""

    type: str = ""
    source: str = ""
    target: str = ""
    access: str | None = None
    modifier: str | None = None
    directed: bool | None = None


@dataclass(frozen=True, slots=True)
class PropertyDefinition(Named):
    """The name and data type of a property."""

    type: str = "string"


@dataclass(frozen=True, slots=True)
class Item:
    """A folder, or the place of something in a folder (`reference`)."""

    identifier: str | None = None
    reference: str | None = None
    labels: Texts = ()
    documentation: Texts = ()
    items: tuple["Item", ...] = ()
    properties: Properties = ()
    foreign: tuple[str, ...] = ()

    def walk(self) -> Iterator["Item"]:
        """This item and all below it."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True, slots=True)
class Node:
    """A box in a view. `kind` is Element, Container (a group) or Label (a note); x and y count from the view's top left."""

    identifier: str
    kind: str = "Element"
    x: int = 0
    y: int = 0
    width: int = 120
    height: int = 55
    element: str | None = None
    labels: Texts = ()
    documentation: Texts = ()
    style: Style | None = None
    views: tuple[str, ...] = ()
    nodes: tuple["Node", ...] = ()
    attributes: Attributes = ()

    def walk(self) -> Iterator["Node"]:
        """This node and all nested in it, in the order in which they are drawn."""
        yield self
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Connection:
    """A line in a view; an end may be a node or another connection. `kind` is Relationship, NestingRelationship or Line."""

    identifier: str
    kind: str = "Relationship"
    source: str | None = None
    target: str | None = None
    relationship: str | None = None
    labels: Texts = ()
    documentation: Texts = ()
    style: Style | None = None
    views: tuple[str, ...] = ()
    source_attachment: Point | None = None
    bendpoints: tuple[Point, ...] = ()
    target_attachment: Point | None = None
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class View(Named):
    """A diagram: nodes from back to front, and the connections between them."""

    viewpoint: str | None = None
    viewpoint_reference: str | None = None
    nodes: tuple[Node, ...] = ()
    connections: tuple[Connection, ...] = ()

    def walk(self) -> Iterator[Node]:
        """All nodes, in the order in which they are drawn."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Viewpoint(Named):
    """A viewpoint that the model defines itself; `parts` are its concerns, purpose, content and notes as XML."""

    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ArchimateModel(Named):
    """A whole model. `version` is that of the file: 2.1, 3.0, 3.1, 3.2 or, of Archi's own format, such as ``Archi 5.0.0``.

    `lines` tells on which line of the file each concept and view began; it is no part of the content.

    >>> model = ArchimateModel("m", (Text("Wiel"),), elements=(Element("a", (Text("Zaakspil"),), type="ApplicationComponent"),))
    >>> model.name, model.element["a"].name
    ('Wiel', 'Zaakspil')
    """

    version: str = "3.1"
    release: str | None = None
    metadata: str | None = None
    elements: tuple[Element, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    organizations: tuple[tuple[Item, ...], ...] = ()
    definitions: tuple[PropertyDefinition, ...] = ()
    viewpoints: tuple[Viewpoint, ...] = ()
    views: tuple[View, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def element(self) -> Mapping[str, Element]:
        """Elements by identifier."""
        return {element.identifier: element for element in self.elements}

    @cached_property
    def relationship(self) -> Mapping[str, Relationship]:
        """Relationships by identifier."""
        return {relationship.identifier: relationship for relationship in self.relationships}

    @cached_property
    def definition_name(self) -> Mapping[str, str]:
        """Names of properties by the identifier of their definition."""
        return {definition.identifier: definition.name for definition in self.definitions}

    def values(self, concept: Named, name: str) -> tuple[str, ...]:
        """Every value that a concept has for the property with a name, empty ones included."""
        names = self.definition_name
        return tuple(
            text.value for held in concept.properties if names.get(held.definition, held.definition) == name for text in held.values
        )

    def value(self, concept: Named, name: str) -> str:
        """The first value with content that a concept has for a property, or nothing."""
        return next((value for value in self.values(concept, name) if value.strip()), "")
