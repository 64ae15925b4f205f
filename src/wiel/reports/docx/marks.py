"""The parts of a document that are the same in every letter: styles, lists, settings, the warning above and the page number below."""

import re
from xml.sax.saxutils import escape

from wiel.reports.theme import palette

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TYPEFACE = "Arial"
BULLETS, FIRST_LIST = 1, 2
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def xml_text(text: str) -> str:
    """Text without the characters that XML cannot hold.

    >>> xml_text("a" + chr(0) + "b" + chr(0xFFFE))
    'ab'
    """
    return FORBIDDEN.sub("", text)


def written(text: str, properties: str = "") -> str:
    """A run of text with its properties."""
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(xml_text(text))}</w:t></w:r>'


def _hex(token: str) -> str:
    return palette()[token].lstrip("#")


def styles(language: str) -> str:
    """Body text, title, heading, list, table and the quiet lines, in the colours of the house."""
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{TYPEFACE}" w:hAnsi="{TYPEFACE}" w:cs="{TYPEFACE}"/>'
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{LOCALES[language]}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    muted, ink, line = _hex("muted"), _hex("ink"), _hex("edge")
    made = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        _style("Title", "Title", '<w:spacing w:after="200"/>', f'<w:b/><w:color w:val="{ink}"/><w:sz w:val="36"/>'),
        _style(
            "Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="0"/>',
            f'<w:b/><w:color w:val="{ink}"/><w:sz w:val="26"/>',
        ),
        _style("ListParagraph", "List Paragraph", '<w:spacing w:after="60"/>', ""),
        _style("Quiet", "Quiet", "", f'<w:color w:val="{muted}"/><w:sz w:val="18"/>'),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{''.join(_border(side, line) for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))}"
        "</w:tblBorders></w:tblPr></w:style>",
    )  # fmt: skip
    return f"<w:styles {NAMESPACES}>{defaults}{''.join(made)}</w:styles>"


def _style(identifier: str, name: str, paragraph: str, run: str) -> str:
    about = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{about}</w:style>"
    )


def _border(side: str, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'


def numbering(lists: int) -> str:
    """Bullets, and so many numbered lists that each begin at one."""
    indent = '<w:pPr><w:ind w:left="454" w:hanging="340"/></w:pPr>'
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>{indent}</w:lvl></w:abstractNum>'
        for i, (form, text) in enumerate((("bullet", "•"), ("decimal", "%1.")))
    )
    bullets = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    counted = "".join(
        f'<w:num w:numId="{FIRST_LIST + i}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for i in range(lists)
    )
    return f"<w:numbering {NAMESPACES}>{kinds}{bullets}{counted}</w:numbering>"


def settings() -> str:
    """Laid out the way present word processors do."""
    owner = "http://schemas.microsoft.com/office/word"
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{owner}" w:val="15"/>'
    return f"<w:settings {NAMESPACES}><w:compat>{mode}</w:compat></w:settings>"


def header(warning: str) -> str:
    """The warning that stands above every page."""
    return f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Quiet"/></w:pPr>{written(warning, "<w:b/>")}</w:p></w:hdr>'


def footer(title: str) -> str:
    """The title and the number of the page."""
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    return (
        f'<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Quiet"/>{tabs}</w:pPr>{written(title)}'
        f"<w:r><w:tab/></w:r>{page}</w:p></w:ftr>"
    )
