"""What a column means to the people who fill and read it."""

from dataclasses import dataclass
from enum import StrEnum

from wiel.quantities import Confidentiality


class Kind(StrEnum):
    """How a cell of the column is written and read."""

    KEY = "key"
    LINK = "link"
    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    AMOUNT = "amount"
    FLAG = "flag"
    DAY = "day"
    CHOICE = "choice"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The one description of a column, from which checks, forms, documentation and exports are made.

    `nl` and `en` are the headers; `text` explains in Dutch; `unit` is what one counts; `references` names the table whose keys a
    link holds; `visibility` is the class of the values.
    """

    nl: str
    en: str
    text: str = ""
    unit: str = ""
    references: str = ""
    visibility: Confidentiality = Confidentiality.INTERN

    def header(self, language: str) -> str:
        """The header in a language, with its unit.

        >>> Meaning("jaarbedrag", "annual value", unit="EUR").header("nl")
        'jaarbedrag (EUR)'
        """
        name = self.nl if language == "nl" else self.en
        return f"{name} ({self.unit})" if self.unit and self.unit != name else name
