"""The workbook: one sheet per table, with the picture of its figure."""

from wiel.reports.xlsx.workbook import dossier_xlsx

__all__ = ["dossier_xlsx"]
