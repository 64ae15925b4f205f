"""The dossier as tagged PDF, typeset with typst."""

from wiel.reports.document import Dossier
from wiel.reports.pdf.council import council_pdf
from wiel.reports.pdf.values import dossier_values
from wiel.reports.press import Press


def dossier_pdf(press: Press, dossier: Dossier) -> bytes:
    """The bytes of a dossier as PDF/UA."""
    return press.document("dossier.typ", dossier_values(dossier), dossier.as_of)


__all__ = ["council_pdf", "dossier_pdf"]
