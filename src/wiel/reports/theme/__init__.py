"""Colours and type of everything Wiel makes: one file of colours, from which CSS, typst and figures are generated."""

from wiel.reports.theme.colours import PRINT, as_css, as_typst, contrast, palette
from wiel.reports.theme.fonts import FAMILY, FONT_FILES, PAPER_MARGIN, WEB_FONT_MARGIN, drawable, text_width

__all__ = [
    "FAMILY", "FONT_FILES", "PAPER_MARGIN", "PRINT", "WEB_FONT_MARGIN", "as_css", "as_typst", "contrast", "drawable", "palette", "text_width",
]  # fmt: skip
