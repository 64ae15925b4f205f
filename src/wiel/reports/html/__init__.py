"""The dossier as one HTML file that needs nothing else: no script, no request, light and dark."""

from wiel.reports.html.page import dossier_html

__all__ = ["dossier_html"]
