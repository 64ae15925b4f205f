"""The typeface of paper and pictures: Source Sans Pro (OFL), which arrives as an installed package.

System fonts are left out so that every machine makes equal bytes. The widths and the characters of the font are read from its own
tables, because a figure must know whether a name fits and a PDF/UA file refuses a character that its font does not have.
"""

import struct
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from font_source_sans_pro import font_directory

FAMILY = "Source Sans Pro"
# The same words stand in many cells; so many widths are kept.
MANY_TEXTS = 1 << 17
REGULAR, BOLD = (Path(font_directory) / f"SourceSansPro-{style}.ttf" for style in ("Regular", "Bold"))
FONT_FILES = (REGULAR, BOLD)

# A web page is set in the reader's own sans serif. The widest common one (Arial, Verdana left aside) is an eighth wider.
WEB_FONT_MARGIN, PAPER_MARGIN = 1.12, 1.0
REPLACEMENT = "?"


@dataclass(frozen=True)
class FontTables:
    """Glyph per character and width per glyph, in units of the em."""

    glyphs: dict[int, int]
    widths: tuple[int, ...]
    em: int

    def width(self, character: str) -> float:
        """Width of a character as a fraction of the size."""
        glyph = min(self.glyphs.get(ord(character), 0), len(self.widths) - 1)
        return self.widths[glyph] / self.em


@lru_cache(maxsize=MANY_TEXTS)
def text_width(text: str, size: float, bold: bool = False, margin: float = WEB_FONT_MARGIN) -> float:
    """Which width does a line of text take, in the unit of `size`? By default generous, to fit the fonts of a web page too.

    >>> text_width("iii", 10) < text_width("mmm", 10) < text_width("mmm", 10, bold=True)
    True
    """
    font = _tables(BOLD if bold else REGULAR)
    return sum(font.width(character) for character in text) * size * margin


def drawable(text: str) -> str:
    """The text with each character that the font cannot draw replaced by a question mark.

    >>> drawable("Súdwest-Fryslân 漢 −1")
    'Súdwest-Fryslân ? −1'
    """
    known = _drawable_characters()
    if all(ord(character) in known for character in text):
        return text
    return "".join(character if ord(character) in known else REPLACEMENT for character in text)


@cache
def _drawable_characters() -> frozenset[int]:
    shared = _tables(REGULAR).glyphs.keys() & _tables(BOLD).glyphs.keys()
    return frozenset(shared | {ord("\n")})


@cache
def _tables(path: Path) -> FontTables:
    data = path.read_bytes()
    offsets = {}
    for i in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        offsets[tag.decode("ascii")] = offset
    em = struct.unpack_from(">H", data, offsets["head"] + 18)[0]
    metrics = struct.unpack_from(">H", data, offsets["hhea"] + 34)[0]
    pairs = struct.unpack_from(f">{2 * metrics}H", data, offsets["hmtx"])
    return FontTables(_characters(data, offsets["cmap"]), pairs[::2], em)


def _characters(data: bytes, start: int) -> dict[int, int]:
    """Character → glyph from the Unicode subtable of format 4 (OpenType specification, table cmap)."""
    for i in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * i)
        if (platform, encoding) == (3, 1):
            return _format_4(data, start + offset)
    raise ValueError("the font has no Unicode table of characters")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, start + 14)
    first = start + 16 + 2 * segments
    starts = struct.unpack_from(f">{segments}H", data, first)
    deltas = struct.unpack_from(f">{segments}H", data, first + 2 * segments)
    at = first + 4 * segments
    ranges = struct.unpack_from(f">{segments}H", data, at)
    glyphs = {}
    for i in range(segments):
        for character in range(starts[i], ends[i] + 1):
            glyph = character
            if ranges[i]:
                glyph = struct.unpack_from(">H", data, at + 2 * i + ranges[i] + 2 * (character - starts[i]))[0]
            if (glyph := (glyph + deltas[i]) % 65536 if glyph or not ranges[i] else 0) and character != 0xFFFF:
                glyphs[character] = glyph
    return glyphs
