"""What the reading of one file gathers beside the model: findings, lines, and what was met but not known."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from lxml import etree

from wiel.errors import Place
from wiel.exchange.archimate import rules
from wiel.exchange.archimate.model import Attributes, Colour, Properties, Property, Style, Text, Texts
from wiel.findings import Finding, Findings, Rule
from wiel.texts.numbers import Value

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


def local(tag: str) -> str:
    """A tag or attribute without its namespace."""
    return tag.rpartition("}")[2]


def inside(view: str) -> str:
    """The scope of what stands in a view."""
    return f"in {view}"


def line_of(node: etree._Element) -> int:
    """The line on which a tag begins; 0 where the parser did not keep it."""
    # The type description of lxml leaves the type of this attribute open.
    return int(cast("Any", node).sourceline or 0)


def text_of(node: etree._Element) -> Text:
    """The text of a tag with its language; text inside child tags counts."""
    value = "".join(str(part) for part in node.itertext()) if len(node) else node.text
    return Text(value or "", node.get(LANGUAGE))


class Record:
    """Gathers findings while a file is read; knows the line of each identifier."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.found: list[Finding] = []
        self.line: dict[tuple[str, str], int] = {}
        self.property_line: dict[str, int] = {}
        self.unknown: Counter[tuple[str, str]] = Counter()
        self.renamed: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], int] = {}
        self._turn: dict[tuple[str, str], int] = {}
        self.styles: dict[bytes, Style] = {}
        self._colours: dict[tuple[str | None, ...], Colour | None] = {}

    def broken(self, rule: Rule, line: int | None, **values: Value) -> None:
        """Note that a rule does not hold at a line."""
        self.found.append(rule.broken(Place(file=self.file, row=line), **values))

    def identify(self, scope: str, identifier: str | None, node: etree._Element) -> str:
        """The identifier under which something is kept: the second with the same one becomes ``id#2``."""
        line = line_of(node)
        if not identifier:
            identifier = f"id-{local(str(node.tag))}-{line}"
            self.broken(rules.NO_IDENTIFIER, line, part=local(str(node.tag)), identifier=identifier)
        kept, turn = identifier, self._turn.get((scope, identifier), 1)
        while (scope, kept) in self.line:
            turn += 1
            kept = f"{identifier}#{turn}"
        if kept != identifier:
            self._turn[scope, identifier] = turn
            first = self.line[scope, identifier]
            self.broken(rules.DUPLICATE, line, identifier=identifier, kept=kept, first=first)
        self.line[scope, kept] = line
        return kept

    def unknown_part(self, parent: str, part: str, line: int | None) -> None:
        """Note a tag or attribute that the format does not know; it is reported once with its number."""
        self.unknown[parent, part] += 1
        self._first.setdefault((parent, part), line or 0)

    def extra(self, node: etree._Element, known: frozenset[str]) -> Attributes:
        """The attributes that are not `known`, kept as they are; those without a namespace are reported."""
        rest = [str(name) for name in node.keys() if name not in known]  # noqa: SIM118  an element is no mapping
        if not rest:
            return ()
        for name in rest:
            if not name.startswith("{"):
                self.unknown_part(local(str(node.tag)), f"@{name}", line_of(node))
        return tuple((name, str(node.get(name))) for name in rest)

    def whole(self, value: str | None, otherwise: int, node: etree._Element, name: str) -> int:
        """A whole number; an absent one is `otherwise`, an unreadable one too, with a finding."""
        if value is None:
            return otherwise
        try:
            return int(value)
        except ValueError:
            pass
        self.broken(rules.NOT_A_NUMBER, line_of(node), value=value[:60], part=name, used=otherwise)
        try:
            return round(float(value)) if abs(float(value)) < 1e7 else otherwise
        except ValueError:
            return otherwise

    def colour(self, node: etree._Element) -> Colour | None:
        """The colour of a tag with r, g, b and perhaps a; None with a finding where that is no colour."""
        key = (node.get("r"), node.get("g"), node.get("b"), node.get("a"))
        if key not in self._colours:
            self._colours[key] = _colour(key)
        colour = self._colours[key]
        if colour is None:
            self.broken_colour(", ".join(part or "?" for part in key[:3]), node)
        return colour

    def broken_colour(self, value: str, node: etree._Element) -> None:
        """Note a colour that cannot be read."""
        self.broken(rules.NOT_A_COLOUR, line_of(node), value=value)

    def properties(self, node: etree._Element) -> Properties:
        """The properties below a tag; of each definition the first line is remembered."""
        held = []
        for child in node:
            definition = child.get("propertyDefinitionRef") or child.get("identifierref") or ""
            if definition not in self.property_line:
                self.property_line[definition] = line_of(child)
            values: Texts = tuple(text_of(value) for value in child)
            held.append(Property(definition, values))
        return tuple(held)

    def lines(self) -> dict[str, int]:
        """The line of each concept and view."""
        return {name: line for (scope, name), line in self.line.items() if scope in ("concept", "view")}

    def findings(self, before: Iterable[Finding] = ()) -> Findings:
        """Everything found, with the unknown parts and renamed types counted at the end."""
        for (parent, part), n in self.unknown.items():
            line = self._first[parent, part]
            self.broken(rules.UNKNOWN_PART, line, parent=parent, part=part, n=n)
        for (old, new), n in self.renamed.items():
            self.broken(rules.RENAMED_TYPE, None, old=old, new=new, n=n)
        return Findings.of((*before, *self.found))


def _colour(key: tuple[str | None, ...]) -> Colour | None:
    try:
        red, green, blue = (int(part or "") for part in key[:3])
        opacity = None if key[3] is None else int(key[3])
    except ValueError:
        return None
    if not all(0 <= part <= 255 for part in (red, green, blue)) or not 0 <= (opacity or 0) <= 100:
        return None
    return Colour(red, green, blue, opacity)
