"""Reads a filled workbook back."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wiel.findings import Findings
from wiel.schema import Delivery


@dataclass(frozen=True)
class WorkbookDelivery:
    """A filled workbook: its tables as text, and the date on the first sheet (None where it is not filled)."""

    delivery: Delivery
    as_of: date | None


def read(path: Path | str) -> tuple[WorkbookDelivery, Findings]:
    """What stands in this filled workbook? Sheets may stand in any order and may be missing.

    Raises:
        InputRefused: the file cannot be read as a whole, or no sheet is a table of the landscape.
    """
