"""Writes the small parts of an exchange file and keeps account of what it could not write.

Parts are built without a namespace; in the file they take the one that the root declares.
"""

import re
from collections import Counter

from lxml import etree

from wiel.exchange.archimate import rules
from wiel.exchange.archimate.identifiers import Identifiers
from wiel.exchange.archimate.model import Attributes, Named, Properties, Texts
from wiel.exchange.archimate.record import LANGUAGE
from wiel.findings import Finding, Findings

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
DUBLIN_CORE_WORDS = frozenset(
    {
        "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
        "source", "language", "relation", "coverage", "rights",
    }
)  # fmt: skip
LANGUAGE_CODE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*|")
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Pen:
    """The identifiers of one file under way, and the account of what it does not carry."""

    def __init__(self) -> None:
        self.ids = Identifiers()
        self.details: Counter[str] = Counter()
        self.lost: list[Finding] = []
        self.fallbacks: Counter[tuple[str, str, str]] = Counter()

    def clean(self, text: str) -> str:
        """A text without the control characters that XML cannot hold."""
        cleaned = NOT_IN_XML.sub("", text)
        if cleaned != text:
            self.details["control characters"] += 1
        return cleaned

    def texts(self, parent: etree._Element, name: str, texts: Texts) -> None:
        """Each text as a tag with its language."""
        for text in texts:
            node = etree.SubElement(parent, name)
            node.text = self.clean(text.value) or None
            language = None if text.language is None else text.language.replace("_", "-")
            if language is not None and LANGUAGE_CODE.fullmatch(language):
                node.set(LANGUAGE, language)
            elif language is not None:
                self.details["xml:lang"] += 1

    def head(self, node: etree._Element, named: Named, name_needed: bool) -> None:
        """Names, documentation, what other namespaces added, and properties, in the order of the schema."""
        self.texts(node, "name", named.names)
        if name_needed and not named.names:
            etree.SubElement(node, "name")
        self.texts(node, "documentation", named.documentation)
        self.foreign(node, named.foreign)
        self.properties(node, named.properties)
        self.unknown(named.attributes)

    def foreign(self, node: etree._Element, foreign: tuple[str, ...]) -> None:
        """What other namespaces added."""
        for xml in foreign:
            self.dublin_core(node, etree.fromstring(xml))

    def dublin_core(self, node: etree._Element, child: etree._Element) -> None:
        """Dublin Core is part of the schema; anything else would make the file invalid and is counted."""
        name = etree.QName(child)
        if name.namespace != DUBLIN_CORE or name.localname not in DUBLIN_CORE_WORDS:
            self.details[f"<{name.localname}>"] += 1
            return
        etree.SubElement(node, child.tag, nsmap={"dc": DUBLIN_CORE}).text = child.text

    def unknown(self, attributes: Attributes) -> None:
        """Count attributes that have no place in the exchange format."""
        self.details.update(name.rpartition("}")[2] for name, _ in attributes)

    def properties(self, node: etree._Element, properties: Properties) -> None:
        """Each property with its values; a property without a value gets an empty one."""
        if not properties:
            return
        holder = etree.SubElement(node, "properties")
        for held in properties:
            definition = self.ids.of("definition", held.definition)
            child = etree.SubElement(holder, "property", propertyDefinitionRef=str(definition))
            self.texts(child, "value", held.values)
            if not held.values:
                etree.SubElement(child, "value")

    def written_as(self, part: str, was: str, became: str) -> None:
        """Count something that is written as the nearest thing the format knows."""
        self.fallbacks[part, was, became] += 1

    def findings(self) -> Findings:
        """The account."""
        found = list(self.lost)
        for (part, was, became), n in self.fallbacks.items():
            found.append(rules.WRITTEN_AS.broken(part=part, was=was, became=became, n=n))
        for detail, n in sorted(self.details.items()):
            found.append(rules.DETAIL_NOT_WRITTEN.broken(detail=detail, n=n))
        if self.ids.changed:
            was, became = self.ids.changed[0]
            found.append(rules.IDENTIFIER_CHANGED.broken(n=len(self.ids.changed), was=was, became=became))
        return Findings.of(found)
