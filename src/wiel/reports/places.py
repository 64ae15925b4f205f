"""How the place of a finding is written."""

from wiel.errors import Place
from wiel.texts import say


def place(where: Place, language: str) -> str:
    """File, sheet, row and column in words.

    >>> place(Place("lijst.csv", None, 88, "Jaarbedrag"), "nl")
    'lijst.csv, regel 88, kolom Jaarbedrag'
    """
    parts = [where.file or ""]
    if where.sheet:
        parts.append(say("reports.sheet", language, sheet=where.sheet))
    if where.row is not None:
        parts.append(say("reports.row", language, row=where.row))
    if where.column:
        parts.append(say("reports.column", language, column=where.column))
    return ", ".join(part for part in parts if part) or say("reports.place-file", language)
