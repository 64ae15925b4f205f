"""The page that each council gets."""

from wiel.reports.council.page import council_pages

__all__ = ["council_pages"]
