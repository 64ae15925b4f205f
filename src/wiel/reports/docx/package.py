"""The package around a letter: parts, relations and properties, packed so that equal letters give equal bytes."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from wiel.exchange.files import packed
from wiel.reports.docx.body import body
from wiel.reports.docx.marks import footer, header, numbering, settings, styles, xml_text
from wiel.reports.letters.letter import Letter, Numbered

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMATS = "http://schemas.openxmlformats.org"
RELATIONS = f"{FORMATS}/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "numbering", "settings", "header", "footer")


def letter_docx(letter: Letter) -> bytes:
    """The bytes of a letter. Equal letters give equal bytes: the only moment in it is the date of the landscape."""
    lists = sum(isinstance(part, Numbered) for part in letter.parts)
    parts: Mapping[str, str] = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core": "docProps/core.xml"}),
        "docProps/core.xml": _properties(letter),
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in PARTS}),
        "word/document.xml": body(letter),
        "word/styles.xml": styles(letter.language),
        "word/numbering.xml": numbering(lists),
        "word/settings.xml": settings(),
        "word/header.xml": header(letter.warning),
        "word/footer.xml": footer(letter.title),
    }
    return packed({name: (HEAD + content).encode() for name, content in parts.items()})


def _content_types() -> str:
    kinds = {"document": "document.main", **{name: name for name in PARTS}}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>' for name, kind in kinds.items())
    core = '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{FORMATS}/package/2006/content-types">{defaults}{overrides}{core}</Types>'


def _relations(targets: Mapping[str, str]) -> str:
    kinds = {"core": f"{FORMATS}/package/2006/relationships/metadata/core-properties"}
    rows = "".join(
        f'<Relationship Id="{name}" Type="{kinds.get(name, f"{RELATIONS}/{name}")}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{FORMATS}/package/2006/relationships">{rows}</Relationships>'


def _properties(letter: Letter) -> str:
    day = f"{letter.made_for.isoformat()}T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{FORMATS}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(xml_text(letter.title))}</dc:title><dc:creator>Wiel</dc:creator>"
        f"<dc:language>{letter.language}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )
