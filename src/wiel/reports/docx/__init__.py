"""Letters as documents that Word and LibreOffice open (Office Open XML, ISO/IEC 29500)."""

from wiel.reports.docx.package import letter_docx

__all__ = ["letter_docx"]
