"""Results become a dossier: chapters of one document model, written as PDF, XLSX and HTML, one set per class. No arithmetic."""

from wiel.reports.document import Dossier
from wiel.reports.dossiers import dossier, dossiers
from wiel.reports.write import write

__all__ = ["Dossier", "dossier", "dossiers", "write"]
