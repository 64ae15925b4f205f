"""Figures: one scene of marks per picture, drawn on the page, in the PDF and in the workbook."""

from wiel.reports.figures.figure import Figure
from wiel.reports.figures.svg import for_page, for_paper

__all__ = ["Figure", "for_page", "for_paper"]
