"""A plan as a workbook that people edit, and the wishes in it read back."""

from wiel.exchange.plan.reading import read_wishes
from wiel.exchange.plan.sheets import SHEETS, Sheet
from wiel.exchange.plan.writing import write_plan

__all__ = ["SHEETS", "Sheet", "read_wishes", "write_plan"]
