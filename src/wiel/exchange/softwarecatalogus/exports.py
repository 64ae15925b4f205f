"""Which exports there are: the headers by which each is known, and the headers that hold data of people and are never read."""

from collections.abc import Sequence
from dataclasses import dataclass

PEOPLE = frozenset(
    {
        "Supplier Contact", "Supplier E-mailadres", "Supplier Telefoon", "Contact Name", "Contact Email", "contactpersoon",
        "_contactpersoon",
    }
)  # fmt: skip
# A date such as 26-03-14 is the 26th of March 2014: day, month, year of two digits.
DATES = ("%d-%m-%y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d/%m/%y")


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export: its name, headers that must all be there, and every header that Wiel reads."""

    name: str
    marks: frozenset[str]
    read: frozenset[str]


def _export(name: str, marks: str, others: str) -> Export:
    needed = frozenset(marks.split("; "))
    return Export(name, needed, needed | frozenset(others.split("; ")))


EXPORTS = (
    _export(
        "portfolio",
        "Gemeente ID; Gemeente naam; Pakket ID; Pakket Naam",
        "Gemeente CBS; Samenwerking ID; Samenwerking; Samenwerking gemeente id; Gebruik Status; Gebruik Datum ingang status; "
        "Leverancier ID; Leverancier Naam; Pakketversie ID; Pakketversie Naam; Referentiecomponenten ID; Referentiecomponenten naam",
    ),
    _export(
        "couplings",
        "Koppeling ID; Koppeling richting; Organisatie ID",
        "Organisation; Samenwerking ID; Samenwerking; Pakket ID 1; Pakket ID 2; Pakketversie ID 1; Pakketversie ID 2; Standaardversie; "
        "Transportprotocol; Aanvullende informatie",
    ),
    _export(
        "products",
        "Leverancier Naam; Leverancier ID; Pakket Naam; Pakket ID",
        "Referentiecomponenten leverancier; Referentiecomponenten leverancier UUID; Referentiecomponenten gemeente; "
        "Referentiecomponenten gemeente UUID; Ondersteuning standaardversies",
    ),
    _export("suppliers", "Leverancier id; Supplier Name", "Supplier Url"),
    _export("partnerships", "Collaboration ID; Collaboration Name", "Collaboration type; Organisations Name; Organisations ID"),
    _export(
        "modules",
        "id; naam; aanbieder; _aanbieder; referentieComponenten",
        "licentietype; _referentieComponenten; standaarden; cloudDienstverleningsmodel",
    ),
)


def export_of(headers: Sequence[str]) -> Export | None:
    """The export that has these headers, or None.

    >>> export_of(["Leverancier id", "Supplier Name", "Supplier Url"]).name, export_of(["Applicatie", "Leverancier"]) is None
    ('suppliers', True)
    """
    there = frozenset(headers)
    return next((export for export in EXPORTS if export.marks <= there), None)
